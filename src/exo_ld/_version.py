"""The version of the package, of the ontology and of the facts: they are released together."""

__version__ = "0.1.0"
