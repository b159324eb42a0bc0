"""The site on the fixed knowledge base: every page, its links, its triples, its numbers, its flags, hostile labels.

The whole knowledge base is built once in test_site_whole.py.
"""

from __future__ import annotations

import base64
import csv
import gzip
import hashlib
import io
import json
import posixpath
import re
from collections.abc import Iterator
from itertools import takewhile
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pyoxigraph as ox
import pytest
from conftest import REPO, Run

pytest.importorskip("jinja2")
pytest.importorskip("lxml")

from lxml import html

from exo_ld.prefixes import EXOD, PREFIXES
from exo_ld.query.kb import load
from exo_ld.query.results import Table
from exo_ld.share.contents import Contents, cells
from exo_ld.site import drawing
from exo_ld.site.build import Site
from exo_ld.site.front import figures
from exo_ld.site.matrix import matrices
from exo_ld.site.packing import packed
from exo_ld.site.places import article

GOLDEN = str(REPO / "tests" / "data" / "golden")
HOSTILE = """@prefix exod: <https://w3id.org/exo-ld/id/> . @prefix exld: <https://w3id.org/exo-ld/ontology#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix dcterms: <http://purl.org/dc/terms/> .
exod:study-hostile a exld:PrimaryStudy ; rdfs:label "</script><script>alert(1)</script>"@en ;
  dcterms:title "\\"><img src=x onerror=alert(2)> </title>"@en ; exld:authors "<b>& {{ 7*7 }}</b>" .
<http://example.org/a'b(c)> rdfs:label "x" .
<javascript:alert(3)> rdfs:label "</script>"@en .
<https://w3id.org/exo-ld/id/a/b> rdfs:label "up"@en .
"""


@pytest.fixture(scope="module")
def site() -> Site:
    return Site(load(root=GOLDEN))


@pytest.fixture(scope="module")
def built(site: Site) -> dict[str, bytes]:
    return {path: page.make() for path, page in site.pages.items()}


def expand(curie: str) -> str:
    prefix, _, local = curie.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def trees(built: dict[str, bytes]) -> Iterator[tuple[str, html.HtmlElement]]:
    for path, content in built.items():
        if path.endswith(".html"):
            yield path, html.fromstring(content.decode())


# --- the files ------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_same_bytes_twice_and_as_files(built: dict[str, bytes], run: Run, tmp_path: Path) -> None:
    done = run("site", "--kb", GOLDEN, "-o", str(tmp_path / "out"), env={"PYTHONHASHSEED": "1"})
    assert done.returncode == 0, done.stderr
    files = {str(f.relative_to(tmp_path / "out")): f.read_bytes() for f in (tmp_path / "out").rglob("*") if f.is_file()}
    assert files == built
    assert re.search(rf"{len(built):,} of {len(built):,} files", done.stderr)


def test_the_facts_of_the_workbench_are_the_same_bytes_where_nodes_have_no_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, made = tmp_path / "unnamed.ttl", set()
    file.write_text("<http://example.org/x> a [ <http://example.org/p> [], [] ] .", encoding="utf-8")
    for name in ("one", "another"):  # whoever reads the facts anew gives such nodes other labels
        monkeypatch.setenv("EXO_LD_CACHE", str(tmp_path / name))
        made.add(Site(load(str(file), root=GOLDEN)).page("assets/facts.js"))
    assert len(made) == 1


def test_the_facts_of_the_workbench_are_packed_whole() -> None:
    """Unpacked as scripts/worker.js does it (which test_site_browser.py asks): the same quads."""
    odd = (
        "_:x",
        "<http://e.org/a b>",
        '"\U0001d6fc-\U0001d6fc"@en',
        '"\U0001d6fc-\U0001d6fd\\n\\""',
        "<<( _:x <http://p> _:y )>>",
    )
    rows = [
        ("<http://e.org/s>", "<http://e.org/p>", value, graph) for value in odd for graph in ("", "_:g", "<http://g>")
    ]
    kb = load(root=GOLDEN)
    rows += map(cells, Contents(kb).stated)
    head, *lines = gzip.decompress(packed(rows)).decode().split("\n")
    told, terms, found = json.loads(head), [""], []
    for line in lines:
        terms.append(terms[-1][: ord(line[0]) - ord("0")] + line[1:])
    objects, last, subject = iter(told["objects"]), dict.fromkeys(range(len(terms)), 0), 0

    def whole(number: int) -> str:
        return expand(terms[number + 1]) if terms[number + 1][:1] not in ("", "_", "<", '"') else terms[number + 1]

    for shape, step in zip(told["subjects"][::2], told["subjects"][1::2], strict=True):
        graph, *predicates = told["shapes"][shape]
        subject += step
        for predicate in predicates:
            last[predicate] += next(objects)
            found.append(tuple(map(whole, (subject, predicate, last[predicate], graph))))
    assert sorted(found) == sorted(rows)
    assert len(found) > 3000


