"""A mechanism drawn as SVG: things in columns by what they are, links as curves; the same bytes for the same facts.

Form says it, not colour alone: an arrow raises, a T-bar lowers, a diamond treats, a dot affects, an open arrow carries;
dashed is in conflict, thin rests on a review's word.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from html import escape
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from .mechanism import COLUMNS, Link, Mechanism, weight

__all__ = ["MOST", "draw"]

MOST = 60  # nodes that are drawn; of the others each column has one node that leads to the table
_LETTERS, _LINE, _PAD, _GAP = 24, 16, 7, 12  # letters in a line, its height, room in a box, room between boxes
_CHARACTER, _BETWEEN, _TOP, _PORT = 7.2, 100, 40, 9
_SIGN = {"raises": "↑", "lowers": "⊣", "treats": "◆", "affects": "•", "carries": "→"}


@dataclass
class Box:
    """A node with its place."""

    key: str
    lines: list[str]
    badge: str
    told: str
    address: str
    column: int
    x: float = 0
    y: float = 0
    width: float = 0
    height: float = 0

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


@dataclass
class Route:
    """A line: from box to box, at the right side of the first where it goes ``outward``, at the left of the other
    where it comes ``inward``. At a box that stands for several things it is one for all links that look the same."""

    links: list[Link]
    a: Box
    b: Box
    outward: bool
    inward: bool
    y1: float = 0
    y2: float = 0


def draw(mechanism: Mechanism, numbers: dict[int, int], address: Callable[[str], str]) -> Markup:
    """The graph of a mechanism; empty where it has no link.

    Args:
        mechanism: what is drawn.
        numbers: the number of each link, by its ``id``, as its row in the table has it.
        address: the page of a thing, seen from the site's root.
    """
    if not mechanism.links:
        return Markup("")
    folded = _folded(mechanism)
    boxes = _boxes(mechanism, folded, address)
    routes = _routes(mechanism, boxes, folded)
    columns = _ordered(list(boxes.values()), [(route.a.key, route.b.key) for route in routes])
    width, height = _placed(columns)
    _ports(routes)
    lines = [_edge(route, [numbers[id(link)] for link in route.links], mechanism) for route in routes]
    heads = "".join(_head(column) for column in columns if column)
    nodes = "".join(_node(box) for column in columns for box in column)
    return Markup(
        f'<svg class="mechanism" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}" '
        f'role="group" aria-label="Graph; the table below has the same links">{_MARKERS}{heads}'
        f'<g class="edges">{"".join(lines)}</g>{nodes}</svg>'
    )


_MARKERS = (
    "<defs>"
    + "".join(
        f'<marker id="{name}" class="{name}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="9" markerHeight="9" '
        f'markerUnits="userSpaceOnUse" orient="auto"><path d="{path}"/></marker>'
        for name, path in (
            ("raises", "M0 1L10 5L0 9z"),
            ("lowers", "M7 0H10V10H7z"),
            ("treats", "M5 0L10 5L5 10L0 5z"),
            ("affects", "M5 1.5a3.5 3.5 0 1 0 .1 0z"),
            ("carries", "M1 1L9 5L1 9"),
        )
    )
    + "</defs>"
)


def _folded(mechanism: Mechanism) -> dict[str, str]:
    """Nodes that are not drawn by themselves, to the node of their column that stands for them."""
    if len(mechanism.nodes) <= MOST:
        return {}
    weight: dict[str, tuple[int, int]] = {}
    for link in mechanism.links:
        for end in (link.subject, link.object):
            studies, links = weight.get(end, (0, 0))
            weight[end] = (studies + len(link.studies), links + 1)
    columns = len({node.column for node in mechanism.nodes})
    order = sorted(mechanism.nodes, key=lambda node: (weight[node.iri], node.label), reverse=True)
    return {node.iri: f"more-{node.column}" for node in order[MOST - columns :]}


def _boxes(mechanism: Mechanism, folded: dict[str, str], address: Callable[[str], str]) -> dict[str, Box]:
    found: dict[str, Box] = {}
    many: dict[str, int] = {}
    for node in mechanism.nodes:
        if node.iri in folded:
            key = folded[node.iri]
            many[key] = many.get(key, 0) + 1
            found[key] = _box(key, f"{many[key]} more", "", "in the table below", "#links", node.column)
            continue
        told = ", ".join(each.words for each in node.badges)
        badge = " ".join(f"{_SIGN[each.does]}{each.studies}" for each in node.badges if each.studies)
        place = address(node.iri)
        found[node.iri] = _box(node.iri, node.label, badge, told, f"../{quote(place)}" if place else "", node.column)
    return found


def _box(key: str, label: str, badge: str, told: str, address: str, column: int) -> Box:
    lines = textwrap.wrap(label, _LETTERS) or [label]
    if len(lines) > 3:
        lines = [*lines[:2], lines[2][: _LETTERS - 1] + "…"]
    whole = f"{label}. Directly, by what was given: {told}" if badge else f"{label}, {told}" if told else label
    wide = max(len(line) for line in lines) * _CHARACTER + 2 * _PAD
    wide = max(wide, len(badge) * 8.5 + 2 * _PAD)
    return Box(key, lines, badge, whole, address, column, 0, 0, wide, (len(lines) + bool(badge)) * _LINE + _PAD)


def _ordered(boxes: list[Box], ends: list[tuple[str, str]]) -> list[list[Box]]:
    """The columns, each ordered so that what is linked stands near: a box goes to the mean place of its neighbours."""
    columns: list[list[Box]] = [[] for _ in range(max(box.column for box in boxes) + 1)]
    for box in boxes:
        columns[box.column].append(box)
    # No sets: the sum of numbers in another order is another number, and the bytes would differ.
    near: dict[str, dict[str, None]] = {box.key: {} for box in boxes}
    for a, b in ends:
        near[a][b] = near[b][a] = None
    place = {box.key: (n + 0.5) / len(column) for column in columns for n, box in enumerate(column)}
    for _ in range(12):
        for column in columns:
            mean = {
                box.key: sum(place[key] for key in near[box.key]) / (len(near[box.key]) or 1) if near[box.key] else 0.5
                for box in column
            }
            column.sort(key=lambda box: (mean[box.key], box.lines, box.key))
            for n, box in enumerate(column):
                place[box.key] = (n + 0.5) / len(column)
    return columns


def _placed(columns: list[list[Box]]) -> tuple[float, float]:
    """Give all boxes their places; width and height of the whole."""
    tall = max(sum(box.height + _GAP for box in column) for column in columns if column)
    x = 12.0
    for column in columns:
        if not column:
            continue
        width = max(box.width for box in column)
        free = tall - sum(box.height + _GAP for box in column)
        step = free / (len(column) + 1)
        y = _TOP + step
        for box in column:
            box.x, box.y = x + (width - box.width) / 2, y
            y += box.height + _GAP + step
        x += width + _BETWEEN
    return x - _BETWEEN + 12 + 60, tall + _TOP + 8


def _head(column: list[Box]) -> str:
    middle = column[0].x + column[0].width / 2
    return f'<text class="head" x="{middle:.0f}" y="20">{escape(COLUMNS[column[0].column][0])}</text>'


def _node(box: Box) -> str:
    x, top = box.x + box.width / 2, box.middle - (len(box.lines) + bool(box.badge)) * _LINE / 2 + 12
    words = "".join(
        f'<text x="{x:.0f}" y="{top + n * _LINE:.0f}">{escape(line)}</text>' for n, line in enumerate(box.lines)
    )
    if box.badge:
        y = top + len(box.lines) * _LINE
        words += f'<text class="badge" x="{x:.0f}" y="{y:.0f}">{escape(box.badge)}</text>'
    shape = f'<rect x="{box.x:.0f}" y="{box.y:.0f}" width="{box.width:.0f}" height="{box.height:.0f}" rx="5"/>'
    inside = f"<title>{escape(box.told)}</title>{shape}{words}"
    kind = f'class="node c{box.column}"'
    return f'<a {kind} href="{escape(box.address)}">{inside}</a>' if box.address else f"<g {kind}>{inside}</g>"


def _routes(mechanism: Mechanism, boxes: dict[str, Box], folded: dict[str, str]) -> list[Route]:
    """The lines, those between one thing and itself left out; boxes grow where many lines come in on a side."""
    together: dict[tuple[Any, ...], Route] = {}
    for link in mechanism.links:
        a, b = (boxes[folded.get(end, end)] for end in (link.subject, link.object))
        if a is not b:
            own = () if {link.subject, link.object} & folded.keys() else (link.state, link.aspect)
            route = Route([], a, b, a.column <= b.column, a.column < b.column)
            together.setdefault((a.key, b.key, *_look(link), *own), route).links.append(link)
    found = list(together.values())
    for box in boxes.values():
        sides = [sum(box is end for end in ends) for ends in _sides(found)]
        box.height = max(box.height, max(sides) * _PORT + 4)
    return found


def _sides(routes: list[Route]) -> tuple[list[Box], list[Box]]:
    """The boxes of the ends on a right side, and of those on a left one."""
    right = [r.a for r in routes if r.outward] + [r.b for r in routes if not r.inward]
    left = [r.a for r in routes if not r.outward] + [r.b for r in routes if r.inward]
    return right, left


def _ports(routes: list[Route]) -> None:
    """Give each end of a line its place on the side of its box, in the order of the other ends."""
    ends: dict[tuple[str, bool], list[tuple[float, int, bool]]] = {}
    for number, r in enumerate(routes):
        ends.setdefault((r.a.key, r.outward), []).append((r.b.middle, number, True))
        ends.setdefault((r.b.key, not r.inward), []).append((r.a.middle, number, False))
    for some in ends.values():
        for place, (_, number, first) in enumerate(sorted(some)):
            shift = (place - (len(some) - 1) / 2) * _PORT
            if first:
                routes[number].y1 = routes[number].a.middle + shift
            else:
                routes[number].y2 = routes[number].b.middle + shift


def _path(r: Route) -> str:
    x1 = r.a.x + r.a.width if r.outward else r.a.x
    x2 = r.b.x - 2 if r.inward else r.b.x + r.b.width + 2
    if r.outward and not r.inward:  # in one column: round its right side
        c1 = c2 = max(x1, x2) + 26 + min(30.0, abs(r.y1 - r.y2) / 6)
    else:
        c1 = c2 = (x1 + x2) / 2
    return f"M{x1:.0f} {r.y1:.0f}C{c1:.0f} {r.y1:.0f} {c2:.0f} {r.y2:.0f} {x2:.0f} {r.y2:.0f}"


def _look(link: Link) -> list[str]:
    """How a link is drawn, as classes of the style sheet."""
    return [link.does, *(["conflict"] if link.conflict else []), *(["thin"] if not link.studies else [])]


def _edge(r: Route, numbers: list[int], mechanism: Mechanism) -> str:
    link = r.links[0]
    words, more = "", ""
    if len(numbers) > 1:
        said = f"{len(numbers)} links of {' '.join(r.a.lines)} to {' '.join(r.b.lines)}, in the table below"
        more = f' data-links="{" ".join(map(str, numbers))}"'
    else:
        said = _said(link, mechanism.records.label)
        if link.state:
            words += _word(link.state, r.a.x + r.a.width + 5 if r.outward else r.a.x - 5, r.y1, not r.outward)
    if link.does == "lowers":
        words += _word("lowers", r.b.x - 13 if r.inward else r.b.x + r.b.width + 13, r.y2, r.inward)
    return (
        f'<a class="edge {" ".join(_look(link))}" href="#link-{numbers[0]}"{more} tabindex="-1">'
        f'<title>{escape(said)}</title><path class="line" d="{_path(r)}" marker-end="url(#{link.does})"/>{words}</a>'
    )


def _said(link: Link, label: Callable[[str], str]) -> str:
    state = f"({link.state})" if link.state else ""
    from_ = " ".join(filter(None, (label(link.subject), state)))
    to = f"{link.aspect} of {label(link.object)}" if link.aspect else label(link.object)
    rests = weight(len(link.studies), link.retracted) + (", in conflict" if link.conflict else "")
    return f"{from_}: {link.does} {to} ({rests})"


def _word(text: str, x: float, y: float, left: bool) -> str:
    return f'<text class="word{" left" if left else ""}" x="{x:.0f}" y="{y - 2:.0f}">{escape(text)}</text>'
