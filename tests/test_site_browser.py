"""The site in a real browser: the workbench's rows, the journey by keys, no request leaves, axe finds nothing.

From a disk (file://) and over HTTP. Needs Debian's chromium, Playwright (exo-ld[dev]) and the libraries that
`python tools/vendor.py --tests` fetches by npm.
"""

from __future__ import annotations

import functools
import hashlib
import http.server
import json
import shutil
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import REPO

import exo_ld
from exo_ld.query.results import Table

pytest.importorskip("playwright.sync_api", reason="no Playwright; pip install 'exo-ld[dev]'")
pytest.importorskip("jinja2")
sys.path.insert(0, str(REPO / "tools"))

from golden_answers import FIXED, GOLDEN, golden, settings
from playwright import sync_api

from exo_ld.site.build import Site
from exo_ld.site.vendored import missing

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
AXE = REPO / "tests" / "vendor" / "axe-core" / "axe.min.js"
pytestmark = [
    pytest.mark.skipif(not CHROMIUM, reason="no Chromium on the path (apt-get install chromium)"),
    pytest.mark.skipif(bool(missing()) or not AXE.exists(), reason="needs npm: python tools/vendor.py --tests"),
]
MILLISECONDS = 60_000  # the machine may be busy
# Of each kind of page one: a path, or what the path of one begins with.
KINDS = (
    *(f"{name}.html" for name in "index effects gaps trust compare studies preparations".split()),
    *(f"{name}.html" for name in "404 search ask data cite about mechanisms/index".split()),
    *"mechanisms/MONDO_ mechanisms/hgnc id/claim- id/study- id/preparation- id/review- id/passage-".split(),
    *"term/MONDO_ term/hgnc term/CL_".split(),
)
VIOLATIONS = """axe.run().then((found) => found.violations.map(
    (one) => [one.id, one.nodes.length, one.nodes[0].html.slice(0, 200)]))"""
# What is seen at once: a page wider than the screen, what should not be there yet, links that left their cell.
FAULTS = """(() => {
    const inside = (link, cell) =>
        link.left >= cell.left - 2 && link.right <= cell.right + 2 && link.bottom <= cell.bottom + 2;
    return [
        ...(document.documentElement.scrollWidth > innerWidth ? ["scrolls sideways"] : []),
        ...[...document.querySelectorAll("[hidden]")].filter((one) => one.checkVisibility())
            .map((one) => "hidden, but shown: " + one.outerHTML.slice(0, 90)),
        ...[...document.querySelectorAll("td a, th a")].filter((link) => link.checkVisibility())
            .filter((link) => !inside(link.getBoundingClientRect(), link.closest("td, th").getBoundingClientRect()))
            .map((link) => "out of its cell: " + link.outerHTML.slice(0, 90)),
    ];
})()"""
LOOKS = {"light": ("light", 1280), "dark": ("dark", 1280), "phone": ("light", 390)}


@pytest.fixture(scope="module")
def site() -> Site:
    """The site of the small fixed knowledge base."""
    return Site(exo_ld.load(root=str(FIXED)))


@pytest.fixture(scope="module")
def sought(site: Site) -> tuple[str, str]:
    """The label of a thing that is found, and the path of its page."""
    text = (site.page("assets/names.js") or b"").decode()
    things = json.loads(text.removeprefix("self.EXLD_NAMES=").rstrip(";\n"))["things"]
    diseases = [row for row in things if row[0].startswith("MONDO:")]
    curie, _, label, *_ = max(diseases, key=lambda row: len(row[2]))
    return label, f"term/{curie.replace(':', '_', 1)}.html"