def test_a_folder_that_is_full_is_refused(run_apart: Run, tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = run_apart("site", "--kb", GOLDEN, "-o", str(tmp_path))
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "new or empty folder" in done.stderr
    assert [f.name for f in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.slow
def test_nothing_half_written(site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> bytes:
        raise OSError(28, "No space left on device")

    last = list(site.pages)[-1]
    monkeypatch.setitem(site.pages, last, site.pages[last]._replace(make=broken))
    with pytest.raises(Exception, match="No space left"):
        site.write(str(tmp_path / "out"), lambda *_: None)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_every_link_leads_somewhere(built: dict[str, bytes]) -> None:
    ids = {path: {*tree.xpath("//@id")} for path, tree in trees(built)}
    broken = []
    for path, tree in trees(built):
        for link in tree.xpath("//*[not(@rel='icon')]/@href | //@src"):  # the icon is empty, so that none is asked for
            target, _, anchor = link.partition("#")
            if re.match(r"[a-z]+:", link):
                assert link.startswith(("https://", "http://")), (path, link)
                continue
            assert not link.startswith("/"), (path, link)
            place = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(target))) if target else path
            asked = "=" in anchor  # a query of the workbench
            if place not in built or (anchor and not asked and place in ids and anchor not in ids[place]):
                broken.append((path, link))
    assert broken == []


@pytest.mark.slow
def test_no_script_or_style_stands_in_a_page(built: dict[str, bytes]) -> None:
    for path, tree in trees(built):
        scripts = tree.xpath(
            "//script[not(@src) and not(@type='application/ld+json')] | //style | //@style | //@onclick"
        )
        policy = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
        assert policy.startswith("default-src 'self'"), path
        if path == "404.html":  # has in itself what its policy names by digest, since a host shows it at any address
            for one in scripts:
                digest = base64.b64encode(hashlib.sha256(one.text.encode()).digest()).decode()
                assert f"{one.tag}-src 'sha256-{digest}'" in policy
            assert [one.tag for one in scripts] == ["style", "script"]
            assert not tree.xpath("//script/@src | //link[@rel='stylesheet']")
            continue
        assert scripts == [], path
        assert not [
            s for s in tree.xpath("//script/@src | //link[@rel='stylesheet']/@href | //img/@src") if "//" in s
        ], path


@pytest.mark.slow
def test_a_page_can_be_walked_without_eyes(built: dict[str, bytes]) -> None:
    for path, tree in trees(built):
        assert len(tree.xpath("//h1")) == 1, path
        assert tree.xpath("//main[@id='page-content']"), path
        assert tree.xpath("//a[@class='skip'][@href='#page-content']"), path
        assert tree.xpath("string(//title)").strip(), path
        assert tree.xpath("//html[@lang='en']"), path
        assert all(table.xpath("caption") and table.xpath(".//th[@scope]") for table in tree.xpath("//table")), path
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids)), (path, sorted(i for i in ids if ids.count(i) > 1))


def test_an_individual_has_its_page_and_its_turtle(site: Site, built: dict[str, bytes]) -> None:
    things = {iri for iri in site.records.said if iri.startswith(EXOD)}
    assert {iri.removeprefix(EXOD) for iri in things} == {
        p[3:-5] for p in built if p.startswith("id/") and p.endswith(".html")
    }
    lines = {iri for iri in things if site.records.many(iri, "evidenceFor")}
    assert {p[3:-4] for p in built if p.endswith(".ttl") and p.startswith("id/")} == {
        iri.removeprefix(EXOD) for iri in things - lines
    }


