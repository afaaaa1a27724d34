"""Vectors in Milvus: a server (`milvus://host:port`) for many machines, or a file of Milvus Lite for one.

The collection is shared by all who open the library, and belongs to it alone. What it lacks or holds too much is put
right from the library (index/served_vectors.py); here are its limits, its consistency and its errors.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from . import Ids, Vectors
from .milvus_client import SECONDS, connect, data_types, told
from .numpy_store import check_new

MOST_RESULTS = 16_384  # of one search or query
BYTES_A_CALL = 16 << 20  # the server refuses messages from 64 MB on, and its own overhead counts
PUSHED_DOWN = 16_384  # ids in one filter expression
WIDER = 8  # times k are asked for where a filter allows more than that
EXACT_UP_TO = 120_000  # vectors; more get an inverted file
LISTS_READ = 64  # of an inverted file, by a search without a filter


class MilvusStore:
    """One collection, with ids as its primary key and inner products as scores."""

    def __init__(self, address: str, collection: str, dimension: int) -> None:
        """Open the collection, made where there is none. Raises MissingExtraError, UnreachableError, LibraryError."""
        self.address = address
        self.dimension = dimension
        self.collection = collection
        self._behind = True
        with told(self.address):
            self._client = connect(address)
            if self._client.has_collection(collection, timeout=SECONDS):
                self._client.load_collection(collection, timeout=SECONDS)
                return
            schema = self._client.create_schema(auto_id=False, enable_dynamic_field=False)
            schema.add_field("id", data_types().INT64, is_primary=True)
            schema.add_field("vector", data_types().FLOAT_VECTOR, dim=dimension)
            # Session: what this process wrote is found by it without waiting for the server's clock to pass.
            self._client.create_collection(
                collection,
                schema=schema,
                index_params=self._index("FLAT", 0),
                consistency_level="Session",
                timeout=SECONDS,
            )

    def close(self) -> None:
        self._client.close()

    def drop(self) -> None:
        """Remove the collection itself, if it is there."""
        with told(self.address):
            self._client.drop_collection(self.collection, timeout=SECONDS)

    def behind(self) -> None:
        """Others may have written: the next read waits until all that was written before it can be seen."""
        self._behind = True

    def __len__(self) -> int:
        return self.count_below(None)

    def count_below(self, end: int | None) -> int:
        """How many ids below `end` are stored."""
        rows = self._query("" if end is None else f"id < {end}", ["count(*)"])
        return int(rows[0]["count(*)"])

    def ids(self) -> Ids:
        with told(self.address):
            pages = self._client.query_iterator(
                self.collection, batch_size=MOST_RESULTS, filter="id >= 0", output_fields=["id"], **self._reading()
            )
            found: list[int] = []
            while page := pages.next():
                found += [row["id"] for row in page]
            pages.close()
        return np.array(found, dtype=np.int64)

    def held(self, ids: Ids) -> Ids:
        """Those of these ids that are stored."""
        found = [row["id"] for part in _parts(ids, PUSHED_DOWN) for row in self._query(_among(part), ["id"])]
        return np.array(found, dtype=np.int64)

    def add(self, ids: Ids, vectors: Vectors) -> None:
        check_new(ids, vectors, self.held(ids), self.dimension)
        self.put(ids, vectors)

    def put(self, ids: Ids, vectors: Vectors) -> None:
        """As `add`, of ids that may be stored already: two processes may bring the same ones at the same time."""
        rows_a_call = max(1, BYTES_A_CALL // (4 * self.dimension + 16))
        for first in range(0, len(ids), rows_a_call):
            part = slice(first, first + rows_a_call)
            rows = [
                {"id": unit, "vector": vector} for unit, vector in zip(ids[part].tolist(), vectors[part], strict=True)
            ]
            with told(self.address):
                self._client.upsert(self.collection, rows, timeout=SECONDS)

    def remove(self, ids: Ids) -> None:
        for part in _parts(ids, PUSHED_DOWN):
            with told(self.address):
                self._client.delete(self.collection, filter=_among(part), timeout=SECONDS)
        self._behind = True  # a session knows when it wrote, but not when it deleted by a filter

    def search(self, queries: Vectors, k: int, allowed: Ids | None = None) -> tuple[Vectors, Ids]:
        if allowed is None and k > MOST_RESULTS:
            allowed = self.ids()
        if allowed is None:
            return self._ask(queries, k)
        if len(allowed) > PUSHED_DOWN and (found := self._widened(queries, k, allowed)):
            return found
        best = _nothing(len(queries), k)
        for part in _parts(allowed, PUSHED_DOWN):
            best = _better(best, self._ask(queries, min(k, len(part)), part), k)
        return best

    def _widened(self, queries: Vectors, k: int, allowed: Ids) -> tuple[Vectors, Ids] | None:
        """The k best among many allowed ids, taken out of more than k of all; None where too few of those are allowed.

        A filter of hundreds of thousands of ids takes the server longer to read than to answer.
        """
        for wide in (WIDER * k, MOST_RESULTS):
            scores, ids = self._ask(queries, min(wide, MOST_RESULTS))
            scores = np.where(np.isin(ids, allowed), scores, -np.inf).astype(np.float32)
            if (np.isfinite(scores).sum(axis=1) >= k).all():
                return _better(_nothing(len(queries), k), (scores, ids), k)
        return None

    def _ask(self, queries: Vectors, k: int, allowed: Ids | None = None) -> tuple[Vectors, Ids]:
        """One search of the server, its filter pushed down; k is within its limit."""
        scores, ids = _nothing(len(queries), k)
        # With a filter all lists are looked into, since few of the allowed vectors may be in the nearest ones.
        lists = LISTS_READ if allowed is None else lists_for(EXACT_UP_TO * 64)
        for first in range(0, len(queries), max(1, MOST_RESULTS // k)):
            asked = queries[first : first + max(1, MOST_RESULTS // k)]
            with told(self.address):
                answers = self._client.search(
                    self.collection,
                    data=list(np.ascontiguousarray(asked, dtype=np.float32)),
                    limit=k,
                    filter="" if allowed is None else _among(allowed),
                    output_fields=["id"],
                    search_params={"metric_type": "IP", "params": {"nprobe": lists}},
                    timeout=SECONDS,
                    **self._reading(),
                )
            for row, hits in enumerate(answers, start=first):
                # Equal scores are ordered by id, as the exact reference orders them.
                found = sorted((-float(hit["distance"]), int(hit["id"])) for hit in hits)
                scores[row, : len(found)] = [-score for score, _ in found]
                ids[row, : len(found)] = [unit for _, unit in found]
        return scores, ids

    def outgrown(self) -> bool:
        """Whether it is searched exactly although it has grown too large for that."""
        with told(self.address):
            kinds = [self._client.describe_index(self.collection, name)["index_type"] for name in self._indexes()]
        return "FLAT" in kinds and len(self) > EXACT_UP_TO

    def lay_out(self) -> None:
        """Let the server build the index that fits the store's size, and wait for it; searches wait as well."""
        count = len(self)
        kind = "IVF_FLAT" if count > EXACT_UP_TO else "FLAT"
        with told(self.address):
            self._client.flush(self.collection, timeout=10 * SECONDS)
            if kind != "FLAT":
                self._client.release_collection(self.collection, timeout=SECONDS)
                for name in self._indexes():
                    self._client.drop_index(self.collection, name, timeout=SECONDS)
                self._client.create_index(self.collection, self._index(kind, count), timeout=3600.0, sync=True)
                self._client.load_collection(self.collection, timeout=3600.0)

    def _indexes(self) -> list[str]:
        return list(self._client.list_indexes(self.collection))

    def _index(self, kind: str, count: int) -> Any:
        parameters = self._client.prepare_index_params()
        options = {} if kind == "FLAT" else {"nlist": lists_for(count)}
        parameters.add_index("vector", index_type=kind, metric_type="IP", params=options)
        return parameters

    def _query(self, condition: str, fields: list[str]) -> list[dict[str, Any]]:
        with told(self.address):
            return list(
                self._client.query(
                    self.collection, filter=condition, output_fields=fields, timeout=SECONDS, **self._reading()
                )
            )

    def _reading(self) -> dict[str, str]:
        """How consistent the next read must be: after others wrote, with everything; else with one's own writes."""
        level = "Strong" if self._behind else "Session"
        self._behind = False
        return {"consistency_level": level}


def lists_for(count: int) -> int:
    """Lists of an inverted file of so many vectors: about twice their square root, a power of two."""
    return int(2 ** round(np.log2(max(count, 4)) / 2 + 1))


def _among(ids: Ids) -> str:
    return f"id in [{','.join(map(str, ids.tolist()))}]"


def _parts(ids: Ids, size: int) -> Iterator[Ids]:
    for first in range(0, len(ids), size):
        yield ids[first : first + size]


def _nothing(rows: int, k: int) -> tuple[Vectors, Ids]:
    return np.full((rows, k), -np.inf, dtype=np.float32), np.full((rows, k), -1, dtype=np.int64)


def _better(one: tuple[Vectors, Ids], other: tuple[Vectors, Ids], k: int) -> tuple[Vectors, Ids]:
    """The k best of two results, row by row; equal scores by id."""
    scores, ids = np.concatenate([one[0], other[0]], axis=1), np.concatenate([one[1], other[1]], axis=1)
    ids = np.where(np.isfinite(scores), ids, -1)
    best = np.stack([np.lexsort((row_ids, -row)) for row, row_ids in zip(scores, ids, strict=True)])[:, :k]
    return np.take_along_axis(scores, best, axis=1), np.take_along_axis(ids, best, axis=1)
