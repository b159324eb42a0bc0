# exos:PassageContinuation-closed: text in rdfs:comment
INSERT DATA { exod:passage-roe-2021-wounds-s2-2 rdfs:comment "a sentence of the review" }

# exos:PassageContinuation-closed: text in skos:editorialNote
INSERT DATA { exod:passage-roe-2021-wounds-s2-2 skos:editorialNote "a sentence of the review"@en }

# exos:PassageContinuation-closed: text in dcterms:description
INSERT DATA { exod:passage-roe-2021-wounds-s2-2 dcterms:description "a sentence of the review" }

# exos:PassageContinuation-end: missing
DELETE WHERE { exod:passage-roe-2021-wounds-s2-2 exld:end ?old }

# exos:PassageContinuation-end: a decimal
DELETE { exod:passage-roe-2021-wounds-s2-2 exld:end ?old } INSERT { exod:passage-roe-2021-wounds-s2-2 exld:end 1000.0 } WHERE { exod:passage-roe-2021-wounds-s2-2 exld:end ?old }

# exos:PassageContinuation-end: two of them
INSERT DATA { exod:passage-roe-2021-wounds-s2-2 exld:end 1001 }

# exos:PassageContinuation-of: of no passage
DELETE WHERE { exod:passage-roe-2021-wounds-s2 exld:continuedBy ?old }

# exos:PassageContinuation-of: of two passages
INSERT DATA { exod:passage-roe-2021-wounds-s1 exld:continuedBy exod:passage-roe-2021-wounds-s2-2 }

# exos:PassageContinuation-sha256: missing
DELETE WHERE { exod:passage-roe-2021-wounds-s2-2 exld:sha256 ?old }

# exos:PassageContinuation-sha256: upper case
DELETE { exod:passage-roe-2021-wounds-s2-2 exld:sha256 ?old } INSERT { exod:passage-roe-2021-wounds-s2-2 exld:sha256 "000000000000000000000000000000000000000000000000000000000000000A" } WHERE { exod:passage-roe-2021-wounds-s2-2 exld:sha256 ?old }

# exos:PassageContinuation-sha256: too short
DELETE { exod:passage-roe-2021-wounds-s2-2 exld:sha256 ?old } INSERT { exod:passage-roe-2021-wounds-s2-2 exld:sha256 "abc" } WHERE { exod:passage-roe-2021-wounds-s2-2 exld:sha256 ?old }

# exos:PassageContinuation-sha256: two of them
INSERT DATA { exod:passage-roe-2021-wounds-s2-2 exld:sha256 "000000000000000000000000000000000000000000000000000000000000000b" }

# exos:PassageContinuation-span: after the end
DELETE { exod:passage-roe-2021-wounds-s2-2 exld:start ?old } INSERT { exod:passage-roe-2021-wounds-s2-2 exld:start 2000 } WHERE { exod:passage-roe-2021-wounds-s2-2 exld:start ?old }

# exos:PassageContinuation-start: missing
DELETE WHERE { exod:passage-roe-2021-wounds-s2-2 exld:start ?old }

# exos:PassageContinuation-start: negative
DELETE { exod:passage-roe-2021-wounds-s2-2 exld:start ?old } INSERT { exod:passage-roe-2021-wounds-s2-2 exld:start -1 } WHERE { exod:passage-roe-2021-wounds-s2-2 exld:start ?old }

# exos:PassageContinuation-start: a decimal
DELETE { exod:passage-roe-2021-wounds-s2-2 exld:start ?old } INSERT { exod:passage-roe-2021-wounds-s2-2 exld:start 7.0 } WHERE { exod:passage-roe-2021-wounds-s2-2 exld:start ?old }

# exos:PassageContinuation-start: two of them
INSERT DATA { exod:passage-roe-2021-wounds-s2-2 exld:start 8 }
