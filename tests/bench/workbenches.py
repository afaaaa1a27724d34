"""A workbench over a folder of articles, in a fresh library that is gone afterwards."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
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
