# exos:Publication-doi: an address
DELETE { exod:study-doe-2019-exosomes-wound bibo:doi ?old } INSERT { exod:study-doe-2019-exosomes-wound bibo:doi "https://doi.org/10.5555/study.2019.7" } WHERE { exod:study-doe-2019-exosomes-wound bibo:doi ?old }

# exos:Publication-doi: upper case
DELETE { exod:study-doe-2019-exosomes-wound bibo:doi ?old } INSERT { exod:study-doe-2019-exosomes-wound bibo:doi "10.5555/STUDY.2019.7" } WHERE { exod:study-doe-2019-exosomes-wound bibo:doi ?old }

# exos:Publication-doi: two of them
INSERT DATA { exod:study-doe-2019-exosomes-wound bibo:doi "10.5555/study.2019.8" }

# exos:Publication-doi-unique: of two works
DELETE { exod:work-poe-2015-size bibo:doi ?old } INSERT { exod:work-poe-2015-size bibo:doi "10.5555/study.2019.7" } WHERE { exod:work-poe-2015-size bibo:doi ?old }

# exos:Publication-identification: of another list
DELETE { exod:study-doe-2019-exosomes-wound exld:identification ?old } INSERT { exod:study-doe-2019-exosomes-wound exld:identification exld:often } WHERE { exod:study-doe-2019-exosomes-wound exld:identification ?old }

# exos:Publication-identification: two of them
INSERT DATA { exod:study-doe-2019-exosomes-wound exld:identification exld:matchedByContent }

# exos:Publication-identification-given: missing
DELETE WHERE { exod:work-poe-2015-size exld:identification ?old }

# exos:Publication-label: missing
DELETE WHERE { exod:study-doe-2019-exosomes-wound rdfs:label ?old }

# exos:Publication-label: no language
DELETE { exod:study-doe-2019-exosomes-wound rdfs:label ?old } INSERT { exod:study-doe-2019-exosomes-wound rdfs:label "a name" } WHERE { exod:study-doe-2019-exosomes-wound rdfs:label ?old }

# exos:Publication-label: two of one language
INSERT DATA { exod:study-doe-2019-exosomes-wound rdfs:label "another name"@en }

# exos:Publication-label: missing from a review
DELETE WHERE { exod:review-roe-2021 rdfs:label ?old }

# exos:Publication-notIdentified: with dcterms:title
INSERT DATA { exod:work-unknown-4 dcterms:title "A title" }

# exos:Publication-notIdentified: with bibo:doi
INSERT DATA { exod:work-unknown-4 bibo:doi "10.5555/work.4" }

# exos:Publication-notIdentified: with bibo:pmid
INSERT DATA { exod:work-unknown-4 bibo:pmid "90000004" }

# exos:Publication-numberInReview: without review
INSERT DATA { exod:study-doe-2019-exosomes-wound exld:numberInReview "61" }

# exos:Publication-numberInReview: a number
INSERT DATA { exod:study-doe-2019-exosomes-wound exld:numberInReview 61 }

# exos:Publication-pmid: a CURIE
DELETE { exod:study-doe-2019-exosomes-wound bibo:pmid ?old } INSERT { exod:study-doe-2019-exosomes-wound bibo:pmid "PMID:90000002" } WHERE { exod:study-doe-2019-exosomes-wound bibo:pmid ?old }

# exos:Publication-pmid: a number
DELETE { exod:study-doe-2019-exosomes-wound bibo:pmid ?old } INSERT { exod:study-doe-2019-exosomes-wound bibo:pmid 90000002 } WHERE { exod:study-doe-2019-exosomes-wound bibo:pmid ?old }

# exos:Publication-pmid: two of them
INSERT DATA { exod:study-doe-2019-exosomes-wound bibo:pmid "90000009" }

# exos:Publication-pmid-unique: of two works
DELETE { exod:work-poe-2015-size bibo:pmid ?old } INSERT { exod:work-poe-2015-size bibo:pmid "90000002" } WHERE { exod:work-poe-2015-size bibo:pmid ?old }

# exos:Publication-title: empty
DELETE { exod:study-doe-2019-exosomes-wound dcterms:title ?old } INSERT { exod:study-doe-2019-exosomes-wound dcterms:title "" } WHERE { exod:study-doe-2019-exosomes-wound dcterms:title ?old }

# exos:Publication-title: a language
DELETE { exod:study-doe-2019-exosomes-wound dcterms:title ?old } INSERT { exod:study-doe-2019-exosomes-wound dcterms:title "words"@en } WHERE { exod:study-doe-2019-exosomes-wound dcterms:title ?old }

# exos:Publication-title: two of them
INSERT DATA { exod:study-doe-2019-exosomes-wound dcterms:title "Other words" }

# exos:Publication-title-given: missing
DELETE WHERE { exod:work-poe-2015-size dcterms:title ?old }

# exos:Publication-label: empty
DELETE { exod:study-doe-2019-exosomes-wound rdfs:label ?old } INSERT { exod:study-doe-2019-exosomes-wound rdfs:label ""@en } WHERE { exod:study-doe-2019-exosomes-wound rdfs:label ?old }

# exos:Publication-doiAsPrinted: empty
INSERT DATA { exod:study-doe-2019-exosomes-wound exld:doiAsPrinted "" }

# exos:Publication-doiAsPrinted: a language
INSERT DATA { exod:study-doe-2019-exosomes-wound exld:doiAsPrinted "10.5555/misprint"@en }

# exos:Publication-doiAsPrinted: two of them
INSERT DATA { exod:study-doe-2019-exosomes-wound exld:doiAsPrinted "10.5555/misprint" , "10.5555/misprint-2" }

# exos:Publication-id: empty
INSERT DATA { exod:study-doe-2019-exosomes-wound dcterms:identifier "" }

# exos:Publication-id: a language
INSERT DATA { exod:study-doe-2019-exosomes-wound dcterms:identifier "PMC90000002"@en }

# exos:Publication-id: two of them
INSERT DATA { exod:study-doe-2019-exosomes-wound dcterms:identifier "PMC90000002" , "PMC90000002-2" }

# exos:Publication-review: of a review that there is not
INSERT DATA { exod:study-doe-2019-exosomes-wound exld:numberInReview "roe-2012:1" }

# exos:Publication-number-given: not identified and cited by nothing
INSERT DATA { exod:work-poe-2014-earlier a exld:Publication ; rdfs:label "an earlier work of Poe"@en ; exld:identification exld:notIdentified }

# exos:Publication-number-given: missing
DELETE WHERE { exod:work-poe-2015-size exld:numberInReview ?old }

# exos:Publication-twice: two of one title
INSERT DATA { exod:work-poe-2015-again a exld:Publication ; rdfs:label "Poe 2015 again"@en ; dcterms:title "The size of exosomes" ; exld:identification exld:printed ; exld:numberInReview "roe-2021:9" }

# exos:Publication-twice: two unidentified ones of one label
INSERT { exod:work-unknown-5 ?p ?o } WHERE { exod:work-unknown-4 ?p ?o }

# exos:Publication-hasCandidate: no publication
INSERT DATA { exod:work-unknown-4 exld:hasCandidate exod:experiment-doe-2019-exosomes-wound-1 }

# exos:Publication-candidate: for no number
DELETE WHERE { exod:work-unknown-4 exld:hasCandidate ?old }

# exos:Publication-candidates: of a known work
INSERT DATA { exod:work-poe-2015-size exld:hasCandidate exod:work-moe-2010-size }
