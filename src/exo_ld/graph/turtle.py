"""Canonical Turtle: one text for one graph, so that a change of meaning is the only change in a diff.

The form: a comment block at the top (kept as it is), the prefixes in use, then one block a subject; the head subject
(the one the file is about) first, the others by IRI or as a `Style` orders them; ``a`` first, then labels, then
predicates by CURIE; one object a line. Blank nodes are written where they are used.

A `Style` may also say what an opaque name means: a label behind an object, a line above a subject. These comments
belong to the writer, which writes them anew each time (as OBO's ``!``). A file that would lose any other comment is
refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

import pyoxigraph as ox

from ..errors import DataError
from ..prefixes import PREFIXES, contract, expand
from .tokens import ANY_IRI, COMMENT, STRING

__all__ = [
    "DEEPEST",
    "PLAIN",
    "Node",
    "Said",
    "Style",
    "depth",
    "format_text",
    "parse",
    "parse_quads",
    "reason",
    "serialize",
    "value",
]

DEEPEST = 100  # triple terms in triple terms
_RDF = PREFIXES["rdf"]
_TYPE, _FIRST, _REST, _NIL = (_RDF + name for name in ("type", "first", "rest", "nil"))
_XSD = PREFIXES["xsd"]
_BARE = {_XSD + "integer": r"[+-]?\d+", _XSD + "decimal": r"[+-]?\d*\.\d+", _XSD + "boolean": "true|false"}
_FIRST_PREDICATES = [_TYPE, PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "prefLabel", PREFIXES["skos"] + "definition"]
# As one reads a claim.
_FIRST_PREDICATES += [PREFIXES["exld"] + name for name in ("subject", "relation", "object", "evidenceFor", "statedIn")]
# Strings and IRIs are passed over, so that a '#' in them is no comment.
_TOKEN = re.compile(f"{STRING}|{ANY_IRI}|{COMMENT}", re.S)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}

# Where a comment of the writer's own may stand: behind an object whose name ends in a digit, or above a subject.
_BEFORE_GLOSS = re.compile(r"(?:^|\s)[^\s\"<>]*\d\s*[;,]\s*$")
_BELOW_HEADING = re.compile(r"[^\n]*\n(?P<name>[A-Za-z][\w.\-]*:[\w.\-]+|<[^<>\s]+>)\s*\n")

Node = ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple
Said = dict[str, list[Any]]  # what is said of a subject: predicate -> objects


def value(node: Node) -> str:
    """An IRI, a literal's text or a blank node's label; "" for a triple term."""
    return "" if isinstance(node, ox.Triple) else node.value


class Style(NamedTuple):
    """How a file is written for its readers; see `PLAIN`.

    Args:
        order: all subjects with what is said of them, and the head's IRI, to the subjects in the order in which they
          are written.
        gloss: a predicate and an object's IRI to the words behind the object, or "".
        heading: a subject's IRI to the words above its block, or "".
    """

    order: Callable[[dict[Node, Said], str | None], list[Node]] | None = None
    gloss: Callable[[str, str], str] = lambda _predicate, _iri: ""
    heading: Callable[[str], str] = lambda _iri: ""


PLAIN = Style()
"""Subjects by IRI, no comments."""


def parse(
    data: bytes,
    name: str,
    *,
    rdf_format: ox.RdfFormat = ox.RdfFormat.TURTLE,
    base: str | None = None,
    keep_labels: bool = False,
) -> list[ox.Triple]:
    """Parse RDF text to triples.

    ``name`` is the file's name for messages. Blank nodes get new labels, so that those of two files never meet, unless
    ``keep_labels``. Raises DataError with file, line and column, and what was expected.
    """
    quads = parse_quads(data, name, rdf_format, base=base, keep_labels=keep_labels)
    return [quad.triple for quad in quads]


def parse_quads(
    data: bytes, name: str, rdf_format: ox.RdfFormat, *, base: str | None = "file:///", keep_labels: bool = True
) -> list[ox.Quad]:
    """Parse any format to quads; ``keep_labels`` and errors are as of `parse`."""
    try:
        return list(ox.parse(data, format=rdf_format, base_iri=base, rename_blank_nodes=not keep_labels))
    except SyntaxError as error:
        raise DataError.at(name, reason(error), error.lineno or 1, error.offset or 1) from None
    except (ValueError, OSError) as error:
        raise DataError.at(name, str(error)) from None


def depth(data: bytes, before: int = 0) -> tuple[int, int]:
    """How deep ``<<`` stand in each other at the end of ``data``, and at the deepest place; brackets in texts count
    too.

    The engine recurses over triple terms, so that more than `DEEPEST` could end the process.
    """
    now = most = before
    for match in re.finditer(rb"<<|>>", data):
        now = now + 1 if match.group() == b"<<" else max(0, now - 1)
        most = max(most, now)
    return now, most


def reason(error: SyntaxError) -> str:
    """What the parser says is wrong, without the place."""
    said = re.sub(r"^Parser error (?:at|between|on) line [^:]*: ", "", str(error.msg or error))
    return said.replace("\n", " ")


def format_text(
    text: str, name: str, head: str | None = None, style: Style | Callable[[list[ox.Triple]], Style] = PLAIN
) -> str:
    """Bring Turtle ``text`` into the canonical form.

    Args:
        text: the file's text.
        name: the file's name, for messages.
        head: the IRI of the subject that goes first.
        style: how it is written, or what makes a style for the file's triples.

    Raises: DataError where the text does not parse, or has a comment that would be lost.
    """
    top = re.match(r"(?:[ \t]*(?:#[^\n]*)?\n)*", text)
    end = top.end() if top else 0
    triples = parse(text.encode(), name, keep_labels=True)
    chosen = style(triples) if callable(style) else style
    for match in _TOKEN.finditer(text, end):
        if match.group().startswith("#") and not _owned(text, match.start(), chosen):
            line = text.count("\n", 0, match.start()) + 1
            what = "a comment here would be lost; make it a triple (skos:editorialNote) or move it to the top"
            raise DataError.at(name, what, line)
    comment = "\n".join(line.strip() for line in text[:end].split("\n") if line.strip())
    return serialize(triples, head=head, comment=comment, style=chosen)


def _owned(text: str, at: int, style: Style) -> bool:
    """Whether a comment stands where the writer's own do, so that it is written anew and not lost."""
    if style is PLAIN:
        return False
    begin = text.rfind("\n", 0, at) + 1
    before = text[begin:at]
    if before.strip():
        return bool(_BEFORE_GLOSS.search(before))
    below = _BELOW_HEADING.match(text, at)
    if not below:
        return False
    iri = below["name"][1:-1] if below["name"].startswith("<") else expand(below["name"])
    return bool(iri and style.heading(iri))


