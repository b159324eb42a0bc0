"""The law of rooms, read from the imports of the source: see docs/decisions/0017-rooms.md."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from conftest import REPO

PACKAGE = REPO / "src" / "exo_ld"
# A module imports from its own row or from rows above it.
LAYERS = (
    ("_version", "errors", "prefixes"),
    ("files",),
    ("cache", "graph"),
    ("shacl",),
    ("context", "merge", "report", "sentences"),
    ("sources",),
    ("query",),
    ("curate", "logic"),
    ("check", "share"),
    ("site",),
    ("serve",),
    ("commands",),
    ("__init__", "cli"),
    ("__main__",),
)
# What knows nothing of the subject, and may import nothing that does.
FREE = {"_version", "errors", "prefixes", "files", "cache", "graph", "shacl", "report", "merge"}
SUBJECT = {"EXO", "EXOD", "EXOS", "ONTOLOGY"}  # the namespaces of ours, in prefixes.py
ALONE = {"shacl": {"errors", "graph", "prefixes"}, "report": {"errors", "files", "graph", "prefixes", "shacl"}}


def imports(package: Path) -> dict[str, set[tuple[str, str]]]:
    """Each module of a package, with the modules of the package that it imports anywhere, and the name that is taken
    from each."""
    modules = {".".join(p.relative_to(package).with_suffix("").parts): p for p in package.rglob("*.py")}
    return {name: set(_imported(name, path, modules)) for name, path in modules.items()}


def _imported(name: str, path: Path, modules: Mapping[str, Path]) -> Iterator[tuple[str, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            above = name.split(".")[: -node.level]
            target = ".".join([*above, *(node.module.split(".") if node.module else ())])
            for alias in node.names:
                inner = f"{target}.{alias.name}".lstrip(".")
                module = next((m for m in (inner, target, f"{target}.__init__".lstrip(".")) if m in modules), None)
                assert module, f"{name}: imports {target or 'the package'}, which is not there"
                yield module, alias.name


def room(module: str) -> str:
    return module.partition(".")[0]


def up(found: Mapping[str, set[tuple[str, str]]]) -> list[str]:
    """The imports that run up."""
    rank = {name: number for number, row in enumerate(LAYERS) for name in row}
    return sorted(f"{m} -> {t}" for m, targets in found.items() for t, _ in targets if rank[room(t)] > rank[room(m)])


def knowing(found: Mapping[str, set[tuple[str, str]]]) -> list[str]:
    """The modules that must know nothing of the subject, and take something of it."""
    return sorted(
        f"{m} -> {t}:{taken}"
        for m, targets in found.items()
        for t, taken in targets
        if room(m) in FREE and (room(t) not in FREE or taken in SUBJECT)
    )


def circle(found: Mapping[str, set[tuple[str, str]]]) -> list[str]:
    """A circle of imports, or nothing."""
    try:
        TopologicalSorter({m: {t for t, _ in targets} for m, targets in found.items()}).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


@pytest.mark.slow
def test_no_import_runs_up() -> None:
    assert not up(imports(PACKAGE))


@pytest.mark.slow
def test_no_circle() -> None:
    assert not circle(imports(PACKAGE))


@pytest.mark.slow
def test_what_knows_nothing_of_the_subject_imports_nothing_of_it() -> None:
    assert not knowing(imports(PACKAGE))


@pytest.mark.slow
@pytest.mark.parametrize("name", ALONE)
def test_a_room_that_could_leave_as_a_package(name: str) -> None:
    used = {room(t) for m, targets in imports(PACKAGE).items() if room(m) == name for t, _ in targets}
    assert used <= ALONE[name] | {name}


def test_each_fault_is_found(tmp_path: Path) -> None:
    for path, text in {
        "errors.py": "from .cli import main\n",
        "cli.py": "from .errors import E\n",
        "shacl/run.py": "def f():\n    from ..query import kb\n    from ..prefixes import EXO\n",
        "query/kb.py": "",
        "prefixes.py": "EXO = ''\n",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    found = imports(tmp_path)
    assert up(found) == ["errors -> cli", "shacl.run -> query.kb"]
    assert set(circle(found)) == {"cli", "errors"}
    assert knowing(found) == ["errors -> cli:main", "shacl.run -> prefixes:EXO", "shacl.run -> query.kb:kb"]
