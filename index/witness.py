"""A few bytes beside the library that remember its last change.

SQLite passes over a write-ahead log from its first damaged frame on, which would undo the last additions without a
word. The witness is written after each commit, so it is never ahead of the library unless the library has lost
something. It need not be fsynced: an older witness only sees less.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from .places import Place, ServerAddress

WITNESS_FILE = "last-change"


def write_witness(folder: Place, change: int) -> None:
    """Note that the library has reached this change; a server's log needs no such note."""
    if isinstance(folder, ServerAddress):
        return
    descriptor = os.open(folder / WITNESS_FILE, os.O_WRONLY | os.O_CREAT, 0o644)
    try:
        os.write(descriptor, _line(change))  # one short write in place: a kill leaves the old line or the new one
    finally:
        os.close(descriptor)


def read_witness(folder: Place) -> int | None:
    """The last change that was noted; None where there is no note or it is damaged (which loses nothing)."""
    if isinstance(folder, ServerAddress):
        return None
    try:
        line = (folder / WITNESS_FILE).read_bytes()
        change = int(line.split()[0])
        return change if line == _line(change) else None
    except (OSError, ValueError, IndexError):
        return None


def damaged_witness(folder: Place) -> bool:
    """Whether there is a note that cannot be read."""
    return isinstance(folder, Path) and (folder / WITNESS_FILE).exists() and read_witness(folder) is None


def _line(change: int) -> bytes:
    return b"%020d %s\n" % (change, hashlib.sha256(b"change %d" % change).hexdigest()[:32].encode())
