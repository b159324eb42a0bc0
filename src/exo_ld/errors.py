"""The errors that exo_ld raises.

ExoError                 all of them; `code` is the exit status of the command line
├── UsageError           the call's words are off: unknown query, parameter, format
├── TermError            a term that resolves to nothing, or to several
├── DataError            a file that cannot be read, parsed or trusted
├── EndpointError        a SPARQL endpoint that does not answer as one
└── OutputError          a result that could not be written
"""

from __future__ import annotations

__all__ = ["DataError", "EndpointError", "ExoError", "OutputError", "TermError", "UsageError"]


class ExoError(Exception):
    """What could not be done, in one line that says what to do. `code` is the process's exit status (always 2)."""

    code = 2


class UsageError(ExoError):
    """The call's words are off: an unknown query, parameter or format."""


class TermError(ExoError):
    """A term resolves to nothing or to several. `near` holds what was near, as (CURIE, label) pairs."""

    def __init__(self, message: str, near: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(message)
        self.near = near


class DataError(ExoError):
    """A file cannot be read, parsed or trusted; the message names it, with the line where there is one."""


class EndpointError(ExoError):
    """A SPARQL endpoint is down, slow, refuses, or does not answer as one."""


class OutputError(ExoError):
    """A result could not be written: the place is full, read-only or not there."""
