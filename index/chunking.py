"""Chunks of whole sentences: what is embedded together. A heading starts a new chunk and goes with what it titles."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from .documents import Chunk, Sentence
from .settings import IndexSettings

# A heading closes the chunk before it only once that chunk is this full; else many short sections would stand alone.
_FULL_ENOUGH = 0.25


def chunks(sentences: Sequence[Sentence], settings: IndexSettings | None = None) -> tuple[Chunk, ...]:
    """Every sentence in exactly one chunk, in order, at most `chunk_characters` each.

    A sentence longer than that is a chunk alone. Sentences of one paragraph are joined by a space where their script
    uses one, paragraphs by a line break.
    """
    limit = (settings or IndexSettings()).chunk_characters
    groups: list[list[Sentence]] = []
    size = 0
    for sentence in sentences:
        length = len(sentence.display) + 1
        full = size + length > limit
        titled = sentence.heading and size > limit * _FULL_ENOUGH
        if not groups or full or titled:
            carried = _trailing_headings(groups[-1], limit - length) if groups and full else []
            groups.append([*carried, sentence])
            size = sum(len(s.display) + 1 for s in groups[-1])
        else:
            groups[-1].append(sentence)
            size += length
    return tuple(_chunk(number, group) for number, group in enumerate(g for g in groups if g))


def _trailing_headings(group: list[Sentence], room: int) -> list[Sentence]:
    """Take the headings that end a group out of it, as far as there is `room`: they title what comes next."""
    carried: list[Sentence] = []
    while len(group) > 1 and group[-1].heading and len(group[-1].display) + 1 <= room:
        room -= len(group[-1].display) + 1
        carried.insert(0, group.pop())
    return carried


def _chunk(number: int, group: list[Sentence]) -> Chunk:
    text = group[0].display
    for before, sentence in pairwise(group):
        text += _joint(before, sentence) + sentence.display
    return Chunk(number, group[0].number, group[-1].number, group[0].start, group[-1].end, text)


def _joint(before: Sentence, after: Sentence) -> str:
    if before.paragraph != after.paragraph:
        return "\n"
    # Chinese and Japanese put no space after their full-width marks.
    return "" if before.display[-1:] > "\u2e80" or after.display[:1] > "\u2e80" else " "
