"""Lines that a layout wrapped → paragraphs, so that a sentence is in one piece."""

from __future__ import annotations

import re
import unicodedata

# A line this long, against the page's usual full line, was broken for want of room.
_FULL = 0.8
_SHORTEST_FULL_LINE = 20
_ENDS_PARAGRAPH = re.compile(r"[.!?。！？…:：;；][\"'”’」』）)\]]*$")
_BEGINS_ITEM = re.compile(
    r"^(?:[•·▪■◆●○–—-]\s|[(（]?\d{1,3}[.)）、]|[(（]?[一二三四五六七八九十]{1,3}[)）、]|第[一二三四五六七八九十百\d]+[章节節条條])"
)
_HYPHENATED = re.compile(r"[^\W\d_]-$")
_COLUMNS = re.compile(r"\S {3,}\S|\t")


def join_wrapped_lines(text: str) -> str:
    """Join lines that were broken only for want of room; keep headings, list items and rows of tables apart."""
    lines = [
        re.sub(r"(?<=\S) {2}(?=\S)", " ", line.strip())
        for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    ]
    widths = sorted(_width(line) for line in lines if line)
    full = _FULL * widths[int(0.9 * (len(widths) - 1))] if widths else 0
    joined: list[str] = []
    open_line = False  # the last line may go on
    for line in lines:
        if not line:
            open_line = False
            continue
        if open_line and not _BEGINS_ITEM.match(line) and not _COLUMNS.search(line):
            joined[-1] = _join(joined[-1], line)
        else:
            joined.append(line)
        width = _width(line)
        open_line = width >= max(full, _SHORTEST_FULL_LINE) and not _COLUMNS.search(line)
        if open_line and _ENDS_PARAGRAPH.search(line):
            # A full line that ends a sentence ends the paragraph only if it is visibly short of the margin.
            open_line = width >= full / _FULL * 0.97
    return "\n".join(joined)


def _join(before: str, after: str) -> str:
    if _HYPHENATED.search(before) and after[:1].islower():
        return before[:-1] + after
    wide = unicodedata.east_asian_width(before[-1]) in "WF" or unicodedata.east_asian_width(after[0]) in "WF"
    return before + after if wide else f"{before} {after}"


def _width(line: str) -> int:
    """Columns on a screen: a wide character takes two."""
    return len(line) + sum(unicodedata.east_asian_width(character) in "WF" for character in line)
