"""A file, a link, standard input or pasted text → RawDocuments. Which reader is chosen by suffix, else by content."""

from __future__ import annotations

import io
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from index.documents import RawDocument
from index.errors import ReadingError
from index.readers.encodings import decode_text
from index.readers.html import read_html
from index.readers.kinds import HEAD_BYTES, SUFFIXES, recognise
from index.readers.limits import MAX_FILE_BYTES, check_size, check_text
from index.readers.markdown import read_markdown

STANDARD_INPUT = "-"
"""The path that means standard input."""

FEED = "application/feed+xml"
SUMMARY = 600  # characters of an entry below which the page behind it is read

_LINK = re.compile(r"[a-z][a-z0-9+.-]*://", re.I)


def read(path_or_url: str, *, allow_loopback: bool = False) -> Iterator[RawDocument]:
    """Read a file, an http(s) link or "-" (standard input): one document, or one for each entry of a feed.

    `path` of each document is `path_or_url` as given. `allow_loopback` lets links reach this machine's own servers.
    Raises ReadingError, whose message is one line that starts with the path and says what to do.
    """
    name = path_or_url
    if name == STANDARD_INPUT:
        yield from _read_bytes(sys.stdin.buffer.read(MAX_FILE_BYTES + 1), name)
    elif _LINK.match(name):
        from index.readers.fetching import fetch

        fetched = fetch(name, allow_loopback=allow_loopback)
        suffix = Path(urlsplit(fetched.url).path).suffix.lower()
        for document in _read_bytes(fetched.data, name, suffix, fetched.media, fetched.charset):
            if document.media == FEED and document.url and len(document.text) < SUMMARY:
                yield _followed(document, allow_loopback)
            else:
                yield document if document.url else replace(document, url=fetched.url)
    else:
        with _opened(name) as file:
            size = os.fstat(file.fileno()).st_size
            yield from _read_file(file, size, name, Path(name).suffix.lower())


def _followed(entry: RawDocument, allow_loopback: bool) -> RawDocument:
    """The page behind an entry of a feed that holds only its first lines; the entry where that cannot be read.

    Only for feeds that came from the network: a feed in a file makes no request.
    """
    from index.readers.fetching import fetch

    try:
        fetched = fetch(entry.url or "", allow_loopback=allow_loopback)
        suffix = Path(urlsplit(fetched.url).path).suffix.lower()
        page = next(iter(_read_bytes(fetched.data, entry.path, suffix, fetched.media, fetched.charset)))
    except ReadingError:
        return entry
    if page.media == FEED or len(page.text) <= len(entry.text):
        return entry
    told = {
        field: getattr(page, field) or getattr(entry, field)
        for field in ("title", "author", "source", "published", "language")
    }
    return replace(page, url=entry.url, **told)


def read_text(text: str, name: str) -> RawDocument:
    """A document of pasted text, kept as it was pasted. Raises EmptyArticleError, ReadingError."""
    return RawDocument(path=name, text=check_text(text, name))


def expand(paths: Sequence[str]) -> Iterator[str]:
    """The paths with folders replaced by the files of known kinds below them, sorted.

    Hidden files and what belongs to another program (Office lock files, the `page_files` folder of a saved page) are
    passed over. Links, "-" and paths that do not exist come through as they are, and so do folders that cannot be
    listed or hold no readable file, so that `read` says what is wrong with them.
    """
    for path in paths:
        if path == STANDARD_INPUT or _LINK.match(path) or not os.path.isdir(path):  # noqa: PTH112 (never raises)
            yield path
        else:
            found = False
            for file in _files_below(path):
                found = True
                yield file
            if not found:
                yield path


def is_readable_name(name: str) -> bool:
    """Whether a file of this name is one that a folder is searched for."""
    return not name.startswith((".", "~$")) and Path(name).suffix.lower() in SUFFIXES


def _files_below(folder: str) -> Iterator[str]:
    unreadable: list[str] = []
    for parent, folders, files in os.walk(folder, onerror=lambda error: unreadable.append(str(error.filename))):
        yield from unreadable
        unreadable.clear()
        pages = {Path(file).stem for file in files if SUFFIXES.get(Path(file).suffix.lower()) == "html"}
        assets = {page + ending for page in pages for ending in ("_files", ".files")}
        folders[:] = sorted(f for f in folders if not f.startswith((".", "__MACOSX")) and f not in assets)
        yield from (str(Path(parent) / file) for file in sorted(files) if is_readable_name(file))
    yield from unreadable


def _opened(name: str) -> IO[bytes]:
    path = Path(name)
    try:
        if path.is_dir():
            os.listdir(path)  # noqa: PTH208 (raises where the folder may not be listed)
            raise ReadingError(f"{name}: no file in this folder can be read; these kinds can: {' '.join(SUFFIXES)}")
        if path.exists() and not path.is_file():  # a pipe or a device might never end
            raise ReadingError(f"{name}: not a regular file")
        return path.open("rb")
    except FileNotFoundError:
        raise ReadingError(f"{name}: no such file; check the path") from None
    except (OSError, ValueError) as error:
        raise ReadingError(f"{name}: cannot be opened ({getattr(error, 'strerror', None) or error})") from None


def _read_bytes(
    data: bytes, name: str, suffix: str = "", media: str | None = None, charset: str | None = None
) -> Iterator[RawDocument]:
    yield from _read_file(io.BytesIO(data), len(data), name, suffix, media, charset)


def _read_file(
    file: IO[bytes], size: int, name: str, suffix: str, media: str | None = None, charset: str | None = None
) -> Iterator[RawDocument]:
    check_size(size, name)
    try:
        head = file.read(HEAD_BYTES)
        file.seek(0)
        kind = recognise(head, name, suffix, media)
        if kind == "text":
            yield RawDocument(path=name, text=check_text(decode_text(file.read(), name, charset), name))
        elif kind == "markdown":
            yield read_markdown(file.read(), name)
        elif kind == "html":
            yield read_html(file.read(), name, charset)
        else:
            yield from _read_confined(kind, file, size, name)
    except OSError as error:
        raise ReadingError(f"{name}: cannot be read ({error.strerror})") from None


def _read_confined(kind: str, file: IO[bytes], size: int, name: str) -> Sequence[RawDocument]:
    from index.readers.confined import read_confined

    if not isinstance(file, io.BytesIO):
        return read_confined(kind, file, size, name)
    with tempfile.TemporaryFile() as on_disk:  # the child needs a descriptor
        on_disk.write(file.getbuffer())
        on_disk.seek(0)
        return read_confined(kind, on_disk, size, name)
