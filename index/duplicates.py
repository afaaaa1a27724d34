"""Whether two articles are one text: copied, cut, in another script, rewritten or translated.

Two things are asked. Do the sentences of the shorter text, most of them, say what sentences of the other say, in the
same order (index/alignment.py)? Or, where there are too few sentences for that, are its characters nearly all in the
other? And are its figures the other's? A daily report keeps yesterday's sentences but not its figures; an article on
the same press release has its figures, but sentences of its own. Containment is measured rather than the Jaccard index
that MinHash estimates, since a reprint that keeps a third of a text has a Jaccard index of a third at most.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

import numpy as np

from .alignment import aligned_share
from .folding import fold
from .numerals import take_numbers
from .stores import Ids, Vectors

Figures = Ids  # hashes of the distinct numbers of a text, ascending

# The fewer the sentences, the more of them are in order by chance. On the development half of tests/data/reprints.jsonl
# and all its excerpts, articles that are no reprints reach .88 with 5 sentences, .73 with 8, .62 with 12; whole
# reprints (12 to 15 sentences) are at .74 and above.
_ALIGNED = 0.55
_BY_CHANCE = 1.6
_FEWEST_SENTENCES = 4
_SHINGLE = 5  # characters
_LAST = 8  # texts whose shingles are remembered: a new one is compared with several
_CONTAINED = 0.8
_FEWEST_SHINGLES = 30
# Of the figures of the text with fewer, how many the other must have; asked where there are at least so many.
_SAME_FIGURES = 0.6
_FEWEST_FIGURES = 3
# Smaller whole numbers are spelled out in one language and not in the next, and months have names in most.
_SPELLED_OUT = frozenset(f"n{number}" for number in range(13))


def same_text(first: str, second: str, own: Vectors, others: Vectors) -> bool:
    """Whether one of two texts repeats the other; `own` and `others` are the vectors of their sentences."""
    fewest = min(len(own), len(others))
    aligned = fewest >= _FEWEST_SENTENCES and aligned_share(own, others) >= _ALIGNED + _BY_CHANCE / fewest
    return aligned or contained_share(first, second) >= _CONTAINED


def contained_share(first: str, second: str) -> float:
    """How many of the character shingles of the text with fewer are in the other, of any script, width and layout."""
    shingles = [_shingles(first), _shingles(second)]
    fewest = min(len(found) for found in shingles)
    return len(shingles[0] & shingles[1]) / fewest if fewest >= _FEWEST_SHINGLES else 0.0


def figures_agree(first: Figures, second: Figures) -> bool:
    """Whether the text with fewer figures has most of them from the other; True where there are hardly any."""
    fewest = min(len(first), len(second))
    if fewest < _FEWEST_FIGURES:
        return True
    return len(np.intersect1d(first, second, assume_unique=True)) >= _SAME_FIGURES * fewest


def figures(text: str, language: str | None) -> Figures:
    """The numbers of a text, whatever their unit, script or way of writing."""
    found = set(take_numbers(_folded(text), language)[0]) - _SPELLED_OUT
    return np.unique(np.array([hash(number) for number in found], dtype=np.int64))


@lru_cache(maxsize=_LAST)
def _shingles(text: str) -> frozenset[str]:
    letters = "".join(character for character in _folded(text) if character.isalnum())
    return frozenset(letters[start : start + _SHINGLE] for start in range(len(letters) - _SHINGLE + 1))


def _folded(text: str) -> str:
    return fold(unicodedata.normalize("NFKC", text).casefold())
