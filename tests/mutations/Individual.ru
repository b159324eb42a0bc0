# exos:Individual-iri: a blank node
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:dose [ a exld:Dose ; exld:value 1.0 ; exld:unit unit:MicroGM ] }

# exos:Individual-iri: an underscore in the name
INSERT DATA { exod:dose_2 a exld:Dose ; exld:value 1.0 ; exld:unit unit:MicroGM . exod:experiment-doe-2019-exosomes-wound-1 exld:dose exod:dose_2 }

# exos:Individual-iri: in the namespace of the ontology
INSERT DATA { exld:dose-2 a exld:Dose ; exld:value 1.0 ; exld:unit unit:MicroGM . exod:experiment-doe-2019-exosomes-wound-1 exld:dose exld:dose-2 }

# exos:Individual-language: a label in German
DELETE { exod:experiment-doe-2019-exosomes-wound-1 rdfs:label ?old } INSERT { exod:experiment-doe-2019-exosomes-wound-1 rdfs:label "Exosomen auf Wunden"@de } WHERE { exod:experiment-doe-2019-exosomes-wound-1 rdfs:label ?old }

# exos:Individual-language: a definition in French
DELETE { exod:technique-slow-spin skos:definition ?old } INSERT { exod:technique-slow-spin skos:definition "Centrifugation lente."@fr } WHERE { exod:technique-slow-spin skos:definition ?old }

# exos:Individual-language: a note in German
INSERT DATA { exod:claim-doe-2019-exosomes-wound-01 skos:editorialNote "so steht es da"@de }

# exos:Individual-note: no language
INSERT DATA { exod:claim-doe-2019-exosomes-wound-01 skos:editorialNote "as it stands there" }

# exos:Individual-note: empty
INSERT DATA { exod:claim-doe-2019-exosomes-wound-01 skos:editorialNote ""@en }

# exos:Individual-note: an IRI
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 skos:editorialNote exod:review-roe-2021 }

# exos:Individual-type: text
INSERT DATA { exod:claim-doe-2019-exosomes-wound-01 a "exld:Claim" }

# exos:Individual-withdrawn: without a word why
INSERT DATA { exod:claim-doe-2019-exosomes-wound-01 owl:deprecated true }

# exos:Individual-withdrawn: said in the note alone
INSERT DATA { exod:disagreement-doe-2019-1 skos:editorialNote "Withdrawn: both can hold."@en }

# exos:Individual-withdrawn: with another note
INSERT DATA { exod:erratum-roe-2021-vessels owl:deprecated true ; skos:editorialNote "A guess."@en }

# exos:Individual-language: another name in German
INSERT DATA { exod:technique-slow-spin skos:hiddenLabel "langsam"@de }
