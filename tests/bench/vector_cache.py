"""An embedder that remembers on disk what it has embedded, so that a repeated evaluation costs no embedding."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from pathlib import Path

import numpy as np

from index.embedders import Embedder, Progress, Vectors

_PORTION = 64


class CachedEmbedder:
    """Wraps an embedder; vectors lie in one SQLite file per embedder fingerprint, under the hash of kind and text."""

    def __init__(self, embedder: Embedder, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._embedder = embedder
        self._path = folder / f"vectors-{embedder.fingerprint[:16]}.sqlite"
        with closing(self._connection()) as connection, connection:
            connection.execute("CREATE TABLE IF NOT EXISTS vectors (key TEXT PRIMARY KEY, vector BLOB NOT NULL)")

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
        return self._cached("passage", texts, self._embedder.embed_passages, progress)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._cached("query", texts, self._embedder.embed_queries, None)

    def _connection(self) -> sqlite3.Connection:
        return sqlite3.connect(self._path, timeout=60)

    def _cached(
        self, kind: str, texts: Sequence[str], embed: Callable[[list[str]], Vectors], progress: Progress | None
    ) -> Vectors:
        keys = {text: hashlib.sha256(f"{kind}\0{text}".encode()).hexdigest() for text in texts}
        known: dict[str, bytes] = {}
        with closing(self._connection()) as connection:
            for text, key in keys.items():
                if row := connection.execute("SELECT vector FROM vectors WHERE key = ?", (key,)).fetchone():
                    known[text] = row[0]
            missing = sorted(keys.keys() - known.keys(), key=lambda text: (len(text), text))
            for start in range(0, len(missing), _PORTION):
                portion = missing[start : start + _PORTION]
                for text, vector in zip(portion, embed(portion), strict=True):
                    known[text] = vector.astype("<f4").tobytes()
                with connection:
                    connection.executemany(
                        "INSERT OR REPLACE INTO vectors VALUES (?, ?)", [(keys[text], known[text]) for text in portion]
                    )
                if progress:
                    progress((start + len(portion)) / len(missing), "embedding")
        rows = [np.frombuffer(known[text], "<f4") for text in texts]
        return np.stack(rows) if rows else np.zeros((0, self.dimension), np.float32)
