"""Is a number of a claim supported by an article? Beside it the plain rule: is the phrase in the article?

The plain rule folds width and script and drops spaces and punctuation on both sides. Rows fall into two halves by the
parity of the SHA-256 of their id: "first" was looked at while the parser was made, "second" was not.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

from summarize.figures import Figure, parse, supported

from .keys import normalise, read_cases, share
from .own_figures import measure

Row = dict[str, Any]


def run(
    data: Path, articles: Path, *, limit: int | None = None, model: str | None = None
) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Balanced accuracy over `uhgeval_numbers.jsonl`, and our own figures; neither articles nor a model is needed."""
    del articles, model
    rows = read_cases(data / "uhgeval_numbers.jsonl", limit)
    halves = {"all": rows, "first": [r for r in rows if not _half(r)], "second": [r for r in rows if _half(r)]}
    figures: dict[str, float] = {}
    for name, part in halves.items():
        figures[f"balanced_accuracy_{name}"] = _balanced(part, stands)
        figures[f"phrase_baseline_{name}"] = _balanced(part, phrase_stands)
    figures["own_figures_right"], wrong = measure()
    return figures, [
        {"id": row["id"], "phrase": row["number_phrase"], "ok": stands(row) == _is_supported(row)} for row in rows
    ] + [{"id": "own", "ok": False} | case for case in wrong]


def stands(row: Row) -> bool:
    """Whether every figure of the phrase, read in its claim, stands in the article; else the phrase must."""
    begin = row["claim"].find(row["number_phrase"])
    end = begin + len(row["number_phrase"])
    inside = [f for f in parse(row["claim"]) if begin >= 0 and f.start < end and f.end > begin]
    asserted = inside or list(parse(row["number_phrase"]))
    if not asserted:
        return phrase_stands(row)
    return all(supported(figure, _evidence(row["evidence"])) for figure in asserted)


def phrase_stands(row: Row) -> bool:
    """The plain rule."""
    return _letters(row["number_phrase"]) in _letters(row["evidence"])


@lru_cache(maxsize=512)
def _evidence(text: str) -> tuple[Figure, ...]:
    return parse(text)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", normalise(text))


def _half(row: Row) -> int:
    return hashlib.sha256(row["id"].encode()).digest()[-1] % 2


def _is_supported(row: Row) -> bool:
    return bool(row["label"] == "supported")


def _balanced(rows: list[Row], says: Callable[[Row], bool]) -> float:
    """The mean of the shares of supported and of other rows that are judged rightly."""
    right = [share(sum(says(r) == label for r in of), len(of)) for label in (True, False) if (of := _of(rows, label))]
    return sum(right) / len(right) if right else 0.0


def _of(rows: list[Row], label: bool) -> list[Row]:
    return [row for row in rows if _is_supported(row) == label]
