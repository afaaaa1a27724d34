"""restore: the reader has the last word on what cleaning cut."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from index.errors import CorrectionError

from .opening import open_workbench
from .options import Subparsers, add_command
from .output import emit

if TYPE_CHECKING:
    from summarize.workbench import Workbench


def register(subparsers: Subparsers) -> None:
    parser = add_command(
        subparsers,
        "restore",
        restore,
        summary="keep what cleaning cut from an article",
        description="Keep a span of an article that cleaning cut, or all of them. `jianting show ID` lists the cuts "
        "with their offsets. --undo takes that back, and cuts a span that was never cut.",
        examples="  jianting restore ID 120 168\n"
        "  jianting restore ID --all\n"
        "  jianting restore ID 120 168 --undo\n"
        "  jianting restore ID --all --undo",
    )
    parser.add_argument("id", metavar="ID", help="an id from `jianting list`")
    parser.add_argument("span", nargs="*", type=int, metavar="START END", help="offsets in the original text")
    parser.add_argument("--all", action="store_true", help="every cut; with --undo, all that you restored or cut")
    parser.add_argument("--undo", action="store_true", help="cut the span (again) rather than restore it")


def restore(options: argparse.Namespace) -> int:
    if len(options.span) not in (0, 2) or bool(options.span) == options.all:
        raise CorrectionError(f"name one cut by its START and END, or --all: `jianting show {options.id}` lists them")
    with open_workbench(options) as workbench:
        if not options.all:
            change = workbench.cut if options.undo else workbench.restore
            change(options.id, *options.span)
        elif options.undo:
            _take_all_back(workbench, options.id)
        else:
            workbench.restore(options.id, 0, len(workbench.article(options.id).text))
        emit(workbench.article(options.id), options)
    return 0


def _take_all_back(workbench: Workbench, article_id: str) -> None:
    """Leave the article as cleaning made it."""
    from index.cutting import FIELD, Word

    word = Word.read(workbench.index.corrections(article_id).get(FIELD))
    # First what was cut, so that something of the article is left at every step.
    for own in word.cut:
        workbench.restore(article_id, own.start, own.end)
    for restored in word.restored:
        workbench.cut(article_id, restored.start, restored.end)