@pytest.fixture(scope="module")
def folder(site: Site, sought: tuple[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the tests open of it: scripts, mechanisms, one page of each kind."""
    place = tmp_path_factory.mktemp("site")
    firsts = {next((p for p in sorted(site.pages) if p.startswith(kind) and p.endswith(".html")), "") for kind in KINDS}
    for path in (p for p in site.pages if p in firsts | {sought[1]} or p.startswith(("assets/", "mechanisms/"))):
        (place / path).parent.mkdir(parents=True, exist_ok=True)
        (place / path).write_bytes(site.page(path) or b"")
    return place


@pytest.fixture(scope="module")
def hosted(folder: Path) -> Iterator[str]:
    """The same over HTTP, by a server that knows of nothing but files."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            """What is not there is answered as hosts of files do, with their 404.html."""
            content = (folder / "404.html").read_bytes()
            self.send_response(code)
            self.send_header("Content-Type", "text/html")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def translate_path(self, path: str) -> str:
            """The site is in a folder of the host."""
            return super().translate_path(path.removeprefix("/sub/folder")) if path.startswith("/sub/") else "/nowhere"

    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/sub/folder/"
        server.shutdown()


@pytest.fixture(scope="module")
def served() -> Iterator[str]:
    """The same by `exo-ld serve`, where the workbench asks /sparql."""
    for name in ("starlette", "httptools"):
        pytest.importorskip(name)
    from test_serve import serving

    with serving("--kb", str(FIXED), "--workers", "1") as server:
        yield server.base


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as play:
        running = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def page(browser: Any) -> Iterator[Any]:
    """A page whose requests to anywhere else, and whose errors, fail the test."""
    context = browser.new_context()
    context.set_default_timeout(MILLISECONDS)
    made, wrong = context.new_page(), []

    def watch(route: Any) -> None:
        address = route.request.url
        if address.startswith(("file:", "http://127.0.0.1:", "blob:", "data:")):
            route.continue_()
        else:
            wrong.append(address)
            route.abort()

    context.route("**/*", watch)
    made.on("pageerror", lambda error: wrong.append(str(error)))
    yield made
    context.close()
    assert not wrong


def opened(page: Any, address: str) -> None:
    """Open an address, also where the page is there already and only the fragment differs."""
    page.goto("about:blank")
    page.goto(address)


@pytest.mark.parametrize("way", ["file", "http", "serve"])
def test_the_workbench_gives_the_golden_rows(page: Any, folder: Path, way: str, request: pytest.FixtureRequest) -> None:
    """By the engine in the page, and by the server that has the page: each canned query through the page's own code."""
    root = folder.as_uri() + "/" if way == "file" else request.getfixturevalue("hosted" if way == "http" else "served")
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url.removeprefix(root).partition("?")[0]))
    opened(page, root + "ask.html")
    fixed = exo_ld.load(root=str(FIXED))
    wrong = []
    for name in sorted(fixed.catalogue):
        wanted = golden(GOLDEN / f"{name}.tsv")
        script = "async ([name, values]) => (await Workbench.ask(await Workbench.prepare(name, values))).text"
        rows = Table.from_srj(page.evaluate(script, [name, wanted.parameters])).text("tsv")
        if rows != wanted.rows:
            wrong.append((name, len(rows), len(wanted.rows)))
    assert not wrong
    badge = page.locator("#badge").inner_text()
    if way == "serve":
        assert badge == "asks this server"
        assert asked.count("sparql") == len(fixed.catalogue) + 1  # the first asks whether there is one
        assert "assets/engine.js" not in asked
    else:
        assert badge.startswith("engine ready")
        assert "assets/engine.js" in asked


def test_parameters_are_put_in_as_the_runner_does(page: Any, tmp_path: Path) -> None:
    kb = exo_ld.load()
    site = Site(kb)
    for path in ("ask.html", *(path for path in site.pages if path.startswith("assets/") and "facts" not in path)):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(site.page(path) or b"")
    opened(page, (tmp_path / "ask.html").as_uri())
    seen = 0
    for name in sorted(kb.catalogue):
        for values in [{}, *settings(kb, name), {k: v for one in settings(kb, name) for k, v in one.items()}]:
            given = {key: str(value) for key, value in values.items()}
            assert page.evaluate("([name, values]) => Workbench.prepare(name, values)", [name, given]) == kb.prepare(
                name, dict(given)
            ), (name, given)
            seen += bool(given)
    assert seen > 100


