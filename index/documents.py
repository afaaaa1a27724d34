"""The values that flow through the index. All are frozen; all offsets count Unicode code points.

An article keeps its original text for ever. Cleaning only says which spans of it are the article (`kept`), which are
not (`cuts`, each with a reason), and what is replaced inside the kept spans (`repairs`). Everything that is shown or
quoted can so be traced back to the characters that came.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from .offsets import CleanText, clean_text


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range [start, end) of an article's original text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, order=True)
class Cut:
    """A span that is not the article, and why."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True, order=True)
class Repair:
    """Inside a kept span, `text` stands for the original characters [start, end)."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class RawDocument:
    """What a reader brought: the text a person could see, and what the container said about it.

    `text` is the original that is kept for ever. `markup` is the HTML it came from, if it did, for the main-content
    extractor.
    """

    path: str
    text: str
    media: str = "text/plain"
    markup: str | None = None
    title: str | None = None
    author: str | None = None
    source: str | None = None
    published: str | None = None
    language: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an article: the unit of evidence.

    `start`/`end` are offsets into the original text; `display` is the same after repairs; `paragraph` counts the
    article's paragraphs, so that neighbours can be shown; `heading` marks a line that titles what follows.
    """

    number: int
    start: int
    end: int
    display: str
    paragraph: int
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Chunk:
    """Whole sentences [first, last] of an article, embedded together. `text` is what is embedded (after repairs)."""

    number: int
    first: int
    last: int
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Article:
    """A cleaned article. `id` is never reused in its library; unknown metadata is None, never invented."""

    id: str
    path: str
    text: str
    kept: tuple[Span, ...]
    cuts: tuple[Cut, ...] = ()
    repairs: tuple[Repair, ...] = ()
    title: str | None = None
    source: str | None = None
    author: str | None = None
    published: str | None = None
    language: str | None = None
    sentences: tuple[Sentence, ...] = ()
    same_origin_as: str | None = None
    content_hash: str = ""
    url: str | None = None

    @cached_property
    def cleaned(self) -> CleanText:
        """The kept text after repairs, with the map back to the original."""
        return clean_text(self.text, self.kept, self.repairs)

    @property
    def clean(self) -> str:
        return self.cleaned.text

    @property
    def characters_kept(self) -> int:
        return sum(span.end - span.start for span in self.kept)

    @property
    def characters_cut(self) -> int:
        return sum(cut.end - cut.start for cut in self.cuts)

    def summary(self) -> dict[str, Any]:
        """The article as `add` and `list` show it: metadata and counts, without its text."""
        return {
            "id": self.id,
            "path": self.path,
            "title": self.title,
            "source": self.source,
            "author": self.author,
            "published": self.published,
            "language": self.language,
            "sentences": len(self.sentences),
            "characters_kept": self.characters_kept,
            "characters_cut": self.characters_cut,
            "same_origin_as": self.same_origin_as,
        }

    def to_dict(self) -> dict[str, Any]:
        """The article as `show` gives it: the summary and the whole text with its account of cuts and repairs."""
        return self.summary() | {
            "text": self.text,
            "kept": [[span.start, span.end] for span in self.kept],
            "cuts": [{"start": cut.start, "end": cut.end, "reason": cut.reason} for cut in self.cuts],
            "repairs": [{"start": r.start, "end": r.end, "text": r.text} for r in self.repairs],
            "clean": self.clean,
        }


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence found by a search, best first. `text` is verbatim; `before` and `after` are the lines around it."""

    article: str
    title: str | None
    language: str | None
    score: float
    text: str
    display: str
    start: int
    end: int
    number: int
    source: str | None = None
    published: str | None = None
    before: str = ""
    after: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {
            "article": self.article,
            "title": self.title,
            "language": self.language,
            "score": round(self.score, 6),
            "text": self.text,
            "display": self.display,
            "start": self.start,
            "end": self.end,
            "source": self.source,
            "published": self.published,
            "before": self.before,
            "after": self.after,
        }


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A query and its hits, best first."""

    query: str
    hits: tuple[Hit, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"query": self.query, "hits": [hit.to_dict() for hit in self.hits]}


@dataclass(frozen=True, slots=True)
class Failure:
    """A path that could not be added, and why, in one line."""

    path: str
    reason: str

    def to_dict(self) -> dict[str, str]:
        return {"path": self.path, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class AddReport:
    """What an `add` did with each path."""

    added: tuple[Article, ...] = ()
    unchanged: tuple[Article, ...] = ()
    failed: tuple[Failure, ...] = field(default=())

    def to_dict(self) -> dict[str, Any]:
        return {
            "added": [article.summary() for article in self.added],
            "unchanged": [article.summary() for article in self.unchanged],
            "failed": [failure.to_dict() for failure in self.failed],
        }
