"""What options of several commands share: formats, and how a number is read."""

from __future__ import annotations

import argparse

__all__ = ["FORMATS", "seconds", "whole"]

FORMATS = ("table", "csv", "tsv", "json", "jsonl", "srj", "ttl")


def seconds(text: str) -> float:
    """A time in seconds, more than 0 and a day at most. Raises ArgumentTypeError."""
    try:
        if 0 < (number := float(text)) <= 86400:
            return number
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{text!r}: give seconds, more than 0 and a day at most")


def whole(text: str) -> int:
    """A whole number, 0 or more, of 18 digits at most. Raises ArgumentTypeError."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 18):
        raise argparse.ArgumentTypeError(f"{text!r}: give a whole number, 0 or more, of 18 digits at most")
    return int(text)
