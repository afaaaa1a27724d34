"""A library whose vectors are on a Milvus server: found by all who share it, and put right whatever happened to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

import index.stores.milvus_client as milvus_client
import index.stores.milvus_store as milvus_store
from index.article_index import ArticleIndex
from index.errors import UnreachableError
from index.health import check, repair
from index.settings import IndexSettings
from index.stores import ServedStore, open_served
from tests.bench.surviving import document
from tests.fakes import FakeEmbedder
from tests.servers import MilvusProcess, free_port
from tests.test_stores import unit_vectors

MANY = 500  # articles that are added while the server is killed
QUERIES = ("owners of the orchard", "面包店的居民", "crowns earned by the quarry of district 4")


@pytest.fixture(params=["milvus-lite", "milvus"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "milvus":
        server: MilvusProcess = request.getfixturevalue("milvus")
        return server.address
    pytest.importorskip("milvus_lite", reason="no Milvus Lite: pip install -e '.[milvus]'")
    return str(tmp_path / "vectors.db")


def opened(folder: Path, store: str, dimension: int = 16, fingerprint: str = "fake-1") -> ArticleIndex:
    embedder = FakeEmbedder(dimension=dimension, fingerprint=fingerprint)
    return ArticleIndex.open(folder, IndexSettings(store=store), embedder)


def found(index: ArticleIndex, k: int = 10) -> list[list[tuple[str, int, float]]]:
    """Per query the hits' articles, sentences and scores."""
    return [[(hit.article, hit.number, hit.score) for hit in index.search(query, k=k).hits] for query in QUERIES]


def assert_same(one: list[list[tuple[str, int, float]]], other: list[list[tuple[str, int, float]]]) -> None:
    assert [[hit[:2] for hit in hits] for hits in one] == [[hit[:2] for hit in hits] for hits in other]
    for mine, theirs in zip(one, other, strict=True):
        assert [hit[2] for hit in mine] == pytest.approx([hit[2] for hit in theirs], abs=1e-4)


def stored(index: ArticleIndex) -> list[int]:
    return sorted(index._view.store("sentence").ids().tolist())


def test_the_same_top_ten_as_the_exact_reference(address: str, tmp_path: Path) -> None:
    with opened(tmp_path / "library", address) as served:
        served.add_documents([document(number) for number in range(12)])
        served.remove(["a3"])
        served.add_documents([document(number) for number in range(12, 20)])
        with opened(tmp_path / "library", "numpy") as exact:
            assert_same(found(served), found(exact))
            filtered = [index.search(QUERIES[0], k=10, articles=["a2", "a9"]).hits for index in (served, exact)]
            assert [hit.article for hit in filtered[0]] == [hit.article for hit in filtered[1]]
            assert stored(served) == exact._view.fresh().live_units("sentence").tolist()


def test_others_see_what_was_written_at_once(milvus: MilvusProcess, tmp_path: Path) -> None:
    with opened(tmp_path / "library", milvus.address) as one, opened(tmp_path / "library", milvus.address) as two:
        for number in range(4):
            one.add_documents([document(number)])
            sentence = one.article(f"a{number + 1}").sentences[-1].display
            assert two.search(sentence, k=1).hits[0].article == f"a{number + 1}"
        one.remove(["a1"])
        assert {hit.article for hit in two.search(QUERIES[0], k=50).hits} == {"a2", "a3", "a4"}
        assert stored(one) == stored(two)


def test_what_the_collection_lacks_or_holds_too_much_is_put_right(address: str, tmp_path: Path) -> None:
    with opened(tmp_path / "library", address) as index:
        index.add_documents([document(number) for number in range(6)])
        expected, live = found(index), stored(index)
        store = index._view.store("sentence")
        store.remove(np.array(live[:7]))
        index._view._stores["sentence"].close()  # type: ignore[attr-defined]
    with opened(tmp_path / "library", address) as index:
        assert_same(found(index), expected)
        assert stored(index) == live
        # What belongs to nobody, but is older than the newest unit, is taken out; what is newer is another writer's.
        index.remove(["a6"])
        index._view.store("sentence").add(np.array(live[-1:]), unit_vectors(1, dimension=16))
        index._view._stores["sentence"].close()  # type: ignore[attr-defined]
    with opened(tmp_path / "library", address) as index:
        index.search("ferry")
        assert stored(index) == index._view.fresh().live_units("sentence").tolist()


def test_a_library_begun_again_with_another_embedder_gets_another_collection(address: str, tmp_path: Path) -> None:
    with opened(tmp_path / "library", address) as index:
        index.add_documents([document(1)])
        index.remove(["a1"])
        index._view._stores["sentence"].close()  # type: ignore[attr-defined]
    with opened(tmp_path / "library", address, dimension=32, fingerprint="fake-2") as index:
        index.add_documents([document(2)])
        assert index.search("foundry", k=1).hits[0].article == "a2"


def test_the_doctor_finds_and_mends_what_the_server_lacks(address: str, tmp_path: Path) -> None:
    with opened(tmp_path / "library", address) as index:
        index.add_documents([document(number) for number in range(6)])
        live = stored(index)
        assert check(tmp_path / "library", address).healthy
        index._view.store("sentence").remove(np.array(live[:7]))
        index._view._stores["sentence"].close()  # type: ignore[attr-defined]
    report = check(tmp_path / "library", address)
    assert [problem.what.split(" ", 5)[-1] for problem in report.problems] == ["lacks 7 vectors"]
    mended = repair(tmp_path / "library", address)
    assert (mended.healthy, mended.recall) == (True, 1.0)


