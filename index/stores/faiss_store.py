"""The default store: FAISS, exact while exact is fast."""

from __future__ import annotations

from pathlib import Path

import faiss
import numpy as np

from . import Ids, Vectors
from .numpy_store import check_new


class FaissStore:
    """Inner products over an exact index with ids of our own."""

    def __init__(self, dimension: int) -> None:
        self.dimension = dimension
        self._index = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))

    def __len__(self) -> int:
        return int(self._index.ntotal)

    def ids(self) -> Ids:
        return np.array(faiss.vector_to_array(self._index.id_map), dtype=np.int64)

    def add(self, ids: Ids, vectors: Vectors) -> None:
        check_new(ids, vectors, self.ids(), self.dimension)
        if len(ids):
            self._index.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), ids)

    def remove(self, ids: Ids) -> None:
        if len(ids):
            self._index.remove_ids(_selector(ids))

    def search(self, queries: Vectors, k: int, allowed: Ids | None = None) -> tuple[Vectors, Ids]:
        parameters = None
        if allowed is not None:
            parameters = faiss.SearchParameters(sel=_selector(allowed))  # type: ignore[call-arg]
        found = self._index.search(np.ascontiguousarray(queries, dtype=np.float32), k, params=parameters)
        scores, ids = found[0].astype(np.float32), found[1].astype(np.int64)
        scores[ids == -1] = -np.inf
        return scores, ids

    def save(self, path: Path) -> None:
        faiss.write_index(self._index, str(path))

    @classmethod
    def load(cls, path: Path, dimension: int) -> FaissStore:
        store = cls(dimension)
        try:
            index = faiss.read_index(str(path))
        except RuntimeError as error:
            raise ValueError(f"{path} is not a FAISS index") from error
        if not isinstance(index, faiss.IndexIDMap2) or index.d != dimension:
            raise ValueError(f"{path} is not a store of {dimension} dimensions")
        store._index = index
        return store


def _selector(ids: Ids) -> faiss.IDSelectorBatch:
    return faiss.IDSelectorBatch(np.ascontiguousarray(ids, dtype=np.int64))
