"""How alike two mentions are: by their clauses' words in one script, by their sentences' vectors across scripts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from .mentions import Mention, Rarity
from .relations import one_script

CLOSE_VECTORS, RELATED_VECTORS = 0.84, 0.8

VectorsOf = Callable[[str], NDArray[np.float32]]


class Likeness:
    """Of mentions in articles whose sentence vectors (rows in sentence order) `vectors_of` gives by id, if any."""

    def __init__(self, rarity: Rarity, vectors_of: VectorsOf | None = None) -> None:
        self._rarity = rarity
        self._vectors_of = vectors_of
        self._vectors: dict[str, NDArray[np.float32]] = {}

    def of_clauses(self, first: Mention, second: Mention) -> float:
        """Likeness of the clauses in [0, 1]; across languages that of their sentences' vectors, stretched."""
        if one_script(first, second):
            return self._rarity.distance(first.terms, second.terms)
        return max(0.0, min(1.0, (self.cosine(first, second) - 0.75) * 4))

    def of_sentences(self, first: Mention, second: Mention) -> float:
        """Likeness of the words of the sentences in [0, 1]."""
        return self._rarity.likeness(first.sentence_terms, second.sentence_terms)

    def close(self, first: Mention, second: Mention) -> bool:
        """Whether the sentences' vectors are so near that they may tell of one thing."""
        return self.cosine(first, second) >= CLOSE_VECTORS

    def cosine(self, first: Mention, second: Mention) -> float:
        """Of the sentences' vectors; without any, such that they count as close."""
        if self._vectors_of is None:
            return CLOSE_VECTORS
        rows = []
        for mention in (first, second):
            article = mention.article.id
            if article not in self._vectors:
                self._vectors[article] = self._vectors_of(article)
            position = next(i for i, s in enumerate(mention.article.sentences) if s.number == mention.sentence.number)
            rows.append(self._vectors[article][position])
        return float(rows[0] @ rows[1])
