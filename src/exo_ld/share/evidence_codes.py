"""The codes of the Evidence and Conclusion Ontology that the ontology's rules give to evidence lines.

The facts do not state them: they follow from role, citation and place (exld:EvidenceCodeRule,
ontology/vocabularies.ttl).
"""

from __future__ import annotations

import pyoxigraph as ox

from ..prefixes import EXO, PREFIXES

__all__ = ["derived_codes"]

_OWN = "?place ^exld:hasPassage/^exld:hasSection/rdf:type exld:PrimaryStudy"  # a study's own text is as its abstract
_RULE = f"""PREFIX exld: <{EXO}>
PREFIX rdf: <{PREFIXES["rdf"]}>
SELECT DISTINCT ?line ?code ?graph WHERE {{
  ?rule exld:givesCode ?code ; exld:ruleRole ?role ; exld:rulePlace ?class ; exld:ruleCites ?cites .
  GRAPH ?graph {{ ?line exld:role ?role ; exld:statedIn ?place }}
  {{ ?place a ?class FILTER NOT EXISTS {{ {_OWN} }} }} UNION {{ {_OWN} BIND (exld:SourceAbstract AS ?class) }}
  BIND (EXISTS {{ ?line exld:cites ?work }} AS ?cited)
  FILTER (?cited = ?cites)
}}"""


def derived_codes(store: ox.Store) -> list[ox.Quad]:
    """The exld:evidenceCode of each evidence line of ``store``, in the line's named graph."""
    code = ox.NamedNode(EXO + "evidenceCode")
    rows = store.query(_RULE, use_default_graph_as_union=True)
    return [ox.Quad(row["line"], code, row["code"], row["graph"]) for row in rows]  # type: ignore[union-attr]
