"""How stance moves by date of publication, and figures by that date or by the period that they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from index.documents import Article

from .figures.spans import days_of, relate
from .results import ComparedArticle, Conflict, DatedFigure, DatedStance, FigureSeries, Timeline


def timeline(articles: Sequence[Article], compared: Sequence[ComparedArticle], found: Sequence[Conflict]) -> Timeline:
    """The dated articles' stances, the earliest first, and each measure that figures of two times are given for.

    `found` are the contradictions and agreements. Most are pairs of figures that are known to measure one thing of one
    period: these are told by date of publication. Those that only their period sets apart are told by period. Figures
    of another scope measure two things, and two things have no course.
    """
    dates: Mapping[str, str] = {article.id: article.published for article in articles if article.published}
    stances = sorted(
        (DatedStance(dates[one.id], one.id, one.stance, one.score) for one in compared if one.id in dates),
        key=lambda stance: (stance.date, stance.article),
    )
    series = [one for conflict in found if (one := _series(conflict, dates)) is not None]
    return Timeline(tuple(stances), tuple(series))


def _series(conflict: Conflict, dates: Mapping[str, str]) -> FigureSeries | None:
    """The sides of one measure as a series, if they are of at least two times and in one unit."""
    units = {side.unit for side in conflict.sides if side.value is not None}
    if conflict.kind == "judgement" or conflict.why == "scope" or len(units) != 1:
        return None
    figures = [
        DatedFigure(dates.get(side.article), side.article, side.value, side.period, side.citation)
        for side in conflict.sides
        if side.value is not None
    ]
    by_period = conflict.why == "period"
    values = _by_period(figures) if by_period else _by_publication(figures)
    if not values:
        return None
    return FigureSeries(conflict.subject, units.pop(), values, conflict.kind, "period" if by_period else "publication")


def _by_publication(figures: Sequence[DatedFigure]) -> tuple[DatedFigure, ...]:
    """The figures of dated articles; none if they were published on one date or are of periods known to differ."""
    dated = sorted((figure for figure in figures if figure.date), key=lambda figure: (figure.date, figure.article))
    apart = any(relate(one.period, other.period) == "apart" for one, other in combinations(dated, 2))
    return () if apart or len({figure.date for figure in dated}) < 2 else tuple(dated)


def _by_period(figures: Sequence[DatedFigure]) -> tuple[DatedFigure, ...]:
    """The figures by their periods; none if these overlap, as a half and its year do, or one of them is not known."""
    spans = [days_of(figure.period) if figure.period else None for figure in figures]
    placed = sorted(
        ((span, figure) for span, figure in zip(spans, figures, strict=True) if span), key=lambda pair: pair[0]
    )
    if len(placed) < len(figures) or any(one[1] >= other[0] for (one, _), (other, _) in pairwise(placed)):
        return ()
    return tuple(figure for _, figure in placed)
