# exos:NotReported-property: a class
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-2 exo:notReported exo:Dose }

# exos:NotReported-property: text
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-2 exo:notReported "dose" }

# exos:NotReported-property: an annotation
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-2 exo:notReported exo:roParent }

# exos:NotReported-source: a value that no abstract gives
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exo:notReported exo:route }

# exos:NotReported-domain: a route, of a model
INSERT DATA { exod:model-doe-2019-exosomes-wound-2 exo:notReported exo:route }
