"""Reads what a number counts: currency, rate, duration or noun."""

from __future__ import annotations

import re
from decimal import Decimal

from . import vocabulary as words
from .model import FigureKind

_CHINA = re.compile(r"yuan|renminbi|RMB|CNY|China|chin(?:e|o|a)|Chines", re.IGNORECASE)
_JAPAN = re.compile(r"\byen\b|JPY|Japan|japon", re.IGNORECASE)


def read_unit(
    folded: str, value: Decimal, half: Decimal, end: int, currency: str | None, language: str, text: str
) -> tuple[FigureKind, str | None, Decimal, Decimal, int]:
    """What the number counts, with the value in that unit."""
    if currency:
        after = words.CURRENCY_AFTER.match(folded, end)
        if after and (words.CURRENCY_OF[after["currency"]] == currency or currency in ("¥", "CNY")):
            return "money", words.CURRENCY_OF[after["currency"]], value, half, after.end()
        return "money", _settle(currency, language, folded), value, half, end
    rounded = half or Decimal("0.5")
    if match := words.POINTS_AFTER.match(folded, end):
        scale = words.POINTS[match["unit"]]
        return "points", "pp", value * scale, rounded * scale, match.end()
    if match := words.PERCENT_AFTER.match(folded, end):
        return "percent", "%", value, rounded, match.end()
    if match := words.MULTIPLE_AFTER.match(folded, end):
        return "multiple", "×", value, rounded, match.end()
    if match := words.CURRENCY_AFTER.match(folded, end):
        if match["currency"] in ("원", "엔", "元") and match.end() < len(folded) and folded[match.end()] in "유인래론":
            return "count", None, value, half, end
        return "money", _settle(words.CURRENCY_OF[match["currency"]], language, folded), value, half, match.end()
    if match := re.compile(r"(?:成|割)(?P<half>[五半])?(?![立本功长员就分果りっ])").match(folded, end):
        return (
            "percent",
            "%",
            value * 10 + (5 if match["half"] else 0),
            Decimal(5) if not match["half"] else Decimal("0.5"),
            match.end(),
        )
    if match := words.DURATION_AFTER.match(folded, end):
        span = words.DURATION_OF[match["unit"]]
        if span in ("year", "month") and folded.startswith("半", match.end()):
            return "duration", span, value + Decimal("0.5"), half, match.end() + 1
        return "duration", span, value, half, match.end()
    if match := words.NOUN_AFTER.match(folded, end):
        return "count", words.NOUN_OF[match["unit"]], value, half, match.end()
    if language in ("en", "de", "fr", "es") and (
        match := re.compile(r"\s(?:[A-Za-zÀ-ɏ'-]+\s){1,2}?(?P<unit>[A-Za-zÀ-ɏ]+)(?![A-Za-zÀ-ɏ])").match(folded, end)
    ):
        unit = words.NOUN_OF.get(match["unit"])
        if unit:
            return "count", unit, value, half, end
    return "count", None, value, half, end


def _settle(currency: str, language: str, folded: str) -> str:
    """Decide what ¥ means: by language, then by what the text speaks of; "¥" where nothing tells."""
    if currency != "¥":
        return currency
    if language in ("zh", "ja"):
        return "CNY" if language == "zh" else "JPY"
    china, japan = bool(_CHINA.search(folded)), bool(_JAPAN.search(folded))
    return "CNY" if china and not japan else "JPY" if japan and not china else "¥"


def currency_before(folded: str, start: int, floor: int) -> tuple[str | None, int]:
    """The currency written before the number and where it begins."""
    match = words.CURRENCY_BEFORE.search(folded, max(floor, start - 12), start)
    if not match:
        return None, start
    word = match.group().strip()
    # 港元 or 元 before a number closes the amount before it, unless it is a name that is written in front.
    if word in ("元", "円", "원", "엔", "港元", "美元", "dollars", "euros", "yen", "won", "yuan", "pounds"):
        return None, start
    return words.CURRENCY_OF[word], match.start()
