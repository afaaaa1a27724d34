"""Full dates as people write them in a dozen languages. One without a year, or whose order is unsure, is none."""

# ruff: noqa: E501 - a pattern is easier to check unbroken

from __future__ import annotations

from datetime import date

import regex

_MONTHS = {
    name: number
    for number, names in enumerate(
        [
            "jan january januar janvier enero gennaio janeiro", "feb february februar février febrero febbraio fevereiro",
            "mar march märz mrz mars marzo março", "apr april avril abril aprile", "may mai mayo maggio maio",
            "jun june juni juin junio giugno junho", "jul july juli juillet julio luglio julho",
            "aug august août agosto", "sep sept september septembre septiembre settembre setembro",
            "oct october okt oktober octobre octubre ottobre outubro", "nov november novembre noviembre novembro",
            "dec december dez dezember décembre diciembre dicembre dezembro",
        ],
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_DIGITS = "〇一二三四五六七八九"
_AFTERNOON = ("下午", "午後", "오후")
# The year before an era's first one.
_ERAS = {"令和": 2018, "平成": 1988, "民國": 1911, "民国": 1911}
_TIME = (
    r"(?:(?:,|T|um|at|à|a las|klo|,? ?um|[-–|])?\s*(?P<noon>上午|下午|午前|午後|오전|오후)?\s*(?P<hour>\d{1,2})(?:[:：]|\s?h\s?|時|时|시\s?|\.(?=\d\d\s?Uhr))(?P<minute>\d{2})(?:[:：](?P<second>\d{2}))?"
    r"(?:\s?[분分])?(?:\s*(?P<half>[AaPp])\.?[Mm]\b\.?)?)?"
)
DATE = regex.compile(
    r"(?:(?<!\d)(?P<year>(?:19|20)\d{2})\s?(?:[-/.]|[年년](?:\s?[(（][^)）\d]{2}\d{1,2}年[)）])?)\s?(?P<month>\d{1,2})\s?(?:[-/.]|[月월])\s?(?P<day>\d{1,2})(?!\d)\s?[日일]?(?:\.(?=\s|$))?"
    r"(?:\s?[(（][月火水木金土日一二三四五六]?[)）])?"
    r"|(?<!\p{L})(?P<name>\p{L}{3,10})\.?\s+(?P<day>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<year>(?:19|20)\d{2})"
    r"|(?<!\d)(?P<day>\d{1,2})\.?(?:st|nd|rd|th|er)?(?:\s+de)?\s+(?P<name>\p{L}{3,10})\.?,?(?:\s+de)?\s+(?P<year>(?:19|20)\d{2})"
    r"|(?P<era>令和|平成|(?:中[華华])?民[國国])\s?(?P<reign>\d{1,3}|元)\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?日?"
    r"|(?P<han>二[〇零○]\p{Han}{2})年(?P<month>[一二三四五六七八九十]{1,2})月(?P<day>[一二三四五六七八九十]{1,3})日"
    r"|(?<![\d/])(?P<first>\d{1,2})/(?P<last>\d{1,2})/(?P<year>(?:19|20)\d{2})(?![\d/])"
    r"|(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>(?:19|20)\d{2})(?!\d))"
    rf"\s?{_TIME}"
)


def iso_date(text: str | None) -> str | None:
    """The first full date in `text` as ISO 8601, with its time if it has one; None if there is none."""
    match = DATE.search(text) if text else None
    return iso_of(match) if match else None


def iso_of(match: regex.Match[str]) -> str | None:
    """A match of `DATE` as ISO 8601, with its time if it has one; None if there is no such day, or two are possible."""
    try:
        day = _day(match).isoformat()
    except ValueError:
        return None
    if match["hour"] and int(match["hour"]) < 24 and int(match["minute"]) < 60:
        hour = int(match["hour"])
        if match["half"] or match["noon"]:
            hour = hour % 12 + 12 * ((match["half"] or "") in {"P", "p"} or match["noon"] in _AFTERNOON)
        return f"{day}T{hour:02}:{match['minute']}:{match['second'] or '00'}"
    return day


def _day(match: regex.Match[str]) -> date:
    """The day that a match of `DATE` names; ValueError if there is none or two are possible."""
    if match["first"]:
        first, second = int(match["first"]), int(match["last"])
        if first <= 12 and second <= 12 and first != second:
            raise ValueError("either may be the month")
        return date(int(match["year"]), min(first, second), max(first, second))
    if match["era"]:
        reign = 1 if match["reign"] == "元" else int(match["reign"])
        return date(_ERAS[match["era"][-2:]] + reign, int(match["month"]), int(match["day"]))
    if match["han"]:
        year = [_DIGITS.index(digit) for digit in match["han"].replace("零", "〇").replace("○", "〇")]
        return date(int("".join(map(str, year))), _counted(match["month"]), _counted(match["day"]))
    month = int(match["month"]) if match["month"] else _MONTHS.get(match["name"].lower().rstrip("."), 0)
    return date(int(match["year"]), month, int(match["day"]))


def _counted(figure: str) -> int:
    """A number up to 99 as Chinese writes it: 十, 十二, 三十一."""
    tens, ten, ones = figure.rpartition("十")
    return (_DIGITS.index(tens) if tens else 1) * 10 * bool(ten) + (_DIGITS.index(ones) if ones else 0)
