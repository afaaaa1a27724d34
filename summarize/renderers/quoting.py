"""Statements, their sources and found sentences as blocks of an outline."""

from __future__ import annotations

from collections.abc import Iterable

from index.documents import Hit
from summarize.results import CellStance, Citation, Statement
from summarize.views.markup import day
from summarize.views.matrix import SIGNS
from summarize.views.quotes import support_label
from summarize.views.texts import Texts

from .outline import Block, Heading, Prose, Quotation, origin_line, visible


def statement_blocks(statements: Iterable[Statement], texts: Texts) -> list[Block]:
    """Each statement with its numbers; what is not fully supported says so."""
    blocks: list[Block] = []
    for statement in statements:
        text = statement.text
        numbers = tuple(numbered.number for numbered in statement.citations)
        for number in numbers:
            text = text.replace(f"[{number}]", "")
        blocks.append(Prose(visible(text), "plain", numbers))
        if statement.support != "supported":
            told = f"({support_label(statement, texts)})"
            blocks.append(Prose(told, "quiet" if statement.translated else "warning"))
    return blocks


def source_blocks(statements: Iterable[Statement], texts: Texts, heading: str = "summary.quotes") -> list[Block]:
    """Every cited quote once, in the order of its number."""
    cited = {numbered.number: numbered.citation for statement in statements for numbered in statement.citations}
    quotations = [citation_quotation(citation, number) for number, citation in sorted(cited.items())]
    return [Heading(texts(heading)), *quotations] if quotations else []


def citation_quotation(citation: Citation, number: int | None = None, lead: str = "") -> Quotation:
    return Quotation(
        visible(citation.display),
        origin_line(citation.title, citation.source, day(citation.published), citation.path),
        number,
        lead,
        visible(citation.translation) if citation.translation else None,
    )


def hit_quotation(hit: Hit, number: int | None = None) -> Quotation:
    """A found sentence between its neighbours."""
    return Quotation(
        visible(hit.display),
        origin_line(hit.title, hit.source, day(hit.published), hit.language, hit.article),
        number,
        before=visible(hit.before),
        after=visible(hit.after),
    )


def stance_word(stance: CellStance, texts: Texts, corrected: bool = False) -> str:
    """A stance with its sign, which is seen before it is read, and whether it is a reader's correction."""
    word = f"{SIGNS[stance]} {texts(f'stance.{stance}')}".strip()
    return f"{word} ✓ {texts('stance.corrected')}" if corrected else word
