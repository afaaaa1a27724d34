"""Numbers in words as digits, so that "forty-seven lines" and "47 lignes" are one figure."""

from __future__ import annotations

import re
from functools import lru_cache

_LANGUAGES = frozenset(("de", "en", "es", "fr", "it", "nl", "pt"))
# The parser reads these itself, and "3,5 millions" is no number in words.
_LEFT = re.compile(
    r"(\S*\d\S*|\b(?:half|halb\w*|demi\w*|medi[oa]s?|mill?i[oó]\w*|mill[oó]n\w*|mili[oõ]\w*|mil[ij]a[r]d\w*|milliard\w*|billi\w*|trilli\w*)\b)",
    re.IGNORECASE,
)
_SMALL = 12.0  # up to which the parser reads words itself, and "the fifth" is none


@lru_cache(maxsize=1024)
def in_digits(text: str, language: str | None) -> str:
    """The text with its numbers in words as digits, those up to twelve as they are; a BCP 47 tag says how.

    As it is in a language whose number words are not known here.
    """
    family = (language or "").split("-")[0].lower()
    if family not in _LANGUAGES:
        return text
    from text_to_num import alpha2digit  # type: ignore[import-untyped]

    parts = _LEFT.split(text)
    return "".join(
        alpha2digit(part, family, threshold=_SMALL) if place % 2 == 0 and part.strip() else part
        for place, part in enumerate(parts)
    )
