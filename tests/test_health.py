"""The doctor: says what is wrong, mends what is derived, and saves what is whole."""

from __future__ import annotations

from pathlib import Path

import pytest

import index.view
from index import changes, keyword_table, keywords
from index.errors import LibraryBusyError, LibraryError
from index.health import check, repair
from index.library_writer import LibraryWriter
from index.locking import writing
from index.schema import LIBRARY_FILE
from tests.bench.surviving import document, examine, open_index
from tests.test_library import change


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(index.view, "REWRITE_AFTER", 1)
    with open_index(tmp_path / "library") as opened:
        opened.add_documents([document(number) for number in range(6)])
        opened.correct("a4", "source", "District News")
    return tmp_path / "library"


def test_a_sound_library_is_healthy_and_searches_exactly(folder: Path) -> None:
    report = check(folder)
    assert report.healthy
    assert (report.articles, report.recall, report.embedder) == (6, 1.0, "fake")
    assert report.to_dict()["problems"] == []
    assert repair(folder) == report


def test_no_library_is_a_problem_and_none_is_made(tmp_path: Path) -> None:
    assert not check(tmp_path / "none").healthy
    assert not repair(tmp_path / "none").healthy
    assert not (tmp_path / "none").exists()


def test_a_corrected_language_cuts_the_words_anew(folder: Path) -> None:
    with open_index(folder) as opened:
        opened.correct("a2", "language", "de")
        opened.correct("a2", "language", None)
        opened.correct("a3", "language", "de")
        assert opened._view.fresh().facts.keywords_digest
    assert check(folder).healthy
    assert examine(folder, range(6), ())[0] == []


def test_a_library_cut_by_an_older_lexicon_is_cut_anew_when_something_is_added(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as then:
        for module in (changes, keyword_table):
            then.setattr(module, "terms_digest", lambda: "older")
        then.setattr(keywords, "concepts", lambda *more: [])
        repaired = LibraryWriter(folder)
        keyword_table.rebuild(repaired)
        repaired.close()
    assert [problem.derived for problem in check(folder).problems] == [True]
    with open_index(folder) as opened:
        opened.add_documents([document(6)])
    assert check(folder).healthy


@pytest.mark.parametrize("what", ["keywords", "seal", "generation", "rubbish", "witness"])
def test_what_is_derived_is_made_anew_without_loss(folder: Path, what: str) -> None:
    if what == "keywords":
        change(folder, "UPDATE keywords_docsize SET sz = x'7f' WHERE id = ?", 3)
    elif what == "seal":
        change(folder, "UPDATE keywords_content SET c0 = 'other' WHERE id = ?", 3)
    elif what == "generation":
        next((folder / "generations").iterdir()).write_bytes(b"damaged")
    elif what == "rubbish":
        (folder / "generations" / "left.faiss.part").write_bytes(b"")
    else:
        (folder / "last-change").write_text("00000000000000009999 0123456789abcdef\n")
    assert [problem.derived for problem in check(folder).problems] == [True]
    report = repair(folder)
    assert report.healthy
    assert report.articles == 6
    assert examine(folder, range(6), ())[0] == []


def test_a_damaged_article_is_named_and_the_others_are_saved_with_their_ids(folder: Path) -> None:
    change(folder, "UPDATE articles SET text = 'x' || text WHERE number = ?", 2)
    problem = check(folder).problems[0]
    assert not problem.derived
    assert "a2" in problem.what
    report = repair(folder)
    assert report.healthy
    assert any("lost a2 (1.txt)" in line for line in report.done)
    problems, present = examine(folder, {0, 2, 3, 4, 5}, ())
    assert problems == []
    assert present == {0: "a1", 2: "a3", 3: "a4", 4: "a5", 5: "a6"}
    with open_index(folder) as opened:
        assert opened.article("a4").source == "District News"
        assert [article.id for article in opened.add_documents([document(1)]).added] == ["a7"]
    assert any(path.name.startswith("damaged-") and (path / LIBRARY_FILE).is_file() for path in folder.iterdir())


def test_lost_facts_cost_no_article_and_no_id_is_given_again(folder: Path) -> None:
    change(folder, "UPDATE facts SET value = ?", "{}")
    report = repair(folder)
    assert (report.healthy, report.articles) == (True, 6)
    assert examine(folder, range(6), ())[0] == []
    with open_index(folder) as opened:
        number = int(opened.add_documents([document(9)]).added[0].id[1:])
        assert number > 1_000


def test_a_lost_log_is_told_and_accepted_by_repair(folder: Path) -> None:
    before = (folder / LIBRARY_FILE).read_bytes()
    with open_index(folder) as opened:
        opened.add_documents([document(7)])
    (folder / LIBRARY_FILE).write_bytes(before)
    with pytest.raises(LibraryError, match=r"lost its changes 8 to 8.*doctor --repair"), open_index(folder) as opened:
        opened.articles()
    assert repair(folder).healthy
    assert examine(folder, range(6), ())[0] == []


def test_repair_waits_for_no_writer(folder: Path) -> None:
    next((folder / "generations").iterdir()).write_bytes(b"damaged")
    with writing(folder), pytest.raises(LibraryBusyError):
        repair(folder)
