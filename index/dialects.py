"""What SQLite and PostgreSQL say differently; all else in the library is the same SQL for both."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from itertools import accumulate
from typing import TYPE_CHECKING, Protocol

from .places import Place, ServerAddress
from .postgres import BUILDING_LOCK, WRITING_LOCK
from .schema import KEYWORDS, LIBRARY_FILE

if TYPE_CHECKING:
    from .library import Library

Scored = list[tuple[int, float]]
MOST_SCORED = 5_000  # sentences that one query scores by its words
MOST_COUNTS = 100_000  # terms whose frequency is remembered

_HOLDING = "FROM keywords WHERE keywords MATCH ?"
_BEST = f"""
    SELECT rowid, -rank AS score FROM (SELECT rowid, rank {_HOLDING} ORDER BY rowid DESC LIMIT ?)
    ORDER BY score DESC, rowid LIMIT ?"""
# BM25 as FTS5 computes it, so that a library ranks alike in either engine: k1 = 1.2, b = 0.75, and the weight of a
# term that is in more than half of all sentences is not negative but next to nothing.
_BM25 = """
    WITH matching AS (SELECT unit, terms FROM keywords WHERE terms && ?),
    counted AS (
        SELECT unit, cardinality(terms) AS length, term, count(*)::float8 AS often
        FROM matching, unnest(terms) AS term WHERE term = ANY(?) GROUP BY unit, terms, term),
    weighted AS (
        SELECT term, CASE WHEN 2 * count(*) >= sentences THEN 1e-6
            ELSE ln((sentences - count(*) + 0.5::float8) / (count(*) + 0.5::float8)) END AS weight
        FROM counted, keyword_totals GROUP BY term, sentences)
    SELECT unit, sum(weight * often * 2.2 / (often + 1.2 * (0.25 + 0.75 * length / (totals.terms::float8 / sentences))))
        AS score
    FROM counted JOIN weighted USING (term), keyword_totals AS totals
    GROUP BY unit ORDER BY score DESC, unit LIMIT ?"""


class Dialect(Protocol):
    begin_reading: str
    begin_writing: Sequence[str]

    def version(self, library: Library) -> object:
        """A value that differs from the last one whenever another connection has committed."""
        ...

    def put_terms(self, library: Library, first_unit: int, terms: Sequence[str]) -> None:
        """Index the joined terms of sentences."""
        ...

    def remove_terms(self, library: Library, first_unit: int, size: int) -> None: ...

    def best(self, library: Library, asked: Sequence[Collection[str]], count: int | None) -> list[Scored]:
        """For each of these sets of terms the units that hold some, with their BM25 scores, best first.

        All of them where `count` is None.
        """
        ...

    def indexed(self, library: Library) -> dict[int, str]:
        """The joined terms of every unit in the index."""
        ...

    def make_keywords(self, library: Library) -> None:
        """An empty keyword index in the place of the one there is."""
        ...

    def problems(self, library: Library) -> Iterator[str]:
        """What the engine's own checks find, one line each."""
        ...

    def building(self, library: Library) -> AbstractContextManager[None]:
        """Only one process at a time brings vector stores up to date; others wait."""
        ...


