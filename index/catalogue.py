"""What a reader keeps in memory of a library: every article's head and which units are whose, at one change number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from .blocks import Blocks
from .errors import LibraryError
from .library import Facts, Library
from .places import Place
from .records import Head, damaged
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
        self._blocks: dict[str, Blocks] = {}
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
        if went:
            self._blocks = {}
        for blocks in self._blocks.values():
            blocks.extend(came)
        self._languages = {}
        return Change(came, went)

    def kinds(self) -> set[str]:
        """The kinds of unit that the articles have."""
        return {block.kind for head in self.heads.values() for block in head.ranges}

    def live_units(self, kind: str, heads: Iterable[Head] | None = None) -> Ids:
        """The unit ids of that kind, int64 ascending; of these articles only, if given."""
        return (self.blocks(kind) if heads is None else Blocks(kind, heads)).units()

    def units_by_language(self, kind: str) -> Mapping[str, Ids]:
        """`grouped` for all articles, remembered until one changes."""
        if kind not in self._languages:
            self._languages[kind] = self.blocks(kind).units_by_language()
        return self._languages[kind]

    def grouped(self, kind: str, heads: Iterable[Head]) -> dict[str, Ids]:
        """The unit ids of that kind by language, "" where it is not known; Chinese is one, since scripts are folded."""
        return Blocks(kind, heads).units_by_language()

    def owner(self, unit: int, kind: str = "sentence") -> tuple[Head, int] | None:
        """The article that a unit belongs to and its number there, or None if it has been removed."""
        blocks = self.blocks(kind)
        place = blocks.find(np.array([unit]))
        if place[0] < 0:
            return None
        return self.heads[int(blocks.articles(place)[0])], unit - int(blocks.firsts(place)[0])

    def blocks(self, kind: str = "sentence") -> Blocks:
        """Which units of that kind are whose."""
        if kind not in self._blocks:
            self._blocks[kind] = Blocks(kind, self.heads.values())
        return self._blocks[kind]


def lost(folder: Place, change: int, reached: int) -> LibraryError:
    return LibraryError(
        f"the library {folder} has lost its changes {change + 1} to {reached} (its newest writes are damaged on disk): "
        "run `jianting doctor --repair` to go on with what is left, then add the missing articles again"
    )
