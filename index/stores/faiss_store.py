"""The default store: FAISS, exact while exact is fast, then an inverted file."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import faiss
import numpy as np

from . import Ids, Vectors
from .filters import Filter, Filters, parameters, selector, table_of
from .inverted_file import contents, inverted_file, like, lists_for, placed, search_lists
from .numpy_store import check_new

EXACT_UP_TO = 50_000  # vectors, in all while there is no inverted file, and beside it
REMEMBERED = 2  # products of a query with everything: the question's and its pivot's
ALL_IDS = 0  # FAISS's SUBSET_TYPE_ID_RANGE


class FaissStore:
    """Inner products over ids of our own.

    `_base` is an inverted file; there is none in a small store. Where it was loaded, it is mapped from its file and
    read-only. What is added stays exact in `_recent` until it has outgrown that; what is removed from the base is
    passed over.
    """

    def __init__(self, dimension: int) -> None:
        self.dimension = dimension
        self._base: faiss.IndexIVF | None = None
        self._mapped = False
        self._base_ids = np.empty(0, dtype=np.int64)
        self._base_lists = np.empty(0, dtype=np.int64)
        self._removed = np.empty(0, dtype=np.int64)
        self._largest = -1  # id, of all that have ever been stored
        self._empty_recent()
        self._forget()

    def _empty_recent(self) -> None:
        self._recent = faiss.IndexIDMap2(faiss.IndexFlatIP(self.dimension))

    def _forget(self) -> None:
        """What is remembered between searches, dropped whenever something changes."""
        self._order: tuple[Ids, Ids] | None = None
        self._remembered: dict[bytes, Vectors] = {}
        self._filters = Filters(self._removed)

    def __len__(self) -> int:
        return int(self._recent.ntotal) + len(self._base_ids) - len(self._removed)

    def ids(self) -> Ids:
        return np.concatenate([np.setdiff1d(self._base_ids, self._removed, assume_unique=True), self._recent_ids()])

    def outgrown(self) -> bool:
        if self._base is None:
            return bool(self._recent.ntotal > EXACT_UP_TO)
        return bool(self._base.nlist * 4 <= lists_for(len(self)))

    def add(self, ids: Ids, vectors: Vectors) -> None:
        known = self.ids() if len(ids) and ids.min() <= self._largest else np.empty(0, dtype=np.int64)
        check_new(ids, vectors, known, self.dimension)
        self._forget()
        if not len(ids):
            return
        self._recent.add_with_ids(np.ascontiguousarray(vectors, dtype=np.float32), ids)
        self._largest = max(self._largest, int(ids.max()))
        if self._recent.ntotal > EXACT_UP_TO:
            self._settle()

    def _settle(self) -> None:
        """Take what is recent and what was removed into the inverted file, in memory; its file is left as it is."""
        merged = inverted_file(*self._contents()) if self.outgrown() else self._merged()
        self._empty_recent()
        self._removed = np.empty(0, dtype=np.int64)
        self._lay_on(merged, mapped=False)

    def _lay_on(self, base: faiss.IndexIVF, mapped: bool) -> None:
        self._base, self._mapped = base, mapped
        self._base_ids, self._base_lists = placed(base)
        self._forget()

    def _merged(self) -> faiss.IndexIVF:
        """The base without what was removed and with what is recent, in memory: itself, unless it is mapped."""
        assert self._base is not None
        merged = self._base
        if self._mapped:
            merged = like(self._base)
            self._base.copy_subset_to(merged, ALL_IDS, 0, 2**62)
        if len(self._removed):
            merged.remove_ids(selector(table_of(self._removed)))
        if self._recent.ntotal:
            ids, vectors = self._recent_contents()
            merged.add_with_ids(vectors, ids)
        return merged

    def _contents(self) -> tuple[Ids, Vectors]:
        ids, vectors = self._recent_contents()
        if self._base is None:
            return ids, vectors
        base_ids, base_vectors = contents(self._base)
        stays = ~np.isin(base_ids, self._removed)
        return np.concatenate([base_ids[stays], ids]), np.concatenate([base_vectors[stays], vectors])

    def remove(self, ids: Ids) -> None:
        if len(ids):
            self._recent.remove_ids(selector(table_of(ids)))
            self._removed = np.union1d(self._removed, np.intersect1d(self._base_ids, ids))
        self._forget()

    def search(self, queries: Vectors, k: int, allowed: Ids | None = None) -> tuple[Vectors, Ids]:
        queries = np.ascontiguousarray(queries, dtype=np.float32)
        wanted = None if allowed is None else self._filters.of(allowed)
        if self._base is None:
            scores, ids = self._search_recent(queries, k, wanted)
        else:
            scores, ids = self._search_base(queries, k, wanted)
            if self._recent.ntotal:
                more_scores, more_ids = self._search_recent(queries, k, wanted)
                scores, ids = np.concatenate([scores, more_scores], axis=1), np.concatenate([ids, more_ids], axis=1)
                scores[ids == -1] = -np.inf
                best = np.argsort(-scores, axis=1, kind="stable")[:, :k]
                scores, ids = np.take_along_axis(scores, best, axis=1), np.take_along_axis(ids, best, axis=1)
        scores, ids = scores.astype(np.float32), ids.astype(np.int64)
        scores[ids == -1] = -np.inf
        return scores, ids

    def _search_recent(self, queries: Vectors, k: int, wanted: Filter | None) -> tuple[Vectors, Ids]:
        """Exact search, among some: one product with everything, several times faster than FAISS's own filter.

        A search asks for the same query among several languages, so the last products are remembered.
        """
        if wanted is None:
            found_scores, found = self._recent.search(queries, k)
            return found_scores, found
        ids, order = self._recent_order()
        inside = wanted.among(ids)
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

    def _recent_contents(self) -> tuple[Ids, Vectors]:
        ids = self._recent_ids()
        flat = faiss.downcast_index(self._recent.index)
        return ids, flat.reconstruct_n(0, len(ids)) if len(ids) else np.empty((0, self.dimension), np.float32)

    def _search_base(self, queries: Vectors, k: int, wanted: Filter | None) -> tuple[Vectors, Ids]:
        assert self._base is not None
        if wanted is None and not len(self._removed):
            found: tuple[Vectors, Ids] = self._base.search(queries, k)
        elif wanted is None:
            live = faiss.IDSelectorNot(selector(table_of(self._removed)))
            found = self._base.search(queries, k, params=parameters(self._base.nprobe, live))
        elif wanted.left <= k:
            found = self._score_all(queries, k, wanted)
        else:
            # A filter leaves fewer vectors in each list.
            lists = min(self._base.nlist, self._base.nprobe * -(-len(self._base_ids) // wanted.left))
            found = self._base.search(queries, k, params=parameters(int(lists), wanted.selector))
        return found

    def _score_all(self, queries: Vectors, k: int, wanted: Filter) -> tuple[Vectors, Ids]:
        """The scores of a few, which may lie in any list: only the lists that they lie in are read."""
        assert self._base is not None
        places = np.searchsorted(self._base_ids, wanted.allowed)
        lists = np.unique(self._base_lists[places[places < len(self._base_ids)]])
        return search_lists(self._base, queries, k, lists, wanted.selector)

    def save(self, path: Path) -> None:
        """Write everything to one file."""
        if self._base is None:
            faiss.write_index(self._recent, str(path))
            return
        if not self._mapped and (len(self._removed) or self._recent.ntotal):
            self._settle()
        faiss.write_index(self._merged(), str(path))

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
            store._lay_on(index, mapped=True)
        else:
            store._recent = index
        store._largest = int(store.ids().max(initial=-1))
        return store
