"""One character for one character: full-width to half-width, Traditional to Simplified, so that offsets stay."""

from __future__ import annotations

import re
from functools import cache

from index.folding import character_variants

# Wide forms that have a plain one; all are single characters, so a folded text keeps every offset.
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {
    0x3000: 0x20,
    0xA0: 0x20,
    0x2009: 0x20,
    0x202F: 0x20,
    0x2212: ord("-"),
    0xFFE5: ord("¥"),
    0xFFE1: ord("£"),
    0xFFE6: ord("₩"),
    0x301C: ord("~"),
    0x223C: ord("~"),
    0x2019: ord("'"),
    0x2010: ord("-"),
    0x2011: ord("-"),
    0x25CB: ord("〇"),
}
EAST_ASIAN = re.compile("[぀-ヿ㐀-鿿가-힣]")
_HANGUL = re.compile("[가-힣]")
_KANA = re.compile("[ぁ-んァ-ヺ]")
_HAN = re.compile("[一-鿿]")
_MARKS = {
    "de": re.compile(r"\b(?:der|die|das|und|ist|im|mit|von|den|für|auf|auch|gegenüber|rund|Millionen|Mrd|Mio)\b", re.I),
    "fr": re.compile(r"\b(?:le|les|des|une?|et|est|dans|du|au|aux|sur|pour|qui|millions|milliards?|contre)\b", re.I),
    "es": re.compile(r"\b(?:el|los|las|una?|y|es|en|del|al|por|con|que|millones|fue|más)\b", re.I),
    "en": re.compile(r"\b(?:the|of|and|is|in|to|for|at|was|by|from|its|than|million|billion)\b", re.I),
}


@cache
def _table() -> dict[int, int]:
    """The whole translation table, made once."""
    folded = {ord(old): ord(new) for old, new in character_variants("t2s").items()}
    # Forms that OpenCC keeps apart but that write the same number or unit.
    folded |= {
        ord(old): ord(new) for old, new in zip("壱弐参圓圆増減佰仟拾貳満", "一二三元元增减百千十二满", strict=True)
    }
    return folded | _WIDE


def fold(text: str) -> str:
    """The text in half-width and Simplified characters; len(fold(text)) == len(text)."""
    if text.isascii():
        return text
    return text.translate(_table())


def guess_language(text: str) -> str:
    """ "zh", "ja", "ko", "de", "fr", "es" or "en" from the script and a few small words."""
    if _HANGUL.search(text):
        return "ko"
    if _KANA.search(text):
        return "ja"
    if _HAN.search(text):
        return "zh"
    counts = {language: len(pattern.findall(text)) for language, pattern in _MARKS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] > counts["en"] else "en"


def language_family(text: str, language: str | None) -> str:
    """The part of a language tag that decides how numbers are written."""
    return language.split("-")[0].lower() if language else guess_language(text)
