# exos:Dose-of: of no experiment or claim
INSERT DATA { exod:dose-doe-2019-exosomes-wound-2 a exld:Dose ; exld:value 1.0 ; exld:unit unit:MicroGM }

# exos:Dose-unit: missing
DELETE WHERE { exod:dose-doe-2019-exosomes-wound-1 exld:unit ?old }

# exos:Dose-unit: text
DELETE { exod:dose-doe-2019-exosomes-wound-1 exld:unit ?old } INSERT { exod:dose-doe-2019-exosomes-wound-1 exld:unit "mg" } WHERE { exod:dose-doe-2019-exosomes-wound-1 exld:unit ?old }

# exos:Dose-unit: no unit
DELETE { exod:dose-doe-2019-exosomes-wound-1 exld:unit ?old } INSERT { exod:dose-doe-2019-exosomes-wound-1 exld:unit GO:0001525 } WHERE { exod:dose-doe-2019-exosomes-wound-1 exld:unit ?old }

# exos:Dose-unit: two of them
INSERT DATA { exod:dose-doe-2019-exosomes-wound-1 exld:unit unit:NanoM }

# exos:Dose-amount: no number
DELETE WHERE { exod:dose-doe-2019-exosomes-wound-1 exld:value ?old }

# exos:Dose-value: negative
DELETE { exod:dose-doe-2019-exosomes-wound-1 exld:value ?old } INSERT { exod:dose-doe-2019-exosomes-wound-1 exld:value -1.0 } WHERE { exod:dose-doe-2019-exosomes-wound-1 exld:value ?old }

# exos:Dose-value: an integer
DELETE { exod:dose-doe-2019-exosomes-wound-1 exld:value ?old } INSERT { exod:dose-doe-2019-exosomes-wound-1 exld:value 100 } WHERE { exod:dose-doe-2019-exosomes-wound-1 exld:value ?old }

# exos:Dose-value: two of them
INSERT DATA { exod:dose-doe-2019-exosomes-wound-1 exld:value 200.0 }

# exos:Dose-doseOf: of another list
DELETE { exod:dose-doe-2019-exosomes-wound-1 exld:doseOf ?old } INSERT { exod:dose-doe-2019-exosomes-wound-1 exld:doseOf exld:gradeB } WHERE { exod:dose-doe-2019-exosomes-wound-1 exld:doseOf ?old }

# exos:Dose-dosePer: of another list
DELETE { exod:dose-doe-2019-exosomes-wound-1 exld:dosePer ?old } INSERT { exod:dose-doe-2019-exosomes-wound-1 exld:dosePer exld:gradeB } WHERE { exod:dose-doe-2019-exosomes-wound-1 exld:dosePer ?old }

# exos:Dose-type: on a claim
INSERT DATA { exod:claim-roe-2021-01 exld:doseOf exld:cells }

# exos:Dose-amount: one end of a range
DELETE { exod:dose-doe-2019-exosomes-wound-1 exld:value ?old } INSERT { exod:dose-doe-2019-exosomes-wound-1 exld:minValue ?old } WHERE { exod:dose-doe-2019-exosomes-wound-1 exld:value ?old }

# exos:Dose-amount: a number and a range
INSERT DATA { exod:dose-doe-2019-exosomes-wound-1 exld:minValue 1.0 ; exld:maxValue 2.0 }

# exos:Dose-range-order: swapped
DELETE { exod:dose-doe-2019-exosomes-wound-1 exld:value ?old } INSERT { exod:dose-doe-2019-exosomes-wound-1 exld:minValue 2.0 ; exld:maxValue 1.0 } WHERE { exod:dose-doe-2019-exosomes-wound-1 exld:value ?old }

# exos:Dose-minValue: negative
DELETE { exod:dose-doe-2019-exosomes-wound-1 exld:value ?old } INSERT { exod:dose-doe-2019-exosomes-wound-1 exld:minValue -2.0 ; exld:maxValue 1.0 } WHERE { exod:dose-doe-2019-exosomes-wound-1 exld:value ?old }

# exos:Dose-maxValue: two of them
DELETE { exod:dose-doe-2019-exosomes-wound-1 exld:value ?old } INSERT { exod:dose-doe-2019-exosomes-wound-1 exld:minValue 2.0 ; exld:maxValue 3.0 , 4.0 } WHERE { exod:dose-doe-2019-exosomes-wound-1 exld:value ?old }
