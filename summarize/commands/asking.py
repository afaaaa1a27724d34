"""ask, summarize, compare, stance: what the articles say."""

from __future__ import annotations

import argparse
import sys

from .opening import open_workbench
from .options import Subparsers, add_command, some_text, words
from .output import emit, progress_line, say


def register(subparsers: Subparsers) -> None:
    parser = add_command(
        subparsers,
        "ask",
        ask,
        summary="ask a question, get a cited answer",
        description="Answer a question from the articles. Every statement carries the numbers of the sentences that "
        "bear it out; a question that the articles do not answer is declined.",
        examples='  jianting ask "How much was lost in 2024?"\n'
        "  jianting ask 研发投入增长了多少？ --language en\n"
        '  jianting ask "Who invested?" --article ID --json',
    )
    parser.add_argument("question", nargs="+", type=some_text, metavar="QUESTION", help="a question in any language")
    parser.add_argument("--article", nargs="+", action="extend", default=[], metavar="ID", help="only these articles")
    parser = add_command(
        subparsers,
        "summarize",
        summarize,
        summary="summarize one article, or several into a digest",
        description="Summarize articles in sentences that are each cited.",
        examples="  jianting summarize ID\n"
        "  jianting summarize ID ID --length medium --language zh-Hant\n"
        "  jianting summarize ID --format markdown -o summary.md",
    )
    parser.add_argument("ids", nargs="+", metavar="ID", help="ids from `jianting list`")
    parser.add_argument("--length", choices=("short", "medium", "long"), default="short", help="(default short)")
    parser = add_command(
        subparsers,
        "compare",
        compare,
        summary="who says what: bulls, bears, contradictions",
        description="Compare articles point by point: who is bullish, who is bearish, where they contradict each "
        "other, and which sentence says so.",
        examples="  jianting compare\n"
        '  jianting compare "how long the cash lasts" --articles ID ID ID\n'
        "  jianting compare --format html -o comparison.html",
    )
    parser.add_argument("topic", nargs="*", metavar="TOPIC", help="what to compare on (default: what they argue about)")
    parser.add_argument(
        "--articles", "--article", nargs="+", action="extend", default=[], metavar="ID", help="only these articles"
    )
    parser = add_command(
        subparsers,
        "stance",
        stance,
        summary="judge sentences: bullish, bearish or neutral",
        description="Judge the texts on standard input, one a line: bullish, bearish or neutral, with a score from -1 "
        "to 1.",
        examples="  echo 公司利润大幅增长。 | jianting stance\n  jianting stance --toward Acme < headlines.txt",
    )
    parser.add_argument("--toward", type=some_text, metavar="ENTITY", help="judge the stance toward this one")


def ask(options: argparse.Namespace) -> int:
    question = words(options.question)
    choices = {"language": options.language, "articles": options.article}
    with open_workbench(options) as workbench:
        if sys.stdout.isatty() and not (options.json or options.format):
            from .conversing import converse

            converse(workbench.ask_stream(question, **choices), options)
            return 0
        with progress_line(options) as progress:
            answer = workbench.ask(question, **choices, progress=progress)
        emit(answer, options)
    return 0


def summarize(options: argparse.Namespace) -> int:
    with open_workbench(options) as workbench, progress_line(options) as progress:
        summary = workbench.summarize(*options.ids, length=options.length, language=options.language, progress=progress)
    emit(summary, options)
    return 0


def compare(options: argparse.Namespace) -> int:
    with open_workbench(options) as workbench, progress_line(options) as progress:
        comparison = workbench.compare(
            words(options.topic) or None, articles=options.articles, language=options.language, progress=progress
        )
    emit(comparison, options)
    return 0


def stance(options: argparse.Namespace) -> int:
    from summarize.rendering import JudgementList

    if sys.stdin.isatty():
        say("type one text a line, then Ctrl-D")
    texts = [line.strip() for line in sys.stdin if line.strip()]
    if not texts:
        say("jianting: there is no text on standard input; for example: echo TEXT | jianting stance")
        return 1
    with open_workbench(options) as workbench:
        emit(JudgementList(workbench.judge_stance(texts, toward=options.toward)), options)
    return 0
