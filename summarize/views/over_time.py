"""How stance and figures move over time: the heading over the picture, and the table of the figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from summarize.results import Comparison, DatedFigure, FigureSeries

from .amounts import amount, named, time_of
from .markup import day, escape, isolated, opener, shorten
from .matrix import picture_button
from .texts import Texts


@dataclass(frozen=True, slots=True)
class Told:
    """What was told alike of one time: the date or the period, the amount, and the figures that say so."""

    time: str
    amount: str
    figures: tuple[DatedFigure, ...]


def told(series: FigureSeries, texts: Texts) -> list[Told]:
    """The figures of a series in its order, those of one time and one amount as one; by period, those of one time."""
    alike: dict[tuple[str, str], list[DatedFigure]] = {}
    for figure in series.values:
        value = amount(figure.value, series.unit, texts, series.kind == "rank")
        period = time_of(figure.period, texts)
        if series.by == "period":
            key = (period or "", value or "")
        else:
            # The name of a measure ends with the time that all of its figures are about, if they are.
            said = None if series.measure.endswith(f"({figure.period})") else period
            key = (day(figure.date) or "", " · ".join(fact for fact in (value, said) if fact))
        alike.setdefault(key, []).append(figure)
    if series.by == "period":
        return _one_a_period(alike)
    return [Told(time, said, tuple(figures)) for (time, said), figures in alike.items()]


def _one_a_period(alike: Mapping[tuple[str, str], list[DatedFigure]]) -> list[Told]:
    """What is told of one period is agreed: the amounts, of which one is rounded, stand side by side."""
    periods: dict[str, list[tuple[str, list[DatedFigure]]]] = {}
    for (time, said), figures in alike.items():
        periods.setdefault(time, []).append((said, figures))
    return [
        Told(time, " ≈ ".join(said for said, _ in told), tuple(figure for _, figures in told for figure in figures))
        for time, told in periods.items()
    ]


def measure_name(series: FigureSeries, texts: Texts) -> str:
    """What the figures measure, its period as the reader writes it."""
    return named(series.measure, (figure.period for figure in series.values), texts)


def undated(comparison: Comparison, titles: Mapping[str, str], texts: Texts) -> str:
    """Which articles are missing from the stances by date; nothing where none is."""
    dated = {stance.article for stance in comparison.timeline.stances}
    names = [title for article, title in titles.items() if article not in dated]
    return f"{texts('article.no_date')}: {' · '.join(names)}" if names else ""


def time_heading(comparison: Comparison, texts: Texts) -> str:
    """The heading over the stances by date, with the way to keep their picture, and who is not in it."""
    missing = undated(comparison, _titles(comparison), texts)
    note = f'<p class="note">{isolated(missing)}</p>' if missing else ""
    heading = f"<h3>{escape(texts('compare.time'))}{picture_button('time', texts)}</h3>"
    return f"<section class='part'>{heading}{note}</section>"


def figures_view(comparison: Comparison, texts: Texts) -> str:
    """Each measure that is told of several times: when, how much, and the articles, which open at the figure."""
    if not comparison.timeline.figures:
        return ""
    titles = _titles(comparison)
    heads = "".join(
        f'<th scope="col">{escape(texts(name))}</th>'
        for name in ("articles.published", "compare.amount", "articles.title")
    )
    bodies = "".join(_series(series, titles, texts) for series in comparison.timeline.figures)
    return (
        f"<section class='part'><h3>{escape(texts('compare.figures'))}</h3><div class='scroll'>"
        f"<table class='figures'><thead><tr>{heads}</tr></thead>{bodies}</table></div></section>"
    )


def _series(series: FigureSeries, titles: Mapping[str, str], texts: Texts) -> str:
    name = isolated(shorten(measure_name(series, texts), 120))
    rows = "".join(
        f"<tr><td>{isolated(one.time)}</td><td>{isolated(one.amount)}</td>"
        f"<td>{_tellers(one.figures, titles, texts)}</td></tr>"
        for one in told(series, texts)
    )
    return f'<tbody><tr><th scope="rowgroup" colspan="3">{name}</th></tr>{rows}</tbody>'


def _tellers(figures: tuple[DatedFigure, ...], titles: Mapping[str, str], texts: Texts) -> str:
    """A button for each article that tells a figure; it opens the sentence."""
    first = {figure.article: figure.citation for figure in reversed(figures)}
    buttons = (
        opener(
            article,
            cited.start,
            cited.end,
            label=texts("cite.open"),
            content=isolated(shorten(titles.get(article, article), 60)),
            kind="link",
        )
        for article, cited in first.items()
    )
    return " ".join(f"<span>{button}</span>" for button in buttons)


def _titles(comparison: Comparison) -> dict[str, str]:
    return {article.id: article.title or article.id for article in comparison.articles}
