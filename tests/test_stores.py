"""One contract for every vector store, told by comparison with plain NumPy arithmetic on the same vectors."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from index.stores import VectorStore, load_store, new_store, open_served

DIMENSION = 24
MakeStore = Callable[[], VectorStore]


def unit_vectors(count: int, seed: int = 7, dimension: int = DIMENSION) -> NDArray[np.float32]:
    vectors = np.random.default_rng(seed).normal(size=(count, dimension)).astype(np.float32)
    return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)


def exact(
    ids: NDArray[np.int64], vectors: NDArray[np.float32], queries: NDArray[np.float32], k: int
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    scores = queries.astype(np.float64) @ vectors.astype(np.float64).T
    order = np.argsort(-scores, axis=1)[:, :k]
    return np.take_along_axis(scores, order, axis=1), ids[order]


@pytest.fixture(params=["numpy", "faiss"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=["numpy", "faiss", "milvus-lite", "milvus"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[VectorStore]:
    """Each engine in turn, the exact ones in this process and Milvus as a file and as a server."""
    if request.param in ("numpy", "faiss"):
        yield new_store(request.param, DIMENSION)
        return
    if request.param == "milvus":
        address = request.getfixturevalue("milvus").address
    else:
        pytest.importorskip("milvus_lite", reason="no Milvus Lite: pip install -e '.[milvus]'")
        address = str(tmp_path / "vectors.db")
    opened = open_served(address, "contract", DIMENSION)
    yield opened
    opened.drop()
    opened.close()


def test_scores_are_inner_products_and_ids_the_right_ones(store: VectorStore) -> None:
    ids, vectors, queries = np.arange(5, 305) * 7, unit_vectors(300), unit_vectors(9, seed=8)
    store.add(ids[:100], vectors[:100])
    store.add(ids[100:], vectors[100:])
    scores, found = store.search(queries, 12)
    expected_scores, expected_ids = exact(ids, vectors, queries, 12)
    assert (scores.dtype.name, found.dtype.name, len(store)) == ("float32", "int64", 300)
    np.testing.assert_array_equal(found, expected_ids)
    np.testing.assert_allclose(scores, expected_scores, atol=1e-5)


def test_ids_survive_the_removal_of_others(store: VectorStore) -> None:
    ids, vectors, queries = np.arange(1, 101), unit_vectors(100), unit_vectors(4, seed=9)
    store.add(ids, vectors)
    store.remove(np.array([1, 50, 100, 4711]))
    stays = ~np.isin(ids, [1, 50, 100])
    _, found = store.search(queries, 97)
    np.testing.assert_array_equal(found, exact(ids[stays], vectors[stays], queries, 97)[1])
    np.testing.assert_array_equal(np.sort(store.ids()), ids[stays])
    store.add(np.array([500]), vectors[:1])
    scores, found = store.search(vectors[:1], 1)
    assert found.tolist() == [[500]]
    assert scores[0, 0] == pytest.approx(1, abs=1e-5)


def test_only_allowed_ids_are_found(store: VectorStore) -> None:
    ids, vectors, queries = np.arange(1, 101), unit_vectors(100), unit_vectors(4, seed=9)
    store.add(ids, vectors)
    allowed = np.array([3, 44, 77, 98, 9999])
    scores, found = store.search(queries, 6, allowed)
    chosen = np.isin(ids, allowed)
    expected_scores, expected_ids = exact(ids[chosen], vectors[chosen], queries, 4)
    np.testing.assert_array_equal(found[:, :4], expected_ids)
    np.testing.assert_allclose(scores[:, :4], expected_scores, atol=1e-5)
    assert (found[:, 4:] == -1).all()
    assert np.isneginf(scores[:, 4:]).all()
    assert (store.search(queries, 2, np.array([], dtype=np.int64))[1] == -1).all()


def test_an_empty_store_finds_nothing(store: VectorStore) -> None:
    scores, ids = store.search(unit_vectors(2), 3)
    assert ids.tolist() == [[-1] * 3] * 2
    assert np.isneginf(scores).all()
    assert len(store) == len(store.ids()) == 0


def test_an_id_is_stored_once(store: VectorStore) -> None:
    store.add(np.array([4]), unit_vectors(1))
    for ids in ([4], [5, 5]):
        with pytest.raises(ValueError, match="only once"):
            store.add(np.array(ids), unit_vectors(len(ids)))
    with pytest.raises(ValueError, match="shape"):
        store.add(np.array([6]), unit_vectors(1, dimension=DIMENSION + 1))
    assert store.ids().tolist() == [4]


def test_what_is_saved_is_loaded_and_can_go_on(kind: str, tmp_path: Path) -> None:
    store = new_store(kind, DIMENSION)
    ids, vectors, queries = np.arange(1, 101), unit_vectors(100), unit_vectors(4, seed=9)
    store.add(ids[:90], vectors[:90])
    store.save(tmp_path / "saved")
    loaded = load_store(kind, tmp_path / "saved", DIMENSION)
    np.testing.assert_array_equal(loaded.search(queries, 5)[0], store.search(queries, 5)[0])
    loaded.remove(ids[:10])
    loaded.add(ids[90:], vectors[90:])
    np.testing.assert_array_equal(loaded.search(queries, 5)[1], exact(ids[10:], vectors[10:], queries, 5)[1])


def test_a_damaged_file_or_another_dimension_is_a_value_error(kind: str, tmp_path: Path) -> None:
    store = new_store(kind, DIMENSION)
    store.add(np.arange(1, 101), unit_vectors(100))
    store.save(tmp_path / "saved")
    with pytest.raises(ValueError, match="dimensions"):
        load_store(kind, tmp_path / "saved", DIMENSION + 1)
    whole = (tmp_path / "saved").read_bytes()
    for damaged in (b"", whole[: len(whole) // 2], b"not a store" * 40):
        (tmp_path / "saved").write_bytes(damaged)
        with pytest.raises(ValueError, match="saved"):
            load_store(kind, tmp_path / "saved", DIMENSION)


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(ValueError, match="'annoy'"):
        new_store("annoy", 3)
    with pytest.raises(ValueError, match="'annoy'"):
        load_store("annoy", Path("x"), 3)


@pytest.fixture
def large(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> tuple[VectorStore, NDArray[np.int64], NDArray[np.float32]]:
    """A FAISS store of 3,000 vectors that counts as large, as it is after loading; its ids and vectors."""
    faiss_store = pytest.importorskip("index.stores.faiss_store")
    monkeypatch.setattr(faiss_store, "EXACT_UP_TO", 1_000)
    ids, vectors = np.arange(1, 3_001, dtype=np.int64) * 3, unit_vectors(3_000)
    store = new_store("faiss", DIMENSION)
    store.add(ids, vectors)
    store.save(tmp_path / "large")
    return load_store("faiss", tmp_path / "large", DIMENSION), ids, vectors


def recall(store: VectorStore, ids: NDArray[np.int64], vectors: NDArray[np.float32]) -> float:
    queries = unit_vectors(50, seed=11)
    _, expected = exact(ids, vectors, queries, 10)
    _, found = store.search(queries, 10)
    return float(np.mean([len(set(a) & set(b)) / 10 for a, b in zip(expected.tolist(), found.tolist(), strict=True)]))


def test_a_large_store_is_an_inverted_file_with_high_recall_and_near_scores(
    large: tuple[VectorStore, NDArray[np.int64], NDArray[np.float32]],
) -> None:
    store, ids, vectors = large
    assert (len(store), store.outgrown()) == (3_000, False)
    np.testing.assert_array_equal(np.sort(store.ids()), ids)
    assert recall(store, ids, vectors) > 0.98
    scores, found = store.search(vectors[:5], 1)
    assert found[:, 0].tolist() == ids[:5].tolist()
    np.testing.assert_allclose(scores[:, 0], 1, atol=2e-3)


def test_a_large_store_takes_additions_removals_and_filters_and_saves_them(
    large: tuple[VectorStore, NDArray[np.int64], NDArray[np.float32]], tmp_path: Path
) -> None:
    store, ids, vectors = large
    more = unit_vectors(40, seed=12)
    store.add(np.arange(10_000, 10_040), more)
    store.remove(np.concatenate([ids[:500], [10_000, 77_777]]))
    store.save(tmp_path / "again")
    live_ids = np.concatenate([ids[500:], np.arange(10_001, 10_040)])
    live = np.concatenate([vectors[500:], more[1:]])
    for current in (store, load_store("faiss", tmp_path / "again", DIMENSION)):
        np.testing.assert_array_equal(np.sort(current.ids()), live_ids)
        assert len(current) == len(live_ids)
        assert recall(current, live_ids, live) > 0.98
        assert current.search(vectors[:1], 1)[1][0, 0] != ids[0]
        assert current.search(more[5:6], 1)[1].tolist() == [[10_005]]
        allowed = np.array([ids[700], ids[900], 10_007, ids[3]])
        assert set(current.search(more[:1], 9, allowed)[1][0].tolist()) == {ids[700], ids[900], 10_007, -1}
        with pytest.raises(ValueError, match="only once"):
            current.add(ids[600:601], vectors[:1])


def test_a_store_that_grows_large_in_memory_keeps_finding_what_it_holds(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    faiss_store = pytest.importorskip("index.stores.faiss_store")
    monkeypatch.setattr(faiss_store, "EXACT_UP_TO", 100)
    store = new_store("faiss", DIMENSION)
    ids, vectors = np.arange(1, 2_001, dtype=np.int64) * 2, unit_vectors(2_000)
    gone = ids[::10]
    for start in range(0, 2_000, 40):
        part = slice(start, start + 40)
        store.add(ids[part], vectors[part])
        store.remove(np.intersect1d(ids[part], gone))
    stays = ~np.isin(ids, gone)
    # It has been laid out anew on the way, for 16 times as many vectors as at first.
    assert not store.outgrown()
    store.save(tmp_path / "grown")
    for current in (store, load_store("faiss", tmp_path / "grown", DIMENSION)):
        np.testing.assert_array_equal(np.sort(current.ids()), ids[stays])
        assert recall(current, ids[stays], vectors[stays]) > 0.98
        # A few ids are scored wherever they lie, those that are gone left out.
        few = ids[3:1_000:7]
        there = np.setdiff1d(few, gone)
        expected_scores, expected_ids = exact(there, vectors[np.isin(ids, there)], vectors[:2], len(there))
        scores, found = current.search(vectors[:2], len(few), few)
        np.testing.assert_array_equal(found[:, : len(there)], expected_ids)
        np.testing.assert_allclose(scores[:, : len(there)], expected_scores, atol=1e-5)
        assert (found[:, len(there) :] == -1).all()
