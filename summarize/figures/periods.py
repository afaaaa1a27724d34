"""Finds dates and periods and resolves the relative ones against the date of publication."""

from __future__ import annotations

import re
from dataclasses import replace

from .clock import Clock, past_years, relative_period, year_before
from .model import Figure
from .numerals import read_cjk
from .period_patterns import OTHER, PATTERNS, is_previous_year, relative_year
from .spans import days_of

_MONTHS = (
    "jan feb mar apr may jun jul aug sep oct nov dec",
    "jan feb mär apr mai jun jul aug sep okt nov dez",
    "jan fév mar avr mai jui jui aoû sep oct nov déc",
    "ene feb mar abr may jun jul ago sep oct nov dic",
)
_ORDINALS = {
    **dict.fromkeys(
        ("first", "1st", "ersten", "erste", "1.", "premier", "1er", "primer", "primera", "一", "首", "上", "상", "1"), 1
    ),
    **dict.fromkeys(
        ("second", "2nd", "zweiten", "zweite", "2.", "deuxième", "2e", "segundo", "segunda", "二", "下", "하", "2"), 2
    ),
    **dict.fromkeys(("third", "3rd", "dritten", "dritte", "3.", "troisième", "3e", "tercer", "三", "3"), 3),
    **dict.fromkeys(("fourth", "4th", "vierten", "vierte", "4.", "quatrième", "4e", "cuarto", "四", "4"), 4),
}
_AS_OF = re.compile(
    r"(?:截至|截止到?|as of|as at|end of|Stand|zum|per|Ende|fin|au|a finales de|al cierre de|末|底)\s?$",
    re.I,
)
_TO = re.compile(r"\s?(?:至|到|-|~|–|—|から|to|through|until|bis(?: zum)?|à|au|a|에서|부터)\s?(?:the\s)?")
_AS_OF_AFTER = re.compile(r"\s?(?:底|末|时点|现在|말 기준|기준|末时点)")


def find_periods(folded: str, text: str, language: str, published: str | None) -> list[Figure]:
    """Every date and period of the folded text, as figures of kind "date", in order and without overlaps."""
    clock = Clock.read(published)
    taken: list[tuple[int, int, re.Match[str]]] = []
    for pattern in PATTERNS.get(language, PATTERNS["en"]):
        for match in pattern.finditer(folded):
            begin, end = match.span()
            if begin < end and not any(start < end and begin < stop for start, stop, _ in taken):
                taken.append((begin, end, match))
    figures: list[Figure] = []
    latest_year: int | None = None
    latest_period: str | None = None
    for begin, end, match in sorted(taken, key=lambda item: item[0]):
        groups = {name: value for name, value in match.groupdict().items() if value is not None}
        period, resolved = _resolve(groups, language, clock, latest_year, latest_period)
        if period is None:
            continue
        if (year := re.search(r"\d{4}", period)) and resolved and "past" not in groups:
            latest_year = int(period.split("/")[-1][-4:]) if re.fullmatch(r"\d{4}/\d{4}", period) else int(year.group())
        latest_period = period
        while folded[begin].isspace():
            begin += 1
        as_of = bool(
            _AS_OF.search(folded[max(0, begin - 20) : begin]) or _AS_OF_AFTER.match(folded, end) or "edge" in groups
        )
        figures.append(
            Figure(begin, end, text[begin:end], "date", period=period, period_resolved=resolved, as_of=as_of)
        )
    return _joined(figures, folded, text)


def _joined(figures: list[Figure], folded: str, text: str) -> list[Figure]:
    """Two periods with a range sign between them are one: 2022年至2025年上半年 is 2022/2025-H1."""
    joined: list[Figure] = []
    for figure in figures:
        previous = joined[-1] if joined else None
        if previous and _TO.fullmatch(folded[previous.end : figure.start]) and previous.period and figure.period:
            before, after = days_of(previous.period), days_of(figure.period)
            if before and after and before[0] < after[0]:
                start = previous.period.partition("/")[0]
                end = figure.period.rpartition("/")[2]
                joined[-1] = replace(
                    figure, start=previous.start, text=text[previous.start : figure.end], period=f"{start}/{end}"
                )
                continue
        joined.append(figure)
    return joined


