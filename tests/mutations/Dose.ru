# exos:Dose-of: of no experiment or claim
INSERT DATA { exod:dose-doe-2019-exosomes-wound-2 a exo:Dose ; exo:value 1.0 ; exo:unit unit:MicroGM }

# exos:Dose-unit: missing
DELETE WHERE { exod:dose-doe-2019-exosomes-wound-1 exo:unit ?old }

# exos:Dose-unit: text
DELETE { exod:dose-doe-2019-exosomes-wound-1 exo:unit ?old } INSERT { exod:dose-doe-2019-exosomes-wound-1 exo:unit "mg" } WHERE { exod:dose-doe-2019-exosomes-wound-1 exo:unit ?old }

# exos:Dose-unit: no unit
DELETE { exod:dose-doe-2019-exosomes-wound-1 exo:unit ?old } INSERT { exod:dose-doe-2019-exosomes-wound-1 exo:unit GO:0001525 } WHERE { exod:dose-doe-2019-exosomes-wound-1 exo:unit ?old }

# exos:Dose-unit: two of them
INSERT DATA { exod:dose-doe-2019-exosomes-wound-1 exo:unit unit:NanoM }

# exos:Dose-value: missing
DELETE WHERE { exod:dose-doe-2019-exosomes-wound-1 exo:value ?old }

# exos:Dose-value: negative
DELETE { exod:dose-doe-2019-exosomes-wound-1 exo:value ?old } INSERT { exod:dose-doe-2019-exosomes-wound-1 exo:value -1.0 } WHERE { exod:dose-doe-2019-exosomes-wound-1 exo:value ?old }

# exos:Dose-value: an integer
DELETE { exod:dose-doe-2019-exosomes-wound-1 exo:value ?old } INSERT { exod:dose-doe-2019-exosomes-wound-1 exo:value 100 } WHERE { exod:dose-doe-2019-exosomes-wound-1 exo:value ?old }

# exos:Dose-value: two of them
INSERT DATA { exod:dose-doe-2019-exosomes-wound-1 exo:value 200.0 }
