"""Walk the built site in Firefox or WebKitGTK (the engine of Safari), from a disk and over HTTP; say what was seen.

    exo-ld site -o DIR
    python tools/browsers.py firefox DIR                  needs firefox-esr (apt) and marionette_driver (PyPI)
    xvfb-run -a python tools/browsers.py webkit DIR       needs webkit2gtk-driver, xvfb (apt) and selenium (PyPI)

Chromium is walked by tests/test_site_browser.py on every run. With `--pictures FOLDER` each stop is kept as a PNG.
"""

from __future__ import annotations

import argparse
import base64
import functools
import http.server
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import exo_ld
from exo_ld.query.results import Table

__all__ = ["BROWSERS", "main", "walk"]

DOWN, ENTER = "\ue015", "\ue007"  # as WebDriver and Marionette name these keys
SECONDS = 60  # that a thing may take to appear
SLOW = 3.0  # seconds to an engine that is ready (the budget of WebKit)
_ASK = """const [name, done] = arguments;
Workbench.prepare(name, {}).then(Workbench.ask).then(({ text }) => done(text), (error) => done("" + error));"""


class Browser(Protocol):
    """What is asked of a browser, whichever protocol it is driven by."""

    name: str

    def go(self, address: str) -> None:
        """Open an address."""

    def run(self, script: str, *given: Any) -> Any:
        """The value that a script returns in the page."""

    def wait(self, script: str, *given: Any) -> Any:
        """What a script hands to the callback that is its last argument."""

    def keys(self, text: str) -> None:
        """Type into what has the focus."""

    def picture(self) -> bytes:
        """The page as it is seen, as PNG."""

    def end(self) -> None:
        """Close it."""


class Firefox:
    """Firefox by Marionette, its own protocol: no geckodriver is needed."""

    def __init__(self) -> None:
        from marionette_driver.marionette import Marionette

        place = shutil.which("firefox-esr") or shutil.which("firefox")
        self._driver = Marionette(bin=str(Path(place or "firefox-esr").resolve()), headless=True, gecko_log="-")
        self._driver.start_session()
        self._driver.timeout.script = SECONDS
        self.name = f"Firefox {self._driver.session_capabilities['browserVersion']}"

    def go(self, address: str) -> None:
        self._driver.navigate(address)

    def run(self, script: str, *given: Any) -> Any:
        return self._driver.execute_script(script, script_args=given, sandbox=None)

    def wait(self, script: str, *given: Any) -> Any:
        return self._driver.execute_async_script(script, script_args=given, sandbox=None)

    def keys(self, text: str) -> None:
        self._driver.get_active_element().send_keys(text)

    def picture(self) -> bytes:
        return base64.b64decode(self._driver.screenshot(full=False))

    def end(self) -> None:
        self._driver.quit()


