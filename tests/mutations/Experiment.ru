# exos:Experiment-comparator: text
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:comparator "saline" }

# exos:Experiment-dose: a number
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:dose 100.0 }

# exos:Experiment-dose: no dose
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:dose exod:model-doe-2019-exosomes-wound-1 }

# exos:Experiment-dose-given: missing
DELETE DATA { exod:experiment-doe-2019-exosomes-wound-2 exld:notReported exld:dose }

# exos:Experiment-evidence: its only line is for another experiment
DELETE { exod:evidence-doe-2019-experiment-2-1 exld:evidenceFor ?old ; exld:statedIn ?place } INSERT { exod:evidence-doe-2019-experiment-2-1 exld:evidenceFor exod:experiment-doe-2019-exosomes-wound-1 ; exld:statedIn exod:passage-roe-2021-wounds-s2 }
WHERE { exod:evidence-doe-2019-experiment-2-1 exld:evidenceFor ?old ; exld:statedIn ?place }

# exos:Experiment-label: missing
DELETE WHERE { exod:experiment-doe-2019-exosomes-wound-1 rdfs:label ?old }

# exos:Experiment-label: no language
DELETE { exod:experiment-doe-2019-exosomes-wound-1 rdfs:label ?old } INSERT { exod:experiment-doe-2019-exosomes-wound-1 rdfs:label "a name" } WHERE { exod:experiment-doe-2019-exosomes-wound-1 rdfs:label ?old }

# exos:Experiment-label: two of one language
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 rdfs:label "another name"@en }

# exos:Experiment-model: none
DELETE WHERE { exod:experiment-doe-2019-exosomes-wound-2 exld:usesModel ?model } ;
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:usesModel exod:model-doe-2019-exosomes-wound-2 }

# exos:Experiment-readout: text
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:readout "vessels" }

# exos:Experiment-route: text
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:route "under the skin" }

# exos:Experiment-route-given: missing
DELETE WHERE { exod:experiment-doe-2019-exosomes-wound-1 exld:route ?old }

# exos:Experiment-route-inVitro: a route not reported in vitro
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-2 exld:notReported exld:route }

# exos:Experiment-route-inVitro: a route in vitro
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-2 exld:route OBI:0000954 }

# exos:Experiment-schedule: empty
DELETE { exod:experiment-doe-2019-exosomes-wound-1 exld:schedule ?old } INSERT { exod:experiment-doe-2019-exosomes-wound-1 exld:schedule "" } WHERE { exod:experiment-doe-2019-exosomes-wound-1 exld:schedule ?old }

# exos:Experiment-schedule: two of them
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:schedule "twice" }

# exos:Experiment-study: of no study
DELETE DATA { exod:study-doe-2019-exosomes-wound exld:reports exod:experiment-doe-2019-exosomes-wound-2 }

# exos:Experiment-study: of two studies
INSERT DATA { exod:study-moe-2020 a exld:PrimaryStudy ; rdfs:label "Moe 2020"@en ; exld:numberInReview "roe-2021:93" ; exld:identification exld:notIdentified ; exld:reports exod:experiment-doe-2019-exosomes-wound-2 . exod:evidence-doe-2019-experiment-2-1 exld:cites exod:study-moe-2020 }

# exos:Experiment-system: of another list
DELETE { exod:experiment-doe-2019-exosomes-wound-1 exld:system ?old } INSERT { exod:experiment-doe-2019-exosomes-wound-1 exld:system exld:often } WHERE { exod:experiment-doe-2019-exosomes-wound-1 exld:system ?old }

# exos:Experiment-system: two of them
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:system exld:exVivo }

# exos:Experiment-system-given: missing
DELETE WHERE { exod:experiment-doe-2019-exosomes-wound-1 exld:system ?old }

# exos:Experiment-type: its property on something else
INSERT DATA { exod:claim-doe-2019-exosomes-wound-01 exld:system exld:inVivo }

# exos:Experiment-usesModel: no model
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:usesModel exod:preparation-doe-2019-exosomes-wound-1 }

# exos:Experiment-uses-given: neither preparation nor model
DELETE { exod:experiment-doe-2019-exosomes-wound-2 exld:usesPreparation ?old ; exld:usesModel ?model } INSERT { exod:experiment-doe-2019-exosomes-wound-1 exld:usesModel ?model }
WHERE { exod:experiment-doe-2019-exosomes-wound-2 exld:usesPreparation ?old ; exld:usesModel ?model }

# exos:Experiment-usesPreparation: no preparation
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:usesPreparation exod:model-doe-2019-exosomes-wound-1 }

# exos:Experiment-label: empty
DELETE { exod:experiment-doe-2019-exosomes-wound-1 rdfs:label ?old } INSERT { exod:experiment-doe-2019-exosomes-wound-1 rdfs:label ""@en } WHERE { exod:experiment-doe-2019-exosomes-wound-1 rdfs:label ?old }

# exos:Experiment-armSize: a decimal
DELETE { exod:experiment-doe-2019-exosomes-wound-1 exld:armSize ?old } INSERT { exod:experiment-doe-2019-exosomes-wound-1 exld:armSize 3.5 } WHERE { exod:experiment-doe-2019-exosomes-wound-1 exld:armSize ?old }

# exos:Experiment-armSize: too small
DELETE { exod:experiment-doe-2019-exosomes-wound-1 exld:armSize ?old } INSERT { exod:experiment-doe-2019-exosomes-wound-1 exld:armSize -1 } WHERE { exod:experiment-doe-2019-exosomes-wound-1 exld:armSize ?old }

# exos:Experiment-comparatorSize: a decimal
DELETE { exod:experiment-doe-2019-exosomes-wound-1 exld:comparatorSize ?old } INSERT { exod:experiment-doe-2019-exosomes-wound-1 exld:comparatorSize 3.5 } WHERE { exod:experiment-doe-2019-exosomes-wound-1 exld:comparatorSize ?old }

# exos:Experiment-comparatorSize: too small
DELETE { exod:experiment-doe-2019-exosomes-wound-1 exld:comparatorSize ?old } INSERT { exod:experiment-doe-2019-exosomes-wound-1 exld:comparatorSize -1 } WHERE { exod:experiment-doe-2019-exosomes-wound-1 exld:comparatorSize ?old }

# exos:Experiment-donorMatch: of another list
DELETE { exod:experiment-doe-2019-exosomes-wound-1 exld:donorMatch ?old } INSERT { exod:experiment-doe-2019-exosomes-wound-1 exld:donorMatch exld:gradeB } WHERE { exod:experiment-doe-2019-exosomes-wound-1 exld:donorMatch ?old }

# exos:Experiment-primaryOutcome: text
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:primaryOutcome "wounds" }
