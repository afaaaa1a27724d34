"""A light reader of numerals for the keyword leg: every way to write a figure becomes the same term."""

from __future__ import annotations

from decimal import Decimal

import regex

# Words and characters that multiply the number before them, after folding (lower case, Simplified).
_SCALES = {
    10**2: "百 hundred hundert",
    10**3: "千 thousand k tausend mil mille тыс тысяч тысячи тысяча الف ألف آلاف 천",
    10**4: "万 만",
    10**5: "十万 lakh",
    10**6: (
        "百万 million millions mn m mio millionen millones millon millón milhões milhão milioni milione "
        "млн миллион миллиона миллионов مليون ملايين"
    ),
    10**7: "千万 crore",
    10**8: "亿 억",
    10**9: (
        "十亿 billion billions bn mrd milliarde milliarden milliard milliards miliardi miliardo "
        "млрд миллиард миллиарда миллиардов مليار"
    ),
    10**10: "百亿",
    10**11: "千亿",
    10**12: "万亿 兆 조 trillion trillions tn billionen billones трлн триллион триллиона триллионов تريليون",
}
_SCALE = {word: value for value, words in _SCALES.items() for word in words.split()} | {"mil millones": 10**9}
# A lone letter is a scale only right behind the digits: 312m, but not "5 m".
_LETTERS = ("k", "m")
# fmt: off
_DECIMAL_COMMA = frozenset({
    "bg", "ca", "cs", "da", "de", "el", "es", "fi", "fr", "hr", "hu", "id", "it", "lt", "nb", "nl", "nn", "no", "pl",
    "pt", "ro", "ru", "sk", "sl", "sr", "sv", "tr", "uk", "vi",
})
# fmt: on

_BY_LENGTH = sorted(_SCALE, key=len, reverse=True)
_IDEOGRAPHS = "|".join(word for word in _BY_LENGTH if regex.match(r"[\p{Han}\p{Hangul}]", word))
_WORDS = "|".join(word for word in _BY_LENGTH if regex.match(r"[^\p{Han}\p{Hangul}]{2}", word))
_FIGURE = regex.compile(
    r"(?<![\d.,])(?P<number>\d+(?:[.,'’]\d+)*)"
    rf"(?: ?(?P<scale>{_IDEOGRAPHS})| ?(?P<scale>{_WORDS})\b|(?P<scale>{'|'.join(_LETTERS)})\b)?"
)
_SPACED_GROUPS = regex.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)")
# From one year to another: what is told of 2022 to 2024 is told of 2023 as well.
_YEAR = r"(?:19|20)\d\d"
_UNTIL = r"[-–—~〜至到]|から|to|bis|until|through|a|à|al?|до|по"
_YEARS = regex.compile(rf"(?<!\d)(?P<first>{_YEAR})年? ?(?:{_UNTIL}) ?(?P<last>{_YEAR})(?!\d)")
_LONGEST_RANGE = 10  # years


def take_numbers(folded: str, language: str | None = None) -> tuple[list[str], str]:
    """The terms of all figures in a folded text, and the text with these figures blanked out.

    Parts that follow one another in falling scale are one figure: 4兆6000亿 is n4600000000000. A range of years also
    has the terms of those in between.
    """
    comma = (language or "").split("-", 1)[0].lower() in _DECIMAL_COMMA
    if comma:
        folded = _SPACED_GROUPS.sub(lambda match: match[0].replace(" ", ""), folded)
    found: list[str] = []
    rest: list[str] = []
    position, total, last_scale = 0, Decimal(0), 0
    for match in _FIGURE.finditer(folded):
        scale = _SCALE[match["scale"]] if match["scale"] else 1
        value = _value(match["number"], comma) * scale
        if found and match.start() == position and scale < last_scale:
            total += value
            found[-1] = _term(total)
        else:
            total = value
            found.append(_term(value))
        rest += [folded[position : match.start()], " "]
        position, last_scale = match.end(), scale
    rest.append(folded[position:])
    return found + _years_between(folded), "".join(rest)


def _years_between(folded: str) -> list[str]:
    ranges = ((int(match["first"]), int(match["last"])) for match in _YEARS.finditer(folded))
    return [
        _term(Decimal(year))
        for first, last in ranges
        if last - first <= _LONGEST_RANGE
        for year in range(first + 1, last)
    ]


def _value(number: str, decimal_comma: bool) -> Decimal:
    """1,234.5 or, where the comma is the decimal sign, 1.234,5. What is neither is a date or a version: its digits."""
    decimal, grouping = (",", ".") if decimal_comma else (".", ",")
    number = number.replace("'", "").replace("’", "")
    whole, *groups = number.split(grouping)
    if all(len(group.split(decimal)[0]) == 3 for group in groups):
        number = whole + "".join(groups)
    elif len(groups) == 1 and decimal not in number:
        # A lone sign that does not group three digits can only be the decimal sign, whatever the language's habit.
        number = number.replace(grouping, decimal)
    if number.count(decimal) > 1 or grouping in number:
        return Decimal("".join(character for character in number if character.isdigit()))
    return Decimal(number.replace(decimal, "."))


def _term(value: Decimal) -> str:
    """Letters and digits only, so that no database's tokenizer takes it apart: 84.50 → n84p5. At most 40 characters."""
    plain = format(value, "f")
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    return "n" + plain.replace(".", "p")[:39]
