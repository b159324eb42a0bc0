"""Why a claim stands: where it is written, who says so, in which context it was seen, and what speaks against it."""

from __future__ import annotations

from typing import Any

from ..errors import TermError
from ..prefixes import EXO
from ..sentences.claim import spoken
from .engine import Engine, rows_of
from .telling import facts

__all__ = ["why"]

_PREFIXES = f"""PREFIX exld: <{EXO}> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX bibo: <http://purl.org/ontology/bibo/> PREFIX owl: <http://www.w3.org/2002/07/owl#>
"""
_CLAIM = """SELECT ?subject ?subjectLabel ?relation ?relationLabel ?object ?objectLabel ?aspect ?withdrawn WHERE {
  CLAIM exld:subject ?subject ; exld:relation ?relation ; exld:object ?object .
  OPTIONAL { ?subject rdfs:label ?sl } OPTIONAL { ?relation rdfs:label ?rl } OPTIONAL { ?object rdfs:label ?ol }
  OPTIONAL { CLAIM exld:aspect ?a } OPTIONAL { CLAIM owl:deprecated ?withdrawn }
  BIND (STR(?sl) AS ?subjectLabel) BIND (STR(?rl) AS ?relationLabel) BIND (STR(?ol) AS ?objectLabel)
  BIND (STRAFTER(STR(?a), "#") AS ?aspect)
} ORDER BY ?subject ?object ?subjectLabel ?objectLabel ?aspect"""
_EVIDENCE = """SELECT DISTINCT ?evidence ?stance ?role ?modality ?asStated ?review ?reviewLabel ?section ?passage ?start
  ?end ?sha256
  ?source ?sourceLabel ?doi ?retracted ?verdict ?sourceSays WHERE {
  ?evidence exld:evidenceFor CLAIM ; exld:stance ?st ; exld:role ?ro ; exld:statedIn ?passage .
  BIND (STRAFTER(STR(?st), "#") AS ?stance) BIND (STRAFTER(STR(?ro), "#") AS ?role)
  OPTIONAL { ?evidence exld:modality ?mo } BIND (STRAFTER(STR(?mo), "#") AS ?modality)
  OPTIONAL { ?evidence exld:asStated ?asStated }
  OPTIONAL { ?passage exld:start ?start ; exld:end ?end ; exld:sha256 ?sha256 ; ^exld:hasPassage ?place .
    ?place rdfs:label ?pl ; ^exld:hasSection ?review . ?review rdfs:label ?vl }
  BIND (STR(?pl) AS ?section) BIND (STR(?vl) AS ?reviewLabel)
  OPTIONAL { ?evidence exld:cites ?source . OPTIONAL { ?source rdfs:label ?ul } OPTIONAL { ?source bibo:doi ?doi }
  OPTIONAL { ?source exld:retracted ?retracted } }
  BIND (STR(?ul) AS ?sourceLabel)
  OPTIONAL { ?evidence exld:checkedBy ?check . ?check exld:verdict ?ve ; exld:sourceSays ?sourceSays }
  BIND (STRAFTER(STR(?ve), "#") AS ?verdict)
} ORDER BY ?evidence ?passage ?source ?sourceSays ?asStated ?section ?verdict"""
# The context is the claim's own qualifiers, then what its experiments, and their preparations and models, say.
_CONTEXT = """SELECT DISTINCT ?part ?partLabel ?property ?propertyLabel ?value ?valueLabel WHERE {
  { BIND (CLAIM AS ?part) VALUES ?property { exld:inDisease exld:inOrganism exld:inAnatomy exld:inCell exld:inPopulation
  exld:underCondition exld:atDose exld:comparedWith } ?part ?property ?value }
  UNION { CLAIM exld:observedIn ?part . ?part ?property ?value }
  UNION { CLAIM exld:observedIn/(exld:usesPreparation|exld:usesModel) ?part . ?part ?property ?value }
  FILTER (?property NOT IN (rdf:type, rdfs:label))
  OPTIONAL { ?part rdfs:label ?al } OPTIONAL { ?property rdfs:label ?bl }
  OPTIONAL { ?value rdfs:label|skos:prefLabel ?cl }
  BIND (STR(?al) AS ?partLabel) BIND (STR(?bl) AS ?propertyLabel) BIND (STR(?cl) AS ?valueLabel)
} ORDER BY ?part ?property ?value ?partLabel ?propertyLabel ?valueLabel"""
_CONFLICTS = """SELECT DISTINCT ?conflict ?kind ?other ?asPrinted ?corrected ?reason WHERE {
  { ?conflict exld:between CLAIM , ?other FILTER (?other != CLAIM) }
  UNION { ?conflict exld:concernsClaim CLAIM ; exld:asPrinted ?asPrinted ; exld:corrected ?corrected }
  ?conflict exld:kind ?k ; exld:reason ?reason . BIND (STRAFTER(STR(?k), "#") AS ?kind)
} ORDER BY ?conflict ?other ?asPrinted ?reason"""


def why(kb: Engine, text: str) -> dict[str, Any]:
    """All that backs or doubts the claim that ``text`` (IRI, CURIE or slug) names.

    Returns ``claim`` (its IRI), ``sentence`` (in words, and on whose word), ``says`` (subject, relation, object),
    ``evidence`` (stance, role, the few words as stated, review, section, start and end of the passage in code points of
    the review's text and its sha256, cited source with DOI and retraction, what a check of the source found),
    ``context`` (disease, experiment, preparation, model: each a part, a property, a value) and ``conflicts``
    (disagreements with another claim, errata). Raises TermError where it is no claim.
    """
    iri = kb.term(text)

    def rows(query: str) -> list[dict[str, Any]]:
        return rows_of(
            kb, _PREFIXES + "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> " + query.replace("CLAIM", iri)
        )

    says = rows(_CLAIM)
    if not says:
        raise TermError(f"{text!r} is no claim; the query 'claims' lists them")
    words = spoken(iri[1:-1], facts(kb, [iri[1:-1]]))
    return {
        "claim": iri[1:-1],
        "sentence": words,
        "says": says,
        "evidence": rows(_EVIDENCE),
        "context": rows(_CONTEXT),
        "conflicts": rows(_CONFLICTS),
    }
