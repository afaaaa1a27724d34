"""Whether two figures can stand for the same quantity, and whether a statement's figures stand in its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import NamedTuple

from .folding import fold
from .model import Figure, Match
from .numerals import small_numbers
from .parsing import parse
from .spans import days_of, relate
from .wording import bare_months

_DAYS_A_MONTH = Decimal("30.4375")
_MONTHS = {"year": Decimal(12), "quarter": Decimal(3), "month": Decimal(1)} | {
    "week": 7 / _DAYS_A_MONTH,
    "day": 1 / _DAYS_A_MONTH,
}
_PHYSICAL = frozenset(
    ("tonne", "kilometre", "metre", "square metre", "square kilometre", "megawatt", "gigawatt", "kilowatt-hour")
) | {"megawatt-hour", "gigawatt-hour", "degree", "亩", "公顷"}
_CLASSIFIERS = frozenset(("个", "家", "개", "곳", "company"))  # 家 is read as a company, and counts shops and banks too
_EAST_ASIAN = re.compile("[぀-ヿ㐀-鿿가-힣]")
_END_OF = re.compile("[末底말]")
_OPPOSED = ({"growth", "decline"}, {"profit", "loss"})


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


# What a bare sum may be in; English and Spanish are written in too many countries to say.
_OWN_CURRENCIES: dict[str, set[str | None]] = {
    "de": {"EUR", "CHF"},
    "fr": {"EUR", "CHF"},
    "ja": {"JPY", "¥"},
    "ko": {"KRW"},
    "zh": {"CNY", "HKD", "TWD", "¥"},
}


def supported(statement: Figure, evidence: Iterable[Figure]) -> bool:
    """Whether one of the evidence's figures says what the statement's figure says, at the same precision or finer.

    3.1亿 stands on 3.124亿, but 3.124亿 does not stand on 3.1亿; a growth does not stand on a decline.
    """
    return any(_stands_on(statement, figure) for figure in evidence)


def _stands_on(statement: Figure, figure: Figure) -> bool:
    if statement.kind == "date":
        # 15일 and 15日 are a date or a time of so many days; only the words around them tell.
        bare_day = figure.kind == "duration" and figure.unit == "day" and figure.value is not None
        return _date_stands_on(statement, figure) or (bare_day and statement.period == f"XXXX-XX-{figure.value:02}")
    match = equal(statement, figure)
    if _other_noun(statement, figure):
        return True
    if _bare_coincidence(statement, figure):
        return False
    if not match or {statement.sign, figure.sign} in _OPPOSED:
        return False
    if match.agreement == "rounding":
        return statement.precision >= figure.precision or statement.approximate
    return match.agreement != "approximation" or statement.approximate or statement.low is not None


def _bare_coincidence(statement: Figure, figure: Figure) -> bool:
    """A bare 8 somewhere is no evidence for "8 aircraft"; a bare 2.7 million may be."""
    units = (statement.unit, figure.unit)
    size = abs(statement.value or Decimal(0))
    if _CLASSIFIERS & {*units} and _in_east_asia(statement) != _in_east_asia(figure):
        return False  # 120个岗位 and "120 postes": the noun is not in the tables
    return statement.kind == figure.kind == "count" and None in units and units != (None, None) and size < 10_000


def _other_noun(statement: Figure, figure: Figure) -> bool:
    """Whether both count the same many things under nouns that languages choose apart: 96家 and 96 shops."""
    units = {statement.unit, figure.unit}
    if not statement.kind == figure.kind == "count" or None in units or units & _PHYSICAL:
        return False
    # Within one language the nouns are told apart: 3家 and 3款 are not the same three.
    classified = bool(units & _CLASSIFIERS) and _in_east_asia(statement) != _in_east_asia(figure)
    return statement.value == figure.value and (classified or abs(statement.value or Decimal(0)) >= 100)


def _in_east_asia(figure: Figure) -> bool:
    return _EAST_ASIAN.search(figure.text) is not None


def _date_stands_on(statement: Figure, figure: Figure) -> bool:
    """A date may be coarser than the evidence's, or an end of its range, never finer."""
    if figure.period is None or statement.period is None:
        return False
    if "XXXX" in figure.period and "XXXX" not in statement.period:
        return False  # a year that the evidence does not give
    if relate(statement.period, figure.period) == "same":
        return True
    head = re.sub(r"^(FY|XXXX-?)", "", statement.period)
    parts = [re.sub(r"^(FY|XXXX-?)", "", part) for part in figure.period.split("/")]
    if any(part.startswith(head) for part in parts):
        return True
    if _END_OF.search(figure.text) and (whole := days_of(figure.period)):
        # 6月末 is 30 June, 2022年底 is December 2022.
        told = days_of(statement.period)
        return told is not None and told[1] == whole[1] and told[0].month == whole[1].month
    years = re.fullmatch(r"(\d{4})/(\d{4})", figure.period)
    return bool(years and re.fullmatch(r"\d{4}", head) and int(years[1]) <= int(head) <= int(years[2]))


def unsupported_figures(
    statement: str,
    evidence: Sequence[str],
    language: str | None = None,
    evidence_languages: Sequence[str | None] = (),
    published: str | None = None,
) -> tuple[Figure, ...]:
    """The figures of a statement that stand in none of the evidence texts once both are normalised.

    A count or a rank up to twelve also stands on the mere word: "zwei Ingenieure" counts what no table of nouns holds.
    """
    languages = list(evidence_languages) or [None] * len(evidence)
    standing = [
        (figure, tag) for text, tag in zip(evidence, languages, strict=True) for figure in parse(text, tag, published)
    ]
    spelled = [small_numbers(text, tag) for text, tag in zip(evidence, languages, strict=True)]
    return tuple(
        figure
        for figure in parse(statement, language, published)
        if not supported(figure, [other for other, tag in standing if may_mean(figure, other, tag)])
        and not (figure.kind in ("count", "rank", "ordinal") and any(figure.value in numbers for numbers in spelled))
        and not any(figure.period in bare_months(text, tag) for text, tag in zip(evidence, languages, strict=True))
    )


def may_mean(statement: Figure, figure: Figure, language: str | None) -> bool:
    """Whether a sum in some currency may be the bare number of a text: 1.245亿 in Chinese may be yuan, never euros."""
    if statement.kind != "money" or figure.kind != "count" or figure.unit is not None or not language:
        return True
    return statement.unit in _OWN_CURRENCIES.get(language.split("-")[0], {statement.unit})
