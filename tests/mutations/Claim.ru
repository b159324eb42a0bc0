# exos:Claim-approximate: false
DELETE { exod:claim-roe-2021-01 exo:approximate ?old } INSERT { exod:claim-roe-2021-01 exo:approximate false } WHERE { exod:claim-roe-2021-01 exo:approximate ?old }

# exos:Claim-approximate: text
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exo:approximate "true" }

# exos:Claim-approximate-number: nothing to be approximate
INSERT DATA { exod:claim-doe-2019-exosomes-wound-01 exo:approximate true }

# exos:Claim-aspect: of another list
DELETE { exod:claim-doe-2019-exosomes-wound-02 exo:aspect ?old } INSERT { exod:claim-doe-2019-exosomes-wound-02 exo:aspect exo:often } WHERE { exod:claim-doe-2019-exosomes-wound-02 exo:aspect ?old }

# exos:Claim-aspect: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exo:aspect exo:size }

# exos:Claim-atDose: no dose
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exo:atDose exod:experiment-doe-2019-exosomes-wound-1 }

# exos:Claim-context: text in exo:inCell
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exo:inCell "some words" }

# exos:Claim-context: text in exo:inAnatomy
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exo:inAnatomy "some words" }

# exos:Claim-context: text in exo:inDisease
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exo:inDisease "some words" }

# exos:Claim-context: text in exo:underCondition
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exo:underCondition "some words" }

# exos:Claim-context: text in exo:inPopulation
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exo:inPopulation "some words" }

# exos:Claim-context: text in exo:inPlace
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exo:inPlace "some words" }

# exos:Claim-context: text in exo:comparedWith
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exo:comparedWith "some words" }

# exos:Claim-disagreesWith: no claim
INSERT DATA { exod:claim-doe-2019-exosomes-wound-04 exo:disagreesWith exod:experiment-doe-2019-exosomes-wound-1 }

# exos:Claim-evidence: its only line is for another claim
DELETE { exod:evidence-doe-2019-03-1 exo:evidenceFor ?old ; exo:statedIn ?place } INSERT { exod:evidence-doe-2019-03-1 exo:evidenceFor exod:claim-doe-2019-exosomes-wound-02 ; exo:statedIn exod:passage-roe-2021-wounds-s2 }
WHERE { exod:evidence-doe-2019-03-1 exo:evidenceFor ?old ; exo:statedIn ?place }

# exos:Claim-frequency: of another list
DELETE { exod:claim-doe-2019-exosomes-wound-02 exo:frequency ?old } INSERT { exod:claim-doe-2019-exosomes-wound-02 exo:frequency exo:rate } WHERE { exod:claim-doe-2019-exosomes-wound-02 exo:frequency ?old }

# exos:Claim-frequency: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exo:frequency exo:rarely }

# exos:Claim-inOrganism: no taxon
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exo:inOrganism CL:0002540 }

# exos:Claim-inOrganism: text
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exo:inOrganism "rat" }

# exos:Claim-inYear: text
DELETE { exod:claim-roe-2021-01 exo:inYear ?old } INSERT { exod:claim-roe-2021-01 exo:inYear "2020" } WHERE { exod:claim-roe-2021-01 exo:inYear ?old }

# exos:Claim-inYear: too early
DELETE { exod:claim-roe-2021-01 exo:inYear ?old } INSERT { exod:claim-roe-2021-01 exo:inYear 1820 } WHERE { exod:claim-roe-2021-01 exo:inYear ?old }

# exos:Claim-inYear: too late
DELETE { exod:claim-roe-2021-01 exo:inYear ?old } INSERT { exod:claim-roe-2021-01 exo:inYear 20200 } WHERE { exod:claim-roe-2021-01 exo:inYear ?old }

# exos:Claim-inYear: two of them
INSERT DATA { exod:claim-roe-2021-01 exo:inYear 2019 }

# exos:Claim-leadsTo: no claim
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exo:leadsTo exod:experiment-doe-2019-exosomes-wound-1 }

# exos:Claim-maxValue: a double
DELETE { exod:claim-doe-2019-exosomes-wound-03 exo:maxValue ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exo:maxValue 7.0e1 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exo:maxValue ?old }

# exos:Claim-maxValue: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exo:maxValue 71.0 }

# exos:Claim-measure: a number without unit
DELETE WHERE { exod:claim-doe-2019-exosomes-wound-03 exo:unit ?old }

# exos:Claim-measure: a unit without number
INSERT DATA { exod:claim-doe-2019-exosomes-wound-01 exo:unit unit:PERCENT }

# exos:Claim-measure: a measure without number
DELETE WHERE { exod:claim-roe-2021-01 exo:value ?value ; exo:unit ?unit ; exo:approximate ?approximate }

# exos:Claim-minValue: an integer
DELETE { exod:claim-doe-2019-exosomes-wound-03 exo:minValue ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exo:minValue 60 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exo:minValue ?old }

# exos:Claim-minValue: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exo:minValue 61.0 }

# exos:Claim-number: a value beside a range
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exo:value 65.0 }

# exos:Claim-object: missing
DELETE WHERE { exod:claim-doe-2019-exosomes-wound-01 exo:object ?old }

# exos:Claim-object: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-01 exo:object hgnc:1692 }

# exos:Claim-object: text
DELETE { exod:claim-doe-2019-exosomes-wound-01 exo:object ?old } INSERT { exod:claim-doe-2019-exosomes-wound-01 exo:object "miR-126" } WHERE { exod:claim-doe-2019-exosomes-wound-01 exo:object ?old }

