"""Reads one written number: digits, Chinese numerals or words, with the scale behind it."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

from . import vocabulary as words
from .model import Direction
from .numerals import CJK_RUN, DIGITS, WORDS, read_cjk, read_digits

START = re.compile(
    rf"(?P<digits>{DIGITS})|(?P<cjk>(?:[数几]{{1}}(?=[十百千万亿]))?{CJK_RUN})|(?P<half>半(?=年|个月|天|小时|周))"
)
_SEVERAL = re.compile("[数几]")
_EACH_CJK = re.compile(
    rf"\s?(?:(?P<digits>{DIGITS})|(?P<cjk>[一二两三四五六七八九十百千]+))(?P<scale>\s?(?:千亿|百亿|十亿|千万|百万|十万|千|百|万|亿|천억|백억|십억|천만|백만|십만|만|억|천|백))?"
)


@cache
def word_start(language: str) -> re.Pattern[str] | None:
    table = WORDS.get(language)
    if not table:
        return None
    body = "|".join(sorted(table, key=len, reverse=True))
    if language == "ko":
        return re.compile(
            rf"(?<![가-힣])(?P<first>{body})(?P<second>(?!))?(?=\s?(?:배|달|명|개|곳|건|시간|해|분기|차례))"
        )
    return re.compile(rf"\b(?P<first>{body})(?:[- ](?P<second>{body}))?(?![A-Za-zÀ-ɏ'])(?!-(?:to|on)\b)", re.IGNORECASE)


def read_number(folded: str, start: int, language: str) -> tuple[Decimal, Decimal, int, bool, Direction] | None:
    """(value, half of the last place, end, whether spelled out, direction) of the bare number at `start`."""
    match = START.match(folded, start)
    if match and match["digits"]:
        value, places = read_digits(match["digits"], language)
        half = Decimal(5).scaleb(-places - 1) if places else Decimal(0)
        return value, half, match.end(), False, "exact"
    if match and match["half"]:
        return Decimal("0.5"), Decimal(0), match.end(), True, "exact"
    if match and match["cjk"]:
        run = match["cjk"]
        if _SEVERAL.match(run):
            rest = read_cjk("一" + run[1:])
            return (rest[0] * 3, rest[0] * 2, match.end(), True, "about") if rest else None
        parsed = read_cjk(run)
        return (parsed[0], parsed[1], match.end(), True, "exact") if parsed else None
    pattern = word_start(language)
    match = pattern.match(folded, start) if pattern else None
    if match is None:
        return None
    table = WORDS[language]
    value = Decimal(table[match["first"].lower()] + (table[match["second"].lower()] if match["second"] else 0))
    return value, Decimal(0), match.end(), True, "exact"


def read_scale(
    folded: str, start: int, end: int, value: Decimal, half: Decimal, language: str
) -> tuple[Decimal, Decimal, int, Decimal]:
    """Apply the scale behind a number, and add what follows in smaller places: 3亿2000万, 1조 2000억."""
    match = words.SCALE.match(folded, end)
    letter = None if match else words.LETTER_SCALE.match(folded, end)
    if (
        letter
        and folded[start].isdigit()
        and (letter["scale"] != "m" or words.CURRENCY_BEFORE.search(folded, max(0, start - 5), start))
    ):
        factor = words.scale_factor(letter["scale"], language)
        return value * factor, (half or Decimal("0.5")) * factor, letter.end(), factor
    if not match:
        return value, half, end, Decimal(1)
    word = match["scale"]
    if word in ("兆",) and folded.startswith("瓦", match.end()):
        return value, half, end, Decimal(1)
    factor = words.scale_factor(word, language)
    if word in ("mm", "mil", "mille", "mn") and folded[start - 1 : start].isalpha():
        return value, half, end, Decimal(1)
    total, half, end = value * factor, (half or Decimal("0.5")) * factor, match.end()
    smallest = factor
    while word in _CJK_SCALES and (more := _EACH_CJK.match(folded, end)):
        part = (
            read_digits(more["digits"], language)[0] if more["digits"] else (read_cjk(more["cjk"]) or (Decimal(0),))[0]
        )
        step = words.scale_factor(more["scale"].strip(), language) if more["scale"] else Decimal(1)
        if part * step >= smallest or (
            more["digits"] and not more["scale"] and smallest > 10**4 and len(more["digits"]) < 4
        ):
            break
        if folded[end].isspace() and not more["scale"] and not re.match(r"\s?\d{1,4}(?:,\d{3})?[가-힣]", folded[end:]):
            break
        total, half, end, smallest = total + part * step, step / 2 if step > 1 else Decimal(0), more.end(), step
        if step == 1:
            break
    return total, half, end, factor


_CJK_SCALES = frozenset(
    [
        "万",
        "亿",
        "兆",
        "千",
        "百",
        "千万",
        "百万",
        "十万",
        "万亿",
        "千亿",
        "百亿",
        "十亿",
        "조",
        "억",
        "만",
        "천",
        "백",
        "천만",
        "백만",
        "천억",
        "백억",
    ]
)
