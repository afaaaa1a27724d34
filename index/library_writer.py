"""Changes to the library. Each is one transaction: on the disk when it is reported, or it did not happen."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from datetime import UTC, datetime

import numpy as np

from .checkpoints import shorten_log
from .documents import Article
from .library import Facts, Library, cache_digest, facts_digest
from .records import (
    HEAD_COLUMNS,
    HEAD_FIELDS,
    Head,
    UnitRange,
    article_number,
    body_digest,
    head_digest,
    layout_of,
    vectors_digest,
)
from .schema import told_plainly
from .stores import Vectors
from .witness import write_witness


class LibraryWriter(Library):
    """A connection that may also write. The methods belong inside `transaction`."""

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Everything inside is on the disk when it ends, or none of it happened."""
        with self._lock, told_plainly(self.folder):
            try:
                for statement in self.dialect.begin_writing:
                    self._connection.execute(statement)
                yield
                change = self.facts().change
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            write_witness(self.folder, change)
            shorten_log(self._connection, self.folder)

    def put(self, article: Article, origin_key: str, blocks: dict[str, Vectors], terms: Sequence[str]) -> Head:
        """Add an article: its vectors by kind (float32 [n, dimension]) and the joined terms of each sentence."""
        facts = self.facts()
        ranges, next_unit = self._put_units(facts.next_unit, blocks, terms)
        layout = layout_of(article)
        metadata = {name: getattr(article, name) for name in HEAD_FIELDS}
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
        facts = replace(facts.toggled(head, +1), next_article=head.number + 1, next_unit=next_unit)
        self._record("add", head.number, facts)
        return head

    def revise(
        self, head: Head, article: Article, origin_key: str, blocks: dict[str, Vectors], terms: Sequence[str]
    ) -> Head:
        """Put what is kept of `article` now in the place of what `head` has; its units get new ids."""
        facts = self.facts()
        self._forget_units(head)
        ranges, next_unit = self._put_units(facts.next_unit, blocks, terms)
        layout = layout_of(article)
        changed = replace(
            head, origin_key=origin_key, units=json.dumps(ranges), body_digest=body_digest(article.text, layout)
        )
        changed = replace(changed, digest=head_digest(changed))
        self.query(
            "UPDATE articles SET origin_key = ?, units = ?, body_digest = ?, digest = ?, layout = ? WHERE number = ?",
            (changed.origin_key, changed.units, changed.body_digest, changed.digest, layout, head.number),
        )
        facts = replace(facts.toggled(head, -1).toggled(changed, +1), next_unit=next_unit)
        self._record("revise", head.number, facts)
        return changed

    def remove(self, number: int) -> Head | None:
        """Forget an article, if it is there; its id and those of its units are never given again."""
        head = next(iter(self.heads([number])), None)
        if head is None:
            return None
        self._forget_units(head)
        self.query("DELETE FROM articles WHERE number = ?", (number,))
        self._record("remove", number, self.facts().toggled(head, -1))
        self._bequeath(head)
        return head

    def correct(self, number: int, field: str, value: str | None) -> Head | None:
        """Lay a reader's correction over a field of an article, if it is there."""
        head = next(iter(self.heads([number])), None)
        if head is None:
            return None
        corrections = json.dumps(head.corrected | {field: value}, ensure_ascii=False)
        return self._rewrite(head, replace(head, corrections=corrections))

    def reindex(self, head: Head, terms: Sequence[str]) -> None:
        """Put these joined terms in the place of those that the keyword index has of an article's sentences."""
        for block in head.ranges:
            if block.kind == "sentence":
                self.dialect.remove_terms(self, block.first, block.size)
                self.put_terms(block.first, terms)
        self.write_facts(replace(self.facts(), keywords_digest=""))

    def _rewrite(self, head: Head, changed: Head) -> Head:
        changed = replace(changed, digest=head_digest(changed))
        self.query(
            "UPDATE articles SET corrections = ?, same_origin_as = ?, digest = ? WHERE number = ?",
            (changed.corrections, changed.same_origin_as, changed.digest, head.number),
        )
        self._record("correct", head.number, self.facts().toggled(head, -1).toggled(changed, +1))
        return changed

    def join(self, origins: Sequence[str]) -> None:
        """Make articles that were taken for origins, and all that repeat them, repeat the first of these origins."""
        for other in origins[1:]:
            rows = self.query("SELECT number FROM articles WHERE same_origin_as = ?", (other,))
            numbers = [article_number(other), *(number for (number,) in rows)]
            for head in self.heads([number for number in numbers if number]):
                self._rewrite(head, replace(head, same_origin_as=origins[0]))

    def _bequeath(self, head: Head) -> None:
        """The oldest of the articles that repeat this one becomes what the others repeat."""
        rows = self.query("SELECT number FROM articles WHERE same_origin_as = ? ORDER BY number", (head.id,))
        heirs = self.heads([number for (number,) in rows])
        for place, heir in enumerate(heirs):
            self._rewrite(heir, replace(heir, same_origin_as=heirs[0].id if place else None))

    def holds(self, content_hash: str) -> bool:
        """Whether an article of that content is there, which another writer may just have added."""
        return bool(self.query("SELECT 1 FROM articles WHERE content_hash = ?", (content_hash,)))

    def remember(self, kind: str, key: str, value: str) -> None:
        sql = """INSERT INTO cache VALUES (?, ?, ?, ?)
            ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value, digest = excluded.digest"""
        self.query(sql, (kind, key, value, cache_digest(kind, key, value)))

    def write_facts(self, facts: Facts) -> None:
        value = json.dumps(asdict(facts))
        self.query("DELETE FROM facts")
        self.query("INSERT INTO facts VALUES (?, ?)", (value, facts_digest(value)))

    def put_terms(self, first_unit: int, terms: Sequence[str]) -> None:
        """Index the joined terms of sentences for the keyword leg."""
        self.dialect.put_terms(self, first_unit, terms)

    def _put_units(
        self, next_unit: int, blocks: dict[str, Vectors], terms: Sequence[str]
    ) -> tuple[list[UnitRange], int]:
        """Store vectors by kind and the terms of the sentences from that id on; their ranges, and the id after them."""
        ranges = []
        for kind, vectors in blocks.items():
            if len(vectors):
                self._put_vectors(next_unit, vectors)
                ranges.append(UnitRange(kind, next_unit, len(vectors)))
                next_unit += len(vectors)
        self.put_terms(next((block.first for block in ranges if block.kind == "sentence"), 0), terms)
        return ranges, next_unit

    def _forget_units(self, head: Head) -> None:
        for block in head.ranges:
            self.query("DELETE FROM vectors WHERE first_unit = ?", (block.first,))
            if block.kind == "sentence":
                self.dialect.remove_terms(self, block.first, block.size)

    def _put_vectors(self, first_unit: int, vectors: Vectors) -> None:
        blob = np.ascontiguousarray(vectors, dtype="<f4").tobytes()
        self.query("INSERT INTO vectors VALUES (?, ?, ?)", (first_unit, blob, vectors_digest(first_unit, blob)))

    def _record(self, kind: str, number: int, facts: Facts) -> None:
        change = facts.change + 1
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self.query("INSERT INTO changes VALUES (?, ?, ?, ?)", (change, kind, number, now))
        keywords_digest = facts.keywords_digest if kind == "correct" else ""
        self.write_facts(replace(facts, change=change, keywords_digest=keywords_digest))
