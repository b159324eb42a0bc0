# exos:DiseaseModel-disease: text
INSERT DATA { exod:model-doe-2019-exosomes-wound-1 exld:disease "diabetes" }

# exos:DiseaseModel-evidence: its only line is for another model
DELETE { exod:evidence-doe-2019-model-2-1 exld:evidenceFor ?old } INSERT { exod:evidence-doe-2019-model-2-1 exld:evidenceFor exod:model-doe-2019-exosomes-wound-1 } WHERE { exod:evidence-doe-2019-model-2-1 exld:evidenceFor ?old }

# exos:DiseaseModel-inducer: text
INSERT DATA { exod:model-doe-2019-exosomes-wound-1 exld:inducer "streptozocin" }

# exos:DiseaseModel-label: missing
DELETE WHERE { exod:model-doe-2019-exosomes-wound-1 rdfs:label ?old }

# exos:DiseaseModel-label: no language
DELETE { exod:model-doe-2019-exosomes-wound-1 rdfs:label ?old } INSERT { exod:model-doe-2019-exosomes-wound-1 rdfs:label "a name" } WHERE { exod:model-doe-2019-exosomes-wound-1 rdfs:label ?old }

# exos:DiseaseModel-label: two of one language
INSERT DATA { exod:model-doe-2019-exosomes-wound-1 rdfs:label "another name"@en }

# exos:DiseaseModel-organism: no taxon
DELETE { exod:model-doe-2019-exosomes-wound-1 exld:organism ?old } INSERT { exod:model-doe-2019-exosomes-wound-1 exld:organism CL:0002540 } WHERE { exod:model-doe-2019-exosomes-wound-1 exld:organism ?old }

# exos:DiseaseModel-organism: text
DELETE { exod:model-doe-2019-exosomes-wound-1 exld:organism ?old } INSERT { exod:model-doe-2019-exosomes-wound-1 exld:organism "rat" } WHERE { exod:model-doe-2019-exosomes-wound-1 exld:organism ?old }

# exos:DiseaseModel-organism-given: missing
DELETE WHERE { exod:model-doe-2019-exosomes-wound-2 exld:notReported ?old }

# exos:DiseaseModel-place: text in exld:modelCell
INSERT DATA { exod:model-doe-2019-exosomes-wound-1 exld:modelCell "some words" }

# exos:DiseaseModel-place: text in exld:modelAnatomy
INSERT DATA { exod:model-doe-2019-exosomes-wound-1 exld:modelAnatomy "some words" }

# exos:DiseaseModel-place: text in exld:modelCondition
INSERT DATA { exod:model-doe-2019-exosomes-wound-1 exld:modelCondition "some words" }

# exos:DiseaseModel-strain: empty
DELETE { exod:model-doe-2019-exosomes-wound-1 exld:strain ?old } INSERT { exod:model-doe-2019-exosomes-wound-1 exld:strain "" } WHERE { exod:model-doe-2019-exosomes-wound-1 exld:strain ?old }

# exos:DiseaseModel-strain: two of them
INSERT DATA { exod:model-doe-2019-exosomes-wound-1 exld:strain "Wistar" }

# exos:DiseaseModel-type: its property on something else
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:disease MONDO:0005148 }

# exos:DiseaseModel-used: its only experiment uses another
DELETE { exod:experiment-doe-2019-exosomes-wound-2 exld:usesModel ?old } INSERT { exod:experiment-doe-2019-exosomes-wound-2 exld:usesModel exod:model-doe-2019-exosomes-wound-1 } WHERE { exod:experiment-doe-2019-exosomes-wound-2 exld:usesModel ?old }

# exos:DiseaseModel-label: empty
DELETE { exod:model-doe-2019-exosomes-wound-1 rdfs:label ?old } INSERT { exod:model-doe-2019-exosomes-wound-1 rdfs:label ""@en } WHERE { exod:model-doe-2019-exosomes-wound-1 rdfs:label ?old }
