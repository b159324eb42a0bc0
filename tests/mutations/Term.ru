# exos:Term-defined: a slip in exld:inDisease of the claim
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exld:inDisease exod:disease-diabetic-wond }

# exos:Term-defined: a slip in exld:readout of the experiment
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:readout exod:disease-diabetic-wond }

# exos:Term-defined: a slip in exld:route of the experiment
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:route exod:disease-diabetic-wond }

# exos:Term-defined: a slip in exld:comparator of the experiment
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:comparator exod:disease-diabetic-wond }

# exos:Term-defined: a slip in exld:disease of the model
INSERT DATA { exod:model-doe-2019-exosomes-wound-1 exld:disease exod:disease-diabetic-wond }

# exos:Term-defined: a slip in exld:inducer of the model
INSERT DATA { exod:model-doe-2019-exosomes-wound-1 exld:inducer exod:disease-diabetic-wond }

# exos:Term-defined: a slip in exld:deliveredIn of the preparation
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 exld:deliveredIn exod:disease-diabetic-wond }

# exos:Term-defined: a slip in exld:marker of the preparation
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 exld:marker exod:disease-diabetic-wond }

# exos:Term-defined: a slip in exld:agent of the modification
INSERT DATA { exod:modification-doe-2019-exosomes-wound-1 exld:agent exod:disease-diabetic-wond }

# exos:Term-defined: a slip in exld:correctedTerm of the erratum
INSERT DATA { exod:erratum-roe-2021-vessels exld:correctedTerm exod:disease-diabetic-wond }

# exos:Term-defined: a slip in the object of a claim
DELETE { exod:claim-doe-2019-exosomes-wound-02 exld:object ?old } INSERT { exod:claim-doe-2019-exosomes-wound-02 exld:object GO:0001552 } WHERE { exod:claim-doe-2019-exosomes-wound-02 exld:object ?old }

# exos:Term-defined: a unit that is not there
DELETE { exod:dose-doe-2019-exosomes-wound-1 exld:unit ?old } INSERT { exod:dose-doe-2019-exosomes-wound-1 exld:unit unit:MiGM } WHERE { exod:dose-doe-2019-exosomes-wound-1 exld:unit ?old }

# exos:Term-defined: a parent that is not there
DELETE { exod:attribute-diameter rdfs:subClassOf ?old } INSERT { exod:attribute-diameter rdfs:subClassOf exld:Atribute } WHERE { exod:attribute-diameter rdfs:subClassOf ?old }

# exos:Term-kind: a passage as subject
DELETE { exod:claim-doe-2019-exosomes-wound-01 exld:subject ?old } INSERT { exod:claim-doe-2019-exosomes-wound-01 exld:subject exod:passage-roe-2021-wounds-s1 } WHERE { exod:claim-doe-2019-exosomes-wound-01 exld:subject ?old }

# exos:Term-kind: a concept of a closed list as object
DELETE { exod:claim-doe-2019-exosomes-wound-01 exld:object ?old } INSERT { exod:claim-doe-2019-exosomes-wound-01 exld:object exld:supports } WHERE { exod:claim-doe-2019-exosomes-wound-01 exld:object ?old }

# exos:Term-kind: a claim as readout
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:readout exod:claim-doe-2019-exosomes-wound-01 }

# exos:Term-kind: an experiment as agent
DELETE { exod:modification-doe-2019-exosomes-wound-1 exld:agent ?old } INSERT { exod:modification-doe-2019-exosomes-wound-1 exld:agent exod:experiment-doe-2019-exosomes-wound-1 } WHERE { exod:modification-doe-2019-exosomes-wound-1 exld:agent ?old }

# exos:Term-publication: a study as object
DELETE { exod:claim-doe-2019-exosomes-wound-01 exld:object ?old } INSERT { exod:claim-doe-2019-exosomes-wound-01 exld:object exod:study-doe-2019-exosomes-wound } WHERE { exod:claim-doe-2019-exosomes-wound-01 exld:object ?old }

# exos:Term-publication: a study as comparator
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:comparator exod:study-doe-2019-exosomes-wound }

# exos:Term-publication: the disease of a model
INSERT DATA { exod:model-doe-2019-exosomes-wound-1 exld:disease exod:study-doe-2019-exosomes-wound }

# exos:Term-publication: the agent of a modification
INSERT DATA { exod:modification-doe-2019-exosomes-wound-1 exld:agent exod:work-poe-2015-size }
