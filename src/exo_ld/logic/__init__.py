"""What follows from the ontology, and whether it is consistent."""
