"""Whether two figures can stand for the same quantity."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from .folding import fold
from .model import Figure, Match
from .spans import relate

_DAYS_A_MONTH = Decimal("30.4375")
_MONTHS = {"year": Decimal(12), "quarter": Decimal(3), "month": Decimal(1)} | {
    "week": 7 / _DAYS_A_MONTH,
    "day": 1 / _DAYS_A_MONTH,
}


class Bounds(NamedTuple):
    """The values that a figure can stand for, its words taken into account."""

    low: Decimal
    high: Decimal


def bounds(figure: Figure) -> Bounds:
    """3.1亿 → [3.05亿, 3.15亿]; 近百 → [90, 100]; 十余 → [10, 20]; 20多倍 → [20, 30]; about 9 → ±5 %.

    Raises ValueError for a date, which has no value.
    """
    if figure.value is None:
        raise ValueError(f"{figure.text!r} has no value")
    low = figure.low if figure.low is not None else figure.value
    high = figure.high if figure.high is not None else figure.value
    half, size = figure.precision, abs(figure.value)
    step = _last_step(figure.value)
    match figure.direction:
        case "about":
            margin = max(half, size / 20)
            return Bounds(low - margin, high + margin)
        case "nearly":
            return Bounds(low - max(half, size / 10), high)
        case "over":
            return Bounds(low, high + max(step, half))
        case "at least":
            return Bounds(low, high * 2 if high > 0 else high + step)
        case "under":
            return Bounds(min(low - step, low / 2 if low > 0 else low * 2), high)
        case "at most":
            return Bounds(low / 2 if low > 0 else low * 2, high)
    return Bounds(low - half, high + half)


def _last_step(value: Decimal) -> Decimal:
    """The unit of the last written digit that is not zero: 20 → 10, 130 → 10, 3.1亿 → 0.1亿."""
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent) if isinstance(exponent, int) and value else Decimal(1)


def comparable(first: Figure, second: Figure) -> bool:
    """Whether the two are quantities of one dimension: the same currency, both per cent, both durations."""
    kinds = {first.kind, second.kind}
    if kinds <= {"money", "count"}:
        a, b = first.unit, second.unit
        if a is None or b is None or a == b:
            return kinds != {"money", "count"} or None in (a, b)
        return "¥" in (a, b) and {a, b} <= {"¥", "CNY", "JPY"}
    if kinds == {"rank", "ordinal"}:
        return True
    if len(kinds) > 1:
        return False
    if first.kind == "duration":
        return first.unit == second.unit or (first.unit in _MONTHS and second.unit in _MONTHS)
    return True


def equal(first: Figure, second: Figure) -> Match:
    """How the two relate as quantities; sign and period are not looked at.

    "same": one value in one form; "unit": one value in two forms (3.12亿 and 312 million);
    "rounding": the coarser is the finer one rounded or cut off;
    "approximation": words or a range leave room for both; else "different".
    """
    if first.kind == "date" and second.kind == "date":
        relation = relate(first.period, second.period)
        return Match("same" if relation == "same" else "rounding" if relation == "within" else "different", True)
    if first.value is None or second.value is None or not comparable(first, second):
        return Match("different", False)
    a, b = _aligned(first, second)
    ranged = first.low is not None or second.low is not None
    if a.value == b.value and a.low == b.low and a.high == b.high:
        if first.direction != second.direction and "exact" not in (first.direction, second.direction):
            return Match("approximation", True)
        return Match("same" if _form(first) == _form(second) else "unit", True)
    assert a.value is not None and b.value is not None
    plain = {first.direction, second.direction} <= {"exact", "about"}
    if plain and not ranged and first.kind not in ("rank", "ordinal") and _rounds(a, b):
        return Match("rounding", True)
    if first.kind in ("rank", "ordinal"):
        return Match("different", True)
    if ranged or first.approximate or second.approximate:
        left, right = bounds(a), bounds(b)
        if left.low <= right.high and right.low <= left.high:
            return Match("approximation", True)
    return Match("different", True)


def _aligned(first: Figure, second: Figure) -> tuple[Figure, Figure]:
    """Both in months where they are durations in different units."""
    if first.kind != "duration" or first.unit == second.unit:
        return first, second
    return _in_months(first), _in_months(second)


def _in_months(figure: Figure) -> Figure:
    factor = _MONTHS[figure.unit or "month"]

    def scaled(number: Decimal | None) -> Decimal | None:
        return None if number is None else number * factor

    return replace(
        figure,
        value=scaled(figure.value),
        low=scaled(figure.low),
        high=scaled(figure.high),
        unit="month",
        precision=figure.precision * factor,
    )


def _rounds(a: Figure, b: Figure) -> bool:
    """Whether the coarser value is the finer one rounded, or cut off towards zero."""
    coarse, fine = (a, b) if a.precision >= b.precision else (b, a)
    assert coarse.value is not None and fine.value is not None
    if coarse.precision == fine.precision:
        return False
    difference = abs(fine.value) - abs(coarse.value)
    return coarse.value * fine.value >= 0 and -coarse.precision <= difference < 2 * coarse.precision


def _form(figure: Figure) -> str:
    """The digits as they are written, which change with the scale: 3.12 (亿), 312 (million)."""
    folded = fold(figure.text)
    digits = "-".join(re.findall(r"\d+(?:[.,]\d+)*", folded))
    return re.sub(r"[, ](?=\d{3})", "", digits) if digits else folded
