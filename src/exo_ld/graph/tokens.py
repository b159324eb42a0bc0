"""Patterns of what Turtle and SPARQL have in common: what stands in them is no word, mark or name of the language.

They are parts of patterns, for `re` with or without `re.X`. Every repeat is possessive: the time is linear in the
length of the text, whatever it holds.
"""

from __future__ import annotations

__all__ = ["ANY_IRI", "COMMENT", "IRI", "STRING"]

COMMENT = r"\#[^\n\r]*+"
_LONG = r"""\"{3}(?:[^"\\]|\\.|"(?!""))*+\"{3}|'{3}(?:[^'\\]|\\.|'(?!''))*+'{3}"""
_SHORT = r"""(?!\"{3}|'{3})(?:"(?:[^"\\\n\r]|\\.)*+"|'(?:[^'\\\n\r]|\\.)*+')"""
STRING = rf"(?:{_LONG}|{_SHORT})"  # with re.S, as an escape may stand for any character
IRI = r"""<(?:[^<>"{}|^`\\\x00-\x20]|\\[uU])*+>"""  # of a query, where < may be a sign
ANY_IRI = r"<[^<>\s]*+>"  # of data, which may have IRIs that are none
