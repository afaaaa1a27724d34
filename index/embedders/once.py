"""An embedder for one `add`, in which cleaning and indexing share what either has embedded."""

from __future__ import annotations

import threading
from collections.abc import Sequence

import numpy as np

from . import Embedder, Progress, Vectors


class OnceEmbedder:
    """An embedder that embeds each passage once, whoever asks: cleaning and indexing share their vectors through it."""

    def __init__(self, embedder: Embedder, remembered: int = 20_000) -> None:
        self._embedder = embedder
        self._remembered = remembered
        self._vectors: dict[str, Vectors] = {}
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        return self._embedder.name

    @property
    def fingerprint(self) -> str:
        return self._embedder.fingerprint

    @property
    def dimension(self) -> int:
        return self._embedder.dimension

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        with self._lock:
            # Sorted by length, so that a batch is padded as little as can be.
            missing = sorted(set(texts) - self._vectors.keys(), key=lambda text: (len(text), text))
            if missing:
                vectors = self._embedder.embed_passages(missing, progress)
                self._vectors.update(zip(missing, vectors, strict=True))
            found = [self._vectors[text] for text in texts]
            while len(self._vectors) > self._remembered:
                del self._vectors[next(iter(self._vectors))]
        return np.stack(found) if found else np.empty((0, self.dimension), dtype=np.float32)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            return self._embedder.embed_queries(texts)
