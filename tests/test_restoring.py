"""Restoring a cut and taking it back: the text stays, and everything that is made from it follows."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article_index import ArticleIndex
from index.cutting import Word, cut, restored
from index.documents import Article, Cut, RawDocument, Span
from index.errors import CorrectionError, LibraryBusyError, UnknownArticleError
from index.health import check
from index.locking import writing
from index.moving import export_library, import_library
from summarize import Workbench
from summarize.cli import main
from tests.fakes import FakeEmbedder, FakeLanguageModel

FERRY = """Ferry times change in Oster

By Ines Tam

The ferry to Oster will leave an hour earlier from Monday. The operator says that fuel has become too dear.

Islanders asked for a later boat in the evening. The council will talk about it in June, as it did last year.

Please like and subscribe to our channel!
"""
SPAM = "Please like and subscribe to our channel!"


@pytest.fixture
def index(tmp_path: Path) -> Iterator[ArticleIndex]:
    with ArticleIndex.open(tmp_path / "library", embedder=FakeEmbedder()) as opened:
        opened.add_documents([RawDocument("ferry.txt", FERRY)])
        yield opened


def spam_cut(article: Article) -> Cut:
    return next(cut for cut in article.cuts if SPAM in article.text[cut.start : cut.end])


def test_a_restored_cut_is_read_searched_and_found_by_its_words(index: ArticleIndex) -> None:
    wanted = spam_cut(index.article("a1"))
    article = index.restore("a1", wanted.start, wanted.end)
    assert article.sentences[-1].display == SPAM
    assert article.text == FERRY
    assert wanted not in article.cuts
    hit = index.search("subscribe channel", k=1).hits[0]
    assert (hit.display, article.text[hit.start : hit.end]) == (SPAM, SPAM)
    expected = FakeEmbedder().embed_passages([sentence.display for sentence in article.sentences])
    assert np.array_equal(index.vectors("a1"), expected)
    assert check(index.folder).healthy


def test_only_new_sentences_are_embedded(tmp_path: Path) -> None:
    embedder = FakeEmbedder()
    with ArticleIndex.open(tmp_path / "library", embedder=embedder) as index:
        index.add_documents([RawDocument("ferry.txt", FERRY)])
        embedder.passages.clear()
        wanted = spam_cut(index.article("a1"))
        index.restore("a1", wanted.start, wanted.end)
        assert embedder.passages == [SPAM]
        index.cut("a1", wanted.start, wanted.end)
        assert embedder.passages == [SPAM]


def test_cutting_again_gives_the_article_as_cleaning_made_it(index: ArticleIndex) -> None:
    before = index.article("a1")
    for each in before.cuts:
        index.restore("a1", each.start, each.end)
    assert index.article("a1").cuts == ()
    assert index.article("a1").kept == (Span(0, len(FERRY)),)
    assert index.cut("a1", before.cuts[0].start, before.cuts[0].end).cuts == before.cuts[:1]
    for each in before.cuts:
        index.cut("a1", each.start, each.end)
    assert index.article("a1") == before
    assert index.corrections("a1") == {"cuts": None}


def test_a_reader_may_cut_what_cleaning_kept_and_have_it_back(index: ArticleIndex) -> None:
    before = index.article("a1")
    start = FERRY.index("Islanders")
    end = FERRY.index("The council")
    article = index.cut("a1", start, end)
    assert Cut(start, end, "reader") in article.cuts
    assert "Islanders" not in article.clean
    assert index.restore("a1", start, end) == before


def test_it_survives_adding_again_exporting_and_opening_elsewhere(index: ArticleIndex, tmp_path: Path) -> None:
    wanted = spam_cut(index.article("a1"))
    article = index.restore("a1", wanted.start, wanted.end)
    index.correct("a1", "title", "Earlier boats")
    report = index.add_documents([RawDocument("ferry.txt", FERRY)])
    assert report.unchanged == (replace(article, title="Earlier boats"),)
    export_library(index.folder, tmp_path / "library.zip")
    import_library(tmp_path / "library.zip", tmp_path / "other")
    with ArticleIndex.open(tmp_path / "other", embedder=FakeEmbedder()) as other:
        assert other.article("a1") == replace(article, title="Earlier boats")
        assert other.cut("a1", wanted.start, wanted.end).cuts[-1] == wanted


def test_another_open_index_sees_it_at_once(index: ArticleIndex) -> None:
    with ArticleIndex.open(index.folder, embedder=FakeEmbedder()) as other:
        assert other.search("subscribe", k=9).hits[0].display != SPAM
        wanted = spam_cut(index.article("a1"))
        index.restore("a1", wanted.start, wanted.end)
        assert other.search("subscribe to our channel", k=1).hits[0].display == SPAM
        index.cut("a1", wanted.start, wanted.end)
        assert SPAM not in [hit.display for hit in other.search("subscribe to our channel", k=9).hits]


def test_what_cannot_be_done_is_told_and_changes_nothing(index: ArticleIndex) -> None:
    before = index.article("a1")
    with pytest.raises(CorrectionError, match="a1 has no characters 5 to 9999: `jianting show a1` lists its cuts"):
        index.restore("a1", 5, 9_999)
    with pytest.raises(CorrectionError, match="nothing of a1 would be left"):
        index.cut("a1", 0, len(FERRY))
    with pytest.raises(UnknownArticleError):
        index.restore("a7", 0, 5)
    with writing(index.folder), pytest.raises(LibraryBusyError):
        index.restore("a1", 0, 5)
    assert index.article("a1") == before
    kept = before.kept[0]
    assert index.restore("a1", kept.start, kept.start + 3) == before
    assert index.corrections("a1") == {}


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 59), st.integers(1, 60)), max_size=8))
def test_whatever_is_said_kept_and_cuts_cover_the_text_once(steps: list[tuple[bool, int, int]]) -> None:
    text = "One two three. Four five six.\nSpam spam.\nSeven eight nine ten."
    article = Article("a1", "x", text, (Span(0, 30), Span(41, len(text))), (Cut(30, 41, "spam"),), language="en")
    word = Word()
    for keep, start, length in steps:
        end = min(len(text), start + length)
        try:
            article, word = (restored if keep else cut)(article, word, start, end)
        except CorrectionError:
            continue
        word = Word.read(word.written())
    spans = sorted([*((s.start, s.end) for s in article.kept), *((c.start, c.end) for c in article.cuts)])
    assert [start for start, _ in spans] == [0, *(end for _, end in spans[:-1])]
    assert spans[-1][1] == len(text)
    back, word = restored(article, word, 0, len(text))
    back, word = cut(back, word, 30, 41)
    assert back.cuts == (Cut(30, 41, "spam"),)
    assert word == Word()


def test_the_command_restores_lists_and_takes_back(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    library = str(tmp_path / "library")
    with ArticleIndex.open(library, embedder=FakeEmbedder()) as index:
        index.add_documents([RawDocument("ferry.txt", FERRY)])
        wanted = spam_cut(index.article("a1"))

    def run(*arguments: str, code: int = 0) -> str:
        opened = Workbench.open(library, embedder=FakeEmbedder(), language_model=FakeLanguageModel())
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("summarize.commands.restoring.open_workbench", lambda options: opened)
            patch.setattr("summarize.commands.articles.open_workbench", lambda options: opened)
            assert main(list(arguments)) == code
        captured = capsys.readouterr()
        return captured.err if code else captured.out

    assert f"{wanted.start} {wanted.end}" in run("show", "a1")
    shown = json.loads(run("restore", "a1", str(wanted.start), str(wanted.end), "--json"))
    assert SPAM in shown["clean"]
    assert [wanted.start, wanted.end] not in [[cut["start"], cut["end"]] for cut in shown["cuts"]]
    assert json.loads(run("restore", "a1", "--all", "--json"))["cuts"] == []
    run("restore", "a1", "0", "5", "--undo")
    back = json.loads(run("restore", "a1", "--all", "--undo", "--json"))
    assert {"start": wanted.start, "end": wanted.end, "reason": wanted.reason} in back["cuts"]
    assert "reader" not in {cut["reason"] for cut in back["cuts"]}
    told = "jianting: name one cut by its START and END, or --all: `jianting show a1` lists them\n"
    assert run("restore", "a1", code=1) == told
    assert run("restore", "a1", "5", code=1) == told
