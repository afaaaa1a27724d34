"""The files of vectors that search runs on: generations, made from SQLite, checked before use, never trusted.

A unit id always means the same vector, so a generation can be stale or damaged but, once its checksum is right, never
wrong: what it lacks is added from SQLite and what it holds too much is taken out. It is written beside, fsynced,
renamed, the folder fsynced, and only then recorded with its checksum; what is not recorded is rubbish and swept away.
"""

from __future__ import annotations

import contextlib
import errno
import platform
import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .catalogue import Catalogue, Change
from .durable import checksum_of, fsync_file, fsync_folder
from .library_writer import LibraryWriter
from .places import files_of
from .records import UnitRange, damaged
from .schema import told_plainly
from .stores import FileStore, Ids, Vectors, VectorStore, load_store, new_store

FOLDER = "generations"


@dataclass(frozen=True, slots=True)
class Generation:
    """The record of one file: `kind` of unit, engine, checksum, vectors in it, model, and the last change it has."""

    name: str
    kind: str
    store: str
    checksum: str
    size: int
    count: int
    dimension: int
    fingerprint: str
    change: int


class Generations:
    """The generations of one library and engine ("faiss" or "numpy")."""

    def __init__(self, library: LibraryWriter, engine: str) -> None:
        self._library = library
        self._engine = engine
        # A server is asked by many machines, each of which has files of its own.
        here = "" if isinstance(library.folder, Path) else f"@{platform.node()}"
        self._recorded = f"{engine}{here}"
        self.folder = files_of(library.folder) / FOLDER

    def newest(self, kind: str) -> Generation | None:
        return newest(self._library, kind, self._recorded)

    def open(self, kind: str, catalogue: Catalogue) -> tuple[FileStore, int]:
        """The store of that kind in step with the catalogue, and how many changes a new generation would save.

        Whatever is wrong with the recorded file, the store is made from SQLite instead.
        """
        generation = self.newest(kind)
        try:
            store = self._load(generation, catalogue) if generation else self._empty(catalogue)
        except (OSError, ValueError):
            store = self._empty(catalogue)
        return store, self.bring_up(store, kind, catalogue)

    def bring_up(self, store: VectorStore, kind: str, catalogue: Catalogue) -> int:
        """Make the store hold exactly the live units; how many vectors had to be added or removed."""
        live, held = catalogue.live_units(kind), store.ids()
        stale = np.setdiff1d(held, live, assume_unique=True)
        missing = set(np.setdiff1d(live, held, assume_unique=True).tolist())
        store.remove(stale)
        blocks = [b for head in catalogue.heads.values() for b in head.ranges if b.kind == kind]
        self._add(store, [block for block in blocks if block.first in missing], catalogue)
        return len(stale) + len(missing)

    def follow(self, store: VectorStore, kind: str, change: Change, catalogue: Catalogue) -> int:
        """Take a change of the catalogue over into a store that was in step; how many vectors came or went."""
        came = {block for head in change.came for block in head.ranges if block.kind == kind}
        went = {block for head in change.went for block in head.ranges if block.kind == kind}
        gone = went - came
        if gone:
            store.remove(np.concatenate([np.arange(b.first, b.first + b.size, dtype=np.int64) for b in gone]))
        self._add(store, sorted(came - went), catalogue)
        return sum(block.size for block in came ^ went)

    def _add(self, store: VectorStore, blocks: Sequence[UnitRange], catalogue: Catalogue) -> None:
        """Add blocks from SQLite, each verified."""
        pairs = list(stored_blocks(self._library, blocks, catalogue))
        if pairs:
            store.add(np.concatenate([ids for ids, _ in pairs]), np.concatenate([vectors for _, vectors in pairs]))

    def write(self, store: FileStore, kind: str, catalogue: Catalogue) -> Generation:
        """Make the store the recorded generation of its kind; the caller holds the writer's lock."""
        if store.outgrown():
            store = self._empty(catalogue)
            self.bring_up(store, kind, catalogue)
        with told_plainly(self._library.folder):
            if not self.folder.is_dir():
                self.folder.mkdir(parents=True)
                fsync_folder(self.folder.parent)
            generation = self._save(store, kind, catalogue)
            self._publish(generation)
            self._record(generation)
            self.sweep()
        return generation

    def _save(self, store: FileStore, kind: str, catalogue: Catalogue) -> Generation:
        """Write the file beside, and wait until it is on the disk."""
        facts = catalogue.facts
        name = f"{kind}-{facts.change}-{secrets.token_hex(4)}.{self._engine}"
        beside = self._beside(name)
        try:
            store.save(beside)
            fsync_file(beside)
        except RuntimeError as error:  # how FAISS reports that it could not write
            beside.unlink(missing_ok=True)
            raise OSError(errno.ENOSPC, f"could not write {beside}: {error}") from error
        except BaseException:
            beside.unlink(missing_ok=True)
            raise
        return Generation(
            name=name,
            kind=kind,
            store=self._recorded,
            checksum=checksum_of(beside),
            size=beside.stat().st_size,
            count=len(store),
            dimension=facts.dimension,
            fingerprint=facts.fingerprint,
            change=facts.change,
        )

    def _publish(self, generation: Generation) -> None:
        """Give the file its name, and wait until the name is on the disk."""
        self._beside(generation.name).rename(self.folder / generation.name)
        fsync_folder(self.folder)

    def _beside(self, name: str) -> Path:
        return self.folder / f"{name}.part"

    def sweep(self) -> list[Path]:
        """Remove files that no record names; the caller holds the writer's lock. What was removed."""
        recorded = {name for (name,) in self._library.query("SELECT name FROM generations")}
        removed = []
        for path in self.folder.iterdir() if self.folder.is_dir() else ():
            if path.name not in recorded:
                # Windows keeps a file that a reader has mapped; the next sweep takes it.
                with contextlib.suppress(PermissionError):
                    path.unlink()
                    removed.append(path)
        return removed

    def verify(self, generation: Generation) -> Path:
        """The path of a generation whose bytes are those that were recorded; else ValueError or OSError."""
        path = self.folder / generation.name
        if path.stat().st_size != generation.size or checksum_of(path) != generation.checksum:
            raise ValueError(f"{path} is not what was recorded")
        return path

    def _load(self, generation: Generation, catalogue: Catalogue) -> FileStore:
        facts = catalogue.facts
        if (generation.fingerprint, generation.dimension) != (facts.fingerprint, facts.dimension):
            raise ValueError(f"{generation.name} was made with another embedder")
        store = load_store(self._engine, self.verify(generation), generation.dimension)
        if len(store) != generation.count:
            raise ValueError(f"{generation.name} holds {len(store)} vectors instead of {generation.count}")
        return store

    def _empty(self, catalogue: Catalogue) -> FileStore:
        return new_store(self._engine, catalogue.facts.dimension or 1)

    def _record(self, generation: Generation) -> None:
        with self._library.transaction():
            record(self._library, generation)

    def ready(self, store: VectorStore, kind: str, catalogue: Catalogue) -> None:
        """Nothing: what was followed is in the store already."""

    def forget(self) -> None:
        """Drop the records of all files, which are swept away then."""
        with self._library.transaction():
            self._library.query("DELETE FROM generations WHERE store = ?", (self._recorded,))


