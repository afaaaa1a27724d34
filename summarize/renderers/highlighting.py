"""Where the words of a query stand in a sentence, across scripts, widths and cases."""

from __future__ import annotations

import regex

from index.folding import fold

_CJK_RUN = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]+")
_OTHER_WORD = regex.compile(r"[\p{L}\p{N}]+(?:[.,]\p{N}+)*")
# Shorter words (of, the, les) would mark half the sentence; capitals (AI, IPO) and figures tell however short.
_SHORTEST_WORD = 4


def spans(text: str, query: str) -> list[tuple[int, int]]:
    """Ranges [start, end) of `text` that a part of the query stands at, in order and without overlap.

    CJK text is matched by pairs of characters, other words by their beginning, so that an inflected form is found too.
    """
    folded = fold(text)
    marked = [False] * len(text)
    for pattern in _patterns(query):
        for found in pattern.finditer(folded, overlapped=True):
            marked[found.start() : found.end()] = [True] * (found.end() - found.start())
    ranges, start = [], None
    for position, on in enumerate([*marked, False]):
        if on and start is None:
            start = position
        elif not on and start is not None:
            ranges.append((start, position))
            start = None
    return ranges


def _patterns(query: str) -> list[regex.Pattern[str]]:
    pairs = set()
    for run in _CJK_RUN.findall(fold(query)):
        pairs |= {run[i : i + 2] for i in range(max(1, len(run) - 1))}
    words = {fold(word) for word in _OTHER_WORD.findall(_CJK_RUN.sub(" ", query)) if _tells(word)}
    beginnings = [
        rf"(?<![\p{{L}}\p{{N}}]){regex.escape(word)}" + (r"(?!\p{N})" if word[-1].isdigit() else "") for word in words
    ]
    return [regex.compile(pattern) for pattern in [*(regex.escape(pair) for pair in pairs), *beginnings]]


def _tells(word: str) -> bool:
    return len(word) >= _SHORTEST_WORD or any(character.isdigit() for character in word) or word.isupper()
