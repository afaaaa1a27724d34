"""Keywords alone, by the same SQLite BM25 that the library uses: what the project is measured beside."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence


class KeywordBaseline:
    """BM25 over documents that are given as terms."""

    def __init__(self, documents: Sequence[Sequence[str]]) -> None:
        self._connection = sqlite3.connect(":memory:")
        tokenizer = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'"
        self._connection.execute(f'CREATE VIRTUAL TABLE k USING fts5(t, tokenize = "{tokenizer}")')
        rows = [(number, " ".join(document)) for number, document in enumerate(documents)]
        self._connection.executemany("INSERT INTO k (rowid, t) VALUES (?, ?)", rows)

    def search(self, wanted: Sequence[str], count: int = 10) -> list[int]:
        """Numbers of the best documents."""
        match = " OR ".join(f'"{term}"' for term in wanted)
        if not match:
            return []
        rows = self._connection.execute("SELECT rowid FROM k WHERE k MATCH ? ORDER BY rank LIMIT ?", (match, count))
        return [number for (number,) in rows]
