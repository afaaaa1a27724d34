"""Whether a statement's figures stand in its evidence, in whatever language either is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from .comparing import equal
from .folding import EAST_ASIAN
from .model import Figure
from .numerals import small_numbers
from .parsing import parse
from .spans import days_of, relate
from .wording import bare_months

_PHYSICAL = frozenset(
    ("tonne", "kilometre", "metre", "square metre", "square kilometre", "megawatt", "gigawatt", "kilowatt-hour")
) | {"megawatt-hour", "gigawatt-hour", "degree", "亩", "公顷"}
_CLASSIFIERS = frozenset(("个", "家", "개", "곳", "company"))  # 家 is read as a company, and counts shops and banks too
_FEW = 12  # a small number may be of anything
_END_OF = re.compile("[末底말]")
_OPPOSED = ({"growth", "decline"}, {"profit", "loss"})
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
    classified = any(unit in _CLASSIFIERS or (size > _FEW and len(unit or "") == 1) for unit in units)
    if classified and _in_east_asia(statement) != _in_east_asia(figure):
        return False  # 120个岗位 and "120 postes", 47条线路 and "47 lines": the noun is not in the tables
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
    return EAST_ASIAN.search(figure.text) is not None


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
