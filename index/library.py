"""The SQLite file that is the only truth: articles, their vectors, their terms, and the journal of changes.

Many processes and threads may read while one writes. A `Library` is one connection; a writer opens its own, holds the
lock file for as long as it adds, and commits article by article.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from .documents import Article
from .records import (
    HEAD_COLUMNS,
    Head,
    UnitRange,
    article_from,
    body_digest,
    damaged,
    head_digest,
    layout_of,
    vectors_digest,
)
from .schema import LIBRARY_FILE, connect, migrate, told_plainly
from .stores import Vectors


@dataclass(frozen=True, slots=True)
class Facts:
    """What is true of the library as a whole.

    `next_article` and `next_unit` only grow, so that no id is given twice; `change` is the number of the last change;
    `catalogue` is the XOR of all articles' digests, so that no row can go missing unnoticed.
    """

    next_article: int = 1
    next_unit: int = 1
    articles: int = 0
    change: int = 0
    catalogue: str = "0" * 64
    fingerprint: str = ""
    embedder: str = ""
    dimension: int = 0

    @property
    def digest(self) -> str:
        values = [getattr(self, name) for name in self.__slots__]
        return hashlib.sha256(json.dumps(values).encode()).hexdigest()

    def toggled(self, head: Head, difference: int) -> Facts:
        """These facts with one article put in (+1) or taken out (-1)."""
        catalogue = int(self.catalogue, 16) ^ int.from_bytes(head.digest)
        return replace(self, articles=self.articles + difference, catalogue=f"{catalogue:064x}")


COUNTERS = ("next_article", "next_unit", "articles", "change", "dimension")


class Library:
    """One connection to the library of a folder; its methods may be called from any thread."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._lock = threading.RLock()
        with told_plainly(folder):
            folder.mkdir(parents=True, exist_ok=True)
            self._connection = connect(folder)
            migrate(self._connection, folder)

    @property
    def path(self) -> Path:
        return self.folder / LIBRARY_FILE

    def close(self) -> None:
        with self._lock:
            self._connection.close()

    def query(self, sql: str, parameters: Sequence[Any] = ()) -> list[tuple[Any, ...]]:
        """All rows of one statement, with errors told plainly."""
        with self._lock, told_plainly(self.folder):
            return self._connection.execute(sql, parameters).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is on the disk when it ends, or none of it happened."""
        with self._lock, told_plainly(self.folder):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All reads inside see the library at one moment, whatever others write meanwhile."""
        with self._lock, told_plainly(self.folder):
            self._connection.execute("BEGIN")
            try:
                yield
            finally:
                if self._connection.in_transaction:
                    self._connection.execute("COMMIT")

    # Reading

    def version(self) -> int:
        """A number that differs from the last one whenever another connection has committed."""
        return int(self.query("PRAGMA data_version")[0][0])

    def facts(self) -> Facts:
        stored = dict(self.query("SELECT name, value FROM facts"))
        if not stored and not self.query("SELECT 1 FROM articles LIMIT 1"):
            return Facts()
        digest = stored.pop("digest", None)
        try:
            whole: dict[str, Any] = {name: int(stored.pop(name)) for name in COUNTERS}
            facts = Facts(**whole, **stored)
        except (KeyError, TypeError, ValueError) as error:
            raise damaged(f"the library {self.folder}") from error
        if facts.digest != digest:
            raise damaged(f"the library {self.folder}")
        return facts

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

    def number_of(self, content_hash: str) -> int | None:
        rows = self.query("SELECT number FROM articles WHERE content_hash = ?", (content_hash,))
        return int(rows[0][0]) if rows else None

    def vectors(self, block: UnitRange, dimension: int) -> Vectors | None:
        """float32 [block.size, dimension] in unit order, or None if they have been removed meanwhile."""
        rows = self.query("SELECT vectors, digest FROM vectors WHERE first_unit = ?", (block.first,))
        if not rows:
            return None
        blob, digest = rows[0]
        if vectors_digest(block.first, blob) != digest or len(blob) != 4 * block.size * dimension:
            raise damaged(f"the block of vectors {block.first}")
        return np.frombuffer(blob, dtype="<f4").reshape(block.size, dimension)

    def changed_since(self, change: int) -> list[int]:
        """Numbers of the articles that were added, corrected or removed after that change."""
        return [row[0] for row in self.query("SELECT DISTINCT article FROM changes WHERE number > ?", (change,))]

    def cached(self, kind: str, key: str) -> str | None:
        rows = self.query("SELECT value, digest FROM cache WHERE kind = ? AND key = ?", (kind, key))
        intact = rows and cache_digest(kind, key, rows[0][0]) == rows[0][1]
        return str(rows[0][0]) if intact else None

    # Writing; each inside `transaction`

    def put(self, article: Article, origin_key: str, blocks: dict[str, Vectors], terms: Sequence[str]) -> Head:
        """Add an article: its vectors by kind (float32 [n, dimension]) and the joined terms of each sentence."""
        facts = self.facts()
        next_unit = facts.next_unit
        ranges = []
        for kind, vectors in blocks.items():
            if len(vectors):
                self._put_vectors(next_unit, vectors)
                ranges.append(UnitRange(kind, next_unit, len(vectors)))
                next_unit += len(vectors)
        layout = layout_of(article)
        metadata = {name: getattr(article, name) for name in HEAD_COLUMNS if hasattr(article, name)}
        head = Head(
            number=facts.next_article,
            **metadata,
            origin_key=origin_key,
            units=json.dumps(ranges),
            corrections="{}",
            body_digest=body_digest(article.text, layout),
            digest=b"",
        )
        head = replace(head, digest=head_digest(head))
        columns = (*HEAD_COLUMNS, "text", "layout")
        values = [*(getattr(head, name) for name in HEAD_COLUMNS), article.text, layout]
        self.query(f"INSERT INTO articles ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", values)
        first = next((block.first for block in ranges if block.kind == "sentence"), 0)
        for place, joined in enumerate(terms):
            self.query("INSERT INTO keywords (rowid, terms) VALUES (?, ?)", (first + place, joined))
        facts = replace(facts.toggled(head, +1), next_article=head.number + 1, next_unit=next_unit)
        self._record("add", head.number, facts)
        return head

    def remove(self, head: Head) -> None:
        """Forget an article; its id and those of its units are never given again."""
        for block in head.ranges:
            self.query("DELETE FROM vectors WHERE first_unit = ?", (block.first,))
            if block.kind == "sentence":
                self.query(
                    "DELETE FROM keywords WHERE rowid >= ? AND rowid < ?", (block.first, block.first + block.size)
                )
        self.query("DELETE FROM articles WHERE number = ?", (head.number,))
        self._record("remove", head.number, self.facts().toggled(head, -1))

    def correct(self, head: Head, field: str, value: str | None) -> Head:
        """Lay a reader's correction over a field."""
        corrections = json.dumps(head.corrected | {field: value}, ensure_ascii=False)
        corrected = replace(head, corrections=corrections)
        corrected = replace(corrected, digest=head_digest(corrected))
        self.query(
            "UPDATE articles SET corrections = ?, digest = ? WHERE number = ?",
            (corrections, corrected.digest, head.number),
        )
        self._record("correct", head.number, self.facts().toggled(head, -1).toggled(corrected, +1))
        return corrected

    def remember(self, kind: str, key: str, value: str) -> None:
        self.query("REPLACE INTO cache VALUES (?, ?, ?, ?)", (kind, key, value, cache_digest(kind, key, value)))

    def write_facts(self, facts: Facts) -> None:
        stored = {name: getattr(facts, name) for name in Facts.__slots__} | {"digest": facts.digest}
        for name, value in stored.items():
            self.query("REPLACE INTO facts VALUES (?, ?)", (name, str(value)))

    def _put_vectors(self, first_unit: int, vectors: Vectors) -> None:
        blob = np.ascontiguousarray(vectors, dtype="<f4").tobytes()
        self.query("INSERT INTO vectors VALUES (?, ?, ?)", (first_unit, blob, vectors_digest(first_unit, blob)))

    def _record(self, kind: str, number: int, facts: Facts) -> None:
        change = facts.change + 1
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self.query("INSERT INTO changes VALUES (?, ?, ?, ?)", (change, kind, number, now))
        self.write_facts(replace(facts, change=change))


def cache_digest(kind: str, key: str, value: str) -> bytes:
    return hashlib.sha256(json.dumps([kind, key, value]).encode()).digest()