def serialize(triples: Iterable[ox.Triple], *, head: str | None = None, comment: str = "", style: Style = PLAIN) -> str:
    """Write triples as canonical Turtle, the subject ``head`` (an IRI) first, ``comment`` lines on top."""
    writer = _Writer(triples, style)
    body = "\n".join(writer.blocks(head))
    prefixes = "".join(f"@prefix {prefix}: <{PREFIXES[prefix]}> .\n" for prefix in sorted(writer.used, key=str.lower))
    return "\n".join(part for part in (comment.strip() and comment.strip() + "\n", prefixes, body) if part)


class _Writer:
    def __init__(self, triples: Iterable[ox.Triple], style: Style) -> None:
        self.style = style
        self.used: set[str] = set()
        self.subjects: dict[Node, Said] = {}
        references: dict[Node, int] = {}
        for triple in dict.fromkeys(triples):
            self.subjects.setdefault(triple.subject, {}).setdefault(triple.predicate.value, []).append(triple.object)
            if isinstance(triple.object, ox.BlankNode):
                references[triple.object] = references.get(triple.object, 0) + 1
        self.inline = {node for node, count in references.items() if count == 1}
        # Blank nodes that only refer to each other, round in a circle, hang on no subject: those keep their labels.
        reached: set[Node] = set()
        todo = [node for node in self.subjects if node not in self.inline]
        while todo:
            for objects in self.subjects.get(todo.pop(), {}).values():
                new = [node for node in objects if node in self.inline and node not in reached]
                reached.update(new)
                todo += new
        self.inline = reached

    def blocks(self, head: str | None) -> Iterator[str]:
        tops = [node for node in self.subjects if node not in self.inline]
        names = {n: "[]" if isinstance(n, ox.BlankNode) and not self._shared(n) else self.term(n) for n in tops}
        first = ox.NamedNode(head) if head else None
        blocks = {n: f"{names[n]}\n{self._predicates(self.subjects[n], 1)}\n.\n" for n in tops}
        tops.sort(key=lambda n: (n != first, isinstance(n, ox.BlankNode), names[n], blocks[n]))
        if self.style.order:
            tops = self.style.order({n: self.subjects[n] for n in tops}, head)
        for node in tops:
            words = self.style.heading(node.value) if isinstance(node, ox.NamedNode) else ""
            yield (f"# {words}\n" if words else "") + blocks[node]

    def _shared(self, node: Node) -> bool:
        return any(node in objects for predicates in self.subjects.values() for objects in predicates.values())

    def _predicates(self, predicates: dict[str, list[Node]], depth: int) -> str:
        pad = "  " * depth
        order = sorted(
            predicates, key=lambda p: (_FIRST_PREDICATES.index(p) if p in _FIRST_PREDICATES else 99, contract(p) or p)
        )
        lines = []
        for predicate in order:
            verb = "a" if predicate == _TYPE else self.term(ox.NamedNode(predicate))
            objects = sorted((self._object(o, depth), self._gloss(predicate, o)) for o in predicates[predicate])
            if len(objects) == 1:
                lines.append(f"{pad}{verb} {objects[0][0]} ;{objects[0][1]}")
            else:
                marks = [","] * (len(objects) - 1) + [";"]
                said = (f"{pad}  {text} {mark}{gloss}" for (text, gloss), mark in zip(objects, marks, strict=True))
                lines.append(f"{pad}{verb}\n" + "\n".join(said))
        return "\n".join(lines)

    def _gloss(self, predicate: str, node: Node) -> str:
        if not isinstance(node, ox.NamedNode) or not node.value[-1:].isdigit() or predicate == _TYPE:
            return ""
        words = " ".join(self.style.gloss(predicate, node.value).split())
        return f"  # {words}" if words else ""

    def _object(self, node: Node, depth: int) -> str:
        if node not in self.inline:
            return self.term(node)
        if node not in self.subjects:
            return "[]"
        items = self._list(node)
        if items is not None:
            pad = "  " * (depth + 1)
            return "(\n" + "".join(f"{pad}{self._object(item, depth + 1)}\n" for item in items) + "  " * depth + ")"
        return "[\n" + self._predicates(self.subjects[node], depth + 1) + "\n" + "  " * depth + "]"

    def _list(self, node: Node) -> list[Node] | None:
        items: list[Node] = []
        nil = ox.NamedNode(_NIL)
        while node != nil:
            cell = self.subjects.get(node, {})
            if set(cell) != {_FIRST, _REST} or len(cell[_FIRST]) != 1 or len(cell[_REST]) != 1:
                return None
            items.append(cell[_FIRST][0])
            node = cell[_REST][0]
            if node != nil and node not in self.inline:
                return None
        return items

    def term(self, node: Node) -> str:
        """One term as Turtle writes it; notes the prefix that it uses."""
        if isinstance(node, ox.NamedNode):
            if node.value == _NIL:
                return "()"
            curie = contract(node.value)
            if curie is None:
                return str(node)
            self.used.add(curie.partition(":")[0])
            return curie
        if isinstance(node, ox.BlankNode):
            return f"_:{node.value}"
        if isinstance(node, ox.Triple):  # RDF 1.2
            return f"<<( {self.term(node.subject)} {self.term(node.predicate)} {self.term(node.object)} )>>"
        return self._literal(node)

    def _literal(self, node: ox.Literal) -> str:
        datatype = node.datatype.value
        if datatype in _BARE and re.fullmatch(_BARE[datatype], node.value):
            return node.value
        if "\n" in node.value:
            text = '"""' + node.value.replace("\\", "\\\\").replace("\r", "\\r").replace('"""', '\\"\\"\\"') + '"""'
            if (len(node.value) - len(node.value.rstrip('"'))) % 3:  # a quote at the end that is not yet escaped
                text = text[:-4] + '\\""""'
        else:
            text = '"' + "".join(_ESCAPES.get(c, c) for c in node.value) + '"'
        if node.language:
            return f"{text}@{node.language}{'--' + str(node.direction) if node.direction else ''}"
        return text if datatype == _XSD + "string" else f"{text}^^{self.term(node.datatype)}"
