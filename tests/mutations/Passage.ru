# exos:Passage-closed: text in rdfs:comment
INSERT DATA { exod:passage-roe-2021-wounds-s1 rdfs:comment "a sentence of the review" }

# exos:Passage-closed: text in skos:editorialNote
INSERT DATA { exod:passage-roe-2021-wounds-s1 skos:editorialNote "a sentence of the review"@en }

# exos:Passage-closed: text in dcterms:description
INSERT DATA { exod:passage-roe-2021-wounds-s1 dcterms:description "a sentence of the review" }

# exos:Passage-continuedBy: no continuation
INSERT DATA { exod:passage-roe-2021-wounds-s2 exo:continuedBy exod:passage-roe-2021-references-b1 }

# exos:Passage-continuedBy: two of them
INSERT DATA {
  exod:passage-roe-2021-wounds-s2 exo:continuedBy exod:passage-roe-2021-wounds-s2-3 .
  exod:passage-roe-2021-wounds-s2-3 a exo:PassageContinuation ; exo:start 221 ; exo:end 222 ; exo:sha256 "0000000000000000000000000000000000000000000000000000000000000006"
}

# exos:Passage-end: missing
DELETE WHERE { exod:passage-roe-2021-wounds-s1 exo:end ?old }

# exos:Passage-end: a decimal
DELETE { exod:passage-roe-2021-wounds-s1 exo:end ?old } INSERT { exod:passage-roe-2021-wounds-s1 exo:end 1000.0 } WHERE { exod:passage-roe-2021-wounds-s1 exo:end ?old }

# exos:Passage-end: two of them
INSERT DATA { exod:passage-roe-2021-wounds-s1 exo:end 1001 }

# exos:Passage-ledger: neither stated nor waived
DELETE WHERE { exod:passage-roe-2021-wounds-h1 exo:waiver ?old }

# exos:Passage-ledger: stated and waived
INSERT DATA { exod:passage-roe-2021-wounds-s1 exo:waiver exo:heading }

# exos:Passage-order: missing
DELETE WHERE { exod:passage-roe-2021-wounds-s1 exo:order ?old }

# exos:Passage-order: zero
DELETE { exod:passage-roe-2021-wounds-s1 exo:order ?old } INSERT { exod:passage-roe-2021-wounds-s1 exo:order 0 } WHERE { exod:passage-roe-2021-wounds-s1 exo:order ?old }

# exos:Passage-order: text
DELETE { exod:passage-roe-2021-wounds-s1 exo:order ?old } INSERT { exod:passage-roe-2021-wounds-s1 exo:order "2" } WHERE { exod:passage-roe-2021-wounds-s1 exo:order ?old }

# exos:Passage-order: two of them
INSERT DATA { exod:passage-roe-2021-wounds-s1 exo:order 12 }

# exos:Passage-section: of no section
DELETE DATA { exod:section-roe-2021-wounds exo:hasPassage exod:passage-roe-2021-wounds-h1 }

# exos:Passage-section: of two sections
INSERT DATA { exod:section-roe-2021-references exo:hasPassage exod:passage-roe-2021-wounds-s1 }

# exos:Passage-sha256: missing
DELETE WHERE { exod:passage-roe-2021-wounds-s1 exo:sha256 ?old }

# exos:Passage-sha256: upper case
DELETE { exod:passage-roe-2021-wounds-s1 exo:sha256 ?old } INSERT { exod:passage-roe-2021-wounds-s1 exo:sha256 "000000000000000000000000000000000000000000000000000000000000000A" } WHERE { exod:passage-roe-2021-wounds-s1 exo:sha256 ?old }

# exos:Passage-sha256: too short
DELETE { exod:passage-roe-2021-wounds-s1 exo:sha256 ?old } INSERT { exod:passage-roe-2021-wounds-s1 exo:sha256 "abc" } WHERE { exod:passage-roe-2021-wounds-s1 exo:sha256 ?old }

# exos:Passage-sha256: two of them
INSERT DATA { exod:passage-roe-2021-wounds-s1 exo:sha256 "000000000000000000000000000000000000000000000000000000000000000b" }

# exos:Passage-span: after the end
DELETE { exod:passage-roe-2021-wounds-s1 exo:start ?old } INSERT { exod:passage-roe-2021-wounds-s1 exo:start 2000 } WHERE { exod:passage-roe-2021-wounds-s1 exo:start ?old }

# exos:Passage-start: missing
DELETE WHERE { exod:passage-roe-2021-wounds-s1 exo:start ?old }

# exos:Passage-start: negative
DELETE { exod:passage-roe-2021-wounds-s1 exo:start ?old } INSERT { exod:passage-roe-2021-wounds-s1 exo:start -1 } WHERE { exod:passage-roe-2021-wounds-s1 exo:start ?old }

# exos:Passage-start: a decimal
DELETE { exod:passage-roe-2021-wounds-s1 exo:start ?old } INSERT { exod:passage-roe-2021-wounds-s1 exo:start 7.0 } WHERE { exod:passage-roe-2021-wounds-s1 exo:start ?old }

# exos:Passage-start: two of them
INSERT DATA { exod:passage-roe-2021-wounds-s1 exo:start 8 }

# exos:Passage-type: its property on something else
INSERT DATA { exod:section-roe-2021-references exo:waiver exo:heading }

# exos:Passage-waiver: of another list
DELETE { exod:passage-roe-2021-wounds-h1 exo:waiver ?old } INSERT { exod:passage-roe-2021-wounds-h1 exo:waiver exo:often } WHERE { exod:passage-roe-2021-wounds-h1 exo:waiver ?old }

# exos:Passage-waiver: two of them
INSERT DATA { exod:passage-roe-2021-wounds-h1 exo:waiver exo:frontMatter }

# exos:Passage-row: no row by its name
INSERT DATA { exod:passage-roe-2021-wounds-s1 a exo:TableRow }

# exos:Passage-row: a row without its type
INSERT DATA {
  exod:section-roe-2021-references exo:hasPassage exod:passage-roe-2021-references-r2 .
  exod:passage-roe-2021-references-r2 a exo:Passage ; exo:order 2 ; exo:start 301 ; exo:end 310 ; exo:waiver exo:referenceEntry ;
    exo:sha256 "0000000000000000000000000000000000000000000000000000000000000007"
}