def test_a_page_says_the_triples_of_its_turtle(site: Site, built: dict[str, bytes]) -> None:
    """A line of evidence has its own in the Turtle of what it speaks for."""
    compared = 0
    for path, tree in trees(built):
        if path.startswith("id/"):
            island = tree.xpath("string(//script[@id='triples'])")
            stated = {str(q.triple) for q in ox.parse(island, format=ox.RdfFormat.JSON_LD)}
            (named,) = tree.xpath("//link[@rel='alternate'][@type='text/turtle']/@href")
            assert named == (posixpath.basename(path)[:-5] + ".ttl") or path.startswith("id/evidence-"), path
            turtle = {str(q.triple) for q in ox.parse(built["id/" + named], format=ox.RdfFormat.TURTLE)}
            assert stated == turtle, path
            own = site.records.said[EXOD + path[3:-5]]
            assert {str(triple) for said in own.values() for triple in said} <= turtle, path
            assert turtle
            compared += 1
    assert compared > 200


def test_a_line_of_evidence_is_told_in_its_four_steps_where_what_it_speaks_for_is(
    site: Site, built: dict[str, bytes]
) -> None:
    """On its own page and, with the others, on that of the thing; no page lists lines that have no name."""
    kinds = set()
    for iri in (iri for iri in site.records.said if site.records.many(iri, "evidenceFor")):
        slug, thing = iri.removeprefix(EXOD), site.records.document(iri)
        own = html.fromstring(built[site.records.address(iri)].decode())
        whole = html.fromstring(built[site.records.address(thing)].decode())
        for tree in (own, whole):
            assert len(tree.xpath(f"//ol[@class='trail'][@id='{slug}']/li")) == 4, iri
        assert f"../{site.records.address(thing)}#{slug}" in own.xpath("//main//a/@href")
        kinds.add(thing.removeprefix(EXOD).partition("-")[0])
    assert {"claim", "experiment", "model"} <= kinds
    for path, tree in trees(built):
        assert "line of evidence" not in [a.text for a in tree.xpath("//main//a")], path


@pytest.mark.slow
def test_what_is_served_is_what_is_written(site: Site, built: dict[str, bytes]) -> None:
    pytest.importorskip("starlette")
    pytest.importorskip("httptools")
    from test_serve import serving

    with serving("--kb", GOLDEN, "--workers", "1") as server:
        for path, content in built.items():
            assert server.get(quote(path)).body == content, path
        assert server.get("", "text/html").body == built["index.html"]
        gone = server.get("id/study-nowhere.html")
        assert gone.status == 404
        assert gone.body.split() == site.lost("id/study-nowhere.html").split()


# --- what is said ---------------------------------------------------------------------------------


def test_a_figure_is_a_count_of_rows(site: Site, built: dict[str, bytes]) -> None:
    page = html.fromstring(built["index.html"].decode())
    shown = [int(text.replace(",", "")) for text in page.xpath("//ul[@class='figures']/li/b/text()")]
    assert shown == [figure.number for figure in figures(site.records)]

    def rows(query: str) -> list[dict[str, Any]]:
        answer = load(root=GOLDEN).query(query)
        assert isinstance(answer, Table)
        return answer.rows

    assert shown[1] == len({row["claim"] for row in rows("claims")})
    assert shown[-1] == len({row["erratum"] for row in rows("errata")})
    assert shown[-3] == len({r["check"] for r in rows("source-checks") if r.get("claimVerdict") == "contradicted"})
    assert shown[-4] == len({row["retractedStudy"] for row in rows("retracted-support")})


def test_the_matrix_has_the_numbers_of_its_query(site: Site, built: dict[str, bytes]) -> None:
    matrix = matrices(site.records)["source"]
    asked = {
        (r["complication"], r["sourceCell"]): (r["studies"], r["retractedStudies"])
        for r in site.records.rows("source-cells-by-complication")
    }
    assert {key: (len(c.studies), len(c.studies & site.records.retracted)) for key, c in matrix.cells.items()} == asked
    tree = html.fromstring(built["index.html"].decode())
    cells = tree.xpath("//table[contains(@class, 'matrix')]//td/a/b/text()")
    assert sorted(map(int, cells)) == sorted(n - gone for n, gone in asked.values())
    gaps = len(matrix.rows) * len(matrix.columns) - len(asked)
    assert len(tree.xpath("//td[@class='gap']")) == gaps


def test_a_csv_has_the_rows_of_its_query(site: Site, built: dict[str, bytes]) -> None:
    for path in (p for p in built if p.startswith("tables/")):
        rows = list(csv.reader(io.StringIO(built[path].decode())))
        answer = site.records.rows(path[7:-4])
        assert (rows[0], len(rows) - 1) == (answer.columns, len(answer)), path


