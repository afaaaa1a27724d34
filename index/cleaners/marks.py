"""Markdown: its marks are no text of the article. They are repaired away; front matter is cut. The original stays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

import regex

from ..documents import Repair
from .repairing import repairs_of

FRONT_MATTER = regex.compile(
    r"\A\ufeff?(?:---[ \t]*\r?\n(?P<yaml>.*?)\r?\n(?:---|\.\.\.)"
    r"|\+\+\+[ \t]*\r?\n(?P<toml>.*?)\r?\n\+\+\+)[ \t]*(?:\r?\n|\Z)",
    regex.S,
)
LONGEST_FRONT_MATTER = 20_000
_SUFFIXES = {".md", ".markdown"}

# Within one line, and short: a stray mark must not reach for another far away.
_INSIDE = r"[^\n]{1,400}?"
_MARKS = (
    regex.compile(r"(?P<drop><!--.{0,500}?-->)", regex.S),
    regex.compile(r"(?P<drop>!\[[^\]\n]{0,300}\]\([^)\n]{0,600}\))"),
    regex.compile(r"(?<!!)(?P<drop>\[)[^\[\]\n]{1,300}(?P<drop>\]\([^()\s]{0,600}(?:\s+\"[^\"\n]*\")?\))"),
    regex.compile(r"(?<!!)(?P<drop>\[)[^\[\]\n]{1,300}(?P<drop>\]\[[^\]\n]{0,60}\])"),
    regex.compile(r"^[ ]{0,3}(?P<drop>#{1,6}[ \t]+)(?:[^\n]*?)(?P<drop>[ \t]+#+[ \t]*)?$", regex.M),
    regex.compile(r"^(?P<drop>[ ]{0,3}(?:>[ ]?)+)", regex.M),
    regex.compile(rf"(?<![\\*\d])(?P<drop>\*{{1,3}})(?=[^\s*]){_INSIDE}(?<=[^\s*\\])(?P<drop>\*{{1,3}})(?!\*)"),
    regex.compile(rf"(?<![\p{{L}}\p{{N}}_])(?P<drop>_{{1,3}})(?=[^\s_]){_INSIDE}(?<=[^\s_])(?P<drop>_{{1,3}})(?![\p{{L}}\p{{N}}_])"),
    regex.compile(rf"(?P<drop>~~)(?=\S){_INSIDE}(?<=\S)(?P<drop>~~)"),
    regex.compile(r"(?<!`)(?P<drop>`)[^`\n]{1,400}(?P<drop>`)(?!`)"),
    regex.compile(r"(?P<drop>\\)(?=[\\`*_{}\[\]()#+.!|>~-])"),
)  # fmt: skip


def is_markdown(path: str) -> bool:
    """Whether the name of a file says that it is Markdown."""
    return PurePosixPath(path.partition("?")[0]).suffix.lower() in _SUFFIXES


def front_matter_end(text: str, path: str) -> int:
    """Where the article begins behind the YAML or TOML front matter of a Markdown file; 0 where there is none."""
    match = FRONT_MATTER.match(text[:LONGEST_FRONT_MATTER]) if is_markdown(path) else None
    return match.end() if match else 0


def all_repairs(text: str, path: str) -> tuple[Repair, ...]:
    """What `repairs_of` finds and, in a Markdown file, its marks; sorted, without overlap."""
    repairs = repairs_of(text)
    if not is_markdown(path):
        return repairs
    return tuple(sorted([*repairs, *_apart(_marks(text, front_matter_end(text, path)), repairs)]))


def _marks(text: str, start: int) -> Iterator[Repair]:
    """The marks behind `start`. Those of one construct come or stay together; the first to claim a character has it."""
    taken: set[int] = set()
    for pattern in _MARKS:
        for match in pattern.finditer(text, start):
            spans = [span for span in match.spans("drop") if span[0] < span[1]]
            places = {place for first, end in spans for place in range(first, end)}
            if places & taken or (len(spans) == 2 and _sizes_differ(spans, pattern)):
                continue
            taken |= places
            yield from (Repair(first, end, "") for first, end in spans)


def _sizes_differ(spans: Sequence[tuple[int, int]], pattern: regex.Pattern[str]) -> bool:
    """Emphasis closes with as many signs as it opened with."""
    return "{1,3}" in pattern.pattern and len({end - start for start, end in spans}) > 1


def _apart(marks: Iterator[Repair], repairs: Sequence[Repair]) -> Iterator[Repair]:
    taken = {place for repair in repairs for place in range(repair.start, repair.end)}
    for mark in marks:
        if taken.isdisjoint(range(mark.start, mark.end)):
            yield mark
