"""Concepts of business, economy and news as terms: the keyword leg's bridge between languages.

`data/concepts.tsv` is the project's own small lexicon. A concept is the same term in every language, so a question
about the Bruttomarge meets a sentence about 毛利率, with the weight that its rarity gives it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib import resources

import regex

from .folding import fold

_CONCEPT = regex.compile(r"xq\d+")
_SPACED_WORD = regex.compile(r"[\p{L}\p{M}'’-]+")
_UNSPACED_LANGUAGES = frozenset({"zh", "ja"})
Stem = Callable[[str, str], str]


def concepts(folded: str, words: Sequence[str], language: str, stem: Stem) -> list[str]:
    """The concept terms of a folded text whose spaced words are `words`, read as `language` ("en", "zh", …).

    Foreign words in a Chinese or Japanese text are read as English. `stem(word, language)` stems a folded word.
    """
    found: list[str] = []
    if language in _UNSPACED_LANGUAGES:
        pattern, numbers = _phrases(language)
        found += [_term(numbers[match[0]]) for match in pattern.finditer(folded)]
        language = "en"
    table = _sequences(language, stem)
    stems = [stem(word, language) for word in words]
    for position, first in enumerate(stems):
        for sequence, number in table.get(first, ()):
            if tuple(stems[position : position + len(sequence)]) == sequence:
                found.append(_term(number))
                break
    return found


def lexicon_languages(text: str) -> frozenset[str]:
    """The languages of spaced words ("en", "de", …) in which a text names a concept: where "cash" is a word."""
    words = f" {' '.join(_SPACED_WORD.findall(fold(text)))} "
    return frozenset(
        language
        for language, entries in _columns().items()
        if language not in _UNSPACED_LANGUAGES and any(f" {alternative} " in words for alternative, _ in entries)
    )


def is_concept(term: str) -> bool:
    """Whether a term stands for a concept rather than for a word."""
    return _CONCEPT.fullmatch(term) is not None


def _term(number: int) -> str:
    # No word of a language begins so, and no database's tokenizer takes it apart.
    return f"xq{number}"


@cache
def _columns() -> dict[str, list[tuple[str, int]]]:
    """Folded alternatives with the number of their concept, by language."""
    text = resources.files("index").joinpath("data/concepts.tsv").read_text(encoding="utf-8")
    lines = [line.split("\t") for line in text.splitlines() if not line.startswith("#")]
    columns: dict[str, list[tuple[str, int]]] = {language: [] for language in lines[0]}
    for number, cells in enumerate(lines[1:], start=1):
        for language, cell in zip(lines[0], cells, strict=True):
            columns[language] += [(fold(alternative), number) for alternative in cell.split("|")]
    return columns


@cache
def _phrases(language: str) -> tuple[regex.Pattern[str], dict[str, int]]:
    numbers = dict(_columns()[language])
    longest_first = sorted(numbers, key=len, reverse=True)
    return regex.compile("|".join(map(regex.escape, longest_first))), numbers


@cache
def _sequences(language: str, stem: Stem) -> dict[str, list[tuple[tuple[str, ...], int]]]:
    """Alternatives as sequences of stems under their first stem, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for alternative, number in _columns().get(language, ()):
        sequence = tuple(stem(word, language) for word in regex.findall(r"[\p{L}\p{M}\p{N}]+", alternative))
        table.setdefault(sequence[0], []).append((sequence, number))
    for sequences in table.values():
        sequences.sort(key=lambda entry: -len(entry[0]))
    return table
