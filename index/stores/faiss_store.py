"""The default store: FAISS, exact while exact is fast, then an inverted file of quantised vectors."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import faiss
import numpy as np

from . import Ids, Vectors
from .inverted_file import inverted_file, like, lists_for
from .numpy_store import check_new

EXACT_UP_TO = 120_000  # vectors
REMEMBERED = 2  # products of a query with everything: the question's and its pivot's
ALL_IDS = 0  # FAISS's SUBSET_TYPE_ID_RANGE


class FaissStore:
    """Inner products over ids of our own.

    `_base` is an inverted file, read-only and mapped from its file where it was loaded; there is none in a small store.
    What is added stays exact in `_recent` until the next `save`; what is removed from the base is passed over.
    """

    def __init__(self, dimension: int) -> None:
        self.dimension = dimension
        self._recent = faiss.IndexIDMap2(faiss.IndexFlatIP(dimension))
        self._base: faiss.IndexIVF | None = None
        self._base_ids = np.empty(0, dtype=np.int64)
        self._removed = np.empty(0, dtype=np.int64)
        self._forget()

    def _forget(self) -> None:
        """What is remembered of the exact part between searches, dropped whenever it changes."""
        self._order: tuple[Ids, Ids] | None = None
        self._remembered: dict[bytes, Vectors] = {}

    def __len__(self) -> int:
        return int(self._recent.ntotal) + len(self._base_ids) - len(self._removed)

    def ids(self) -> Ids:
        return np.concatenate([np.setdiff1d(self._base_ids, self._removed, assume_unique=True), self._recent_ids()])

    def outgrown(self) -> bool:
        return self._base is not None and self._base.nlist * 4 <= lists_for(len(self))

    def add(self, ids: Ids, vectors: Vectors) -> None:
        check_new(ids, vectors, self.ids(), self.dimension)
        self._forget()
        if len(ids):
            self._recent.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), ids)

    def remove(self, ids: Ids) -> None:
        self._forget()
        if len(ids):
            self._recent.remove_ids(_selector(ids))
            self._removed = np.union1d(self._removed, np.intersect1d(self._base_ids, ids))

    def search(self, queries: Vectors, k: int, allowed: Ids | None = None) -> tuple[Vectors, Ids]:
        queries = np.ascontiguousarray(queries, dtype=np.float32)
        if allowed is None:
            scores, ids = self._recent.search(queries, k)
        else:
            scores, ids = self._search_recent(queries, k, allowed)
        if self._base is not None:
            base_scores, base_ids = self._search_base(queries, k, allowed)
            scores, ids = np.concatenate([scores, base_scores], axis=1), np.concatenate([ids, base_ids], axis=1)
            scores[ids == -1] = -np.inf
            best = np.argsort(-scores, axis=1, kind="stable")[:, :k]
            scores, ids = np.take_along_axis(scores, best, axis=1), np.take_along_axis(ids, best, axis=1)
        scores, ids = scores.astype(np.float32), ids.astype(np.int64)
        scores[ids == -1] = -np.inf
        return scores, ids

    def _search_recent(self, queries: Vectors, k: int, allowed: Ids) -> tuple[Vectors, Ids]:
        """Exact search among some: one product with everything, which FAISS's own filter is several times slower than.

        A search asks for the same query among several languages, so the last products are remembered.
        """
        ids, order = self._recent_order()
        inside = np.isin(ids, allowed, kind="table")  # ids lie close together, so a table of them is small
        among, names = order[inside], ids[inside]
        count = min(k, len(among))
        found = np.full((len(queries), k), -1, dtype=np.int64)
        scores = np.full((len(queries), k), -np.inf, dtype=np.float32)
        for row, query in enumerate(queries if count else ()):
            here = self._products(query)[among]
            best = np.argpartition(-here, count - 1)[:count] if count < len(among) else np.arange(count)
            best = best[np.argsort(-here[best], kind="stable")]
            scores[row, :count], found[row, :count] = here[best], names[best]
        return scores, found

    def _products(self, query: Vectors) -> Vectors:
        key = query.tobytes()
        if key not in self._remembered:
            flat: Any = faiss.downcast_index(self._recent.index)
            stored = faiss.rev_swig_ptr(flat.get_xb(), flat.ntotal * self.dimension).reshape(-1, self.dimension)
            self._remembered[key] = stored @ query
            if len(self._remembered) > REMEMBERED:
                del self._remembered[next(iter(self._remembered))]
        return self._remembered[key]

    def _recent_ids(self) -> Ids:
        return np.array(faiss.vector_to_array(self._recent.id_map), dtype=np.int64)

    def _recent_order(self) -> tuple[Ids, Ids]:
        """The ids of the exact part in order, and the row of each."""
        if self._order is None:
            ids = self._recent_ids()
            order = np.argsort(ids, kind="stable")
            self._order = ids[order], order
        return self._order

    def _search_base(self, queries: Vectors, k: int, allowed: Ids | None) -> tuple[Vectors, Ids]:
        assert self._base is not None
        if allowed is not None:
            live = np.setdiff1d(allowed, self._removed) if len(self._removed) else allowed
            parameters = _parameters(self._lists_for(len(live), k), _selector(live))
        elif len(self._removed):
            parameters = _parameters(self._base.nprobe, faiss.IDSelectorNot(_selector(self._removed)))
        else:
            parameters = None
        found: tuple[Vectors, Ids] = self._base.search(queries, k, params=parameters)
        return found

    def _lists_for(self, allowed: int, k: int) -> int:
        """How many lists to look into: a filter leaves fewer vectors in each, and a few may be in any."""
        assert self._base is not None
        if allowed <= k:
            return int(self._base.nlist)
        return int(min(self._base.nlist, self._base.nprobe * -(-len(self._base_ids) // allowed)))

    def save(self, path: Path) -> None:
        """Write everything to one file; a store that has grown large becomes an inverted file there."""
        if self._base is not None:
            faiss.write_index(self._merged(), str(path))
        elif self._recent.ntotal > EXACT_UP_TO:
            faiss.write_index(inverted_file(*self._recent_vectors()), str(path))
        else:
            faiss.write_index(self._recent, str(path))

    def _merged(self) -> faiss.IndexIVF:
        """The base without what was removed and with what is recent, in memory."""
        assert self._base is not None
        merged = like(self._base)
        self._base.copy_subset_to(merged, ALL_IDS, 0, 2**62)
        if len(self._removed):
            merged.remove_ids(_selector(self._removed))
        ids, vectors = self._recent_vectors()
        if len(ids):
            merged.add_with_ids(vectors, ids)
        return merged

    def _recent_vectors(self) -> tuple[Ids, Vectors]:
        ids = self._recent_ids()
        flat = faiss.downcast_index(self._recent.index)
        return ids, flat.reconstruct_n(0, len(ids)) if len(ids) else np.empty((0, self.dimension), np.float32)

    @classmethod
    def load(cls, path: Path, dimension: int) -> FaissStore:
        store = cls(dimension)
        try:
            index = faiss.read_index(str(path), faiss.IO_FLAG_MMAP)
        except RuntimeError as error:
            raise ValueError(f"{path} is not a FAISS index") from error
        if index.d != dimension or not isinstance(index, faiss.IndexIDMap2 | faiss.IndexIVF):
            raise ValueError(f"{path} is not a store of {dimension} dimensions")
        if isinstance(index, faiss.IndexIVF):
            store._base, store._base_ids = index, _ids_in(index)
        else:
            store._recent = index
        return store


def _selector(ids: Ids) -> faiss.IDSelector:
    """A bit for each id up to the largest: ids are given in order, so they lie close, and asking a bit is quick."""
    wanted = np.zeros(int(ids.max(initial=-1)) + 1, dtype=bool)
    wanted[ids] = True
    return faiss.IDSelectorBitmap(np.packbits(wanted, bitorder="little"))  # type: ignore[call-arg, arg-type]


def _parameters(lists: int, selector: faiss.IDSelector) -> faiss.SearchParametersIVF:
    return faiss.SearchParametersIVF(nprobe=lists, sel=selector)  # type: ignore[call-arg]


def _ids_in(index: faiss.IndexIVF) -> Ids:
    lists: Any = index.invlists
    sizes = [(number, lists.list_size(number)) for number in range(index.nlist)]
    parts = [faiss.rev_swig_ptr(lists.get_ids(number), size).copy() for number, size in sizes if size]
    return np.sort(np.concatenate(parts)).astype(np.int64) if parts else np.empty(0, dtype=np.int64)
