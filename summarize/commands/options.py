"""The options that every command has, their types, and how help is laid out."""

from __future__ import annotations

import argparse
import datetime
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from rich_argparse import RawDescriptionRichHelpFormatter

Subparsers: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
Handler = Callable[[argparse.Namespace], int]

HELP_WIDTH = 79
FORMATS = ("markdown", "html", "csv", "json")
DEFAULTS = {
    "library": None,
    "store": None,
    "embedder": None,
    "model": None,
    "language": None,
    "json": False,
    "format": None,
    "output": None,
    "verbose": False,
}


class HelpFormatter(RawDescriptionRichHelpFormatter):
    """Coloured help whose texts keep their lines and their square brackets."""

    text_markup = False
    help_markup = False


def common_options() -> argparse.ArgumentParser:
    """The options that may stand before or after the command: absent ones are left out, so neither hides the other."""
    parser = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    group = parser.add_argument_group("common options")
    group.add_argument(
        "--library",
        metavar="DIR|URL",
        help="where articles and vectors are kept: a folder, or postgresql://… (default: $JIANTING_LIBRARY, else a "
        "folder of the user's own data)",
    )
    group.add_argument(
        "--store",
        metavar="ENGINE",
        help="where vectors are searched: faiss, numpy, milvus://host:port or a FILE.db of Milvus Lite "
        "(default: $JIANTING_STORE, else faiss)",
    )
    group.add_argument(
        "--embedder",
        metavar="NAME|PATH|URL",
        help="embedding model: bundled, a folder, a Hub name, or a server's URL, the same for all of a library's life "
        "(default: $JIANTING_EMBEDDER, else bundled)",
    )
    group.add_argument(
        "--model",
        metavar="NAME|PATH|URL",
        help="language model: a name from `jianting models`, a .gguf file, a folder, a Hub name, or a server's URL",
    )
    group.add_argument(
        "--language",
        metavar="TAG",
        help="language of the output: en, zh-Hans, zh-Hant, ja, … (default: the question's, else the articles')",
    )
    group.add_argument("--json", action="store_true", help="print one JSON document on standard output, nothing else")
    group.add_argument("--format", choices=FORMATS, help="print or write the result in this format")
    group.add_argument("-o", "--output", metavar="FILE", help="write the result to FILE; its suffix tells the format")
    group.add_argument("--verbose", action="store_true", help="say what is being done, even without a terminal")
    return parser


def add_command(
    subparsers: Subparsers,
    name: str,
    run: Handler,
    *,
    summary: str,
    description: str,
    examples: str,
) -> argparse.ArgumentParser:
    """A command with its help: what it does, then examples that can be copied."""
    parser = subparsers.add_parser(
        name,
        parents=[common_options()],
        formatter_class=HelpFormatter,
        help=summary,
        description=textwrap.fill(description, HELP_WIDTH),
        epilog=f"examples:\n{examples}",
        allow_abbrev=False,
    )
    parser.set_defaults(run=run)
    return parser


def words(value: list[str]) -> str:
    """Several words of a question or query as one, so that they need no quotes."""
    return " ".join(value).strip()


def some_text(value: str) -> str:
    """A text that is not empty."""
    if not value.strip():
        raise argparse.ArgumentTypeError("it is empty")
    return value


def positive(value: str) -> int:
    """A whole number from 1."""
    number = int(value)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{value} is less than 1")
    return number


def date(value: str) -> str:
    """A day as ISO 8601, YYYY-MM-DD."""
    try:
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{value} is not a date: write YYYY-MM-DD") from None


def check_output(parser: argparse.ArgumentParser, options: argparse.Namespace) -> None:
    """Settle `format` from FILE's suffix, and refuse a FILE that could not be written, before any work is done."""
    if options.output is None:
        return
    from summarize.rendering import format_of

    path = Path(options.output)
    options.format = options.format or format_of(path)
    if options.format is None:
        parser.error(f"cannot tell the format of {path}: add --format {'|'.join(FORMATS)}")
    if not path.absolute().parent.is_dir():
        parser.error(f"there is no folder {path.parent} to write {path.name} to")
    if path.is_dir():
        parser.error(f"{path} is a folder: name a file in it")
