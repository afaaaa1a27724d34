"""RawDocument → Article: what is the article, what is not and why, what is repaired, and what it says of itself."""

from __future__ import annotations

import hashlib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import replace

from .cleaners.feet import cut_bios
from .cleaners.heads import bylines
from .cleaners.lines import Line, lines_of
from .cleaners.marks import all_repairs, front_matter_end
from .cleaners.metadata import describe
from .cleaners.page import page_reasons
from .cleaners.plain import plain_reasons
from .cleaners.wrapping import unwrapped, wraps
from .documents import Article, Cut, RawDocument, Repair, Span
from .embedders import Embedder
from .errors import EmptyArticleError
from .language import detect
from .sentences import sentences_of
from .settings import IndexSettings


def clean(raw: RawDocument, embedder: Embedder | None = None, settings: IndexSettings | None = None) -> Article:
    """The article in a document, with an account of all that was cut or repaired; its id is left empty.

    Kept spans and cuts cover the text exactly once; each repair lies inside one kept span. With an `embedder`, a line
    of plain text that is far from the article's subject is doubted more. Raises EmptyArticleError if nothing is left.
    """
    repairs = all_repairs(raw.text, raw.path)
    lines = lines_of(raw.text, repairs)
    if not lines:
        raise EmptyArticleError(f"{raw.path}: there is no text in it")
    if raw.markup is None:
        broken = wraps(raw.text, lines)
        lines, repairs = unwrapped(lines, broken), merged(repairs, broken.values())
    reasons = page_reasons(raw, lines) if raw.markup is not None else _plain_reasons(raw, lines, embedder)
    kept, cuts = _spans(raw.text, lines, reasons)
    if not any(raw.text[span.start : span.end].strip() for span in kept):
        raise EmptyArticleError(f"{raw.path}: no article text was found in it; paste the text itself instead")
    article = Article(
        id="",
        path=raw.path,
        text=raw.text,
        kept=kept,
        cuts=cuts,
        repairs=inside(repairs, kept),
        content_hash=hashlib.sha256(raw.text.encode("utf-8", "surrogatepass")).hexdigest(),
        url=raw.url,
    )
    facts = describe(raw, lines, reasons)
    language = raw.language or detect(article.clean)
    article = replace(
        article,
        title=facts.title,
        author=facts.author,
        source=facts.source,
        published=facts.published,
        language=language,
    )
    return replace(article, sentences=sentences_of(article, settings))


def _plain_reasons(raw: RawDocument, lines: list[Line], embedder: Embedder | None) -> dict[int, str]:
    """Why lines of plain text or Markdown are cut: front matter, what the lines themselves show, bylines."""
    begin = front_matter_end(raw.text, raw.path)
    above = sum(line.start < begin for line in lines)
    body = lines[above:]
    reasons = plain_reasons(body, embedder)
    found = bylines(body, reasons)
    reasons |= dict.fromkeys(found, "byline")
    cut_bios(body, reasons, [byline.author for byline in found.values() if byline.author])
    shifted = {number + above: reason for number, reason in reasons.items()}
    return dict.fromkeys(range(above), "front matter") | shifted


def _spans(text: str, lines: list[Line], reasons: dict[int, str]) -> tuple[tuple[Span, ...], tuple[Cut, ...]]:
    """Kept spans and cuts over the whole text; the white space between two lines goes with the one before it."""
    kept: list[Span] = []
    cuts: list[Cut] = []
    starts = [0, *(line.start for line in lines[1:])]
    ends = [*starts[1:], len(text)]
    for number, (start, end) in enumerate(zip(starts, ends, strict=True)):
        reason = reasons.get(number)
        if reason is None:
            if kept and kept[-1].end == start:
                kept[-1] = Span(kept[-1].start, end)
            else:
                kept.append(Span(start, end))
        elif cuts and cuts[-1].end == start and cuts[-1].reason == reason:
            cuts[-1] = Cut(cuts[-1].start, end, reason)
        else:
            cuts.append(Cut(start, end, reason))
    return tuple(kept), tuple(cuts)


def merged(repairs: tuple[Repair, ...], more: Iterable[Repair]) -> tuple[Repair, ...]:
    """The sorted repairs, and those of `more` that do not touch them."""
    edges = [position for repair in repairs for position in (repair.start, repair.end)]
    free = [
        one
        for one in more
        if (place := bisect_left(edges, one.start)) % 2 == 0 and place == bisect_right(edges, one.end)
    ]
    return tuple(sorted([*repairs, *free]))


def inside(repairs: tuple[Repair, ...], kept: tuple[Span, ...]) -> tuple[Repair, ...]:
    """Those of the sorted `repairs` that lie inside one kept span."""
    chosen = []
    position = 0
    for repair in repairs:
        while position < len(kept) and kept[position].end < repair.end:
            position += 1
        if position < len(kept) and kept[position].start <= repair.start:
            chosen.append(repair)
    return tuple(chosen)
