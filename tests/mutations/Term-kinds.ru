# exos:Claim-inAnatomy-kind: exld:inAnatomy names a term of another kind
INSERT { ?s exld:inAnatomy <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Route } WHERE { SELECT ?s { ?s a exld:Claim } ORDER BY ?s LIMIT 1 }

# exos:Claim-inCell-kind: exld:inCell names a term of another kind
INSERT { ?s exld:inCell <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Route } WHERE { SELECT ?s { ?s a exld:Claim } ORDER BY ?s LIMIT 1 }

# exos:Claim-inDisease-kind: exld:inDisease names a term of another kind
DELETE { ?s exld:inDisease ?o }
INSERT { ?s exld:inDisease <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Route }
WHERE { SELECT ?s ?o { ?s exld:inDisease ?o } ORDER BY ?s ?o LIMIT 1 }

# exos:Claim-inPlace-kind: exld:inPlace names a term of another kind
INSERT { ?s exld:inPlace <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Route } WHERE { SELECT ?s { ?s a exld:Claim } ORDER BY ?s LIMIT 1 }

# exos:Claim-inPopulation-kind: exld:inPopulation names a term of another kind
INSERT { ?s exld:inPopulation <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Route } WHERE { SELECT ?s { ?s a exld:Claim } ORDER BY ?s LIMIT 1 }

# exos:Claim-underCondition-kind: exld:underCondition names a term of another kind
INSERT { ?s exld:underCondition <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Route } WHERE { SELECT ?s { ?s a exld:Claim } ORDER BY ?s LIMIT 1 }

# exos:DiseaseModel-disease-kind: exld:disease names a term of another kind
DELETE { ?s exld:disease ?o }
INSERT { ?s exld:disease <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Route }
WHERE { SELECT ?s ?o { ?s exld:disease ?o } ORDER BY ?s ?o LIMIT 1 }

# exos:DiseaseModel-inducer-kind: exld:inducer names a term of another kind
DELETE { ?s exld:inducer ?o }
INSERT { ?s exld:inducer <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Route }
WHERE { SELECT ?s ?o { ?s exld:inducer ?o } ORDER BY ?s ?o LIMIT 1 }

# exos:DiseaseModel-modelAnatomy-kind: exld:modelAnatomy names a term of another kind
INSERT { ?s exld:modelAnatomy <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Route } WHERE { SELECT ?s { ?s a exld:DiseaseModel } ORDER BY ?s LIMIT 1 }

# exos:DiseaseModel-modelCell-kind: exld:modelCell names a term of another kind
DELETE { ?s exld:modelCell ?o }
INSERT { ?s exld:modelCell <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Route }
WHERE { SELECT ?s ?o { ?s exld:modelCell ?o } ORDER BY ?s ?o LIMIT 1 }

# exos:DiseaseModel-modelCondition-kind: exld:modelCondition names a term of another kind
INSERT { ?s exld:modelCondition <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Route } WHERE { SELECT ?s { ?s a exld:DiseaseModel } ORDER BY ?s LIMIT 1 }

# exos:Experiment-readout-kind: exld:readout names a term of another kind
DELETE { ?s exld:readout ?o }
INSERT { ?s exld:readout <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Route }
WHERE { SELECT ?s ?o { ?s exld:readout ?o } ORDER BY ?s ?o LIMIT 1 }

# exos:Experiment-route-kind: exld:route names a term of another kind
DELETE { ?s exld:route ?o }
INSERT { ?s exld:route <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Place }
WHERE { SELECT ?s ?o { ?s exld:route ?o } ORDER BY ?s ?o LIMIT 1 }

# exos:Modification-agent-kind: exld:agent names a term of another kind
DELETE { ?s exld:agent ?o }
INSERT { ?s exld:agent <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Route }
WHERE { SELECT ?s ?o { ?s exld:agent ?o } ORDER BY ?s ?o LIMIT 1 }

