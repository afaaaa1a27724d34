"""A workbench over a folder of articles, in a fresh library that is gone afterwards."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from summarize.workbench import Workbench

from .keys import article_files


@contextmanager
def workbench_over(articles: Path, model: str | None = None) -> Iterator[tuple[Workbench, dict[str, str]]]:
    """The workbench and the article id of each file stem, by which the cases name their documents.

    Raises ValueError if an article could not be added: a measurement over fewer articles would be another one.
    """
    with tempfile.TemporaryDirectory(prefix="jianting-bench-") as folder:
        workbench = Workbench.open(folder, model=model)
        report = workbench.add(*(str(file) for file in article_files(articles)))
        if report.failed:
            raise ValueError("; ".join(f"{failure.path}: {failure.reason}" for failure in report.failed))
        yield workbench, {Path(article.path).stem: article.id for article in report.added}


def examples_parser(name: str, description: str | None, counted: str) -> argparse.ArgumentParser:
    """What the commands share that write a page of examples to be read by hand; `counted` is what --limit counts."""
    parser = argparse.ArgumentParser(
        prog=f"python -m tests.bench.{name}",
        description=description,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("articles", type=Path, metavar="DIR", help="folder of the articles")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the Markdown file")
    parser.add_argument("--offsets", action="store_true", help="leave out what is said, for articles of other people")
    parser.add_argument("--limit", type=int, metavar="N", help=f"only the first N {counted}")
    parser.add_argument("--model", metavar="NAME", help="language model: a name, file, folder or URL")
    return parser


def write_page(lines: Iterable[str], output: Path) -> None:
    """Write the lines, and the folder where it is missing."""
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text("\n".join(lines) + "\n", encoding="utf-8")
