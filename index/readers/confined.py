"""Parsing in a child process that can be killed: what a crafted file may cost is bounded, whatever its parser does.

The child gets the file as its standard input, limits on memory and time, and none of this process's state; it writes
documents as JSON. Its start costs about a quarter of a second. Where the system has no such limits (Windows) only the
total time is bounded, and on macOS memory is not.
"""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import IO, Any

from index.documents import RawDocument
from index.errors import EmptyArticleError, ReadingError
from index.readers.limits import MEGABYTE

Progress = Callable[[], None]
"""Called by a reader after each page or so, to show that it gets on."""

Reader = Callable[[IO[bytes], str, Progress], list[RawDocument]]

MAX_CHILD_MEMORY = 448 * MEGABYTE
"""Address space of the child, its libraries included."""

MAX_SECONDS_STUCK = 5
"""Of processor time without progress, after which a file is given up. Not of the wall clock: a busy machine would then
refuse what an idle one reads."""

_WALL_SECONDS = 60
_BYTES_A_SECOND = 50_000
"""A large file may take longer in all, as long as it gets on: a prospectus of 600 pages needs a minute."""

_KINDS = ("pdf", "word", "epub", "mail", "feed")


def read_confined(kind: str, file: IO[bytes], size: int, name: str) -> list[RawDocument]:
    """Read an open file (with a descriptor, at its beginning) of one of the kinds above in a child process.

    Raises ReadingError where the parser says so, and where it crashes, hangs or needs too much memory.
    """
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2]), "PYTHONWARNINGS": "ignore"}
    try:
        finished = subprocess.run(
            [sys.executable, "-P", "-m", "index.readers.confined", kind, name],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_WALL_SECONDS + size / _BYTES_A_SECOND,
            env=environment,
            check=False,
        )
        reply = json.loads(finished.stdout) if finished.returncode == 0 else {}
    except (subprocess.TimeoutExpired, ValueError):
        reply = {}
        finished = None
    if reason := reply.get("error"):
        raise (EmptyArticleError if reply["empty"] else ReadingError)(reason)
    if "documents" in reply:
        return [RawDocument(**fields) for fields in reply["documents"]]
    if finished is None or finished.returncode in _KILLED_BY_CLOCK:
        raise ReadingError(f"{name}: gave up on it, since reading it did not come to an end; save it anew or as text")
    raise ReadingError(f"{name}: damaged, or needs too much memory to read; save it anew or as text")


def _killed_by_clock() -> Iterator[int]:
    import signal

    for signal_name in ("SIGPROF", "SIGXCPU"):
        if number := getattr(signal, signal_name, None):
            yield -number


_KILLED_BY_CLOCK = tuple(_killed_by_clock())


def _reader(kind: str) -> Reader:
    if kind == "pdf":
        from index.readers.pdf import read_pdf

        return read_pdf
    if kind == "word":
        from index.readers.word import read_word

        return read_word
    if kind == "epub":
        from index.readers.epub import read_epub

        return read_epub
    if kind == "mail":
        from index.readers.mail import read_mail

        return read_mail
    if kind == "feed":
        from index.readers.feed import read_feed

        return read_feed
    raise ValueError(f"no such kind: {kind}; one of {', '.join(_KINDS)}")


def _limit_this_process() -> Progress:
    """Bound memory; return the function that starts the clock anew. The clock kills, so no C loop can outlive it."""
    if sys.platform == "win32":
        return lambda: None
    import resource
    import signal

    resource.setrlimit(resource.RLIMIT_AS, (MAX_CHILD_MEMORY, MAX_CHILD_MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.signal(signal.SIGPROF, signal.SIG_DFL)

    def progress() -> None:
        signal.setitimer(signal.ITIMER_PROF, MAX_SECONDS_STUCK)

    progress()
    return progress


def _answer(kind: str, name: str) -> dict[str, Any]:
    progress = _limit_this_process()
    logging.disable(logging.CRITICAL)
    try:
        return {"documents": [asdict(document) for document in _reader(kind)(sys.stdin.buffer, name, progress)]}
    except ReadingError as error:
        return {"error": str(error), "empty": isinstance(error, EmptyArticleError)}
    except MemoryError:
        return {"error": f"{name}: needs too much memory to read; save it anew or as text", "empty": False}
    except Exception:
        # Whatever a parser raises on a file that is not what it says it is; the reader of the message can do no more.
        return {
            "error": f"{name}: damaged, too complex, or not the kind of file its name says; save it anew",
            "empty": False,
        }


if __name__ == "__main__":
    sys.stdout.buffer.write(json.dumps(_answer(sys.argv[1], sys.argv[2])).encode())
