"""Text → terms of the keyword leg, the same for documents and queries, in any script.

Scripts written without spaces become character bigrams; other words are folded and stemmed; figures become one
canonical term (3.12亿, 3.12億, 312 million and 312 Mio. are all `n312000000`). Terms hold letters and digits only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

import regex

from .arabic import light_stem
from .concepts import concepts, is_matter, lexicon_digest, query_language
from .folding import fold
from .numerals import take_numbers

# Written without spaces between words (Hangul has them, but its endings make bigrams the better term).
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}ー々〆"
_RUN = regex.compile(rf"(?P<unspaced>[{_UNSPACED}]+)|(?P<word>[\p{{L}}\p{{M}}\p{{N}}--[{_UNSPACED}]]+)", regex.V1)
_MARKS = regex.compile(r"(?<=[\p{Latin}\p{Greek}\p{Cyrillic}\p{Arabic}\p{Hebrew}]\p{M}*)\p{M}+")

# Raise it whenever the rules below give other terms.
_RULES = 1

_SURVIVES = regex.compile(r"n\d|x[qwg]\d|\p{Latin}{4}|[\p{Han}\p{Kana}]")

_STEMMERS = {
    "ca": "catalan", "da": "danish", "de": "german", "el": "greek", "en": "english", "es": "spanish",
    "et": "estonian", "eu": "basque", "fi": "finnish", "fr": "french", "ga": "irish", "hi": "hindi", "hu": "hungarian",
    "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian", "ne": "nepali", "nl": "dutch",
    "no": "norwegian", "nb": "norwegian", "nn": "norwegian", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sr": "serbian", "sv": "swedish", "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip


def terms(text: str, language: str | None = None) -> list[str]:
    """The terms of a text, repeated ones too. `language` is a BCP 47 tag; it chooses stemmer and lexicon."""
    found, rest, words = _cut(text, language)
    return found + concepts(rest, words, (language or "en").split("-", 1)[0].lower(), _stem)


def query_terms(query: str, languages: Iterable[str | None]) -> tuple[str, ...]:
    """The distinct terms of a query: those of its own language, and as each of these languages would cut and stem."""
    own = terms(query, query_language(query))
    others = (term for language in languages for term in _cut(query, language)[0])
    return tuple(dict.fromkeys([*own, *others]))


def bridging(wanted: Iterable[str]) -> tuple[str, ...]:
    """Those of a query's terms that survive translation: figures, concepts, and words that may be names.

    Short words are left out, since the same letters are another word in the next language ("die", "in", "war").
    """
    return tuple(term for term in wanted if _SURVIVES.match(term))


def terms_digest() -> str:
    """What an index of terms must have been made with to hold those of today: the lexicons and the rules."""
    return f"{lexicon_digest()}-{_RULES}"


def matters(text: str, language: str | None) -> frozenset[str]:
    """The matters of business that a text speaks of (revenue, margin, customers, …), alike in every language."""
    return frozenset(term for term in terms(text, language) if is_matter(term))


def _cut(text: str, language: str | None) -> tuple[list[str], str, list[str]]:
    """The terms without concepts, the folded text without its figures, and its words."""
    folded = fold(unicodedata.normalize("NFKC", text).casefold())
    found, rest = take_numbers(folded, language)
    words: list[str] = []
    for match in _RUN.finditer(rest):
        if run := match["unspaced"]:
            found.extend(_bigrams(run))
        else:
            words.append(match["word"])
            # A mark that stands alone leaves no stem.
            if stem := _stem(match["word"], _stemmer_language(match["word"], language)):
                found.append(stem)
    return found, rest, words


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
    if language == "ar":
        return light_stem(word)
    algorithm = _STEMMERS.get(language or "en")
    if algorithm:
        import snowballstemmer  # type: ignore[import-untyped]

        word = snowballstemmer.stemmer(algorithm).stemWord(word)
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFD", word)))
