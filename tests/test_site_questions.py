"""The fifteen questions of a reader, each answered within two clicks of the front page: over HTTP, and from a disk.

A search counts as one click. On the shipped facts; what must be there is asked of canned queries.
"""

from __future__ import annotations

import http.server
import re
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest

import exo_ld
from exo_ld.query.results import Table

pytest.importorskip("playwright.sync_api", reason="no Playwright; pip install 'exo-ld[dev]'")
pytest.importorskip("jinja2")

import test_site_browser
from test_site_browser import browser, opened, page

from exo_ld.site.build import Site

__all__ = ["browser", "page"]
pytestmark = [*test_site_browser.pytestmark, pytest.mark.slow]

RETINOPATHY = "http://purl.obolibrary.org/obo/MONDO_0005266"


class Reader:
    """A reader at the front page, whose clicks are counted."""

    def __init__(self, page: Any, root: str) -> None:
        self.page, self.clicks = page, 0
        opened(page, root + "index.html")

    def follow(self, link: Any) -> None:
        """Click a link."""
        self.clicks += 1
        link.first.click()
        self.page.wait_for_load_state()

    def named(self, words: str, within: str = "body") -> Any:
        """Links of these words."""
        return self.page.locator(within).get_by_role("link", name=words)

    def go(self, name: str) -> None:
        """Choose a page of the navigation."""
        self.follow(self.page.locator("nav").get_by_role("link", name=name, exact=True))

    def look_up(self, words: str, found: str) -> None:
        """Search, and take the thing of this label."""
        self.clicks += 1
        self.page.keyboard.press("/")
        self.page.keyboard.type(words)
        self.page.locator(".found li").filter(has_text=re.compile(f"^{re.escape(found)} ")).first.click()
        self.page.locator("h1", has_text=found).wait_for()

    def row(self, heading: str) -> Any:
        """The rows of the matrix that begin with a heading."""
        return self.page.locator("table.matrix tr").filter(has=self.page.get_by_role("rowheader", name=heading))

    def text(self, within: str = "main") -> str:
        """What is read, with single spaces."""
        return " ".join(self.page.locator(within).first.inner_text().split())

    def below(self, heading: str) -> str:
        """What is read between a heading and the next of its kind."""
        found = self.page.evaluate(
            """(heading) => {
                const all = [...document.querySelectorAll("main > *")];
                const from = all.findIndex((one) => one.tagName === "H2" && one.innerText.startsWith(heading));
                const rest = from < 0 ? [] : all.slice(from + 1);
                const to = rest.findIndex((one) => one.tagName === "H2");
                return rest.slice(0, to < 0 ? rest.length : to).map((one) => one.innerText).join(" ");
            }""",
            heading,
        )
        return " ".join(found.split())


# --- the questions --------------------------------------------------------------------------------


def cells_in_retinopathy(reader: Reader, rows: Callable[..., list[dict[str, Any]]]) -> None:
    """Which cells' exosomes were tried in diabetic retinopathy, in how many independent studies?"""
    wanted = [
        row["studies"] - row["retractedStudies"]
        for row in rows("source-cells-by-complication")
        if row["complication"] == RETINOPATHY
    ]
    shown = reader.row("diabetic retinopathy").locator("td a b").all_inner_texts()
    assert sorted(map(int, shown)) == sorted(wanted)
    assert len(wanted) > 1


def what_mir_126_does(reader: Reader, rows: Callable[..., list[dict[str, Any]]]) -> None:
    """What does miR-126 do, carried by what, in which disease?"""
    reader.look_up("miR-126", "MIR126")
    told = reader.below("As cargo of vesicles")
    assert "carried by" in told
    assert "acts on" in told
    assert "diabetic" in told


def how_podocytes_are_protected(reader: Reader, rows: Callable[..., list[dict[str, Any]]]) -> None:
    """How are exosomes said to protect podocytes, and by which molecules?"""
    reader.follow(reader.row("diabetic kidney disease").locator("a.graph"))
    assert reader.page.locator(".mechanism a.node", has_text="podocyte injury").count()
    molecule = {row["subjectLabel"] for row in rows("claims") if row.get("objectLabel") == "podocyte apoptotic process"}
    assert any(f"{name} " in reader.text("#rows") for name in molecule)


