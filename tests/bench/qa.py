"""Cited question answering: are answers right, quotes verbatim, citations to the point, unanswerable ones declined?"""

from __future__ import annotations

import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from statistics import median
from typing import Any

from index.language import detect
from summarize.events import AnswerReady, EvidenceFound
from summarize.results import Answer, Citation, Statement
from summarize.workbench import Workbench

from .keys import holds_any, read_cases, share
from .ordinary import OrdinaryWay
from .ordinary import row as ordinary_row
from .workbenches import workbench_over

Case = Mapping[str, Any]


def run(
    data: Path, articles: Path, *, limit: int | None = None, model: str | None = None, ordinary: bool = False
) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Ask every question of `qa.jsonl` over the articles; with `ordinary`, in the ordinary way as well."""
    cases = read_cases(data / "qa.jsonl", limit)
    with workbench_over(articles, model) as (workbench, ids):
        texts = {identifier: workbench.article(identifier).text for identifier in ids.values()}
        rows = [_row(case, workbench, ids, texts) for case in cases]
        if ordinary:
            way = OrdinaryWay(workbench.articles(), workbench.index.embedder, workbench.model)
            rows = [
                found | ordinary_row(case, {ids[document] for document in case["docs"]}, way)
                for found, case in zip(rows, cases, strict=True)
            ]
    return _figures(rows) | (_ordinary_figures(rows) if ordinary else {}), rows


def _row(case: Case, workbench: Workbench, ids: Mapping[str, str], texts: Mapping[str, str]) -> dict[str, Any]:
    answer, first, whole = _ask(workbench, case["question"])
    wanted = {ids[document] for document in case["docs"]}
    citations = [numbered.citation for statement in answer.statements for numbered in statement.citations]
    unanswerable = bool(case.get("unanswerable"))
    missing = [keys for keys in case.get("any", ()) if not holds_any(answer.text, keys)]
    answered = not answer.declined and not missing and any(c.article in wanted for c in citations)
    return {
        "id": case["id"],
        "ok": answer.declined if unanswerable else answered,
        "unanswerable": unanswerable,
        "declined": answer.declined,
        "missing": missing,
        "citations": len(citations),
        "citations_right": 0 if unanswerable else sum(is_right(c, wanted, case["any"]) for c in citations),
        "statements": 0 if unanswerable else len(answer.statements),
        "statements_covered": 0 if unanswerable else covered(answer.statements, wanted, case["any"]),
        "verbatim": all(texts[c.article][c.start : c.end] == c.quote for c in citations),
        "language_right": same_language(case["lang"], answer),
        "seconds_first": round(first, 3),
        "seconds": round(whole, 3),
        "answer": answer.text,
    }


def _ask(workbench: Workbench, question: str) -> tuple[Answer, float, float]:
    """The answer, with the seconds to the first evidence and to the whole answer, as a reader would wait for them."""
    started = time.perf_counter()
    first: float | None = None
    for event in workbench.ask_stream(question):
        if isinstance(event, EvidenceFound) and first is None:
            first = time.perf_counter() - started
        if isinstance(event, AnswerReady):
            whole = time.perf_counter() - started
            return event.answer, whole if first is None else first, whole
    raise ValueError("the stream ended without an answer")


def is_right(citation: Citation, wanted: Iterable[str], keys: Iterable[Iterable[str]]) -> bool:
    """Whether the cited sentence is of a wanted article and holds a key."""
    return citation.article in wanted and any(holds_any(citation.display, alternatives) for alternatives in keys)


def covered(statements: Iterable[Statement], wanted: Iterable[str], keys: Iterable[Iterable[str]]) -> int:
    """How many statements have a right citation."""
    return sum(any(is_right(n.citation, wanted, keys) for n in statement.citations) for statement in statements)


def same_language(expected: str, answer: Answer) -> bool:
    """Whether the answer says it is in the expected language and, where its text tells, is."""
    # A declined answer's text is a fixed phrase; a quote that stands for itself may keep its own language.
    written = [statement.text for statement in answer.statements if not _is_quote(statement)]
    found = detect(" ".join(written)) if written else None
    return answer.language == expected and (found is None or found == expected)


def _is_quote(statement: Statement) -> bool:
    return any(numbered.citation.display in statement.text for numbered in statement.citations)


def _figures(rows: list[dict[str, Any]]) -> dict[str, float]:
    answerable = [row for row in rows if not row["unanswerable"]]
    unanswerable = [row for row in rows if row["unanswerable"]]
    given = [row for row in answerable if not row["declined"]]
    return {
        "answerable": len(answerable),
        "right": sum(row["ok"] for row in answerable),
        "unanswerable": len(unanswerable),
        "declined": sum(row["declined"] for row in unanswerable),
        "false_declines": sum(row["declined"] for row in answerable),
        "quotes_verbatim": share(sum(row["verbatim"] for row in rows), len(rows)),
        "citation_precision": share(sum(r["citations_right"] for r in given), sum(r["citations"] for r in given)),
        "citation_recall": share(sum(r["statements_covered"] for r in given), sum(r["statements"] for r in given)),
        "languages_right": share(sum(row["language_right"] for row in rows), len(rows)),
        "median_seconds_first_evidence": median(row["seconds_first"] for row in rows),
        "median_seconds_answer": median(row["seconds"] for row in rows),
    }


def _ordinary_figures(rows: list[dict[str, Any]]) -> dict[str, float]:
    answerable = [row for row in rows if not row["unanswerable"]]
    cited = sum(row["ordinary_citations"] for row in answerable)
    return {
        "ordinary_right": sum(row["ordinary_ok"] for row in answerable),
        "ordinary_words_right": sum(row["ordinary_words_right"] for row in answerable),
        "ordinary_declined": sum(row["ordinary_declined"] for row in rows if row["unanswerable"]),
        "ordinary_false_declines": sum(row["ordinary_declined"] for row in answerable),
        "ordinary_citation_precision": share(sum(row["ordinary_citations_right"] for row in answerable), cited),
        "ordinary_median_seconds": median(row["ordinary_seconds"] for row in rows),
    }
