"""Results → the rows of a CSV file, one quote or record a row, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import Any

from index.documents import AddReport, Article, SearchResult
from summarize.conversations import Conversation
from summarize.results import Answer, Citation, Comparison, Conflict, Statement, Summary

from .listings import ArticleList, JudgementList, Renderable

Row = Mapping[str, Any]

# A spreadsheet runs a cell that begins with one of these as a formula; an apostrophe before it makes it text.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def to_csv(result: Renderable) -> str:
    """A header and rows, CRLF between them (RFC 4180)."""
    rows = list(_rows(result))
    columns = list(dict.fromkeys(column for row in rows for column in row))
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(columns)
    writer.writerows([_cell(row.get(column)) for column in columns] for row in rows)
    return buffer.getvalue()


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, str):
        text = value.replace("\x00", "\ufffd")
        return "'" + text if text.lstrip(" ").startswith(_FORMULA_STARTS) else text
    return value


def _rows(result: Renderable) -> Iterable[Row]:
    match result:
        case Answer() if result.declined:
            return [{"statement": result.text, "support": "declined"}, *(hit.to_dict() for hit in result.nearest)]
        case Answer() | Summary():
            return _statements(result.statements) or [{"statement": result.text}]
        case Conversation():
            return [{"question": answer.question, **row} for answer in result.answers for row in _rows(answer)]
        case Comparison():
            return _comparison(result)
        case SearchResult():
            return [hit.to_dict() for hit in result.hits]
        case Article():
            return [
                {"number": s.number, "start": s.start, "end": s.end, "sentence": s.display} for s in result.sentences
            ]
        case AddReport():
            added = [{"status": "added"} | article.summary() for article in result.added]
            unchanged = [{"status": "unchanged"} | article.summary() for article in result.unchanged]
            return [*added, *unchanged, *({"status": "failed"} | failure.to_dict() for failure in result.failed)]
        case ArticleList():
            return [article.summary() for article in result.articles]
        case JudgementList():
            return [judgement.to_dict() for judgement in result.judgements]
        case _:
            return _records(result.to_dict())


def _statements(statements: Iterable[Statement]) -> list[Row]:
    """One row a citation; a statement without one has a row of its own."""
    rows: list[Row] = []
    for statement in statements:
        head = {"statement": statement.text, "support": statement.support}
        rows += [head | numbered.to_dict() for numbered in statement.citations] or [head]
    return rows


def _comparison(comparison: Comparison) -> list[Row]:
    """Claims, contradictions, agreements, stances and figures over time, the overview, what nobody mentions.

    `section` says which; `kind` is that of a claim, of a figure, or the part of the overview.
    """
    rows: list[Row] = []
    for point in comparison.points:
        for cell in point.cells:
            head = {"section": "claim", "subject": point.point, "article": cell.article, "stance": cell.stance}
            rows += [
                head
                | {"stance": claim.stance, "score": round(claim.score, 4), "kind": claim.kind, "speaker": claim.speaker}
                | _cited(claim.citation)
                for claim in cell.claims
            ] or [head]
    rows += _conflicts("conflict", comparison.conflicts)
    rows += _conflicts("agreement", comparison.agreements)
    rows += _over_time(comparison)
    rows += _overview(comparison.overview)
    return rows + [{"section": "unmentioned", "subject": name} for name in comparison.unmentioned]


def _conflicts(section: str, items: Iterable[Conflict]) -> list[Row]:
    return [
        {"section": section, "subject": item.subject, "article": side.article, "kind": item.kind, "why": item.why}
        | {"value": side.value, "unit": side.unit, "period": side.period}
        | _cited(side.citation)
        for item in items
        for side in item.sides
    ]


def _over_time(comparison: Comparison) -> list[Row]:
    titles = {article.id: article.title for article in comparison.articles}
    rows: list[Row] = [
        {"section": "stance_over_time", "article": told.article, "title": titles.get(told.article)}
        | {"stance": told.stance, "score": round(told.score, 4), "published": told.date}
        for told in comparison.timeline.stances
    ]
    rows += [
        {"section": "figure_over_time", "subject": series.measure, "article": told.article, "kind": series.kind}
        | {"value": told.value, "unit": series.unit, "period": told.period}
        | _cited(told.citation)
        | {"published": told.date}
        for series in comparison.timeline.figures
        for told in series.values
    ]
    return rows


def _overview(statements: Iterable[Statement]) -> list[Row]:
    """As those of an answer; a spreadsheet keeps the columns that it had, since the statement's own come last."""
    rows: list[Row] = []
    for statement in statements:
        head = {"section": "overview", "kind": statement.section}
        said = {"statement": statement.text, "support": statement.support}
        rows += [
            head | {"article": one.citation.article} | _cited(one.citation) | said | {"number": one.number}
            for one in statement.citations
        ] or [head | said]
    return rows


def _cited(citation: Citation) -> dict[str, Any]:
    return {key: value for key, value in citation.to_dict().items() if key != "article"}


def _records(values: Mapping[str, Any]) -> list[Row]:
    """The first list of records in a result of another kind, else its own values as one row."""
    for value in values.values():
        if isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            return value
    return [values]
