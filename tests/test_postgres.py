"""A library in PostgreSQL: many writers at once, the same ranking as SQLite, and a server that comes and goes."""

from __future__ import annotations

import secrets
import threading
from pathlib import Path

import pytest

from index.article_index import ArticleIndex
from index.documents import RawDocument
from index.errors import LibraryError, UnreachableError
from index.health import check, repair
from index.keywords import query_terms
from index.library import Library
from index.places import ServerAddress, place_of
from tests.bench.surviving import document, embedder
from tests.fakes import FakeEmbedder
from tests.servers import PostgresProcess, free_port

MANY = 500  # articles that are added while the server is killed
QUERIES = ("owners of the orchard", "面包店的居民", "crowns earned by the quarry of district 4", "the the better year")


@pytest.fixture
def address(postgres: PostgresProcess) -> str:
    return postgres.database(f"own_{secrets.token_hex(6)}")


def opened(place: Path | str) -> ArticleIndex:
    return ArticleIndex.open(place, embedder=embedder())


def test_terms_and_hits_rank_as_in_sqlite(address: str, tmp_path: Path) -> None:
    with opened(address) as server, opened(tmp_path / "library") as file:
        for index in (server, file):
            index.add_documents([document(number) for number in range(15)])
            index.remove(["a4", "a9"])
            index.add_documents([document(number) for number in range(15, 18)])
        for query in QUERIES:
            wanted = query_terms(query, {"en", "zh-Hans"})
            scores = [dict(index._library.dialect.best(index._library, [wanted], None)[0]) for index in (server, file)]
            assert scores[0] == pytest.approx(scores[1], rel=1e-9)
            hits = [index.search(query).hits for index in (server, file)]
            assert [(hit.article, hit.number) for hit in hits[0]] == [(hit.article, hit.number) for hit in hits[1]]
            assert [hit.score for hit in hits[0]] == pytest.approx([hit.score for hit in hits[1]])
        assert server.articles() == file.articles()


def test_many_writers_add_each_article_once(address: str) -> None:
    paths: list[str] = []
    errors: list[BaseException] = []

    def write(first: int) -> None:
        try:
            with opened(address) as index:
                report = index.add_documents([document(number % 24) for number in range(first, first + 24)])
                paths.extend(article.path for article in report.added)
                assert not report.failed
        except BaseException as error:
            errors.append(error)

    threads = [threading.Thread(target=write, args=(6 * number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert sorted(paths) == sorted(f"{number}.txt" for number in range(24))
    with opened(address) as index:
        assert sorted(article.path for article in index.articles()) == sorted(paths)
        assert [article.id for article in index.articles()] == [f"a{number}" for number in range(1, 25)]
        assert index.search(QUERIES[0], k=1).hits
    assert check(place_of(address)).problems == ()


def test_a_text_that_postgresql_cannot_keep_costs_only_itself(address: str) -> None:
    with ArticleIndex.open(address, embedder=FakeEmbedder()) as index:
        texts = ["The mill ground\0 rye.\nIt ground oats.\n", "The mill of Orle stands still.\nNobody knows why.\n"]
        report = index.add_documents([RawDocument(path=f"{n}.txt", text=text) for n, text in enumerate(texts)])
        assert [article.path for article in report.added] == ["1.txt"]
        assert "NUL" in report.failed[0].reason


def test_a_server_that_is_away_is_told_in_one_line_without_the_password(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    address = f"postgresql://reader:secret-word@127.0.0.1:{free_port()}/library?password=secret-word"
    with pytest.raises(UnreachableError, match="does not answer: start it") as told:
        opened(address)
    assert "secret" not in str(told.value)
    assert "\n" not in str(told.value)
    assert "secret" not in repr(place_of(address))


def test_a_database_that_is_not_there_is_told(postgres: PostgresProcess) -> None:
    with pytest.raises(LibraryError, match="nowhere"):
        opened(f"{postgres.address}/nowhere")


def test_a_killed_server_loses_nothing_and_the_same_index_goes_on(postgres: PostgresProcess, address: str) -> None:
    told: list[str] = []
    with opened(address) as index:

        def killing(_: float, path: str) -> None:
            told.append(path)
            if len(told) == MANY // 3:
                postgres.kill()

        try:
            with pytest.raises(UnreachableError, match="does not answer"):
                index.add_documents([document(number) for number in range(MANY)], killing)
            with pytest.raises(UnreachableError, match="does not answer"):
                index.articles()
        finally:
            postgres.start()
        assert {article.path for article in index.articles()} >= set(told)
        report = index.add_documents([document(number) for number in range(MANY)])
        assert len(report.added) + len(report.unchanged) == MANY
        assert len({article.path for article in index.articles()}) == len(index.articles()) == MANY
    assert check(place_of(address)).healthy


def test_the_doctor_finds_what_is_damaged_and_makes_the_keyword_index_anew(address: str) -> None:
    place = place_of(address)
    assert isinstance(place, ServerAddress)
    with opened(address) as index:
        index.add_documents([document(number) for number in range(3)])
    library = Library(place)
    library.query("UPDATE keywords SET terms = ARRAY['other'] WHERE unit = 2")
    assert [problem.derived for problem in check(place).problems] == [True]
    assert repair(place).healthy
    library.query("UPDATE articles SET text = 'Another text.' WHERE number = 2")
    library.close()
    report = repair(place)
    assert [problem.derived for problem in report.problems] == [False]
    assert "a2" in report.problems[0].what
