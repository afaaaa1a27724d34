"""Normalised values and periods as a reader of a locale writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from summarize.figures.model import Figure, FigureKind
from summarize.figures.rendering import rendered_form

from .texts import Texts

# What a unit says of the kind of its figure; whatever else is no currency is counted.
_KINDS: dict[str | None, FigureKind] = {"%": "percent", "pp": "points", "×": "multiple", ":1": "ratio"}
_CURRENCY = re.compile(r"[A-Z]{3}|¥")


def amount(value: float | None, unit: str | None, texts: Texts, rank: bool = False) -> str | None:
    """A value in its unit: "RMB 4.6 trillion", 4.6万亿元; a rank is "No. 4". None without a value."""
    if value is None:
        return None
    number = Decimal(str(value))
    said = rendered_form(Figure(0, 0, "", "rank" if rank else _kind(unit), number, unit), texts.locale)
    # A unit that the locale has no word for stays as it is.
    return said or f"{rendered_form(Figure(0, 0, '', 'count', number), texts.locale)} {unit}"


def _kind(unit: str | None) -> FigureKind:
    return _KINDS.get(unit) or ("money" if unit and _CURRENCY.fullmatch(unit) else "count")


def time_of(period: str | None, texts: Texts) -> str | None:
    """A period of `Figure`: "the first half of 2025" for 2025-H1; one that is not known in full stays as it is."""
    if period is None:
        return None
    return rendered_form(Figure(0, 0, "", "date", period=period), texts.locale) or period


def named(subject: str, periods: Iterable[str | None], texts: Texts) -> str:
    """The name of a measure; the period that it ends with, if all its figures are of one, as the reader writes it."""
    for period in periods:
        if period and subject.endswith(f"({period})"):
            return f"{subject.removesuffix(f'({period})')}({time_of(period, texts)})"
    return subject
