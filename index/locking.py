"""One writer at a time, across processes and threads, by a lock that the system lets go of when its holder dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from .errors import LibraryBusyError
from .places import Place, ServerAddress
from .schema import told_plainly

LOCK_FILE = "writer.lock"
PATIENCE = 0.5  # seconds until the second writer is told


@contextmanager
def writing(folder: Place, patience: float = PATIENCE) -> Iterator[None]:
    """Hold the library's lock. LibraryBusyError if another holds it for longer than `patience` seconds.

    On a server many may write at once; there each transaction excludes the others by itself.
    """
    if isinstance(folder, ServerAddress):
        yield
        return
    from filelock import FileLock, Timeout

    lock = FileLock(folder / LOCK_FILE, timeout=patience, poll_interval=0.05, thread_local=False)
    with told_plainly(folder):
        try:
            lock.acquire()
        except Timeout:
            raise LibraryBusyError(
                f"another process is changing the library {folder}: wait for it to finish, then run the same again"
            ) from None
    try:
        yield
    finally:
        lock.release()
