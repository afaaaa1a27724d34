"""How stance and figures move by date of publication."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.documents import Article

from .results import ComparedArticle, Conflict, DatedFigure, DatedStance, FigureSeries, Timeline


def timeline(articles: Sequence[Article], compared: Sequence[ComparedArticle], found: Sequence[Conflict]) -> Timeline:
    """The dated articles' stances, the earliest first, and each measure that articles of two dates give a figure for.

    `found` are the contradictions and agreements: pairs of figures that are known to measure one thing.
    """
    dates: Mapping[str, str] = {article.id: article.published for article in articles if article.published}
    stances = sorted(
        (DatedStance(dates[one.id], one.id, one.stance, one.score) for one in compared if one.id in dates),
        key=lambda stance: (stance.date, stance.article),
    )
    series = [one for conflict in found if (one := _series(conflict, dates)) is not None]
    return Timeline(tuple(stances), tuple(series))


def _series(conflict: Conflict, dates: Mapping[str, str]) -> FigureSeries | None:
    """The sides of one measure as a series, if they were published on at least two dates in one unit."""
    values = sorted(
        (
            DatedFigure(dates[side.article], side.article, side.value, side.period, side.citation)
            for side in conflict.sides
            if side.article in dates and side.value is not None
        ),
        key=lambda figure: (figure.date, figure.article),
    )
    units = {side.unit for side in conflict.sides if side.value is not None}
    if len({figure.date for figure in values}) < 2 or len(units) > 1:
        return None
    return FigureSeries(conflict.subject, units.pop(), tuple(values))
