"""Search in a large library: how long a whole call takes, how exact it is, how much memory, how long it takes to open.

Vectors are synthetic: real ones of a few thousand sentences, each with noise of a fixed length added, so that they lie
as real ones do. Everything else is as it is in use: the articles are added, stored and searched by Jianting itself.
"""

from __future__ import annotations

import hashlib
import os
import random
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import numpy as np

from index.article_index import ArticleIndex
from index.documents import RawDocument
from index.embedders import Embedder, Progress, Vectors, load_embedder
from index.health import check

from .adding import FRAMES, sentence

SENTENCES = 100_000
SENTENCES_EACH = 40  # of an article
REAL = 2_000  # sentences that are really embedded
NOISE = 0.3  # length of what is added to a real vector; two real sentences of one article differ by about .5
QUERIES = 100  # half of them sentences as they are added, half questions, whose words are in many sentences
QUESTIONS = (
    "How much did buyers from {place} pay for each cart of {good}?",
    "Who in {place} will not sell {good}?",
    "Wer erwartet in {place} mehr {good}?",
    "{place}的{good}价格上涨了多少？",
)
TEN = 10


class Synthetic:
    """An embedder whose passages are real vectors with noise that depends on the text alone; its queries are real."""

    def __init__(self, embedder: Embedder, sentences: Sequence[str]) -> None:
        self._embedder = embedder
        self._real = embedder.embed_passages(sentences)
        self.name, self.fingerprint, self.dimension = (
            "synthetic",
            f"synthetic-{embedder.fingerprint}",
            embedder.dimension,
        )

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            chance = np.random.default_rng(int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest()))
            noise = chance.standard_normal(self.dimension, dtype=np.float32)
            vectors[row] = self._real[chance.integers(len(self._real))] + NOISE * noise / np.linalg.norm(noise)
        vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embedder.embed_queries(texts)


def run(
    data: Path | None = None, articles: Path | None = None, limit: int = SENTENCES, library: Path | None = None
) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Add articles of `limit` sentences in all and search them; neither data nor articles are needed.

    In the folder `library` they stay, and are searched as they are where some are there already.
    """
    chance = random.Random(7)
    real = [sentence(chance) for _ in range(REAL)]
    embedder = Synthetic(load_embedder(), real)
    queries = [sentence(chance, FRAMES if number % 2 else QUESTIONS) for number in range(QUERIES)]
    with tempfile.TemporaryDirectory(prefix="jianting-scale-") if library is None else nullcontext(library) as folder:
        started = time.perf_counter()
        with ArticleIndex.open(folder, embedder=embedder) as index:
            if not any(Path(folder).glob("generations/*")):
                index.add_documents(documents(limit, chance))
            index.prepare()  # which loads what opening takes besides, where nothing was added
        adding = time.perf_counter() - started
        before = resident()
        started = time.perf_counter()
        with ArticleIndex.open(folder, embedder=embedder) as index:
            index.search(queries[0], k=TEN)
            opening = time.perf_counter() - started
            seconds = [_timed(index, query) for query in queries]
            memory = resident() - before
        checked = check(Path(folder))
    recall = checked.recall or 0.0
    figures = {
        "sentences": float(checked.sentences),
        "recall_at_10": recall,
        "p50_milliseconds": float(np.percentile(seconds, 50) * 1000),
        "p95_milliseconds": float(np.percentile(seconds, 95) * 1000),
        "seconds_to_open_and_first_search": opening,
        "megabytes_of_memory": memory / 1e6,
        "megabytes_on_disk": checked.bytes / 1e6,
        "seconds_adding": adding,
        "load": os.getloadavg()[0],
    }
    return figures, [{"id": "recall", "ok": recall >= 0.99, "recall": recall}]


def documents(sentences: int, chance: random.Random) -> Iterator[RawDocument]:
    """Articles of SENTENCES_EACH sentences, each in one language."""
    for number in range(-(-sentences // SENTENCES_EACH)):
        frames = FRAMES[-2:] if number % 2 else FRAMES[:-2]
        lines = [sentence(chance, frames) for _ in range(SENTENCES_EACH)]
        yield RawDocument(path=f"{number}.txt", text="\n".join(lines))


def _timed(index: ArticleIndex, query: str) -> float:
    started = time.perf_counter()
    index.search(query, k=TEN)
    return time.perf_counter() - started


def resident() -> int:
    """Bytes of this process that are in memory and not only mapped from files."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("RssAnon"):
            return int(line.split()[1]) * 1024
    return 0
