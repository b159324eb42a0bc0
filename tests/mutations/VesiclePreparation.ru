# exos:VesiclePreparation-cell: two of them
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 exo:derivedFromCell exod:cell-tube-forming-cell }

# exos:VesiclePreparation-characterisation: text in exo:isolationMethod
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 exo:isolationMethod "some words" }

# exos:VesiclePreparation-characterisation: text in exo:marker
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 exo:marker "some words" }

# exos:VesiclePreparation-particleSize: zero
DELETE { exod:preparation-doe-2019-exosomes-wound-1 exo:particleSize ?old } INSERT { exod:preparation-doe-2019-exosomes-wound-1 exo:particleSize 0.0 } WHERE { exod:preparation-doe-2019-exosomes-wound-1 exo:particleSize ?old }

# exos:VesiclePreparation-particleSize: text
DELETE { exod:preparation-doe-2019-exosomes-wound-1 exo:particleSize ?old } INSERT { exod:preparation-doe-2019-exosomes-wound-1 exo:particleSize "98 nm" } WHERE { exod:preparation-doe-2019-exosomes-wound-1 exo:particleSize ?old }

# exos:VesiclePreparation-particleSize: an integer
DELETE { exod:preparation-doe-2019-exosomes-wound-1 exo:particleSize ?old } INSERT { exod:preparation-doe-2019-exosomes-wound-1 exo:particleSize 98 } WHERE { exod:preparation-doe-2019-exosomes-wound-1 exo:particleSize ?old }

# exos:VesiclePreparation-particleSize: two of them
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 exo:particleSize 99.5 }

# exos:VesiclePreparation-type: its property on something else
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-3 exo:particleSize 98.5 }

# exos:VesiclePreparation-vesicleLabel: empty
DELETE { exod:preparation-doe-2019-exosomes-wound-1 exo:vesicleLabel ?old } INSERT { exod:preparation-doe-2019-exosomes-wound-1 exo:vesicleLabel "" } WHERE { exod:preparation-doe-2019-exosomes-wound-1 exo:vesicleLabel ?old }

# exos:VesiclePreparation-vesicleLabel: a language
DELETE { exod:preparation-doe-2019-exosomes-wound-1 exo:vesicleLabel ?old } INSERT { exod:preparation-doe-2019-exosomes-wound-1 exo:vesicleLabel "exosomes"@en } WHERE { exod:preparation-doe-2019-exosomes-wound-1 exo:vesicleLabel ?old }

# exos:VesiclePreparation-vesicleLabel: two of them
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 exo:vesicleLabel "vesicles" }
