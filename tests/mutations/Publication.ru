# exos:Publication-authors: empty
DELETE { exod:study-doe-2019-exosomes-wound exld:authors ?old } INSERT { exod:study-doe-2019-exosomes-wound exld:authors "" } WHERE { exod:study-doe-2019-exosomes-wound exld:authors ?old }

# exos:Publication-authors: a language
DELETE { exod:study-doe-2019-exosomes-wound exld:authors ?old } INSERT { exod:study-doe-2019-exosomes-wound exld:authors "words"@en } WHERE { exod:study-doe-2019-exosomes-wound exld:authors ?old }

# exos:Publication-authors: two of them
INSERT DATA { exod:study-doe-2019-exosomes-wound exld:authors "Other words" }

# exos:Publication-journal: empty
DELETE { exod:study-doe-2019-exosomes-wound exld:journal ?old } INSERT { exod:study-doe-2019-exosomes-wound exld:journal "" } WHERE { exod:study-doe-2019-exosomes-wound exld:journal ?old }

# exos:Publication-journal: a language
DELETE { exod:study-doe-2019-exosomes-wound exld:journal ?old } INSERT { exod:study-doe-2019-exosomes-wound exld:journal "words"@en } WHERE { exod:study-doe-2019-exosomes-wound exld:journal ?old }

# exos:Publication-journal: two of them
INSERT DATA { exod:study-doe-2019-exosomes-wound exld:journal "Other words" }

# exos:Publication-retracted: false
DELETE { exod:study-doe-2019-exosomes-wound exld:retracted ?old } INSERT { exod:study-doe-2019-exosomes-wound exld:retracted false } WHERE { exod:study-doe-2019-exosomes-wound exld:retracted ?old }

# exos:Publication-retraction: a date alone
DELETE WHERE { exod:study-doe-2019-exosomes-wound exld:retracted ?old }

# exos:Publication-retractionDate: a day
DELETE { exod:study-doe-2019-exosomes-wound exld:retractionDate ?old } INSERT { exod:study-doe-2019-exosomes-wound exld:retractionDate "2022-03-01"^^xsd:date } WHERE { exod:study-doe-2019-exosomes-wound exld:retractionDate ?old }

# exos:Publication-retractionDate: two of them
INSERT DATA { exod:study-doe-2019-exosomes-wound exld:retractionDate "2022-04-01T00:00:00Z"^^xsd:dateTime }

# exos:Publication-type: its property on something else
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:journal "J Invented Res" }

# exos:Publication-year: an integer
DELETE { exod:study-doe-2019-exosomes-wound dcterms:issued ?old } INSERT { exod:study-doe-2019-exosomes-wound dcterms:issued 2019 } WHERE { exod:study-doe-2019-exosomes-wound dcterms:issued ?old }

# exos:Publication-year: out of range
DELETE { exod:study-doe-2019-exosomes-wound dcterms:issued ?old } INSERT { exod:study-doe-2019-exosomes-wound dcterms:issued "0219"^^xsd:gYear } WHERE { exod:study-doe-2019-exosomes-wound dcterms:issued ?old }

# exos:Publication-year: two of them
INSERT DATA { exod:study-doe-2019-exosomes-wound dcterms:issued "2018"^^xsd:gYear }

# exos:Publication-issue: empty
INSERT DATA { exod:study-doe-2019-exosomes-wound bibo:issue "" }

# exos:Publication-issue: a language
INSERT DATA { exod:study-doe-2019-exosomes-wound bibo:issue "4"@en }

# exos:Publication-issue: two of them
INSERT DATA { exod:study-doe-2019-exosomes-wound bibo:issue "4" , "4-2" }

# exos:Publication-pages: empty
INSERT DATA { exod:study-doe-2019-exosomes-wound bibo:pages "" }

# exos:Publication-pages: a language
INSERT DATA { exod:study-doe-2019-exosomes-wound bibo:pages "11-19"@en }

# exos:Publication-pages: two of them
INSERT DATA { exod:study-doe-2019-exosomes-wound bibo:pages "11-19" , "11-19-2" }

# exos:Publication-volume: empty
INSERT DATA { exod:study-doe-2019-exosomes-wound bibo:volume "" }

# exos:Publication-volume: a language
INSERT DATA { exod:study-doe-2019-exosomes-wound bibo:volume "7"@en }

# exos:Publication-volume: two of them
INSERT DATA { exod:study-doe-2019-exosomes-wound bibo:volume "7" , "7-2" }

# exos:Publication-design: of another list
INSERT DATA { exod:study-doe-2019-exosomes-wound exld:design exld:trend }

# exos:Publication-type: a design of a claim
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:design exld:prospective }
