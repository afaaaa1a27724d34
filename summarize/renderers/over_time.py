"""How stance and figures move by date of publication, as blocks of a comparison's outline."""

from __future__ import annotations

from collections.abc import Mapping

from summarize.results import Comparison, FigureSeries
from summarize.views.amounts import amount, named, time_of
from summarize.views.markup import day
from summarize.views.texts import Texts

from .outline import Block, Grid, Heading, Prose, visible
from .quoting import stance_word


def over_time(comparison: Comparison, titles: Mapping[str, str], texts: Texts) -> list[Block]:
    """The stances, the earliest first, and each measure told on several dates; nothing where nothing can move.

    `titles` are those of the compared articles by id; those without a date are named.
    """
    blocks: list[Block] = []
    if len(comparison.timeline.stances) > 1:
        blocks += [Heading(texts("compare.time")), _stances(comparison, titles, texts)]
        dated = {told.article for told in comparison.timeline.stances}
        if undated := [title for identifier, title in titles.items() if identifier not in dated]:
            blocks.append(Prose(f"{texts('article.no_date')}: {' · '.join(undated)}", "quiet"))
    if comparison.timeline.figures:
        rows = [row for series in comparison.timeline.figures for row in _told(series, texts)]
        names = ("compare.measure", "articles.published", "compare.amount")
        blocks += [Heading(texts("compare.figures")), Grid((*(texts(name) for name in names), "ID"), tuple(rows))]
    return blocks


def _stances(comparison: Comparison, titles: Mapping[str, str], texts: Texts) -> Grid:
    rows = tuple(
        (_day(told.date), titles.get(told.article, told.article), stance_word(told.stance, texts), f"{told.score:+.2f}")
        for told in comparison.timeline.stances
    )
    names = ("articles.published", "articles.title", "articles.stance")
    return Grid((*(texts(name) for name in names), "-1…1"), rows, scores=frozenset({3}))


def _told(series: FigureSeries, texts: Texts) -> list[tuple[str, ...]]:
    """A row a date and figure with the ids of the articles that say so, since titles would not fit.

    The measure stands in the first row alone, so that the eye sees where the next begins.
    """
    tellers: dict[tuple[str, str], list[str]] = {}
    for figure in series.values:
        # The name of a measure ends with the time that all of its figures are about, if they are.
        period = None if series.measure.endswith(f"({figure.period})") else time_of(figure.period, texts)
        said = " · ".join(visible(fact) for fact in (amount(figure.value, series.unit, texts), period) if fact)
        tellers.setdefault((_day(figure.date), said), []).append(figure.article)
    measure = visible(named(series.measure, (figure.period for figure in series.values), texts))
    rows = [(date, said, " · ".join(dict.fromkeys(articles))) for (date, said), articles in tellers.items()]
    return [("" if number else measure, *row) for number, row in enumerate(rows)]


def _day(date: str) -> str:
    return visible(day(date))
