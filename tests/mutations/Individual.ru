# exos:Individual-iri: a blank node
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exo:dose [ a exo:Dose ; exo:value 1.0 ; exo:unit unit:MicroGM ] }

# exos:Individual-iri: an underscore in the name
INSERT DATA { exod:dose_2 a exo:Dose ; exo:value 1.0 ; exo:unit unit:MicroGM . exod:experiment-doe-2019-exosomes-wound-1 exo:dose exod:dose_2 }

# exos:Individual-iri: in the namespace of the ontology
INSERT DATA { exo:dose-2 a exo:Dose ; exo:value 1.0 ; exo:unit unit:MicroGM . exod:experiment-doe-2019-exosomes-wound-1 exo:dose exo:dose-2 }
