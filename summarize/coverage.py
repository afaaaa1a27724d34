"""How much of what a question names a sentence leaves unsaid, where the two can be compared letter by letter."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import regex

from index.documents import Hit
from index.folding import fold

# Characters that ask, count or join, in Simplified: they stand in nearly every question and say nothing of its matter.
_ASKING = frozenset(
    "多少什么何时哪年谁几个家名次位款种的了是在有吗呢和与及其该将会已到从对以被把这那它们公司于之请问大怎样如由月日为"
)
_CHARACTERS = regex.compile(r"[\p{Han}\p{Katakana}]")
_WORDS = regex.compile(r"\p{Latin}{2,}|\d[\d.]*")
INCOMPARABLE = 0.15  # between languages; a sentence that answers in the question's own leaves .22 unsaid on average
_ROOT = 5  # letters of a word that are compared, so that endings do not matter
_STOP_LISTS = {
    "de": "German", "en": "English", "es": "Spanish", "fr": "French", "it": "Italian", "nl": "Dutch", "pl": "Polish",
    "pt": "Portuguese", "sv": "Swedish", "tr": "Turkish",
}  # fmt: skip


def share_unsaid(question: str, language: str | None, hit: Hit, subject: Iterable[str] = ()) -> float:
    """Which share of the question's telling characters and words stand neither in the sentence nor around it.

    The names that the whole article is about, its `subject`, need not be said again. INCOMPARABLE where question and
    sentence are of languages that cannot be compared so.
    """
    tag, other = (language or "").split("-")[0], (hit.language or "").split("-")[0]
    asked = telling_roots(question, tag)
    if tag in ("zh", "ja") and other in ("zh", "ja"):
        asked |= _characters(fold(question)) - _ASKING
    elif tag != other:
        return INCOMPARABLE
    around = fold(" ".join((hit.display, hit.title or "", hit.before, hit.after, *subject)))
    return len(asked - _words(around) - _characters(around)) / len(asked) if asked else 0.0


def telling_roots(text: str, language: str) -> frozenset[str]:
    """The beginnings of a text's words in Latin letters and its numbers, without those that stand in any text."""
    return _words(fold(text)) - _stop_roots(language.split("-")[0])


def _characters(folded: str) -> frozenset[str]:
    return frozenset(_CHARACTERS.findall(folded))


def _words(folded: str) -> frozenset[str]:
    return frozenset(word[:_ROOT] for word in _WORDS.findall(folded))


def is_grammar(word: str, language: str) -> bool:
    """Whether a word in Latin letters is one that stands in any text of its language ("en", "de", …)."""
    return len(word) <= _ROOT and fold(word) in _stop_roots(language)


@cache
def _stop_roots(tag: str) -> frozenset[str]:
    if tag not in _STOP_LISTS:
        return frozenset()
    from justext import get_stoplist  # type: ignore[import-untyped]

    return frozenset(fold(word)[:_ROOT] for word in get_stoplist(_STOP_LISTS[tag]))
