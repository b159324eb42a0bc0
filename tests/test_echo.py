"""What a stranger gives is said again in part only, whatever its length: in errors, messages, reports and answers."""

from __future__ import annotations

from pathlib import Path

import pytest

import exo_ld
from exo_ld.cli import main
from exo_ld.errors import LINE, ExoError, brief, quoted
from exo_ld.report.formats import render
from exo_ld.serve.request import Refused

LONG = "x" * 100_000
MOST = LINE + 200  # the name of the program, and what stands in the place of what is left out
CALLS = [
    ["find", LONG], ["show", LONG], ["show", f"<http://e.org/{LONG}>"], ["query", LONG],
    ["query", "claims", "-p", LONG],
    ["query", "claims", "-p", f"{LONG}=x"], ["query", "claims", "-p", f"study={LONG}"], ["sparql", LONG],
    ["sparql", f"SELECT * {{ {LONG}:a ?b ?c }}"], ["sparql", f"ASK {{ ?a {LONG} }}"], [LONG], [f"--{LONG}"],
    ["sparql", "ASK {}", "--format", LONG], ["sparql", "ASK {}", "--limit", LONG],
    ["sparql", "ASK {}", "--endpoint", LONG], ["sparql", "ASK {}", "--endpoint", f"http://127.0.0.1:1/{LONG}"],
    ["validate", LONG], ["validate", ".", "--shapes", LONG], ["validate", ".", "--shape", LONG],
    ["validate", ".", "--only", LONG], ["export", LONG, "-o", "out"], ["diff", LONG, LONG],
    ["merge", LONG, "-o", "o.nt"], ["merge", "--undo", LONG, "-o", "o.nt"],
]  # fmt: skip
FILES = {
    "prefix": f"<e:a> <e:b> {LONG}:c .",
    "iri": f"<e:a> <e:b> <{LONG} {LONG}> .",
    "tag": f'<e:a> <e:b> "a"@{LONG}! .',
    "term": f"@prefix exld: <https://w3id.org/exo-ld/ontology#> . <https://w3id.org/exo-ld/id/{LONG}> a exld:Claim ; "
    f'exld:relation "{LONG}" .',
}


def test_brief_and_quoted() -> None:
    assert brief("a" * 200) == "a" * 200
    assert brief(LONG + "end").endswith("xend")
    assert len(brief(LONG)) < 250
    assert quoted("a'b\n") == '"a\'b\\n"'
    assert len(quoted({"name": [LONG]})) < 250


@pytest.mark.parametrize("kind", [ExoError, lambda text: Refused(400, text)])
def test_a_message_is_bounded_and_keeps_its_advice(kind: type[Exception]) -> None:
    said = str(kind(f"{LONG}: no such file; name another"))
    assert len(said) < MOST
    assert said.endswith("no such file; name another")


@pytest.mark.parametrize("words", CALLS, ids=lambda words: " ".join(word[:20] for word in words))
def test_no_command_says_it_all_again(
    words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(words) == (0 if words[0] == "find" else 2)
    out, error = capfd.readouterr()
    assert error.count("\n") == 1
    assert len(error) < MOST
    assert len(out) < 2 * MOST + 200  # a file that is none, and what is said of it


@pytest.mark.parametrize("name", FILES)
def test_no_report_for_people_says_it_all_again(name: str, tmp_path: Path, kb_root: str) -> None:
    (tmp_path / "a.ttl").write_text(FILES[name])
    report = exo_ld.validate(str(tmp_path / "a.ttl"), root=kb_root)
    assert report.status
    for form in ("text", "github", "gitlab", "junit", "sarif"):
        assert LONG[: 2 * LINE] not in render(report, form)
