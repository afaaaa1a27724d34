"""Outline → one HTML file that asks nothing of any server, for a screen, a telephone or paper."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from summarize.views.markup import escape, isolated

from .highlighting import spans
from .outline import Block, Grid, Heading, Outline, Prose, Quotation, gap

# Even if something slipped through, the page may load nothing and run nothing.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"
_UNBROKEN = 12  # characters: a date, an id, a stance with its sign


def to_html(outline: Outline) -> str:
    """The whole page. Every string is escaped on its way in."""
    language = f' lang="{escape(outline.language)}"' if outline.language else ""
    style = files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    body = "\n".join(_block(block, outline) for block in outline.blocks)
    return (
        f'<!DOCTYPE html>\n<html{language}>\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(outline.title)}</title>\n<style>\n{style}</style>\n</head>\n"
        f"<body>\n<main>\n<h1>{isolated(outline.title)}</h1>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _block(block: Block, outline: Outline) -> str:
    match block:
        case Heading():
            return f"<h{block.level}>{isolated(block.text)}</h{block.level}>"
        case Prose():
            known = {other.number for other in outline.blocks if isinstance(other, Quotation)}
            marks = "".join(_mark(number, number in known) for number in block.numbers)
            return f'<p class="{block.tone}">{isolated(block.text)}{marks}</p>'
        case Quotation():
            return _quotation(block, outline.terms)
        case Grid():
            return _grid(block)


def _mark(number: int, linked: bool) -> str:
    inner = f'<a href="#source-{number}">{number}</a>' if linked else str(number)
    return f"<sup>[{inner}]</sup>"


def _quotation(quotation: Quotation, terms: str) -> str:
    anchor = f' id="source-{quotation.number}"' if quotation.number is not None else ""
    badge = f'<span class="number">{quotation.number}</span> ' if quotation.number is not None else ""
    lead = f'<p class="lead">{isolated(quotation.lead)}</p>' if quotation.lead else ""
    before = _around(quotation.before) + gap(quotation.before, quotation.text)
    after = gap(quotation.text, quotation.after) + _around(quotation.after)
    words = f"{before}<q>{_marked(quotation.text, terms)}</q>{after}"
    translation = f'<p class="translation">{isolated(quotation.translation)}</p>' if quotation.translation else ""
    return (
        f"<figure{anchor}>{lead}<blockquote><p>{badge}{words}</p>{translation}</blockquote>"
        f"<figcaption>{isolated(quotation.origin)}</figcaption></figure>"
    )


def _around(text: str) -> str:
    return f'<span class="around">{escape(text)}</span>' if text else ""


def _marked(text: str, terms: str) -> str:
    """Escaped text whose parts that the search asked for are marked."""
    parts, position = [], 0
    for start, end in spans(text, terms):
        parts += [escape(text[position:start]), f"<mark>{escape(text[start:end])}</mark>"]
        position = end
    return f"<bdi>{''.join(parts)}{escape(text[position:])}</bdi>"


def _grid(grid: Grid) -> str:
    classes = [_column_class(grid, number) for number in range(len(grid.columns))]
    head = "".join(f"<th{c} scope='col'>{isolated(t)}</th>" for c, t in zip(classes, grid.columns, strict=True))
    rows = "".join(f"<tr>{_cells(grid, classes, row)}</tr>" for row in grid.rows)
    head = f"<thead><tr>{head}</tr></thead>" if any(grid.columns) else ""
    return f'<div class="scroll"><table>{head}<tbody>{rows}</tbody></table></div>'


def _column_class(grid: Grid, number: int) -> str:
    """How a column is set: aligned to the right; unbroken where all its cells are short, such as ids and dates."""
    short = all(len(row[number]) <= _UNBROKEN for row in grid.rows)
    names = [name for name, holds in (("right", number in grid.to_the_right), ("short", short)) if holds]
    return f' class="{" ".join(names)}"' if names else ""


def _cells(grid: Grid, classes: Sequence[str], row: Sequence[str]) -> str:
    bars = [_bar(text) if number in grid.scores else "" for number, text in enumerate(row)]
    return "".join(f"<td{c}>{isolated(t)}{bar}</td>" for c, t, bar in zip(classes, row, bars, strict=True))


def _bar(score: str) -> str:
    """A score from -1 to 1 as a bar from the middle, to the right where it is bullish."""
    value = max(-1.0, min(1.0, float(score)))
    side, tone = ("left", "bullish") if value >= 0 else ("right", "bearish")
    return (
        '<span class="bar" aria-hidden="true">'
        f'<span class="{tone}" style="{side}:50%;width:{50 * abs(value):.0f}%"></span></span>'
    )
