"""English: what stands in the plural, and how it is made."""

from __future__ import annotations

import re

__all__ = ["article", "begun", "head_of", "in_plural", "inflected", "is_plural", "joined"]

# What follows the noun that counts.
_TAIL = re.compile(
    r",? (?!in vi(?:vo|tro)\b)(?:of|in|on|from|via|with|without|to|by|for|as|alone|given|listed|that|loaded|rich"
    r"|during|between|among|together|below|above|released|against|after|aged|raising|overexpressing|secreted|derived"
    r"|induced)\b|[,(]"
)
_ONE = re.compile(r"(?:ss|us|is|as|diabetes|series)$")
_MANY = {"MSC", "people", "men", "women", "mice", "humans"}


def article(noun: str) -> str:
    """The indefinite article by sound: an exosome, an RNA, an HDL particle, a unit, a European study."""
    first = re.split(r"[\s-]", noun, maxsplit=1)[0]
    if re.fullmatch(r"[A-Z]{2,3}[0-9]*|[a-zA-Z]", first):  # spelled out, letter by letter
        return "an" if first[0] in "AEFHILMNORSXaefhilmnorsx" else "a"
    return "an" if re.match(r"(?!eu|uni|use|one\b|uter|ure)[aeiou]|hour|heir", noun.lower()) else "a"


def begun(text: str) -> str:
    """A text begun as a sentence is: with a capital, but where it begins with a name such as miR-126."""
    first = text.partition(" ")[0]
    return text[0].upper() + text[1:] if re.fullmatch(r"[a-z]+(-[a-z]+)*", first) else text


def is_plural(text: str) -> bool:
    """Whether a verb that follows ``text`` stands in the plural."""
    head = head_of(text).split()
    word = head[-1] if head else ""
    return word in _MANY or (word.endswith("s") and not _ONE.search(word))


def in_plural(label: str) -> str:
    """A label in the plural, at the noun that counts."""
    head = head_of(label)
    plural = (
        head[:-2] + "es"
        if head.endswith("sis")
        else head[:-1] + "ies"
        if re.search(r"[^aeiou]y$", head)
        else head + ("es" if re.search(r"(s|x|ch|sh)$", head) else "s")
    )
    return plural + label[len(head) :]


def inflected(verb: str, plural: bool) -> str:
    if verb in ("be", "was"):
        return {"be": ("is", "are"), "was": ("was", "were")}[verb][plural]
    if plural:
        return verb
    if " and " in verb or ", " in verb:  # discusses, explores and summarizes
        return "".join(p if p in (" and ", ", ") else inflected(p, plural) for p in re.split("( and |, )", verb))
    if verb == "have":
        return "has"
    return (
        verb[:-1] + "ies"
        if re.search(r"[^aeiou]y$", verb)
        else verb + ("es" if re.search(r"(s|x|ch|sh|o)$", verb) else "s")
    )


def joined(parts: list[str]) -> str:
    """A, B and C."""
    return " and ".join(part for part in (", ".join(parts[:-1]), *parts[-1:]) if part)


def head_of(text: str) -> str:
    """The words up to and with the noun that counts: ``exosomes`` of ``exosomes of adipose MSC``."""
    return _TAIL.split(text, maxsplit=1)[0] or text
