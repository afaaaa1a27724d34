"""Comparison: how long it takes beside merely reading the articles, what it finds, and whether every quote stands."""

from __future__ import annotations

import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

from summarize.llms import LanguageModel, Message
from summarize.results import Citation, Comparison
from summarize.workbench import Workbench

from .keys import share
from .workbenches import workbench_over

READ_AT_ONCE = 4_000  # characters of one prompt: a cleaned article may be longer than the model's context


def run(
    data: Path, articles: Path, *, limit: int | None = None, model: str | None = None
) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Compare all the articles twice; `data` and `limit` are not needed. A case is an article."""
    with workbench_over(articles, model) as (workbench, ids):
        workbench.load_model()
        started = time.perf_counter()
        told = [started]
        comparison = workbench.compare(progress=lambda fraction, text: told.append(time.perf_counter()))
        first = time.perf_counter() - started
        started = time.perf_counter()
        workbench.compare()
        second = time.perf_counter() - started
        reading = _seconds_to_read(workbench, [article.id for article in comparison.articles])
        cited = list(_citations(comparison))
        verbatim = [
            workbench.article(citation.article).text[citation.start : citation.end] == citation.quote
            for citation in cited
        ]
    stances = {article.id: article for article in comparison.articles}
    cells = [cell for point in comparison.points for cell in point.cells]
    figures = {
        "articles": len(comparison.articles),
        "articles_left_out": len(comparison.left_out),
        "points": len(comparison.points),
        "cells_not_silent": share(sum(bool(cell.claims) for cell in cells), len(cells)),
        "claims": sum(len(cell.claims) for cell in cells),
        "conflicts": len(comparison.conflicts),
        "agreements": len(comparison.agreements),
        "overview_statements": len(comparison.overview),
        "quotes": len(cited),
        "quotes_verbatim": share(sum(verbatim), len(verbatim)),
        "seconds_first": first,
        "seconds_second": second,
        "seconds_longest_without_progress": max(later - earlier for earlier, later in pairwise(told)),
        "seconds_to_read_the_articles": reading,
        "first_over_reading": first / reading,
    }
    cases = [
        {
            "id": stem,
            "ok": all(ok for ok, citation in zip(verbatim, cited, strict=True) if citation.article == identifier),
            "stance": stances[identifier].stance,
            "score": round(stances[identifier].score, 3),
        }
        for stem, identifier in ids.items()
        if identifier in stances  # the others are of another subject than the one compared
    ]
    return figures, cases


def _citations(comparison: Comparison) -> Iterator[Citation]:
    for point in comparison.points:
        for cell in point.cells:
            yield from (claim.citation for claim in cell.claims)
    for conflict in (*comparison.conflicts, *comparison.agreements):
        yield from (side.citation for side in conflict.sides)
    for statement in comparison.overview:
        yield from (numbered.citation for numbered in statement.citations)


def _seconds_to_read(workbench: Workbench, compared: list[str]) -> float:
    """What the model needs for evaluating the compared articles' cleaned texts, each once, writing nothing."""
    model: LanguageModel = workbench.model.model()
    started = time.perf_counter()
    for article in map(workbench.article, compared):
        for start in range(0, len(article.clean), READ_AT_ONCE):
            model.generate([Message("user", article.clean[start : start + READ_AT_ONCE])], max_tokens=1)
    return time.perf_counter() - started
