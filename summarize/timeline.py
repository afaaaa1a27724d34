"""How stance moves by date of publication, and figures by that date or by the period that they are about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise

from index.documents import Article

from .figures.spans import days_of, relate
from .results import ComparedArticle, Conflict, DatedFigure, DatedStance, FigureSeries, Side, Timeline

_SAME = frozenset({"same", "unit", "rounding", "approximation"})  # why sides agree that say one thing
_DAYS_OF_MONTH = 30.4


def timeline(articles: Sequence[Article], compared: Sequence[ComparedArticle], found: Sequence[Conflict]) -> Timeline:
    """The dated articles' stances, the earliest first, and each measure that has moved.

    `found` are the contradictions and agreements. Contradictions of one period are told by date of publication, where
    later articles say something else; what several agree on, one period after the other, and figures that only their
    period sets apart are told by period. What is the same at every time has no course, and figures of another scope
    measure two things.
    """
    dates: Mapping[str, str] = {article.id: article.published for article in articles if article.published}
    stances = sorted(
        (DatedStance(dates[one.id], one.id, one.stance, one.score) for one in compared if one.id in dates),
        key=lambda stance: (stance.date, stance.article),
    )
    courses = _courses(found, dates)
    told = {series.measure for series in courses}
    pairs = [one for conflict in found if (one := _series(conflict, dates)) is not None and one.measure not in told]
    return Timeline(tuple(stances), (*courses, *pairs))


def _courses(found: Sequence[Conflict], dates: Mapping[str, str]) -> list[FigureSeries]:
    """The measures that articles agree on for several periods of one length, as a year after the other."""
    agreed: dict[tuple[str, str | None, int], dict[str, list[DatedFigure]]] = {}
    for one in found:
        period = next((side.period for side in one.sides if one.subject.endswith(f" ({side.period})")), None)
        span = days_of(period) if period else None
        if period is None or span is None or one.kind != "figure" or one.why not in _SAME:
            continue
        unit = next((side.unit for side in one.sides if side.unit), None)
        key = (one.subject.removesuffix(f" ({period})"), unit, round((span[1] - span[0]).days / _DAYS_OF_MONTH))
        sides = [side for side in one.sides if side.period == period]
        agreed.setdefault(key, {}).setdefault(period, []).extend(_figures(sides, dates))
    courses = []
    for (measure, unit, _), periods in agreed.items():
        values = _by_period([figures[0] for figures in periods.values()])
        if len(values) > 1 and _moves(values, True):
            whole = tuple(figure for value in values if value.period for figure in periods[value.period])
            courses.append(FigureSeries(measure, unit, whole, "figure", "period"))
    return courses


def _series(conflict: Conflict, dates: Mapping[str, str]) -> FigureSeries | None:
    """The sides of one measure as a series, if they are of at least two times, in one unit, and something moves."""
    units = {side.unit for side in conflict.sides if side.value is not None}
    if conflict.kind == "judgement" or conflict.why in ("scope", *_SAME) or len(units) != 1:
        return None
    figures = _figures(conflict.sides, dates)
    by_period = conflict.why == "period"
    values = _by_period(figures) if by_period else _by_publication(figures)
    if not values or not _moves(values, by_period):
        return None
    return FigureSeries(conflict.subject, units.pop(), values, conflict.kind, "period" if by_period else "publication")


def _figures(sides: Sequence[Side], dates: Mapping[str, str]) -> list[DatedFigure]:
    return [
        DatedFigure(dates.get(side.article), side.article, side.value, side.period, side.citation)
        for side in sides
        if side.value is not None
    ]


def _moves(values: Sequence[DatedFigure], by_period: bool) -> bool:
    """Whether something else is said at another time: two sides that are told again each time are a dispute."""
    told: dict[str | None, set[float]] = {}
    for figure in values:
        told.setdefault(figure.period if by_period else figure.date, set()).add(figure.value)
    return len({frozenset(said) for said in told.values()}) > 1


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
