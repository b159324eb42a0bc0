# exos:Section-hasPassage: no passage
INSERT DATA { exod:section-roe-2021-wounds exo:hasPassage exod:evidence-doe-2019-01-1 }

# exos:Section-hasPassage: none
INSERT DATA {
  exod:review-roe-2021 exo:hasSection exod:section-roe-2021-end .
  exod:section-roe-2021-end a exo:Section ; rdfs:label "End"@en ; exo:order 3 ; exo:layout "text 13"
}

# exos:Section-label: missing
DELETE WHERE { exod:section-roe-2021-wounds rdfs:label ?old }

# exos:Section-label: no language
DELETE { exod:section-roe-2021-wounds rdfs:label ?old } INSERT { exod:section-roe-2021-wounds rdfs:label "a name" } WHERE { exod:section-roe-2021-wounds rdfs:label ?old }

# exos:Section-label: two of one language
INSERT DATA { exod:section-roe-2021-wounds rdfs:label "another name"@en }

# exos:Section-layout: missing
DELETE WHERE { exod:section-roe-2021-wounds exo:layout ?old }

# exos:Section-layout: no line range
DELETE { exod:section-roe-2021-wounds exo:layout ?old } INSERT { exod:section-roe-2021-wounds exo:layout "heading" } WHERE { exod:section-roe-2021-wounds exo:layout ?old }

# exos:Section-layout: unknown part
DELETE { exod:section-roe-2021-wounds exo:layout ?old } INSERT { exod:section-roe-2021-wounds exo:layout "figure 3" } WHERE { exod:section-roe-2021-wounds exo:layout ?old }

# exos:Section-layout: two of them
INSERT DATA { exod:section-roe-2021-wounds exo:layout "text 1" }

# exos:Section-order: missing
DELETE WHERE { exod:section-roe-2021-wounds exo:order ?old }

# exos:Section-order: zero
DELETE { exod:section-roe-2021-wounds exo:order ?old } INSERT { exod:section-roe-2021-wounds exo:order 0 } WHERE { exod:section-roe-2021-wounds exo:order ?old }

# exos:Section-order: text
DELETE { exod:section-roe-2021-wounds exo:order ?old } INSERT { exod:section-roe-2021-wounds exo:order "1" } WHERE { exod:section-roe-2021-wounds exo:order ?old }

# exos:Section-order: two of them
INSERT DATA { exod:section-roe-2021-wounds exo:order 12 }

# exos:Section-passage-order: two passages in one place
DELETE { exod:passage-roe-2021-wounds-s2 exo:order ?old } INSERT { exod:passage-roe-2021-wounds-s2 exo:order 2 } WHERE { exod:passage-roe-2021-wounds-s2 exo:order ?old }

# exos:Section-review: of no review
DELETE DATA { exod:review-roe-2021 exo:hasSection exod:section-roe-2021-references }

# exos:Section-review: of two reviews
INSERT DATA { exod:review-moe-2022 a exo:Review ; rdfs:label "Moe et al. 2022"@en ; exo:sha256 "000000000000000000000000000000000000000000000000000000000000000c" ; exo:hasSection exod:section-roe-2021-wounds }

# exos:Section-type: its property on something else
INSERT DATA { exod:review-roe-2021 exo:layout "text 1" }

# exos:Section-label: empty
DELETE { exod:section-roe-2021-wounds rdfs:label ?old } INSERT { exod:section-roe-2021-wounds rdfs:label ""@en } WHERE { exod:section-roe-2021-wounds rdfs:label ?old }
