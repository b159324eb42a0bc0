# exos:Section-hasPassage: no passage
INSERT DATA { exod:section-roe-2021-wounds exld:hasPassage exod:evidence-doe-2019-01-1 }

# exos:Section-hasPassage: none
INSERT DATA {
  exod:review-roe-2021 exld:hasSection exod:section-roe-2021-end .
  exod:section-roe-2021-end a exld:Section ; rdfs:label "End"@en ; exld:order 3 ; exld:layout "text 13"
}

# exos:Section-label: missing
DELETE WHERE { exod:section-roe-2021-wounds rdfs:label ?old }

# exos:Section-label: no language
DELETE { exod:section-roe-2021-wounds rdfs:label ?old } INSERT { exod:section-roe-2021-wounds rdfs:label "a name" } WHERE { exod:section-roe-2021-wounds rdfs:label ?old }

# exos:Section-label: two of one language
INSERT DATA { exod:section-roe-2021-wounds rdfs:label "another name"@en }

# exos:Section-layout: missing
DELETE WHERE { exod:section-roe-2021-wounds exld:layout ?old }

# exos:Section-layout: no line range
DELETE { exod:section-roe-2021-wounds exld:layout ?old } INSERT { exod:section-roe-2021-wounds exld:layout "heading" } WHERE { exod:section-roe-2021-wounds exld:layout ?old }

# exos:Section-layout: unknown part
DELETE { exod:section-roe-2021-wounds exld:layout ?old } INSERT { exod:section-roe-2021-wounds exld:layout "figure 3" } WHERE { exod:section-roe-2021-wounds exld:layout ?old }

# exos:Section-layout: two of them
INSERT DATA { exod:section-roe-2021-wounds exld:layout "text 1" }

# exos:Section-order: missing
DELETE WHERE { exod:section-roe-2021-wounds exld:order ?old }

# exos:Section-order: zero
DELETE { exod:section-roe-2021-wounds exld:order ?old } INSERT { exod:section-roe-2021-wounds exld:order 0 } WHERE { exod:section-roe-2021-wounds exld:order ?old }

# exos:Section-order: text
DELETE { exod:section-roe-2021-wounds exld:order ?old } INSERT { exod:section-roe-2021-wounds exld:order "1" } WHERE { exod:section-roe-2021-wounds exld:order ?old }

# exos:Section-order: two of them
INSERT DATA { exod:section-roe-2021-wounds exld:order 12 }

# exos:Section-passage-order: two passages in one place
DELETE { exod:passage-roe-2021-wounds-s2 exld:order ?old } INSERT { exod:passage-roe-2021-wounds-s2 exld:order 2 } WHERE { exod:passage-roe-2021-wounds-s2 exld:order ?old }

# exos:Section-review: of no review
DELETE DATA { exod:review-roe-2021 exld:hasSection exod:section-roe-2021-references }

# exos:Section-review: of two reviews
INSERT DATA { exod:review-moe-2022 a exld:Review ; rdfs:label "Moe et al. 2022"@en ; exld:sha256 "000000000000000000000000000000000000000000000000000000000000000c" ; exld:hasSection exod:section-roe-2021-wounds }

# exos:Section-type: its property on something else
INSERT DATA { exod:review-roe-2021 exld:layout "text 1" }

# exos:Section-label: empty
DELETE { exod:section-roe-2021-wounds rdfs:label ?old } INSERT { exod:section-roe-2021-wounds rdfs:label ""@en } WHERE { exod:section-roe-2021-wounds rdfs:label ?old }
