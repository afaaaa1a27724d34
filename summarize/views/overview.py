"""The overview of a comparison: how many voices speak, each section under its heading, what nobody mentions."""

from __future__ import annotations

from itertools import groupby

from summarize.results import Comparison

from .markup import escape, isolated
from .quotes import sources_view, statement_view
from .texts import Texts


def origins(comparison: Comparison, texts: Texts) -> str:
    """How many voices the articles are; nothing where each is its own, since a reprint is no second source."""
    articles, voices = len(comparison.articles), len({article.origin for article in comparison.articles})
    if voices == articles:
        return ""
    return texts("compare.origins" if voices > 1 else "compare.one_origin", articles=articles, origins=voices)


def sections_view(comparison: Comparison, texts: Texts) -> str:
    """The cited statements by section and the quotes they rest on; nothing where there is nothing to tell."""
    sections = [
        _section(
            texts(f"section.{section}") if section else "",
            "".join(f'<p dir="auto">{statement_view(statement, texts)}</p>' for statement in statements),
            section or "alone",
        )
        for section, statements in groupby(comparison.overview, key=lambda statement: statement.section)
    ]
    if comparison.unmentioned:
        names = " · ".join(map(isolated, comparison.unmentioned))
        sections.append(_section(texts("compare.unmentioned"), f"<p>{names}</p>", "unmentioned"))
    voices = origins(comparison, texts)
    note = f'<p class="note">{escape(voices)}</p>' if voices else ""
    if not sections:
        return note
    return (
        f"<section class='part'><h3>{escape(texts('compare.overview'))}</h3>{note}"
        f'<div class="sections prose">{"".join(sections)}</div>{_quotes(comparison, texts)}</section>'
    )


def _quotes(comparison: Comparison, texts: Texts) -> str:
    cards = sources_view(comparison.overview, texts)
    summary = f"<summary>{escape(texts('compare.quotes'))}</summary>"
    return f"<details class='evidence'>{summary}{cards}</details>" if cards else ""


def _section(heading: str, content: str, name: str) -> str:
    heading = f"<h4>{escape(heading)}</h4>" if heading else ""
    return f'<section class="{name}">{heading}{content}</section>'
