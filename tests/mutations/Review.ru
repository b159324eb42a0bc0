# exos:Review-hasSection: no section
INSERT DATA { exod:review-roe-2021 exld:hasSection exod:experiment-doe-2019-exosomes-wound-1 }

# exos:Review-hasSection: none
INSERT DATA { exod:review-moe-2022 a exld:Review ; rdfs:label "Moe et al. 2022"@en ; exld:sha256 "000000000000000000000000000000000000000000000000000000000000000c" }

# exos:Review-section-order: two sections in one place
DELETE { exod:section-roe-2021-references exld:order ?old } INSERT { exod:section-roe-2021-references exld:order 1 } WHERE { exod:section-roe-2021-references exld:order ?old }

# exos:Review-sha256: missing
DELETE WHERE { exod:review-roe-2021 exld:sha256 ?old }

# exos:Review-sha256: too short
DELETE { exod:review-roe-2021 exld:sha256 ?old } INSERT { exod:review-roe-2021 exld:sha256 "abc" } WHERE { exod:review-roe-2021 exld:sha256 ?old }

# exos:Review-sha256: two of them
INSERT DATA { exod:review-roe-2021 exld:sha256 "000000000000000000000000000000000000000000000000000000000000000b" }

# exos:Review-type: its property on something else
INSERT DATA { exod:work-poe-2015-size exld:hasSection exod:section-none }
