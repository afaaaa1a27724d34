"""Script folding that keeps offsets, and conversion between Simplified and Traditional Chinese.

`fold` maps each character to exactly one character, so that a position in the folded text is the same position in the
original. It is for matching only; what is shown is never folded.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import Any

# Where OpenCC's character dictionaries have entries: the unified ideographs, their extensions and compatibility forms.
_IDEOGRAPHS = ((0x3400, 0xA000), (0xF900, 0xFB00), (0x20000, 0x2FA20))
_BASIC_PLANE = 0x10000
_SURROGATES = range(0xD800, 0xE000)
_CONFIGURATIONS = {"zh-Hans": "t2s", "zh-Hant": "s2tw"}


def fold(text: str) -> str:
    """`text` with script variants, width and case folded, character for character: `國` and `国`, `Ａ` and `a` meet."""
    return text.translate(_folding_table())


def to_script(text: str, tag: str) -> str:
    """Chinese `text` in the script of `tag` ("zh-Hans" or "zh-Hant"); any other tag gives the text unchanged."""
    configuration = _CONFIGURATIONS.get(tag)
    return converter(configuration).convert(text) if configuration else text


@cache
def converter(configuration: str) -> Any:
    """The OpenCC converter of that name ("t2s", "s2t", "s2tw", "jp2t"), loaded once."""
    import opencc

    return opencc.OpenCC(configuration)


@cache
def character_variants(configuration: str) -> dict[str, str]:
    """Every single ideograph that OpenCC's `configuration` replaces, with its (first) replacement of one character."""
    characters = [chr(code) for first, end in _IDEOGRAPHS for code in range(first, end)]
    # Line breaks keep OpenCC from reading neighbours as a phrase; one call is a thousand times faster than many.
    converted = converter(configuration).convert("\n".join(characters)).split("\n")
    return {old: new for old, new in zip(characters, converted, strict=True) if len(new) == 1 and old != new}


def in_charset(character: str, encoding: str, first: int = 0, last: int = 0xFFFF) -> bool:
    """Whether a two-byte `encoding` has the character, with its code between `first` and `last`."""
    try:
        code = character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return len(code) == 2 and first <= int.from_bytes(code, "big") <= last


@cache
def _folding_table() -> dict[int, str]:
    table = {}
    for code in range(_BASIC_PLANE):
        if code in _SURROGATES:
            continue
        character = chr(code)
        folded = unicodedata.normalize("NFKC", character)
        folded = folded if len(folded) == 1 else character
        lowered = folded.lower()
        folded = lowered if len(lowered) == 1 else folded
        if folded != character:
            table[code] = folded
    simplified = character_variants("t2s")
    for old, new in character_variants("jp2t").items():
        # A Japanese form that Chinese uses as a character of its own (芸, 予) stays what it is.
        if not in_charset(old, "gb2312"):
            table[ord(old)] = simplified.get(new, new)
    for code, folded in list(table.items()):
        table[code] = simplified.get(folded, folded)
    return table | {ord(old): new for old, new in simplified.items()}
