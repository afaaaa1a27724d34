"""A figure in the reader's convention, with the original beside it where the form differs."""

from __future__ import annotations

import re
from decimal import Decimal

from .folding import fold
from .model import Figure
from .wording import Wording, wording_of

_LARGE = 1_000_000  # from here on a round number is said with a scale word: 2.7 million, but 12,000
_CLASSIFIER = re.compile(r"家\w?$")  # counts shops, banks and hospitals as well: no noun to be translated
_COMPOUND = re.compile(r"[亿億兆억조]\s?\d")
_PERIOD = re.compile(r"(?P<fiscal>FY)?(?P<y>\d{4})(?:-(?:Q(?P<q>\d)|H(?P<h>\d)|(?P<m>\d\d)(?:-(?P<d>\d\d))?))?")


def render(figure: Figure, language: str) -> str:
    """The figure as a reader of `language` writes it: "HK$37.0 billion (370亿港元)".

    A figure that the language cannot say better, such as a date without a year, stays as it stands in its text.
    """
    form = rendered_form(figure, language)
    if form is None:
        return figure.text
    if not figure.text or re.sub(r"\s", "", fold(form)) == re.sub(r"\s", "", fold(figure.text)):
        # At most the script differs: the reader's own is enough.
        return form
    return f"{form} ({figure.text})"


def rendered_form(figure: Figure, language: str) -> str | None:
    """The figure in `language` alone, without its original; None where it cannot be said."""
    wording = wording_of(language)
    if figure.kind == "date":
        return _period(figure.period or "", wording) if figure.period_resolved else None
    if figure.value is None or figure.kind == "ordinal":
        return None
    if figure.low is not None and figure.high is not None:
        if (number := _range(figure.low, figure.high, _shown_half(figure), wording)) is None:
            return None
    else:
        number = _number(figure.value, _shown_half(figure), wording)
    quantity = _with_unit(figure, number, wording, language)
    if quantity is None or not figure.approximate:
        return quantity
    return wording.softeners[figure.direction].format(f=quantity)


def _shown_half(figure: Figure) -> Decimal:
    """Half of the last place that is shown: 2億1200万 is written to the last 万, but says no more than 212 million."""
    if figure.value and _COMPOUND.search(figure.text):
        return Decimal(5).scaleb(int(figure.value.normalize().as_tuple().exponent) - 1)
    return figure.precision


def _with_unit(figure: Figure, number: str, wording: Wording, language: str) -> str | None:
    """The number with what it counts."""
    match figure.kind:
        case "percent":
            return wording.percent.format(n=number)
        case "points":
            return wording.points.format(n=number)
        case "multiple":
            return wording.multiple.format(n=number)
        case "ratio":
            return f"{number}:1"
        case "rank":
            return wording.rank.format(n=number)
        case "money":
            return _money(figure.unit or "", number, wording, language)
    unit = figure.unit
    if unit is None or (unit == "company" and _CLASSIFIER.search(figure.text) and not language.startswith("zh")):
        return number
    pattern = wording.one.get(unit) if figure.value == 1 and figure.low is None else None
    pattern = pattern or wording.units.get(unit)
    if pattern is None and language.startswith("zh") and not unit.isascii():
        pattern = "{n}" + unit
    return pattern.format(n=number) if pattern else None


def _money(currency: str, number: str, wording: Wording, language: str) -> str:
    pattern = wording.money.get(currency)
    if pattern is None:
        return wording.other_money.format(c=currency, n=number)
    if language.startswith(("fr", "es")) and number[-1].isdigit():
        # "300 euros", but "3 millions d'euros".
        pattern = re.sub(r"^\{n\} d(?:e |')", "{n} ", pattern)
    return pattern.format(n=number)


def _scale(value: Decimal, half: Decimal, wording: Wording) -> tuple[Decimal, str]:
    """The largest scale word under which the number keeps at most three places; (1, "") to write it out.

    2億1200万 is written to the last 万, but 2.12亿 says all of it.
    """
    fitting = [(Decimal(10) ** power, word) for power, word in wording.scales if abs(value) >= Decimal(10) ** power]
    for factor, word in fitting:
        if half * 2000 >= factor or (_LARGE <= abs(value) < factor * 10_000 and not value % (factor / 1000)):
            return factor, word
    return fitting[-1] if fitting and half >= 50 else (Decimal(1), "")


def _number(value: Decimal, half: Decimal, wording: Wording) -> str:
    factor, word = _scale(value, half, wording)
    return _digits(value / factor, _places(half, factor), wording) + (wording.joiner + word if word else "")


def _range(low: Decimal, high: Decimal, half: Decimal, wording: Wording) -> str | None:
    """Both ends under one scale: "8–9 billion"; None where they are negative and would be misread."""
    if low < 0:
        return None
    factor, word = _scale(low, half, wording)
    first, second = (_digits(end / factor, _places(half, factor), wording) for end in (low, high))
    if not word:
        return f"{first}{wording.range_sign}{second}"
    tail = wording.joiner + word
    return (
        f"{first}{tail}{wording.range_sign}{second}{tail}"
        if not wording.joiner
        else f"{first}{wording.range_sign}{second}{tail}"
    )


def _places(half: Decimal, factor: Decimal) -> Decimal:
    """Half of the last place to be shown under a scale; 0 where that would be more than three places."""
    return half / factor if half * 2000 >= factor else Decimal(0)


def _digits(number: Decimal, half: Decimal, wording: Wording) -> str:
    """Digits with the language's separators, to the place that was written."""
    plain = number.normalize()
    places = max(0, -int(plain.as_tuple().exponent))
    if half:
        written = -int((half * 2).normalize().as_tuple().exponent)
        places = max(places, written)
    text = f"{number:.{places}f}"
    whole, _, fraction = text.partition(".")
    sign, whole = ("-", whole[1:]) if whole.startswith("-") else ("", whole)
    grouped = f"{int(whole):,}".replace(",", wording.thousands) if len(whole) > 3 else whole
    return sign + grouped + (wording.decimal + fraction if fraction else "")


def _period(period: str, wording: Wording) -> str | None:
    if years := re.fullmatch(r"(\d{4})/(\d{4})", period):
        return wording.periods["years"].format(y=years[1], y2=years[2])
    match = _PERIOD.fullmatch(period)
    if not match:
        return None
    year = match["y"]
    if match["q"]:
        return wording.periods["quarter"].format(y=year, q=wording.quarters[int(match["q"]) - 1])
    if match["h"]:
        return wording.periods["half"].format(y=year, h=wording.halves[int(match["h"]) - 1])
    if match["m"]:
        month = wording.months[int(match["m"]) - 1] if wording.months else int(match["m"])
        if match["d"]:
            return wording.periods["day"].format(y=year, m=month, d=int(match["d"]))
        return wording.periods["month"].format(y=year, m=month)
    return wording.periods["fiscal" if match["fiscal"] else "year"].format(y=year)
