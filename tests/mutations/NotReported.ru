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

# exos:TellsOf-abstract: a passage gives it
INSERT DATA { exod:evidence-doe-2019-model-1-1 exld:tellsOf exld:strain }

# exos:TellsOf-passage: not reported
INSERT DATA { exod:evidence-doe-2019-experiment-2-1 exld:tellsOf exld:system . exod:experiment-doe-2019-exosomes-wound-2 exld:notReported exld:system . exod:evidence-doe-2019-experiment-2-2 a exld:EvidenceLine ; exld:evidenceFor exod:experiment-doe-2019-exosomes-wound-2 ; exld:statedIn exod:abstract-doe-2019-exosomes-wound ; exld:cites exod:study-doe-2019-exosomes-wound ; exld:role exld:result ; exld:stance exld:supports ; exld:tellsOf exld:system }

# exos:TellsOf-property: text
INSERT DATA { exod:evidence-doe-2019-experiment-1-1 exld:tellsOf "dose" }

# exos:TellsOf-value: no value
INSERT DATA { exod:evidence-doe-2019-model-2-1 exld:tellsOf exld:strain }
