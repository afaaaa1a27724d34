"""The library file: its format, a full disk, verified rows, generations that are never trusted, and moving it."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from pathlib import Path

import pytest

import index.library
import index.view
from index.article_index import ArticleIndex
from index.errors import JiantingError, LibraryError, LibraryFullError, LibraryMismatchError
from index.generations import Generations
from index.health import check
from index.moving import MANIFEST, export_library, import_library
from index.schema import LIBRARY_FILE, connect
from tests.bench.surviving import document, examine, open_index


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A library of six documents with a generation."""
    monkeypatch.setattr(index.view, "REWRITE_AFTER", 1)
    with open_index(tmp_path / "library") as opened:
        opened.add_documents([document(number) for number in range(6)])
    return tmp_path / "library"


def change(folder: Path, sql: str, *parameters: object) -> None:
    connection = sqlite3.connect(folder / LIBRARY_FILE)
    with connection:
        assert connection.execute(sql, parameters).rowcount
    connection.close()


def test_a_library_is_durable_and_lets_readers_beside_a_writer(tmp_path: Path) -> None:
    with open_index(tmp_path) as opened:
        assert opened._library.query("PRAGMA journal_mode") == [("wal",)]
        assert opened._library.query("PRAGMA synchronous") == [(2,)]


def test_a_newer_format_is_refused_with_the_way_out(folder: Path) -> None:
    connection = sqlite3.connect(folder / LIBRARY_FILE)
    connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(LibraryMismatchError, match="pip install -U jianting"):
        open_index(folder)


def test_an_older_format_is_brought_up_to_date(folder: Path) -> None:
    connection = sqlite3.connect(folder / LIBRARY_FILE)
    connection.execute("ALTER TABLE generations RENAME COLUMN checksum TO sha256")
    connection.execute("PRAGMA user_version = 1")
    connection.close()
    with open_index(folder) as opened:
        assert len(opened.articles()) == 6
        assert opened.search("harbour").hits
        opened.add_documents([document(6)])
    report = check(folder)
    assert (report.articles, report.problems) == (7, ())


@pytest.mark.parametrize("content", [b"", b"not a database at all, only text" * 200])
def test_a_file_that_is_no_library(tmp_path: Path, content: bytes) -> None:
    (tmp_path / LIBRARY_FILE).write_bytes(content)
    if content:
        with pytest.raises(LibraryError, match="doctor"):
            open_index(tmp_path)
    else:
        with open_index(tmp_path) as opened:
            assert opened.articles() == ()


def test_a_full_disk_is_told_and_loses_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def small(at: Path) -> sqlite3.Connection:
        connection = connect(at)
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages + 8}")
        return connection

    told: list[str] = []
    with monkeypatch.context() as patch, open_index(folder) as opened:
        patch.setattr(index.library, "connect", small)
        with pytest.raises(LibraryFullError, match="free some space"):
            opened.add_documents([document(number) for number in range(6, 200)], lambda _, path: told.append(path))
    stored = {int(path.removesuffix(".txt")) for path in told}
    assert stored
    assert examine(folder, set(range(6)) | stored, ())[0] == []
    with open_index(folder) as opened:
        assert len(opened.add_documents([document(199)]).added) == 1


@pytest.mark.parametrize(
    ("sql", "value"),
    [
        ("UPDATE articles SET text = ? WHERE number = 2", "Another text altogether."),
        ("UPDATE articles SET layout = ? WHERE number = 2", "{}"),
        ("UPDATE articles SET text = ? WHERE number = 2", b"bytes"),
        ("UPDATE articles SET source = ? WHERE number = 2", "Somebody else"),
        ("UPDATE articles SET body_digest = ? WHERE number = 2", "no digest"),
        ("UPDATE articles SET published = ? WHERE number = 2", 7),
        ("UPDATE articles SET units = ? WHERE number = 2", "[]"),
        ("DELETE FROM articles WHERE number = ?", 2),
        ("UPDATE facts SET value = ?", "{}"),
        ("DELETE FROM facts WHERE value != ?", ""),
        ("UPDATE vectors SET vectors = zeroblob(length(vectors)) WHERE first_unit > ?", 0),
        ("UPDATE vectors SET digest = ?", b""),
        ("DELETE FROM vectors WHERE first_unit > ?", 4),
    ],
)
def test_a_changed_row_is_an_error_and_never_an_answer(folder: Path, sql: str, value: object) -> None:
    change(folder, sql, value)
    with pytest.raises(LibraryError, match="doctor"), open_index(folder) as opened:
        opened.articles()
        for number in range(1, 7):
            opened.vectors(f"a{number}")


