"""RDF and SPARQL as text: canonical Turtle, tokens, prefixes of a query, intake of other people's files."""