def test_retraction_stands_wherever_it_must(site: Site, built: dict[str, bytes]) -> None:
    """On the page of each claim of `retracted-support`, of each retracted study, and at each mention of both."""
    rows = site.records.rows("retracted-support").rows
    assert rows
    flagged = {row["claim"] for row in rows} | {row["retractedStudy"] for row in rows}
    for iri in flagged:
        tree = html.fromstring(built[site.records.address(iri)].decode())
        assert "retracted" in " ".join(tree.xpath("//div[@class='banner']//text()")), iri
    names = {posixpath.basename(site.records.address(iri)) for iri in flagged}
    mentions = 0
    for path, tree in trees(built):
        for link in tree.xpath("//main//a[not(ancestor::*[@class='marks'])]"):
            if posixpath.basename(link.get("href", "").partition("#")[0]) in names and link.text != "this check":
                beside = takewhile(lambda each: each.tag != "a", link.itersiblings())
                assert any("retracted" in each.get("class", "") for each in beside), (path, link.get("href"))
                mentions += 1
    assert mentions > 20


def test_a_claim_has_its_trail(site: Site, built: dict[str, bytes]) -> None:
    for claim in site.records.claims.values():
        tree = html.fromstring(built[site.records.address(claim.id)].decode())
        trails = tree.xpath("//ol[@class='trail']")
        assert len(trails) == len(claim.evidence)
        text = " ".join(" ".join(tree.xpath("//ol[@class='trail']//text()")).split())
        for line in claim.evidence:
            assert f'id="{line.id.removeprefix(EXOD)}"' in built[site.records.address(claim.id)].decode()
            for place in line.places:
                assert place.start is None or f"characters {place.start} to {place.end}" in text
            for work in line.works:
                assert work.label in text
        for conflict in site.records.conflicts(claim.id):
            for other in site.records.many(conflict, "between"):
                assert site.records.told(other).sentence in " ".join(tree.xpath("//main//text()"))


def test_withdrawn_claims_stand_in_no_list(site: Site, built: dict[str, bytes]) -> None:
    gone = {claim.id for claim in site.records.claims.values() if claim.withdrawn}
    names = {posixpath.basename(site.records.address(iri)) for iri in gone}
    for path, tree in trees(built):
        if path.startswith(("matrix/", "term/")) or path in ("index.html", "effects.html", "trust.html"):
            assert not [h for h in tree.xpath("//ul[@class='claims']//a/@href") if posixpath.basename(h) in names], path


def test_a_link_into_the_article_is_at_its_words(tmp_path: Path) -> None:
    file, review = tmp_path / "review.ttl", EXOD + "review-x"
    file.write_text(f'<{review}> <http://purl.org/ontology/bibo/doi> "10.3389/x<y" .', encoding="utf-8")
    records = Site(load(str(file), root=GOLDEN)).records
    words = "weaken ... (mTOR)-mediated autophagy"
    assert (
        article(records, review, words)
        == "https://doi.org/10.3389/x%3Cy#:~:text=weaken,%28mTOR%29%2Dmediated%20autophagy"
    )
    assert article(records, review) == "https://doi.org/10.3389/x%3Cy"
    assert article(records, EXOD + "review-y", words) == ""


# --- other people's data --------------------------------------------------------------------------


@pytest.mark.slow
def test_hostile_labels_are_text(tmp_path: Path) -> None:
    file = tmp_path / "hostile.ttl"
    file.write_text(HOSTILE, encoding="utf-8")
    site = Site(load(str(file), root=GOLDEN))
    assert all(not posixpath.isabs(p) and ".." not in p.split("/") for p in site.pages)
    chosen = {
        p: site.pages[p].make()
        for iri in site.records.said
        for p in [site.records.address(iri).partition("#")[0]]
        if "hostile" in iri
        or (
            not iri.startswith(("http://i", "http://p", "https://w3id.org/exo-ld/ont"))
            and site.records.label(iri) in ("x", "</script>", "up")
        )
    }
    assert len(chosen) >= 4
    for path, content in chosen.items():
        tree = html.fromstring(content.decode())
        assert not tree.xpath("//img | //b[contains(., '49')] | //script[contains(., 'alert(1)')][not(@type)]"), path
        assert not [a for a in tree.xpath("//@href") if a.lower().startswith("javascript:")], path
        for island in tree.xpath("//script[@type='application/ld+json']/text()"):
            json.loads(island)
    study = chosen["id/study-hostile.html"].decode()
    assert "<script>alert" not in study
    assert "&lt;img src=x onerror=alert(2)&gt;" in study
    assert "{{ 7*7 }}" in study


