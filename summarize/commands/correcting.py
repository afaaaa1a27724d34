"""correct: the reader has the last word on what an article is and says."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from index.errors import CorrectionError

from .opening import open_workbench
from .options import Subparsers, add_command, date, some_text
from .output import emit

if TYPE_CHECKING:
    from summarize.results import Citation
    from summarize.workbench import Workbench

STANCES = ("bullish", "bearish", "neutral", "none")
_METADATA = {
    "title": "title",
    "source": "source",
    "author": "author",
    "date": "published",
    "tag": "language",
}  # option: field


def register(subparsers: Subparsers) -> None:
    parser = add_command(
        subparsers,
        "correct",
        correct,
        summary="correct what an article is and says",
        description="Correct an article's title, publisher, author, date or language, its stance or that of one claim, "
        "or say that a contradiction is none. Corrections are kept with the article and win in every comparison.",
        examples="  jianting correct ID --date 2026-03-14 --source 'North Ridge Weekly'\n"
        "  jianting correct ID --stance bearish\n"
        "  jianting correct ID --span 120:168 --stance neutral\n"
        "  jianting correct ID --span 120:168 --no-contradiction OTHER_ID 77:131",
    )
    parser.add_argument("id", metavar="ID", help="an id from `jianting list`")
    for name in ("title", "source", "author"):
        parser.add_argument(f"--{name}", type=some_text, metavar="TEXT")
    parser.add_argument("--date", type=date, metavar="DATE", help="when it was published, YYYY-MM-DD")
    parser.add_argument("--in", dest="tag", type=some_text, metavar="TAG", help="the language that it is in")
    parser.add_argument("--stance", choices=STANCES, help="none takes a correction back")
    parser.add_argument("--span", type=span, metavar="START:END", help="a quote's offsets, as in `compare --json`")
    parser.add_argument(
        "--no-contradiction",
        nargs=2,
        metavar=("ID", "START:END"),
        help="the quote at --span and this one do not contradict each other",
    )


def correct(options: argparse.Namespace) -> int:
    given = {field: value for name, field in _METADATA.items() if (value := getattr(options, name)) is not None}
    if not (given or options.stance or options.no_contradiction):
        raise CorrectionError("say what to correct: --stance, --date, --source, …; see jianting correct --help")
    start, end = options.span or (None, None)
    with open_workbench(options) as workbench:
        for field, value in given.items():
            workbench.correct(options.id, field, value)
        if options.stance:
            stance = None if options.stance == "none" else options.stance
            workbench.correct_stance(options.id, stance, start, end)
        if options.no_contradiction:
            workbench.mark_no_contradiction(_sides(workbench, options))
        emit(workbench.article(options.id), options)
    return 0


def _sides(workbench: Workbench, options: argparse.Namespace) -> list[Citation]:
    """The two quotes that --span and --no-contradiction name."""
    from summarize.citations import cite

    if options.span is None:
        raise CorrectionError("name the quote of the first article too, with --span START:END")
    other, place = options.no_contradiction
    try:
        named = ((options.id, options.span), (other, span(place)))
        return [cite(workbench.article(identifier), *at) for identifier, at in named]
    except (ValueError, argparse.ArgumentTypeError) as error:
        raise CorrectionError(str(error)) from None


def span(value: str) -> tuple[int, int]:
    """START:END, two offsets in the original text."""
    start, _, end = value.partition(":")
    if not (start.isdecimal() and end.isdecimal()) or int(start) >= int(end):
        raise argparse.ArgumentTypeError(f"{value or 'nothing'} is no span: write START:END, for example 120:168")
    return int(start), int(end)
