"""The whole site, built once: sizes, time, links. Slow; test_site.py proves more on the fixed knowledge base."""

from __future__ import annotations

import gzip
import os
import posixpath
import re
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

import pytest

pytest.importorskip("jinja2")
pytest.importorskip("lxml")

from lxml import html
from test_w3id import SITE, redirect

pytestmark = pytest.mark.slow
ENTITY = ("id/", "term/")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, float, int]:
    """The site's folder, and what it took to build it: seconds of a processor, kB of memory."""
    place = tmp_path_factory.mktemp("site") / "out"
    # A parent of its own: what a process has had at most counts what it was forked from.
    probe = (
        "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL); "
        "used = resource.getrusage(resource.RUSAGE_CHILDREN); print(used.ru_utime + used.ru_stime, used.ru_maxrss)"
    )
    command = [sys.executable, "-m", "exo_ld", "site", "-o", str(place)]
    done = subprocess.run([sys.executable, "-c", probe, *command], check=True, capture_output=True, text=True)
    seconds, memory = done.stdout.split()
    return place, float(seconds), int(memory)


@pytest.fixture(scope="module")
def files(built: tuple[Path, float, int]) -> dict[str, bytes]:
    place, *_ = built
    return {str(f.relative_to(place)): f.read_bytes() for f in place.rglob("*") if f.is_file()}


def test_it_is_built_within_its_time_and_memory(built: tuple[Path, float, int]) -> None:
    """With an empty cache; where more runs than there are cores, each waits for the others' memory too."""
    _, seconds, memory = built
    alone = os.getloadavg()[0] <= (os.cpu_count() or 1)
    assert seconds <= (30 if alone else 60)
    assert memory <= 1 << 20


def test_budgets(files: dict[str, bytes]) -> None:
    assert len(files) <= 16_000
    assert sum(map(len, files.values())) <= 120e6
    front = files["index.html"]
    assert len(front) <= 60_000
    assert len(gzip.compress(front, 9)) <= 15_000
    sizes = sorted(
        len(content) for path, content in files.items() if path.startswith(ENTITY) and path.endswith(".html")
    )
    assert sizes[int(len(sizes) * 0.95)] <= 40_000
    pages = {path: content for path, content in files.items() if path.endswith(".html")}
    ontology = pages.pop("ontology.html")  # all terms, and they grow with the model
    assert len(ontology) <= 250_000
    assert len(gzip.compress(ontology, 9)) <= 35_000
    assert max(map(len, pages.values())) <= 200_000
    assert max(len(gzip.compress(content, 9)) for path, content in pages.items() if "/" not in path) <= 25_000
    assert max(len(content) for path, content in files.items() if path.startswith("mechanisms/")) <= 120 << 10
    assert len(files["assets/facts.js"]) <= 350_000


def test_links_and_names(files: dict[str, bytes]) -> None:
    """Every link leads to a file, and to a place in it; no two files have names that differ in case alone."""
    assert len({path.lower() for path in files}) == len(files)
    ids, broken = {}, []
    links: list[tuple[str, str]] = []
    for path, content in files.items():
        if path.endswith(".html"):
            tree = html.fromstring(content.decode())
            ids[path] = set(tree.xpath("//@id"))
            links += [(path, link) for link in set(tree.xpath("//@href | //@src"))]
    for path, link in links:
        target, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        place = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target))) if target else path
        if place not in files or (anchor and place in ids and "=" not in anchor and anchor not in ids[place]):
            broken.append((path, link))
    assert broken == []


def test_each_address_of_the_web_has_its_page(files: dict[str, bytes]) -> None:
    """What docs/w3id redirects to is there."""
    redirects = (Path(__file__).parent.parent / "docs" / "w3id" / ".htaccess").read_text(encoding="utf-8")
    for path in re.findall(r"https://exo-ld\.github\.io/exo-ld/([a-z.]+(?:ttl|html|jsonld)) ", redirects):
        assert path in files, path
    assert {f"mappings/{name}.sssom.tsv" for name in ("relations", "local-terms")} <= files.keys()


def test_the_turtle_of_a_line_of_evidence_is_where_its_address_of_the_web_leads(files: dict[str, bytes]) -> None:
    lines = [path[:-5] for path in files if path.startswith("id/evidence-") and path.endswith(".html")]
    assert len(lines) > 2000
    for path in lines:
        status, address = redirect(path, "text/turtle")
        to = address.removeprefix(SITE)
        assert (status, f'href="{posixpath.basename(to)}"'.encode() in files[path + ".html"]) == (303, True), path
        assert f"exod:{path[3:]} a exld:EvidenceLine ".encode() in files[to], path


def test_no_sentence_of_a_review_is_on_the_site(files: dict[str, bytes]) -> None:
    """The words that are quoted are mentions of a few."""
    for path, content in files.items():
        if path.startswith("id/claim-") and path.endswith(".html"):
            for words in html.fromstring(content.decode()).xpath("//span[@class='q']/text()"):
                assert max(len(part.split()) for part in words.split("...")) < 9, (path, words)
