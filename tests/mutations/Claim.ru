# exos:Claim-aspect: of another list
DELETE { exod:claim-doe-2019-exosomes-wound-02 exld:aspect ?old } INSERT { exod:claim-doe-2019-exosomes-wound-02 exld:aspect exld:often } WHERE { exod:claim-doe-2019-exosomes-wound-02 exld:aspect ?old }

# exos:Claim-aspect: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exld:aspect exld:size }

# exos:Claim-atDose: no dose
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exld:atDose exod:experiment-doe-2019-exosomes-wound-1 }

# exos:Claim-context: text in exld:inCell
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exld:inCell "some words" }

# exos:Claim-context: text in exld:inAnatomy
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exld:inAnatomy "some words" }

# exos:Claim-context: text in exld:inDisease
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exld:inDisease "some words" }

# exos:Claim-context: text in exld:underCondition
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exld:underCondition "some words" }

# exos:Claim-context: text in exld:inPopulation
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exld:inPopulation "some words" }

# exos:Claim-context: text in exld:inPlace
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exld:inPlace "some words" }

# exos:Claim-context: text in exld:comparedWith
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exld:comparedWith "some words" }

# exos:Claim-evidence: its only line is for another claim
DELETE { exod:evidence-doe-2019-04-1 exld:evidenceFor ?old } INSERT { exod:evidence-doe-2019-04-1 exld:evidenceFor exod:claim-doe-2019-exosomes-wound-03 }
WHERE { exod:evidence-doe-2019-04-1 exld:evidenceFor ?old }

# exos:Claim-frequency: of another list
DELETE { exod:claim-doe-2019-exosomes-wound-02 exld:frequency ?old } INSERT { exod:claim-doe-2019-exosomes-wound-02 exld:frequency exld:rate } WHERE { exod:claim-doe-2019-exosomes-wound-02 exld:frequency ?old }

# exos:Claim-frequency: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exld:frequency exld:rarely }

# exos:Claim-inOrganism: no taxon
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exld:inOrganism CL:0002540 }

# exos:Claim-inOrganism: text
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exld:inOrganism "rat" }

# exos:Claim-leadsTo: no claim
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:leadsTo exod:experiment-doe-2019-exosomes-wound-1 }

# exos:Claim-object: missing
DELETE WHERE { exod:claim-doe-2019-exosomes-wound-01 exld:object ?old }

# exos:Claim-object: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-01 exld:object hgnc:1692 }

# exos:Claim-object: text
DELETE { exod:claim-doe-2019-exosomes-wound-01 exld:object ?old } INSERT { exod:claim-doe-2019-exosomes-wound-01 exld:object "miR-126" } WHERE { exod:claim-doe-2019-exosomes-wound-01 exld:object ?old }

# exos:Claim-observedIn: no experiment
INSERT DATA { exod:claim-doe-2019-exosomes-wound-01 exld:observedIn exod:model-doe-2019-exosomes-wound-1 }

# exos:Claim-relation: missing
DELETE WHERE { exod:claim-doe-2019-exosomes-wound-01 exld:relation ?old }

# exos:Claim-relation: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-01 exld:relation exld:delivers }

# exos:Claim-relation: no relation
DELETE { exod:claim-doe-2019-exosomes-wound-01 exld:relation ?old } INSERT { exod:claim-doe-2019-exosomes-wound-01 exld:relation exld:marker } WHERE { exod:claim-doe-2019-exosomes-wound-01 exld:relation ?old }

# exos:Claim-self: the subject again
DELETE { exod:claim-doe-2019-exosomes-wound-01 exld:object ?old } INSERT { exod:claim-doe-2019-exosomes-wound-01 exld:object exod:preparation-doe-2019-exosomes-wound-1 } WHERE { exod:claim-doe-2019-exosomes-wound-01 exld:object ?old }

# exos:Claim-subject: missing
DELETE WHERE { exod:claim-doe-2019-exosomes-wound-01 exld:subject ?old }

# exos:Claim-subject: two of them
INSERT DATA { exod:claim-doe-2019-exosomes-wound-01 exld:subject exod:preparation-doe-2019-exosomes-wound-2 }

# exos:Claim-subject: text
DELETE { exod:claim-doe-2019-exosomes-wound-01 exld:subject ?old } INSERT { exod:claim-doe-2019-exosomes-wound-01 exld:subject "exosomes" } WHERE { exod:claim-doe-2019-exosomes-wound-01 exld:subject ?old }

# exos:Claim-subjectAspect: of another list
DELETE { exod:claim-doe-2019-exosomes-wound-04 exld:subjectAspect ?old } INSERT { exod:claim-doe-2019-exosomes-wound-04 exld:subjectAspect exld:rate } WHERE { exod:claim-doe-2019-exosomes-wound-04 exld:subjectAspect ?old }

# exos:Claim-type: its property on something else
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:inDisease MONDO:0005148 }

# exos:Claim-type: a claim without type
DELETE DATA { exod:claim-roe-2021-01 a exld:Claim } ;
DELETE WHERE { ?line exld:evidenceFor exod:claim-roe-2021-01 ; ?p ?o } ;
INSERT DATA { exod:passage-roe-2021-wounds-s2 exld:waiver exld:heading }

# exos:Claim-document: a study that raises something
DELETE { exod:claim-doe-2019-exosomes-wound-02 exld:subject ?old } INSERT { exod:claim-doe-2019-exosomes-wound-02 exld:subject exod:study-doe-2019-exosomes-wound } WHERE { exod:claim-doe-2019-exosomes-wound-02 exld:subject ?old }

# exos:Claim-diseases: in diabetes and in its complications
INSERT DATA {
  MONDO:0005015 a owl:Class ; rdfs:label "diabetes mellitus"@en ; rdfs:subClassOf exld:Disease .
  MESH:D048909 a owl:Class ; rdfs:label "Diabetes Complications"@en ; rdfs:subClassOf exld:Disease .
  exod:claim-doe-2019-exosomes-wound-02 exld:inDisease MONDO:0005015 , MESH:D048909
}

# exos:Claim-reasonFor: no claim
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:reasonFor exod:section-roe-2021-wounds }

# exos:Claim-context: text in exld:inAbsenceOf
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:inAbsenceOf "some words" }

# exos:Claim-context: text in exld:byMeans
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:byMeans "some words" }

# exos:Claim-context: text in exld:forPurpose
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:forPurpose "some words" }

# exos:Claim-context: text in exld:especiallyIn
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:especiallyIn "some words" }

# exos:Claim-context: text in exld:subjectInducedBy
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:subjectInducedBy "some words" }

# exos:Claim-context: text in exld:inducedBy
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:inducedBy "some words" }

# exos:Claim-context: text in exld:timeSince
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:timeSince "some words" }

# exos:Claim-context: text in exld:fromLocation
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:fromLocation "some words" }

# exos:Claim-context: text in exld:toLocation
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:toLocation "some words" }
