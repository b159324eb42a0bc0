# exos:Claim-approximate: false
DELETE { exod:claim-roe-2021-01 exld:approximate ?old } INSERT { exod:claim-roe-2021-01 exld:approximate false } WHERE { exod:claim-roe-2021-01 exld:approximate ?old }

# exos:Claim-approximate: text
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:approximate "true" }

# exos:Claim-approximate-number: nothing to be approximate
INSERT DATA { exod:claim-doe-2019-exosomes-wound-01 exld:approximate true }

# exos:Claim-inYear: text
DELETE { exod:claim-roe-2021-01 exld:inYear ?old } INSERT { exod:claim-roe-2021-01 exld:inYear "2020" } WHERE { exod:claim-roe-2021-01 exld:inYear ?old }

# exos:Claim-inYear: too early
DELETE { exod:claim-roe-2021-01 exld:inYear ?old } INSERT { exod:claim-roe-2021-01 exld:inYear 1820 } WHERE { exod:claim-roe-2021-01 exld:inYear ?old }

# exos:Claim-inYear: too late
DELETE { exod:claim-roe-2021-01 exld:inYear ?old } INSERT { exod:claim-roe-2021-01 exld:inYear 20200 } WHERE { exod:claim-roe-2021-01 exld:inYear ?old }

# exos:Claim-inYear: two of them
INSERT DATA { exod:claim-roe-2021-01 exld:inYear 2019 }

# exos:Claim-maxValue: a double
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:maxValue ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:maxValue 7.0e1 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:maxValue ?old }

# exos:Claim-maxValue: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:maxValue 71.0 }

# exos:Claim-measure: a number without unit
DELETE WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:unit ?old }

# exos:Claim-measure: a unit without number
INSERT DATA { exod:claim-doe-2019-exosomes-wound-01 exld:unit unit:PERCENT }

# exos:Claim-measure: a measure without number
DELETE WHERE { exod:claim-roe-2021-01 exld:value ?value ; exld:unit ?unit ; exld:approximate ?approximate }

# exos:Claim-minValue: an integer
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:minValue ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:minValue 60 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:minValue ?old }

# exos:Claim-minValue: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:minValue 61.0 }

# exos:Claim-number: a value beside a range
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:value 65.0 }

# exos:Claim-range: above the maximum
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:minValue ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:minValue 80.0 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:minValue ?old }

# exos:Claim-time: a value without unit
DELETE WHERE { exod:claim-doe-2019-exosomes-wound-02 exld:timeUnit ?old }

# exos:Claim-time: a unit without value
INSERT DATA { exod:claim-doe-2019-exosomes-wound-04 exld:timeUnit unit:WK }

# exos:Claim-timeUnit: no unit of time
DELETE { exod:claim-doe-2019-exosomes-wound-02 exld:timeUnit ?old } INSERT { exod:claim-doe-2019-exosomes-wound-02 exld:timeUnit unit:NanoM } WHERE { exod:claim-doe-2019-exosomes-wound-02 exld:timeUnit ?old }

# exos:Claim-timeUnit: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exld:timeUnit unit:DAY . unit:DAY rdfs:label "Day"@en }

# exos:Claim-timeValue: negative
DELETE { exod:claim-doe-2019-exosomes-wound-02 exld:timeValue ?old } INSERT { exod:claim-doe-2019-exosomes-wound-02 exld:timeValue -2.0 } WHERE { exod:claim-doe-2019-exosomes-wound-02 exld:timeValue ?old }

# exos:Claim-timeValue: an integer
DELETE { exod:claim-doe-2019-exosomes-wound-02 exld:timeValue ?old } INSERT { exod:claim-doe-2019-exosomes-wound-02 exld:timeValue 2 } WHERE { exod:claim-doe-2019-exosomes-wound-02 exld:timeValue ?old }

# exos:Claim-unit: text
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:unit ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:unit "%" } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:unit ?old }

# exos:Claim-unit: no unit
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:unit ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:unit GO:0001525 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:unit ?old }

# exos:Claim-unit: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:unit unit:NanoM }

# exos:Claim-value: an integer
DELETE { exod:claim-roe-2021-01 exld:value ?old } INSERT { exod:claim-roe-2021-01 exld:value 100 } WHERE { exod:claim-roe-2021-01 exld:value ?old }

# exos:Claim-value: two of them
INSERT DATA { exod:claim-roe-2021-01 exld:value 101.0 }

# exos:Claim-course: of another list
DELETE { exod:claim-doe-2019-exosomes-wound-02 exld:course ?old } INSERT { exod:claim-doe-2019-exosomes-wound-02 exld:course exld:often } WHERE { exod:claim-doe-2019-exosomes-wound-02 exld:course ?old }

# exos:Claim-degree: of another list
DELETE { exod:claim-doe-2019-exosomes-wound-02 exld:degree ?old } INSERT { exod:claim-doe-2019-exosomes-wound-02 exld:degree exld:often } WHERE { exod:claim-doe-2019-exosomes-wound-02 exld:degree ?old }

# exos:Claim-rank: of another list
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exld:rank exld:often }

# exos:Claim-boundExcluded: false
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:boundExcluded false }

# exos:Claim-course: three of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exld:course exld:early , exld:rapid }

# exos:Claim-degree: three of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exld:degree exld:marked , exld:slight }

# exos:Claim-rank: three of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exld:rank exld:first , exld:main , exld:only }
