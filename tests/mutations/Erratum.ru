# exos:Erratum-asPrinted: missing
DELETE WHERE { exod:erratum-roe-2021-vessels exld:asPrinted ?old }

# exos:Erratum-asPrinted: empty
DELETE { exod:erratum-roe-2021-vessels exld:asPrinted ?old } INSERT { exod:erratum-roe-2021-vessels exld:asPrinted "" } WHERE { exod:erratum-roe-2021-vessels exld:asPrinted ?old }

# exos:Erratum-asPrinted: a language
DELETE { exod:erratum-roe-2021-vessels exld:asPrinted ?old } INSERT { exod:erratum-roe-2021-vessels exld:asPrinted "words"@en } WHERE { exod:erratum-roe-2021-vessels exld:asPrinted ?old }

# exos:Erratum-asPrinted: two of them
INSERT DATA { exod:erratum-roe-2021-vessels exld:asPrinted "Something else." }

# exos:Erratum-asPrinted: too long
DELETE { exod:erratum-roe-2021-vessels exld:asPrinted ?old } INSERT { exod:erratum-roe-2021-vessels exld:asPrinted "word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word" } WHERE { exod:erratum-roe-2021-vessels exld:asPrinted ?old }

# exos:Erratum-citation: a corrected claim that cites another work
INSERT DATA { exod:erratum-roe-2021-number exld:concernsPassage exod:passage-roe-2021-wounds-s1 ; exld:correctedClaim exod:claim-doe-2019-exosomes-wound-03 }

# exos:Erratum-concernsClaim: no claim
INSERT DATA { exod:erratum-roe-2021-vessels exld:concernsClaim exod:experiment-doe-2019-exosomes-wound-1 }

# exos:Erratum-concernsPassage: missing
DELETE WHERE { exod:erratum-roe-2021-vessels exld:concernsPassage ?old }

# exos:Erratum-concernsPassage: no passage
INSERT DATA { exod:erratum-roe-2021-vessels exld:concernsPassage exod:section-roe-2021-wounds }

# exos:Erratum-corrected: missing
DELETE WHERE { exod:erratum-roe-2021-vessels exld:corrected ?old }

# exos:Erratum-corrected: empty
DELETE { exod:erratum-roe-2021-vessels exld:corrected ?old } INSERT { exod:erratum-roe-2021-vessels exld:corrected "" } WHERE { exod:erratum-roe-2021-vessels exld:corrected ?old }

# exos:Erratum-corrected: a language
DELETE { exod:erratum-roe-2021-vessels exld:corrected ?old } INSERT { exod:erratum-roe-2021-vessels exld:corrected "words"@en } WHERE { exod:erratum-roe-2021-vessels exld:corrected ?old }

# exos:Erratum-corrected: two of them
INSERT DATA { exod:erratum-roe-2021-vessels exld:corrected "Something else." }

# exos:Erratum-correctedTerm: text
INSERT DATA { exod:erratum-roe-2021-vessels exld:correctedTerm "vessel" }

# exos:Erratum-differs: as printed
DELETE { exod:erratum-roe-2021-vessels exld:corrected ?old } INSERT { exod:erratum-roe-2021-vessels exld:corrected "new veils" } WHERE { exod:erratum-roe-2021-vessels exld:corrected ?old }

# exos:Erratum-kind: missing
DELETE WHERE { exod:erratum-roe-2021-vessels exld:kind ?old }

# exos:Erratum-kind: of another list
DELETE { exod:erratum-roe-2021-vessels exld:kind ?old } INSERT { exod:erratum-roe-2021-vessels exld:kind exld:contradiction } WHERE { exod:erratum-roe-2021-vessels exld:kind ?old }

# exos:Erratum-kind: two of them
INSERT DATA { exod:erratum-roe-2021-vessels exld:kind exld:wrongRow }

# exos:Erratum-reason: missing
DELETE WHERE { exod:erratum-roe-2021-vessels exld:reason ?old }

# exos:Erratum-reason: empty
DELETE { exod:erratum-roe-2021-vessels exld:reason ?old } INSERT { exod:erratum-roe-2021-vessels exld:reason "" } WHERE { exod:erratum-roe-2021-vessels exld:reason ?old }

# exos:Erratum-reason: a language
DELETE { exod:erratum-roe-2021-vessels exld:reason ?old } INSERT { exod:erratum-roe-2021-vessels exld:reason "words"@en } WHERE { exod:erratum-roe-2021-vessels exld:reason ?old }

# exos:Erratum-reason: two of them
INSERT DATA { exod:erratum-roe-2021-vessels exld:reason "Something else." }

# exos:Erratum-type: its property on something else
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:asPrinted "new veils" }

# exos:Erratum-twice: told again
INSERT { exod:erratum-roe-2021-again ?p ?o } WHERE { exod:erratum-roe-2021-vessels ?p ?o }

# exos:Erratum-correctedTerm: a preparation
INSERT DATA { exod:erratum-roe-2021-vessels exld:correctedTerm exod:preparation-doe-2019-exosomes-wound-1 }

# exos:Erratum-certainty: of another list
DELETE { exod:erratum-roe-2021-vessels exld:certainty ?old } INSERT { exod:erratum-roe-2021-vessels exld:certainty exld:rate } WHERE { exod:erratum-roe-2021-vessels exld:certainty ?old }

# exos:Erratum-certainty: two of them
INSERT DATA { exod:erratum-roe-2021-vessels exld:certainty exld:presumed }

# exos:Erratum-correctedClaim: no claim
INSERT DATA { exod:erratum-roe-2021-vessels exld:correctedClaim exod:experiment-doe-2019-exosomes-wound-1 }

# exos:Erratum-correctedWork: no publication
INSERT DATA { exod:erratum-roe-2021-number exld:correctedWork exod:experiment-doe-2019-exosomes-wound-1 }

# exos:Erratum-either: slip and mended
INSERT DATA { exod:erratum-roe-2021-vessels exld:correctedClaim exod:claim-doe-2019-exosomes-wound-02 }

# exos:Erratum-certainty: missing
DELETE WHERE { exod:erratum-roe-2021-vessels exld:certainty ?old }

# exos:Erratum-correctedWork-kind: of a misprint
INSERT DATA { exod:erratum-roe-2021-vessels exld:correctedWork exod:work-poe-2015-size }

# exos:Erratum-correctedWork: a review
INSERT DATA { exod:erratum-roe-2021-number exld:correctedWork exod:review-roe-2021 }

# exos:Erratum-claim: of no claim
DELETE WHERE { exod:erratum-roe-2021-number exld:concernsClaim ?old }

# exos:Erratum-conjectured: as printed and as meant at once
INSERT DATA { exod:evidence-doe-2019-02-1 exld:reading exld:conjectured }
