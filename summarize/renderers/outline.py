"""The plain document that a result becomes before it gets a format. All its strings are text, never markup."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

Tone = Literal["plain", "quiet", "warning"]

# Escape sequences and other controls could rewrite a terminal; bidirectional overrides could reorder what is read.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Heading:
    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph; `numbers` are those of the quotes that bear it out."""

    text: str
    tone: Tone = "plain"
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence of an article: `lead` says what it is an example of, `origin` where it stands."""

    text: str
    origin: str
    number: int | None = None
    lead: str = ""
    translation: str | None = None
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; `right` are the columns (from 0) whose cells are aligned to the right.

    `scores` are columns of numbers from -1 to 1, to the right as well, which a page also draws.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()
    scores: frozenset[int] = frozenset()

    @property
    def to_the_right(self) -> frozenset[int]:
        """The columns whose cells are aligned to the right."""
        return self.right | self.scores


Block = Heading | Prose | Quotation | Grid


@dataclass(frozen=True, slots=True)
class Outline:
    """A titled sequence of blocks; `language` is a BCP 47 tag or None; `terms` are to be marked in quotations."""

    title: str
    blocks: tuple[Block, ...]
    language: str | None = None
    terms: str = ""


def gap(before: str, after: str) -> str:
    """What stands between two sentences: a space, but nothing next to a full-width character, as in print."""
    if not before or not after:
        return ""
    return "" if unicodedata.east_asian_width(before[-1]) in {"W", "F"} else " "


def visible(text: object) -> str:
    """`text` as one line without control characters, which become U+FFFD."""
    return without_controls(" ".join(str(text).split()))


def without_controls(text: str) -> str:
    """`text` with every control character but tabs and line breaks as U+FFFD."""
    return _CONTROL.sub("\ufffd", text)


def origin_line(*facts: str | None) -> str:
    """The known ones of title, source, date and the like in one line."""
    return " · ".join(visible(fact) for fact in facts if fact)
