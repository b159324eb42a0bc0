"""The SPARQL endpoint and what is generated from the queries for other programs."""
