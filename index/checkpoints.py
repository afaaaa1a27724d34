"""When SQLite's log is moved into the database file, and the checksum of the file from then to the next time.

SQLite changes the file only in such a checkpoint; all that is committed meanwhile is in the log, whose frames carry
checksums of their own. So a sum that is withdrawn before each checkpoint, and taken again once the last connection is
closed, is right at every moment, whatever is killed. It is there for the bytes that nothing reads, such as the space
between the rows of a page: all others prove themselves when they are read. Reading the whole file takes too long for
opening, so only `jianting doctor` compares.
"""

from __future__ import annotations

import contextlib
import sqlite3
import threading
import weakref
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from .durable import digest_of, fsync_file, fsync_folder
from .places import Place
from .schema import LIBRARY_FILE, told_plainly

CHECKSUM_FILE = "library.sha256"  # as `sha256sum` writes and checks it
LOG_FILE = f"{LIBRARY_FILE}-wal"
LONG = 4 << 20  # bytes of a log that is moved before the end

_open: Counter[Path] = Counter()  # connections of this process
_closing = threading.RLock()  # for closing one may forget, and so close, another


def closing(owner: object, connection: Any, folder: Place) -> Callable[[], object]:
    """What closes a new connection; it is called by itself when `owner` is forgotten, or the process ends."""
    if not isinstance(folder, Path):
        return cast("Callable[[], object]", connection.close)
    with _closing:
        _open[folder] += 1
    return weakref.finalize(owner, _close, connection, folder)


def _close(connection: sqlite3.Connection, folder: Path) -> None:
    """Close a connection. The last one to close moves the log into the file."""
    with _closing:
        _open[folder] -= 1
        try:
            # Where another process has it open, nothing is moved, and the checksum is withdrawn in vain.
            if not _open[folder] and _log_size(folder):
                withdraw(folder)
        finally:
            connection.close()
    _record(folder)


def shorten_log(connection: Any, folder: Place) -> None:
    """Move a log that has become long into the file. What is committed stays so, whatever becomes of this."""
    if isinstance(folder, Path) and _log_size(folder) > LONG:
        withdraw(folder)
        with contextlib.suppress(sqlite3.Error):
            connection.execute("PRAGMA wal_checkpoint")


def withdraw(folder: Path) -> None:
    """Remove the checksum, and wait until it is gone from the disk: the file is about to change."""
    with contextlib.suppress(FileNotFoundError):
        (folder / CHECKSUM_FILE).unlink()
        fsync_folder(folder)


def changed_unread(folder: Path) -> bool:
    """Whether the file is another than its checksum says; False where there is none. Ask before opening it."""
    with told_plainly(folder):
        while (noted := _noted(folder)) is not None:
            if noted == _line(folder):
                return False
            if noted == _noted(folder):
                return True
            # Else someone has had the library open meanwhile.
        return False


def _record(folder: Path) -> None:
    """Note the checksum of a file that nobody has open, unless it stands there."""
    # A full disk, or a folder that has gone, is no reason to fail: a missing note is made another time.
    with contextlib.suppress(OSError):
        before = _resting(folder)
        if before is None or (folder / CHECKSUM_FILE).exists():
            return
        beside = folder / f"{CHECKSUM_FILE}.part"
        beside.write_bytes(_line(folder))
        fsync_file(beside)
        beside.replace(folder / CHECKSUM_FILE)
        if _resting(folder) != before:  # someone opened it while it was read
            withdraw(folder)


def _resting(folder: Path) -> tuple[int, int] | None:
    """Time and size of the file, or None while a connection, or a killed process, has left a log."""
    if (folder / LOG_FILE).exists():
        return None
    state = (folder / LIBRARY_FILE).stat()
    return state.st_mtime_ns, state.st_size


def _log_size(folder: Path) -> int:
    try:
        return (folder / LOG_FILE).stat().st_size
    except FileNotFoundError:
        return 0


def _line(folder: Path) -> bytes:
    return f"{digest_of(folder / LIBRARY_FILE)}  {LIBRARY_FILE}\n".encode()


def _noted(folder: Path) -> bytes | None:
    try:
        return (folder / CHECKSUM_FILE).read_bytes()
    except FileNotFoundError:
        return None
