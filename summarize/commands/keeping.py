"""doctor, export, import: the library as a whole."""

from __future__ import annotations

import argparse
import platform
from pathlib import Path
from typing import TYPE_CHECKING

from .options import Subparsers, add_command
from .output import emit, progress_line, say

if TYPE_CHECKING:
    from index.places import Place


def register(subparsers: Subparsers) -> None:
    parser = add_command(
        subparsers,
        "doctor",
        doctor,
        summary="check the library, and mend it",
        description="Read everything in the library and say what is wrong; exits 1 if something is. --repair "
        "makes anew what can be made anew, and keeps of the rest what proves to be whole.",
        examples="  jianting doctor\n  jianting doctor --repair",
    )
    parser.add_argument("--repair", action="store_true", help="mend what is wrong; without it nothing is changed")
    parser = add_command(
        subparsers,
        "export",
        export,
        summary="write the library into one file",
        description="Write the whole library into one file, from which `jianting import` makes it again elsewhere.",
        examples="  jianting export library.zip",
    )
    parser.add_argument("file", metavar="FILE", help="the file to write")
    parser = add_command(
        subparsers,
        "import",
        import_,
        summary="make the library from an exported file",
        description="Make the library from a file that `jianting export` wrote. The library must have no articles yet.",
        examples="  jianting import library.zip\n  jianting import library.zip --library ~/other",
    )
    parser.add_argument("file", metavar="FILE", help="a file that `jianting export` wrote")
    parser = add_command(
        subparsers,
        "copy",
        copy,
        summary="copy the library to another folder or server",
        description="Copy the whole library to another folder or database, every row checked by its hash; run it again "
        "to go on where it was broken off. --store names where the copy's vectors are to be searched.",
        examples="  jianting copy ~/other\n"
        "  jianting copy postgresql://reader@host/articles --store milvus://host:19530\n"
        "  jianting copy ~/laptop --library postgresql://reader@host/articles",
    )
    parser.add_argument("place", metavar="DIR|URL", help="a folder, or postgresql://…, that holds no articles")


def copy(options: argparse.Namespace) -> int:
    from index.article_index import ArticleIndex
    from index.copying import copy_library
    from index.places import place_of
    from index.settings import chosen_settings
    from summarize.rendering import Facts

    source, target = _folder(options), place_of(options.place)
    with progress_line(options) as progress:
        copied = copy_library(source, target, lambda done: progress(done, "copying") if progress else None)
    with ArticleIndex.open(options.place, chosen_settings(options.store, options.embedder)) as index:
        index.prepare()
    emit(
        Facts({"from": str(source), "to": str(target), "articles": copied.articles, "brought": copied.brought}), options
    )
    return 0


def doctor(options: argparse.Namespace) -> int:
    from index.health import check, repair
    from index.settings import chosen_settings
    from summarize.models import model_identity
    from summarize.rendering import Facts

    folder = _folder(options)
    engine = chosen_settings(options.store).store
    report = repair(folder, engine) if options.repair else check(folder, engine)
    machine = {"model": model_identity(options.model), "python": platform.python_version()}
    emit(Facts(report.to_dict() | machine), options)
    if report.healthy:
        return 0
    if any(problem.derived for problem in report.problems) and not options.repair:
        say(f"jianting: {report.problems[0].what}; jianting doctor --repair can mend it")
    else:
        say(f"jianting: {report.problems[0].what}")
    return 1


def export(options: argparse.Namespace) -> int:
    from index.moving import export_library
    from summarize.rendering import Facts

    folder = _folder(options)
    articles = export_library(folder, Path(options.file))
    emit(Facts({"file": options.file, "library": str(folder), "articles": articles}), options)
    return 0


def import_(options: argparse.Namespace) -> int:
    from index.moving import import_library
    from summarize.rendering import Facts

    folder = _folder(options)
    articles = import_library(Path(options.file), folder)
    emit(Facts({"file": options.file, "library": str(folder), "articles": articles}), options)
    return 0


def _folder(options: argparse.Namespace) -> Place:
    """The library's folder or address, which these commands work on without opening a workbench."""
    from index.article_index import default_folder
    from index.places import place_of

    return place_of(options.library) if options.library else default_folder()