def what_rests_on_retracted_work(reader: Reader, rows: Callable[..., list[dict[str, Any]]]) -> None:
    """What here rests on retracted work, and on nothing else?"""
    reader.follow(reader.named("retracted studies"))
    alone = {row["claim"] for row in rows("retracted-support") if row["retractedOnly"]}
    table = reader.page.locator("#retracted table")
    assert table.locator("tbody tr", has_text="on nothing else").count() >= len(alone) > 0


def where_reviews_contradict(reader: Reader, rows: Callable[..., list[dict[str, Any]]]) -> None:
    """Where do the two reviews contradict each other?"""
    reader.go("Reviews compared")
    wanted = [row for row in rows("review-concordance") if row["verdict"] == "contradict"]
    caption = f"Where they contradict each other ({len(wanted):,})"
    assert reader.page.locator("table", has_text=caption).first.locator("tbody tr").count() == len(wanted) > 0


def whether_the_cited_paper_says_so(reader: Reader, rows: Callable[..., list[dict[str, Any]]]) -> None:
    """Does the paper that is cited really say so?"""
    reader.follow(reader.named("times the cited paper says otherwise"))
    reader.follow(reader.page.locator("#otherwise tbody tr a"))
    assert "The cited paper says otherwise." in reader.text()
    assert "contradicted:" in reader.text(".trail > li:nth-child(4)")


def how_wounds_were_treated(reader: Reader, rows: Callable[..., list[dict[str, Any]]]) -> None:
    """By which route, dose and schedule were wounds treated, in which animals?"""
    reader.follow(reader.row("diabetic wound").get_by_role("link", name="diabetic wound", exact=True))
    told = reader.below("Treatments tried")
    for column in ("Animal or cells", "Route", "Dose", "Schedule"):
        assert column in told
    assert "Mus musculus" in told


def effects_by_number_of_studies(reader: Reader, rows: Callable[..., list[dict[str, Any]]]) -> None:
    """Which effects have been shown by more than one study, which by one alone?"""
    reader.go("Effects")
    numbers = reader.page.locator("table").first.locator("tbody td:nth-child(2)").all_inner_texts()
    assert numbers == sorted(numbers, key=int, reverse=True)
    assert int(numbers[0]) > int(numbers[-1])


def whether_people_were_treated(reader: Reader, rows: Callable[..., list[dict[str, Any]]]) -> None:
    """Has anybody tried it in people?"""
    tried = sum(row["humanStudies"] > 0 for row in rows("human-evidence"))
    assert f"{tried} of {len(rows('human-evidence'))} complications studied in people" in reader.text(".figures")


def what_is_not_reported(reader: Reader, rows: Callable[..., list[dict[str, Any]]]) -> None:
    """What do authors not report (dose, isolation, markers, size)?"""
    reader.go("Gaps")
    told = reader.text()
    for field in ("dose", "isolation method", "marker", "particle size"):
        assert field in told


def engineered_against_plain(reader: Reader, rows: Callable[..., list[dict[str, Any]]]) -> None:
    """Did engineering, priming or a hydrogel do better than plain exosomes, compared with what?"""
    reader.go("Preparations")
    told = reader.text()
    assert "hydrogel" in told
    assert "ompared with" in told


def pathways_of_erectile_dysfunction(reader: Reader, rows: Callable[..., list[dict[str, Any]]]) -> None:
    """Which pathways are involved in erectile dysfunction?"""
    reader.follow(reader.row("erectile dysfunction").get_by_role("link", name="erectile dysfunction", exact=True))
    wanted = {row["claim"] for row in rows("pathways") if row.get("complicationLabel") == "erectile dysfunction"}
    told = reader.below("Pathways involved")
    assert ("None is told" in told) == (not wanted)
    assert all(name in told for name in {row["pathwayLabel"] for row in rows("pathways") if row["claim"] in wanted})


def what_had_no_effect(reader: Reader, rows: Callable[..., list[dict[str, Any]]]) -> None:
    """What had no effect, or the other way round?"""
    reader.go("Effects")
    assert "no effect" in reader.text().lower()


