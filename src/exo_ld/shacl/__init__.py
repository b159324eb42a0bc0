"""SHACL by any shapes on any RDF: shapes compiled to SPARQL SELECTs, or run by pySHACL. Knows nothing of exosomes."""