class SqliteDialect:
    begin_reading = "BEGIN"
    begin_writing: Sequence[str] = ("BEGIN IMMEDIATE",)

    def __init__(self) -> None:
        self._counts: dict[str, tuple[int, int]] = {}  # of terms, until the library changes
        self._counts_at = -1

    def version(self, library: Library) -> object:
        return library.query("PRAGMA data_version")[0][0]

    def put_terms(self, library: Library, first_unit: int, terms: Sequence[str]) -> None:
        for unit, joined in enumerate(terms, start=first_unit):
            library.query("INSERT INTO keywords (rowid, terms) VALUES (?, ?)", (unit, joined))

    def remove_terms(self, library: Library, first_unit: int, size: int) -> None:
        library.query("DELETE FROM keywords WHERE rowid >= ? AND rowid < ?", (first_unit, first_unit + size))

    def best(self, library: Library, asked: Sequence[Collection[str]], count: int | None) -> list[Scored]:
        if (change := library.facts().change) != self._counts_at or len(self._counts) > MOST_COUNTS:
            self._counts, self._counts_at = {}, change
        chosen = [self._telling(library, wanted) for wanted in asked]
        found: dict[str, Scored] = {"": []}
        for match in set(chosen) - {""}:
            found[match] = library.query(_BEST, (match, MOST_SCORED, -1 if count is None else count))
        return [found[match] for match in chosen]

    def _telling(self, library: Library, wanted: Collection[str]) -> str:
        """A condition for the rarest of the terms, until they stand in MOST_SCORED sentences together; "" for none.

        Scoring more takes too long. The weight of a term that is left out is small, since it is the frequent ones; in
        a library of fewer sentences than that nothing is. Where all are frequent, the newest that hold the rarest are
        scored.
        """
        counts = {term: self._counted(library, term) for term in (f'"{term}"' for term in wanted)}
        rarest = sorted((often, -last, term) for term, (often, last) in counts.items() if often)
        totals = accumulate(often for often, _, _ in rarest)
        kept = [term for (_, _, term), total in zip(rarest, totals, strict=True) if total <= MOST_SCORED]
        return " OR ".join(kept or [term for _, _, term in rarest[:1]])

    def _counted(self, library: Library, term: str) -> tuple[int, int]:
        """In how many sentences a term stands, counted up to MOST_SCORED + 1, and the last that was counted.

        The rarer a frequent term is, the later is its last.
        """
        counts = self._counts  # another thread may begin anew
        if term not in counts:
            beyond = library.query(f"SELECT rowid {_HOLDING} LIMIT 1 OFFSET ?", (term, MOST_SCORED))
            often = MOST_SCORED + 1 if beyond else library.query(f"SELECT count(*) {_HOLDING}", (term,))[0][0]
            counts[term] = often, beyond[0][0] if beyond else 0
        return counts[term]

    def indexed(self, library: Library) -> dict[int, str]:
        library.query("INSERT INTO keywords (keywords) VALUES ('integrity-check')")
        return dict(library.query("SELECT rowid, terms FROM keywords"))

    def make_keywords(self, library: Library) -> None:
        library.query("DROP TABLE IF EXISTS keywords")
        library.query(KEYWORDS)

    def problems(self, library: Library) -> Iterator[str]:
        for (line,) in library.query("PRAGMA integrity_check"):
            if line != "ok":
                yield f"{LIBRARY_FILE}: {line}"

    def building(self, library: Library) -> AbstractContextManager[None]:
        return nullcontext()  # the lock of writing() is held already


class PostgresDialect:
    begin_reading = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
    # One writer at a time, by a lock that ends with its transaction: ids, units and the list of articles have no gaps.
    begin_writing: Sequence[str] = ("BEGIN", f"SELECT pg_advisory_xact_lock({WRITING_LOCK})")

    def version(self, library: Library) -> object:
        return library.query("SELECT digest FROM facts")

    def put_terms(self, library: Library, first_unit: int, terms: Sequence[str]) -> None:
        cut = [joined.split() for joined in terms]
        for unit, of_unit in enumerate(cut, start=first_unit):
            library.query("INSERT INTO keywords VALUES (?, ?::text[])", (unit, of_unit))
        self._add_to_totals(library, len(cut), sum(map(len, cut)))

    def remove_terms(self, library: Library, first_unit: int, size: int) -> None:
        sql = "DELETE FROM keywords WHERE unit >= ? AND unit < ? RETURNING cardinality(terms)"
        removed = library.query(sql, (first_unit, first_unit + size))
        self._add_to_totals(library, -len(removed), -sum(length for (length,) in removed))

    def _add_to_totals(self, library: Library, sentences: int, terms: int) -> None:
        sql = "UPDATE keyword_totals SET sentences = sentences + ?, terms = terms + ?"
        library.query(sql, (sentences, terms))

    def best(self, library: Library, asked: Sequence[Collection[str]], count: int | None) -> list[Scored]:
        return [library.query(_BM25, (list(wanted), list(wanted), count)) if wanted else [] for wanted in asked]

    def indexed(self, library: Library) -> dict[int, str]:
        return {unit: " ".join(terms) for unit, terms in library.query("SELECT unit, terms FROM keywords")}

    def make_keywords(self, library: Library) -> None:
        library.query("TRUNCATE keywords")
        library.query("UPDATE keyword_totals SET sentences = 0, terms = 0")

    def problems(self, library: Library) -> Iterator[str]:
        counted = library.query("SELECT count(*), coalesce(sum(cardinality(terms)), 0)::bigint FROM keywords")
        if counted != library.query("SELECT sentences, terms FROM keyword_totals"):
            yield "the totals of the keyword index are not those of its rows"

    @contextmanager
    def building(self, library: Library) -> Iterator[None]:
        library.query(f"SELECT pg_advisory_lock({BUILDING_LOCK})")
        try:
            yield
        finally:
            library.query(f"SELECT pg_advisory_unlock({BUILDING_LOCK})")


def dialect_of(place: Place) -> Dialect:
    return PostgresDialect() if isinstance(place, ServerAddress) else SqliteDialect()
