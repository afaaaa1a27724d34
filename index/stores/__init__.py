"""Vector stores. `open_store` is the one way to get one; nothing else knows which engine runs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Ids = NDArray[np.int64]


class VectorStore(Protocol):
    """Unit vectors under ids that are never reused; scores are inner products (cosines)."""

    def add(self, ids: Ids, vectors: Vectors) -> None:
        """Store vectors[i] (float32 [n, dimension]) under ids[i]; an id already present is a ValueError."""
        ...

    def remove(self, ids: Ids) -> None:
        """Forget these ids; unknown ones are ignored."""
        ...

    def search(self, queries: Vectors, k: int, allowed: Ids | None = None) -> tuple[Vectors, Ids]:
        """The k best of each query: scores float32 [q, k] descending and ids int64 [q, k].

        Only ids in `allowed` count, if given. Missing places hold score -inf and id -1.
        """
        ...

    def save(self, path: Path) -> None:
        """Write everything to one file (the caller makes it durable and renames it)."""
        ...

    def ids(self) -> Ids:
        """All ids that are stored, in no particular order."""
        ...

    def outgrown(self) -> bool:
        """Whether it should be made anew from the truth, since it was laid out for far fewer vectors."""
        ...

    def __len__(self) -> int: ...


def new_store(kind: str, dimension: int) -> VectorStore:
    """An empty store: "faiss" (default engine) or "numpy" (the exact reference)."""
    if kind == "numpy":
        from .numpy_store import NumpyStore

        return NumpyStore(dimension)
    if kind == "faiss":
        from .faiss_store import FaissStore

        return FaissStore(dimension)
    raise ValueError(f"unknown vector store {kind!r}: use 'faiss' or 'numpy'")


def load_store(kind: str, path: Path, dimension: int) -> VectorStore:
    """Read a store written by `save`; any damage or another dimension is a ValueError."""
    if kind == "numpy":
        from .numpy_store import NumpyStore

        return NumpyStore.load(path, dimension)
    if kind == "faiss":
        from .faiss_store import FaissStore

        return FaissStore.load(path, dimension)
    raise ValueError(f"unknown vector store {kind!r}: use 'faiss' or 'numpy'")


__all__: Sequence[str] = ["Ids", "VectorStore", "Vectors", "load_store", "new_store"]
