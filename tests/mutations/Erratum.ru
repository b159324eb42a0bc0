# exos:Erratum-asPrinted: missing
DELETE WHERE { exod:erratum-roe-2021-vessels exo:asPrinted ?old }

# exos:Erratum-asPrinted: empty
DELETE { exod:erratum-roe-2021-vessels exo:asPrinted ?old } INSERT { exod:erratum-roe-2021-vessels exo:asPrinted "" } WHERE { exod:erratum-roe-2021-vessels exo:asPrinted ?old }

# exos:Erratum-asPrinted: a language
DELETE { exod:erratum-roe-2021-vessels exo:asPrinted ?old } INSERT { exod:erratum-roe-2021-vessels exo:asPrinted "words"@en } WHERE { exod:erratum-roe-2021-vessels exo:asPrinted ?old }

# exos:Erratum-asPrinted: two of them
INSERT DATA { exod:erratum-roe-2021-vessels exo:asPrinted "Something else." }

# exos:Erratum-asPrinted: too long
DELETE { exod:erratum-roe-2021-vessels exo:asPrinted ?old } INSERT { exod:erratum-roe-2021-vessels exo:asPrinted "word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word word" } WHERE { exod:erratum-roe-2021-vessels exo:asPrinted ?old }

# exos:Erratum-concernsClaim: no claim
INSERT DATA { exod:erratum-roe-2021-vessels exo:concernsClaim exod:experiment-doe-2019-exosomes-wound-1 }

# exos:Erratum-concernsPassage: missing
DELETE WHERE { exod:erratum-roe-2021-vessels exo:concernsPassage ?old }

# exos:Erratum-concernsPassage: no passage
INSERT DATA { exod:erratum-roe-2021-vessels exo:concernsPassage exod:section-roe-2021-wounds }

# exos:Erratum-corrected: missing
DELETE WHERE { exod:erratum-roe-2021-vessels exo:corrected ?old }

# exos:Erratum-corrected: empty
DELETE { exod:erratum-roe-2021-vessels exo:corrected ?old } INSERT { exod:erratum-roe-2021-vessels exo:corrected "" } WHERE { exod:erratum-roe-2021-vessels exo:corrected ?old }

# exos:Erratum-corrected: a language
DELETE { exod:erratum-roe-2021-vessels exo:corrected ?old } INSERT { exod:erratum-roe-2021-vessels exo:corrected "words"@en } WHERE { exod:erratum-roe-2021-vessels exo:corrected ?old }

# exos:Erratum-corrected: two of them
INSERT DATA { exod:erratum-roe-2021-vessels exo:corrected "Something else." }

# exos:Erratum-correctedTerm: text
INSERT DATA { exod:erratum-roe-2021-vessels exo:correctedTerm "vessel" }

# exos:Erratum-differs: as printed
DELETE { exod:erratum-roe-2021-vessels exo:corrected ?old } INSERT { exod:erratum-roe-2021-vessels exo:corrected "new veils" } WHERE { exod:erratum-roe-2021-vessels exo:corrected ?old }

# exos:Erratum-kind: missing
DELETE WHERE { exod:erratum-roe-2021-vessels exo:kind ?old }

# exos:Erratum-kind: of another list
DELETE { exod:erratum-roe-2021-vessels exo:kind ?old } INSERT { exod:erratum-roe-2021-vessels exo:kind exo:contradiction } WHERE { exod:erratum-roe-2021-vessels exo:kind ?old }

# exos:Erratum-kind: two of them
INSERT DATA { exod:erratum-roe-2021-vessels exo:kind exo:wrongRow }

# exos:Erratum-reason: missing
DELETE WHERE { exod:erratum-roe-2021-vessels exo:reason ?old }

# exos:Erratum-reason: empty
DELETE { exod:erratum-roe-2021-vessels exo:reason ?old } INSERT { exod:erratum-roe-2021-vessels exo:reason "" } WHERE { exod:erratum-roe-2021-vessels exo:reason ?old }

# exos:Erratum-reason: a language
DELETE { exod:erratum-roe-2021-vessels exo:reason ?old } INSERT { exod:erratum-roe-2021-vessels exo:reason "words"@en } WHERE { exod:erratum-roe-2021-vessels exo:reason ?old }

# exos:Erratum-reason: two of them
INSERT DATA { exod:erratum-roe-2021-vessels exo:reason "Something else." }

# exos:Erratum-type: its property on something else
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exo:asPrinted "new veils" }

# exos:Erratum-twice: told again
INSERT { exod:erratum-roe-2021-again ?p ?o } WHERE { exod:erratum-roe-2021-vessels ?p ?o }

# exos:Erratum-correctedTerm: a preparation
INSERT DATA { exod:erratum-roe-2021-vessels exo:correctedTerm exod:preparation-doe-2019-exosomes-wound-1 }
