"""What options of several commands share: formats, how a number is read, and the options that are the same."""

from __future__ import annotations

import argparse

from ..errors import quoted

__all__ = ["FORMATS", "further", "knowledge_base", "output", "seconds", "whole"]

FORMATS = ("table", "csv", "tsv", "json", "jsonl", "srj", "ttl")


def seconds(text: str) -> float:
    """A time in seconds, more than 0 and a day at most. Raises ArgumentTypeError."""
    try:
        if 0 < (number := float(text)) <= 86400:
            return number
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f"{quoted(text)}: give seconds, more than 0 and a day at most")


def whole(text: str) -> int:
    """A whole number, 0 or more, of 18 digits at most. Raises ArgumentTypeError."""
    if not (text.isascii() and text.isdecimal() and len(text) <= 18):
        raise argparse.ArgumentTypeError(f"{quoted(text)}: give a whole number, 0 or more, of 18 digits at most")
    return int(text)


def knowledge_base(command: argparse.ArgumentParser) -> None:
    """The option --kb."""
    command.add_argument("--kb", metavar="FOLDER", help="another knowledge base in place of the shipped one")


def further(command: argparse.ArgumentParser, meaning: str) -> None:
    """The option --data, and what becomes of the files that it names."""
    command.add_argument("--data", action="append", default=[], metavar="FILE", help=meaning)


def output(command: argparse.ArgumentParser) -> None:
    """The option -o of what writes one file."""
    command.add_argument("-o", dest="output", metavar="FILE", help="write to a file, whole or not at all")
