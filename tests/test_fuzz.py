"""Fuzzing: whatever comes in, a file is read or refused in one line, and the words of a query are read in linear time.

Short here; `python tools/fuzz.py --minutes N` goes on by hand. What it finds goes into SEEDS.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exo_ld.errors import DataError, safe
from exo_ld.graph import intake
from exo_ld.graph.sparql import undeclared, words

SEEDS: dict[str, list[bytes]] = {  # by ending: what was found, and what is near it
    "ttl": [b"<e:s> <e:p> 1 , 2 ; <e:q> [ <e:r> ( 'a' \"\"\"b\"\"\"@en ) ] .", b"@prefix e: <e:> . "
    b"e:s e:p <<( e:a e:b e:c )>> {| e:q 1 |} .", b"<e:s> <e:p> 1" + b",1" * 50 + b"."],
    "nq": [b'<e:s> <e:p> "a\\u0041\\n"@en--ltr <e:g> .\n_:a <e:p> _:b .\n'],
    "trig": [b"<e:g> { <e:s> a <e:C> . } GRAPH <e:h> { [] <e:p> () }"],
    "jsonld": [b'{"@context":{"a":"e:a"},"@id":"e:s","a":[{"@value":"x","@language":"en"},{"@list":[1,2.5,true]}]}'],
    "rdf": [b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e "v">]><rdf:RDF '
    b'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:e="e:"><rdf:Description rdf:about="e:s"><e:p '
    b'xml:lang="en">&e;&lt;</e:p></rdf:Description></rdf:RDF>'],
}  # fmt: skip
PIECES = [
    b"<<(", b")>>", b"<", b">", b'"', b"'''", b"\\", b"\xff", b"\x00", b"\xed\xa0\x80", b"{", b"[", b"&a;",
    b"<!ENTITY a 'b'>", b"@context", b"\x1b", b"\r\n", b"_:", b"^^",
]  # fmt: skip
WORDS = [
    "SERVICE", "SELECT", " ", "a:b", ":", ".", "-", '"', "'", '"""', "\\", "<", ">", "#", "\n", "{", "}", "?x", "@en",
    "_:a", "1e5", "é", "·",
]  # fmt: skip
QUERY = st.lists(st.sampled_from(WORDS), max_size=60).map("".join)


def mutated(data: bytes, choice: random.Random) -> bytes:
    """``data`` with some pieces put in, taken out, doubled or changed."""
    body = bytearray(data)
    for _ in range(choice.randint(1, 6)):
        at = choice.randrange(len(body) + 1)
        end = min(len(body), at + choice.randint(0, 12))
        changes = [
            choice.choice(PIECES),
            b"",
            bytes(body[at:end]) * choice.randint(1, 40),
            bytes([choice.randrange(256)]),
        ]
        body[at:end] = choice.choice(changes)
    return bytes(body)


def read(data: bytes, ending: str) -> None:
    """Read a file of these bytes: it is read, or refused in one line that is safe to print."""
    import tempfile

    with tempfile.NamedTemporaryFile(suffix="." + ending) as file:
        file.write(data)
        file.flush()
        try:
            intake.take(file.name)
            said = file.name
        except DataError as error:
            said = str(error)
        assert said.startswith(file.name)
        assert len(safe(said).splitlines()) == 1


@pytest.mark.parametrize("ending", ["ttl", "nq", "trig"])  # the others are parsed apart, a process each: by hand only
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(number=st.integers(0, 1 << 40))
def test_a_mutated_file_is_read_or_refused(ending: str, number: int) -> None:
    choice = random.Random(number)
    read(mutated(choice.choice(SEEDS[ending]), choice), ending)


@pytest.mark.parametrize(("ending", "data"), [(ending, data) for ending, seeds in SEEDS.items() for data in seeds])
def test_every_seed_is_read(ending: str, data: bytes, tmp_path: object) -> None:
    read(data, ending)


@settings(max_examples=150, deadline=None)
@given(QUERY)
def test_words_of_any_text(text: str) -> None:
    import pyoxigraph as ox

    found = words(text)
    undeclared(text)
    call = f"SELECT * {{ {text} SERVICE SILENT <http://127.0.0.1:9/> {{}} }}"
    try:
        ox.Store().query(call)
    except (SyntaxError, ValueError, OSError):
        return
    assert "SERVICE" in words(call) or "#" in text, found  # after a comment sign it may be none


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_what_is_shown_is_one_line(text: str) -> None:
    assert len(safe(text).splitlines()) <= 1
