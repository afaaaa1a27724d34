"""How stance and figures move over time, as blocks of a comparison's outline."""

from __future__ import annotations

from collections.abc import Mapping

from summarize.results import Comparison, FigureSeries
from summarize.views.markup import day
from summarize.views.over_time import measure_name, told, undated
from summarize.views.texts import Texts

from .outline import Block, Grid, Heading, Prose, visible
from .quoting import stance_word


def over_time(comparison: Comparison, titles: Mapping[str, str], texts: Texts) -> list[Block]:
    """The stances, the earliest first, and each measure told of several times; nothing where nothing can move.

    `titles` are those of the compared articles by id; those without a date are named.
    """
    blocks: list[Block] = []
    if len(comparison.timeline.stances) > 1:
        blocks += [Heading(texts("compare.time")), _stances(comparison, titles, texts)]
        if missing := undated(comparison, titles, texts):
            blocks.append(Prose(missing, "quiet"))
    if comparison.timeline.figures:
        rows = [row for series in comparison.timeline.figures for row in _rows(series, texts)]
        names = ("compare.measure", "articles.published", "compare.amount")
        blocks += [Heading(texts("compare.figures")), Grid((*(texts(name) for name in names), "ID"), tuple(rows))]
    return blocks


def _stances(comparison: Comparison, titles: Mapping[str, str], texts: Texts) -> Grid:
    rows = tuple(
        (
            visible(day(one.date)),
            titles.get(one.article, one.article),
            stance_word(one.stance, texts),
            f"{one.score:+.2f}",
        )
        for one in comparison.timeline.stances
    )
    names = ("articles.published", "articles.title", "articles.stance")
    return Grid((*(texts(name) for name in names), "-1…1"), rows, scores=frozenset({3}))


def _rows(series: FigureSeries, texts: Texts) -> list[tuple[str, ...]]:
    """A row a time and figure with the ids of the articles that say so, since titles would not fit.

    The measure stands in the first row alone, so that the eye sees where the next begins.
    """
    measure = visible(measure_name(series, texts))
    return [
        (
            "" if number else measure,
            visible(one.time),
            visible(one.amount),
            " · ".join(dict.fromkeys(figure.article for figure in one.figures)),
        )
        for number, one in enumerate(told(series, texts))
    ]
