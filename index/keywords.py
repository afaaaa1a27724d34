"""Text → terms of the keyword leg, the same for documents and queries, in any script.

Scripts written without spaces become character bigrams; other words are folded and stemmed; figures become one
canonical term (3.12亿, 3.12億, 312 million and 312 Mio. are all `n312000000`). Terms hold letters and digits only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import regex

from .folding import fold
from .numerals import take_numbers

# Written without spaces between words (Hangul has them, but its endings make bigrams the better term).
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー々〆"
_RUN = regex.compile(rf"(?P<unspaced>[{_UNSPACED}]+)|(?P<word>[\p{{L}}\p{{M}}\p{{N}}--[{_UNSPACED}]]+)", regex.V1)
_MARKS = regex.compile(r"(?<=[\p{Latin}\p{Greek}\p{Cyrillic}\p{Arabic}\p{Hebrew}]\p{M}*)\p{M}+")

_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch",
    "no": "norwegian", "nb": "norwegian", "nn": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


def terms(text: str, language: str | None = None) -> list[str]:
    """The terms of a text in order, repeated ones too. `language` is a BCP 47 tag; it chooses the stemmer."""
    folded = fold(unicodedata.normalize("NFKC", text).casefold())
    found, rest = take_numbers(folded, language)
    for match in _RUN.finditer(rest):
        if run := match["unspaced"]:
            found.extend(_bigrams(run))
        else:
            found.append(_stem(match["word"], _stemmer_language(match["word"], language)))
    return found


def query_terms(query: str, languages: Iterable[str | None]) -> tuple[str, ...]:
    """The distinct terms of a query as each of these languages would have cut and stemmed them."""
    return tuple(dict.fromkeys(term for language in languages for term in terms(query, language)))


def _bigrams(run: str) -> list[str]:
    return [run[i : i + 2] for i in range(len(run) - 1)] or [run]


def _stemmer_language(word: str, language: str | None) -> str | None:
    """The text's language, unless the word is in a script that this language is not written in."""
    first = unicodedata.name(word[0], "").split(" ", 1)[0]
    tag = (language or "").split("-", 1)[0].lower()
    if first == "CYRILLIC":
        return tag if tag in ("sr",) else "ru"
    if first == "ARABIC":
        return "ar"
    if first == "LATIN":
        return tag if tag not in ("ru", "ar", "el", "hi", "hy", "ne", "ta", "yi", "zh", "ja", "ko") else "en"
    return tag


@lru_cache(maxsize=100_000)
def _stem(word: str, language: str | None) -> str:
    algorithm = _STEMMERS.get(language or "en")
    if algorithm:
        import snowballstemmer  # type: ignore[import-untyped]

        word = snowballstemmer.stemmer(algorithm).stemWord(word)
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", word)))
