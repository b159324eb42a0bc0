# exos:Modification-agent: text
INSERT DATA { exod:modification-doe-2019-exosomes-wound-1 exld:agent "miR-126" }

# exos:Modification-label: missing
DELETE WHERE { exod:modification-doe-2019-exosomes-wound-1 rdfs:label ?old }

# exos:Modification-label: no language
DELETE { exod:modification-doe-2019-exosomes-wound-1 rdfs:label ?old } INSERT { exod:modification-doe-2019-exosomes-wound-1 rdfs:label "a name" } WHERE { exod:modification-doe-2019-exosomes-wound-1 rdfs:label ?old }

# exos:Modification-label: two of one language
INSERT DATA { exod:modification-doe-2019-exosomes-wound-1 rdfs:label "another name"@en }

# exos:Modification-method: missing
DELETE WHERE { exod:modification-doe-2019-exosomes-wound-1 exld:method ?old }

# exos:Modification-method: of another list
DELETE { exod:modification-doe-2019-exosomes-wound-1 exld:method ?old } INSERT { exod:modification-doe-2019-exosomes-wound-1 exld:method exld:expression } WHERE { exod:modification-doe-2019-exosomes-wound-1 exld:method ?old }

# exos:Modification-method: two of them
INSERT DATA { exod:modification-doe-2019-exosomes-wound-1 exld:method exld:pretreatment }

# exos:Modification-of: of no preparation
DELETE WHERE { exod:preparation-doe-2019-exosomes-wound-1 exld:modifiedBy ?old }

# exos:Modification-type: its property on something else
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:agent hgnc:31508 }

# exos:Modification-label: empty
DELETE { exod:modification-doe-2019-exosomes-wound-1 rdfs:label ?old } INSERT { exod:modification-doe-2019-exosomes-wound-1 rdfs:label ""@en } WHERE { exod:modification-doe-2019-exosomes-wound-1 rdfs:label ?old }