def test_a_question_is_asked_by_its_form_and_a_link_asks_it_again(page: Any, folder: Path) -> None:
    fixed = exo_ld.load(root=str(FIXED))
    opened(page, folder.as_uri() + "/ask.html")
    page.locator("#question").select_option("studies")
    page.locator("#answer table").wait_for()
    disease = next(str(row["disease"]) for row in fixed.query("studies").rows if "disease" in row)  # type: ignore[union-attr]
    wanted = len(fixed.query("studies", disease=disease))
    page.locator("#p-disease").fill(disease)
    page.keyboard.press("Enter")
    page.locator("#state", has_text=f"{wanted} row").wait_for()
    assert page.locator("#answer tbody tr").count() == wanted
    link = page.url
    assert "#q=studies&disease=" in link
    with page.expect_download() as got:
        page.locator("#csv").click()
    assert got.value.path().read_text().splitlines() == fixed.query("studies", disease=disease).text("csv").splitlines()
    opened(page, link)
    page.locator("#state", has_text=f"{wanted} row").wait_for()
    assert page.locator("#answer tbody tr").count() == wanted


def test_a_copy_of_a_review_is_told_from_one_that_was_changed(page: Any, tmp_path: Path) -> None:
    """Cut by code points (letters beyond U+FFFF and a mark of byte order count one each), compared by its digest."""
    before, words, after = (
        "\ufeffTitle \U0001d6fc\r\n",
        "Vesicles raise \U0001d6fd-cells, na\u00efve ones too.",
        "\nMore.",
    )
    digest = hashlib.sha256(words.encode()).hexdigest()
    file = tmp_path / "copy.ttl"
    file.write_text(
        "@prefix exod: <https://w3id.org/exo-ld/id/> . @prefix exld: <https://w3id.org/exo-ld/ontology#> .\n"
        "exod:review-copy a exld:Review ; exld:hasSection exod:section-copy . exod:section-copy exld:hasPassage "
        f"exod:passage-copy . exod:passage-copy a exld:Passage ; exld:start {len(before)} ; "
        f'exld:end {len(before + words)} ; exld:sha256 "{digest}" .',
        encoding="utf-8",
    )
    site = Site(exo_ld.load(str(file), root=str(FIXED)))
    for path in ("id/passage-copy.html", "assets/check.js", "assets/site.css"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(site.page(path) or b"")
    opened(page, (tmp_path / "id/passage-copy.html").as_uri())
    page.locator(".check summary").click()
    told = page.locator(".check output")
    assert told.all_inner_texts() == ["not checked yet"]
    copies = {
        before + words + after: "the same. It reads: “" + words,
        before + words.replace("raise", "lower") + after: "not the same",
        before + "\U0001d6fc" + words + after: "not the same",
        before: "not the same",
    }
    for number, (text, wanted) in enumerate(copies.items()):
        copy = tmp_path / f"{number}.txt"
        copy.write_bytes(text.encode())
        page.locator(".check input").set_input_files(copy)
        page.locator(".check output", has_text=wanted).wait_for()
        assert [line.startswith(wanted) for line in told.all_inner_texts()] == [True], (number, told.all_inner_texts())


def test_own_sparql_is_asked_and_a_wrong_one_told(page: Any, folder: Path) -> None:
    opened(page, folder.as_uri() + "/ask.html#sparql=" + "CONSTRUCT%20WHERE%20%7B%20%3Fa%20exld%3AleadsTo%20%3Fb%20%7D")
    page.locator("#as-graph").click()
    assert page.locator("svg.drawing rect").count() > 1
    opened(page, folder.as_uri() + "/ask.html#sparql=SELECT%20%2A%20%7B")
    page.locator("#state.wrong").wait_for()


def test_completion_shows_terms_and_inserts_one(page: Any, folder: Path) -> None:
    opened(page, folder.as_uri() + "/ask.html")
    page.locator("#text summary").click()
    page.locator(".CodeMirror").click()
    page.keyboard.type("exld:DiseaseM")
    page.keyboard.press("Control+Space")
    page.locator(".CodeMirror-hints li", has_text="exld:DiseaseModel").first.wait_for()
    page.keyboard.press("Enter")
    page.locator(".CodeMirror-code", has_text="exld:DiseaseModel").wait_for()


@pytest.mark.parametrize("asked", ["404.html", "nowhere.html", "id/claim-nowhere.html", "term/deep/er.html"])
def test_what_is_not_there_has_its_looks_and_leads_back(page: Any, folder: Path, hosted: str, asked: str) -> None:
    """On a host, whatever the folder and the address; 404.html from a disk too."""
    for root in (hosted, folder.as_uri() + "/")[: 2 if asked == "404.html" else 1]:
        opened(page, root + asked)
        assert page.evaluate("getComputedStyle(document.querySelector('.top')).display") == "flex"
        assert page.evaluate("document.querySelector('form.search').action") == root + "search.html"
        page.locator("main a", has_text="front page").click()
        page.wait_for_url(root + "index.html")
        page.locator("table.matrix").first.wait_for(state="attached")


@pytest.mark.parametrize("way", ["file", "http"])
def test_a_thing_is_found_by_keys_alone(
    page: Any, folder: Path, hosted: str, sought: tuple[str, str], way: str
) -> None:
    label, path = sought
    opened(page, (folder.as_uri() + "/" if way == "file" else hosted) + "index.html")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "search"
    page.keyboard.type(label[:-1])  # not to its end
    option = page.locator(".found li", has_text=label).first
    option.wait_for()
    page.keyboard.press("Escape")
    assert not page.locator(".found").is_visible()
    page.keyboard.press("ArrowDown")
    for _ in range(8):
        if option.get_attribute("aria-selected") == "true":
            break
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/{path}")
    page.locator("h1", has_text=label).wait_for()


def test_the_mechanism_is_filtered_and_a_thing_stays_while_it_has_a_line(page: Any, folder: Path) -> None:
    path = max(folder.glob("mechanisms/*.html"), key=lambda file: file.stat().st_size)
    opened(page, path.as_uri())
    edges, nodes = page.locator(".mechanism .edge:visible"), page.locator(".mechanism .node:visible")
    before, things = edges.count(), nodes.count()
    page.locator("#filters label", has_text="lowers").locator("input").uncheck()
    assert 0 < edges.count() < before
    assert page.locator(".mechanism .edge.lowers:visible").count() == 0
    assert (
        page.locator("#rows tbody tr:visible", has_text="lowers").count()
        <= page.locator("#rows tbody tr:visible").count()
    )
    assert 0 < nodes.count() <= things


def test_no_thing_of_a_graph_is_without_a_page_and_no_line_without_a_row(site: Site, folder: Path) -> None:
    from lxml import html

    for path in folder.glob("mechanisms/*.html"):
        tree = html.parse(str(path)).getroot()
        ids = set(tree.xpath("//*/@id"))
        assert {href[1:] for href in tree.xpath("//a[starts-with(@href, '#')]/@href")} <= ids | {"main"}
        for href in tree.xpath("//a[contains(@class, 'node')]/@href"):
            assert href.startswith("#") or href.split("#")[0].removeprefix("../") in site.pages, (path.name, href)
        assert len(tree.xpath("//a[contains(@class, 'node')]")) <= 60
        assert path.stat().st_size <= 120 * 1024


@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing(browser: Any, folder: Path, look: str) -> None:
    scheme, width = LOOKS[look]
    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
    made, wrong = context.new_page(), []
    made.set_default_timeout(MILLISECONDS)
    for kind in KINDS:
        path = next(iter(sorted(folder.glob(kind + ("" if kind.endswith(".html") else "*.html")))), None)
        if path is None:
            continue
        made.goto(path.as_uri() + ("#q=studies" if kind == "ask.html" else ""))
        if kind == "ask.html":
            made.locator("#answer table").wait_for()
            made.locator("#text summary").click()
            made.locator(".CodeMirror").wait_for()
        made.add_script_tag(path=str(AXE))
        found = made.evaluate(VIOLATIONS)
        wrong += [(kind, *each) for each in found]
        wrong += [(kind, fault) for fault in made.evaluate(FAULTS)]
    context.close()
    assert not wrong, "\n".join(map(str, wrong))
