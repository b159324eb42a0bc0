"""When, since when, for how long and from when to when a claim holds, in words."""

from __future__ import annotations

import pyoxigraph as ox

from ..graph.turtle import Said
from ..prefixes import EXO
from .english import joined
from .facts import Facts, is_true, label_of, number, values

__all__ = ["dates", "duration", "time"]

_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)


def time(said: Said, since: str, facts: Facts) -> str:
    """After how long, in which stretch of time, and since what: ``7 and 28 days after injury``."""
    times = sorted(said.get(EXO + "timeValue", ()), key=lambda one: float(getattr(one, "value", 0)))
    found = [number({EXO + "timeValue": [one]}, "timeValue") for one in times]
    about = _about(said)
    span = _span(said, facts)
    after = f" after {since}" if since else ""
    if not found:
        return " ".join(part for part in (span, after.strip()) if part)
    points = f"{about}{joined(found)}{_unit(said, 'timeUnit', found[-1], facts)}"
    return " ".join(part for part in (f"{points}{after}" if since else f"after {points}", span) if part)


def _about(said: Said) -> str:
    """That a time is not exact, where there is no other number of which that could be said."""
    measured = any(number(said, name) for name in ("value", "minValue", "maxValue"))
    return "about " if is_true(said, EXO + "approximate") and not measured else ""


def _span(said: Said, facts: Facts) -> str:
    """From when to when, in numbers: ``from 0 to 6 months``, ``within 48 hours``, ``from 4 weeks on``."""
    first, last = number(said, "timeFrom"), number(said, "timeTo")
    unit, about = _unit(said, "timeUnit", last or first, facts), _about(said)
    if first and last:
        return f"from {about}{first} to {last}{unit}"
    return f"within {about}{last}{unit}" if last else f"from {about}{first}{unit} on" if first else ""


def duration(said: Said, facts: Facts) -> str:
    value, most = number(said, "durationValue"), number(said, "durationTo")
    words = f"{value} to {most}" if value and most else value or (f"up to {most}" if most else "")
    return f"for {_about(said)}{words}{_unit(said, 'durationUnit', most or value, facts)}" if words else ""


def dates(said: Said) -> str:
    """From which date to which: ``from April 2021 to August 2021``."""
    first, last = (
        " ".join(_dated(value.value) for value in said.get(EXO + name, ()) if isinstance(value, ox.Literal))
        for name in ("dateFrom", "dateTo")
    )
    return f"from {first} to {last}" if first and last else f"since {first}" if first else f"until {last}" * bool(last)


def _dated(text: str) -> str:
    year, month, day = (*text.split("-"), "", "")[:3]
    return f"{day.lstrip('0')} {_MONTHS[int(month) - 1] if month else ''} {year}".strip()


def _unit(said: Said, prop: str, value: str, facts: Facts) -> str:
    label = label_of(values(said, prop)[0], facts).lower() if values(said, prop) else ""
    return f" {label}{'' if value == '1' else 's'}" if label else ""
