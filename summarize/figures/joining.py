"""Joins what belongs together: ranges, lists that share one unit, and values that share out a list of periods."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from .folding import fold
from .model import Figure
from .vocabulary import SCALES

_RANGE_SIGN = re.compile(
    r"\s?(?:-|~|–|—|至|到|から|to|through|bis|à|a|에서|ないし|或|或者|or)\s?(?:US\$|HK\$|\$|€|£|¥)?\s?"
)
_BETWEEN = re.compile(r"(?:between|zwischen|entre|介于|在)\s?\S{0,4}$", re.IGNORECASE)
_BETWEEN_SIGN = re.compile(r"\s?(?:and|und|et|y|和|与)\s?(?:US\$|HK\$|\$|€|£|¥)?\s?")
_LIST_SIGN = re.compile(
    r"\s?(?:、|,|;|以及|和|及|与|跟|and|und|et|y|,\s?and|や|と|및|와|과|/|、以及)\s?"
    r"(?:RMB|CNY|US\$|HK\$|\$|€|£|¥|人民币)?\s?(?:约|近|超|about|the\s)?$"
)
_CHANGED = re.compile(
    r"\s?(?:[^,，。;\d]{0,8}(?:到|至|为|成)了?|(?:[a-z]+ )?to|auf|à|a|へ|に[^,、。]{0,4}|으?로[^,]{0,4})"
    r"\s?(?:RMB|US\$|HK\$|\$|€)?\s?"
)
_TO = re.compile(r"\s(?:to|à|a|auf|bis)\s")
_CHANGED_TO = re.compile(r"に|へ|まで|으?로")
_CHANGE = re.compile(r"从|由|from|von|desde|de\s|より|에서|から", re.IGNORECASE)


def join_ranges(figures: Sequence[Figure], folded: str, text: str) -> list[Figure]:
    """Two numbers with a range sign between them become one figure: 8~9亿, 3至5亿, "between 3 and 5 million"."""
    joined: list[Figure] = []
    for figure in figures:
        previous = joined[-1] if joined else None
        if previous and _is_range(previous, figure, folded):
            joined[-1] = _range(previous, figure, text)
        else:
            joined.append(figure)
    return joined


def _is_range(first: Figure, second: Figure, folded: str) -> bool:
    gap = folded[first.end : second.start]
    if first.value is None or second.value is None or first.low is not None or len(gap) > 10:
        return False
    prefixed = first.kind == "money" and second.kind == "count" and second.unit is None
    if second.unit is None and first.unit is not None and not prefixed:
        return False
    between = bool(_BETWEEN_SIGN.fullmatch(gap) and _BETWEEN.search(folded[max(0, first.start - 14) : first.start]))
    if not between and not _RANGE_SIGN.fullmatch(gap):
        return False
    bare = first.unit is None or prefixed
    if not bare and first.unit != second.unit:
        return False
    head = folded[max(0, first.start - 6) : first.start]
    if not between and re.search(r"到|to|à|a|bis|에서|から", gap) and _CHANGE.search(head):
        return False
    if re.search(r"에서|から", gap) and _CHANGED_TO.match(folded, second.end):
        return False
    low = _lift(first, second) if bare else first.value
    if bare and _scale_of(second) > 1 and _scale_of(first) == 1 and low == first.value:
        return False
    return (bare or first.kind == second.kind) and low < second.value


def _lift(first: Figure, second: Figure) -> Decimal:
    """The first number under the scale of the second where it was left out: the 8 of 8~9亿."""
    assert first.value is not None and second.value is not None
    lifted = first.value * _scale_of(second)
    return lifted if _scale_of(first) == 1 and lifted < second.value else first.value


def _scale_of(figure: Figure) -> Decimal:
    """What the scale word in the figure's text stands for; 1 where there is none."""
    match = re.search(r"(?:\d|[一二两三四五六七八九十])\s?个?(?P<word>[^\d\s.,]+(?:\smillones)?)", fold(figure.text))
    for length in range(len(match["word"]), 0, -1) if match else ():
        word = match["word"][:length] if match else ""
        if word in SCALES:
            return Decimal(10) ** SCALES[word]
    return Decimal(1)


def _range(first: Figure, second: Figure, text: str) -> Figure:
    assert first.value is not None and second.value is not None
    prefixed = first.kind == "money" and second.unit is None
    low = _lift(first, second) if first.unit is None or prefixed else first.value
    return replace(
        second,
        kind=first.kind if prefixed else second.kind,
        unit=first.unit if prefixed else second.unit,
        start=first.start,
        text=text[first.start : second.end],
        value=(low + second.value) / 2,
        low=low,
        high=second.value,
        precision=max(second.precision, first.precision),
        direction=first.direction if first.direction != "exact" else second.direction,
    )


