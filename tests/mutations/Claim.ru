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

# exos:Claim-leadsTo: no claim
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exo:leadsTo exod:experiment-doe-2019-exosomes-wound-1 }

# exos:Claim-object: missing
DELETE WHERE { exod:claim-doe-2019-exosomes-wound-01 exo:object ?old }

# exos:Claim-object: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-01 exo:object hgnc:1692 }

# exos:Claim-object: text
DELETE { exod:claim-doe-2019-exosomes-wound-01 exo:object ?old } INSERT { exod:claim-doe-2019-exosomes-wound-01 exo:object "miR-126" } WHERE { exod:claim-doe-2019-exosomes-wound-01 exo:object ?old }

# exos:Claim-observedIn: no experiment
INSERT DATA { exod:claim-doe-2019-exosomes-wound-01 exo:observedIn exod:model-doe-2019-exosomes-wound-1 }

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

# exos:Claim-type: its property on something else
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exo:inDisease MONDO:0005148 }

# exos:Claim-type: a claim without type
DELETE DATA { exod:claim-roe-2021-01 a exo:Claim } ;
DELETE WHERE { ?line exo:evidenceFor exod:claim-roe-2021-01 ; ?p ?o } ;
INSERT DATA { exod:passage-roe-2021-wounds-s2 exo:waiver exo:heading }

# exos:Claim-document: a study that raises something
DELETE { exod:claim-doe-2019-exosomes-wound-02 exo:subject ?old } INSERT { exod:claim-doe-2019-exosomes-wound-02 exo:subject exod:study-doe-2019-exosomes-wound } WHERE { exod:claim-doe-2019-exosomes-wound-02 exo:subject ?old }
