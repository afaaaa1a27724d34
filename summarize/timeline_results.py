"""How a comparison's stances and figures move over time: frozen values whose `to_dict()` is the public JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from .statements import Citation, Stance

SeriesKind = Literal["figure", "rank", "duration"]


@dataclass(frozen=True, slots=True)
class DatedStance:
    """The stance of an article at its date of publication (ISO 8601)."""

    date: str
    article: str
    stance: Stance
    score: float

    def to_dict(self) -> dict[str, Any]:
        return {"date": self.date, "article": self.article, "stance": self.stance, "score": round(self.score, 4)}


@dataclass(frozen=True, slots=True)
class DatedFigure:
    """What a figure was said to be in an article published on `date`; `period` is the time that it is about.

    Only in a series by period may the date of publication be unknown (None).
    """

    date: str | None
    article: str
    value: float
    period: str | None
    citation: Citation

    def to_dict(self) -> dict[str, Any]:
        return {
            "date": self.date,
            "article": self.article,
            "value": self.value,
            "period": self.period,
            "citation": self.citation.to_dict(),
        }


@dataclass(frozen=True, slots=True)
class FigureSeries:
    """One measure over time, the earliest first; a rank is a place in an order and not an amount.

    `by` says what its time is: the dates on which the articles were published, or the periods of the figures.
    """

    measure: str
    unit: str | None
    values: tuple[DatedFigure, ...]
    kind: SeriesKind = "figure"
    by: Literal["publication", "period"] = "publication"

    def to_dict(self) -> dict[str, Any]:
        return {
            "measure": self.measure,
            "unit": self.unit,
            "values": [value.to_dict() for value in self.values],
            "kind": self.kind,
            "by": self.by,
        }


@dataclass(frozen=True, slots=True)
class Timeline:
    """How stance and figures move: stances by date of publication, which they must have, figures also by period."""

    stances: tuple[DatedStance, ...] = ()
    figures: tuple[FigureSeries, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        return {
            "stances": [stance.to_dict() for stance in self.stances],
            "figures": [series.to_dict() for series in self.figures],
        }
