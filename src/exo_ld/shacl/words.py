"""The words of SHACL that are understood, and what each may say: a shapes graph is read whole, before anything is
checked.

A validator that passes over a word says "valid" where it did not look. So each word of SHACL's namespace, wherever it
stands in the shapes, is one of those here or is refused by name; and each value is of the kind that
https://www.w3.org/TR/shacl/ asks for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from difflib import SequenceMatcher, get_close_matches
from typing import Any

import pyoxigraph as ox

from ..prefixes import PREFIXES

__all__ = ["BY_PYSHACL", "CORE", "near", "of_shacl", "wrong"]

SH = PREFIXES["sh"]
_XSD = PREFIXES["xsd"]


def _iri(o: Any) -> bool:
    return isinstance(o, ox.NamedNode)


def _node(o: Any) -> bool:
    return isinstance(o, (ox.NamedNode, ox.BlankNode))


def _named(o: Any) -> bool:
    return isinstance(o, (ox.NamedNode, ox.Literal))


def _literal(o: Any) -> bool:
    return isinstance(o, ox.Literal)


def _text(o: Any) -> bool:
    return isinstance(o, ox.Literal) and bool(o.language or o.datatype.value == _XSD + "string")


def _string(o: Any) -> bool:
    return isinstance(o, ox.Literal) and o.datatype.value == _XSD + "string"


def _truth(o: Any) -> bool:
    return isinstance(o, ox.Literal) and o.datatype.value == _XSD + "boolean" and o.value in ("true", "false", "1", "0")


def _count(o: Any) -> bool:
    return (
        isinstance(o, ox.Literal)
        and o.datatype.value == _XSD + "integer"
        and re.fullmatch(r"\+?[0-9]+|-0+", o.value) is not None
    )


def _any(o: Any) -> bool:
    return True


_Kind = tuple[Callable[[Any], bool], str]
_IRI: _Kind = (_iri, "an IRI")
_SHAPE: _Kind = (_node, "a shape")
_LIST: _Kind = (_node, "a list")
_TRUTH: _Kind = (_truth, "true or false")
_COUNT: _Kind = (_count, "a whole number (xsd:integer)")
_STRING: _Kind = (_string, "text without a language")
_TEXT: _Kind = (_text, "text")
_LITERAL: _Kind = (_literal, "a literal")
_ANY: _Kind = (_any, "anything")

CORE: dict[str, _Kind] = {
    **dict.fromkeys(
        ("targetClass", "targetSubjectsOf", "targetObjectsOf", "class", "datatype", "nodeKind", "severity"), _IRI
    ),
    **dict.fromkeys(("equals", "disjoint", "lessThan", "lessThanOrEquals"), _IRI),
    **dict.fromkeys(
        ("property", "node", "not", "qualifiedValueShape", "sparql", "declare", "prefixes", "path"), _SHAPE
    ),
    **dict.fromkeys(("inversePath", "zeroOrMorePath", "oneOrMorePath", "zeroOrOnePath"), _SHAPE),
    **dict.fromkeys(("and", "or", "xone", "in", "languageIn", "ignoredProperties", "alternativePath"), _LIST),
    **dict.fromkeys(("deactivated", "closed", "uniqueLang", "qualifiedValueShapesDisjoint"), _TRUTH),
    **dict.fromkeys(
        ("minCount", "maxCount", "qualifiedMinCount", "qualifiedMaxCount", "minLength", "maxLength"), _COUNT
    ),
    **dict.fromkeys(("minExclusive", "minInclusive", "maxExclusive", "maxInclusive"), _LITERAL),
    **dict.fromkeys(("pattern", "flags", "select", "prefix"), _STRING),
    **dict.fromkeys(("message", "name", "description"), _TEXT),
    **dict.fromkeys(("order", "group", "defaultValue", "hasValue"), _ANY),
    "targetNode": (_named, "an IRI or a literal"),
    "namespace": _LITERAL,
    "shapesGraph": _SHAPE,
    "suggestedShapesGraph": _SHAPE,
}
# Words of SHACL-SPARQL and of SHACL Advanced Features that pySHACL runs.
BY_PYSHACL = set(
    "parameter optional labelTemplate validator nodeValidator propertyValidator ask construct update target rule "
    "condition subject "
    "predicate object expression values nodes filterShape this union intersection path returnType parameterName".split()
)
_ONCE = set(
    "datatype nodeKind minCount maxCount minExclusive minInclusive maxExclusive maxInclusive minLength maxLength "
    "languageIn uniqueLang in closed ignoredProperties qualifiedValueShape qualifiedMinCount qualifiedMaxCount "
    "qualifiedValueShapesDisjoint flags deactivated "
    "path severity select".split()
)
_CLASSES = set("NodeShape PropertyShape Shape PropertyGroup SPARQLConstraint PrefixDeclaration".split())
_CLASSES_BY_PYSHACL = set(
    "ConstraintComponent Parameter SPARQLAskValidator SPARQLSelectValidator SPARQLTarget SPARQLTargetType SPARQLRule "
    "TripleRule Rule SPARQLFunction SPARQLExpression Function Validator Parameterizable Target TargetType "
    "SPARQLExecutable SPARQLAskExecutable "
    "SPARQLSelectExecutable SPARQLConstructExecutable".split()
)
_NEAR = re.compile(r"^\w+:/+(?i:(www\.)?w3c?\.org/(\S*/)?shacl)([#/]|$|[A-Z])")  # what is meant to be SHACL's namespace
_ALIKE = 0.93  # of two namespaces of which one is a slip of the pen; SHACL's and ShEx's have 0.91
# Constraints and targets in words of others, which no engine here reads: of DASH (https://datashapes.org/constraints.html)
# and of RDF4J (https://rdf4j.org/documentation/programming/shacl/).
_DASH, _RSX = "http://datashapes.org/dash#", "http://rdf4j.org/shacl-extensions#"
_OF_OTHERS = {
    _DASH + word
    for word in (
        "applicableToClass closedByTypes coExistsWith hasClass hasMaxExclusive hasMaxInclusive hasMaxLength "
        "hasMinExclusive hasMinInclusive hasMinLength hasValueIn hasValueWithClass isIn nonRecursive notEquals "
        "primaryKey reifiableBy rootClass scriptConstraint singleLine stem subSetOf symmetric uniqueValueForClass "
        "uniqueValueForClasses uriStart validatorForContext"
    ).split()
} | {_RSX + word for word in ("targetShape", "nodeShape", "valueConformsToXsdDatatypeFunction")}


def of_shacl(node: Any) -> str | None:
    """What stands behind SHACL's namespace, or behind one that is nearly it, which comes with its colon; None for other
    terms."""
    if not isinstance(node, ox.NamedNode):
        return None
    if node.value.startswith(SH):
        return node.value[len(SH) :]
    return node.value if _NEAR.match(node.value) or _nearly(node.value) else None


def _nearly(iri: str) -> bool:
    """Whether an IRI is a word of SHACL behind a namespace that is a slip of the pen."""
    local = re.split("[#/:]", iri)[-1]
    space = iri.removesuffix(local)
    if (local not in CORE and local not in _CLASSES) or abs(len(space) - len(SH)) > len(SH) // 8:
        return False
    return SequenceMatcher(None, space.lower(), SH, autojunk=False).ratio() > _ALIKE


def near(word: str) -> str:
    """What to do about a word that is none."""
    found = get_close_matches(word, [*CORE, *_CLASSES], 1, 0.8)
    same = [known for known in (*CORE, *_CLASSES) if known.lower() == word.lower()]
    return f"; sh:{(same or found)[0]} may be meant" if same or found else ""


def wrong(predicate: str, objects: Iterable[Any], engine: str) -> str | None:
    """What is wrong with what a subject says by ``predicate`` (an IRI), or None."""
    objects = list(objects)
    if predicate == PREFIXES["rdf"] + "type":
        return next((said for o in objects if (said := _wrong_class(o, engine))), None)
    word = of_shacl(ox.NamedNode(predicate))
    if predicate in _OF_OTHERS:
        return f"<{predicate}> is a constraint or a target that no engine here knows; say it in words of SHACL"
    if word is None:
        return None
    if ":" in word:
        return f"<{predicate}> is nearly a word of SHACL, whose namespace is {SH}"
    if word not in CORE:
        if word in BY_PYSHACL:
            return None if engine == "pyshacl" else f"sh:{word} is not known to the fast engine; use --engine pyshacl"
        return f"sh:{word} is no word of SHACL that is known here{near(word)}"
    fits, kind = CORE[word]
    for o in objects:
        if not fits(o):
            return f"sh:{word} must be {kind}, not {o}"
    return f"has more than one sh:{word}" if len(objects) > 1 and word in _ONCE else None


def _wrong_class(node: Any, engine: str) -> str | None:
    word = of_shacl(node)
    if word is None or word in _CLASSES:
        return None
    if ":" in word:
        return f"<{word}> is nearly a class of SHACL, whose namespace is {SH}"
    if word in _CLASSES_BY_PYSHACL:
        return None if engine == "pyshacl" else f"sh:{word} is not known to the fast engine; use --engine pyshacl"
    return f"sh:{word} is no class of SHACL that is known here{near(word)}"
