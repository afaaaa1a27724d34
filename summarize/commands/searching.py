"""search: sentences that say it, in any language."""

from __future__ import annotations

import argparse

from .opening import open_workbench
from .options import Subparsers, add_command, date, positive, some_text, words
from .output import emit, say


def register(subparsers: Subparsers) -> None:
    parser = add_command(
        subparsers,
        "search",
        search,
        summary="find sentences",
        description="Find the sentences that say it, by meaning and by words, across languages and scripts. "
        "Exits 1 if nothing was found.",
        examples='  jianting search "how long will the cash last"\n'
        "  jianting search 市场份额 -k 5 --in zh-Hans zh-Hant\n"
        "  jianting search 亏损 --since 2026-01-01 --per-article 2\n"
        "  jianting search layoffs --article ID ID",
    )
    parser.add_argument("query", nargs="+", type=some_text, metavar="QUERY", help="words, or a whole sentence")
    parser.add_argument("-k", type=positive, default=10, metavar="N", help="most sentences (default 10)")
    parser.add_argument("--article", nargs="+", action="extend", default=[], metavar="ID", help="only these articles")
    parser.add_argument(
        "--in",
        dest="languages",
        nargs="+",
        action="extend",
        default=[],
        metavar="TAG",
        help="only articles in these languages: en, zh-Hans, …",
    )
    parser.add_argument(
        "--source", nargs="+", action="extend", default=[], metavar="NAME", help="only these publishers"
    )
    parser.add_argument("--since", type=date, metavar="DATE", help="only articles published on this day or later")
    parser.add_argument("--until", type=date, metavar="DATE", help="only articles published on this day or earlier")
    parser.add_argument("--per-article", type=positive, metavar="N", help="most sentences of one article")


def search(options: argparse.Namespace) -> int:
    with open_workbench(options) as workbench:
        result = workbench.search(
            words(options.query),
            k=options.k,
            articles=options.article,
            languages=options.languages,
            sources=options.source,
            since=options.since,
            until=options.until,
            per_article=options.per_article,
        )
    if result.hits or options.json or options.output:
        emit(result, options)
    if result.hits:
        return 0
    say(f"jianting: nothing was found for {result.query!r}; try other words or fewer filters")
    return 1
