"""One origin, counted once: which earlier article a new one copies, cuts, re-scripts, rewrites or translates.

Candidates come from the vectors of a few of its sentences. Two things are then asked of each. Do the sentences of the
shorter text, most of them, say what sentences of the other say, in the same order (index/alignment.py)? Or, where
there are too few sentences for that, are its characters nearly all in the other? And are its figures the other's? A
daily report keeps yesterday's sentences but not its figures; an article on the same press release has its figures, but
sentences of its own. Containment is measured rather than the Jaccard index that MinHash estimates, since a reprint that
keeps a third of a text has a Jaccard index of a third at most.

The origin is the article that was added first: publication dates are missing too often, and a later correction of one
would change which article others repeat.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import numpy as np

from .alignment import aligned_share
from .documents import Article
from .folding import fold
from .numerals import take_numbers
from .records import Head
from .stores import Vectors
from .view import LibraryView

_KIND = "sentence"
_KEPT = 512  # articles whose numbers are remembered
_PROBES = 8  # sentences of a new article whose nearest are looked for
_NEAREST = 256  # of each, so that a language with many articles on the subject leaves room for the others
_CANDIDATES = 4  # of each language

# The fewer the sentences, the more of them are in order by chance. On the development half of tests/data/reprints.jsonl
# and all its excerpts, articles that are no reprints reach .88 with 5 sentences, .73 with 8, .62 with 12; whole
# reprints (12 to 15 sentences) are at .74 and above.
_ALIGNED = 0.55
_BY_CHANCE = 1.6
_FEWEST_SENTENCES = 4
_SHINGLE = 5  # characters
_CONTAINED = 0.8
_FEWEST_SHINGLES = 30
# Of the figures of the text with fewer, how many the other must have; asked where there are at least so many.
_SAME_FIGURES = 0.6
_FEWEST_FIGURES = 3
# Smaller whole numbers are spelled out in one language and not in the next, and months have names in most.
_SPELLED_OUT = frozenset(f"n{number}" for number in range(13))


def origins_of(article: Article, origin_key: str, vectors: Vectors, view: LibraryView) -> list[str]:
    """The ids of the origins in the library of which this article is a reprint, the first added first.

    More than one where nobody could tell before that they are one: two cuts of a text, before the whole of it came.
    `vectors` are those of its sentences, float32 [sentences, dimension]; nothing is embedded here.
    """
    with view.lock:
        heads = view.fresh().heads
        copied = next((head for head in heads.values() if head.origin_key == origin_key), None)
        if copied:
            return [copied.same_origin_as or copied.id]
        reprinted = [
            head
            for head in (_candidates(vectors, view) if heads else ())
            if (other := view.article(head)) and is_reprint(article, other, vectors, view.vectors(head, _KIND))
        ]
        return sorted({head.same_origin_as or head.id for head in reprinted}, key=lambda origin: (len(origin), origin))


def is_reprint(first: Article, second: Article, own: Vectors, others: Vectors) -> bool:
    """Whether one of two articles repeats the other; `own` and `others` are the vectors of their sentences."""
    if not figures_agree(first, second):
        return False
    fewest = min(len(own), len(others))
    aligned = fewest >= _FEWEST_SENTENCES and aligned_share(own, others) >= _ALIGNED + _BY_CHANCE / fewest
    return aligned or contained_share(first.clean, second.clean) >= _CONTAINED


def _candidates(vectors: Vectors, view: LibraryView) -> Iterator[Head]:
    """Of each language, the articles that come nearest when sentences of this one are looked for.

    An article counts by how far its sentence lies above what the others of its language reach, since cosines are lower
    across languages, and one sentence that is the same says more than many that are a little nearer.
    """
    if not len(vectors):
        return
    probes = np.unique(np.linspace(0, len(vectors) - 1, _PROBES).round().astype(int))
    store, blocks = view.store(_KIND), view.catalogue.blocks(_KIND)
    scores, units = store.search(vectors[probes], min(_NEAREST, len(store)))
    places = blocks.find(units)
    probe, rank = np.nonzero(places >= 0)
    places = places[probe, rank]
    # Hits come by falling score, so the first of an article is its best.
    numbers, articles = np.unique(blocks.articles(places), return_inverse=True)
    _, first = np.unique(probe * len(numbers) + articles, return_index=True)
    articles, reached = articles[first], scores[probe, rank][first].astype(np.float64)
    languages = blocks.families(places)[first]
    group = probe[first] * len(blocks.languages) + languages
    usual = np.bincount(group, reached) / np.maximum(np.bincount(group), 1)
    votes = np.bincount(articles, np.maximum(0.0, reached - usual[group]), len(numbers))
    language_of = np.empty(len(numbers), dtype=np.int64)
    language_of[articles] = languages
    for language in dict.fromkeys(languages.tolist()):
        among = np.flatnonzero(language_of == language)
        for article in among[np.argsort(-votes[among], kind="stable")[:_CANDIDATES]]:
            yield view.catalogue.heads[int(numbers[article])]


def contained_share(first: str, second: str) -> float:
    """How many of the character shingles of the text with fewer are in the other, of any script, width and layout."""
    shingles = [_shingles(first), _shingles(second)]
    fewest = min(len(found) for found in shingles)
    return len(shingles[0] & shingles[1]) / fewest if fewest >= _FEWEST_SHINGLES else 0.0


def figures_agree(first: Article, second: Article) -> bool:
    """Whether the text with fewer figures has most of them from the other; True where there are hardly any."""
    figures = [_figures(article.clean, article.language) for article in (first, second)]
    fewest = min(len(found) for found in figures)
    return fewest < _FEWEST_FIGURES or len(figures[0] & figures[1]) >= _SAME_FIGURES * fewest


@lru_cache(maxsize=_KEPT)
def _figures(clean: str, language: str | None) -> frozenset[str]:
    """The numbers of a text; kept, because one article is a candidate for many."""
    return frozenset(take_numbers(_folded(clean), language)[0]) - _SPELLED_OUT


def _shingles(text: str) -> set[str]:
    letters = "".join(character for character in _folded(text) if character.isalnum())
    return {letters[start : start + _SHINGLE] for start in range(len(letters) - _SHINGLE + 1)}


def _folded(text: str) -> str:
    return fold(unicodedata.normalize("NFKC", text).casefold())
