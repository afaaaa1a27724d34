"""Watching a folder: settled files come once, growing ones wait."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import ReadingError
from index.watching import watch

SETTLE = 0.2
PATIENCE = 20.0


class Watcher:
    """Runs `watch` in a thread and keeps its batches."""

    def __init__(self, folder: Path) -> None:
        self.batches: list[tuple[str, ...]] = []
        self.stop = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(str(folder),), daemon=True)
        self._thread.start()

    def _run(self, folder: str) -> None:
        for batch in watch(folder, self.stop, SETTLE):
            self.batches.append(batch)

    def wait_for(self, path: Path, times: int = 1) -> None:
        deadline = time.monotonic() + PATIENCE
        while self.files().count(str(path)) < times:
            assert time.monotonic() < deadline, f"{path} was not reported {times} times: {self.batches}"
            time.sleep(0.02)

    def files(self) -> list[str]:
        return [path for batch in self.batches for path in batch]

    def end(self) -> bool:
        self.stop.set()
        self._thread.join(PATIENCE)
        return not self._thread.is_alive()


@pytest.fixture
def watcher(tmp_path: Path) -> Iterator[Watcher]:
    (tmp_path / "there.txt").write_text("was there before", "utf-8")
    watching = Watcher(tmp_path)
    watching.wait_for(tmp_path / "there.txt")
    yield watching
    assert watching.end()


def test_a_new_file_a_changed_one_and_a_folder_moved_in_are_reported(watcher: Watcher, tmp_path: Path) -> None:
    (tmp_path / "new.md").write_text("new", "utf-8")
    watcher.wait_for(tmp_path / "new.md")
    (tmp_path / "there.txt").write_text("now longer than before", "utf-8")
    watcher.wait_for(tmp_path / "there.txt", times=2)
    elsewhere = tmp_path.parent / f"{tmp_path.name}-elsewhere"
    elsewhere.mkdir()
    (elsewhere / "deep.html").write_text("<p>deep</p>", "utf-8")
    elsewhere.rename(tmp_path / "moved")
    watcher.wait_for(tmp_path / "moved" / "deep.html")
    assert sorted(watcher.files()) == sorted(
        str(tmp_path / name) for name in ("there.txt", "there.txt", "new.md", "moved/deep.html")
    )


def test_a_growing_file_is_reported_only_when_it_is_complete(watcher: Watcher, tmp_path: Path) -> None:
    growing = tmp_path / "growing.txt"
    with growing.open("w", encoding="utf-8") as file:
        for _ in range(12):
            file.write("another line\n")
            file.flush()
            time.sleep(SETTLE / 4)
            assert str(growing) not in watcher.files()
    watcher.wait_for(growing)
    time.sleep(3 * SETTLE)
    assert watcher.files().count(str(growing)) == 1


def test_hidden_and_unknown_files_are_passed_over(watcher: Watcher, tmp_path: Path) -> None:
    for name in (".hidden.txt", "photo.jpg", "~$lock.docx", "download.html.part"):
        (tmp_path / name).write_text("x", "utf-8")
    (tmp_path / "last.txt").write_text("x", "utf-8")
    watcher.wait_for(tmp_path / "last.txt")
    assert watcher.files() == [str(tmp_path / "there.txt"), str(tmp_path / "last.txt")]


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="not a folder"):
        next(watch(str(tmp_path / "missing")))
