"""Vectors on a server that others use too: one collection for each kind of unit, kept in step with the library.

What `generations.py` does with files is done here with a collection. Its name is given once and recorded in the
library, with the last change that it has. Whoever opens or changes the library brings what is missing there: a unit id
always means the same vector, so that it does no harm if two do it at once, or if one is killed in the middle.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Protocol

import numpy as np

from .catalogue import Catalogue, Change
from .generations import Generation, Generations, newest, record, stored_blocks
from .library_writer import LibraryWriter
from .records import UnitRange
from .stores import Ids, ServedStore, Vectors, VectorStore, is_served, open_served

SEALED_FROM = 1_024  # vectors; from so many new ones on, the server is told to lay them out
WORTH_ASKING = 1_024  # vectors; fewer are put without asking whether another process has put them, which takes longer
VECTORS_A_STEP = 20_000  # held in memory at once while they are brought


class Keeper(Protocol):
    """Keeps a library's vector stores in step with it. Each takes back only the stores that it has opened."""

    def open(self, kind: str, catalogue: Catalogue) -> tuple[VectorStore, int]:
        """The store of that kind in step with the catalogue, and how many changes are not recorded yet."""
        ...

    def bring_up(self, store: Any, kind: str, catalogue: Catalogue) -> int:
        """Make the store hold exactly the live units; how many vectors had to be added or removed."""
        ...

    def follow(self, store: Any, kind: str, change: Change, catalogue: Catalogue) -> int:
        """Take a change of the catalogue over into a store that was in step; how many vectors came or went."""
        ...

    def ready(self, store: Any, kind: str, catalogue: Catalogue) -> None:
        """Make sure that all that was followed is found."""
        ...

    def write(self, store: Any, kind: str, catalogue: Catalogue) -> Generation:
        """Record the store; the caller holds the writer's lock."""
        ...

    def forget(self) -> None:
        """Drop the records of all stores, and what they are of."""
        ...


def keeper(library: LibraryWriter, engine: str) -> Keeper:
    """What keeps the stores of that engine: "faiss", "numpy" or the address of a server."""
    return ServedVectors(library, engine) if is_served(engine) else Generations(library, engine)


