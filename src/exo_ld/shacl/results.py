"""What a check by SHACL gives, whichever engine ran it."""

from __future__ import annotations

from typing import Any, NamedTuple

__all__ = ["Result"]


class Result(NamedTuple):
    """One sh:ValidationResult. https://www.w3.org/TR/shacl/#results-validation-result

    ``path`` is None where there is none or it is more than one property, ``value`` where there is none. ``shape``
    (sh:sourceShape), ``constraint`` (sh:sourceConstraint, "" where there is none), ``component`` and ``severity`` are
    IRIs; a blank shape is ``_:`` and its label. ``message`` is the first of several by their order as text.
    """

    focus: Any
    path: Any
    value: Any
    shape: str
    constraint: str
    component: str
    severity: str
    message: str
