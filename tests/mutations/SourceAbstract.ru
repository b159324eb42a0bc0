# exos:SourceAbstract-abstractOf: missing
DELETE WHERE { exod:abstract-doe-2019-exosomes-wound exld:abstractOf ?old }

# exos:SourceAbstract-abstractOf: of no publication
INSERT DATA { exod:abstract-moe-2020 a exld:SourceAbstract ; exld:abstractOf exod:experiment-doe-2019-exosomes-wound-1 }

# exos:SourceAbstract-abstractOf: of two publications
INSERT DATA { exod:abstract-doe-2019-exosomes-wound exld:abstractOf exod:work-poe-2015-size . exod:evidence-doe-2019-01-1 exld:cites exod:work-poe-2015-size . exod:evidence-doe-2019-model-1-1 exld:cites exod:work-poe-2015-size }

# exos:SourceAbstract-cited: its line cites another work
DELETE { exod:evidence-doe-2019-model-1-1 exld:cites ?old } INSERT { exod:evidence-doe-2019-model-1-1 exld:cites exod:work-poe-2015-size } WHERE { exod:evidence-doe-2019-model-1-1 exld:cites ?old }

# exos:SourceAbstract-closed: text in dcterms:abstract
INSERT DATA { exod:abstract-doe-2019-exosomes-wound dcterms:abstract "a sentence of the abstract" }

# exos:SourceAbstract-closed: text in rdfs:comment
INSERT DATA { exod:abstract-doe-2019-exosomes-wound rdfs:comment "a sentence of the abstract" }

# exos:SourceAbstract-closed: text in skos:editorialNote
INSERT DATA { exod:abstract-doe-2019-exosomes-wound skos:editorialNote "a sentence of the abstract"@en }

# exos:SourceAbstract-type: its property on something else
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:abstractOf exod:study-doe-2019-exosomes-wound }
