"""Normalised values and periods as a reader of a locale writes them."""

from __future__ import annotations

from collections.abc import Iterable

from summarize.figures.restating import restated, restated_period

from .texts import Texts


def amount(value: float | None, unit: str | None, texts: Texts, rank: bool = False) -> str | None:
    """A value in its unit: "RMB 4.6 trillion", 4.6万亿元; a rank is "No. 4". None without a value."""
    return None if value is None else restated(value, unit, texts.locale, rank)


def time_of(period: str | None, texts: Texts) -> str | None:
    """A period of `Figure`: "the first half of 2025" for 2025-H1; one that is not known in full stays as it is."""
    return None if period is None else restated_period(period, texts.locale)


def named(subject: str, periods: Iterable[str | None], texts: Texts) -> str:
    """The name of a measure; the period that it ends with, if all its figures are of one, as the reader writes it."""
    for period in periods:
        if period and subject.endswith(f"({period})"):
            return f"{subject.removesuffix(f'({period})')}({time_of(period, texts)})"
    return subject
