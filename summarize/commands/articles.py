"""add, list, show, remove, watch: what is in the library."""

from __future__ import annotations

import argparse
import json
from typing import TYPE_CHECKING

from .opening import open_workbench
from .options import Subparsers, add_command
from .output import emit, progress_line, say

if TYPE_CHECKING:
    from index.documents import AddReport


def register(subparsers: Subparsers) -> None:
    parser = add_command(
        subparsers,
        "add",
        add,
        summary="read articles into the library",
        description="Read files, folders or links into the library. What is already there is left as it is. With "
        "--cluster, the workers of a Ray cluster read, clean and embed (pip install 'jianting[cluster]' on each of its "
        "machines); they must see the files under the same paths. This machine alone writes the library.",
        examples="  jianting add article.txt page.html notes.md\n"
        "  jianting add ~/Downloads/articles\n"
        "  jianting add https://example.org/story.html\n"
        "  pbpaste | jianting add -\n"
        "  jianting add /shared/articles --cluster auto",
    )
    parser.add_argument("paths", nargs="+", metavar="PATH_OR_URL", help="a file, a folder, a link, or - for a paste")
    parser.add_argument(
        "--cluster",
        metavar="auto|ADDRESS",
        help="spread the work with Ray: auto is the cluster this machine belongs to, else its own cores; an address "
        "is host:port, or ray://host:port from outside the cluster",
    )
    add_command(
        subparsers,
        "list",
        list_articles,
        summary="list the articles",
        description="List the articles of the library with their ids, publishers, dates and languages.",
        examples="  jianting list\n  jianting list --format csv -o articles.csv",
    )
    parser = add_command(
        subparsers,
        "show",
        show_article,
        summary="show an article",
        description="Show one article as it was cleaned; --json has the original text and what was cut and repaired.",
        examples="  jianting show ID\n  jianting show ID --json | jq .cuts",
    )
    parser.add_argument("id", metavar="ID", help="an id from `jianting list`")
    parser = add_command(
        subparsers,
        "remove",
        remove,
        summary="remove articles",
        description="Remove articles, their sentences and vectors. The files that they came from are not touched.",
        examples="  jianting remove ID\n  jianting remove ID ID ID",
    )
    parser.add_argument("ids", nargs="+", metavar="ID", help="ids from `jianting list`")
    parser = add_command(
        subparsers,
        "watch",
        watch,
        summary="add what arrives in a folder",
        description="Add the articles of a folder, then whatever is put or changed there, until Ctrl-C. Nothing is "
        "removed when a file is. With --json, one document is printed for each batch that arrives.",
        examples="  jianting watch ~/Downloads/articles",
    )
    parser.add_argument("folder", metavar="FOLDER", help="a folder, with those below it")


def add(options: argparse.Namespace) -> int:
    with open_workbench(options) as workbench, progress_line(options) as progress:
        report = workbench.add(*options.paths, progress=progress, cluster=options.cluster)
    emit(report, options)
    if report.added or report.unchanged:
        return 0
    first = report.failed[0].reason if report.failed else "there was nothing to add"
    more = f" (and {len(report.failed) - 1} more)" if len(report.failed) > 1 else ""
    say(f"jianting: nothing was added: {first}{more}")
    return 1


def list_articles(options: argparse.Namespace) -> int:
    from summarize.rendering import ArticleList

    with open_workbench(options) as workbench:
        emit(ArticleList(workbench.articles()), options)
    return 0


def show_article(options: argparse.Namespace) -> int:
    with open_workbench(options) as workbench:
        emit(workbench.article(options.id), options)
    return 0


def remove(options: argparse.Namespace) -> int:
    from summarize.rendering import Facts

    with open_workbench(options) as workbench:
        emit(Facts({"removed": list(workbench.remove(*options.ids))}), options)
    return 0


def watch(options: argparse.Namespace) -> int:
    from index.watching import watch as arrivals

    with open_workbench(options) as workbench:
        say(f"watching {options.folder}; stop with Ctrl-C")
        try:
            for paths in arrivals(options.folder):
                _tell(workbench.add(*paths), options)
        except KeyboardInterrupt:
            return 0  # the way a watch is meant to end
    return 0


def _tell(report: AddReport, options: argparse.Namespace) -> None:
    """One JSON document, or one line an article."""
    if options.json:
        print(json.dumps(report.to_dict(), ensure_ascii=False), flush=True)
        return
    for article in report.added:
        print(f"added {article.id} {article.title or article.path}", flush=True)
    for failure in report.failed:
        say(f"not added: {failure.reason}")