def _resolve(
    groups: dict[str, str], language: str, clock: Clock, latest_year: int | None, latest: str | None
) -> tuple[str | None, bool]:
    """(period, whether its year is known) of one match."""
    if "past" in groups:
        return past_years(groups["past"], language, clock)
    if "same" in groups:
        return year_before(latest, clock)
    if "other" in groups:
        return relative_period(*OTHER[groups["other"].casefold()], clock)
    year = _year(groups, language, clock)
    if latest_year is not None and "relative" in groups and is_previous_year(groups["relative"], language):
        year = latest_year - 1
    quarter = groups.get("quarter") or groups.get("quarter2") or groups.get("quarter3")
    half = groups.get("half") or groups.get("half2") or groups.get("half3")
    known = year is not None
    if year is None:
        year, known = _year_from_context(groups, clock, latest_year)
    head = f"{year:04d}" if year is not None else "XXXX"
    if "year2" in groups and year is not None:
        second = _four(groups["year2"], year)
        if "fiscal" in groups:
            return f"FY{head}/{second % 100:02d}", True
        return (f"{head}/{second}", True) if second > year else (None, False)
    if quarter:
        return f"{_fiscal(groups)}{head}-Q{_ORDINALS[quarter.lower()]}", known
    if half:
        return f"{_fiscal(groups)}{head}-H{_ORDINALS[half.lower()]}", known
    if "first" in groups:
        count = {"一": 1, "二": 2, "两": 2, "2": 2, "two": 2}.get(groups["first"], 3)
        return f"{head}-Q1/{head}-Q{count}", known
    if "months" in groups:
        last = month_number(groups["months"])
        return (f"{head}-01/{head}-{last:02d}", known) if last else (None, False)
    if "month" in groups:
        return _month_period(groups, head, known)
    if "day" in groups:
        if latest and (month := re.search(r"(\d{4}|XXXX)-(\d\d)(?=-\d\d$|$)", latest)):
            return f"{month.group()}-{int(groups['day']):02d}", month[1] != "XXXX"
        if clock.year and clock.month:
            return f"{clock.year:04d}-{clock.month:02d}-{int(groups['day']):02d}", True
        return f"XXXX-XX-{int(groups['day']):02d}", False
    return f"{_fiscal(groups)}{head}", known


def _fiscal(groups: dict[str, str]) -> str:
    return "FY" if "fiscal" in groups else ""


def _month_period(groups: dict[str, str], head: str, known: bool) -> tuple[str | None, bool]:
    month = month_number(groups["month"])
    if month is None or not 1 <= month <= 12:
        return None, False
    if "span" in groups:
        return f"{head}-Q{(month + 2) // 3}", known
    if "fiscal2" in groups:
        return f"FY{head}-{month:02d}", known
    if "day" not in groups:
        return f"{head}-{month:02d}", known
    written = groups["day"].removesuffix("er")
    parsed = int(written) if written.isdigit() else int((read_cjk(written) or (0,))[0])
    return (f"{head}-{month:02d}-{parsed:02d}", known) if 1 <= parsed <= 31 else (None, False)


def _year(groups: dict[str, str], language: str, clock: Clock) -> int | None:
    """The year that the match names or that its relative word stands for."""
    if "year" in groups:
        written = groups["year"]
        if not written.isascii():
            parsed = read_cjk(written)
            return int(parsed[0]) if parsed else None
        return int(written) if len(written) == 4 else 2000 + int(written)
    if "relative" in groups and clock.year:
        return clock.year + relative_year(groups["relative"], language)
    if "lastyear" in groups and clock.year:
        return clock.year - 1
    return None


def _year_from_context(groups: dict[str, str], clock: Clock, latest_year: int | None) -> tuple[int | None, bool]:
    """A half or quarter without a year is that of the year named before it, or the last one before publication."""
    if "relative" in groups or "lastyear" in groups:
        return None, False
    if latest_year is not None:
        return latest_year, True
    if clock.year is None:
        return None, False
    if clock.month:
        ended = (
            {"half": {"1": 6, "上": 6, "first": 6}.get(groups.get("half", ""), 12)}.get("half")
            if "half" in groups
            else None
        )
        if "quarter" in groups:
            ended = 3 * _ORDINALS[groups["quarter"].lower()]
        if ended and clock.month < ended - 2:
            return clock.year - 1, True
        month = month_number(groups["month"]) if "month" in groups else None
        if month and month > clock.month + 1:
            return clock.year - 1, True
    return clock.year, True


def month_number(written: str) -> int | None:
    """1 to 12 for digits, Chinese numerals or a month's name in English, German, French or Spanish."""
    if written.isdigit():
        return int(written)
    if not written[0].isascii() and (parsed := read_cjk(written)):
        return int(parsed[0])
    lowered = written.lower()
    if lowered.startswith("juil"):
        return 7
    for names in _MONTHS:
        if lowered[:3] in names.split():
            return names.split().index(lowered[:3]) + 1
    return {"jän": 1}.get(lowered[:3])


def _four(written: str, first: int) -> int:
    return int(written) if len(written) == 4 else first // 100 * 100 + int(written)
