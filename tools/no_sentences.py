"""Fail where a tracked file shares nine words in a row with a review's text (titles and labels aside).

    python tools/no_sentences.py REVIEW.txt ...

No sentence of a review belongs in the project: facts and figures do, in our own words.
"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from pathlib import Path

import exo_ld

WORDS = 9
_WORD = re.compile(r"[\w\-]+")
_TEXT = re.compile(r"\.(ttl|trig|md|py|rq|txt|tsv|csv|json|html|ya?ml)$")


def grams(words: list[str]) -> set[tuple[str, ...]]:
    """All runs of WORDS words."""
    return {tuple(words[i : i + WORDS]) for i in range(len(words) - WORDS + 1)}


def told(text: str) -> str:
    """A review's text without its list of references, as the facts have it; of a text that they do not know, all."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    entries = exo_ld.load().sparql(f"""SELECT ?start ?end {{
      ?review exld:sha256 "{digest}" ; exld:hasSection/exld:hasPassage ?entry .
      ?entry a exld:ReferenceEntry ; exld:continuedBy* ?part . ?part exld:start ?start ; exld:end ?end }}""")
    assert isinstance(entries, exo_ld.Table)
    for row in entries:
        start, end = int(row["start"]), int(row["end"])
        text = f"{text[:start]}{' ' * (end - start)}{text[end:]}"
    return text


def main(reviews: list[str]) -> int:
    """Check all tracked files; returns the exit status."""
    known: set[tuple[str, ...]] = set()
    for path in reviews:
        body = told(Path(path).read_text(encoding="utf-8"))
        known |= grams([w.lower() for w in _WORD.findall(body.replace("-\n", ""))])
    hits = []
    tracked = subprocess.run(["git", "ls-files", "-z"], check=True, capture_output=True, text=True).stdout.split("\0")
    for name in filter(_TEXT.search, tracked):
        for number, line in enumerate(Path(name).read_text(encoding="utf-8").splitlines(), 1):
            if "dcterms:title" in line or "rdfs:label" in line or "title" in line.lower()[:40]:
                continue
            if grams([w.lower() for w in _WORD.findall(line)]) & known:
                hits.append(f"{name}:{number}: {line.strip()[:110]}")
    print("\n".join(hits))
    print(f"{len(hits)} lines share {WORDS} words in a row with a review")
    return 1 if hits else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