def listed(figures: Sequence[Figure], folded: str, changes: bool = False) -> list[list[int]]:
    """Runs of two or more figures with nothing but list signs (or "to") between them, as indices."""
    runs: list[list[int]] = []
    for index, figure in enumerate(figures):
        gap = folded[figures[index - 1].end : figure.start] if index else ""
        if runs and (_LIST_SIGN.fullmatch(gap) or (changes and _TO.fullmatch(gap))):
            runs[-1].append(index)
        else:
            runs.append([index])
    return [run for run in runs if len(run) > 1]


def share_units(figures: Sequence[Figure], folded: str) -> list[Figure]:
    """Members of a list without a unit take that of the last one: "0.97亿、6.21亿以及24.66亿元" are all 元."""
    shared = list(figures)
    for run in listed(shared, folded, changes=True):
        last = shared[run[-1]]
        if last.unit is None or last.kind not in ("money", "percent", "count", "multiple"):
            continue
        for index in run[:-1]:
            if shared[index].unit is None and shared[index].kind == "count":
                value, step = shared[index].value, _scale_of(last)
                assert value is not None
                bare = step > 1 and shared[index].precision < step / 1000 and _scale_of(shared[index]) == 1
                factor = step if bare else Decimal(1)
                half = shared[index].precision or (Decimal("0.5") if last.precision else Decimal(0))
                shared[index] = replace(
                    shared[index], kind=last.kind, unit=last.unit, value=value * factor, precision=half * factor
                )
    return shared


def expand_period(period: str) -> list[str]:
    """The years of a range, the last one as it is written: 2022/2025-H1 → 2022, 2023, 2024, 2025-H1."""
    match = re.fullmatch(r"(\d{4})/((\d{4})(?:-[QH]\d)?)", period)
    if not match:
        return [period]
    return [str(year) for year in range(int(match[1]), int(match[3]))] + [match[2]]


def share_periods(figures: Sequence[Figure], folded: str) -> dict[int, tuple[str | None, bool]]:
    """Each value's own period where a list of values stands against a list of periods.

    Where both are lists but of different lengths, no value has a known period.
    """
    shared: dict[int, tuple[str | None, bool]] = {}
    for run in listed(figures, folded):
        values = [index for index in run if figures[index].kind != "date"]
        if len(values) < 2 or len({figures[index].kind for index in values}) > 1:
            continue
        periods = _periods_before(figures, folded, run[0])
        if len(periods) == len(values):
            shared |= dict(zip(values, periods, strict=True))
        elif len(periods) > 1:
            shared |= dict.fromkeys(values, (None, False))
    return shared | _changes(figures, folded, shared)


def _periods_before(figures: Sequence[Figure], folded: str, before: int) -> list[tuple[str | None, bool]]:
    """The nearest row of periods before a list, ranges of years spelled out."""
    earlier = [index for index in range(before) if figures[index].kind == "date"]
    if not earlier:
        return []
    row = [earlier[-1]]
    while len(earlier) > len(row):
        candidate, following = earlier[-len(row) - 1], row[0]
        gap = folded[figures[candidate].end : figures[following].start]
        if following - candidate != 1 or not _LIST_SIGN.fullmatch(gap):
            break
        row.insert(0, candidate)
    return [
        (period, figures[index].period_resolved)
        for index in row
        for period in expand_period(figures[index].period or "")
    ]


def _changes(
    figures: Sequence[Figure], folded: str, shared: dict[int, tuple[str | None, bool]]
) -> dict[int, tuple[str | None, bool]]:
    """从45%降到40% after two dates, or a range of years: the first value is of the first, the second of the last."""
    changes: dict[int, tuple[str | None, bool]] = {}
    for index in range(1, len(figures)):
        first, second = figures[index - 1], figures[index]
        if "date" in (first.kind, second.kind) or {first.kind, second.kind} & {"percent", "money", "count"} == set():
            continue
        if index in shared or not _CHANGED.fullmatch(folded[first.end : second.start]):
            continue
        if not _CHANGE.search(folded[max(0, first.start - 8) : first.start]):
            continue
        earlier = [figure for figure in figures[: index - 1] if figure.kind == "date" and figure.period]
        ends = (earlier[-1].period or "").split("/") if earlier else []
        if len(ends) == 1 and len(earlier) > 1:
            ends = [earlier[-2].period or "", ends[0]]
        if len(ends) == 2:
            resolved = earlier[-1].period_resolved
            changes |= {index - 1: (ends[0], resolved), index: (ends[1], resolved)}
    return changes
