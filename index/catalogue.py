"""What a reader keeps in memory of a library: every article's head and which units are whose, at one change number."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from .errors import LibraryError
from .library import Facts, Library
from .places import Place
from .records import Head, UnitRange, damaged
from .stores import Ids
from .witness import read_witness


class Change(NamedTuple):
    """The heads that came and those that went; a corrected article is in both."""

    came: list[Head]
    went: list[Head]


class Catalogue:
    """Heads by article number, in order of adding, kept in step with the library by `refresh`."""

    def __init__(self) -> None:
        self.heads: dict[int, Head] = {}
        self.facts = Facts()
        self._version: object = None
        self._combined = 0
        self._blocks: dict[str, tuple[list[UnitRange], list[Head], Ids]] = {}
        self._languages: dict[str, dict[str, Ids]] = {}

    def refresh(self, library: Library, force: bool = False) -> Change:
        """Take over what was committed since; cheap when that is nothing. LibraryError where a row is damaged or lost.

        `force` is for changes made through the same connection, which SQLite's data version does not count.
        """
        version = library.version()
        if version == self._version and not force:
            return Change([], [])
        reached = read_witness(library.folder) or 0
        with library.snapshot():
            facts = library.facts()
            if facts.change < max(reached, self.facts.change):
                raise lost(library.folder, facts.change, max(reached, self.facts.change))
            change = self._take_over(library, facts)
        if (len(self.heads), self._combined) != (facts.articles, int(facts.catalogue, 16)):
            raise damaged(f"the list of articles of {library.folder}")
        self.facts, self._version = facts, version
        return change

    def _take_over(self, library: Library, facts: Facts) -> Change:
        if self._version is not None and facts.change == self.facts.change:
            return Change([], [])
        numbers = library.changed_since(self.facts.change) if self._version is not None else None
        went = [head for number in numbers or () if (head := self.heads.pop(number, None))]
        came = library.heads(numbers)
        self.heads |= {head.number: head for head in came}
        for head in (*went, *came):
            self._combined ^= int.from_bytes(head.digest)
        if {head.number for head in came} & {head.number for head in went}:
            self.heads = dict(sorted(self.heads.items()))  # a corrected article keeps its place
        self._blocks, self._languages = {}, {}
        return Change(came, went)

    def kinds(self) -> set[str]:
        """The kinds of unit that the articles have."""
        return {block.kind for head in self.heads.values() for block in head.ranges}

    def live_units(self, kind: str, heads: Iterable[Head] | None = None) -> Ids:
        """The unit ids of that kind, int64 ascending; of these articles only, if given."""
        chosen = self.heads.values() if heads is None else heads
        parts = [np.arange(b.first, b.first + b.size) for head in chosen for b in head.ranges if b.kind == kind]
        return np.sort(np.concatenate(parts)).astype(np.int64) if parts else np.empty(0, dtype=np.int64)

    def units_by_language(self, kind: str) -> Mapping[str, Ids]:
        """`grouped` for all articles, remembered until one changes."""
        if kind not in self._languages:
            self._languages[kind] = self.grouped(kind, self.heads.values())
        return self._languages[kind]

    def grouped(self, kind: str, heads: Iterable[Head]) -> dict[str, Ids]:
        """The unit ids of that kind by language, "" where it is not known; Chinese is one, since scripts are folded."""
        groups: dict[str, list[Head]] = defaultdict(list)
        for head in heads:
            groups[head.language_family].append(head)
        units = {language: self.live_units(kind, of_language) for language, of_language in groups.items()}
        return {language: ids for language, ids in units.items() if len(ids)}

    def owner(self, unit: int, kind: str = "sentence") -> tuple[Head, int] | None:
        """The article that a unit belongs to and its number there, or None if it has been removed."""
        blocks, heads, firsts = self._blocks_of(kind)
        place = int(np.searchsorted(firsts, unit, side="right")) - 1
        if place < 0 or unit >= blocks[place].first + blocks[place].size:
            return None
        return heads[place], unit - blocks[place].first

    def owners(self, units: Ids, kind: str = "sentence") -> list[Head | None]:
        """`owner` of many units at once, without their numbers there."""
        blocks, heads, firsts = self._blocks_of(kind)
        if not blocks:
            return [None] * len(units)
        places = np.searchsorted(firsts, units, side="right") - 1
        ends = firsts + np.array([block.size for block in blocks])
        within = (places >= 0) & (units < ends[places])
        return [heads[place] if fits else None for place, fits in zip(places.tolist(), within.tolist(), strict=True)]

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


def lost(folder: Place, change: int, reached: int) -> LibraryError:
    return LibraryError(
        f"the library {folder} has lost its changes {change + 1} to {reached} (its newest writes are damaged on disk): "
        "run `jianting doctor --repair` to go on with what is left, then add the missing articles again"
    )
