"""What `summarize` returns: frozen values whose `to_dict()` is the public JSON. Keys may be added, never renamed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from index.documents import Hit

from .comparison_results import (
    AgreementWhy,
    Cell,
    CellStance,
    Claim,
    ClaimKind,
    ComparedArticle,
    Comparison,
    Conflict,
    ConflictKind,
    ConflictWhy,
    Group,
    LeftOut,
    Point,
    Side,
)
from .statements import Citation, NumberedCitation, Section, Stance, Statement, Support
from .timeline_results import DatedFigure, DatedStance, FigureSeries, Timeline

__all__ = [
    "AgreementWhy",
    "Answer",
    "Cell",
    "CellStance",
    "Citation",
    "Claim",
    "ClaimKind",
    "ComparedArticle",
    "Comparison",
    "Conflict",
    "ConflictKind",
    "ConflictWhy",
    "DatedFigure",
    "DatedStance",
    "FigureSeries",
    "Group",
    "Judgement",
    "LeftOut",
    "NumberedCitation",
    "Point",
    "Section",
    "Side",
    "Stance",
    "Statement",
    "Summary",
    "Support",
    "Timeline",
]


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
