"""A card: what is shown of one thing, as text for a terminal and as HTML for a notebook."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape
from textwrap import wrap

from .notebook import link

__all__ = ["Card", "Line", "Part"]

_FEW = 5  # lines of a part that are shown at first
_WIDE = 100
_BOLD, _DIM, _PLAIN = "\033[1m", "\033[2m", "\033[0m"


@dataclass(frozen=True)
class Line:
    """One statement of a card, with what is told below it, and the IRI of what states it."""

    text: str
    below: tuple[str, ...] = ()
    iri: str = ""


@dataclass(frozen=True)
class Part:
    """A heading and its lines, the most important first; ``few`` of them are shown at first."""

    heading: str
    lines: tuple[Line, ...]
    few: int = _FEW


@dataclass(frozen=True)
class Card:
    """One thing: its title, its name (CURIE) and IRI, facts on it in short (heading to text), parts."""

    title: str
    name: str
    iri: str
    facts: dict[str, str] = field(default_factory=dict)
    parts: tuple[Part, ...] = ()

    def __str__(self) -> str:
        return "".join(self.text(_WIDE)).rstrip("\n")

    __repr__ = __str__

    def text(self, width: int | None = None, *, whole: bool = False, colour: bool = False) -> Iterator[str]:
        """The card's lines, wrapped at ``width``; ``whole`` with all lines of each part; ``colour`` marks headings."""
        bold, dim, plain = (_BOLD, _DIM, _PLAIN) if colour else ("", "", "")
        for line in _filled(self.title, width):
            yield f"{bold}{line}{plain}\n"
        yield f"{dim}{self.name}{plain}\n"
        for heading, text in self.facts.items():
            if text:
                for number, line in enumerate(_filled(f"{heading}: {text}", width, "  ")):
                    yield (f"{dim}{heading}:{plain}{line[len(heading) + 1 :]}" if not number else line) + "\n"
        for part in filter(lambda part: part.lines, self.parts):
            yield f"\n{bold}{part.heading}{plain}\n"
            shown = part.lines if whole else part.lines[: part.few]
            for line_ in shown:
                yield from (f"{row}\n" for row in _filled("- " + line_.text, width, "  "))
                yield from (f"{row}\n" for text in line_.below for row in _filled("    " + text, width, "      "))
            if len(part.lines) > len(shown):
                yield f"{dim}  ... {len(part.lines) - len(shown)} more (--all){plain}\n"

    def _repr_html_(self) -> str:
        facts = "".join(f"<dt>{escape(key)}</dt><dd>{escape(text)}</dd>" for key, text in self.facts.items() if text)
        parts = "".join(_part(part) for part in self.parts if part.lines)
        return f"<h3>{escape(self.title)}</h3><p>{link(self.name, self.iri)}</p><dl>{facts}</dl>{parts}"


def _part(part: Part) -> str:
    def item(line: Line) -> str:
        below = "".join(f"<br><small>{escape(text)}</small>" for text in line.below)
        return f"<li>{link(line.text, line.iri)}{below}</li>"

    first, rest = ("".join(map(item, some)) for some in (part.lines[: part.few], part.lines[part.few :]))
    more = f"<details><summary>{len(part.lines) - part.few} more</summary><ul>{rest}</ul></details>" if rest else ""
    return f"<h4>{escape(part.heading)}</h4><ul>{first}</ul>{more}"


def _filled(text: str, width: int | None, hanging: str = "") -> list[str]:
    lead = text[: len(text) - len(text.lstrip())]
    if not width:
        return [text]
    return wrap(
        text.strip(), max(20, width), initial_indent=lead, subsequent_indent=hanging, break_on_hyphens=False
    ) or [""]
