# exos:Claim-measure-list: of another list
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:measure ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:measure exld:gradeB } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:measure ?old }

# exos:Claim-intervalFrom: an integer
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:intervalFrom ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:intervalFrom 65 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:intervalFrom ?old }

# exos:Claim-intervalTo: an integer
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:intervalTo ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:intervalTo 65 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:intervalTo ?old }

# exos:Claim-intervalLevel: not a percentage
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:intervalLevel ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:intervalLevel 100.0 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:intervalLevel ?old }

# exos:Claim-plusMinus: an integer
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:plusMinus ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:plusMinus 3 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:plusMinus ?old }

# exos:Claim-plusMinus: negative
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:plusMinus ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:plusMinus -3.0 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:plusMinus ?old }

# exos:Claim-spread: of another list
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:spread ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:spread exld:gradeB } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:spread ?old }

# exos:Claim-sampleSize: a decimal
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:sampleSize ?old ; exld:affected ?some } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:sampleSize 3.5 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:sampleSize ?old ; exld:affected ?some }

# exos:Claim-sampleSize: too small
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:sampleSize ?old ; exld:affected ?some } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:sampleSize -1 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:sampleSize ?old ; exld:affected ?some }

# exos:Claim-affected: a decimal
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:affected ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:affected 3.5 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:affected ?old }

# exos:Claim-affected: too small
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:affected ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:affected -1 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:affected ?old }

# exos:Claim-togetherWith: text
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:togetherWith "a drug" }

# exos:Claim-inSystem: of another list
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:inSystem ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:inSystem exld:gradeB } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:inSystem ?old }

# exos:Claim-diseaseStage: empty
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:diseaseStage ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:diseaseStage "" } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:diseaseStage ?old }

# exos:Claim-durationValue: an integer
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:durationValue ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:durationValue 3 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:durationValue ?old }

# exos:Claim-durationValue: negative
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:durationValue ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:durationValue -3.0 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:durationValue ?old }

# exos:Claim-durationUnit: no unit of time
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:durationUnit ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:durationUnit unit:NanoM } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:durationUnit ?old }

# exos:Claim-orElse: no claim
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:orElse ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:orElse exod:section-roe-2021-wounds } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:orElse ?old }

# exos:Claim-duration: a value without unit
DELETE WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:durationUnit ?o }

# exos:Claim-interval: one end only
DELETE WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:intervalTo ?o }

# exos:Claim-interval-order: above the end
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:intervalFrom ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:intervalFrom 80.0 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:intervalFrom ?old }

# exos:Claim-interval-number: no number
DELETE WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:minValue ?a ; exld:maxValue ?b ; exld:unit ?c ; exld:valuePer ?d }

# exos:Claim-spread-of: nothing to be of
DELETE WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:intervalFrom ?a ; exld:intervalTo ?b ; exld:plusMinus ?c }

# exos:Claim-affected-sample: no sample
DELETE WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:sampleSize ?a }

# exos:Claim-affected-most: more than there are
DELETE { exod:claim-doe-2019-exosomes-wound-03 exld:affected ?old } INSERT { exod:claim-doe-2019-exosomes-wound-03 exld:affected 25 } WHERE { exod:claim-doe-2019-exosomes-wound-03 exld:affected ?old }
