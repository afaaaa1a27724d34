"""What a figure is: a number as it stands in a text, and what it means once it is normalised."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

FigureKind = Literal[
    "money",
    "percent",
    "points",
    "multiple",
    "ratio",
    "count",
    "rank",
    "ordinal",
    "duration",
    "date",
]
Direction = Literal["exact", "about", "nearly", "over", "under", "at least", "at most"]
Sign = Literal["growth", "decline", "loss", "profit"]
Basis = Literal["yoy", "qoq", "cagr"]
Agreement = Literal["same", "unit", "rounding", "approximation", "different"]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number in a text; [start, end) counts code points of the text that was parsed.

    `value` is in `unit` (an ISO 4217 code, "%", "person", "month", a counter such as "家", …) and is the middle of
    `low` and `high` for a range. `precision` is half of the last written place: 3.1亿 stands for ±0.05亿, a plain
    whole number for itself (0). For a date `value` is None and `period` says which.

    `period` is "2024", "2025-H1", "2025-Q3", "2025-06", "2025-06-30", "FY2024", a range "2022/2024", or, where the
    year is not known, the same with XXXX; `period_resolved` is False then. A `period` of None: the text names none.
    """

    start: int
    end: int
    text: str
    kind: FigureKind
    value: Decimal | None = None
    unit: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    precision: Decimal = Decimal(0)
    direction: Direction = "exact"
    sign: Sign | None = None
    basis: Basis | None = None
    period: str | None = None
    period_resolved: bool = True
    as_of: bool = False

    @property
    def approximate(self) -> bool:
        """Whether the words around the number say that it is not exact."""
        return self.direction != "exact"

    def to_dict(self) -> dict[str, Any]:
        return {
            "start": self.start,
            "end": self.end,
            "text": self.text,
            "kind": self.kind,
            "value": None if self.value is None else float(self.value),
            "unit": self.unit,
            "low": None if self.low is None else float(self.low),
            "high": None if self.high is None else float(self.high),
            "direction": self.direction,
            "sign": self.sign,
            "basis": self.basis,
            "period": self.period,
            "period_resolved": self.period_resolved,
            "as_of": self.as_of,
        }


@dataclass(frozen=True, slots=True)
class Match:
    """How two figures relate as quantities: `agreement` is "different" unless both can stand for one value."""

    agreement: Agreement
    comparable: bool

    def __bool__(self) -> bool:
        return self.agreement != "different"
