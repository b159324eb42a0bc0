"""Local terms of a sheet: their label, kind and mapping, as far as they follow from what the row says.

A key with a blank or a capital in it is the label as it is written; a term below an outside one has that as its broader
match, and its own kind where the outside one stands under none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from unicodedata import category, combining, normalize
from unicodedata import name as unicode_name

import pyoxigraph as ox

from ..errors import TermError, UsageError
from ..prefixes import EXO, EXOD, PREFIXES, contract
from ..query.kb import KnowledgeBase
from .imports import of_one_kind
from .naming import Names
from .sheet import Row, parts

__all__ = ["MATCHES", "kindless", "label_of", "matched", "modification_label", "slug", "slug_of"]

MATCHES = ("exactMatch", "closeMatch", "broadMatch", "narrowMatch", "relatedMatch", "match")
_SUBCLASS, _BROADER = PREFIXES["rdfs"] + "subClassOf", PREFIXES["skos"] + "broader"


def slug(key: str) -> str:
    """The last part of the id of a thing with this key.

    >>> slug("MSC secretome"), slug("podocyte-repair"), slug("IL-6-induced injury")
    ('msc-secretome', 'podocyte-repair', 'il-6-induced-injury')
    """
    return re.sub(r"\s+", "-", key.strip()).lower()


def slug_of(label: str) -> str:
    """The last part of the id of a local term with this label.

    >>> slug_of("TNF-α level (serum)")
    'tnf-alpha-level-serum'
    """
    letters = (unicode_name(sign, "").rpartition("LETTER ")[2] if sign > "\x7f" else sign for sign in _signs(label))
    return "-".join(re.findall(r"[a-z0-9]+", "".join(letters).lower()))


def _signs(label: str) -> list[str]:
    """The signs of a label, without accents; dashes and quotation marks divide words."""
    return [" " if category(sign)[0] in "PZ" else sign for sign in normalize("NFKD", label) if not combining(sign)]


def label_of(key: str, texts: Iterable[str] = ()) -> str:
    """The label of a local term with this key: as it is written where it has a blank, else without its hyphens, but for
    those that a text at hand has in these words.

    >>> label_of("cell-free therapy"), label_of("MSC-secretome"), label_of("podocyte-repair")
    ('cell-free therapy', 'MSC secretome', 'podocyte repair')
    >>> label_of("stem-cell-based-therapy", ["Stem cell-based therapy is new."])
    'stem cell-based therapy'
    """
    if re.search(r"\s", key.strip()) or "-" not in key:
        return key
    words = key.split("-")
    pattern = re.compile(r"\b" + r"([-\s])".join(map(re.escape, words)), re.IGNORECASE)
    signs = next((found.groups() for text in texts if (found := pattern.search(text))), ())
    between = ["-" if sign == "-" else " " for sign in signs] or [" "] * (len(words) - 1)
    return words[0] + "".join(sign + word for sign, word in zip(between, words[1:], strict=True))


def modification_label(row: Row, names: Names) -> str:
    """What a modification is called whose row gives no label: its method and its agents, such as overexpression of
    PTEN."""
    told = dict(row.qualifiers)
    method = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", told.get("method", "")).lower() or "modification"
    agents = []
    for agent in parts(told.get("agent", "")):
        try:
            agents.append(names.term(agent, "agent").label)
        except TermError:  # a key of the sheet
            agents.append(label_of(agent))
    link = "of" if method in ("overexpression", "knockdown") else "with"
    return f"{method} {link} {' and '.join(agents)}" if agents else method


def matched(given: Iterable[tuple[str, str]], parents: Iterable[str]) -> list[tuple[str, str]]:
    """The matches of a local term's row: those given, else its outside parents, which are broader.

    Raises UsageError where there is neither, or nothing was searched.
    """
    given = list(given)
    matches = [pair for pair in given if pair[0] != "searched"]
    outside = [curie for iri in parents if not iri.startswith((EXO, EXOD)) and (curie := contract(iri))]
    matches = matches or [("broadMatch", curie) for curie in outside]
    if not matches and "searched" in dict(given):
        raise UsageError(
            "say what is nearest to what was searched: match=none, or broadMatch=GO:0042246 (closeMatch, relatedMatch "
            "...); subClassOf= an outside term is one, a local term is none"
        )
    if not matches or "searched" not in dict(given):
        raise UsageError(
            "say what was searched, and the nearest term, if any: "
            "searched=podocyte repair (GO); broadMatch=GO:0042246 (or match=none; subClassOf= an outside term is one)"
        )
    return matches


def kindless(kb: KnowledgeBase, parents: Iterable[str], kinds: Iterable[str]) -> bool:
    """Whether no parent of a local term stands under a kind of ours, in the graph or by its vocabulary; ``kinds`` are
    the terms that the sheet itself places."""
    todo, seen = list(parents), set(kinds)
    if any(one in seen or one.startswith((EXO, EXOD)) for one in todo):
        return False
    while todo:
        node = todo.pop()
        if node in seen:
            continue
        seen.add(node)
        above = [
            quad.object.value
            for link in (_SUBCLASS, _BROADER)
            for quad in kb.store.quads_for_pattern(ox.NamedNode(node), ox.NamedNode(link), None)
        ]
        if any(one.startswith(EXO) for one in above) or of_one_kind(contract(node) or ""):
            return False
        todo += above
    return True
