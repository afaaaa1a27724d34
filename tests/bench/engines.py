"""Do all engines find the same, and what does Milvus cost and find when it is large?

One library of `articles/` in SQLite and in PostgreSQL, its vectors in NumPy (the reference), FAISS, Milvus Lite and a
Milvus server: the top ten of each question on each of them. Then `--limit` random unit vectors (200,000) in the server,
in 1,000 clusters as sentences lie: recall@10 against exact search, the p95 of a search with and without a filter, and
how its memory and disk grow. Runs only where the servers are installed: pip install -e '.[milvus,postgres,test]'.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.article_index import ArticleIndex
from index.copying import copy_library
from index.embedders import load_embedder
from index.places import place_of
from index.settings import IndexSettings
from index.stores import ServedStore, open_served
from tests.servers import MilvusProcess, PostgresProcess, postgres_programs

SAMPLES = Path(__file__).resolve().parents[2] / "articles"
DIMENSION = 384
STEP = 50_000
QUESTIONS = (
    "How much was lost?", "亏损了多少？", "Who is optimistic about demand?", "现金能维持多久", "revenue growth",
    "Wie hoch war der Umsatz?", "値上げの理由", "costs of energy", "客户数量", "what do critics say",
)  # fmt: skip

Figures = dict[str, float]
Cases = list[dict[str, Any]]


def run(data: Path, articles: Path, limit: int = 200_000, model: str | None = None) -> tuple[Figures, Cases]:
    programs = postgres_programs()
    if programs is None:
        raise SystemExit("no PostgreSQL on this machine: apt-get install postgresql")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as scratch, ExitStack() as stack:
        milvus = MilvusProcess(Path(scratch) / "milvus")
        stack.callback(milvus.close)
        milvus.start()
        postgres = PostgresProcess(Path(scratch) / "postgres", programs)
        postgres.start()
        stack.callback(postgres.stop)
        figures, cases = _same(Path(scratch), milvus, postgres.database("engines"))
        return figures | _large(milvus, limit), cases


def _same(scratch: Path, milvus: MilvusProcess, database: str) -> tuple[Figures, Cases]:
    """The share of questions with the reference's top ten, for each pair of engines, and the p95 of its searches."""
    folder, embedder = scratch / "library", load_embedder()
    with ArticleIndex.open(folder, IndexSettings(store="numpy"), embedder) as index:
        index.add([SAMPLES])
        expected = {question: _top(index, question) for question in QUESTIONS}
    copy_library(folder, place_of(database))
    figures: Figures = {}
    cases: Cases = []
    stores = {"numpy": "numpy", "faiss": "faiss", "milvus-lite": str(scratch / "lite.db"), "milvus": milvus.address}
    for truth, place in (("sqlite", str(folder)), ("postgres", database)):
        for name, store in stores.items():
            if (truth, name) == ("postgres", "milvus-lite"):
                store = str(scratch / "lite-postgres.db")
            with ArticleIndex.open(place, IndexSettings(store=store), embedder) as index:
                index.prepare()
                index.search(QUESTIONS[0])
                seconds, same = [], 0
                for question, wanted in expected.items():
                    started = time.perf_counter()
                    found = _top(index, question)
                    seconds.append(time.perf_counter() - started)
                    same += found == wanted
                    cases.append({"id": f"{truth}+{name}: {question}", "ok": found == wanted, "found": found})
            figures[f"same_top_ten.{truth}+{name}"] = same / len(expected)
            figures[f"search_p95_seconds.{truth}+{name}"] = float(np.percentile(seconds, 95))
    return figures, cases


def _top(index: ArticleIndex, question: str) -> list[tuple[str, int]]:
    return [(hit.article, hit.number) for hit in index.search(question, k=10).hits]


def _large(milvus: MilvusProcess, count: int) -> Figures:
    """A collection of `count` vectors, laid out for its size."""
    store = open_served(milvus.address, "large", DIMENSION)
    queries = np.concatenate([part for _, part in _vectors(100, seed=1)])
    best = np.full((len(queries), 10), -np.inf, dtype=np.float32)
    memory, disk = _resident(milvus), _size(milvus.folder)
    started = time.perf_counter()
    for ids, vectors in _vectors(count, seed=2):
        store.put(ids, vectors)
        best = -np.sort(-np.concatenate([best, queries @ vectors.T], axis=1), axis=1)[:, :10]
    adding = time.perf_counter() - started
    started = time.perf_counter()
    store.lay_out()
    laying_out = time.perf_counter() - started
    store.search(queries[:1], 10)
    plain, found = _timed(store, queries, None)
    filtered, _ = _timed(store, queries[:20], np.arange(0, count, max(1, count // 10_000), dtype=np.int64))
    figures = {
        "large.vectors": float(count),
        "large.held": float(len(store)),
        "large.recall_at_10": float((found >= best[:, -1:] - 1e-4).mean()),
        "large.search_p95_seconds": float(np.percentile(plain, 95)),
        "large.filtered_by_10000_ids_p95_seconds": float(np.percentile(filtered, 95)),
        "large.vectors_a_second": count / adding,
        "large.index_seconds": laying_out,
        "large.memory_mb_per_million": (_resident(milvus) - memory) / count,
        "large.disk_mb_per_million": (_size(milvus.folder) - disk) / count,
    }
    store.drop()
    store.close()
    return figures


def _vectors(count: int, seed: int) -> Iterator[tuple[NDArray[np.int64], NDArray[np.float32]]]:
    """Unit vectors around 1,000 centres, the same centres for every seed, some thousands at a time."""
    centres = np.random.default_rng(0).normal(size=(1_000, DIMENSION)).astype(np.float32)
    chance = np.random.default_rng(seed)
    for first in range(0, count, STEP):
        size = min(STEP, count - first)
        found = centres[chance.integers(0, 1_000, size)] + chance.normal(size=(size, DIMENSION)).astype(np.float32)
        found /= np.linalg.norm(found, axis=1, keepdims=True)
        yield np.arange(first, first + size, dtype=np.int64), found


def _timed(
    store: ServedStore, queries: NDArray[np.float32], allowed: NDArray[np.int64] | None
) -> tuple[list[float], NDArray[np.float32]]:
    seconds, scores = [], []
    for row in range(len(queries)):
        started = time.perf_counter()
        scores.append(store.search(queries[row : row + 1], 10, allowed)[0])
        seconds.append(time.perf_counter() - started)
    return seconds, np.concatenate(scores)


def _resident(milvus: MilvusProcess) -> float:
    """Bytes of memory that the server holds."""
    status = Path(f"/proc/{milvus.pid}/status").read_text(encoding="ascii")
    return 1024.0 * int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


def _size(folder: Path) -> float:
    return float(sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()))
