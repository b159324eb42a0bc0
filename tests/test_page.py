"""The query page in a real browser: Chromium without a window, led by its DevTools protocol over a pipe."""

from __future__ import annotations

import itertools
import json
import os
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import pytest

import exo_ld
from exo_ld.query.results import Table

pytest.importorskip("starlette")
pytest.importorskip("uvicorn")

from test_serve import serving

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(not CHROMIUM, reason="no Chromium on the path (apt-get install chromium)")
# One worker is enough; a page that loads slowly on a busy machine is no failure, so all waiting is generous.
SECONDS = 60
CTRL = 2
# Becomes the browser, which reads commands from descriptor 3 and answers on 4.
START = """
import os, sys
read, write = (os.dup(os.dup(os.dup(int(end)))) for end in sys.argv[1:3])
os.dup2(read, 3), os.dup2(write, 4)
os.execv(sys.argv[3], sys.argv[3:])
"""


class Page:
    """One page of a browser: what its JavaScript says, and keys pressed in it."""

    def __init__(self, url: str, write: int, read: int) -> None:
        self._write, self._numbers = write, itertools.count(1)
        self._messages = self._parts(read)
        self._session: dict[str, Any] = {}
        target = self.send("Target.createTarget", url=url)["targetId"]
        self._session = {"sessionId": self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]}

    @staticmethod
    def _parts(read: int) -> Iterator[Any]:
        rest = b""
        while select.select([read], [], [], SECONDS)[0] and (data := os.read(read, 1 << 16)):
            *whole, rest = (rest + data).split(b"\0")
            yield from map(json.loads, whole)

    def send(self, method: str, **params: Any) -> Any:
        """The result of one DevTools command."""
        number = next(self._numbers)
        os.write(
            self._write,
            json.dumps({"id": number, "method": method, "params": params, **self._session}).encode() + b"\0",
        )
        answer = next(
            (message for message in self._messages if message.get("id") == number),
            {"error": "the browser does not answer"},
        )
        assert "error" not in answer, answer
        return answer["result"]

    def value(self, script: str) -> Any:
        """What an expression of JavaScript comes to."""
        return self.send("Runtime.evaluate", expression=script, returnByValue=True)["result"].get("value")

    def wait(self, script: str) -> Any:
        """The expression's value as soon as it is true of something."""
        end = time.monotonic() + SECONDS
        while not (found := self.value(script)):
            assert time.monotonic() < end, f"{script} never came true"
            time.sleep(0.1)
        return found

    def type(self, text: str) -> None:
        """Type letters, one key each."""
        for letter in text:
            self.send("Input.dispatchKeyEvent", type="keyDown", text=letter, key=letter)
            self.send("Input.dispatchKeyEvent", type="keyUp", key=letter)

    def press(self, key: str, code: int, modifiers: int = 0) -> None:
        """Press a key that writes nothing."""
        for kind in ("rawKeyDown", "keyUp"):
            self.send(
                "Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, modifiers=modifiers
            )


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    (read, write), (read_back, write_back), profile = os.pipe(), os.pipe(), tmp_path_factory.mktemp("profile")
    options = [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--remote-debugging-pipe",
        f"--user-data-dir={profile}",
    ]
    command = [sys.executable, "-c", START, str(read), str(write_back), str(CHROMIUM), *options]
    quiet = {"stdin": subprocess.DEVNULL, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with (
        serving("--workers", "1") as server,
        subprocess.Popen(command, pass_fds=(read, write_back), **quiet) as browser,  # type: ignore[call-overload]
    ):
        os.close(read)
        os.close(write_back)
        try:
            yield Page(server.base, write, read_back)
        finally:
            browser.terminate()


def start(page: Page, text: str) -> None:
    """An editor with nothing but what is typed now."""
    page.wait("document.querySelector('.CodeMirror') && typeof terms != 'undefined' && terms.length")
    page.value("editor.setValue(''); editor.focus()")
    page.type(text)


HINTS = "[...document.querySelectorAll('.CodeMirror-hints li')].map((line) => line.textContent)"


def test_completion_shows_terms_and_inserts_one_with_its_prefix(page: Page) -> None:
    start(page, "exld:Claim")
    page.press("Space", 32, CTRL)
    assert page.wait(f"{HINTS}.length && {HINTS}")[0].split()[0] == "exld:Claim"
    page.press("Enter", 13)
    assert page.wait("!document.querySelector('.CodeMirror-hints') && editor.getValue()").split() == [
        "PREFIX", "exld:", "<https://w3id.org/exo-ld/ontology#>", "exld:Claim",
    ]  # fmt: skip


def test_completion_follows_what_is_typed_while_it_is_open(page: Page) -> None:
    start(page, "exld:Disea")
    page.press("Space", 32, CTRL)
    before = page.wait(f"{HINTS}.length && {HINTS}")
    page.type("seM")
    after = page.wait(f"{HINTS}.length < {len(before)} && {HINTS}")
    assert [line.split()[0] for line in after] == ["exld:DiseaseModel"]
    page.press("Enter", 13)
    assert page.wait("!document.querySelector('.CodeMirror-hints') && editor.getValue()").endswith(
        ">\nexld:DiseaseModel"
    )


def test_an_example_is_run_and_its_answer_shown(page: Page) -> None:
    start(page, "")
    page.value(
        "const list = document.getElementById('examples'); list.value = 'readouts'; list.dispatchEvent(new "
        "Event('change'))"
    )
    rows = page.wait("document.querySelectorAll('#answer tbody tr').length")
    answer = exo_ld.load().query("readouts")
    assert isinstance(answer, Table)
    assert rows == len(answer) > 1
