"""The `jianting` command: options, exit codes and one-line errors. What a command does is in `commands/`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from typing import TextIO

from index.errors import JiantingError

from .commands import articles, asking, correcting, keeping, restoring, searching, upkeep
from .commands.options import DEFAULTS, HelpFormatter, check_output, common_options
from .commands.output import say

DONE, COULD_NOT, INTERRUPTED = 0, 1, 130

_DESCRIPTION = """\
Read many articles about one subject, in many languages, and see who claims
what, who is bullish, who is bearish, and which sentence says so. Everything
runs on this machine."""

_EPILOG = """\
examples:
  jianting add ~/Downloads/articles
  jianting ask "How long will the cash last?"
  jianting compare --language en --format html -o comparison.html
  jianting serve

`jianting COMMAND --help` shows the options and examples of a command. Common
options may stand before or after it. Exit codes: 0 done; 1 could not do it,
with the reason in one line on standard error; 2 wrong usage."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        _speak_utf8(stream)
    parser = build_parser()
    options = parser.parse_args(arguments)
    check_output(parser, options)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except JiantingError as error:
        say(f"jianting: {error}")
        return COULD_NOT
    except KeyboardInterrupt:
        say("jianting: interrupted; what was done before is kept")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader (head, less) has enough. Python must not complain when it flushes on its way out.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        say(f"jianting: {error.strerror or error}{f': {error.filename}' if error.filename else ''}")
        return COULD_NOT
    except Exception as error:
        if options.verbose:
            raise
        say(f"jianting: a fault of the program: {type(error).__name__}: {error}; --verbose shows where")
        return COULD_NOT


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="jianting",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=HelpFormatter,
        parents=[common_options()],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"jianting {_version()}")
    parser.set_defaults(**DEFAULTS)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for family in (articles, searching, asking, correcting, restoring, keeping, upkeep):
        family.register(commands)
    return parser


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("jianting")
    except PackageNotFoundError:
        return "(not installed)"


def _speak_utf8(stream: TextIO) -> None:
    """Make a standard stream UTF-8 whatever the locale says; what cannot be encoded is shown by its number."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace" if stream is sys.stdin else "backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
