"""Figures of our own making in eight languages, each with what it must be normalised to."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from summarize.figures import Figure, parse

FIGURES = Path(__file__).parent / "data" / "figures_own.jsonl"


def measure() -> tuple[float, list[dict[str, Any]]]:
    """The share of figures that are right, one found beyond those expected counting as wrong, and the wrong ones."""
    expected = right = beyond = 0
    wrong: list[dict[str, Any]] = []
    for line in FIGURES.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        left = list(parse(case["text"], case["language"], case["published"]))
        for wanted in case["figures"]:
            expected += 1
            found = next((figure for figure in left if fits(figure, wanted)), None)
            if found is None:
                wrong.append({"text": case["text"], "missing": wanted})
                continue
            left.remove(found)
            right += 1
        beyond += len(left)
        wrong += [{"text": case["text"], "beyond": figure.text} for figure in left]
    return right / (expected + beyond), wrong


def fits(figure: Figure, wanted: dict[str, Any]) -> bool:
    """Whether kind, value, range, unit, direction and period are those wanted; what is not named must be plain."""
    if figure.kind != wanted["kind"]:
        return False
    numbers = all(_close(getattr(figure, name), wanted[name]) for name in ("value", "low", "high") if name in wanted)
    ranged = figure.kind == "date" or ("low" in wanted) == (figure.low is not None)
    direction = figure.kind == "date" or figure.direction == wanted.get("direction", "exact")
    named = all(getattr(figure, name) == wanted[name] for name in ("unit", "period") if name in wanted)
    return numbers and ranged and direction and named


def _close(value: Decimal | None, wanted: str) -> bool:
    return value is not None and abs(value - Decimal(wanted)) <= abs(Decimal(wanted)) * Decimal("1e-9")
