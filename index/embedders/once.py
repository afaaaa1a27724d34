"""An embedder for one `add`, in which cleaning and indexing share what either has embedded."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from concurrent.futures import Future

import numpy as np

from . import Embedder, Progress, Vectors


class OnceEmbedder:
    """An embedder that embeds each passage once, whoever asks: cleaning and indexing share their vectors through it."""

    def __init__(self, embedder: Embedder, remembered: int = 20_000) -> None:
        self._embedder = embedder
        self._remembered = remembered
        self._rows: dict[str, tuple[Future[Vectors], int]] = {}
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
        if not texts:
            return np.empty((0, self.dimension), dtype=np.float32)
        batch: Future[Vectors] = Future()
        # The lock guards the table only: cleaning need not wait for a large batch of another article.
        with self._lock:
            # Sorted by length, so that a batch is padded as little as can be.
            missing = sorted(set(texts) - self._rows.keys(), key=lambda text: (len(text), text))
            self._rows.update((text, (batch, row)) for row, text in enumerate(missing))
            found = [self._rows[text] for text in texts]
            while len(self._rows) > self._remembered:
                del self._rows[next(iter(self._rows))]
        try:
            if missing:
                batch.set_result(self._embedder.embed_passages(missing, progress))
        except BaseException as error:
            with self._lock:
                self._rows = {text: place for text, place in self._rows.items() if place[0] is not batch}
            batch.set_exception(error)
        return np.stack([rows.result()[row] for rows, row in found])

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embedder.embed_queries(texts)
