"""Written numbers to decimals: digits with separators, Chinese numerals, and number words."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

DIGITS = (
    r"\d{1,3}(?:[  ']\d{3})+(?:[.,]\d+)?(?![\d])"  # 250 000, 1'250.50
    r"|\d{1,3}(?:,\d{2})+,\d{3}(?:\.\d+)?(?!\d)"  # 12,34,567, as India groups
    r"|\d{1,3}(?:[.,]\d{3})+(?:[.,]\d+)?(?![\d])|\d+(?:[.,]\d+)?"
)
CJK_DIGITS = "〇零一二两三四五六七八九"
CJK_RUN = f"[{CJK_DIGITS}十百千万亿兆]+(?:点[{CJK_DIGITS}]+)?"
_DIGIT = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_COMMA_DECIMAL = {"de", "fr", "es", "it", "pt", "nl", "ru", "pl", "tr", "id", "da", "sv", "nb", "fi", "cs"}

WORDS: dict[str, dict[str, int]] = {
    "en": dict(
        zip(
            [
                "one",
                "two",
                "three",
                "four",
                "five",
                "six",
                "seven",
                "eight",
                "nine",
                "ten",
                "eleven",
                "twelve",
                "thirteen",
                "fourteen",
                "fifteen",
                "sixteen",
                "seventeen",
                "eighteen",
                "nineteen",
                "twenty",
            ],
            range(1, 21),
            strict=True,
        )
    )
    | {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90},
    "de": {"eine": 1, "einer": 1, "einem": 1, "einen": 1}
    | dict(
        zip(
            ["zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun", "zehn", "elf", "zwölf"],
            range(2, 13),
            strict=True,
        )
    )
    | {"zwanzig": 20, "dreißig": 30, "vierzig": 40, "fünfzig": 50, "hundert": 100},
    "fr": {"un": 1, "une": 1}
    | dict(
        zip(
            ["deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze"],
            range(2, 13),
            strict=True,
        )
    )
    | {"quinze": 15, "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "cent": 100},
    "es": {"un": 1, "una": 1}
    | dict(
        zip(
            ["dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce"],
            range(2, 13),
            strict=True,
        )
    )
    | {"quince": 15, "veinte": 20, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "cien": 100},
    "ko": {"한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10},
}


def read_digits(written: str, language: str) -> tuple[Decimal, int]:
    """The value of a run of digits and separators, and how many places stand behind its decimal sign.

    "3.124" is 3124 in German and 3.124 in English; "1.234,5" and "1,234.5" are clear in any language.
    """
    text = re.sub(r"[  ']", "", written)
    marks = [character for character in text if character in ".,"]
    if not marks:
        return Decimal(text), 0
    last = marks[-1]
    whole, fraction = text.rsplit(last, 1)
    comma_is_decimal = language in _COMMA_DECIMAL
    if len(set(marks)) == 2:
        decimal = True
    elif len(marks) > 1:
        decimal = False
    elif len(fraction) != 3 or whole == "0":
        decimal = True
    else:
        decimal = (last == ",") == comma_is_decimal
    whole = re.sub("[.,]", "", whole)
    return (Decimal(f"{whole}.{fraction}"), len(fraction)) if decimal else (Decimal(whole + fraction), 0)


def read_cjk(run: str) -> tuple[Decimal, Decimal] | None:
    """The value of Chinese numerals in Simplified form, and half of its last written place; None if it is no number.

    三百二十万 is 3,200,000 ± 5,000; 二〇二四 is 2024; 八点五 is 8.5; 两千五 is 2,500.
    """
    whole, _, fraction = run.partition("点")
    if not whole.strip("零〇") and not fraction:
        return None
    if all(character in _DIGIT for character in whole):
        if len(whole) > 1 and not any(character in "〇零" for character in whole) and len(whole) != 4:
            return None
        total = int("".join(str(_DIGIT[character]) for character in whole))
        last = 1
    else:
        parsed = _read_places(whole)
        if parsed is None:
            return None
        total, last = parsed
    if not fraction:
        return Decimal(total), Decimal(last) / 2 if last > 1 else Decimal(0)
    places = "".join(str(_DIGIT[character]) for character in fraction)
    return Decimal(f"{total}.{places}"), Decimal(5).scaleb(-len(places) - 1)


def _read_places(run: str) -> tuple[int, int] | None:
    """The value of numerals with 十百千万亿兆, and the value of the last place that was written."""
    total = section = 0
    digit: int | None = None
    last, previous = 1, 1
    for character in run:
        if character in _DIGIT:
            if digit not in (None, 0):
                return None
            digit = _DIGIT[character]
            last = 1 if digit == 0 or previous == 0 else max(previous // 10, 1)
            previous = 0 if digit == 0 else previous
        elif character in _SMALL:
            if digit is None and section % 10000 and character != "十":
                return None
            section += (1 if digit is None else digit) * _SMALL[character]
            digit, last = None, _SMALL[character]
            previous = _SMALL[character]
        else:
            factor = _LARGE[character]
            section += digit or 0
            if total and not section and total < factor:
                total *= factor
            elif total and total < factor:
                total = (total + section) * factor
            else:
                total += (section or 1) * factor
            section, digit, last, previous = 0, None, factor, factor
    if digit is not None:
        # 两千五 is 2,500: a digit behind a place without 零 counts tenths of that place.
        section += digit * last if last > 1 else digit
    return total + section, last


_HIGHEST_SMALL = 12
_NATIVE = str.maketrans({"两": "二", "兩": "二", "〇": "零"})
_ORDINAL_STEMS: dict[str, tuple[str, ...]] = {
    "en": ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
    "de": ("erst", "zweit", "dritt", "viert", "fünft", "sechst", "siebt", "acht", "neunt", "zehnt"),
    "fr": ("premi", "deuxi", "troisi", "quatri", "cinqui", "sixi", "septi", "huiti", "neuvi", "dixi"),
    "es": ("primer", "segund", "tercer", "cuart", "quint", "sext", "séptim", "octav", "noven", "décim"),
}


@cache
def _small_words(language: str) -> tuple[tuple[re.Pattern[str], int], ...]:
    """Patterns of the words for 1 to 12 and for first to tenth, each with its number."""
    cardinals = [(word + r"\b", value) for word, value in WORDS.get(language, {}).items() if value <= _HIGHEST_SMALL]
    ordinals = [(stem + r"\w{0,4}\b", value) for value, stem in enumerate(_ORDINAL_STEMS.get(language, ()), 1)]
    return tuple((re.compile(rf"\b{pattern}", re.IGNORECASE), value) for pattern, value in cardinals + ordinals)


@lru_cache(maxsize=1024)
def small_numbers(text: str, language: str | None) -> frozenset[int]:
    """The numbers up to twelve that a text spells in words or Chinese numerals, whatever they count."""
    family = (language or "").split("-")[0].lower()
    folded = text.translate(_NATIVE)
    found = {value for pattern, value in _small_words(family) if pattern.search(text)}
    for run in re.findall("[零一二三四五六七八九十]+", folded):
        value = int((read_cjk(run) or (0,))[0])
        if value <= _HIGHEST_SMALL:
            found.add(value)
    return frozenset(found)