class ServedVectors:
    """The collections of one library at one address."""

    def __init__(self, library: LibraryWriter, address: str) -> None:
        self._library = library
        self._address = address
        self._pending: dict[str, list[Change]] = {}

    def open(self, kind: str, catalogue: Catalogue) -> tuple[ServedStore, int]:
        """The collection of that kind in step with the catalogue, and how many vectors came or went.

        Raises UnreachableError where the server does not answer.
        """
        generation = self._generation(kind, catalogue)
        store = open_served(self._address, generation.name, generation.dimension)
        self._pending[kind] = []
        numbers = set(self._library.changed_since(generation.change)) if generation.change else catalogue.heads.keys()
        heads = [head for number in numbers if (head := catalogue.heads.get(number))]
        blocks = sorted(block for head in heads for block in head.ranges if block.kind == kind)
        moved = self._bring(store, blocks, catalogue)
        live = catalogue.live_units(kind)
        if store.count_below(catalogue.facts.next_unit) != len(live):
            moved += self.bring_up(store, kind, catalogue)
        return store, moved

    def bring_up(self, store: ServedStore, kind: str, catalogue: Catalogue) -> int:
        """Make the store hold all live units and none that is gone; how many vectors came or went.

        Units that are newer than the catalogue are another process's, which has just added them.
        """
        live, held = catalogue.live_units(kind), store.ids()
        stale = np.setdiff1d(held[held < catalogue.facts.next_unit], live)
        store.remove(stale)
        blocks = sorted(block for head in catalogue.heads.values() for block in head.ranges if block.kind == kind)
        return len(stale) + self._put(store, blocks, np.setdiff1d(live, held), catalogue)

    def follow(self, store: ServedStore, kind: str, change: Change, catalogue: Catalogue) -> int:
        """Note a change; it is taken over when the store is next `ready`, so that adding waits for no server."""
        if change.came or change.went:
            self._pending.setdefault(kind, []).append(change)
        return sum(block.size for heads in change for head in heads for block in head.ranges if block.kind == kind)

    def ready(self, store: ServedStore, kind: str, catalogue: Catalogue) -> None:
        """Take over the changes that were noted. Raises UnreachableError, and keeps them, where that cannot be done."""
        changes = self._pending.get(kind, [])
        if not changes:
            return
        live = {block for head in catalogue.heads.values() for block in head.ranges}
        touched = {b for change in changes for heads in change for head in heads for b in head.ranges if b.kind == kind}
        if gone := sorted(touched - live):
            store.remove(_units(gone))
        came = sorted(touched & live)
        if sum(block.size for block in came) > WORTH_ASKING:
            store.behind()
            self._bring(store, came, catalogue)
        else:
            self._put(store, came, _units(came), catalogue)
        self._pending[kind] = []

    def write(self, store: ServedStore, kind: str, catalogue: Catalogue) -> Generation:
        """Record how far the collection has come; the caller holds the lock of those who build."""
        before = self._generation(kind, catalogue)
        count = len(catalogue.live_units(kind))
        if abs(count - before.count) >= SEALED_FROM or store.outgrown():
            store.lay_out()
        now = replace(before, count=count, change=max(before.change, catalogue.facts.change))
        with self._library.transaction():
            record(self._library, now)
        return now

    def problems(self, kind: str, catalogue: Catalogue) -> list[str]:
        """What is wrong with the collection, in lines; nothing is changed. One that is not made yet is not wrong."""
        generation = newest(self._library, kind, self._address)
        if generation is None:
            return []
        store = open_served(self._address, generation.name, generation.dimension)
        held, live = store.ids(), catalogue.live_units(kind)
        lacking, stale = len(np.setdiff1d(live, held)), len(np.setdiff1d(held[held < catalogue.facts.next_unit], live))
        told = f"the collection {generation.name} at {self._address}"
        counts = ((lacking, "lacks {} vectors"), (stale, "holds {} vectors of removed articles"))
        return [f"{told} {words.format(count)}" for count, words in counts if count]

    def forget(self) -> None:
        """Drop the library's collections and their records."""
        for kind in ("sentence", "chunk"):
            if generation := newest(self._library, kind, self._address):
                open_served(self._address, generation.name, generation.dimension).drop()
        with self._library.transaction():
            self._library.query("DELETE FROM generations WHERE store = ?", (self._address,))

    def _generation(self, kind: str, catalogue: Catalogue) -> Generation:
        """The record of the collection; a new one, with a name that nobody else has, where none fits the embedder."""
        facts = catalogue.facts
        with self._library.transaction():
            found = newest(self._library, kind, self._address)
            if found and (found.fingerprint, found.dimension) == (facts.fingerprint, facts.dimension or 1):
                return found
            made = Generation(
                name=f"jianting_{kind}_{secrets.token_hex(8)}",
                kind=kind,
                store=self._address,
                checksum="",
                size=0,
                count=0,
                dimension=facts.dimension or 1,
                fingerprint=facts.fingerprint,
                change=0,
            )
            record(self._library, made)
        if found:
            open_served(self._address, found.name, found.dimension).drop()
        return made

    def _bring(self, store: ServedStore, blocks: Sequence[UnitRange], catalogue: Catalogue) -> int:
        """Put those blocks' units there that are not; how many."""
        units = _units(blocks)
        if not len(units):
            return 0
        missing = np.setdiff1d(units, store.held(units))
        return self._put(store, blocks, missing, catalogue)

    def _put(self, store: ServedStore, blocks: Sequence[UnitRange], missing: Ids, catalogue: Catalogue) -> int:
        """Put the missing units of these blocks there, some thousands at a time; how many."""
        firsts = np.array([block.first for block in blocks], dtype=np.int64)
        touched = np.unique(np.searchsorted(firsts, missing, side="right") - 1).tolist()
        ids: list[Ids] = []
        vectors: list[Vectors] = []
        for units, stored in stored_blocks(self._library, [blocks[place] for place in touched], catalogue):
            wanted = np.isin(units, missing)
            ids.append(units[wanted])
            vectors.append(stored[wanted])
            if sum(map(len, ids)) >= VECTORS_A_STEP:
                store.put(np.concatenate(ids), np.concatenate(vectors))
                ids, vectors = [], []
        if ids:
            store.put(np.concatenate(ids), np.concatenate(vectors))
        return len(missing)


def _units(blocks: Sequence[UnitRange]) -> Ids:
    """The unit ids of these blocks, int64."""
    parts = [np.arange(block.first, block.first + block.size, dtype=np.int64) for block in blocks]
    return np.concatenate(parts) if parts else np.empty(0, dtype=np.int64)
