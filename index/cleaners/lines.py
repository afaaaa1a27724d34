"""The lines of a document as a person reads them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from ..documents import Repair

_LINE = regex.compile(r"[^\n\r\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its span in the original, and its text after repairs without surrounding space."""

    start: int
    end: int
    text: str


def lines_of(text: str, repairs: Sequence[Repair]) -> list[Line]:
    """The lines of `text` that show something once repaired."""
    lines = []
    position = 0
    for match in _LINE.finditer(text):
        shown = []
        cursor = match.start()
        while position < len(repairs) and repairs[position].start < match.end():
            repair = repairs[position]
            shown += [text[cursor : repair.start], repair.text]
            cursor = max(cursor, repair.end)
            position += 1
        shown.append(text[cursor : match.end()])
        stripped = "".join(shown).strip()
        if stripped:
            lines.append(Line(match.start(), match.end(), stripped))
    return lines
