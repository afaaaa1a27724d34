"""What `summarize` returns: frozen values whose `to_dict()` is the public JSON. Keys may be added, never renamed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from index.documents import Hit

Support = Literal["supported", "partial", "unsupported"]
Stance = Literal["bullish", "bearish", "neutral"]
CellStance = Literal["bullish", "bearish", "neutral", "silent"]
ClaimKind = Literal["fact", "forecast", "judgement"]
ConflictKind = Literal["figure", "rank", "duration", "judgement"]
ConflictWhy = Literal["fact", "forecast", "reading", "scope"]
AgreementWhy = Literal["same", "unit", "rounding", "approximation", "period", "scope"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim span: `article(article).text[start:end] == quote`. Only `citations.cite` makes one."""

    article: str
    title: str | None
    source: str | None
    published: str | None
    path: str
    quote: str
    display: str
    start: int
    end: int
    language: str | None = None
    translation: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "article": self.article,
            "title": self.title,
            "source": self.source,
            "published": self.published,
            "path": self.path,
            "quote": self.quote,
            "display": self.display,
            "translation": self.translation,
            "start": self.start,
            "end": self.end,
            "language": self.language,
        }


@dataclass(frozen=True, slots=True)
class NumberedCitation:
    """A citation under the number it carries in the text, from 1."""

    number: int
    citation: Citation

    def to_dict(self) -> dict[str, Any]:
        return {"number": self.number} | self.citation.to_dict()


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the tool's own, or a quote standing for itself, with the evidence that was checked for it."""

    text: str
    support: Support
    citations: tuple[NumberedCitation, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "support": self.support,
            "citations": [citation.to_dict() for citation in self.citations],
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer whose `text` carries [n] for its citations' numbers; a declined one has the nearest sentences."""

    question: str
    language: str
    text: str
    declined: bool
    statements: tuple[Statement, ...] = ()
    nearest: tuple[Hit, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    model: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "question": self.question,
            "language": self.language,
            "answer": self.text,
            "declined": self.declined,
            "statements": [statement.to_dict() for statement in self.statements],
            "nearest": [hit.to_dict() for hit in self.nearest],
            "seconds": {name: round(value, 3) for name, value in self.seconds.items()},
            "model": self.model,
        }


@dataclass(frozen=True, slots=True)
class Summary:
    """A summary of one article or a digest of several; `text` carries [n]."""

    language: str
    text: str
    statements: tuple[Statement, ...]
    articles: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        return {
            "language": self.language,
            "text": self.text,
            "statements": [statement.to_dict() for statement in self.statements],
            "articles": list(self.articles),
        }


@dataclass(frozen=True, slots=True)
class Judgement:
    """The stance of a text, with a score from -1 (bearish) to 1 (bullish)."""

    text: str
    stance: Stance
    score: float

    def to_dict(self) -> dict[str, Any]:
        return {"text": self.text, "stance": self.stance, "score": round(self.score, 4)}


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article claims, in a sentence of it; `speaker` is None when the author speaks."""

    text: str
    stance: Stance
    score: float
    speaker: str | None
    kind: ClaimKind
    citation: Citation

    def to_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "stance": self.stance,
            "score": round(self.score, 4),
            "speaker": self.speaker,
            "kind": self.kind,
            "citation": self.citation.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class ComparedArticle:
    """An article in a comparison; `origin` is the id of the article it is a reprint of, or its own."""

    id: str
    title: str | None
    origin: str
    stance: Stance
    score: float

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": self.title,
            "origin": self.origin,
            "stance": self.stance,
            "score": round(self.score, 4),
        }


@dataclass(frozen=True, slots=True)
class Cell:
    """What one article says on one point; silent means no claims."""

    article: str
    stance: CellStance
    score: float
    claims: tuple[Claim, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "article": self.article,
            "stance": self.stance,
            "score": round(self.score, 4),
            "claims": [claim.to_dict() for claim in self.claims],
        }


@dataclass(frozen=True, slots=True)
class Point:
    """A point that is argued about, with one cell an article."""

    point: str
    cells: tuple[Cell, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"point": self.point, "cells": [cell.to_dict() for cell in self.cells]}


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a conflict or an agreement: its quote and, where it is a figure, the normalised value."""

    article: str
    citation: Citation
    value: float | None = None
    unit: str | None = None
    period: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "article": self.article,
            "citation": self.citation.to_dict(),
            "value": self.value,
            "unit": self.unit,
            "period": self.period,
        }


@dataclass(frozen=True, slots=True)
class Conflict:
    """Sides that cannot all be true (`why` a ConflictWhy), or that only seem to differ (an AgreementWhy)."""

    subject: str
    kind: ConflictKind
    why: ConflictWhy | AgreementWhy
    sides: tuple[Side, ...]
    note: str = ""

    def to_dict(self) -> dict[str, Any]:
        return {
            "subject": self.subject,
            "kind": self.kind,
            "why": self.why,
            "sides": [side.to_dict() for side in self.sides],
            "note": self.note,
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """Who says what: articles, points × articles, contradictions, agreements and a cited overview."""

    topic: str | None
    articles: tuple[ComparedArticle, ...]
    points: tuple[Point, ...]
    conflicts: tuple[Conflict, ...] = ()
    agreements: tuple[Conflict, ...] = ()
    overview: tuple[Statement, ...] = ()
    language: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "topic": self.topic,
            "articles": [article.to_dict() for article in self.articles],
            "points": [point.to_dict() for point in self.points],
            "conflicts": [conflict.to_dict() for conflict in self.conflicts],
            "agreements": [agreement.to_dict() for agreement in self.agreements],
            "overview": [statement.to_dict() for statement in self.overview],
            "language": self.language,
        }
