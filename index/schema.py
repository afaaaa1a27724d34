"""The SQLite file: its tables, its format version, and how an older one is brought up to date."""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from typing import Any

from . import postgres
from .errors import LibraryError, LibraryFullError, LibraryMismatchError
from .places import Place, ServerAddress
from .records import damaged

FORMAT_VERSION = 2
LIBRARY_FILE = "library.sqlite3"

KEYWORDS = """CREATE VIRTUAL TABLE keywords USING fts5 (
        terms, tokenize = "unicode61 remove_diacritics 0 categories 'L* M* N* Co'")"""

# One script a version: script n brings a library of version n to n + 1. The first makes a new one.
# A vector's unit id is first_unit + its place in the blob. All numbers come from the facts and are never given twice.
# A checksum of SHA-256 took longer than all else in opening a large library; the files are made anew with another one.
# `keywords` is FTS5 over terms that index/keywords.py has cut; its own tokenizer only parts them at spaces.
MIGRATIONS = (
    f"""
    CREATE TABLE facts (value TEXT NOT NULL, digest TEXT NOT NULL);
    CREATE TABLE articles (
        number INTEGER PRIMARY KEY, path TEXT NOT NULL, title TEXT, source TEXT, author TEXT,
        published TEXT, language TEXT, url TEXT, content_hash TEXT NOT NULL UNIQUE, same_origin_as TEXT,
        origin_key TEXT NOT NULL, units TEXT NOT NULL, corrections TEXT NOT NULL,
        body_digest BLOB NOT NULL, digest BLOB NOT NULL, text TEXT NOT NULL, layout TEXT NOT NULL);
    CREATE TABLE vectors (first_unit INTEGER PRIMARY KEY, vectors BLOB NOT NULL, digest BLOB NOT NULL);
    {KEYWORDS};
    CREATE TABLE changes (
        number INTEGER PRIMARY KEY, kind TEXT NOT NULL, article INTEGER NOT NULL, at TEXT NOT NULL);
    CREATE TABLE generations (
        name TEXT PRIMARY KEY, kind TEXT NOT NULL, store TEXT NOT NULL, sha256 TEXT NOT NULL,
        size INTEGER NOT NULL, count INTEGER NOT NULL, dimension INTEGER NOT NULL,
        fingerprint TEXT NOT NULL, change INTEGER NOT NULL);
    CREATE TABLE cache (
        kind TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, digest BLOB NOT NULL,
        PRIMARY KEY (kind, key)) WITHOUT ROWID
    """,
    """
    ALTER TABLE generations RENAME COLUMN sha256 TO checksum;
    DELETE FROM generations
    """,
)


@contextmanager
def told_plainly(folder: Place) -> Iterator[None]:
    """Turn what the database and the disk raise into this project's errors, each with the way out."""
    try:
        with postgres.told_plainly(folder) if isinstance(folder, ServerAddress) else nullcontext():
            yield
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "")
        if name.startswith("SQLITE_FULL"):
            raise LibraryFullError(f"the disk of {folder} is full: free some space and run the same again") from error
        if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")):
            raise damaged(f"the library {folder}") from error
        raise LibraryError(f"the library {folder} cannot be used ({error}): check its permissions and disk") from error
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise LibraryFullError(f"the disk of {folder} is full: free some space and run the same again") from error
        raise LibraryError(f"the library {folder} cannot be used ({error}): check its permissions and disk") from error


def connect(folder: Place) -> Any:
    """A connection in autocommit mode, for SQLite with WAL: every commit is on the disk before it is reported.

    It may be used from any thread, by one at a time. Nothing is made or changed here but the journal mode.
    """
    if isinstance(folder, ServerAddress):
        return postgres.Connection(folder)
    connection = sqlite3.connect(folder / LIBRARY_FILE, timeout=10, isolation_level=None, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    # The log is moved into the file by checkpoints.py only, and is then cut: its length says what waits in it.
    connection.execute("PRAGMA wal_autocheckpoint = 0")
    connection.execute("PRAGMA journal_size_limit = 0")
    connection.execute("PRAGMA mmap_size = 0")  # a truncated mapped file would kill the process instead of raising
    return connection


def migrate(connection: Any, folder: Place) -> None:
    """Bring the file to FORMAT_VERSION, step by step, each step whole or not at all."""
    if isinstance(folder, ServerAddress):
        postgres.migrate(connection, folder, FORMAT_VERSION)
        return
    while (version := connection.execute("PRAGMA user_version").fetchone()[0]) != FORMAT_VERSION:
        if version > FORMAT_VERSION:
            raise LibraryMismatchError(
                f"the library {folder} was made by a newer Jianting (format {version}, this one reads "
                f"{FORMAT_VERSION}): upgrade with `pip install -U jianting`, or choose another with --library"
            )
        connection.execute("BEGIN IMMEDIATE")
        try:
            if connection.execute("PRAGMA user_version").fetchone()[0] == version:
                for statement in MIGRATIONS[version].split(";\n"):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {version + 1}")
            connection.execute("COMMIT")
        except BaseException:
            connection.execute("ROLLBACK")
            raise
    if schema_of(connection) != expected_schema():
        raise damaged(f"the library {folder}")


def schema_of(connection: sqlite3.Connection) -> list[tuple[str, ...]]:
    return connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").fetchall()


@cache
def expected_schema() -> list[tuple[str, ...]]:
    """The tables as this version makes them: a bit flipped in their description changes how rows are read."""
    connection = sqlite3.connect(":memory:")
    try:
        for script in MIGRATIONS:
            for statement in script.split(";\n"):
                connection.execute(statement)
        return schema_of(connection)
    finally:
        connection.close()
