"""What a reader keeps in memory of a library: every article's head and which units are whose, at one change number."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from .library import Facts, Library
from .records import Head, UnitRange, damaged
from .stores import Ids

KINDS = ("sentence", "chunk")


class Change(NamedTuple):
    """The heads that came and those that went; a corrected article is in both."""

    came: list[Head]
    went: list[Head]


class Catalogue:
    """Heads by article number, in order of adding, kept in step with the library by `refresh`."""

    def __init__(self) -> None:
        self.heads: dict[int, Head] = {}
        self.facts = Facts()
        self._version: int | None = None
        self._blocks: dict[str, tuple[list[UnitRange], list[Head], Ids]] = {}

    def refresh(self, library: Library, force: bool = False) -> Change:
        """Take over what was committed since; cheap when that is nothing. LibraryError where a row is damaged or lost.

        `force` is for changes made through the same connection, which SQLite's data version does not count.
        """
        version = library.version()
        if version == self._version and not force:
            return Change([], [])
        with library.snapshot():
            facts = library.facts()
            if facts.change == self.facts.change and self._version is not None:
                self._version = version
                self.facts = facts
                return Change([], [])
            numbers = library.changed_since(self.facts.change) if self._version is not None else None
            came = library.heads(numbers)
            went = [head for number in numbers or () if (head := self.heads.pop(number, None))]
            self.heads |= {head.number: head for head in came}
            if not self._agrees_with(facts):
                # The journal may have lost a row: compare everything before calling the library damaged.
                known, everything = dict(self.heads), library.heads()
                self.heads = {head.number: head for head in everything}
                came += [head for head in everything if known.get(head.number) != head]
                went += [head for number, head in known.items() if self.heads.get(number) != head]
        if not self._agrees_with(facts):
            raise damaged(f"the list of articles of {library.folder}")
        if any(first > second for first, second in zip(self.heads, list(self.heads)[1:], strict=False)):
            self.heads = dict(sorted(self.heads.items()))
        self.facts, self._version, self._blocks = facts, version, {}
        return Change(came, went)

    def live_units(self, kind: str, heads: Iterable[Head] | None = None) -> Ids:
        """The unit ids of that kind, int64 ascending; of these articles only, if given."""
        chosen = self.heads.values() if heads is None else heads
        parts = [np.arange(b.first, b.first + b.size) for head in chosen for b in head.ranges if b.kind == kind]
        return np.sort(np.concatenate(parts)).astype(np.int64) if parts else np.empty(0, dtype=np.int64)

    def owner(self, unit: int, kind: str = "sentence") -> tuple[Head, int] | None:
        """The article that a unit belongs to and its number there, or None if it has been removed."""
        blocks, heads, firsts = self._blocks_of(kind)
        place = int(np.searchsorted(firsts, unit, side="right")) - 1
        if place < 0 or unit >= blocks[place].first + blocks[place].size:
            return None
        return heads[place], unit - blocks[place].first

    def _blocks_of(self, kind: str) -> tuple[list[UnitRange], list[Head], Ids]:
        if kind not in self._blocks:
            pairs = sorted(
                ((block, head) for head in self.heads.values() for block in head.ranges if block.kind == kind),
                key=lambda pair: pair[0].first,
            )
            blocks = [block for block, _ in pairs]
            firsts = np.array([block.first for block in blocks], dtype=np.int64)
            self._blocks[kind] = blocks, [head for _, head in pairs], firsts
        return self._blocks[kind]

    def _agrees_with(self, facts: Facts) -> bool:
        combined = 0
        for head in self.heads.values():
            combined ^= int.from_bytes(head.digest)
        return len(self.heads) == facts.articles and f"{combined:064x}" == facts.catalogue