# exos:Claim-observedIn: no experiment
INSERT DATA { exod:claim-doe-2019-exosomes-wound-01 exo:observedIn exod:model-doe-2019-exosomes-wound-1 }

# exos:Claim-range: above the maximum
DELETE { exod:claim-doe-2019-exosomes-wound-03 exo:minValue ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exo:minValue 80.0 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exo:minValue ?old }

# exos:Claim-reason: no disagreement between the two
INSERT DATA { exod:claim-doe-2019-exosomes-wound-04 exo:disagreesWith exod:claim-doe-2019-exosomes-wound-03 }

# exos:Claim-reason: with itself
INSERT DATA { exod:claim-doe-2019-exosomes-wound-04 exo:disagreesWith exod:claim-doe-2019-exosomes-wound-04 }

# exos:Claim-relation: missing
DELETE WHERE { exod:claim-doe-2019-exosomes-wound-01 exo:relation ?old }

# exos:Claim-relation: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-01 exo:relation exo:delivers }

# exos:Claim-relation: no relation
DELETE { exod:claim-doe-2019-exosomes-wound-01 exo:relation ?old } INSERT { exod:claim-doe-2019-exosomes-wound-01 exo:relation exo:marker } WHERE { exod:claim-doe-2019-exosomes-wound-01 exo:relation ?old }

# exos:Claim-self: the subject again
DELETE { exod:claim-doe-2019-exosomes-wound-01 exo:object ?old } INSERT { exod:claim-doe-2019-exosomes-wound-01 exo:object exod:preparation-doe-2019-exosomes-wound-1 } WHERE { exod:claim-doe-2019-exosomes-wound-01 exo:object ?old }

# exos:Claim-subject: missing
DELETE WHERE { exod:claim-doe-2019-exosomes-wound-01 exo:subject ?old }

# exos:Claim-subject: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-01 exo:subject exod:preparation-doe-2019-exosomes-wound-2 }

# exos:Claim-subject: text
DELETE { exod:claim-doe-2019-exosomes-wound-01 exo:subject ?old } INSERT { exod:claim-doe-2019-exosomes-wound-01 exo:subject "exosomes" } WHERE { exod:claim-doe-2019-exosomes-wound-01 exo:subject ?old }

# exos:Claim-subjectAspect: of another list
DELETE { exod:claim-doe-2019-exosomes-wound-04 exo:subjectAspect ?old } INSERT { exod:claim-doe-2019-exosomes-wound-04 exo:subjectAspect exo:rate } WHERE { exod:claim-doe-2019-exosomes-wound-04 exo:subjectAspect ?old }

# exos:Claim-subjectAspect: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-04 exo:subjectAspect exo:subjectLow }

# exos:Claim-time: a value without unit
DELETE WHERE { exod:claim-doe-2019-exosomes-wound-02 exo:timeUnit ?old }

# exos:Claim-time: a unit without value
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exo:timeUnit unit:WK }

# exos:Claim-timeUnit: no unit of time
DELETE { exod:claim-doe-2019-exosomes-wound-02 exo:timeUnit ?old } INSERT { exod:claim-doe-2019-exosomes-wound-02 exo:timeUnit unit:NanoM } WHERE { exod:claim-doe-2019-exosomes-wound-02 exo:timeUnit ?old }

# exos:Claim-timeUnit: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exo:timeUnit unit:DAY . unit:DAY rdfs:label "Day"@en }

# exos:Claim-timeValue: negative
DELETE { exod:claim-doe-2019-exosomes-wound-02 exo:timeValue ?old } INSERT { exod:claim-doe-2019-exosomes-wound-02 exo:timeValue -2.0 } WHERE { exod:claim-doe-2019-exosomes-wound-02 exo:timeValue ?old }

# exos:Claim-timeValue: an integer
DELETE { exod:claim-doe-2019-exosomes-wound-02 exo:timeValue ?old } INSERT { exod:claim-doe-2019-exosomes-wound-02 exo:timeValue 2 } WHERE { exod:claim-doe-2019-exosomes-wound-02 exo:timeValue ?old }

# exos:Claim-timeValue: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exo:timeValue 3.0 }

# exos:Claim-type: its property on something else
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exo:inDisease MONDO:0005148 }

# exos:Claim-type: a claim without type
DELETE DATA { exod:claim-roe-2021-01 a exo:Claim } ;
DELETE WHERE { ?line exo:evidenceFor exod:claim-roe-2021-01 ; ?p ?o } ;
INSERT DATA { exod:passage-roe-2021-wounds-s2 exo:waiver exo:heading }

# exos:Claim-unit: text
DELETE { exod:claim-doe-2019-exosomes-wound-03 exo:unit ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exo:unit "%" } WHERE { exod:claim-doe-2019-exosomes-wound-03 exo:unit ?old }

# exos:Claim-unit: no unit
DELETE { exod:claim-doe-2019-exosomes-wound-03 exo:unit ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exo:unit GO:0001525 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exo:unit ?old }

# exos:Claim-unit: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exo:unit unit:NanoM }

# exos:Claim-value: an integer
DELETE { exod:claim-roe-2021-01 exo:value ?old } INSERT { exod:claim-roe-2021-01 exo:value 100 } WHERE { exod:claim-roe-2021-01 exo:value ?old }

# exos:Claim-value: two of them
INSERT DATA { exod:claim-roe-2021-01 exo:value 101.0 }

# exos:Claim-document: a study that raises something
DELETE { exod:claim-doe-2019-exosomes-wound-02 exo:subject ?old } INSERT { exod:claim-doe-2019-exosomes-wound-02 exo:subject exod:study-doe-2019-exosomes-wound } WHERE { exod:claim-doe-2019-exosomes-wound-02 exo:subject ?old }
