"""What a comparison returns: frozen values whose `to_dict()` is the public JSON. Keys may be added, never renamed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

from .statements import Citation, Stance, Statement
from .timeline_results import Timeline

CellStance = Literal["bullish", "bearish", "neutral", "silent"]
ClaimKind = Literal["fact", "forecast", "judgement"]
ConflictKind = Literal["figure", "rank", "duration", "judgement"]
ConflictWhy = Literal["fact", "forecast", "reading", "scope"]
AgreementWhy = Literal["same", "unit", "rounding", "approximation", "period", "scope"]


@dataclass(frozen=True, slots=True)
class Claim:
    """What one article claims, in a sentence of it; `speaker` is None when the author speaks.

    `corrected` says that the stance is a reader's correction.
    """

    text: str
    stance: Stance
    score: float
    speaker: str | None
    kind: ClaimKind
    citation: Citation
    corrected: bool = False

    def to_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "stance": self.stance,
            "score": round(self.score, 4),
            "speaker": self.speaker,
            "kind": self.kind,
            "citation": self.citation.to_dict(),
            "corrected": self.corrected,
        }


@dataclass(frozen=True, slots=True)
class ComparedArticle:
    """An article in a comparison; `origin` is the id of the article it is a reprint of, or its own."""

    id: str
    title: str | None
    origin: str
    stance: Stance
    score: float
    corrected: bool = False

    def to_dict(self) -> dict[str, Any]:
        return {
            "id": self.id,
            "title": self.title,
            "origin": self.origin,
            "stance": self.stance,
            "score": round(self.score, 4),
            "corrected": self.corrected,
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
class Group:
    """Articles about one subject; `compared` says that it is the group that the comparison is about."""

    name: str
    articles: tuple[str, ...]
    compared: bool

    def to_dict(self) -> dict[str, Any]:
        return {"name": self.name, "articles": list(self.articles), "compared": self.compared}


@dataclass(frozen=True, slots=True)
class LeftOut:
    """An article that was selected but not compared, since it is about `subject` instead."""

    id: str
    title: str | None
    subject: str
    reason: Literal["other_subject"] = "other_subject"

    def to_dict(self) -> dict[str, Any]:
        return {"id": self.id, "title": self.title, "subject": self.subject, "reason": self.reason}


@dataclass(frozen=True, slots=True)
class Comparison:
    """Who says what: articles, points × articles, contradictions, agreements and a cited overview.

    `groups` are the subjects of the selected articles, `left_out` those of other subjects than the one compared;
    `unmentioned` names what such articles usually speak of and none of these does, in the reader's language.
    """

    topic: str | None
    articles: tuple[ComparedArticle, ...]
    points: tuple[Point, ...]
    conflicts: tuple[Conflict, ...] = ()
    agreements: tuple[Conflict, ...] = ()
    overview: tuple[Statement, ...] = ()
    language: str | None = None
    groups: tuple[Group, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    unmentioned: tuple[str, ...] = ()
    timeline: Timeline = field(default_factory=Timeline)

    def to_dict(self) -> dict[str, Any]:
        return {
            "topic": self.topic,
            "articles": [article.to_dict() for article in self.articles],
            "points": [point.to_dict() for point in self.points],
            "conflicts": [conflict.to_dict() for conflict in self.conflicts],
            "agreements": [agreement.to_dict() for agreement in self.agreements],
            "overview": [statement.to_dict() for statement in self.overview],
            "language": self.language,
            "groups": [group.to_dict() for group in self.groups],
            "left_out": [article.to_dict() for article in self.left_out],
            "unmentioned": list(self.unmentioned),
            "timeline": self.timeline.to_dict(),
        }
