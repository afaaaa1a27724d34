"""Outline → Markdown (CommonMark with tables) in which no text of an article can become markup."""

from __future__ import annotations

import re

from .outline import Block, Grid, Heading, Outline, Prose, Quotation, gap

# Characters that can begin markup anywhere in a line; the colon and the at sign because of automatic links.
_ANYWHERE = re.compile(r"([\\`*_\[\]<>&|~$@]|:(?=//)|(?<=\bwww)\.)")
# At the start of a line: headings, lists, numbered lists (but no decimals), rules and underlines.
_AT_START = re.compile(r"^([#+\-=]|\d{1,9}(?=[.)](?:[ \t]|$)))")


def to_markdown(outline: Outline) -> str:
    """The whole outline, with one empty line between blocks."""
    parts = [f"# {escape(outline.title)}", *(_block(block) for block in outline.blocks)]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    """One line of text that a Markdown reader shows as it is."""
    return _AT_START.sub(lambda found: _escape_start(found.group(1)), _inline(text))


def _inline(text: str) -> str:
    """The same for what does not begin a line."""
    return _ANYWHERE.sub(r"\\\1", " ".join(text.split()))


def _escape_start(start: str) -> str:
    # A digit cannot be escaped by a backslash, but as a character reference it does not begin a list.
    return f"&#{ord(start[0])};{start[1:]}" if start[0].isdigit() else "\\" + start


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * block.level} {escape(block.text)}"
        case Prose():
            text = escape(block.text)
            numbers = "".join(f" \\[{number}\\]" for number in block.numbers)
            return f"*{text}*" if block.tone == "quiet" and text else text + numbers
        case Quotation():
            return _quotation(block)
        case Grid():
            return _grid(block)


def _quotation(quotation: Quotation) -> str:
    number = f"\\[{quotation.number}\\] " if quotation.number is not None else ""
    lines = [f"{escape(quotation.lead)}\n"] if quotation.lead else []
    words = escape(quotation.text)
    if quotation.before or quotation.after:
        before = escape(quotation.before) + gap(quotation.before, quotation.text)
        after = gap(quotation.text, quotation.after) + escape(quotation.after)
        words = f"{before}**{words}**{after}"
    lines.append(f"> {number}{words}")
    if quotation.translation:
        lines.append(f">\n> → {escape(quotation.translation)}")
    lines.append(f">\n> — {escape(quotation.origin)}")
    return "\n".join(lines)


def _grid(grid: Grid) -> str:
    marks = tuple("---:" if number in grid.to_the_right else "---" for number in range(len(grid.columns)))
    rows = [tuple(_inline(cell) for cell in row) for row in (grid.columns, *grid.rows)]
    return "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], marks, *rows[1:]))
