"""The checksum of the database file: there when nobody has it open, gone before the file changes."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest

from index import checkpoints
from index.checkpoints import CHECKSUM_FILE, LOG_FILE, changed_unread
from index.health import check, repair
from index.moving import export_library, import_library
from index.schema import LIBRARY_FILE
from tests.bench.surviving import document, examine, open_index


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with open_index(tmp_path / "library") as opened:
        opened.add_documents([document(number) for number in range(4)])
    return tmp_path / "library"


def is_right(folder: Path) -> bool:
    digest = hashlib.sha256((folder / LIBRARY_FILE).read_bytes()).hexdigest()
    return (folder / CHECKSUM_FILE).read_text() == f"{digest}  {LIBRARY_FILE}\n"


def flip_unread(folder: Path) -> None:
    """Flip a bit between the rows and the row pointers of the last page that has such a place."""
    content = bytearray((folder / LIBRARY_FILE).read_bytes())
    place = next(place for place in range(len(content) - 1, 0, -1) if not any(content[place - 64 : place + 64]))
    content[place] ^= 4
    (folder / LIBRARY_FILE).write_bytes(content)


def test_it_is_that_of_the_file_once_nobody_has_it_open(folder: Path) -> None:
    assert is_right(folder)
    with open_index(folder) as first:
        with open_index(folder) as second:
            second.add_documents([document(5)])
        assert is_right(folder)  # the last change is in the log, the file is as it was
        assert first.articles()
    assert not (folder / LOG_FILE).exists()
    assert is_right(folder)
    assert check(folder).healthy


def test_a_change_in_bytes_that_nothing_reads_is_told_and_accepted_by_repair(folder: Path) -> None:
    flip_unread(folder)
    problems = check(folder).problems
    assert [problem.derived for problem in problems] == [True]
    assert "in bytes that nothing reads" in problems[0].what
    assert repair(folder).healthy
    assert check(folder).healthy
    assert examine(folder, range(4), ())[0] == []


def test_a_long_log_is_moved_before_the_end_and_the_checksum_goes_first(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checkpoints, "LONG", 100_000)
    size = (folder / LIBRARY_FILE).stat().st_size
    with open_index(folder) as opened:
        opened.add_documents([document(number) for number in range(4, 40)])
        assert (folder / LIBRARY_FILE).stat().st_size > size
        assert (folder / LOG_FILE).stat().st_size < 300_000
        assert not (folder / CHECKSUM_FILE).exists()
    assert is_right(folder)
    assert examine(folder, range(40), ())[0] == []


def test_a_library_that_is_never_closed_is_closed_with_the_process(folder: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from tests.bench.surviving import document, open_index;"
        "opened = open_index(Path(sys.argv[1])); opened.add_documents([document(9)])"
    )
    subprocess.run([sys.executable, "-c", program, str(folder)], check=True)
    assert not (folder / LOG_FILE).exists()
    assert is_right(folder)
    assert check(folder).articles == 5


def test_it_is_withdrawn_before_the_file_changes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = (folder / LIBRARY_FILE).read_bytes()
    seen = []
    withdraw = checkpoints.withdraw

    def watched(at: Path) -> None:
        seen.append((folder / LIBRARY_FILE).read_bytes() == before)
        withdraw(at)

    monkeypatch.setattr(checkpoints, "withdraw", watched)
    with open_index(folder) as opened:
        opened.remember("answers", "question", "answer")
    assert seen == [True]
    assert (folder / LIBRARY_FILE).read_bytes() != before
    assert is_right(folder)


def test_another_library_in_its_place_has_no_checksum_of_the_old(folder: Path, tmp_path: Path) -> None:
    export_library(folder, tmp_path / "library.zip")
    with open_index(tmp_path / "empty"):
        pass
    assert is_right(tmp_path / "empty")
    import_library(tmp_path / "library.zip", tmp_path / "empty")
    assert not changed_unread(tmp_path / "empty")
    assert check(tmp_path / "empty").healthy


def test_a_full_disk_costs_only_the_note(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr(checkpoints, "fsync_file", full)
    with open_index(folder) as opened:
        opened.add_documents([document(5)])
    assert not (folder / CHECKSUM_FILE).exists()
    monkeypatch.undo()
    assert check(folder).healthy
    assert is_right(folder)
