"""Ids that a search allows, as FAISS wants them.

Ids are given in order, so they lie close, and a table of all up to the largest is small and quick to ask.
"""

from __future__ import annotations

from typing import NamedTuple

import faiss
import numpy as np
from numpy.typing import NDArray

from . import Ids

LARGE = 4_096  # ids in a filter that is remembered, such as all of one language
REMEMBERED = 8  # of them

Table = NDArray[np.bool_]


class Filter(NamedTuple):
    """`table` says of each id whether it is allowed; `selector`, for FAISS, leaves out what has been removed as well.

    `left` is how many that leaves.
    """

    allowed: Ids
    left: int
    table: Table
    selector: faiss.IDSelector

    def among(self, ids: Ids) -> Table:
        """Which of these ids, ascending, are allowed."""
        inside = np.zeros(len(ids), dtype=bool)
        reached = int(np.searchsorted(ids, len(self.table)))
        inside[:reached] = self.table[ids[:reached]]
        return inside


class Filters:
    """The filters of one store; a search asks among the same languages again and again, so large ones are remembered.

    `removed` are the ids that the store passes over.
    """

    def __init__(self, removed: Ids) -> None:
        self._removed = removed
        self._known: dict[int, Filter] = {}

    def of(self, allowed: Ids) -> Filter:
        # A remembered filter holds its array, whose identity so cannot be given to another one.
        if (known := self._known.get(id(allowed))) is not None:
            return known
        table = table_of(allowed)
        live = table.copy()
        live[self._removed[self._removed < len(live)]] = False
        made = Filter(allowed, int(np.count_nonzero(live)), table, selector(live))
        if len(allowed) >= LARGE:
            if len(self._known) == REMEMBERED:
                del self._known[next(iter(self._known))]
            self._known[id(allowed)] = made
        return made


def table_of(ids: Ids) -> Table:
    """Of each id up to the largest whether it is one of these."""
    table = np.zeros(int(ids.max(initial=-1)) + 1, dtype=bool)
    table[ids] = True
    return table


def selector(table: Table) -> faiss.IDSelector:
    return faiss.IDSelectorBitmap(np.packbits(table, bitorder="little"))  # type: ignore[call-arg, arg-type]


def parameters(lists: int, selector: faiss.IDSelector) -> faiss.SearchParametersIVF:
    return faiss.SearchParametersIVF(nprobe=lists, sel=selector)  # type: ignore[call-arg]
