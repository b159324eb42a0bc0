"""Triples put beside those of files of any size, and taken out again."""
