"""Summaries: are statements cited verbatim, their figures in what they cite, the language right, all parts heard?"""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

from index.documents import Article
from index.language import detect
from summarize.figures import unsupported_figures
from summarize.results import Statement, Summary

from .keys import share
from .workbenches import workbench_over

LANGUAGES = ("zh-Hans", "en")


def run(
    data: Path, articles: Path, *, limit: int | None = None, model: str | None = None
) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Summarise each article (the first `limit`) in short, in Chinese and in English; `data` is not needed."""
    rows = []
    with workbench_over(articles, model) as (workbench, ids):
        for stem, identifier in list(ids.items())[:limit]:
            for language in LANGUAGES:
                started = time.perf_counter()
                summary = workbench.summarize(identifier, language=language)
                seconds = time.perf_counter() - started
                rows.append(_row(f"{stem}-{language}", summary, workbench.article(identifier), language, seconds))
    statements = sum(row["statements"] for row in rows)
    return {
        "summaries": len(rows),
        "statements": statements,
        "quotes_verbatim": share(sum(row["verbatim"] for row in rows), len(rows)),
        "figures_supported": share(sum(row["figures_supported"] for row in rows), statements),
        "own_words": share(sum(row["own_words"] for row in rows), statements),
        "languages_right": share(sum(row["language_right"] for row in rows), len(rows)),
        "thirds_heard": share(sum(row["thirds_heard"] for row in rows), 3 * len(rows)),
        "median_seconds": median(row["seconds"] for row in rows),
    }, rows


def _row(name: str, summary: Summary, article: Article, language: str, seconds: float) -> dict[str, Any]:
    citations = [numbered.citation for statement in summary.statements for numbered in statement.citations]
    verbatim = all(article.text[c.start : c.end] == c.quote for c in citations)
    supported = sum(_figures_stand(statement, language) for statement in summary.statements)
    found = detect(" ".join(statement.text for statement in summary.statements))
    starts = [citation.start for citation in citations]
    return {
        "id": name,
        "ok": verbatim and supported == len(summary.statements) and found == language,
        "statements": len(summary.statements),
        "verbatim": verbatim,
        "figures_supported": supported,
        "own_words": sum(statement.text not in [c.display for c in citations] for statement in summary.statements),
        "language_right": found == language,
        "thirds_heard": _thirds_heard(starts, len(article.text)),
        "seconds": round(seconds, 2),
        "text": summary.text,
    }


def _figures_stand(statement: Statement, language: str) -> bool:
    evidence = [numbered.citation for numbered in statement.citations]
    return not [
        figure
        for figure in unsupported_figures(
            statement.text, [c.display for c in evidence], language, [c.language for c in evidence]
        )
        if figure.kind != "date"
    ]


def _thirds_heard(starts: Sequence[int], length: int) -> int:
    return len({min(2, 3 * start // max(length, 1)) for start in starts})
