# exos:DiseaseModel-disease: text
INSERT DATA { exod:model-doe-2019-exosomes-wound-1 exo:disease "diabetes" }

# exos:DiseaseModel-evidence: its only line is for another model
DELETE { exod:evidence-doe-2019-model-2-1 exo:evidenceFor ?old } INSERT { exod:evidence-doe-2019-model-2-1 exo:evidenceFor exod:model-doe-2019-exosomes-wound-1 } WHERE { exod:evidence-doe-2019-model-2-1 exo:evidenceFor ?old }

# exos:DiseaseModel-inducer: text
INSERT DATA { exod:model-doe-2019-exosomes-wound-1 exo:inducer "streptozocin" }

# exos:DiseaseModel-label: missing
DELETE WHERE { exod:model-doe-2019-exosomes-wound-1 rdfs:label ?old }

# exos:DiseaseModel-label: no language
DELETE { exod:model-doe-2019-exosomes-wound-1 rdfs:label ?old } INSERT { exod:model-doe-2019-exosomes-wound-1 rdfs:label "a name" } WHERE { exod:model-doe-2019-exosomes-wound-1 rdfs:label ?old }

# exos:DiseaseModel-label: two of one language
INSERT DATA { exod:model-doe-2019-exosomes-wound-1 rdfs:label "another name"@en }

# exos:DiseaseModel-organism: no taxon
DELETE { exod:model-doe-2019-exosomes-wound-1 exo:organism ?old } INSERT { exod:model-doe-2019-exosomes-wound-1 exo:organism CL:0002540 } WHERE { exod:model-doe-2019-exosomes-wound-1 exo:organism ?old }

# exos:DiseaseModel-organism: text
DELETE { exod:model-doe-2019-exosomes-wound-1 exo:organism ?old } INSERT { exod:model-doe-2019-exosomes-wound-1 exo:organism "rat" } WHERE { exod:model-doe-2019-exosomes-wound-1 exo:organism ?old }

# exos:DiseaseModel-organism-given: missing
DELETE WHERE { exod:model-doe-2019-exosomes-wound-2 exo:notReported ?old }

# exos:DiseaseModel-place: text in exo:modelCell
INSERT DATA { exod:model-doe-2019-exosomes-wound-1 exo:modelCell "some words" }

# exos:DiseaseModel-place: text in exo:modelAnatomy
INSERT DATA { exod:model-doe-2019-exosomes-wound-1 exo:modelAnatomy "some words" }

# exos:DiseaseModel-place: text in exo:modelCondition
INSERT DATA { exod:model-doe-2019-exosomes-wound-1 exo:modelCondition "some words" }

# exos:DiseaseModel-strain: empty
DELETE { exod:model-doe-2019-exosomes-wound-1 exo:strain ?old } INSERT { exod:model-doe-2019-exosomes-wound-1 exo:strain "" } WHERE { exod:model-doe-2019-exosomes-wound-1 exo:strain ?old }

# exos:DiseaseModel-strain: two of them
INSERT DATA { exod:model-doe-2019-exosomes-wound-1 exo:strain "Wistar" }

# exos:DiseaseModel-type: its property on something else
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exo:disease MONDO:0005148 }

# exos:DiseaseModel-used: its only experiment uses another
DELETE { exod:experiment-doe-2019-exosomes-wound-2 exo:usesModel ?old } INSERT { exod:experiment-doe-2019-exosomes-wound-2 exo:usesModel exod:model-doe-2019-exosomes-wound-1 } WHERE { exod:experiment-doe-2019-exosomes-wound-2 exo:usesModel ?old }

# exos:DiseaseModel-label: empty
DELETE { exod:model-doe-2019-exosomes-wound-1 rdfs:label ?old } INSERT { exod:model-doe-2019-exosomes-wound-1 rdfs:label ""@en } WHERE { exod:model-doe-2019-exosomes-wound-1 rdfs:label ?old }
