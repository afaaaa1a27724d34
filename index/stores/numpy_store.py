"""The exact store in plain NumPy: the reference that every other store is tested against."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from . import Ids, Vectors


class NumpyStore:
    """All vectors in one matrix, every search over all of them."""

    def __init__(self, dimension: int) -> None:
        self.dimension = dimension
        self._ids = np.empty(0, dtype=np.int64)
        self._vectors = np.empty((0, dimension), dtype=np.float32)

    def __len__(self) -> int:
        return len(self._ids)

    def ids(self) -> Ids:
        return self._ids.copy()

    def outgrown(self) -> bool:
        return False

    def add(self, ids: Ids, vectors: Vectors) -> None:
        check_new(ids, vectors, self._ids, self.dimension)
        self._ids = np.concatenate([self._ids, ids])
        self._vectors = np.concatenate([self._vectors, vectors])

    def vectors_of(self, ids: Ids) -> Vectors:
        """The vectors under these ids, float32 [len(ids), dimension]; all must be present."""
        order = np.argsort(self._ids)
        return self._vectors[order[np.searchsorted(self._ids, ids, sorter=order)]]

    def remove(self, ids: Ids) -> None:
        stays = ~np.isin(self._ids, ids)
        self._ids, self._vectors = self._ids[stays], self._vectors[stays]

    def search(self, queries: Vectors, k: int, allowed: Ids | None = None) -> tuple[Vectors, Ids]:
        ids, vectors = self._ids, self._vectors
        if allowed is not None:
            chosen = np.isin(ids, allowed)
            ids, vectors = ids[chosen], vectors[chosen]
        found_scores = np.full((len(queries), k), -np.inf, dtype=np.float32)
        found_ids = np.full((len(queries), k), -1, dtype=np.int64)
        scores = queries @ vectors.T
        for row, of_query in enumerate(scores):
            # Equal scores are ordered by id, so that the same library always answers the same.
            best = np.lexsort((ids, -of_query))[:k]
            found_scores[row, : len(best)] = of_query[best]
            found_ids[row, : len(best)] = ids[best]
        return found_scores, found_ids

    def save(self, path: Path) -> None:
        with path.open("wb") as file:
            np.savez(file, ids=self._ids, vectors=self._vectors)

    @classmethod
    def load(cls, path: Path, dimension: int) -> NumpyStore:
        store = cls(dimension)
        try:
            with path.open("rb") as file, np.load(file, allow_pickle=False) as saved:
                store.add(saved["ids"], saved["vectors"])
        except Exception as error:  # a damaged archive fails in many ways, all of which mean the same
            raise ValueError(f"{path} is not a store of {dimension} dimensions: {error}") from error
        return store


def check_new(ids: Ids, vectors: Vectors, present: Ids, dimension: int) -> None:
    """ValueError unless these vectors can be stored beside those that are present."""
    if vectors.shape != (len(ids), dimension):
        raise ValueError(f"{len(ids)} ids need vectors of shape ({len(ids)}, {dimension}), not {vectors.shape}")
    if len(np.unique(ids)) < len(ids) or np.isin(ids, present).any():
        raise ValueError("an id can be stored only once")
