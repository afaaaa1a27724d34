"""Outline → something rich can print: wrapped, aligned for wide characters, free of foreign escape sequences."""

from __future__ import annotations

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from .highlighting import spans
from .outline import Block, Grid, Heading, Outline, Prose, Quotation, gap

_TONES = {"plain": "", "quiet": "dim", "warning": "yellow"}


def to_terminal(outline: Outline) -> RenderableType:
    """The outline's title and blocks. Texts are never read as rich's own markup."""
    title = Text(outline.title, style="bold")
    return Group(title, *(_block(block, outline.terms) for block in outline.blocks))


def _block(block: Block, terms: str) -> RenderableType:
    match block:
        case Heading():
            return Text(f"\n{block.text}", style="bold" if block.level == 2 else "bold dim")
        case Prose():
            text = Text(block.text, style=_TONES[block.tone])
            text.append("".join(f" [{number}]" for number in block.numbers), style="cyan")
            return text
        case Quotation():
            return quotation_view(block, terms)
        case Grid():
            return _grid(block)


def quotation_view(quotation: Quotation, terms: str = "") -> RenderableType:
    """One quote: number, lead, the sentence between its neighbours, translation, where it stands."""
    number = f"[{quotation.number}] " if quotation.number is not None else ""
    head = Text(number, style="cyan")
    head.append(quotation.origin, style="dim")
    lines: list[RenderableType] = [head]
    if quotation.lead:
        lines.append(Text(quotation.lead, style="magenta"))
    words = Text()
    if quotation.before:
        words.append(quotation.before + gap(quotation.before, quotation.text), style="dim")
    words.append_text(_marked(quotation.text, terms))
    if quotation.after:
        words.append(gap(quotation.text, quotation.after) + quotation.after, style="dim")
    lines.append(words)
    if quotation.translation:
        lines.append(Text(f"→ {quotation.translation}", style="italic"))
    return Padding(Group(*lines), (1, 0, 0, 2), expand=False)


def _marked(text: str, terms: str) -> Text:
    marked = Text(text)
    for start, end in spans(text, terms):
        marked.stylize("bold yellow", start, end)
    return marked


def _grid(grid: Grid) -> Table:
    table = Table(box=box.SIMPLE, show_header=any(grid.columns), pad_edge=False)
    for number, column in enumerate(grid.columns):
        # The first column is an id or a name that is copied: it is folded, never cut.
        table.add_column(Text(column), justify="right" if number in grid.to_the_right else "left", overflow="fold")
    for row in grid.rows:
        table.add_row(*(Text(cell) for cell in row))
    return table
