# exos:Preparation-deliveredIn: text
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 exld:deliveredIn "a hydrogel" }

# exos:Preparation-derivedFromCell: text
DELETE DATA { exod:preparation-doe-2019-exosomes-wound-3 exld:notReported exld:derivedFromCell } ;
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-3 exld:derivedFromCell "stem cells" }

# exos:Preparation-derivedFromCell-given: missing
DELETE WHERE { exod:preparation-doe-2019-exosomes-wound-1 exld:derivedFromCell ?old }

# exos:Preparation-derivedFromCell-given: missing in a medium
DELETE DATA { exod:preparation-doe-2019-exosomes-wound-3 exld:notReported exld:derivedFromCell }

# exos:Preparation-evidence: its only line is for another preparation
DELETE { exod:evidence-doe-2019-preparation-3-1 exld:evidenceFor ?old ; exld:statedIn ?place } INSERT { exod:evidence-doe-2019-preparation-3-1 exld:evidenceFor exod:preparation-doe-2019-exosomes-wound-1 ; exld:statedIn exod:passage-roe-2021-wounds-s2 }
WHERE { exod:evidence-doe-2019-preparation-3-1 exld:evidenceFor ?old ; exld:statedIn ?place }

# exos:Preparation-label: missing
DELETE WHERE { exod:preparation-doe-2019-exosomes-wound-1 rdfs:label ?old }

# exos:Preparation-label: no language
DELETE { exod:preparation-doe-2019-exosomes-wound-1 rdfs:label ?old } INSERT { exod:preparation-doe-2019-exosomes-wound-1 rdfs:label "a name" } WHERE { exod:preparation-doe-2019-exosomes-wound-1 rdfs:label ?old }

# exos:Preparation-label: two of one language
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 rdfs:label "another name"@en }

# exos:Preparation-modifiedBy: no modification
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 exld:modifiedBy hgnc:31508 }

# exos:Preparation-sourceOrganism: no taxon
DELETE { exod:preparation-doe-2019-exosomes-wound-1 exld:sourceOrganism ?old } INSERT { exod:preparation-doe-2019-exosomes-wound-1 exld:sourceOrganism CL:0002540 } WHERE { exod:preparation-doe-2019-exosomes-wound-1 exld:sourceOrganism ?old }

# exos:Preparation-sourceOrganism: two of them
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 exld:sourceOrganism NCBITaxon:10116 }

# exos:Preparation-sourceOrganism-given: missing
DELETE WHERE { exod:preparation-doe-2019-exosomes-wound-1 exld:sourceOrganism ?old }

# exos:Preparation-sourceOrganism-given: missing in a medium
DELETE DATA { exod:preparation-doe-2019-exosomes-wound-3 exld:notReported exld:sourceOrganism }

# exos:Preparation-type: its property on something else
INSERT DATA { exod:experiment-doe-2019-exosomes-wound-1 exld:deliveredIn exod:material-chitosan-film }

# exos:Preparation-used: in no experiment or claim
DELETE { exod:claim-doe-2019-exosomes-wound-04 exld:subject ?old } INSERT { exod:claim-doe-2019-exosomes-wound-04 exld:subject exld:MscExosome } WHERE { exod:claim-doe-2019-exosomes-wound-04 exld:subject ?old }

# exos:Preparation-label: empty
DELETE { exod:preparation-doe-2019-exosomes-wound-1 rdfs:label ?old } INSERT { exod:preparation-doe-2019-exosomes-wound-1 rdfs:label ""@en } WHERE { exod:preparation-doe-2019-exosomes-wound-1 rdfs:label ?old }

# exos:Preparation-kind: of two kinds
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 a exld:CellPreparation }

# exos:Preparation-kind: of no kind
DELETE { exod:preparation-doe-2019-exosomes-wound-3 a ?old } INSERT { exod:preparation-doe-2019-exosomes-wound-3 a exld:Preparation } WHERE { exod:preparation-doe-2019-exosomes-wound-3 a ?old }

# exos:CompoundPreparation-type: vesicles
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 exld:consistsOf exod:material-chitosan-film }

# exos:Preparation-derivedFromMaterial: text
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 exld:derivedFromMaterial "something" }

# exos:Preparation-donorAge: empty
DELETE { exod:preparation-doe-2019-exosomes-wound-1 exld:donorAge ?old } INSERT { exod:preparation-doe-2019-exosomes-wound-1 exld:donorAge "" } WHERE { exod:preparation-doe-2019-exosomes-wound-1 exld:donorAge ?old }

# exos:Preparation-donorDisease: text
INSERT DATA { exod:preparation-doe-2019-exosomes-wound-1 exld:donorDisease "something" }
