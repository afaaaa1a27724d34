"""Work that goes on in a thread while its results are used."""

from __future__ import annotations

import queue
import threading
from collections.abc import Generator, Iterator
from typing import Generic, TypeVar, cast

Item = TypeVar("Item")


class Shadow(Generic[Item]):
    """Runs an iterator in a thread, a bounded number of steps ahead. Its exceptions are raised where it is read."""

    _END = object()

    def __init__(self, items: Iterator[Item], ahead: int = 256) -> None:
        self._queue: queue.Queue[object] = queue.Queue(ahead)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(items,), name="jianting-reading", daemon=True)
        self._thread.start()

    def _run(self, items: Iterator[Item]) -> None:
        try:
            for item in items:
                self._put(item)
                if self._stopped.is_set():
                    break
            else:
                self._put(self._END)
        except BaseException as error:
            self._put(error)
        finally:
            # A generator that stands on another shadow must end that one too, and in the thread that ran it.
            if isinstance(items, Generator):
                items.close()

    def _put(self, item: object) -> None:
        while not self._stopped.is_set():
            try:
                self._queue.put(item, timeout=0.1)
            except queue.Full:
                continue
            return

    def take(self, wait: bool) -> Item | None:
        """The next item; None at the end, or where nothing is ready and `wait` is false. See `ended`."""
        try:
            item = self._queue.get(block=wait)
        except queue.Empty:
            return None
        if item is self._END:
            self._stopped.set()
            return None
        if isinstance(item, BaseException):
            raise item
        return cast(Item, item)

    @property
    def ended(self) -> bool:
        return self._stopped.is_set()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()
