"""Concepts as terms: the keyword leg's bridge between languages.

A concept is the same term in every language, so a question about the Bruttomarge meets a sentence about 毛利率, with
the weight that its rarity gives it. Three lexicons, the project's own: `data/concepts.tsv` holds the matters of
business that questions are about, `data/things.tsv` what else may be argued about (a bridge, a strike, brothers), and
`data/general.tsv` words of any subject (to begin, a third, a reason).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache
from importlib import resources
from typing import Any

import regex

from .folding import fold
from .language import detect

# No word of a language begins so, and no database's tokenizer takes it apart.
_LEXICONS = {"xq": "data/concepts.tsv", "xw": "data/things.tsv", "xg": "data/general.tsv"}
_MATTERS, _GENERAL = "xq", "xg"
_TERM = regex.compile(r"x[qwg]\d+")
_SPACED_WORD = regex.compile(r"[\p{L}\p{M}'’-]+")
_OTHER_SCRIPT = regex.compile(r"[^\W\d_\u0000-\u024f]")  # a letter that is not Latin
_ENOUGH_WORDS = 4  # from which on letters tell the language
_UNSPACED_LANGUAGES = frozenset({"zh", "ja"})
Stem = Callable[[str, str], str]


def concepts(folded: str, words: Sequence[str], language: str, stem: Stem) -> list[str]:
    """The concept terms of a folded text whose spaced words are `words`, read as `language` ("en", "zh", …).

    Foreign words in a Chinese or Japanese text are read as English. `stem(word, language)` stems a folded word.
    """
    found: list[str] = []
    spaced = "en" if language in _UNSPACED_LANGUAGES else language
    stems = [stem(word, spaced) for word in words]
    for mark in _LEXICONS:
        if language in _UNSPACED_LANGUAGES:
            phrases, terms = _phrases(mark, language)
            found += [terms[place] for place, _, _ in phrases.find_matches_as_indexes(folded)]
        found += _spotted(stems, _sequences(mark, spaced, stem))
    return found


def lexicon_languages(text: str) -> frozenset[str]:
    """The languages of spaced words ("en", "de", …) in which a text names a matter: where "cash" is a word."""
    words = f" {' '.join(_SPACED_WORD.findall(fold(text)))} "
    return frozenset(
        language
        for language in _columns(_MATTERS)
        if language not in _UNSPACED_LANGUAGES and any(f" {word} " in words for word, _ in _entries(_MATTERS, language))
    )


def letters_tell(query: str) -> bool:
    """Whether a query is long enough, or in a script, for its letters to tell the language."""
    return _OTHER_SCRIPT.search(query) is not None or len(_SPACED_WORD.findall(query)) >= _ENOUGH_WORDS


def query_language(query: str) -> str | None:
    """The tag of a query's language, None where it cannot be told.

    Statistics of letters take "Bruttomarge 2023" for Italian and "cash" for Swahili. So a query of a few Latin words is
    of a language in which the lexicon has one of them, where there is such a language.
    """
    found = detect(query)
    if found is None or letters_tell(query):
        return found
    known = lexicon_languages(query)
    return found if found in known else "en" if "en" in known else min(known, default=found)


@cache
def everyday_words(language: str) -> frozenset[str]:
    """All words of a language ("en", "zh", …) in the lexicons, folded: what is one of them is hardly a name."""
    return frozenset(word for mark in _LEXICONS for word, _ in _entries(mark, language))


def is_concept(term: str) -> bool:
    """Whether a term stands for a concept rather than for a word."""
    return _TERM.fullmatch(term) is not None


def is_matter(term: str) -> bool:
    """Whether a term stands for a matter of business."""
    return is_concept(term) and term.startswith(_MATTERS)


def is_thing(term: str) -> bool:
    """Whether a term stands for something that may be argued about."""
    return is_concept(term) and not term.startswith(_GENERAL)


def name_of(concept: str, language: str) -> str | None:
    """The usual word for a concept in a language ("en", "zh", …); None where it has none there."""
    mark, number = concept[:2], int(concept[2:])
    column = _columns(mark).get(language)
    return column[number - 1].split("|")[0] or None if column else None


@cache
def lexicon_digest() -> str:
    """SHA-256 (hex) over the lexicons."""
    return hashlib.sha256("".join(map(_text, _LEXICONS.values())).encode()).hexdigest()


def _spotted(stems: Sequence[str], table: Mapping[str, Sequence[tuple[tuple[str, ...], str]]]) -> Iterator[str]:
    for position, first in enumerate(stems):
        for sequence, term in table.get(first, ()):
            if tuple(stems[position : position + len(sequence)]) == sequence:
                yield term
                break


def _text(path: str) -> str:
    return resources.files("index").joinpath(path).read_text(encoding="utf-8")


@cache
def _columns(mark: str) -> dict[str, tuple[str, ...]]:
    """The cells of a lexicon by language, the n-th of each for the n-th concept."""
    lines = [line.split("\t") for line in _text(_LEXICONS[mark]).splitlines() if not line.startswith("#")]
    return {language: tuple(cells) for language, *cells in zip(*lines, strict=True)}


def _entries(mark: str, language: str) -> Iterator[tuple[str, str]]:
    """Folded alternatives with the term of their concept; none in a language that has no column."""
    for number, cell in enumerate(_columns(mark).get(language, ()), start=1):
        yield from ((fold(word), f"{mark}{number}") for word in cell.split("|") if word)


@cache
def _phrases(mark: str, language: str) -> tuple[Any, list[str]]:
    """An automaton that finds the longest phrases, and the term of each of them."""
    from ahocorasick_rs import AhoCorasick, MatchKind

    terms = dict(_entries(mark, language))
    return AhoCorasick(list(terms), matchkind=MatchKind.LeftmostLongest), list(terms.values())


@cache
def _sequences(mark: str, language: str, stem: Stem) -> dict[str, list[tuple[tuple[str, ...], str]]]:
    """Alternatives as sequences of stems under their first stem, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for alternative, term in _entries(mark, language):
        sequence = tuple(stem(word, language) for word in regex.findall(r"[\p{L}\p{M}\p{N}]+", alternative))
        table.setdefault(sequence[0], []).append((sequence, term))
    for sequences in table.values():
        sequences.sort(key=lambda entry: -len(entry[0]))
    return table
