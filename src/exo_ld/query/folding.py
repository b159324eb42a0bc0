"""Names brought to a form in which two spellings of one name are the same.

Case, Greek letters, accents, hyphens, brackets, plurals, British spelling do not count; a microRNA is read by the
grammar of its name (Ambros et al. 2003, RNA 9:277; Griffiths-Jones et al. 2006), so that miR-21-5p, hsa-miR-21-5p and
microRNA-21-5p are one word.

>>> fold("TGF-β 1"), fold("TGFbeta-1")
(('tgf', 'beta', '1'), ('tgfbeta', '1'))
>>> squeezed(fold("TGF-β 1")) == squeezed(fold("TGFB1"))
True
>>> fold("microRNA-21-5p"), fold("MIRLET7C"), fold("Oedemas, renal")
(('mir21.5p',), ('mirlet7c',), ('edema', 'renal'))
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import combining, normalize

__all__ = ["SMALL_WORDS", "bag", "fold", "squeezed", "without_arm"]

# What names are joined by: it says nothing of what is named.
SMALL_WORDS = frozenset(
    "a all also an and are as at be been both by can could derived each for from had has have in into is it its may "
    "might most of often on or "
    "other several significantly some such than that the their these they this to various via was were which with "
    "would".split()
)
_GREEK = dict(zip("αβγδεζηθκλμνπρστφχψω", (
    "alpha beta gamma delta epsilon zeta eta theta kappa lambda mu nu pi rho sigma tau phi chi psi "
    "omega").split(), strict=True))  # fmt: skip
_LETTERS = {name: name[0] for name in _GREEK.values()}
_ODD_PLURALS = {
    "mice": "mouse",
    "feet": "foot",
    "criteria": "criterion",
    "nuclei": "nucleus",
    "mitochondria": "mitochondrion",
}
_ACRONYMS = re.compile(r"\b([A-Z][A-Z0-9]+|[A-Za-z]*[A-Z]{2})s\b")  # MSCs, hucMSCs: the s is no part of it
_SLASHED = re.compile(r"\b([a-z]{2,})(\d)/(\d)\b")  # Smad2/3
_BRITISH = ((re.compile(r"(?<=\w)[ao]e(?=[a-z])|\boe(?=[dst])"), "e"), (re.compile(r"(?<=[a-z]{2})our\b"), "or"),
            (re.compile(r"(?<=[a-z])is(?=(?:e|ed|ing|ation)\b)"), "iz"), (re.compile("sulph"), "sulf"),
            (re.compile(r"\bageing\b"), "aging"),
            (re.compile("ll(?=ing|ed)"), "l"), (re.compile(r"(?<=[a-z]{2})tre\b"), "ter"))  # fmt: skip
_MIRNA = re.compile(
    r"(?<![a-z0-9])(?:(?:hsa|mmu|rno|[a-z]{3}(?=-))[- ])?(?:mi(?:c|cro)?-?rnas?|mi-?rs?|let)"
    r"(?:(?<=let)|[- ]?(let)[- ]?|[- ]?)[- ]?"
    r"(\d+)([a-z]{0,2})(?:-\d(?=-[35]p))?(?:[- ]?([35])p|-([35])(?!\w))?(\*)?(?![a-z0-9])"
)


@lru_cache(maxsize=1 << 14)  # while the names are gathered each is met several times
def fold(name: str) -> tuple[str, ...]:
    """The words of a name, in order, each in the form that stands for all its spellings."""
    text = _ACRONYMS.sub(r"\1", normalize("NFKD", name.replace("\\", "")))
    text = (
        "".join(letter for letter in text.casefold() if not combining(letter))
        .replace("mueller", "muller")
        .replace("’", "'")
    )
    for letter, spelled in _GREEK.items():
        text = text.replace(letter, f" {spelled} ") if letter in text else text
    text = _SLASHED.sub(r"\1\2 \1\3", re.sub(r"[\u2010-\u2015\u2212_]", "-", text))
    words = re.findall(r"[a-z0-9]+(?:\.[0-9]+p)?|\w+", _MIRNA.sub(_mirna, text.replace("'s", "")))
    return tuple(_plain(word) for word in words)


def _mirna(match: re.Match[str]) -> str:
    let = "let" if match[1] or match[0].lstrip().removeprefix("hsa-").startswith("let") or "-let" in match[0] else ""
    arm = match[4] or match[5]
    return f" mir{let}{match[2]}{match[3]}{f'.{arm}p' if arm else ''} "


@lru_cache(maxsize=1 << 14)
def _plain(word: str) -> str:
    """A word in the singular and in American spelling."""
    word = _singular(word)
    for british, american in _BRITISH:
        word = british.sub(american, word)
    return word


def _singular(word: str) -> str:
    if word in _ODD_PLURALS:
        return _ODD_PLURALS[word]
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def bag(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words that name something, each once and in no order."""
    return tuple(sorted({word for word in words if word not in SMALL_WORDS} or set(words)))


def squeezed(words: tuple[str, ...]) -> str:
    """The words run together, Greek letters as one letter: TGF-beta 1, TGFB1 and TGF-b1 are one."""
    joined = "".join(_LETTERS.get(word, word) for word in words)
    return re.sub(r"(alpha|beta|gamma|kappa)(?=\d|$|b$)", lambda match: match[0][0], joined)


def without_arm(word: str) -> str:
    """The microRNA whose arm a word names (``mir21.5p``: ``mir21``); any other word as it is."""
    return word.partition(".")[0] if word.startswith("mir") and word.endswith("p") else word
