"""The command line: `exo-ld COMMAND`. Results go to stdout, messages to stderr.

Exit status 0: done, and sound; 1: done, and something is wrong; 2: could not be done (one line says what to do).
The commands are in `exo_ld.commands`, a module for each kind of work (docs/developing.md has three paths through it).
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from typing import TYPE_CHECKING

from .commands import ask, check, new, serve, share
from .commands.answer import say
from .errors import ExoError, UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any, NoReturn


__all__ = ["main"]


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; see {self.prog} --help")

    def _get_values(self, action: argparse.Action, arg_strings: list[str]) -> Any:
        # An empty -o or --endpoint, as of a variable of a shell that is not set, must not mean that there is none.
        if action.option_strings and "" in arg_strings and action.default != "":
            raise UsageError(f"{'/'.join(action.option_strings)} is given nothing; name something, or leave it out")
        return super()._get_values(action, arg_strings)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line ``argv`` (the process's own by default) and return the exit status."""
    closed = sys.stdout is None
    _open_standard_streams()
    try:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", newline="")
        arguments = _parser().parse_args(argv)
        if closed and not getattr(arguments, "output", None):
            return _fail("standard output is closed; leave it open, or write to a file by -o", 2)
        status = int(arguments.run(arguments))
        sys.stdout.flush()
        return status
    except ExoError as error:
        return _fail(str(error), error.code)
    except BrokenPipeError:
        # The reader has gone (`| head`): nothing is wrong. Keep Python from complaining again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (RecursionError, MemoryError) as error:
        what = "is nested too deep" if isinstance(error, RecursionError) else "takes more memory than there is"
        return _fail(f"what was given {what}; look whether it is the right file, or take it in parts", 2)
    except UnicodeError:
        return _fail("what was given is not UTF-8; write it in UTF-8", 2)
    except KeyboardInterrupt:
        return _fail("interrupted", 130)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _fail(
            f"the result could not be written ({error.strerror or error}); free some room or choose another place", 2
        )


def _open_standard_streams() -> None:
    """A stream that is closed becomes the null device: else the next file that is opened would take its number, and
    what is said to the one would stand in the other."""
    while (number := os.open(os.devnull, os.O_RDWR)) < 3:
        pass
    os.close(number)
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: SIM115  # for as long as the process lives
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115


def _fail(message: str, status: int) -> int:
    say(message)
    return status


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="exo-ld", description="What exosomes of mesenchymal stem cells do in diabetes, as linked data."
    )
    parser.add_argument("--version", action="store_true", help="print the version and stop")
    parser.set_defaults(run=_version)
    commands = parser.add_subparsers(metavar="COMMAND", parser_class=_Parser, prog="exo-ld")

    for module in (ask, check, new, serve, share):
        module.add(commands)
    return parser


_WELCOME = """What exosomes of mesenchymal stem cells do in diabetes, and on whose word:
reviews and the studies behind them as linked data, claims with their evidence.

  exo-ld show "diabetic retinopathy"  what is claimed of a disease, cell, gene
  exo-ld show jin-2019-mir-486        what a study gave to whom, what came out
  exo-ld queries                      the questions that it can answer
  exo-ld query cargo-targets -p complication="diabetic retinopathy"
  exo-ld query claims -p study=jin-2019-mir-486 --format csv
  exo-ld --help                       all commands; see also docs/first-hour.md
"""


def _version(arguments: argparse.Namespace) -> int:
    from ._version import __version__

    print(f"exo-ld {__version__}" if arguments.version else _WELCOME.rstrip("\n"))
    return 0
