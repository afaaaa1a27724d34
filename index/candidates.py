"""The units a query may mean, with their scores: a dense leg for each language, keywords, context, and a pivot.

What each part brought on XQuAD is in docs/LOG.md. Scores are in units of the dense candidates' spread, so that the
same weights fit embedders whose cosines lie close together and those whose cosines lie far apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from .blocks import Blocks
from .catalogue import Catalogue
from .ranking import Scores, levelled, smoothed
from .records import Head
from .stores import Ids, Vectors, VectorStore

Found = list[tuple[int, float]]
KIND = "sentence"

# A sentence is read with the two on either side of it: half as much as itself by meaning, less by words.
_REACH = 2
_DENSE_CONTEXT = 0.5
_KEYWORD_CONTEXT = 0.3
_KEYWORD_WEIGHT = 0.5
# Meaning is less sure across languages, and a figure, a name or a concept that both hold is more telling.
_BRIDGE_WEIGHT = 1.25
_PIVOT_WEIGHT = 0.7
# The pivot's own score, in spreads, up to which it counts for nothing, and from which it counts in full.
_PIVOT_UNSURE, _PIVOT_SURE = 6.5, 9.5


@dataclass(frozen=True, slots=True)
class Legs:
    """Where candidates come from. `keyword(sets of terms, count, allowed)` gives BM25 scores for each, best first.

    `query` embeds the query, float32 [1, dimension], while another thread is in `keyword`. `language` is the query's,
    without script; `terms` are all of the query's, `bridge` those that survive translation.
    """

    catalogue: Catalogue
    store: VectorStore
    query: Callable[[], Vectors]
    keyword: Callable[[Sequence[Sequence[str]], int, Ids | None], list[Found]]
    language: str
    terms: Sequence[str]
    bridge: Sequence[str]
    vector_of: Callable[[int], Vectors | None]


class Known(NamedTuple):
    """Some units, ascending, and their scores."""

    units: Ids
    scores: Scores

    @classmethod
    def of(cls, units: Ids, scores: Scores) -> Known:
        order = np.argsort(units)
        return cls(units[order], scores[order])

    def at(self, units: Ids) -> Scores:
        """The scores of these units, of any shape; 0 where none is known."""
        if not len(self.units):
            return np.zeros(units.shape)
        places = np.minimum(np.searchsorted(self.units, units), len(self.units) - 1)
        return np.where(self.units[places] == units, self.scores[places], 0.0)


class Words(NamedTuple):
    """What all terms find, and what those find that survive translation."""

    spoken: Known
    bridged: Known


class Window(NamedTuple):
    """Units, ascending, with those on either side: `near` is [units, 2 * _REACH + 1], as far as `inside` the article.

    `languages` are places in those of the blocks.
    """

    units: Ids
    languages: Ids
    near: Ids
    inside: NDArray[np.bool_]

    @classmethod
    def of(cls, units: Ids, blocks: Blocks) -> Window:
        """Around those of these units whose article is still there."""
        units = np.unique(units)
        places = blocks.find(units)
        units, places = units[places >= 0], places[places >= 0]
        near = units[:, None] + np.arange(-_REACH, _REACH + 1)
        inside = (near >= blocks.firsts(places)[:, None]) & (near < blocks.ends(places)[:, None])
        return cls(units, blocks.families(places), near, inside)

    def smoothed(self, known: Known, weight: float) -> Scores:
        return smoothed(known.at(self.near), self.inside, weight)


def candidates(legs: Legs, heads: Sequence[Head] | None, count: int, per_article: int | None = None) -> Found:
    """Units of these articles (all, if None) by falling score; at least `count` a language, if there are as many.

    Where the library holds several languages, the best hit in any of them is the pivot: its vector, compared as
    passage with passage, finds what other languages say about the same. It leads astray where it is the wrong one, so
    it counts as far as it stands out.
    """
    everything = legs.catalogue.units_by_language(KIND)
    groups = everything if heads is None else legs.catalogue.grouped(KIND, heads)
    with ThreadPoolExecutor(1, "jianting-words") as beside:
        of_all = beside.submit(_by_words, legs, everything, count, None)
        of_groups = of_all
        if heads is not None:
            of_groups = beside.submit(_by_words, legs, groups, count, legs.catalogue.live_units(KIND, heads))
        query = legs.query()
        nearest = _by_vector(legs.store, query, count, everything)
        vectors = [(query, 1.0)]
        references = [nearest]
        if len(everything) > 1:
            best = _scored(vectors, references, of_all.result(), legs, [])
            weight = _pivot_weight(best[0][1]) if best else 0.0
            if weight and (pivot := legs.vector_of(best[0][0])) is not None:
                vectors.append((pivot, weight))
        references = [
            nearest if heads is None and vector is query else _by_vector(legs.store, vector, count, groups)
            for vector, _ in vectors
        ]
        return _scored(vectors, references, of_groups.result(), legs, _hearings(legs, heads, query, per_article))


def _pivot_weight(score: float) -> float:
    sureness = (score - _PIVOT_UNSURE) / (_PIVOT_SURE - _PIVOT_UNSURE)
    return _PIVOT_WEIGHT * min(1.0, max(0.0, sureness))


def _scored(
    vectors: Sequence[tuple[Vectors, float]], references: Sequence[Ids], words: Words, legs: Legs, heard: Sequence[Ids]
) -> Found:
    """The units that any leg has found, by falling score; `references` are what each of the vectors has found."""
    blocks = legs.catalogue.blocks(KIND)
    window = Window.of(np.concatenate([*references, *heard, words.spoken.units, words.bridged.units]), blocks)
    own = np.array([language == legs.language for language in blocks.languages], dtype=bool)[window.languages]
    totals = np.where(
        own,
        _KEYWORD_WEIGHT * window.smoothed(words.spoken, _KEYWORD_CONTEXT),
        _BRIDGE_WEIGHT * window.smoothed(words.bridged, _KEYWORD_CONTEXT),
    )
    wanted = np.unique(window.near[window.inside])
    for (vector, weight), reference in zip(vectors, references, strict=True):
        cosines = window.smoothed(_cosines(legs.store, vector, wanted), _DENSE_CONTEXT)
        totals += weight * levelled(cosines, window.languages, np.isin(window.units, reference))
    order = np.lexsort((window.units, -totals))
    return list(zip(window.units[order].tolist(), totals[order].tolist(), strict=True))


def _by_words(legs: Legs, groups: Mapping[str, Ids], count: int, allowed: Ids | None) -> Words:
    """What all terms find, and, for other languages than the query's, what those find that survive translation.

    BM25 over the root of the number of terms, so that long questions do not outweigh their meaning.
    """
    asked = (legs.terms, legs.bridge if groups.keys() - {legs.language} else ())
    found = legs.keyword(asked, count, allowed)
    return Words(*(_known(rows, len(wanted) ** 0.5) for rows, wanted in zip(found, asked, strict=True)))


def _known(rows: Found, divided_by: float) -> Known:
    units, scores = zip(*rows, strict=True) if rows else ((), ())
    return Known.of(np.array(units, dtype=np.int64), np.array(scores, dtype=np.float64) / (divided_by or 1.0))


def _hearings(legs: Legs, heads: Sequence[Head] | None, query: Vectors, per_article: int | None) -> list[Ids]:
    """For a hearing of every article the units of each that are nearest to the query."""
    if not per_article:
        return []
    of_each = (legs.catalogue.live_units(KIND, [head]) for head in _all(legs.catalogue, heads))
    return [_nearest(legs.store, query, 3 * per_article, units) for units in of_each]


def _all(catalogue: Catalogue, heads: Sequence[Head] | None) -> Iterable[Head]:
    return catalogue.heads.values() if heads is None else heads


def _by_vector(store: VectorStore, vector: Vectors, count: int, groups: Mapping[str, Ids]) -> Ids:
    """The units of each language that are nearest."""
    return np.concatenate([_nearest(store, vector, count, units) for units in groups.values()])


def _nearest(store: VectorStore, vector: Vectors, count: int, units: Ids) -> Ids:
    ids: Ids = store.search(vector, min(count, len(units)), units)[1][0]
    return ids[ids >= 0]


def _cosines(store: VectorStore, vector: Vectors, units: Ids) -> Known:
    scores, ids = store.search(vector, len(units), units)
    there = ids[0] >= 0
    return Known.of(ids[0][there], scores[0][there].astype(np.float64))
