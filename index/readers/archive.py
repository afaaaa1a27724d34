"""Zip containers (.docx, .epub), checked before anything in them is unpacked."""

from __future__ import annotations

import zipfile
from typing import IO

from index.errors import ReadingError
from index.readers.limits import MAX_ENTRY_BYTES, MAX_EXPANDED_BYTES, MAX_MEMBERS, MEGABYTE


def open_archive(file: IO[bytes], name: str) -> zipfile.ZipFile:
    """Open a zip container. Raises ReadingError where it is damaged, encrypted, or unpacks to more than is read."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise ReadingError(f"{name}: damaged or incomplete; download or save it anew") from None
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        raise ReadingError(f"{name}: {len(members):,} files inside it are more than a document has; it was not opened")
    if sum(member.file_size for member in members) > MAX_EXPANDED_BYTES:
        raise ReadingError(f"{name}: unpacks to more than {MAX_EXPANDED_BYTES // MEGABYTE} MB; it was not opened")
    if any(member.flag_bits & 1 for member in members):
        raise ReadingError(f"{name}: encrypted; save a copy without a password and add that")
    return archive


def refuse_entities(data: bytes, name: str) -> bytes:
    """The XML as it is, or ReadingError if it declares entities: no document needs them, and bombs are made of them."""
    if b"<!ENTITY" in data:
        raise ReadingError(f"{name}: declares XML entities, which are not expanded; save it anew")
    return data


def member(archive: zipfile.ZipFile, path: str, name: str) -> bytes:
    """The bytes of one member; b"" if there is none of that path. Raises ReadingError if it is damaged or too large."""
    try:
        if archive.getinfo(path).file_size > MAX_ENTRY_BYTES:
            raise ReadingError(
                f"{name}: a part of it is larger than {MAX_ENTRY_BYTES // MEGABYTE} MB; it was not opened"
            )
        with archive.open(path) as stream:
            # Its header may understate its size: read no more than is allowed, then look whether there was more.
            return stream.read(MAX_ENTRY_BYTES)
    except KeyError:
        return b""
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, EOFError):
        raise ReadingError(f"{name}: damaged or incomplete; download or save it anew") from None
