"""A library in PostgreSQL: its connection, its tables, and its errors told plainly.

The statements of library.py and library_writer.py run here as they are; what must be said otherwise is in dialects.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from .errors import LibraryError, LibraryFullError, LibraryMismatchError, MissingExtraError, UnreachableError
from .places import ServerAddress
from .records import damaged

CONNECT_SECONDS = 10
# Any two numbers; advisory locks belong to a database, so two libraries never wait for each other.
WRITING_LOCK = 0x6A69616E74696E67
BUILDING_LOCK = WRITING_LOCK + 1

# One script a version, as in schema.py. Terms are an array, so that an index finds them and BM25 can count them.
MIGRATIONS = (
    """
    CREATE TABLE facts (value TEXT NOT NULL, digest TEXT NOT NULL);
    CREATE TABLE articles (
        number BIGINT PRIMARY KEY, path TEXT NOT NULL, title TEXT, source TEXT, author TEXT,
        published TEXT, language TEXT, url TEXT, content_hash TEXT NOT NULL UNIQUE, same_origin_as TEXT,
        origin_key TEXT NOT NULL, units TEXT NOT NULL, corrections TEXT NOT NULL,
        body_digest BYTEA NOT NULL, digest BYTEA NOT NULL, text TEXT NOT NULL, layout TEXT NOT NULL);
    CREATE INDEX articles_by_origin ON articles (same_origin_as) WHERE same_origin_as IS NOT NULL;
    CREATE TABLE vectors (first_unit BIGINT PRIMARY KEY, vectors BYTEA NOT NULL, digest BYTEA NOT NULL);
    CREATE TABLE keywords (unit BIGINT PRIMARY KEY, terms TEXT[] NOT NULL);
    CREATE INDEX keywords_by_term ON keywords USING gin (terms) WITH (fastupdate = off);
    CREATE TABLE keyword_totals (sentences BIGINT NOT NULL, terms BIGINT NOT NULL);
    INSERT INTO keyword_totals VALUES (0, 0);
    CREATE TABLE changes (
        number BIGINT PRIMARY KEY, kind TEXT NOT NULL, article BIGINT NOT NULL, at TEXT NOT NULL);
    CREATE TABLE generations (
        name TEXT PRIMARY KEY, kind TEXT NOT NULL, store TEXT NOT NULL, sha256 TEXT NOT NULL,
        size BIGINT NOT NULL, count BIGINT NOT NULL, dimension BIGINT NOT NULL,
        fingerprint TEXT NOT NULL, change BIGINT NOT NULL);
    CREATE TABLE cache (
        kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, digest BYTEA NOT NULL,
        PRIMARY KEY (kind, key))
    """,
    """
    ALTER TABLE generations RENAME COLUMN sha256 TO checksum;
    DELETE FROM generations
    """,
)


class Connection:
    """A connection in autocommit mode, shaped like SQLite's: `?` for parameters, `in_transaction`.

    One that the server has ended is made anew by the next statement outside a transaction.
    """

    def __init__(self, address: ServerAddress) -> None:
        self._address = address
        self._connection = self._open()

    def _open(self) -> Any:
        try:
            import psycopg
        except ModuleNotFoundError:
            raise MissingExtraError("PostgreSQL needs psycopg; run: pip install 'jianting[postgres]'") from None
        return psycopg.connect(
            self._address.url, autocommit=True, connect_timeout=CONNECT_SECONDS, application_name="jianting"
        )

    def execute(self, sql: str, parameters: Sequence[Any] = ()) -> Any:
        """A cursor of one statement. UnicodeEncodeError for a text that no PostgreSQL can keep."""
        for value in parameters:
            if isinstance(value, str) and "\0" in value:
                place = value.index("\0")
                raise UnicodeEncodeError("utf-8", value, place, place + 1, "PostgreSQL keeps no NUL in a text")
        if self._connection.closed:
            self._connection = self._open()
        # Binary: vectors would be twice as long as text.
        cursor = self._connection.cursor(binary=True)
        return cursor.execute(sql.replace("%", "%%").replace("?", "%s"), parameters or None)

    @property
    def in_transaction(self) -> bool:
        import psycopg

        status = self._connection.info.transaction_status
        return bool(status not in (psycopg.pq.TransactionStatus.IDLE, psycopg.pq.TransactionStatus.UNKNOWN))

    def close(self) -> None:
        self._connection.close()


@contextmanager
def told_plainly(address: ServerAddress) -> Iterator[None]:
    """Turn what PostgreSQL raises into this project's errors, each with the way out and without the password."""
    try:
        import psycopg
    except ModuleNotFoundError:
        yield  # opening a connection says which package is missing
        return
    try:
        yield
    except (psycopg.errors.DiskFull, psycopg.errors.OutOfMemory) as error:
        raise LibraryFullError(f"the server of {address} is full: make room there and run the same again") from error
    except psycopg.errors.DataCorrupted as error:
        raise damaged(f"the library {address}") from error
    except (psycopg.errors.InvalidCatalogName, psycopg.errors.InvalidAuthorizationSpecification) as error:
        raise LibraryError(f"{address} refuses ({_reason(error)}): create the database, or log in otherwise") from None
    except psycopg.OperationalError as error:
        told = _reason(error)
        if "does not exist" in told or "authentication" in told or "password" in told:
            raise LibraryError(f"{address} refuses ({told}): check the name, user and password") from None
        raise UnreachableError(
            f"PostgreSQL at {address} does not answer: start it and run the same again; what was told as added is safe"
        ) from None
    except psycopg.Error as error:
        raise LibraryError(f"the library {address} cannot be used ({_reason(error)})") from error


def _reason(error: Exception) -> str:
    """The server's own words in one line."""
    return " ".join(str(error).split())[-200:]


def migrate(connection: Connection, address: ServerAddress, newest: int) -> None:
    """Bring the tables to the newest format, each step whole or not at all, whoever else opens them now."""
    connection.execute("BEGIN")
    try:
        connection.execute("SELECT pg_advisory_xact_lock(?)", (WRITING_LOCK,))
        connection.execute("CREATE TABLE IF NOT EXISTS format (version BIGINT NOT NULL)")
        rows = connection.execute("SELECT version FROM format").fetchall()
        version = int(rows[0][0]) if rows else 0
        if version > newest:
            raise LibraryMismatchError(
                f"the library {address} was made by a newer Jianting (format {version}, this one reads {newest}): "
                "upgrade with `pip install -U jianting`, or choose another with --library"
            )
        for script in MIGRATIONS[version:]:
            for statement in script.split(";\n"):
                connection.execute(statement)
        if version != newest:
            connection.execute("DELETE FROM format")
            connection.execute("INSERT INTO format VALUES (?)", (newest,))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
