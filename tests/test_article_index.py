"""ArticleIndex from outside: what is added is found, what is removed is gone, what is damaged is told."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from index.article_index import ArticleIndex, default_folder
from index.documents import RawDocument
from index.errors import LibraryBusyError, LibraryMismatchError, UnknownArticleError
from index.locking import writing
from index.places import ServerAddress
from index.settings import IndexSettings
from tests.fakes import FakeEmbedder

HARBOUR = """Harbour tolls rise again

The port of Velm raised its tolls by 12 percent in March 2026. Fishing boats are exempt from the new toll.

Shipping lines called the rise unfair. The port says dredging became dearer.
"""
ORCHARD = """果园今年丰收

北岭果园今年收获苹果三千吨。去年只有两千吨。

园主表示明年还要扩种梨树。
"""


def documents(*texts: str) -> list[RawDocument]:
    return [RawDocument(path=f"{number}.txt", text=text) for number, text in enumerate(texts)]


@pytest.fixture
def index(place: Path | str) -> Iterator[ArticleIndex]:
    with ArticleIndex.open(place, embedder=FakeEmbedder()) as opened:
        yield opened


def reopened(index: ArticleIndex, **options: object) -> ArticleIndex:
    place = index.place.url if isinstance(index.place, ServerAddress) else index.place
    return ArticleIndex.open(place, **{"embedder": FakeEmbedder(), **options})  # type: ignore[arg-type]


def test_adds_in_order_and_finds_the_sentence_in_its_lines(index: ArticleIndex) -> None:
    report = index.add_documents(documents(HARBOUR, ORCHARD))
    assert [article.id for article in report.added] == ["a1", "a2"]
    assert [article.path for article in index.articles()] == ["0.txt", "1.txt"]
    hit = index.search("Who is exempt from the toll? Fishing boats", k=1).hits[0]
    assert hit.display == "Fishing boats are exempt from the new toll."
    assert hit.before == "The port of Velm raised its tolls by 12 percent in March 2026."
    assert hit.after == "Shipping lines called the rise unfair."
    assert index.article("a1").text[hit.start : hit.end] == hit.text


def test_another_open_index_sees_additions_removals_and_corrections_at_once(index: ArticleIndex) -> None:
    with reopened(index) as other:
        index.add_documents(documents(HARBOUR))
        assert [a.id for a in other.articles()] == ["a1"]
        assert other.search("tolls", k=1).hits[0].article == "a1"
        index.add_documents(documents(HARBOUR, ORCHARD))
        assert other.search("苹果三千吨", k=1).hits[0].article == "a2"
        index.correct("a2", "source", "North Ridge Weekly")
        assert other.article("a2").source == "North Ridge Weekly"
        index.remove(["a2"])
        assert {hit.article for hit in other.search("苹果三千吨", k=5).hits} == {"a1"}
        with pytest.raises(UnknownArticleError, match=r"'a2'.*jianting list"):
            other.article("a2")


def test_the_same_content_is_unchanged_under_any_path_and_is_not_embedded_again(index: ArticleIndex) -> None:
    first = index.add_documents(documents(HARBOUR)).added[0]
    embedder = index.embedder
    assert isinstance(embedder, FakeEmbedder)
    embedder.passages.clear()
    report = index.add_documents([RawDocument(path="copy.txt", text=HARBOUR)])
    assert (report.added, report.failed) == ((), ())
    assert [(a.id, a.path) for a in report.unchanged] == [(first.id, "copy.txt")]
    assert embedder.passages == []
    assert index.article("a1").path == "0.txt"


def test_twice_in_one_add_is_added_once(index: ArticleIndex) -> None:
    report = index.add_documents(documents(HARBOUR, HARBOUR))
    assert [a.path for a in report.added] == ["0.txt"]
    assert [(a.id, a.path) for a in report.unchanged] == [("a1", "1.txt")]


def test_each_text_is_embedded_once(index: ArticleIndex) -> None:
    index.add_documents(documents(HARBOUR, HARBOUR + "\nOne sentence more was written today.\n"))
    embedder = index.embedder
    assert isinstance(embedder, FakeEmbedder)
    assert sorted(embedder.passages) == sorted(set(embedder.passages))


def test_ids_and_units_are_never_given_twice(index: ArticleIndex) -> None:
    index.add_documents(documents(HARBOUR))
    units = index._view.fresh().live_units("sentence")
    assert index.remove(["a1"]) == ("a1",)
    with reopened(index) as other:
        assert [a.id for a in other.add_documents(documents(HARBOUR)).added] == ["a2"]
        assert not set(units.tolist()) & set(other._view.fresh().live_units("sentence").tolist())


def test_vectors_are_those_of_the_sentences_in_order(index: ArticleIndex) -> None:
    index.add_documents(documents(HARBOUR, ORCHARD))
    article = index.article("a2")
    expected = FakeEmbedder().embed_passages([s.display for s in article.sentences])
    np.testing.assert_array_equal(index.vectors("a2"), expected)


def test_a_bad_file_costs_only_itself(index: ArticleIndex, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_text("")
    (tmp_path / "good.txt").write_text(HARBOUR)
    seen: list[tuple[float, str]] = []
    paths = [tmp_path / "missing.txt", tmp_path / "empty.txt", tmp_path / "good.txt"]
    report = index.add(paths, progress=lambda fraction, path: seen.append((fraction, path)))
    assert [a.path for a in report.added] == [str(tmp_path / "good.txt")]
    assert [f.path for f in report.failed] == [str(tmp_path / "missing.txt"), str(tmp_path / "empty.txt")]
    assert all("\n" not in f.reason for f in report.failed)
    assert sorted(path for _, path in seen) == sorted(str(path) for path in paths)
    assert seen[-1][0] == 1.0


def test_an_interrupted_add_keeps_what_was_told_and_goes_on_later(index: ArticleIndex) -> None:
    texts = [f"Report number {n}\n\nThe mill of Orle ground {n} tons of rye in week {n}.\n" for n in range(30)]
    told: list[str] = []

    def interrupt(fraction: float, path: str) -> None:
        told.append(path)
        if len(told) == 7:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        index.add_documents(documents(*texts), progress=interrupt)
    with reopened(index) as other:
        kept = [article.path for article in other.articles()]
        assert kept == told
        report = other.add_documents(documents(*texts))
        assert (len(report.added), len(report.unchanged)) == (23, 7)


def test_a_second_writer_is_told_within_a_second_and_readers_go_on(index: ArticleIndex) -> None:
    if isinstance(index.place, ServerAddress):
        pytest.skip("on a server many may write: tests/test_postgres.py")
    index.add_documents(documents(HARBOUR))
    held, release = threading.Event(), threading.Event()

    def hold() -> None:
        with writing(index.folder):
            held.set()
            release.wait(10)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(10)
    try:
        with reopened(index) as other:
            with pytest.raises(LibraryBusyError, match="wait for it to finish"):
                other.add_documents(documents(ORCHARD))
            with pytest.raises(LibraryBusyError):
                other.remove(["a1"])
            assert other.search("tolls", k=1).hits[0].article == "a1"
    finally:
        release.set()
        holder.join()


def test_another_embedder_or_other_sizes_are_refused(index: ArticleIndex) -> None:
    index.add_documents(documents(HARBOUR))
    with reopened(index, embedder=FakeEmbedder(fingerprint="fake-2")) as other:
        assert other.article("a1").title == index.article("a1").title
        with pytest.raises(LibraryMismatchError, match="--library"):
            other.search("tolls")
        with pytest.raises(LibraryMismatchError):
            other.add_documents(documents(ORCHARD))
    with reopened(index, settings=IndexSettings(longest_sentence=100)) as other, pytest.raises(LibraryMismatchError):
        other.search("tolls")


def test_an_emptied_library_takes_another_embedder_even_beside_an_open_reader(index: ArticleIndex) -> None:
    index.add_documents(documents(HARBOUR))
    with reopened(index, embedder=FakeEmbedder(fingerprint="fake-2", dimension=32)) as other:
        index.search("tolls")
        index.remove(["a1"])
        other.add_documents(documents(ORCHARD))
        assert other.search("苹果", k=1).hits[0].article == "a2"
        assert index.article("a2").id == "a2"
        assert index.vectors("a2").shape[1] == 32


def test_filters(index: ArticleIndex) -> None:
    index.add_documents(documents(HARBOUR, ORCHARD))
    index.correct("a1", "source", "Velm Courier")
    index.correct("a1", "author", "Ada Holt")
    index.correct("a1", "published", "2026-03-14")
    index.correct("a1", "language", "en")
    index.correct("a2", "language", "zh-Hans")

    def found(**filters: object) -> set[str]:
        return {hit.article for hit in index.search("toll 苹果", k=20, **filters).hits}  # type: ignore[arg-type]

    assert found() == {"a1", "a2"}
    assert found(articles=["a2"]) == {"a2"}
    assert found(languages=["zh"]) == found(languages=["ZH-hans"]) == {"a2"}
    assert found(languages=["zh-Hant"]) == set()
    assert found(sources=["velm courier"]) == found(authors=["ADA HOLT"]) == {"a1"}
    assert found(since="2026-03-14", until="2026-03-14") == found(until="2026-03") == {"a1"}
    assert found(since="2026-03-15") == found(until="2026-02") == set()
    with pytest.raises(UnknownArticleError):
        found(articles=["a9"])


@pytest.mark.parametrize("identifier", ["", "a", "a0", "a01", "1", "b1", "a-1", "a1 ", "a１", "a" + "9" * 30])
def test_what_is_not_an_id_is_an_unknown_article(index: ArticleIndex, identifier: str) -> None:
    index.add_documents(documents(HARBOUR))
    with pytest.raises(UnknownArticleError):
        index.article(identifier)


def test_one_unknown_id_keeps_remove_from_removing_any(index: ArticleIndex) -> None:
    index.add_documents(documents(HARBOUR))
    with pytest.raises(UnknownArticleError):
        index.remove(["a1", "a7"])
    assert [a.id for a in index.articles()] == ["a1"]


def test_an_empty_library_and_an_empty_query_have_no_hits(index: ArticleIndex) -> None:
    assert index.search("tolls").hits == ()
    index.add_documents(documents(HARBOUR))
    assert index.search("  ").hits == ()
    assert index.search("tolls", k=0).hits == ()


def test_the_same_text_in_another_script_has_the_first_as_its_origin_and_inherits(index: ArticleIndex) -> None:
    index.add_documents(documents("國內果園\n\n北嶺果園今年收穫蘋果三千噸。\n"))
    second = index.add_documents(documents("国内果园\n\n北岭果园今年收获苹果三千吨。\n")).added[0]
    third = index.add_documents(documents("国内果园\n\n北岭果园今年收获苹果三千吨!\n")).added[0]
    assert (second.same_origin_as, third.same_origin_as) == ("a1", "a1")
    index.remove(["a1"])
    assert [(a.id, a.same_origin_as) for a in index.articles()] == [("a2", None), ("a3", "a2")]


def test_what_is_remembered_is_given_back_by_any_index(index: ArticleIndex) -> None:
    index.remember("claims", "key", "值")
    with reopened(index) as other:
        assert other.cached("claims", "key") == "值"
        assert other.cached("claims", "other") is None
        other.remember("claims", "key", "two")
    assert index.cached("claims", "key") == "two"


def test_corrections_win_over_what_was_read_and_others_are_kept(index: ArticleIndex) -> None:
    index.add_documents(documents(HARBOUR))
    assert index.correct("a1", "title", "Tolls").title == "Tolls"
    index.correct("a1", "stance", "bearish")
    with reopened(index) as other:
        assert other.article("a1").title == "Tolls"
        assert other.corrections("a1") == {"title": "Tolls", "stance": "bearish"}
        assert other.articles()[0].text == HARBOUR


def test_a_line_without_words_is_no_hit(index: ArticleIndex) -> None:
    index.add_documents([RawDocument("one.txt", "The harbour\n\n/ 03 /\n\nThree cranes were sold in 2026.\n")])
    hits = index.search("03", k=10).hits
    assert hits
    assert all("/" not in hit.display for hit in hits)


def test_the_numpy_store_answers_as_faiss_does(index: ArticleIndex) -> None:
    index.add_documents(documents(HARBOUR, ORCHARD))
    with reopened(index, settings=IndexSettings(store="numpy")) as exact:
        for query in ("tolls", "苹果", "the port says"):
            expected = [(h.article, h.number) for h in exact.search(query, k=2).hits]
            assert [(h.article, h.number) for h in index.search(query, k=2).hits] == expected


def test_the_folder_comes_from_the_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("JIANTING_LIBRARY", str(tmp_path / "here"))
    assert default_folder() == tmp_path / "here"
    monkeypatch.delenv("JIANTING_LIBRARY")
    assert default_folder().name == "jianting"
