"""Contradictions: both sides shown with the right quotes, and what merely looks like one left alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from summarize.conflicts import find
from summarize.grouping import grouped
from summarize.judgements import judgements_apart
from summarize.languages import language_of_articles
from summarize.results import Conflict

from .keys import holds_any, read_cases, share
from .workbenches import workbench_over


def run(
    data: Path, articles: Path, *, limit: int | None = None, model: str | None = None
) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Score `conflicts.jsonl` over the articles; every reported conflict is listed too, to be read by hand."""
    cases = read_cases(data / "conflicts.jsonl", limit) if (data / "conflicts.jsonl").exists() else []
    with workbench_over(articles, model) as (workbench, ids):
        chosen = [workbench.article(identifier) for identifier in ids.values()]
        language = language_of_articles(chosen)
        conflicts: tuple[Conflict, ...] = ()
        agreements: tuple[Conflict, ...] = ()
        for group in grouped(chosen):  # as `compare` does
            found, alike = find(group, workbench.index.vectors)
            conflicts += found + judgements_apart(group, language)
            agreements += alike
    stems = {identifier: stem for stem, identifier in ids.items()}
    rows = [_row(case, ids, conflicts, agreements) for case in cases]
    wanted = [row for row in rows if not row["agreement"]]
    alike = [row for row in rows if row["agreement"]]
    figures = {
        "contradictions_found": share(sum(row["ok"] for row in wanted), len(wanted)),
        "agreements_left_alone": share(sum(row["ok"] for row in alike), len(alike)),
        "agreements_shown": share(sum(row["shown"] for row in alike), len(alike)),
        "conflicts_reported": float(len(conflicts)),
        "agreements_reported": float(len(agreements)),
    }
    return figures, rows + [_listed(conflict, stems) for conflict in conflicts]


def _row(
    case: dict[str, Any], ids: dict[str, str], conflicts: tuple[Conflict, ...], agreements: tuple[Conflict, ...]
) -> dict[str, Any]:
    agreement = bool(case.get("agreement"))
    reported = [conflict for conflict in conflicts if _shows(conflict, case, ids)]
    shown = [conflict for conflict in agreements if _shows(conflict, case, ids)]
    return {
        "id": case["id"],
        "topic": case["topic"],
        "agreement": agreement,
        "ok": bool(reported) != agreement,
        "why": [conflict.why for conflict in (shown if agreement else reported)],
        "wanted": case["why"],
        "shown": bool(shown),
    }


def _shows(conflict: Conflict, case: dict[str, Any], ids: dict[str, str]) -> bool:
    """Whether two sides of the conflict quote the two sentences of the case."""

    def sides(which: str) -> set[int]:
        wanted = ids[case[which]["doc"]]
        return {
            number
            for number, side in enumerate(conflict.sides)
            if side.article == wanted and holds_any(side.citation.display, case[which]["keys"])
        }

    return any(first != second for first in sides("a") for second in sides("b"))


def _listed(conflict: Conflict, stems: dict[str, str]) -> dict[str, Any]:
    return {
        "id": "reported",
        "ok": True,
        "kind": conflict.kind,
        "why": conflict.why,
        "note": conflict.note,
        "sides": [[stems[side.article], side.citation.start, side.citation.end] for side in conflict.sides],
    }
