"""Which article each unit belongs to, in arrays: every search and every new article asks it of hundreds of units."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from .records import Head
from .stores import Ids

_FIRST, _END, _ARTICLE, _LANGUAGE = range(4)


class Blocks:
    """The blocks of units of one kind, by their first unit. It grows at its end, since newer units have larger ids.

    `languages` are the language families of the articles; a block's language is its place among them.
    """

    def __init__(self, kind: str, heads: Iterable[Head]) -> None:
        self.languages: list[str] = []
        self._kind = kind
        self._table = np.empty((4, 0), dtype=np.int64)  # a column a block, with room for more
        self._used = 0
        self.extend(heads)

    def extend(self, heads: Iterable[Head]) -> None:
        """Take in the blocks of further articles."""
        columns = [
            (block.first, block.first + block.size, head.number, self._language(head))
            for head in heads
            for block in head.ranges
            if block.kind == self._kind
        ]
        if not columns:
            return
        new = np.array(sorted(columns), dtype=np.int64).T
        if self._used and new[_FIRST, 0] < self._column(_FIRST)[-1]:
            new = np.concatenate([self._table[:, : self._used], new], axis=1)
            new, self._used = new[:, np.argsort(new[_FIRST])], 0
        used = self._used + new.shape[1]
        if used > self._table.shape[1]:
            larger = np.empty((4, 2 * used), dtype=np.int64)
            larger[:, : self._used] = self._table[:, : self._used]
            self._table = larger
        self._table[:, self._used : used] = new
        self._used = used

    def find(self, units: Ids) -> Ids:
        """The place of each unit's block, -1 where its article has been removed; any shape."""
        if not self._used:
            return np.full(units.shape, -1, dtype=np.int64)
        places = np.searchsorted(self._column(_FIRST), units, side="right") - 1
        return np.where(units < self.ends(places), places, -1)

    def firsts(self, places: Ids) -> Ids:
        """The first unit of each block."""
        return self._column(_FIRST)[places]

    def ends(self, places: Ids) -> Ids:
        """The unit after the last of each block."""
        return self._column(_END)[places]

    def articles(self, places: Ids) -> Ids:
        """The number of the article of each block."""
        return self._column(_ARTICLE)[places]

    def families(self, places: Ids) -> Ids:
        """The language of each block, as its place in `languages`."""
        return self._column(_LANGUAGE)[places]

    def units(self) -> Ids:
        """All units, ascending."""
        return _within(self._column(_FIRST), self._column(_END))

    def units_by_language(self) -> dict[str, Ids]:
        """All units of each language, ascending."""
        of_language = {name: self._column(_LANGUAGE) == place for place, name in enumerate(self.languages)}
        return {
            name: _within(self._column(_FIRST)[chosen], self._column(_END)[chosen])
            for name, chosen in of_language.items()
        }

    def _column(self, row: int) -> Ids:
        return self._table[row, : self._used]

    def _language(self, head: Head) -> int:
        family = head.language_family
        if family not in self.languages:
            self.languages.append(family)
        return self.languages.index(family)


def _within(firsts: Ids, ends: Ids) -> Ids:
    """All numbers in the ranges [first, end), one range after the other."""
    sizes = ends - firsts
    return np.repeat(firsts - (np.cumsum(sizes) - sizes), sizes) + np.arange(sizes.sum(), dtype=np.int64)
