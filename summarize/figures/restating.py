"""Values and periods that are known by themselves, without the words they were written in, as a reader writes them."""

from __future__ import annotations

import re
from decimal import Decimal

from .model import Figure, FigureKind
from .rendering import rendered_form

# What a unit says of the kind of its figure; whatever else is no currency is counted.
_KINDS: dict[str | None, FigureKind] = {"%": "percent", "pp": "points", "×": "multiple", ":1": "ratio"}
_CURRENCY = re.compile(r"[A-Z]{3}|¥")


def restated(value: float, unit: str | None, language: str, rank: bool = False) -> str:
    """A value in its unit: "RMB 4.6 trillion", 4.6万亿元; a rank is "No. 4". A unit without a word stays as it is."""
    number = Decimal(str(value))
    said = rendered_form(Figure(0, 0, "", "rank" if rank else _kind(unit), number, unit), language)
    return said or f"{rendered_form(Figure(0, 0, '', 'count', number), language)} {unit}"


def _kind(unit: str | None) -> FigureKind:
    return _KINDS.get(unit) or ("money" if unit and _CURRENCY.fullmatch(unit) else "count")


def restated_period(period: str, language: str) -> str:
    """A period of `Figure`: "the first half of 2025" for 2025-H1; one that is not known in full stays as it is."""
    return rendered_form(Figure(0, 0, "", "date", period=period), language) or period
