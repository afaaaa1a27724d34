"""Light stemming of Arabic words.

Snowball leaves the conjunction on a word ("والمدارس", and the schools) and most of what is written together with it, so
a question's word misses the sentence's. This is light10 of Larkey, Ballesteros and Connell, "Light Stemming for Arabic
Information Retrieval" (2007), with the prepositions of one letter taken off as well, and endings as long as there are.
"""

from __future__ import annotations

import unicodedata

import regex

_MARKS = regex.compile(r"\p{M}|ـ")  # vowels, hamzas and what draws a word out
_VARIANTS = str.maketrans({"ٱ": "ا", "ى": "ي"})
_AND = r"(?:و(?=.{3}))?"
_ARTICLE_OR_PREPOSITION = r"(?:(?:ال|بال|كال|فال|لل)(?=..)|[بلفكس](?=.{4}))?"
_ENDINGS = r"(?:ها|ان|ات|ون|ين|يه|ه|ة|ي|ت|ا)*"
_WORD = regex.compile(rf"{_AND}{_ARTICLE_OR_PREPOSITION}(?P<stem>.{{2,}}?){_ENDINGS}")


def light_stem(word: str) -> str:
    """What the forms of a word have in common: two letters or more, without marks and with one form of each letter."""
    word = _MARKS.sub("", unicodedata.normalize("NFD", word)).translate(_VARIANTS)
    match = _WORD.fullmatch(word)
    return match["stem"] if match else word
