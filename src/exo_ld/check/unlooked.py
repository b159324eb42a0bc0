"""What a run did not look at: "valid" is no news of data that no shape had a target in, nor of a shape that was not
run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pyoxigraph as ox

from ..prefixes import ONTOLOGY, PREFIXES, contract
from ..report.findings import Finding
from ..report.placing import place_nodes, short
from ..shacl.shapes import Shapes, name
from ..shacl.spelling import as_kept
from .job import Job

__all__ = ["nothing", "targets_by_name", "unlooked"]

_SH = PREFIXES["sh"]
_KINDS = {ox.NamedNode(_SH + kind) for kind in ("NodeShape", "PropertyShape")}
_OURS = ONTOLOGY.removesuffix("ontology")
_IMPORTS, _ONTOLOGY = (ox.NamedNode(PREFIXES["owl"] + word) for word in ("imports", "Ontology"))
_OF_DATA = {ox.NamedNode(_SH + word) for word in ("shapesGraph", "shape")}  # what data may say of the shapes for it


def targets_by_name(job: Job) -> set[Any]:
    """The nodes that further shapes name by sh:targetNode: they are looked at although no file may say anything of
    them."""
    return {t.object for t in job.shapes if t.subject in job.further and t.predicate.value == _SH + "targetNode"}


def nothing(where: str) -> Finding:
    """The finding that no shape had a target in the data."""
    message = (
        f"No shape had anything to look at in {where}: nothing there has a type or a property that a shape asks for."
    )
    return Finding(
        "Warning",
        "nothing-looked-at",
        message=message,
        fix="look whether the namespaces and the types are those of the shapes",
    )


def unlooked(job: Job, shapes: Shapes, seen: Mapping[str, set[Any]], nodes: set[Any]) -> Iterator[Finding]:
    """What to say of data and of further shapes that were not looked at. ``seen`` are the nodes by shape, ``nodes``
    those that count."""
    if not nodes and not job.only_shapes and not job.focus:
        yield nothing(", ".join(dict.fromkeys(file.path for file in job.files)))._replace(file=job.files[0].path)
    if not job.only_shapes and not job.focus:
        yield from _shapes(job, shapes, seen)
        yield from _imports(job)
    yield from _in_data(job)


def _shapes(job: Job, shapes: Shapes, seen: Mapping[str, set[Any]]) -> Iterator[Finding]:
    targeted = shapes.targeted()
    for node in shapes.every():
        if node in job.further and shapes.active(node):
            told = contract(node.value) or node.value if isinstance(node, ox.NamedNode) else "A shape without a name"
            if node not in targeted:
                message = f"{told} has no target, and no shape names it: it was not run."
                yield Finding(
                    "Warning",
                    "shape-without-target",
                    focus=short(node),
                    message=message,
                    fix="give it a target, such as sh:targetClass",
                )
            elif not seen.get(name(node)):
                yield Finding(
                    "Info", "shape-looked-at-nothing", focus=short(node), message=f"{told} had nothing to look at."
                )
    for node in sorted(targets_by_name(job), key=str):
        kept = as_kept(node)
        if (isinstance(node, ox.NamedNode) and job.describes(node)) or next(
            job.store.quads_for_pattern(None, None, kept), None
        ):
            continue
        message = f"The target {short(node)} is nowhere in the data; it was looked at all the same."
        yield Finding("Info", "target-not-in-data", focus=short(node), message=message)


def _imports(job: Job) -> Iterator[Finding]:
    """Shapes that further shapes import, and that nobody gave: nothing is fetched."""
    given = {t.subject for t in job.shapes if t.object == _ONTOLOGY}
    for node in sorted({t.object for t in job.shapes if t.predicate == _IMPORTS} - given, key=str):
        if not isinstance(node, ox.NamedNode) or not node.value.startswith(_OURS):
            message = f"The shapes import {short(node)}, which was not read: nothing is fetched."
            yield Finding(
                "Warning", "shapes-not-imported", focus=short(node), message=message, fix="give its file by --shapes"
            )


def _in_data(job: Job) -> Iterator[Finding]:
    """Shapes in the files that are checked, which are data there."""
    known = {t.subject for t in job.shapes}
    for file in job.files if job.paths else ():
        found = [
            quad.subject
            for quad in file.quads
            if (quad.object in _KINDS or quad.predicate in _OF_DATA or quad.predicate.value.startswith(_SH + "target"))
            and quad.subject not in known
        ]
        if found:
            spots = place_nodes(found[:1], [file])
            message = (
                f"The file holds shapes, or names shapes for its data ({len(set(found))} nodes): they were not run."
            )
            yield Finding(
                "Warning",
                "shapes-in-data",
                message=message,
                fix=f"give them by --shapes {file.path}",
                **spots[found[0]]._asdict(),
            )
