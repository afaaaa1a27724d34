"""A whole library as one archive, and back: hashes are checked, and nothing is written outside the folder."""

from __future__ import annotations

import json
import tempfile
import zipfile
import zlib
from pathlib import Path
from typing import IO

from .catalogue import Catalogue
from .checkpoints import withdraw
from .copying import copy_library
from .durable import digest_of, fsync_file, fsync_folder
from .errors import LibraryError
from .library import Library
from .library_writer import LibraryWriter
from .locking import writing
from .places import Place, ServerAddress
from .schema import FORMAT_VERSION, LIBRARY_FILE, told_plainly
from .witness import write_witness

MANIFEST = "manifest.json"
BLOCK = 1 << 20


def export_library(folder: Place, file: Path) -> int:
    """Write the library of a folder to an archive; how many articles it holds.

    Others may read and write meanwhile: the archive holds one moment. The vector files are left out, since they are
    made anew from the library. Raises LibraryError where the library is missing or damaged, LibraryFullError.
    """
    if isinstance(folder, ServerAddress):
        with tempfile.TemporaryDirectory(dir=file.parent) as scratch:
            copy_library(folder, Path(scratch) / "library")
            return export_library(Path(scratch) / "library", file)
    if not (folder / LIBRARY_FILE).is_file():
        raise LibraryError(f"there is no library in {folder}: name one with --library")
    file.parent.mkdir(parents=True, exist_ok=True)
    with told_plainly(file.parent), tempfile.TemporaryDirectory(dir=file.parent) as scratch:
        copy = Path(scratch) / LIBRARY_FILE
        source = Library(folder)
        try:
            source.query("VACUUM INTO ?", (str(copy),))
        finally:
            source.close()
        articles = _articles_in(Path(scratch))
        manifest = {"format": FORMAT_VERSION, "articles": articles, "files": {LIBRARY_FILE: digest_of(copy)}}
        beside = Path(scratch) / "archive"
        with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            archive.writestr(MANIFEST, json.dumps(manifest, indent=2))
            archive.write(copy, LIBRARY_FILE)
        fsync_file(beside)
        beside.replace(file)
        fsync_folder(file.parent)
    return articles


def import_library(file: Path, folder: Place) -> int:
    """Make an exported library the library of a folder that has none yet, or an empty one; how many articles it holds.

    Raises LibraryError where the archive is not whole or the folder holds articles already, LibraryMismatchError where
    a newer version made it, LibraryBusyError, LibraryFullError. The folder is then as it was.
    """
    if isinstance(folder, ServerAddress):
        with tempfile.TemporaryDirectory() as scratch:
            import_library(file, Path(scratch))
            return copy_library(Path(scratch), folder).articles
    folder.mkdir(parents=True, exist_ok=True)
    with told_plainly(folder), writing(folder), tempfile.TemporaryDirectory(dir=folder) as scratch:
        if (folder / LIBRARY_FILE).exists() and _articles_in(folder):
            raise LibraryError(f"the library {folder} holds articles: import into another with --library")
        copy = Path(scratch) / LIBRARY_FILE
        _unpack(file, copy)
        articles = _articles_in(Path(scratch))
        _forget_generations(Path(scratch))
        fsync_file(copy)
        for suffix in ("-wal", "-shm"):
            (folder / f"{LIBRARY_FILE}{suffix}").unlink(missing_ok=True)
        write_witness(folder, 0)
        withdraw(folder)
        copy.replace(folder / LIBRARY_FILE)
        fsync_folder(folder)
    return articles


def _unpack(file: Path, copy: Path) -> None:
    """Take the one file that is expected out of the archive, whatever else is in it or its names say."""
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = json.loads(archive.read(MANIFEST))
            expected = manifest["files"][LIBRARY_FILE]
            size = archive.getinfo(LIBRARY_FILE).file_size
            with archive.open(LIBRARY_FILE) as packed, copy.open("wb") as unpacked:
                _copy_at_most(packed, unpacked, size)
    except FileNotFoundError:
        raise LibraryError(f"{file} does not exist: name an archive that `jianting export` made") from None
    except (zipfile.BadZipFile, zlib.error, LookupError, TypeError, ValueError, EOFError, RuntimeError) as error:
        raise LibraryError(f"{file} is not a whole export of a library ({error}): export it again") from error
    if digest_of(copy) != expected:
        raise LibraryError(f"{file} is damaged: its checksum is another; export it again")


def _copy_at_most(packed: IO[bytes], unpacked: IO[bytes], size: int) -> None:
    """Copy a member that promised `size` bytes; ValueError where it holds more, as a bomb would."""
    left = size
    while block := packed.read(min(BLOCK, left + 1)):
        left -= len(block)
        if left < 0:
            raise ValueError("it is longer than it says")
        unpacked.write(block)


def _forget_generations(folder: Path) -> None:
    """The vector files stay behind; they are made anew."""
    library = LibraryWriter(folder)
    try:
        with library.transaction():
            library.query("DELETE FROM generations")
    finally:
        library.close()


def _articles_in(folder: Path) -> int:
    """The number of articles in a folder's library, all of whose records are whole."""
    library = Library(folder)
    try:
        catalogue = Catalogue()
        catalogue.refresh(library)
        return len(catalogue.heads)
    finally:
        library.close()
