# exos:EvidenceLine-asStated: empty
DELETE { exod:evidence-doe-2019-02-1 exld:asStated ?old } INSERT { exod:evidence-doe-2019-02-1 exld:asStated "" } WHERE { exod:evidence-doe-2019-02-1 exld:asStated ?old }

# exos:EvidenceLine-asStated: a language
DELETE { exod:evidence-doe-2019-02-1 exld:asStated ?old } INSERT { exod:evidence-doe-2019-02-1 exld:asStated "new vessels"@en } WHERE { exod:evidence-doe-2019-02-1 exld:asStated ?old }

# exos:EvidenceLine-asStated: a sentence
DELETE { exod:evidence-doe-2019-02-1 exld:asStated ?old } INSERT { exod:evidence-doe-2019-02-1 exld:asStated "word word word word word word word word word word word word word word word word word word word word word word word word word" } WHERE { exod:evidence-doe-2019-02-1 exld:asStated ?old }

# exos:EvidenceLine-asStated: two of them
INSERT DATA { exod:evidence-doe-2019-02-1 exld:asStated "vessels" }

# exos:EvidenceLine-checkedBy: no check
INSERT DATA { exod:evidence-doe-2019-02-1 exld:checkedBy exod:erratum-roe-2021-vessels }

# exos:EvidenceLine-cites: no publication
INSERT DATA { exod:evidence-doe-2019-02-1 exld:cites exod:experiment-doe-2019-exosomes-wound-1 }

# exos:EvidenceLine-cites: text
INSERT DATA { exod:evidence-doe-2019-02-1 exld:cites "Doe 2019" }

# exos:EvidenceLine-evidenceCode: stated
INSERT DATA { exod:evidence-doe-2019-01-1 exld:evidenceCode ECO:0000304 }

# exos:EvidenceLine-evidenceFor: missing
DELETE WHERE { exod:evidence-roe-2021-01-1 exld:evidenceFor ?old }

# exos:EvidenceLine-evidenceFor: a study
DELETE { exod:evidence-roe-2021-01-1 exld:evidenceFor ?old } INSERT { exod:evidence-roe-2021-01-1 exld:evidenceFor exod:study-doe-2019-exosomes-wound } WHERE { exod:evidence-roe-2021-01-1 exld:evidenceFor ?old }

# exos:EvidenceLine-evidenceFor: two of them
INSERT DATA { exod:evidence-roe-2021-01-1 exld:evidenceFor exod:claim-doe-2019-exosomes-wound-04 }

# exos:EvidenceLine-modality: of another list
DELETE { exod:evidence-doe-2019-02-1 exld:modality ?old } INSERT { exod:evidence-doe-2019-02-1 exld:modality exld:often } WHERE { exod:evidence-doe-2019-02-1 exld:modality ?old }

# exos:EvidenceLine-role: missing
DELETE WHERE { exod:evidence-doe-2019-02-1 exld:role ?old }

# exos:EvidenceLine-role: of another list
DELETE { exod:evidence-doe-2019-02-1 exld:role ?old } INSERT { exod:evidence-doe-2019-02-1 exld:role exld:supports } WHERE { exod:evidence-doe-2019-02-1 exld:role ?old }

# exos:EvidenceLine-role: two of them
INSERT DATA { exod:evidence-doe-2019-02-1 exld:role exld:interpretation }

# exos:EvidenceLine-stance: missing
DELETE WHERE { exod:evidence-doe-2019-02-1 exld:stance ?old }

# exos:EvidenceLine-stance: of another list
DELETE { exod:evidence-doe-2019-02-1 exld:stance ?old } INSERT { exod:evidence-doe-2019-02-1 exld:stance exld:result } WHERE { exod:evidence-doe-2019-02-1 exld:stance ?old }

# exos:EvidenceLine-stance: two of them
INSERT DATA { exod:evidence-doe-2019-02-1 exld:stance exld:refutes }

# exos:EvidenceLine-statedIn: missing
DELETE WHERE { exod:evidence-doe-2019-02-1 exld:statedIn ?old }

# exos:EvidenceLine-statedIn: a section
DELETE { exod:evidence-doe-2019-02-1 exld:statedIn ?old } INSERT { exod:evidence-doe-2019-02-1 exld:statedIn exod:section-roe-2021-wounds } WHERE { exod:evidence-doe-2019-02-1 exld:statedIn ?old }

# exos:EvidenceLine-statedIn: a passage that does not exist
DELETE { exod:evidence-doe-2019-02-1 exld:statedIn ?old } INSERT { exod:evidence-doe-2019-02-1 exld:statedIn exod:passage-roe-2021-wounds-s99 } WHERE { exod:evidence-doe-2019-02-1 exld:statedIn ?old }

# exos:EvidenceLine-type: its property on something else
INSERT DATA { exod:claim-doe-2019-exosomes-wound-01 exld:stance exld:supports }

# exos:EvidenceLine-type: a line without type
DELETE DATA { exod:evidence-doe-2019-02-1 a exld:EvidenceLine }

