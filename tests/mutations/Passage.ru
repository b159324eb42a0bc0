# exos:Passage-closed: text in rdfs:comment
INSERT DATA { exod:passage-roe-2021-wounds-s1 rdfs:comment "a sentence of the review" }

# exos:Passage-closed: text in skos:editorialNote
INSERT DATA { exod:passage-roe-2021-wounds-s1 skos:editorialNote "a sentence of the review"@en }

# exos:Passage-closed: text in dcterms:description
INSERT DATA { exod:passage-roe-2021-wounds-s1 dcterms:description "a sentence of the review" }

# exos:Passage-continuedBy: no continuation
INSERT DATA { exod:passage-roe-2021-wounds-s2 exld:continuedBy exod:passage-roe-2021-references-b1 }

# exos:Passage-continuedBy: two of them
INSERT DATA {
  exod:passage-roe-2021-wounds-s2 exld:continuedBy exod:passage-roe-2021-wounds-s2-3 .
  exod:passage-roe-2021-wounds-s2-3 a exld:PassageContinuation ; exld:start 221 ; exld:end 222 ; exld:sha256 "0000000000000000000000000000000000000000000000000000000000000006"
}

# exos:Passage-end: missing
DELETE WHERE { exod:passage-roe-2021-wounds-s1 exld:end ?old }

# exos:Passage-end: a decimal
DELETE { exod:passage-roe-2021-wounds-s1 exld:end ?old } INSERT { exod:passage-roe-2021-wounds-s1 exld:end 1000.0 } WHERE { exod:passage-roe-2021-wounds-s1 exld:end ?old }

# exos:Passage-end: two of them
INSERT DATA { exod:passage-roe-2021-wounds-s1 exld:end 1001 }

# exos:Passage-ledger: neither stated nor waived
DELETE WHERE { exod:passage-roe-2021-wounds-h1 exld:waiver ?old }

# exos:Passage-ledger: stated and waived
INSERT DATA { exod:passage-roe-2021-wounds-s1 exld:waiver exld:heading }

# exos:Passage-order: missing
DELETE WHERE { exod:passage-roe-2021-wounds-s1 exld:order ?old }

# exos:Passage-order: zero
DELETE { exod:passage-roe-2021-wounds-s1 exld:order ?old } INSERT { exod:passage-roe-2021-wounds-s1 exld:order 0 } WHERE { exod:passage-roe-2021-wounds-s1 exld:order ?old }

# exos:Passage-order: text
DELETE { exod:passage-roe-2021-wounds-s1 exld:order ?old } INSERT { exod:passage-roe-2021-wounds-s1 exld:order "2" } WHERE { exod:passage-roe-2021-wounds-s1 exld:order ?old }

# exos:Passage-order: two of them
INSERT DATA { exod:passage-roe-2021-wounds-s1 exld:order 12 }

# exos:Passage-section: of no section
DELETE DATA { exod:section-roe-2021-wounds exld:hasPassage exod:passage-roe-2021-wounds-h1 }

# exos:Passage-section: of two sections
INSERT DATA { exod:section-roe-2021-references exld:hasPassage exod:passage-roe-2021-wounds-s1 }

# exos:Passage-sha256: missing
DELETE WHERE { exod:passage-roe-2021-wounds-s1 exld:sha256 ?old }

# exos:Passage-sha256: upper case
DELETE { exod:passage-roe-2021-wounds-s1 exld:sha256 ?old } INSERT { exod:passage-roe-2021-wounds-s1 exld:sha256 "000000000000000000000000000000000000000000000000000000000000000A" } WHERE { exod:passage-roe-2021-wounds-s1 exld:sha256 ?old }

# exos:Passage-sha256: too short
DELETE { exod:passage-roe-2021-wounds-s1 exld:sha256 ?old } INSERT { exod:passage-roe-2021-wounds-s1 exld:sha256 "abc" } WHERE { exod:passage-roe-2021-wounds-s1 exld:sha256 ?old }

# exos:Passage-sha256: two of them
INSERT DATA { exod:passage-roe-2021-wounds-s1 exld:sha256 "000000000000000000000000000000000000000000000000000000000000000b" }

# exos:Passage-span: after the end
DELETE { exod:passage-roe-2021-wounds-s1 exld:start ?old } INSERT { exod:passage-roe-2021-wounds-s1 exld:start 2000 } WHERE { exod:passage-roe-2021-wounds-s1 exld:start ?old }

# exos:Passage-start: missing
DELETE WHERE { exod:passage-roe-2021-wounds-s1 exld:start ?old }

# exos:Passage-start: negative
DELETE { exod:passage-roe-2021-wounds-s1 exld:start ?old } INSERT { exod:passage-roe-2021-wounds-s1 exld:start -1 } WHERE { exod:passage-roe-2021-wounds-s1 exld:start ?old }

# exos:Passage-start: a decimal
DELETE { exod:passage-roe-2021-wounds-s1 exld:start ?old } INSERT { exod:passage-roe-2021-wounds-s1 exld:start 7.0 } WHERE { exod:passage-roe-2021-wounds-s1 exld:start ?old }

# exos:Passage-start: two of them
INSERT DATA { exod:passage-roe-2021-wounds-s1 exld:start 8 }

# exos:Passage-type: its property on something else
INSERT DATA { exod:section-roe-2021-references exld:waiver exld:heading }

# exos:Passage-waiver: of another list
DELETE { exod:passage-roe-2021-wounds-h1 exld:waiver ?old } INSERT { exod:passage-roe-2021-wounds-h1 exld:waiver exld:often } WHERE { exod:passage-roe-2021-wounds-h1 exld:waiver ?old }

# exos:Passage-waiver: two of them
INSERT DATA { exod:passage-roe-2021-wounds-h1 exld:waiver exld:frontMatter }

# exos:Passage-row: no row by its name
INSERT DATA { exod:passage-roe-2021-wounds-s1 a exld:TableRow }

# exos:Passage-row: a row without its type
INSERT DATA {
  exod:section-roe-2021-references exld:hasPassage exod:passage-roe-2021-references-r2 .
  exod:passage-roe-2021-references-r2 a exld:Passage ; exld:order 2 ; exld:start 301 ; exld:end 310 ; exld:waiver exld:referenceEntry ;
    exld:sha256 "0000000000000000000000000000000000000000000000000000000000000007"
}

# exos:Passage-entry: an entry that is not said to be one
DELETE DATA { exod:passage-roe-2021-references-b1 a exld:ReferenceEntry }

# exos:Passage-entry: a sentence
INSERT DATA { exod:passage-roe-2021-wounds-s1 a exld:ReferenceEntry }
