# exos:ExosomePreparation-vesicleLabel: microparticles as exosomes
DELETE { exod:preparation-doe-2019-exosomes-wound-1 exld:vesicleLabel ?old } INSERT { exod:preparation-doe-2019-exosomes-wound-1 exld:vesicleLabel "microparticles" } WHERE { exod:preparation-doe-2019-exosomes-wound-1 exld:vesicleLabel ?old }

# exos:VesiclePreparation-called-exosomes: of the wider type
DELETE DATA { exod:preparation-doe-2019-exosomes-wound-1 a exld:ExosomePreparation } ;
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 a exld:VesiclePreparation }

# exos:VesiclePreparation-cell: two of them
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 exld:derivedFromCell exod:cell-tube-forming-cell }

# exos:VesiclePreparation-characterisation: text in exld:isolationMethod
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 exld:isolationMethod "some words" }

# exos:VesiclePreparation-characterisation: text in exld:marker
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 exld:marker "some words" }

# exos:VesiclePreparation-particleSize: zero
DELETE { exod:preparation-doe-2019-exosomes-wound-1 exld:particleSize ?old } INSERT { exod:preparation-doe-2019-exosomes-wound-1 exld:particleSize 0.0 } WHERE { exod:preparation-doe-2019-exosomes-wound-1 exld:particleSize ?old }

# exos:VesiclePreparation-particleSize: text
DELETE { exod:preparation-doe-2019-exosomes-wound-1 exld:particleSize ?old } INSERT { exod:preparation-doe-2019-exosomes-wound-1 exld:particleSize "98 nm" } WHERE { exod:preparation-doe-2019-exosomes-wound-1 exld:particleSize ?old }

# exos:VesiclePreparation-particleSize: an integer
DELETE { exod:preparation-doe-2019-exosomes-wound-1 exld:particleSize ?old } INSERT { exod:preparation-doe-2019-exosomes-wound-1 exld:particleSize 98 } WHERE { exod:preparation-doe-2019-exosomes-wound-1 exld:particleSize ?old }

# exos:VesiclePreparation-particleSize: two of them
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 exld:particleSize 99.5 }

# exos:VesiclePreparation-type: its property on something else
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-3 exld:particleSize 98.5 }

# exos:VesiclePreparation-vesicleLabel: empty
DELETE { exod:preparation-doe-2019-exosomes-wound-1 exld:vesicleLabel ?old } INSERT { exod:preparation-doe-2019-exosomes-wound-1 exld:vesicleLabel "" } WHERE { exod:preparation-doe-2019-exosomes-wound-1 exld:vesicleLabel ?old }

# exos:VesiclePreparation-vesicleLabel: a language
DELETE { exod:preparation-doe-2019-exosomes-wound-1 exld:vesicleLabel ?old } INSERT { exod:preparation-doe-2019-exosomes-wound-1 exld:vesicleLabel "exosomes"@en } WHERE { exod:preparation-doe-2019-exosomes-wound-1 exld:vesicleLabel ?old }

# exos:VesiclePreparation-vesicleLabel: two of them
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 exld:vesicleLabel "small exosomes" }
