"""How many bytes of disk does a sentence take in SQLite, and in PostgreSQL where there is one?

The slope between a library of `--limit` articles of adding.py (about 25 sentences each) and one of twice as many, so
that what every library has once does not count. Vectors are of 384 random numbers, which no database can compress;
no embedder is loaded. SQLite is its file after the library was closed, PostgreSQL `pg_database_size`.
"""

from __future__ import annotations

import tempfile
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from index.article_index import ArticleIndex
from index.embedders import Progress, Vectors
from index.schema import LIBRARY_FILE
from index.settings import IndexSettings
from tests.bench.adding import write_articles
from tests.servers import PostgresProcess, postgres_programs

ARTICLES = 200


class RandomEmbedder:
    """A random unit vector for each text, the same one every time."""

    name = fingerprint = "random"
    dimension = 384

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        rows = [np.random.default_rng(zlib.crc32(text.encode())).normal(size=self.dimension) for text in texts]
        found = np.array(rows, np.float32).reshape(len(texts), self.dimension)
        return found / np.linalg.norm(found, axis=1, keepdims=True)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed_passages(texts)


def run(
    data: Path | None = None, articles: Path | None = None, limit: int = ARTICLES
) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """The bytes a sentence by engine; there are no cases."""
    with tempfile.TemporaryDirectory() as scratch:
        paths = write_articles(Path(scratch), 2 * limit)
        library = Path(scratch) / "library"
        figures = _slope("sqlite", str(library), paths, lambda: (library / LIBRARY_FILE).stat().st_size)
        if programs := postgres_programs():
            server = PostgresProcess(Path(scratch) / "postgres", programs)
            server.start()
            try:
                database = server.database("sizes")
                figures |= _slope("postgres", database, paths, lambda: _database_size(database))
            finally:
                server.stop()
    return figures, []


def _slope(name: str, place: str, paths: list[Path], size: Callable[[], int]) -> dict[str, float]:
    held: list[tuple[int, int]] = []
    for part in (paths[: len(paths) // 2], paths[len(paths) // 2 :]):
        with ArticleIndex.open(place, IndexSettings(store="numpy"), RandomEmbedder()) as index:
            index.add(part)
            sentences = sum(len(article.sentences) for article in index.articles())
        held.append((sentences, size()))
    (few, small), (many, large) = held
    return {f"{name}.sentences": float(many), f"{name}.bytes_a_sentence": (large - small) / (many - few)}


def _database_size(database: str) -> int:
    import psycopg

    with psycopg.connect(database) as connection:
        row = connection.execute("SELECT pg_database_size(current_database())").fetchone()
    assert row is not None
    return int(row[0])
