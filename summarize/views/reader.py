"""An article to read: its kept text after repairs, what was cut greyed with its reason, a quote highlighted."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from index.documents import Article

from ..leanings import Leaning
from .markup import escape
from .mending import header, mending_button
from .texts import Texts

# Beyond this a page would no longer scroll smoothly; the rest is one click away.
LONGEST_SHOWN = 120_000


@dataclass(frozen=True, slots=True)
class _Run:
    """Shown text of one kind: "text", "quote", "repair" or a cut (kind "cut", with its reason and offset)."""

    kind: str
    shown: str
    original: str = ""
    reason: str = ""
    start: int = 0


def article_view(
    article: Article,
    texts: Texts,
    start: int | None = None,
    end: int | None = None,
    stance: Leaning | None = None,
    restored: bool = False,
) -> str:
    """The article as HTML. With a span of the original text, that span is marked (and the page scrolls to it).

    `restored` says that the span has just been taken back from what was cut, which can be undone.
    """
    body = _window(article, start or 0)
    runs = _runs(article, start, end, *body)
    paragraphs = _paragraphs(runs, article, texts)
    left_out = len(article.text) - (body[1] - body[0])
    note = f'<p class="note">{escape(texts("reader.long", count=left_out))}</p>' if left_out else ""
    undo = mending_button(article.id, "cut", start or 0, end or 0, texts) if restored else ""
    # The stamp tells the page that something was opened, even the same sentence once more.
    stamp = f"{escape(article.id)} {time.monotonic_ns()}"
    return (
        f'<article data-opened="{stamp}" aria-label="{escape(texts("reader.label"))}">'
        f"{header(article, texts, stance)}{undo}{note}<div class='article-text'>{paragraphs}</div></article>"
    )


def _window(article: Article, around: int) -> tuple[int, int]:
    """The span of the original that is shown: all of it, or LONGEST_SHOWN characters around an offset."""
    length = len(article.text)
    if length <= LONGEST_SHOWN:
        return 0, length
    begin = max(0, min(around - LONGEST_SHOWN // 2, length - LONGEST_SHOWN))
    return begin, begin + LONGEST_SHOWN


def _runs(article: Article, start: int | None, end: int | None, first: int, last: int) -> Iterator[_Run]:
    """Runs in the original's order, split where the quote begins and ends. A repair at an edge is never split."""
    quote = (start, end) if start is not None and end is not None else (0, 0)
    spans = sorted(
        [(span.start, span.end, "") for span in article.kept]
        + [(c.start, c.end, c.reason or "?") for c in article.cuts]
    )
    repairs = article.repairs
    position = 0
    for begin, stop, reason in spans:
        begin, stop = max(begin, first), min(stop, last)
        if begin >= stop:
            continue
        if reason:
            yield _Run("cut", article.text[begin:stop], reason=reason, start=begin)
            continue
        cursor = begin
        while position < len(repairs) and repairs[position].start < stop:
            repair = repairs[position]
            position += 1
            if repair.start < cursor:
                continue
            yield from _plain(article.text, cursor, repair.start, quote)
            inside = quote[0] < repair.end and repair.start < quote[1]
            yield _Run("quote" if inside else "repair", repair.text, article.text[repair.start : repair.end])
            cursor = repair.end
        yield from _plain(article.text, cursor, stop, quote)


def _plain(text: str, start: int, end: int, quote: tuple[int, int]) -> Iterator[_Run]:
    edges = [start, *(edge for edge in quote if start < edge < end), end]
    for left, right in pairwise(edges):
        if left < right:
            inside = quote[0] <= left and right <= quote[1]
            yield _Run("quote" if inside else "text", text[left:right])


def _headings(article: Article) -> frozenset[str]:
    return frozenset(sentence.display.strip() for sentence in article.sentences if sentence.heading)


def _paragraphs(runs: Iterator[_Run], article: Article, texts: Texts) -> str:
    """Paragraphs end where the text breaks the line; a mark that crosses a break goes on in the next paragraph."""
    done: list[str] = []
    pieces: list[str] = []
    plain: list[str] = []
    headings = _headings(article)

    def close() -> None:
        content, words = "".join(pieces), "".join(plain).strip()
        if words:
            tag = "h3" if words in headings else "p"
            done.append(f"<{tag}>{content}</{tag}>")
        elif content:
            done.append(content)
        pieces.clear()
        plain.clear()

    for run in runs:
        if run.kind == "cut":
            if "\n" in run.shown:
                close()
            if run.shown.strip():
                pieces.append(_cut(run, article.id, texts))
            if "\n" in run.shown:
                close()
            continue
        for number, line in enumerate(re.split(r"\n+", run.shown)):
            if number:
                close()
            if line:
                pieces.append(_inline(run, line, texts))
                plain.append(line)
    close()
    return "".join(done)


def _inline(run: _Run, line: str, texts: Texts) -> str:
    if run.kind == "quote":
        return f'<mark class="quote">{escape(line)}</mark>'
    if run.kind == "repair":
        original = escape(texts("reader.repair", original=run.original))
        return f'<span class="repair" title="{original}">{escape(line)}</span>'
    return escape(line)


def _cut(run: _Run, article_id: str, texts: Texts) -> str:
    reason = escape(texts.known(f"cut.{run.reason}", run.reason))
    restore = mending_button(article_id, "restore", run.start, run.start + len(run.shown), texts)
    return f'<span class="cut" title="{reason}"><b>{reason}{restore}</b> {escape(run.shown.strip())}</span>'