def newest(library: LibraryWriter, kind: str, engine: str) -> Generation | None:
    """The recorded generation of that kind and engine."""
    columns = ", ".join(Generation.__slots__)
    sql = f"SELECT {columns} FROM generations WHERE kind = ? AND store = ? ORDER BY change DESC LIMIT 1"
    rows = library.query(sql, (kind, engine))
    return Generation(*rows[0]) if rows else None


def record(library: LibraryWriter, generation: Generation) -> None:
    """Put this record in the place of the last of its kind and engine; inside a transaction."""
    library.query("DELETE FROM generations WHERE kind = ? AND store = ?", (generation.kind, generation.store))
    values = [getattr(generation, name) for name in Generation.__slots__]
    library.query(f"INSERT INTO generations VALUES ({', '.join('?' * len(values))})", values)


def stored_blocks(
    library: LibraryWriter, blocks: Iterable[UnitRange], catalogue: Catalogue
) -> Iterator[tuple[Ids, Vectors]]:
    """The ids and the verified vectors of blocks, one by one; LibraryError where one is damaged."""
    for block in blocks:
        stored = library.vectors(block, catalogue.facts.dimension)
        if stored is not None:
            yield np.arange(block.first, block.first + block.size, dtype=np.int64), stored
        elif library.facts().change == catalogue.facts.change:
            raise damaged(f"the block of vectors {block.first}")
        # Else it has been removed since the catalogue was read, which the next refresh will tell.
