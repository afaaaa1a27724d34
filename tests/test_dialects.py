"""Which of a query's words are scored in a library where some stand nearly everywhere."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from index import dialects
from index.library_writer import LibraryWriter


@pytest.fixture
def writer(tmp_path: Path) -> LibraryWriter:
    """Forty sentences: every one has "all", and "half", "fifth", "tenth" and "once" stand in 20, 8, 4 and 1."""
    writer = LibraryWriter(tmp_path)
    with writer.transaction():
        for unit in range(40):
            words = [
                word
                for word, every in (("all", 1), ("half", 2), ("fifth", 5), ("tenth", 10), ("once", 40))
                if not unit % every
            ]
            writer.put_terms(unit + 1, [" ".join(words)])
    return writer


def found(writer: LibraryWriter, *asked: tuple[str, ...]) -> list[int]:
    return [len(rows) for rows in writer.dialect.best(writer, asked, None)]


def test_all_words_are_scored_in_a_small_library(writer: LibraryWriter) -> None:
    assert found(writer, ("once", "all"), ("tenth",), (), ("never",), ("never", "half")) == [40, 4, 0, 0, 20]
    (best,) = writer.dialect.best(writer, [("once", "tenth")], 2)
    assert [unit for unit, _ in best] == [1, 11]


def test_the_rarest_words_are_scored_in_a_large_one(writer: LibraryWriter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dialects, "MOST_SCORED", 5)
    assert found(writer, ("all", "half", "tenth", "once")) == [4]
    assert found(writer, ("all", "half", "never", "tenth")) == [4]
    # Where all are frequent, the newest with the rarest are, also where another set of words holds a rarer one.
    assert found(writer, ("tenth", "all"), ("all", "half"), ("all",)) == [4, 5, 5]
    (newest,) = writer.dialect.best(writer, [("all", "fifth", "half")], None)
    assert sorted(unit for unit, _ in newest) == [16, 21, 26, 31, 36]


def test_words_are_counted_again_when_the_library_has_changed(
    writer: LibraryWriter, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialects, "MOST_SCORED", 5)
    assert found(writer, ("once", "half")) == [1]
    with writer.transaction():
        for unit in range(41, 46):
            writer.put_terms(unit, ["once"])
        writer.write_facts(replace(writer.facts(), change=1))
    assert found(writer, ("tenth", "once")) == [4]
