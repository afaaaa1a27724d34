"""Copying a library between engines: the same articles, hits and memory afterwards, whatever happened on the way."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest

import index.copying
from index.article_index import ArticleIndex
from index.copying import copy_library
from index.errors import LibraryError
from index.health import check
from index.library import Library
from index.moving import export_library, import_library
from index.places import place_of
from index.settings import IndexSettings
from tests.bench.surviving import document, embedder
from tests.servers import MilvusProcess, PostgresProcess

QUERIES = ("owners of the orchard", "面包店的居民", "crowns earned by the quarry of district 4")


@pytest.fixture
def database(postgres: PostgresProcess) -> str:
    return postgres.database(f"copy_{secrets.token_hex(6)}")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of nine articles, of which one was removed and one corrected, and something remembered."""
    with opened(tmp_path / "library") as index:
        index.add_documents([document(number) for number in range(10)])
        index.remove(["a4"])
        index.correct("a2", "source", "North Ridge Weekly")
        index.remember("answers", "key", "值")
    return tmp_path / "library"


def opened(place: Path | str, store: str = "numpy") -> ArticleIndex:
    return ArticleIndex.open(place, IndexSettings(store=store), embedder())


def assert_same(one: ArticleIndex, other: ArticleIndex) -> None:
    assert one.articles() == other.articles()
    assert one.cached("answers", "key") == other.cached("answers", "key") == "值"
    assert one._view.fresh().facts.next_article == other._view.fresh().facts.next_article
    for query in QUERIES:
        hits = [index.search(query).hits for index in (one, other)]
        assert [(hit.article, hit.number) for hit in hits[0]] == [(hit.article, hit.number) for hit in hits[1]]
        assert [hit.score for hit in hits[0]] == pytest.approx([hit.score for hit in hits[1]], abs=1e-4)


def test_to_servers_and_back_again(folder: Path, database: str, milvus: MilvusProcess, tmp_path: Path) -> None:
    assert copy_library(folder, place_of(database)).articles == 9
    assert copy_library(place_of(database), tmp_path / "back").brought == 9
    with (
        opened(folder) as first,
        opened(database, milvus.address) as server,
        opened(tmp_path / "back", "faiss") as back,
    ):
        assert_same(first, server)
        assert_same(first, back)
        assert server.add_documents([document(11)]).added[0].id == "a11"
        assert [article.id for article in back.add_documents([document(1), document(11)]).added] == ["a11"]
    assert check(place_of(database), milvus.address).healthy
    assert check(tmp_path / "back").healthy


@pytest.mark.parametrize("to_server", [True, False])
def test_a_copy_that_is_broken_off_goes_on(
    folder: Path, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, to_server: bool
) -> None:
    monkeypatch.setattr(index.copying, "ARTICLES_A_TRANSACTION", 2)
    target = place_of(database if to_server else tmp_path / "copy")

    def stop(fraction: float) -> None:
        if fraction > 0.5:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_library(folder, target, stop)
    with opened(folder) as source:
        source.correct("a1", "title", "Another title")
        source.remove(["a3"])
        source.add_documents([document(20)])
    copied = copy_library(folder, target)
    assert (copied.articles, copied.brought) == (9, 5)
    with opened(folder) as source, opened(database if to_server else tmp_path / "copy") as copy:
        assert_same(source, copy)
    assert check(target).healthy


def test_an_export_of_a_server_is_that_of_a_folder(folder: Path, database: str, tmp_path: Path) -> None:
    export_library(folder, tmp_path / "one.zip")
    assert import_library(tmp_path / "one.zip", place_of(database)) == 9
    assert export_library(place_of(database), tmp_path / "two.zip") == 9
    import_library(tmp_path / "two.zip", tmp_path / "again")
    with opened(folder) as first, opened(tmp_path / "again") as again:
        assert_same(first, again)


def test_a_library_with_articles_is_not_written_over(folder: Path, tmp_path: Path) -> None:
    with opened(tmp_path / "other") as other:
        other.add_documents([document(30)])
    for target, reason in ((tmp_path / "other", "holds articles"), (folder, "the library itself")):
        with pytest.raises(LibraryError, match=reason):
            copy_library(folder, target)
    with pytest.raises(LibraryError, match="no library"):
        copy_library(tmp_path / "nowhere", tmp_path / "new")


@pytest.mark.parametrize("table", ["articles", "vectors"])
def test_a_damaged_row_is_not_copied(folder: Path, tmp_path: Path, table: str) -> None:
    library = Library(folder)
    column = {"articles": "text = 'Another text.' WHERE number = 5", "vectors": "vectors = zeroblob(8)"}[table]
    library.query(f"UPDATE {table} SET {column}")
    library.close()
    with pytest.raises(LibraryError, match="damaged"):
        copy_library(folder, tmp_path / "copy")
