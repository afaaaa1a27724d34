"""A folder that grows: which files came or changed, once they have stopped growing."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.errors import ReadingError
from index.reading import expand

SETTLE_SECONDS = 2.0
"""A file that has kept its size and time for so long is complete: downloads and copies write without longer pauses."""


def watch(
    folder: str, stop: threading.Event | None = None, settle_seconds: float = SETTLE_SECONDS
) -> Iterator[tuple[str, ...]]:
    """Yield batches of the files that `expand` finds in `folder` and that are new or changed, each once it has settled.

    The files that are there at the start make the first batch, so none falls between a first `add` and the watch.
    Ends when `stop` is set or the folder is gone; without `stop`, at KeyboardInterrupt. Raises ReadingError if
    `folder` is not a folder.
    """
    import watchfiles

    if not Path(folder).is_dir():
        raise ReadingError(f"{folder}: not a folder; make it, or give the one to watch")
    pause = max(50, int(settle_seconds * 500))
    files = _Files(folder, settle_seconds)
    scan = True
    # The system's events only say when to look: the folder is scanned anew, so that a folder moved in, an overflow of
    # the event queue or an event between two starts loses no file.
    for changes in watchfiles.watch(
        folder,
        watch_filter=None,
        stop_event=stop,
        debounce=pause,
        rust_timeout=pause,
        yield_on_timeout=True,
        ignore_permission_denied=True,
    ):
        if scan or changes:
            files.scan()
            scan = False
        if batch := files.settled():
            yield batch
        if not Path(folder).is_dir():
            return


@dataclass(slots=True)
class _Seen:
    """A file's size in bytes and change time in nanoseconds, since when it has them, and whether it was yielded."""

    state: tuple[int, int]
    since: float
    done: bool = False


class _Files:
    """The files of a folder as they were last seen."""

    def __init__(self, folder: str, settle_seconds: float) -> None:
        self._folder = folder
        self._settle_seconds = settle_seconds
        self._seen: dict[str, _Seen] = {}

    def scan(self) -> None:
        """Look at every file; forget those that are gone."""
        before, self._seen = self._seen, {}
        for path in expand([self._folder]):
            if state := _state(path):
                seen = before.get(path)
                self._seen[path] = seen if seen and seen.state == state else _Seen(state, time.monotonic())

    def settled(self) -> tuple[str, ...]:
        """The files not yet yielded that have not changed for the settling time, in the order of `expand`."""
        ready: list[str] = []
        now = time.monotonic()
        for path, seen in self._seen.items():
            if seen.done or now - seen.since < self._settle_seconds:
                continue
            state = _state(path)
            if state == seen.state:
                seen.done = True
                ready.append(path)
            elif state:
                seen.state, seen.since = state, now
        return tuple(ready)


def _state(path: str) -> tuple[int, int] | None:
    try:
        file = Path(path)
        found = file.stat()
        return (found.st_size, found.st_mtime_ns) if file.is_file() else None
    except OSError:
        return None
