"""The errors that exo_ld raises.

ExoError                 all of them; `code` is the exit status of the command line
├── UsageError           the call's words are off: unknown query, parameter, format
├── TermError            a term that resolves to nothing, or to several
├── DataError            a file that cannot be read, parsed or trusted
├── EndpointError        a SPARQL endpoint that does not answer as one
└── OutputError          a result that could not be written
"""

from __future__ import annotations

import re

__all__ = [
    "LINE",
    "DataError",
    "EndpointError",
    "ExoError",
    "OutputError",
    "TermError",
    "UsageError",
    "brief",
    "quoted",
    "safe",
]

_ECHO = 200  # characters of a text of others that a message says again
LINE = 10 * _ECHO  # of a message as a whole, whatever it is made of

# What ends a line or steers a terminal: controls, marks of direction, separators of lines and paragraphs, halves of
# surrogates.
_STEERING = {
    code: 0xFFFD
    for first, last in (
        (0, 0x1F),
        (0x7F, 0x9F),
        (0x061C, 0x061C),
        (0x200E, 0x200F),
        (0x2028, 0x202E),
        (0x2066, 0x2069),
        (0xFEFF, 0xFEFF),
        (0xD800, 0xDFFF),
    )
    for code in range(first, last + 1)
}


# A command to the log of a service: ##[...] and ##vso[...] wherever they stand, ::...:: where a line begins.
_COMMAND, _AT_START = re.compile(r"##(?=\w*\[)"), re.compile(r"(?m)^([^\S\n]*:):")


def safe(text: str, keep: str = "") -> str:
    """``text`` of others (a file's name, a label, a message) as one line that is safe to print; ``keep`` are controls
    that may stay.

    >>> safe("n/x\\n::error::pwned")
    'n/x\ufffd::error::pwned'
    """
    text = _COMMAND.sub("#\ufffd", text)
    if not text.isprintable():
        text = text.translate({code: to for code, to in _STEERING.items() if chr(code) not in keep})
    return _AT_START.sub("\\1\ufffd", text)


def brief(text: str, most: int = _ECHO) -> str:
    """``text`` of others as far as a message says it again: cut in its middle where it is longer than ``most``.

    >>> brief("a" * 100_000, 40)
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa... (100,000 characters) ...aaaaaaaaaa'
    """
    if len(text) <= most:
        return text
    end = most // 4
    return f"{text[: most - end]}... ({len(text):,} characters) ...{text[-end:]}"


def quoted(given: object) -> str:
    """What others gave, in quotes, as a message says it again: escaped and `brief`."""
    return repr(brief(given)) if isinstance(given, str) else brief(repr(given))


class ExoError(Exception):
    """What could not be done, in one line that says what to do. `code` is the process's exit status (always 2)."""

    code = 2

    def __init__(self, message: str) -> None:
        super().__init__(brief(message, LINE))


class UsageError(ExoError):
    """The call's words are off: an unknown query, parameter or format."""


class TermError(ExoError):
    """A term resolves to nothing or to several. `near` holds what was near, as (CURIE, label) pairs."""

    def __init__(self, message: str, near: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(message)
        self.near = near


class DataError(ExoError):
    """A file cannot be read, parsed or trusted; the message names it, with the line where there is one.

    `file`, `line`, `column` and `reason` are what the message of an error made by `at` consists of; else empty or 0.
    """

    file = reason = ""
    line = column = 0

    @classmethod
    def at(cls, file: str, reason: str, line: int = 0, column: int = 0) -> DataError:
        """An error whose place is known: ``line`` and ``column`` begin with 1, and are 0 where they are not known.

        >>> str(DataError.at("x.ttl", "no triple in it", 3))
        'x.ttl:3: no triple in it'
        """
        error = cls(f"{':'.join([file, *(str(number) for number in (line, column) if number)])}: {reason}")
        error.file, error.reason, error.line, error.column = file, reason, line, column
        return error


class EndpointError(ExoError):
    """A SPARQL endpoint is down, slow, refuses, or does not answer as one."""


class OutputError(ExoError):
    """A result could not be written: the place is full, read-only or not there."""
