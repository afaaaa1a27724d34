"""Quotes as cards: the sentence, where it stands, and a button that opens it in its article."""

from __future__ import annotations

from index.documents import Hit
from summarize.results import Citation, NumberedCitation, Statement

from .markup import day, escape, isolated, opener, shorten
from .texts import Texts


def origin_line(title: str | None, source: str | None, published: str | None, texts: Texts) -> str:
    """Title · source · date as HTML; what is unknown is left out."""
    facts = [
        shorten(title, 120) if title else texts("article.untitled"),
        source and shorten(source, 60),
        day(published),
    ]
    return " · ".join(isolated(fact) for fact in facts if fact)


def citation_label(number: int, citation: Citation, texts: Texts) -> str:
    """What a citation's button says aloud and on hover."""
    return texts("cite.label", number=number, title=shorten(citation.title or citation.path, 90))


def citation_button(numbered: NumberedCitation, texts: Texts) -> str:
    citation = numbered.citation
    label = citation_label(numbered.number, citation, texts)
    return opener(citation.article, citation.start, citation.end, label=label, content=str(numbered.number))


def citation_card(citation: Citation, texts: Texts, number: int | None = None, extra: str = "") -> str:
    """One quote; `extra` is HTML that stands above it, such as a normalised value."""
    badge = f'<span class="number">{number}</span>' if number is not None else ""
    translation = ""
    if citation.translation:
        translation = f'<span class="translation">{isolated(citation.translation)}</span>'
    content = (
        f'{badge}<span class="body">{extra}<span class="words">{isolated(citation.display)}</span>{translation}'
        f'<span class="origin">{origin_line(citation.title, citation.source, citation.published, texts)}</span></span>'
    )
    label = citation_label(number, citation, texts) if number is not None else texts("cite.open")
    return opener(citation.article, citation.start, citation.end, label=label, content=content, kind="quote-card")


def hit_card(hit: Hit, texts: Texts) -> str:
    """One found sentence between its neighbours."""
    before = f'<span class="around">{escape(hit.before)}</span> ' if hit.before else ""
    after = f' <span class="around">{escape(hit.after)}</span>' if hit.after else ""
    content = (
        f'<span class="body"><span class="words">{before}{isolated(hit.display)}{after}</span>'
        f'<span class="origin">{origin_line(hit.title, hit.source, hit.published, texts)}</span></span>'
    )
    return opener(hit.article, hit.start, hit.end, label=texts("cite.open"), content=content, kind="quote-card")


def support_label(statement: Statement, texts: Texts) -> str:
    """What a reader is told of a statement that is not fully supported."""
    translated = statement.support == "partial" and statement.translated
    return texts("support.translated" if translated else f"support.{statement.support}")


def statement_view(statement: Statement, texts: Texts) -> str:
    """A statement with its numbered citations; what is not fully supported says so."""
    words = statement.text
    for numbered in statement.citations:
        words = words.replace(f"[{numbered.number}]", "")
    marks = "".join(citation_button(numbered, texts) for numbered in statement.citations)
    flag = ""
    if statement.support != "supported":
        flag = f'<span class="flag">{escape(support_label(statement, texts))}</span>'
    return f'<span class="statement {statement.support}">{escape(words.rstrip())}{marks}{flag}</span>'


def sources_view(statements: tuple[Statement, ...], texts: Texts) -> str:
    """Every cited quote once, in the order of its number."""
    cited = {numbered.number: numbered.citation for statement in statements for numbered in statement.citations}
    cards = "".join(citation_card(citation, texts, number) for number, citation in sorted(cited.items()))
    return f'<div class="cards">{cards}</div>' if cards else ""