def type_1_against_type_2(reader: Reader, rows: Callable[..., list[dict[str, Any]]]) -> None:
    """In what do type 1 and type 2 diabetes differ here?"""
    reader.follow(reader.row("type 1 diabetes").get_by_role("link", name="type 1 diabetes mellitus", exact=True))
    reader.follow(reader.named("Compare its effects"))
    told = reader.text()
    assert "type 1 diabetes mellitus" in told
    assert "type 2 diabetes mellitus" in told


def all_on_pten_and_how_to_cite(reader: Reader, rows: Callable[..., list[dict[str, Any]]]) -> None:
    """Give me all claims on PTEN as CSV; and how do I cite this one?"""
    reader.look_up("PTEN", "PTEN")
    cite = reader.below("Cite this page")
    assert "“PTEN”. exo-ld " in cite
    assert "http://identifiers.org/hgnc/9588" in cite
    reader.follow(reader.named("All its claims as a table"))
    reader.page.locator("#answer tbody tr").first.wait_for()
    with reader.page.expect_download() as got:
        reader.page.locator("#csv").click()
    assert len(got.value.path().read_text().splitlines()) > 3


QUESTIONS = (
    cells_in_retinopathy,
    what_mir_126_does,
    how_podocytes_are_protected,
    what_rests_on_retracted_work,
    where_reviews_contradict,
    whether_the_cited_paper_says_so,
    how_wounds_were_treated,
    effects_by_number_of_studies,
    whether_people_were_treated,
    what_is_not_reported,
    engineered_against_plain,
    pathways_of_erectile_dysfunction,
    what_had_no_effect,
    type_1_against_type_2,
    all_on_pten_and_how_to_cite,
)


# --- the walk -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def kb() -> exo_ld.KnowledgeBase:
    return exo_ld.load()


@pytest.fixture(scope="module")
def asked() -> dict[str, bytes]:
    """The pages that were asked for over HTTP, which then lie on the disk."""
    return {}


@pytest.fixture(scope="module")
def hosted(kb: exo_ld.KnowledgeBase, asked: dict[str, bytes]) -> Iterator[str]:
    """The site over HTTP; each page is made when it is asked for."""
    site, lock = Site(kb), threading.Lock()

    class Pages(http.server.BaseHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

        def do_GET(self) -> None:
            path = unquote(self.path.partition("?")[0].lstrip("/"))
            with lock:
                content = site.page(path) if path in site.pages else None
            if content is not None:
                asked[path] = content
            kinds = {"html": "text/html", "js": "text/javascript", "css": "text/css"}
            self.send_response(200 if content is not None else 404)
            self.send_header("Content-Type", kinds.get(path.rpartition(".")[2], "text/plain"))
            self.send_header("Content-Length", str(len(content or b"")))
            self.end_headers()
            self.wfile.write(content or b"")

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question.__name__)
def test_a_question_is_answered_within_two_clicks(
    page: Any,
    kb: exo_ld.KnowledgeBase,
    hosted: str,
    asked: dict[str, bytes],
    tmp_path: Path,
    question: Callable[[Reader, Callable[..., list[dict[str, Any]]]], None],
) -> None:
    def rows(query: str) -> list[dict[str, Any]]:
        answer = kb.query(query)
        assert isinstance(answer, Table)
        return answer.rows

    reader = Reader(page, hosted)
    question(reader, rows)
    assert reader.clicks <= 2
    for path, content in asked.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    question(Reader(page, tmp_path.as_uri() + "/"), rows)


def test_no_canned_query_takes_the_browser_long(page: Any, hosted: str) -> None:
    """Over all facts, each beside the others, since the machine may be busy: none a hundred times as long as most."""
    opened(page, hosted + "ask.html")
    taken = page.evaluate(
        """async () => {
            const taken = {};
            await Workbench.ask("ASK {}");
            for (const name of Object.keys(Workbench.questions)) {
                const text = await Workbench.prepare(name, {}), begun = performance.now();
                await Workbench.ask(text);
                taken[name] = performance.now() - begun;
            }
            return taken;
        }"""
    )
    middle = sorted(taken.values())[len(taken) // 2]
    assert {name: ms for name, ms in taken.items() if ms > 100 * middle} == {}
    assert len(taken) > 70
