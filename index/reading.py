"""A file, a link, standard input or pasted text → RawDocuments. Which reader is chosen by suffix, else by content."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from index.documents import RawDocument
from index.errors import ReadingError
from index.readers.encodings import decode_text
from index.readers.html import read_html
from index.readers.limits import MAX_FILE_BYTES, check_size, check_text
from index.readers.markdown import read_markdown

STANDARD_INPUT = "-"
"""The path that means standard input."""

SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown",
    ".html": "html", ".htm": "html", ".xhtml": "html",
}  # fmt: skip
"""The suffixes that a folder is searched for, and the kind of file each means."""

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]+://", re.I)


def read(path_or_url: str, *, allow_loopback: bool = False) -> Iterator[RawDocument]:
    """Read a file, an http(s) link or "-" (standard input): one document, or one for each entry of a feed.

    `path` of each document is `path_or_url` as given. `allow_loopback` lets links reach this machine's own servers.
    Raises ReadingError, whose message is one line that starts with the path and says what to do.
    """
    name = path_or_url
    if name == STANDARD_INPUT:
        yield from _read_bytes(sys.stdin.buffer.read(MAX_FILE_BYTES + 1), name, "")
    else:
        yield from _read_bytes(_file_bytes(name), name, Path(name).suffix.lower())


def read_text(text: str, name: str) -> RawDocument:
    """A document of pasted text, kept as it was pasted. Raises EmptyArticleError, ReadingError."""
    return RawDocument(path=name, text=check_text(text, name))


def expand(paths: Sequence[str]) -> Iterator[str]:
    """The paths with folders replaced by the files of known kinds below them, sorted.

    Hidden files and what belongs to another program (Office lock files, the `page_files` folder of a saved page) are
    passed over. Links, "-" and paths that do not exist come through as they are, and so do folders without any
    readable file, so that `read` says what is wrong with them.
    """
    for path in paths:
        if path == STANDARD_INPUT or _SCHEME.match(path) or not Path(path).is_dir():
            yield path
        else:
            found = False
            for file in _files_below(path):
                found = True
                yield file
            if not found:
                yield path


def _files_below(folder: str) -> Iterator[str]:
    unreadable: list[str] = []
    for parent, folders, files in os.walk(folder, onerror=lambda error: unreadable.append(str(error.filename))):
        pages = {Path(file).stem for file in files if SUFFIXES.get(Path(file).suffix.lower()) == "html"}
        assets = {page + ending for page in pages for ending in ("_files", ".files")}
        folders[:] = sorted(f for f in folders if not f.startswith((".", "__MACOSX")) and f not in assets)
        for file in sorted(files):
            if not file.startswith((".", "~$")) and Path(file).suffix.lower() in SUFFIXES:
                yield str(Path(parent) / file)
        yield from unreadable
        unreadable.clear()


def _file_bytes(name: str) -> bytes:
    path = Path(name)
    try:
        if path.is_dir():
            raise ReadingError(
                f"{name}: there is no file in this folder that can be read ({' '.join(sorted(SUFFIXES))})"
            )
        if path.exists() and not path.is_file():
            raise ReadingError(f"{name}: not a regular file")
        check_size(path.stat().st_size, name)
        return path.read_bytes()
    except FileNotFoundError:
        raise ReadingError(f"{name}: no such file") from None
    except OSError as error:
        raise ReadingError(f"{name}: cannot be read ({error.strerror})") from None


def _read_bytes(data: bytes, name: str, suffix: str) -> Iterator[RawDocument]:
    check_size(len(data), name)
    yield _READERS[SUFFIXES.get(suffix, "text")](data, name)


def _read_plain(data: bytes, name: str) -> RawDocument:
    return RawDocument(path=name, text=check_text(decode_text(data, name), name))


_READERS: dict[str, Callable[[bytes, str], RawDocument]] = {
    "text": _read_plain,
    "markdown": read_markdown,
    "html": read_html,
}
