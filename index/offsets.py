"""The clean text of an article and the map between its offsets and those of the original."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol


class _Range(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


class _Replacement(_Range, Protocol):
    @property
    def text(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Piece:
    """A run of clean text. Verbatim runs map one to one; a repaired run maps as a whole onto [start, end)."""

    clean_start: int
    start: int
    end: int
    text: str
    verbatim: bool


@dataclass(frozen=True, slots=True)
class CleanText:
    """Kept text after repairs. Kept spans that do not touch in the original are joined by a line break."""

    text: str
    pieces: tuple[_Piece, ...]
    starts: tuple[int, ...]

    def to_original(self, start: int, end: int) -> tuple[int, int]:
        """The smallest original span that covers clean[start:end]; `end` must be greater than `start`."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"[{start}, {end}) is not a non-empty span of {len(self.text)} clean characters")
        first = self.pieces[bisect_right(self.starts, start) - 1]
        last = self.pieces[bisect_right(self.starts, end - 1) - 1]
        original_start = first.start + (start - first.clean_start) if first.verbatim else first.start
        original_end = last.start + (end - last.clean_start) if last.verbatim else last.end
        return original_start, original_end


def clean_text(text: str, kept: Iterable[_Range], repairs: Iterable[_Replacement]) -> CleanText:
    """Apply repairs inside kept spans and join them; both must be sorted and must not overlap."""
    pieces: list[_Piece] = []
    length = 0
    waiting = list(repairs)
    position = 0
    previous_end: int | None = None

    def append(start: int, end: int, shown: str, verbatim: bool) -> None:
        nonlocal length
        if shown:
            pieces.append(_Piece(length, start, end, shown, verbatim))
            length += len(shown)

    for span in kept:
        if previous_end is not None and span.start > previous_end and pieces and not pieces[-1].text.endswith("\n"):
            append(previous_end, span.start, "\n", False)
        cursor = span.start
        while position < len(waiting) and waiting[position].start < span.end:
            repair = waiting[position]
            append(cursor, repair.start, text[cursor : repair.start], True)
            append(repair.start, repair.end, repair.text, False)
            cursor = max(cursor, repair.end)
            position += 1
        append(cursor, span.end, text[cursor : span.end], True)
        previous_end = span.end
    return CleanText("".join(p.text for p in pieces), tuple(pieces), tuple(p.clean_start for p in pieces))
