"""Periods as spans of days, to see whether two of them are the same, one holds the other, or they are apart."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from functools import lru_cache
from typing import Literal

Relation = Literal["same", "within", "apart", "unknown"]
_ONE = re.compile(
    r"(?P<fiscal>FY)?(?P<year>\d{4}|XXXX)(?:-(?:Q(?P<quarter>\d)|H(?P<half>\d)|(?P<month>\d\d|XX)(?:-(?P<day>\d\d))?))?"
)


@lru_cache(maxsize=4096)
def days_of(period: str) -> tuple[date, date] | None:
    """The first and last day of a period; None where its year is unknown. A fiscal year counts as the calendar year."""
    if re.fullmatch(r"FY\d{4}/\d\d", period):
        return date(int(period[2:6]), 7, 1), date(int(period[2:6]) + 1, 6, 30)
    first, _, last = period.partition("/")
    begin, end = _days(first), _days(last or first)
    return (begin[0], end[1]) if begin and end else None


def _days(part: str) -> tuple[date, date] | None:
    match = _ONE.fullmatch(part)
    if not match or match["year"] == "XXXX" or match["month"] == "XX":
        return None
    year = int(match["year"])
    if not 1 <= year <= 9998:
        return None
    if match["day"]:
        day = min(int(match["day"]), monthrange(year, int(match["month"]))[1])
        return date(year, int(match["month"]), day), date(year, int(match["month"]), day)
    first, last = 1, 12
    if match["quarter"]:
        first, last = 3 * int(match["quarter"]) - 2, 3 * int(match["quarter"])
    elif match["half"]:
        first, last = 6 * int(match["half"]) - 5, 6 * int(match["half"])
    elif match["month"]:
        first = last = int(match["month"])
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def relate(first: str | None, second: str | None) -> Relation:
    """ "same", one "within" the other, "apart" (also when they merely overlap), or "unknown"."""
    if first is None or second is None:
        return "unknown"
    if first == second:
        return "same"
    a, b = days_of(first), days_of(second)
    if a is None or b is None:
        return _relate_open(first, second)
    if a == b:
        return "same"
    # 截至2025年6月 and 2025-06-30, or the end of a half, name one moment for a balance.
    if (a[0] >= b[0] and a[1] <= b[1]) or (b[0] >= a[0] and b[1] <= a[1]):
        return "within"
    return "apart"


def _relate_open(first: str, second: str) -> Relation:
    """Where a year is unknown only the parts that both name can set them apart: XXXX-02-02 and 2015-02-02."""
    a, b = _ONE.fullmatch(first), _ONE.fullmatch(second)
    if not a or not b:
        return "unknown"
    shared = [
        name for name in ("quarter", "half", "month", "day") if a[name] and b[name] and "XX" not in (a[name], b[name])
    ]
    if any(a[name] != b[name] for name in shared):
        return "apart"
    return (
        "same" if shared and all(bool(a[n]) == bool(b[n]) for n in ("quarter", "half", "month", "day")) else "unknown"
    )
