"""Several libraries under one model, collections inside a library, first opinions, and whole conversations."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from index.errors import JiantingError, ModelMissingError
from summarize import Workbench
from summarize.collecting import collections, keep_collection
from summarize.conversations import Conversation
from summarize.leanings import Leaning, leaning
from summarize.llms import Message
from summarize.pages import shelf as shelves
from summarize.pages.shelf import COOKIE, MAIN, Shelf
from summarize.pages.shell import Shell
from summarize.rendering import render
from summarize.views.startup import Startup

from .fakes import FakeEmbedder, FakeLanguageModel, FakeWorkbench


@pytest.fixture
def workbench(tmp_path: Path) -> Iterator[Workbench]:
    with Workbench.open(tmp_path / "library", embedder=FakeEmbedder(), language_model=FakeLanguageModel()) as opened:
        yield opened


@pytest.fixture
def shelf(workbench: Workbench) -> Shelf:
    return Shelf(workbench, workbench.index.folder)


def choosing(name: str) -> Any:
    """A request of a reader whose cookie names a library."""
    return SimpleNamespace(cookies={COOKIE: name}, headers={})


def test_a_new_library_is_another_one_beside_the_main_one(shelf: Shelf, workbench: Workbench) -> None:
    workbench.add_text("The mill opened.", "mill")
    assert shelf.make("  Tea   shops ") == "Tea shops"
    assert shelf.names() == (MAIN, "Tea shops")
    other = shelf.of(choosing("Tea shops"))
    other.add_text("The tea shop closed.", "tea")
    assert [article.path for article in other.articles()] == ["tea"]
    assert [article.path for article in shelf.of(choosing(MAIN)).articles()] == ["mill"]
    assert other.index.folder == workbench.index.folder / "libraries" / "Tea shops"
    assert shelf.name_of(other) == "Tea shops" and shelf.name_of(workbench) == MAIN
    other.close()


@pytest.mark.parametrize("name", ["", " ", "..", "../up", "a/b", "a\\b", ".hidden", "a\x00b", "x" * 41, "<b>"])
def test_a_library_cannot_be_named_out_of_its_folder(shelf: Shelf, name: str) -> None:
    with pytest.raises(JiantingError, match="cannot be named"):
        shelf.make(name)
    assert shelf.names() == (MAIN,)
    assert shelf.name_for(choosing(name)) == MAIN


def test_another_model_reads_all_libraries(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    shelf.make("Tea")
    old, new = shelf.main.model, FakeLanguageModel(name="new")
    monkeypatch.setattr(shelves, "load_language_model", lambda name, progress: new)
    shelf.use_model("new")
    other = shelf.of(choosing("Tea"))
    assert shelf.main.model_name == other.model_name == "new"
    assert shelf.main.model.model() is other.model.model() is new and shelf.main.model is not old
    other.close()


def test_a_model_that_cannot_be_loaded_leaves_the_old_one(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str, progress: Any) -> Any:
        raise ModelMissingError("no model named x")

    monkeypatch.setattr(shelves, "load_language_model", missing)
    with pytest.raises(ModelMissingError):
        shelf.use_model("x")
    assert shelf.main.model_name == "fake" and shelf.main.model.model().name == "fake"


def test_a_collection_is_kept_in_the_library_and_chosen_like_articles(workbench: Workbench, tmp_path: Path) -> None:
    first, second = (workbench.add_text(text, text).added[0].id for text in ("The mill opened.", "The shop closed."))
    assert keep_collection(workbench, "  My   mills ", [first, second, first]) == "My mills"
    assert collections(workbench) == {"My mills": (first, second)}
    shell = Shell(Shelf(workbench), Startup.nothing(workbench))
    assert shell.articles_of(["collection:My mills", second], workbench) == (first, second)
    workbench.remove(first)
    assert shell.articles_of(["collection:My mills"], workbench) == (second,)
    with pytest.raises(JiantingError, match="no longer there"):
        shell.articles_of([first], workbench)
    assert shell.articles_of(None, workbench) == ()
    keep_collection(workbench, "My mills", [])
    assert collections(workbench) == {}


@pytest.mark.parametrize("name", ["", "  ", "x" * 61])
def test_a_collection_needs_a_name(name: str) -> None:
    with pytest.raises(JiantingError, match="up to 60"):
        keep_collection(FakeWorkbench(), name, ["a1"])


def test_a_reader_has_the_last_word_on_a_leaning(workbench: Workbench) -> None:
    article = workbench.add_text("Sales grow.", "mill").added[0]
    assert leaning(workbench.index, article.id) == Leaning("neutral", 0.0)  # vectors that the head does not know
    workbench.correct_stance(article.id, "bearish")
    assert leaning(workbench.index, article.id) == Leaning("bearish", -1.0, True)


def test_a_conversation_is_numbered_through_in_every_format() -> None:
    bench = FakeWorkbench()
    bench.add_text("Sales grow. The roof is red.", "Up")
    told = Conversation((bench.ask("Sales?"), bench.ask("unanswerable"), bench.ask("The roof?")))
    texts = [answer.text for answer in told.numbered_through()]
    assert texts[0] == "Sales grow. [1] The roof is red. [2]" and texts[2] == "The roof is red. [3] Sales grow. [4]"
    markdown = render(told, "markdown", "en")
    assert markdown.startswith("# Conversation\n") and markdown.index("## Sales?") < markdown.index("## The roof?")
    page = render(told, "html", "en")
    assert [page.count(f'id="source-{number}"') for number in (1, 2, 3, 4)] == [1, 1, 1, 1]
    assert [answer["question"] for answer in told.to_dict()["answers"]] == ["Sales?", "unanswerable", "The roof?"]
    rows = render(told, "csv").splitlines()
    assert rows[0].startswith("question,statement,support,number") and rows[1].startswith("Sales?,Sales grow.")


def test_the_speed_is_that_of_the_latest_replies(tmp_path: Path) -> None:
    model = FakeLanguageModel(answers=["twelve words"])
    with Workbench.open(tmp_path, embedder=FakeEmbedder(), language_model=model) as opened:
        assert opened.model.tokens_per_second is None
        opened.model.generate([Message("user", "?")], max_tokens=9)
        speed = opened.model.tokens_per_second
    assert speed is not None and speed > len("twelve words")