def test_a_changed_keyword_index_is_noticed(folder: Path) -> None:
    change(folder, "UPDATE keywords_docsize SET sz = x'7f' WHERE id = ?", 3)
    with open_index(folder) as opened, pytest.raises(LibraryError, match="keyword index"):
        opened.search("ferry")


def test_a_generation_that_is_damaged_or_missing_or_of_another_model_is_made_anew(folder: Path) -> None:
    with open_index(folder) as opened:
        expected = opened.search("owners of the orchard").hits
    file = next((folder / "generations").iterdir())
    content = file.read_bytes()
    for broken in (content[:-1], content[:40] + b"\xff" + content[41:], b""):
        file.write_bytes(broken)
        with open_index(folder) as opened:
            assert opened.search("owners of the orchard").hits == expected
    file.unlink()
    with open_index(folder) as opened:
        assert opened.search("owners of the orchard").hits == expected
    file.write_bytes(content)
    for column, value in (("fingerprint", "other"), ("dimension", 17), ("count", 1), ("checksum", "00")):
        change(folder, f"UPDATE generations SET {column} = ?", value)
        with open_index(folder) as opened:
            assert opened.search("owners of the orchard").hits == expected


def test_a_stale_generation_is_brought_up_from_sqlite(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_index(folder) as opened:
        monkeypatch.setattr(index.view, "REWRITE_AFTER", 10_000)
        opened.add_documents([document(7)])
        opened.remove(["a1"])
    problems, present = examine(folder, {1, 2, 3, 4, 5, 7}, ())
    assert problems == []
    assert present[7] == "a7"


def test_old_generations_are_swept_away(folder: Path) -> None:
    (folder / "generations" / "sentence-1-dead.faiss.part").write_bytes(b"left by a kill")
    with open_index(folder) as opened:
        opened.remove(["a1"])
        recorded = Generations(opened._view.library, "faiss").newest("sentence")
    assert recorded is not None
    assert [path.name for path in (folder / "generations").iterdir()] == [recorded.name]


def test_an_exported_library_is_the_same_after_import(folder: Path, tmp_path: Path) -> None:
    assert export_library(folder, tmp_path / "out" / "all.zip") == 6
    assert import_library(tmp_path / "out" / "all.zip", tmp_path / "other") == 6
    with open_index(folder) as one, open_index(tmp_path / "other") as two:
        assert one.articles() == two.articles()
        assert one.search("owners of the orchard").hits == two.search("owners of the orchard").hits
    assert examine(tmp_path / "other", range(6), ())[0] == []
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["all.zip"]


def test_import_does_not_cover_up_articles(folder: Path, tmp_path: Path) -> None:
    export_library(folder, tmp_path / "all.zip")
    with pytest.raises(LibraryError, match="--library"):
        import_library(tmp_path / "all.zip", folder)
    assert examine(folder, range(6), ())[0] == []


def test_a_damaged_or_hostile_archive_is_refused_and_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    export_library(folder, tmp_path / "all.zip")
    whole = (tmp_path / "all.zip").read_bytes()
    damaged = [whole[: len(whole) // 2], b"no archive", whole[:3000] + bytes([whole[3000] ^ 1]) + whole[3001:]]
    for content in damaged:
        (tmp_path / "bad.zip").write_bytes(content)
        with pytest.raises(LibraryError, match=r"bad\.zip"):
            import_library(tmp_path / "bad.zip", tmp_path / "new")
    with zipfile.ZipFile(tmp_path / "slip.zip", "w") as archive:
        archive.writestr(MANIFEST, json.dumps({"files": {"../escaped": "0", LIBRARY_FILE: "0"}}))
        archive.writestr("../escaped", "out")
        archive.writestr(LIBRARY_FILE, "not the library")
    with pytest.raises(LibraryError, match="checksum"):
        import_library(tmp_path / "slip.zip", tmp_path / "new")
    with pytest.raises(LibraryError, match="does not exist"):
        import_library(tmp_path / "none.zip", tmp_path / "new")
    assert not (tmp_path / "escaped").exists()
    assert [path.name for path in (tmp_path / "new").iterdir() if path.name != "writer.lock"] == []


def test_every_error_of_a_closed_or_unreachable_library_is_ours(tmp_path: Path) -> None:
    opened = open_index(tmp_path)
    opened.close()
    with pytest.raises(JiantingError):
        opened.articles()
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(JiantingError):
        ArticleIndex.open(tmp_path / "file")
