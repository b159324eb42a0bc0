# exos:Term-defined: a slip in exo:inDisease of the claim
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exo:inDisease exod:disease-diabetic-wond }

# exos:Term-defined: a slip in exo:readout of the experiment
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exo:readout exod:disease-diabetic-wond }

# exos:Term-defined: a slip in exo:route of the experiment
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exo:route exod:disease-diabetic-wond }

# exos:Term-defined: a slip in exo:comparator of the experiment
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exo:comparator exod:disease-diabetic-wond }

# exos:Term-defined: a slip in exo:disease of the model
INSERT DATA { exod:model-doe-2019-exosomes-wound-1 exo:disease exod:disease-diabetic-wond }

# exos:Term-defined: a slip in exo:inducer of the model
INSERT DATA { exod:model-doe-2019-exosomes-wound-1 exo:inducer exod:disease-diabetic-wond }

# exos:Term-defined: a slip in exo:deliveredIn of the preparation
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 exo:deliveredIn exod:disease-diabetic-wond }

# exos:Term-defined: a slip in exo:marker of the preparation
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 exo:marker exod:disease-diabetic-wond }

# exos:Term-defined: a slip in exo:agent of the modification
INSERT DATA { exod:modification-doe-2019-exosomes-wound-1 exo:agent exod:disease-diabetic-wond }

# exos:Term-defined: a slip in exo:correctedTerm of the erratum
INSERT DATA { exod:erratum-roe-2021-vessels exo:correctedTerm exod:disease-diabetic-wond }

# exos:Term-defined: a slip in the object of a claim
DELETE { exod:claim-doe-2019-exosomes-wound-02 exo:object ?old } INSERT { exod:claim-doe-2019-exosomes-wound-02 exo:object GO:0001552 } WHERE { exod:claim-doe-2019-exosomes-wound-02 exo:object ?old }

# exos:Term-defined: a unit that is not there
DELETE { exod:dose-doe-2019-exosomes-wound-1 exo:unit ?old } INSERT { exod:dose-doe-2019-exosomes-wound-1 exo:unit unit:MiGM } WHERE { exod:dose-doe-2019-exosomes-wound-1 exo:unit ?old }

# exos:Term-defined: an evidence code that is not there
DELETE { exod:evidence-doe-2019-01-1 exo:evidenceCode ?old } INSERT { exod:evidence-doe-2019-01-1 exo:evidenceCode ECO:0000320 } WHERE { exod:evidence-doe-2019-01-1 exo:evidenceCode ?old }

# exos:Term-defined: a parent that is not there
DELETE { exod:attribute-diameter rdfs:subClassOf ?old } INSERT { exod:attribute-diameter rdfs:subClassOf exo:Atribute } WHERE { exod:attribute-diameter rdfs:subClassOf ?old }

# exos:Term-kind: a passage as subject
DELETE { exod:claim-doe-2019-exosomes-wound-01 exo:subject ?old } INSERT { exod:claim-doe-2019-exosomes-wound-01 exo:subject exod:passage-roe-2021-wounds-s1 } WHERE { exod:claim-doe-2019-exosomes-wound-01 exo:subject ?old }

# exos:Term-kind: a concept of a closed list as object
DELETE { exod:claim-doe-2019-exosomes-wound-01 exo:object ?old } INSERT { exod:claim-doe-2019-exosomes-wound-01 exo:object exo:supports } WHERE { exod:claim-doe-2019-exosomes-wound-01 exo:object ?old }

# exos:Term-kind: a claim as readout
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exo:readout exod:claim-doe-2019-exosomes-wound-01 }

# exos:Term-kind: an experiment as agent
DELETE { exod:modification-doe-2019-exosomes-wound-1 exo:agent ?old } INSERT { exod:modification-doe-2019-exosomes-wound-1 exo:agent exod:experiment-doe-2019-exosomes-wound-1 } WHERE { exod:modification-doe-2019-exosomes-wound-1 exo:agent ?old }

# exos:Term-publication: a study as object
DELETE { exod:claim-doe-2019-exosomes-wound-01 exo:object ?old } INSERT { exod:claim-doe-2019-exosomes-wound-01 exo:object exod:study-doe-2019-exosomes-wound } WHERE { exod:claim-doe-2019-exosomes-wound-01 exo:object ?old }

# exos:Term-publication: a study as comparator
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exo:comparator exod:study-doe-2019-exosomes-wound }