@pytest.fixture
def collection(milvus: MilvusProcess) -> Iterator[ServedStore]:
    store = open_served(milvus.address, "limits", 24)
    yield store
    store.drop()
    store.close()


def test_the_limits_of_a_call_are_respected(collection: ServedStore, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(milvus_store, "BYTES_A_CALL", 100_000)
    ids, vectors = np.arange(1, 20_001, dtype=np.int64), unit_vectors(20_000)
    collection.add(ids, vectors)
    assert len(collection) == collection.count_below(20_001) == 20_000
    assert collection.count_below(11) == 10
    np.testing.assert_array_equal(np.sort(collection.ids()), ids)
    scores, best = collection.search(vectors[:2], 17_000)
    assert len(set(best[1].tolist())) == 17_000
    assert (best[:, 0].tolist(), scores[0, 0]) == ([1, 2], pytest.approx(1, abs=1e-5))
    collection.remove(ids[:18_000])
    np.testing.assert_array_equal(np.sort(collection.ids()), ids[18_000:])


@pytest.mark.parametrize("pushed_down", [40, 16_384])
def test_large_filters_find_what_small_ones_do(
    collection: ServedStore, monkeypatch: pytest.MonkeyPatch, pushed_down: int
) -> None:
    monkeypatch.setattr(milvus_store, "PUSHED_DOWN", pushed_down)
    monkeypatch.setattr(milvus_store, "MOST_RESULTS", 200)
    ids, vectors, queries = np.arange(1, 901), unit_vectors(900), unit_vectors(3, seed=5)
    collection.put(ids, vectors)
    collection.lay_out()
    scores = queries @ vectors.T
    for allowed in (ids[::3], ids[np.argsort(-scores[0])[500:]]):
        expected = [allowed[np.argsort(-row[allowed - 1])[:15]].tolist() for row in scores]
        assert collection.search(queries, 15, allowed)[1].tolist() == expected


def test_a_collection_that_has_outgrown_exact_search_gets_an_inverted_file(
    collection: ServedStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(milvus_store, "EXACT_UP_TO", 2_000)
    ids, vectors = np.arange(1, 4_001), unit_vectors(4_000)
    collection.put(ids[:2_000], vectors[:2_000])
    assert not collection.outgrown()
    collection.put(ids[2_000:], vectors[2_000:])
    assert collection.outgrown()
    collection.lay_out()
    assert not collection.outgrown()
    scores, found = collection.search(vectors[:50], 10)
    assert found[:, 0].tolist() == ids[:50].tolist()
    exact = -np.sort(-(vectors[:50] @ vectors.T), axis=1)[:, :10]
    assert (scores >= exact[:, -1:] - 1e-4).mean() > 0.9
    allowed = ids[100:130]
    best = allowed[np.argsort(-(vectors[:1] @ vectors[100:130].T)[0])].tolist()
    assert collection.search(vectors[:1], 30, allowed)[1][0].tolist() == best


def test_a_server_that_is_not_there_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pymilvus")
    monkeypatch.setenv(milvus_client.TOKEN_VARIABLE, "root:secret-word")
    monkeypatch.setattr(milvus_client, "CONNECT_SECONDS", 1.0)
    address = f"milvus://127.0.0.1:{free_port()}"
    with opened(tmp_path / "library", address) as index:
        with pytest.raises(UnreachableError, match=r"does not answer: start it .* safe in the library") as told:
            index.add_documents([document(1)])
        assert "secret" not in str(told.value)
        assert "\n" not in str(told.value)
        assert [article.path for article in index.articles()] == ["1.txt"]


def test_milvus_killed_in_the_middle_of_adding_loses_and_doubles_nothing(milvus: MilvusProcess, tmp_path: Path) -> None:
    told: list[str] = []

    def killing(_: float, path: str) -> None:
        told.append(path)
        if len(told) == MANY // 3:
            milvus.kill()

    documents = [document(number) for number in range(MANY)]
    try:
        with opened(tmp_path / "library", milvus.address) as index:
            with pytest.raises(UnreachableError, match=r"Milvus at .* does not answer"):
                index.add_documents(documents, killing)
            assert {article.path for article in index.articles()} >= set(told)
            with pytest.raises(UnreachableError, match=r"Milvus at .* does not answer"):
                index.search(QUERIES[0])
    finally:
        milvus.start()
    with opened(tmp_path / "library", milvus.address) as index:
        report = index.add_documents(documents)
        assert (len(report.added) + len(report.unchanged), report.failed) == (MANY, ())
        assert len({article.content_hash for article in index.articles()}) == len(index.articles()) == MANY
        assert stored(index) == index._view.fresh().live_units("sentence").tolist()
        # Every vector is there once and is the right one, so all scores are the exact ones.
        queries = FakeEmbedder(dimension=16).embed_queries(QUERIES)
        with opened(tmp_path / "library", "numpy") as exact:
            exact.search(QUERIES[0])
            scores = [each._view.store("sentence").search(queries, len(stored(index)))[0] for each in (index, exact)]
        np.testing.assert_allclose(scores[0], scores[1], atol=1e-6)