def test_a_knowledge_base_of_one_small_review(kb_root: str) -> None:
    site = Site(load(root=kb_root))
    assert b"<h1>" in (site.page("index.html") or b"")
    for path in (
        "effects.html",
        "gaps.html",
        "trust.html",
        "compare.html",
        "studies.html",
        "preparations.html",
        "about.html",
        "data.html",
    ):
        assert site.page(path), path


@pytest.mark.slow
def test_without_jinja_one_line_says_what_to_install(run_apart: Run, tmp_path: Path) -> None:
    (tmp_path / "jinja2.py").write_text("raise ImportError('not here')")
    done = run_apart("site", "--kb", GOLDEN, "-o", str(tmp_path / "out"), env={"PYTHONPATH": str(tmp_path)})
    assert (done.returncode, done.stderr) == (2, "exo-ld: the site needs Jinja2: pip install 'exo-ld[serve]'\n")
    assert run_apart("query", "studies", "--kb", GOLDEN, env={"PYTHONPATH": str(tmp_path)}).returncode == 0


def test_a_query_pays_nothing_for_the_site(run: Run) -> None:
    code = (
        "import sys; from exo_ld.cli import main; main(['query', 'studies', '--kb', sys.argv[1]]); "
        "assert not {m for m in sys.modules if 'jinja' in m or 'exo_ld.site' in m}"
    )
    import subprocess
    import sys

    assert subprocess.run([sys.executable, "-c", code, GOLDEN], stdout=subprocess.DEVNULL, check=False).returncode == 0


def test_where_no_page_is_the_ones_of_a_name_like_it_are_named(site: Site) -> None:
    """Below a folder too: links lead from the address that was asked for."""
    path = next(p for p in site.pages if p.startswith("id/study-") and p.endswith(".html"))
    asked = path.replace("study-", "studie-")
    tree = html.fromstring(site.lost(asked).decode())
    assert path.removeprefix("id/") in [posixpath.basename(to) for to in tree.xpath("//main//li/a/@href")]
    for link in tree.xpath("//link[@rel='stylesheet']/@href | //script/@src | //main//a/@href"):
        assert posixpath.normpath(posixpath.join("id", link)).partition("#")[0] in site.pages, link
    assert not html.fromstring(site.lost("x" * 5000).decode()).xpath("//main//li")


def test_in_vitro_no_route_is_missing_and_what_came_out_is_no_cargo(site: Site, built: dict[str, bytes]) -> None:
    seen = 0
    for path, tree in trees(built):
        for row in (
            tree.xpath("//table[contains(caption, 'xperiment')]/tbody/tr") if path.startswith("id/study-") else ()
        ):
            cells = [" ".join(cell.text_content().split()) for cell in row]
            if cells[5] == "in vitro" and cells[6] in ("none, in vitro", "not reported"):
                assert cells[6] == "none, in vitro", (path, cells)
                seen += 1
        outcomes = tree.xpath("//table[caption='By outcome']/tbody/tr/td[1]")
        assert not {cell.text_content() for cell in outcomes} & {"carries", "delivers", "derives from", "acts through"}
    assert seen > 0


# --- mechanisms ---------------------------------------------------------------------------------


def test_lines_that_look_the_same_at_a_box_of_several_things_are_one(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each link between two boxes is in one line, and no two lines there are the same to the eye."""
    monkeypatch.setattr(drawing, "MOST", 6)
    folded = 0
    for path in (p for p in site.pages if p.startswith("mechanisms/") and p.endswith(".html")):
        tree = html.fromstring(site.pages[path].make().decode())
        lines = tree.xpath("//a[contains(@class, 'edge')]")
        numbers = [n for a in lines for n in a.get("data-links", a.get("href").removeprefix("#link-")).split()]
        assert len(numbers) == len(set(numbers)), path
        assert {f"link-{n}" for n in numbers} <= set(tree.xpath("//tr/@id")), path
        assert len(tree.xpath("//a[contains(@class, 'node')]")) <= 6, path
        folded += len([a for a in lines if "data-links" in a.attrib])
        assert all(len(a.get("data-links").split()) > 1 for a in lines if "data-links" in a.attrib)
    assert folded > 0


# --- sizes ----------------------------------------------------------------------------------------


def test_style_and_scripts_are_small(built: dict[str, bytes]) -> None:
    assert len(built["assets/site.css"]) <= 12 << 10
    assert sum(len(gzip.compress(built[f"assets/{name}.js"], 9)) for name in ("tables", "check")) <= 8_000
    assert len(built["index.html"]) <= 60_000
