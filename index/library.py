"""The database that is the only truth, SQLite or PostgreSQL: articles, vectors, terms, and the journal of changes.

Many processes and threads may read while one writes. A `Library` is one connection that reads; see library_writer.py.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from .checkpoints import closing
from .dialects import dialect_of
from .documents import Article
from .places import Place
from .records import (
    HEAD_COLUMNS,
    Head,
    UnitRange,
    article_from,
    damaged,
    vectors_digest,
)
from .schema import connect, migrate, told_plainly
from .stores import Vectors


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of the library as a whole.

    `next_article` and `next_unit` only grow, so that no id is given twice; `change` is the number of the last change;
    `catalogue` is the XOR of all articles' digests, so that no row can go missing unnoticed; `keywords_digest` seals
    the keyword index, and is empty where that has changed since; `lexicon` says by which lexicons and
    rules its sentences were cut into terms.
    """

    next_article: int = 1
    next_unit: int = 1
    articles: int = 0
    change: int = 0
    catalogue: str = "0" * 64
    fingerprint: str = ""
    embedder: str = ""
    dimension: int = 0
    keywords_digest: str = ""
    lexicon: str = ""

    def toggled(self, head: Head, difference: int) -> Facts:
        """These facts with one article put in (+1) or taken out (-1)."""
        catalogue = int(self.catalogue, 16) ^ int.from_bytes(head.digest)
        return replace(self, articles=self.articles + difference, catalogue=f"{catalogue:064x}")


class Library:
    """One connection to the library of a folder; its methods may be called from any thread."""

    def __init__(self, folder: Place, trusted: bool = True) -> None:
        """`folder` may be the address of a server. `trusted=False` opens a damaged file as it is, to save from it."""
        self.folder = folder
        self.dialect = dialect_of(folder)
        self._lock = threading.RLock()
        with told_plainly(folder):
            if isinstance(folder, Path):
                folder.mkdir(parents=True, exist_ok=True)
            self._connection = connect(folder)
            self._close = closing(self, self._connection, folder)
            if trusted:
                migrate(self._connection, folder)

    def close(self) -> None:
        with self._lock, told_plainly(self.folder):
            self._close()

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of one statement, with errors told plainly."""
        with self._lock, told_plainly(self.folder):
            cursor = self._connection.execute(sql, parameters)
            return cursor.fetchall() if cursor.description else []

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All reads inside see the library at one moment, whatever others write meanwhile."""
        with self._lock, told_plainly(self.folder):
            self._connection.execute(self.dialect.begin_reading)
            try:
                yield
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("COMMIT")

    def rows(self, sql: str) -> Iterator[tuple[Any, ...]]:
        """The rows of one statement one by one, for what is too large to hold; inside `snapshot`."""
        with self._lock, told_plainly(self.folder):
            yield from self._connection.execute(sql)

    # Reading

    def version(self) -> object:
        """A value that differs from the last one whenever another connection has committed."""
        return self.dialect.version(self)

    def facts(self) -> Facts:
        """What is true of the library now. LibraryError where it is damaged or has lost its last changes."""
        rows = self.query("SELECT value, digest FROM facts")
        if not rows and not self.query("SELECT 1 FROM articles LIMIT 1"):
            return Facts()
        if len(rows) != 1 or facts_digest(str(rows[0][0])) != rows[0][1]:
            raise damaged(f"the library {self.folder}")
        return Facts(**json.loads(rows[0][0]))

    def heads(self, numbers: Iterable[int] | None = None) -> list[Head]:
        """Verified heads in order of adding; of all articles, or of those numbers that exist."""
        columns = f"SELECT {', '.join(HEAD_COLUMNS)} FROM articles"
        if numbers is None:
            rows = self.query(f"{columns} ORDER BY number")
        else:
            rows = [row for number in sorted(numbers) for row in self.query(f"{columns} WHERE number = ?", (number,))]
        return [Head(*row).verified() for row in rows]

    def article(self, head: Head) -> Article | None:
        """The whole article, or None if it has been removed meanwhile."""
        rows = self.query("SELECT text, layout FROM articles WHERE number = ?", (head.number,))
        return article_from(head, *rows[0]) if rows else None

    def vectors(self, block: UnitRange, dimension: int) -> Vectors | None:
        """float32 [block.size, dimension] in unit order, or None if they have been removed meanwhile."""
        rows = self.query("SELECT vectors, digest FROM vectors WHERE first_unit = ?", (block.first,))
        if not rows:
            return None
        blob, digest = rows[0]
        if (
            not isinstance(blob, bytes)
            or vectors_digest(block.first, blob) != digest
            or len(blob) != 4 * block.size * dimension
        ):
            raise damaged(f"the block of vectors {block.first}")
        return np.frombuffer(blob, dtype="<f4").reshape(block.size, dimension)

    def changed_since(self, change: int) -> list[int]:
        """Numbers of the articles that were added, corrected or removed after that change."""
        return [row[0] for row in self.query("SELECT DISTINCT article FROM changes WHERE number > ?", (change,))]

    def cached(self, kind: str, key: str) -> str | None:
        rows = self.query("SELECT value, digest FROM cache WHERE kind = ? AND key = ?", (kind, key))
        intact = rows and cache_digest(kind, key, str(rows[0][0])) == rows[0][1]
        return str(rows[0][0]) if intact else None


def facts_digest(value: str) -> str:
    return hashlib.sha256(value.encode()).hexdigest()


def cache_digest(kind: str, key: str, value: str) -> bytes:
    return hashlib.sha256(json.dumps([kind, key, value]).encode()).digest()
