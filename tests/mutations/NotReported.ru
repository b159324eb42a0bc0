# exos:NotReported-property: a class
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-2 exld:notReported exld:Dose }

# exos:NotReported-property: text
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-2 exld:notReported "dose" }

# exos:NotReported-property: an annotation
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-2 exld:notReported exld:roParent }

# exos:NotReported-source: a value that no abstract gives
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:notReported exld:route }

# exos:NotReported-domain: a route, of a model
INSERT DATA { exod:model-doe-2019-exosomes-wound-2 exld:notReported exld:route }
