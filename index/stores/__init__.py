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

    def ids(self) -> Ids:
        """All ids that are stored, in no particular order."""
        ...

    def outgrown(self) -> bool:
        """Whether it should be made anew from the truth, since it was laid out for far fewer vectors."""
        ...

    def __len__(self) -> int: ...


class FileStore(VectorStore, Protocol):
    """A store in this process's memory, kept as one file."""

    def save(self, path: Path) -> None:
        """Write everything to one file (the caller makes it durable and renames it)."""
        ...


class ServedStore(VectorStore, Protocol):
    """A collection that others read and write too, wherever it is kept."""

    def behind(self) -> None:
        """Others may have written: the next read waits until all that was written before it can be seen."""
        ...

    def count_below(self, end: int | None) -> int:
        """How many ids below `end` are stored."""
        ...

    def held(self, ids: Ids) -> Ids:
        """Those of these ids that are stored."""
        ...

    def put(self, ids: Ids, vectors: Vectors) -> None:
        """As `add`, of ids that may be stored already: two processes may bring the same ones at the same time."""
        ...

    def lay_out(self) -> None:
        """Build the index that fits the store's size."""
        ...

    def drop(self) -> None:
        """Remove the collection itself, if it is there."""
        ...

    def close(self) -> None: ...


def is_served(kind: str) -> bool:
    """Whether a store of that kind is shared with others: "milvus://host:port", or a file "….db" of Milvus Lite."""
    return kind.startswith(("milvus://", "milvus+tls://")) or kind.endswith(".db")


def open_served(kind: str, collection: str, dimension: int) -> ServedStore:
    """The collection at that address, made where there is none.

    Raises MissingExtraError, UnreachableError where the server does not answer, LibraryError where it will not.
    """
    from .milvus_store import MilvusStore

    return MilvusStore(kind, collection, dimension)


def new_store(kind: str, dimension: int) -> FileStore:
    """An empty store: "faiss" (default engine) or "numpy" (the exact reference)."""
    if kind == "numpy":
        from .numpy_store import NumpyStore

        return NumpyStore(dimension)
    if kind == "faiss":
        from .faiss_store import FaissStore

        return FaissStore(dimension)
    raise ValueError(f"unknown vector store {kind!r}: use 'faiss', 'numpy' or milvus://host:port")


def load_store(kind: str, path: Path, dimension: int) -> FileStore:
    """Read a store written by `save`; any damage or another dimension is a ValueError."""
    if kind == "numpy":
        from .numpy_store import NumpyStore

        return NumpyStore.load(path, dimension)
    if kind == "faiss":
        from .faiss_store import FaissStore

        return FaissStore.load(path, dimension)
    raise ValueError(f"unknown vector store {kind!r}: use 'faiss', 'numpy' or milvus://host:port")


__all__: Sequence[str] = [
    "FileStore", "Ids", "ServedStore", "VectorStore", "Vectors", "is_served", "load_store", "new_store", "open_served",
]  # fmt: skip