class WebKit:
    """WebKitGTK's MiniBrowser by WebDriver."""

    def __init__(self) -> None:
        from selenium import webdriver
        from selenium.webdriver.webkitgtk.service import Service

        options = webdriver.WebKitGTKOptions()
        options.binary_location = str(next(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser")))
        options.add_argument("--automation")
        self._driver = webdriver.WebKitGTK(options=options, service=Service("/usr/bin/WebKitWebDriver"))
        self._driver.set_script_timeout(SECONDS)
        self._driver.set_window_size(1280, 900)
        self.name = f"WebKitGTK {self._driver.capabilities['browserVersion']}"

    def go(self, address: str) -> None:
        self._driver.get(address)

    def run(self, script: str, *given: Any) -> Any:
        return self._driver.execute_script(script, *given)

    def wait(self, script: str, *given: Any) -> Any:
        return self._driver.execute_async_script(script, *given)

    def keys(self, text: str) -> None:
        self._driver.switch_to.active_element.send_keys(text)

    def picture(self) -> bytes:
        return bytes(self._driver.get_screenshot_as_png())

    def end(self) -> None:
        self._driver.quit()


BROWSERS: dict[str, Callable[[], Browser]] = {"firefox": Firefox, "webkit": WebKit}


def until(browser: Browser, script: str, *given: Any) -> Any:
    """What a script returns once it is no longer false. Raises TimeoutError."""
    end = time.monotonic() + SECONDS
    while not (found := browser.run(script, *given)):
        if time.monotonic() > end:
            raise TimeoutError(f"in {SECONDS} s never true: {script}")
        time.sleep(0.05)
    return found


def front(browser: Browser, root: str) -> str:
    browser.go(root + "index.html")
    cells = browser.run("return document.querySelectorAll('table.matrix td a b').length")
    assert cells > 20, "the matrix is not there"
    assert not browser.run("return document.documentElement.scrollWidth > innerWidth"), "the page scrolls sideways"
    return f"{browser.run('return document.querySelector(`h1`).innerText')}; {cells} cells with studies"


def search(browser: Browser, root: str) -> str:
    browser.go(root + "index.html")
    browser.run("document.querySelector('main').focus()")
    browser.keys("/")
    assert browser.run("return document.activeElement.id") == "search", "“/” does not reach the box"
    browser.keys("mir126")
    until(browser, "return document.querySelectorAll('.found li').length")
    browser.keys(DOWN + ENTER)
    title = until(browser, "return location.pathname.includes('/term/') && document.querySelector('h1')?.innerText")
    assert "126" in title, title
    return f"“mir126” by keys alone leads to {title}"


def mechanism(browser: Browser, root: str) -> str:
    browser.go(root + "mechanisms/MONDO_0005016.html")
    shown = (
        "return [...document.querySelectorAll('.mechanism .edge')].filter((one) => one.getClientRects().length).length"
    )
    before = browser.run(shown)
    wide, high = browser.run(
        "const box = document.querySelector('.mechanism').getBoundingClientRect();return [box.width, box.height]"
    )
    browser.run(
        "[...document.querySelectorAll('#filters label')].find((one) => one.innerText.includes('lowers'))"
        ".querySelector('input').click()"
    )
    after = until(browser, shown)
    assert 0 < after < before, (before, after)
    return f"{before} lines in {wide:.0f} x {high:.0f} px; {after} of them where “lowers” is put away"


def claim(browser: Browser, root: str) -> str:
    browser.go(root + "trust.html")
    browser.run('document.querySelector(\'main td a[href*="claim-"], main th a[href*="claim-"]\').click()')
    steps = until(
        browser, "return location.pathname.includes('/id/claim-') && document.querySelectorAll('.trail > li').length"
    )
    check = browser.run("const part = document.querySelector('details.check'); return !part || !part.hidden")
    assert steps % 4 == 0, steps
    assert check, "the check against one's own copy is not offered"
    return f"“{browser.run('return document.querySelector(`h1`).innerText')}”, {steps} steps of its trail"


def workbench(browser: Browser, root: str) -> str:
    kb = exo_ld.load()
    start = time.monotonic()
    browser.go(root + "ask.html#q=studies")
    until(browser, "return document.querySelectorAll('#answer tbody tr').length")
    ready = time.monotonic() - start
    badge = browser.run("return document.querySelector('#badge').innerText")
    wrong, taken = [], []
    for name in sorted(kb.catalogue):
        start = time.monotonic()
        text = browser.wait(_ASK, name)
        taken.append(time.monotonic() - start)
        if not text.startswith("{") or Table.from_srj(text).text("tsv") != kb.query(name).text("tsv"):
            wrong.append(name)
    assert not wrong, f"other rows than the command line's: {', '.join(wrong)}"
    taken.sort()
    late = "" if ready <= SLOW else f", LATER THAN {SLOW} s"
    return (
        f"“{badge}”; rows of `studies` {ready:.1f} s after the address{late}; {len(taken)} canned queries: "
        f"the command line's rows, median {taken[len(taken) // 2] * 1000:.0f} ms, longest {taken[-1]:.1f} s"
    )


STOPS: tuple[Callable[[Browser, str], str], ...] = (front, search, mechanism, claim, workbench)


def walk(browser: Browser, root: str, pictures: Path | None) -> bool:
    """All stops, each told in a line; whether all were as they should be."""
    good = True
    for number, stop in enumerate(STOPS, 1):
        try:
            told = "ok    " + stop(browser, root)
        except Exception as error:  # whatever the driver raises is what was seen
            good, told = False, f"WRONG {type(error).__name__}: {error}"
        print(f"  {stop.__name__:10} {told}", flush=True)
        if pictures:
            way = root.partition(":")[0]
            (pictures / f"{type(browser).__name__.lower()}-{way}-{number}-{stop.__name__}.png").write_bytes(
                browser.picture()
            )
    return good


@contextmanager
def hosted(folder: Path) -> Iterator[str]:
    """A folder over HTTP, by a server that knows of nothing but files."""

    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, format: str, *args: Any) -> None:
            pass

    handler = functools.partial(Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("browser", choices=BROWSERS)
    parser.add_argument("folder", type=Path, help="the site, as `exo-ld site` wrote it")
    parser.add_argument("--pictures", type=Path, help="a folder for a PNG of each stop")
    given = parser.parse_args()
    if not (given.folder / "index.html").is_file():
        parser.error(f"{given.folder}: no site there; write it by `exo-ld site -o {given.folder}`")
    if given.pictures:
        given.pictures.mkdir(parents=True, exist_ok=True)
    browser = BROWSERS[given.browser]()
    good = True
    try:
        with hosted(given.folder.resolve()) as address:
            for root in (given.folder.resolve().as_uri() + "/", address):
                print(f"{browser.name}, {root.partition(':')[0]}", flush=True)
                good &= walk(browser, root, given.pictures)
    finally:
        browser.end()
    return 0 if good else 1


if __name__ == "__main__":
    sys.exit(main())
