"""The units a query may mean, with their scores: a dense leg for each language, keywords, context, and a pivot.

What each part brought on XQuAD is in docs/LOG.md. Scores are in units of the dense candidates' spread, so that the
same weights fit embedders whose cosines lie close together and those whose cosines lie far apart.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .catalogue import Catalogue
from .ranking import levelled, smoothed
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
_BRIDGE_WEIGHT = 1.5
_PIVOT_WEIGHT = 0.7


@dataclass(frozen=True, slots=True)
class Legs:
    """Where candidates come from. `keyword(terms, count, allowed)` gives BM25 scores, best first.

    `language` is the query's, without script; `terms` are all of the query's, `bridge` those that survive translation.
    """

    catalogue: Catalogue
    store: VectorStore
    keyword: Callable[[Sequence[str], int, Ids | None], Found]
    language: str
    terms: Sequence[str]
    bridge: Sequence[str]
    vector_of: Callable[[int], Vectors | None]


def candidates(
    query: Vectors, legs: Legs, heads: Sequence[Head] | None, count: int, per_article: int | None = None
) -> Found:
    """Units of these articles (all, if None) by falling score; at least `count` a language, if there are as many.

    `query` is float32 [1, dimension]. Where the library holds several languages, the best hit in any of them is the
    pivot: its vector, compared as passage with passage, finds what other languages say about the same.
    """
    everything = legs.catalogue.units_by_language(KIND)
    groups = everything if heads is None else legs.catalogue.grouped(KIND, heads)
    hearings = [_units(legs.catalogue, [head]) for head in _all(legs.catalogue, heads)] if per_article else []
    words = _by_words(legs, everything, count, None)
    nearest = _by_vector(legs.store, query, count, everything)
    vectors = [(query, 1.0)]
    references = [nearest]
    if len(everything) > 1:
        best = _scored(vectors, references, words, legs, [])
        pivot = legs.vector_of(best[0][0]) if best else None
        if pivot is not None:
            vectors.append((pivot, _PIVOT_WEIGHT))
    references = [
        nearest if heads is None and vector is query else _by_vector(legs.store, vector, count, groups)
        for vector, _ in vectors
    ]
    if heads is not None:
        words = _by_words(legs, groups, count, _units(legs.catalogue, heads))
    wanted = [(units, 3 * (per_article or 0)) for units in hearings]
    return _scored(vectors, references, words, legs, wanted)


def _scored(
    vectors: Sequence[tuple[Vectors, float]],
    references: Sequence[Mapping[str, Sequence[int]]],
    words: tuple[Mapping[int, float], Mapping[int, float]],
    legs: Legs,
    hearings: Sequence[tuple[Ids, int]],
) -> Found:
    spoken, bridged = words
    units = {unit for reference in references for nearest in reference.values() for unit in nearest}
    units |= {
        unit for of_article, wanted in hearings for unit in _nearest(legs.store, vectors[0][0], wanted, of_article)
    }
    owners = {
        unit: owner[0] for unit in units | spoken.keys() | bridged.keys() if (owner := legs.catalogue.owner(unit, KIND))
    }
    found = {unit: head.language_family for unit, head in owners.items()}
    context = {unit: _context(legs.catalogue, unit) for unit in found}
    wanted_units = np.unique(np.array([near for units in context.values() for near in units], dtype=np.int64))
    spoken = smoothed(spoken, context, _KEYWORD_CONTEXT)
    bridged = smoothed(bridged, context, _KEYWORD_CONTEXT)
    totals = {
        unit: _KEYWORD_WEIGHT * spoken[unit] if language == legs.language else _BRIDGE_WEIGHT * bridged[unit]
        for unit, language in found.items()
    }
    for (vector, weight), reference in zip(vectors, references, strict=True):
        cosines = smoothed(_cosines(legs.store, vector, wanted_units), context, _DENSE_CONTEXT)
        for unit, score in levelled(cosines, found, reference).items():
            totals[unit] += weight * score
    return sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))


def _by_words(
    legs: Legs, groups: Mapping[str, Ids], count: int, allowed: Ids | None
) -> tuple[dict[int, float], dict[int, float]]:
    """What all terms find, and, for other languages than the query's, what those find that survive translation.

    BM25 over the root of the number of terms, so that long questions do not outweigh their meaning.
    """
    spoken, bridged = (
        {unit: score / len(wanted) ** 0.5 for unit, score in legs.keyword(wanted, count, allowed)}
        for wanted in (legs.terms, legs.bridge if groups.keys() - {legs.language} else ())
    )
    return spoken, bridged


def _all(catalogue: Catalogue, heads: Sequence[Head] | None) -> Iterable[Head]:
    return catalogue.heads.values() if heads is None else heads


def _units(catalogue: Catalogue, heads: Sequence[Head]) -> Ids:
    return catalogue.live_units(KIND, heads)


def _by_vector(store: VectorStore, vector: Vectors, count: int, groups: Mapping[str, Ids]) -> dict[str, list[int]]:
    return {language: _nearest(store, vector, count, units) for language, units in groups.items()}


def _nearest(store: VectorStore, vector: Vectors, count: int, units: Ids) -> list[int]:
    _, ids = store.search(vector, min(count, len(units)), units)
    return [unit for unit in ids[0].tolist() if unit >= 0]


def _cosines(store: VectorStore, vector: Vectors, units: Ids) -> dict[int, float]:
    scores, ids = store.search(vector, len(units), units)
    return {unit: score for unit, score in zip(ids[0].tolist(), scores[0].tolist(), strict=True) if unit >= 0}


def _context(catalogue: Catalogue, unit: int) -> range:
    """The unit and its neighbours in its article."""
    owner = catalogue.owner(unit, KIND)
    if owner is None:
        return range(unit, unit + 1)
    head, number = owner
    first = unit - number
    size = next(block.size for block in head.ranges if block.kind == KIND and block.first == first)
    return range(max(first, unit - _REACH), min(first + size, unit + _REACH + 1))