# exos:EvidenceLine-stance-thing: a model is refuted
DELETE { exod:evidence-doe-2019-model-1-1 exld:stance ?old } INSERT { exod:evidence-doe-2019-model-1-1 exld:stance exld:refutes } WHERE { exod:evidence-doe-2019-model-1-1 exld:stance ?old }

# exos:EvidenceLine-stance-thing: a preparation has no effect
DELETE { exod:evidence-doe-2019-preparation-1-1 exld:stance ?old } INSERT { exod:evidence-doe-2019-preparation-1-1 exld:stance exld:reportsNoEffect } WHERE { exod:evidence-doe-2019-preparation-1-1 exld:stance ?old }

# exos:EvidenceLine-twice: two of one passage
INSERT DATA {
  exod:evidence-doe-2019-02-2 a exld:EvidenceLine ; exld:cites exod:study-doe-2019-exosomes-wound ; exld:role exld:result ;
    exld:evidenceFor exod:claim-doe-2019-exosomes-wound-02 ; exld:stance exld:supports ; exld:statedIn exod:passage-roe-2021-wounds-s1
}

# exos:EvidenceLine-reading: of another list
INSERT DATA { exod:evidence-doe-2019-02-1 exld:reading exld:rate }

# exos:EvidenceLine-reading: two of them
INSERT DATA { exod:evidence-doe-2019-03-1 exld:reading exld:oneOfSeveral , exld:conjectured . exod:evidence-doe-2019-02-1 exld:reading exld:oneOfSeveral }

# exos:EvidenceLine-tellsOf: an abstract's line that names no property
INSERT DATA { exod:evidence-doe-2019-model-1-9 a exld:EvidenceLine ; exld:evidenceFor exod:model-doe-2019-exosomes-wound-1 ; exld:statedIn exod:abstract-doe-2019-exosomes-wound ; exld:cites exod:study-doe-2019-exosomes-wound ; exld:role exld:background ; exld:stance exld:supports }

# exos:EvidenceLine-pValue: above 1
DELETE { exod:evidence-doe-2019-02-1 exld:pValue ?old } INSERT { exod:evidence-doe-2019-02-1 exld:pValue 1.5 } WHERE { exod:evidence-doe-2019-02-1 exld:pValue ?old }

# exos:EvidenceLine-pValueBelow: above 1
DELETE { exod:evidence-doe-2019-02-1 exld:pValue ?old } INSERT { exod:evidence-doe-2019-02-1 exld:pValueBelow 1.5 } WHERE { exod:evidence-doe-2019-02-1 exld:pValue ?old }

# exos:EvidenceLine-pValueAbove: above 1
DELETE { exod:evidence-doe-2019-02-1 exld:pValue ?old } INSERT { exod:evidence-doe-2019-02-1 exld:pValueAbove 1.5 } WHERE { exod:evidence-doe-2019-02-1 exld:pValue ?old }

# exos:EvidenceLine-significance: of another list
DELETE { exod:evidence-doe-2019-02-1 exld:significance ?old } INSERT { exod:evidence-doe-2019-02-1 exld:significance exld:gradeB } WHERE { exod:evidence-doe-2019-02-1 exld:significance ?old }

# exos:EvidenceLine-assay: text
INSERT DATA { exod:evidence-doe-2019-02-1 exld:assay "something" }

# exos:EvidenceLine-firstDemonstration: text
DELETE { exod:evidence-doe-2019-02-1 exld:firstDemonstration ?old } INSERT { exod:evidence-doe-2019-02-1 exld:firstDemonstration "yes" } WHERE { exod:evidence-doe-2019-02-1 exld:firstDemonstration ?old }

# exos:EvidenceLine-p-given-once: two of them
INSERT DATA { exod:evidence-doe-2019-02-1 exld:pValueBelow 0.05 }

# exos:EvidenceLine-p-of-claim: of a preparation
INSERT DATA { exod:evidence-doe-2019-preparation-1-1 exld:pValue 0.05 }

# exos:EvidenceLine-readings: the only one
INSERT DATA { exod:evidence-doe-2019-02-1 exld:reading exld:oneOfSeveral }

# exos:EvidenceLine-readings: the other one is withdrawn
INSERT DATA { exod:evidence-doe-2019-02-1 exld:reading exld:oneOfSeveral . exod:evidence-doe-2019-03-1 exld:reading exld:oneOfSeveral . exod:claim-doe-2019-exosomes-wound-03 owl:deprecated true ; skos:editorialNote "Withdrawn: not said."@en }

# exos:EvidenceLine-studyCount: none
INSERT DATA { exod:evidence-doe-2019-02-1 exld:studyCount 0 }

# exos:EvidenceLine-studyCount: two of them
INSERT DATA { exod:evidence-doe-2019-02-1 exld:studyCount 3 , 4 }

# exos:EvidenceLine-modality: three hedges
INSERT DATA { exod:evidence-doe-2019-02-1 exld:modality exld:expected }

# exos:EvidenceLine-restsOn: of another list
INSERT DATA { exod:evidence-doe-2019-02-1 exld:restsOn exld:trend }

# exos:EvidenceLine-p-of-claim: rests on studies, of a model
INSERT DATA { exod:evidence-doe-2019-model-1-1 exld:restsOn exld:severalStudies }