# exos:Preparation-deliveredIn-kind: exld:deliveredIn names a term of another kind
DELETE { ?s exld:deliveredIn ?o }
INSERT { ?s exld:deliveredIn <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Route }
WHERE { SELECT ?s ?o { ?s exld:deliveredIn ?o } ORDER BY ?s ?o LIMIT 1 }

# exos:Preparation-derivedFromCell-kind: exld:derivedFromCell names a term of another kind
DELETE { ?s exld:derivedFromCell ?o }
INSERT { ?s exld:derivedFromCell <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Route }
WHERE { SELECT ?s ?o { ?s exld:derivedFromCell ?o } ORDER BY ?s ?o LIMIT 1 }

# exos:VesiclePreparation-isolationMethod-kind: exld:isolationMethod names a term of another kind
DELETE { ?s exld:isolationMethod ?o }
INSERT { ?s exld:isolationMethod <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Route }
WHERE { SELECT ?s ?o { ?s exld:isolationMethod ?o } ORDER BY ?s ?o LIMIT 1 }

# exos:VesiclePreparation-marker-kind: exld:marker names a term of another kind
DELETE { ?s exld:marker ?o }
INSERT { ?s exld:marker <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Route }
WHERE { SELECT ?s ?o { ?s exld:marker ?o } ORDER BY ?s ?o LIMIT 1 }

# exos:Term-placed: a disease that stands under no kind
INSERT { ?s exld:inDisease <http://purl.obolibrary.org/obo/MONDO_0000001> . <http://purl.obolibrary.org/obo/MONDO_0000001> rdfs:label "disease"@en ; a owl:Class }
WHERE { SELECT ?s { ?s a exld:Claim } ORDER BY ?s LIMIT 1 }

# exos:CompoundPreparation-consistsOf-kind: exld:consistsOf names a term of another kind
DELETE { ?s exld:consistsOf ?o }
INSERT { ?s exld:consistsOf <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Route }
WHERE { SELECT ?s ?o { ?s exld:consistsOf ?o } ORDER BY ?s ?o LIMIT 1 }

# exos:CompoundPreparation-consistsOf-kind: text
INSERT { ?s exld:consistsOf "text" } WHERE { SELECT ?s { ?s exld:consistsOf ?o } ORDER BY ?s LIMIT 1 }

# exos:EvidenceLine-assay-kind: exld:assay names a term of another kind
DELETE { ?s exld:assay ?o } INSERT { ?s exld:assay <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Route } WHERE { SELECT ?s ?o { ?s exld:assay ?o } ORDER BY ?s ?o LIMIT 1 }

# exos:Preparation-derivedFromMaterial-kind: exld:derivedFromMaterial names a term of another kind
DELETE { ?s exld:derivedFromMaterial ?o } INSERT { ?s exld:derivedFromMaterial <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Route } WHERE { SELECT ?s ?o { ?s exld:derivedFromMaterial ?o } ORDER BY ?s ?o LIMIT 1 }

# exos:Preparation-donorDisease-kind: exld:donorDisease names a term of another kind
DELETE { ?s exld:donorDisease ?o } INSERT { ?s exld:donorDisease <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Route } WHERE { SELECT ?s ?o { ?s exld:donorDisease ?o } ORDER BY ?s ?o LIMIT 1 }

# exos:PrimaryStudy-conductedIn-kind: exld:conductedIn names a term of another kind
INSERT { ?s exld:conductedIn <http://purl.obolibrary.org/obo/MAXO_0000001> . <http://purl.obolibrary.org/obo/MAXO_0000001> rdfs:label "of another kind"@en ; rdfs:subClassOf exld:Route } WHERE { SELECT ?s { ?s a exld:PrimaryStudy } ORDER BY ?s LIMIT 1 }

# exos:Claim-location-kind: exld:toLocation names a process
INSERT DATA { exod:claim-doe-2019-exosomes-wound-03 exld:toLocation GO:0001525 }
