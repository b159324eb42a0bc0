# exos:Disagreement-between: one claim only
DELETE DATA { exod:disagreement-doe-2019-1 exld:between exod:claim-doe-2019-exosomes-wound-04 . exod:claim-doe-2019-exosomes-wound-04 exld:disagreesWith exod:claim-doe-2019-exosomes-wound-02 }

# exos:Disagreement-between: three claims
INSERT DATA { exod:disagreement-doe-2019-1 exld:between exod:claim-doe-2019-exosomes-wound-03 . exod:claim-doe-2019-exosomes-wound-03 exld:disagreesWith exod:claim-doe-2019-exosomes-wound-02 , exod:claim-doe-2019-exosomes-wound-04 }

# exos:Disagreement-between: no claim
DELETE DATA { exod:disagreement-doe-2019-1 exld:between exod:claim-doe-2019-exosomes-wound-04 . exod:claim-doe-2019-exosomes-wound-04 exld:disagreesWith exod:claim-doe-2019-exosomes-wound-02 } ;
INSERT DATA { exod:disagreement-doe-2019-1 exld:between exod:experiment-doe-2019-exosomes-wound-1 }

# exos:Disagreement-kind: missing
DELETE WHERE { exod:disagreement-doe-2019-1 exld:kind ?old }

# exos:Disagreement-kind: of another list
DELETE { exod:disagreement-doe-2019-1 exld:kind ?old } INSERT { exod:disagreement-doe-2019-1 exld:kind exld:misprint } WHERE { exod:disagreement-doe-2019-1 exld:kind ?old }

# exos:Disagreement-kind: two of them
INSERT DATA { exod:disagreement-doe-2019-1 exld:kind exld:differentScope }

# exos:Disagreement-linked: no link
DELETE WHERE { exod:claim-doe-2019-exosomes-wound-04 exld:disagreesWith ?old }

# exos:Disagreement-linked: linked both ways
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exld:disagreesWith exod:claim-doe-2019-exosomes-wound-04 }

# exos:Disagreement-reason: missing
DELETE WHERE { exod:disagreement-doe-2019-1 exld:reason ?old }

# exos:Disagreement-reason: empty
DELETE { exod:disagreement-doe-2019-1 exld:reason ?old } INSERT { exod:disagreement-doe-2019-1 exld:reason "" } WHERE { exod:disagreement-doe-2019-1 exld:reason ?old }

# exos:Disagreement-reason: a language
DELETE { exod:disagreement-doe-2019-1 exld:reason ?old } INSERT { exod:disagreement-doe-2019-1 exld:reason "words"@en } WHERE { exod:disagreement-doe-2019-1 exld:reason ?old }

# exos:Disagreement-reason: two of them
INSERT DATA { exod:disagreement-doe-2019-1 exld:reason "Something else." }

# exos:Disagreement-type: its property on something else
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:between exod:claim-doe-2019-exosomes-wound-01 }

# exos:Disagreement-twice: told again
INSERT { exod:disagreement-doe-2019-2 ?p ?o } WHERE { exod:disagreement-doe-2019-1 ?p ?o }

# exos:Claim-disagreesWith: no claim
INSERT DATA { exod:claim-doe-2019-exosomes-wound-04 exld:disagreesWith exod:experiment-doe-2019-exosomes-wound-1 }

# exos:Claim-reason: no disagreement between the two
INSERT DATA { exod:claim-doe-2019-exosomes-wound-04 exld:disagreesWith exod:claim-doe-2019-exosomes-wound-03 }

# exos:Claim-reason: with itself
INSERT DATA { exod:claim-doe-2019-exosomes-wound-04 exld:disagreesWith exod:claim-doe-2019-exosomes-wound-04 }

# exos:Claim-sameFactAs: no claim
INSERT DATA { exod:claim-roe-2021-01 exld:sameFactAs exod:experiment-doe-2019-exosomes-wound-1 }

# exos:Claim-sameFact: with itself
INSERT DATA { exod:claim-roe-2021-01 exld:sameFactAs exod:claim-roe-2021-01 }

# exos:Claim-sameFact: with what it disagrees with
INSERT DATA { exod:claim-doe-2019-exosomes-wound-04 exld:sameFactAs exod:claim-doe-2019-exosomes-wound-02 }

# exos:Claim-sameFact: with what disagrees with it
INSERT DATA { exod:claim-doe-2019-exosomes-wound-02 exld:sameFactAs exod:claim-doe-2019-exosomes-wound-04 }

# exos:Claim-reason: the disagreement is withdrawn
INSERT DATA { exod:disagreement-doe-2019-1 owl:deprecated true ; skos:editorialNote "Withdrawn: both can hold."@en }

# exos:Claim-sameFactReview: a claim of the same review
INSERT DATA { exod:claim-doe-2019-exosomes-wound-01 exld:sameFactAs exod:claim-doe-2019-exosomes-wound-03 }
