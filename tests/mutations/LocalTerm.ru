# exos:LocalTerm-class: no class
DELETE DATA { exod:attribute-diameter a owl:Class }

# exos:LocalTerm-definition: missing
DELETE WHERE { exod:attribute-diameter skos:definition ?old }

# exos:LocalTerm-definition: no language
DELETE { exod:attribute-diameter skos:definition ?old } INSERT { exod:attribute-diameter skos:definition "How wide." } WHERE { exod:attribute-diameter skos:definition ?old }

# exos:LocalTerm-definition: two of one language
INSERT DATA { exod:attribute-diameter skos:definition "How wide."@en }

# exos:LocalTerm-label: missing
DELETE WHERE { exod:attribute-diameter rdfs:label ?old }

# exos:LocalTerm-label: no language
DELETE { exod:attribute-diameter rdfs:label ?old } INSERT { exod:attribute-diameter rdfs:label "a name" } WHERE { exod:attribute-diameter rdfs:label ?old }

# exos:LocalTerm-label: two of one language
INSERT DATA { exod:attribute-diameter rdfs:label "another name"@en }

# exos:LocalTerm-parent: missing
DELETE WHERE { exod:attribute-diameter rdfs:subClassOf ?old }

# exos:LocalTerm-parent: text
INSERT DATA { exod:attribute-diameter rdfs:subClassOf "attribute" }

# exos:LocalTerm-type: a class without the type
DELETE DATA { exod:attribute-diameter a exld:LocalTerm }

# exos:LocalTerm-label: empty
DELETE { exod:technique-slow-spin rdfs:label ?old } INSERT { exod:technique-slow-spin rdfs:label ""@en } WHERE { exod:technique-slow-spin rdfs:label ?old }

# exos:LocalTerm-definition: empty
DELETE { exod:technique-slow-spin skos:definition ?old } INSERT { exod:technique-slow-spin skos:definition ""@en } WHERE { exod:technique-slow-spin skos:definition ?old }

# exos:LocalTerm-twice: two of one label
INSERT { exod:technique-slow-turn ?p ?o } WHERE { exod:technique-slow-spin ?p ?o }

# exos:LocalTerm-parent: a preparation
INSERT DATA { exod:technique-slow-spin rdfs:subClassOf exod:preparation-doe-2019-exosomes-wound-1 }

# exos:LocalTerm-name: no language
INSERT DATA { exod:technique-slow-spin skos:hiddenLabel "spin" }

# exos:LocalTerm-name: empty
INSERT DATA { exod:technique-slow-spin skos:altLabel ""@en }

# exos:LocalTerm-replaced: by two
INSERT DATA { exod:technique-fast-spin IAO:0100001 exod:technique-turn . exod:technique-turn a exld:LocalTerm , owl:Class ; rdfs:label "turn"@en ; skos:definition "A turn."@en ; rdfs:subClassOf exld:Technique }

# exos:LocalTerm-replaced-kind: by an attribute
DELETE { exod:technique-fast-spin IAO:0100001 ?old } INSERT { exod:technique-fast-spin IAO:0100001 exod:attribute-diameter } WHERE { exod:technique-fast-spin IAO:0100001 ?old }

# exos:LocalTerm-retired: nothing in its place
DELETE WHERE { exod:technique-fast-spin IAO:0100001 ?old }

# exos:LocalTerm-retired: not withdrawn
DELETE WHERE { exod:technique-fast-spin owl:deprecated ?old }

# exos:LocalTerm-retired: by its label a term in use
DELETE { exod:technique-fast-spin rdfs:label ?old } INSERT { exod:technique-fast-spin rdfs:label "fast spin"@en } WHERE { exod:technique-fast-spin rdfs:label ?old }
