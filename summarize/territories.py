"""The countries and territories that a text names, by the names that Unicode's CLDR has for them in its language."""

from __future__ import annotations

from functools import cache

import regex

_SHORTEST = 2  # characters of a name in Han characters, kana or Hangul
_SHORTEST_SPELLED = 4  # letters of a name in other scripts: "Mali", but not "US"
_UNSPACED = frozenset({"zh", "ja", "ko", "th"})
_LANGUAGES = frozenset(
    ("ar", "de", "en", "es", "fr", "hi", "id", "it", "ja", "ko", "nl", "pl", "pt", "ru", "sv", "th", "tr", "vi", "zh")
)
# Whoever writes in the language need not say that it is about this country.
_HOME = {"zh": ("CN",), "ja": ("JP",), "ko": ("KR",), "de": ("DE",), "fr": ("FR",), "it": ("IT",), "pl": ("PL",)}


def territories_in(text: str, language: str | None) -> frozenset[str]:
    """The ISO 3166 codes of the territories that a text names; none in a language without names here."""
    family = (language or "").split("-")[0]
    if family not in _LANGUAGES:
        return frozenset()
    pattern, codes = _names(family)
    return frozenset(codes[match[0].casefold()] for match in pattern.finditer(_simplified(text, family)))


def at_home(language: str | None) -> frozenset[str]:
    """The territories that go without saying in a text of that language."""
    return frozenset(_HOME.get((language or "").split("-")[0], ()))


@cache
def _names(family: str) -> tuple[regex.Pattern[str], dict[str, str]]:
    from babel import Locale

    codes: dict[str, str] = {}
    for code, name in Locale(family).territories.items():
        # What is written in brackets or as a hyphenated title is said in official names only.
        short = regex.sub(r"[（(].*|^中国(?=香港|澳门)|特别行政区$", "", str(name)).strip()
        least = _SHORTEST if family in _UNSPACED else _SHORTEST_SPELLED
        if len(code) == 2 and code.isalpha() and len(short) >= least:
            codes[short.casefold()] = code
    names = "|".join(regex.escape(name) for name in sorted(codes, key=len, reverse=True))
    return regex.compile(names if family in _UNSPACED else rf"\b(?:{names})\b", regex.IGNORECASE), codes


def _simplified(text: str, family: str) -> str:
    from index.folding import to_script

    return to_script(text, "zh-Hans") if family == "zh" else text
