"""Facts to graph: the files of the knowledge base, their triples, their one canonical form."""
