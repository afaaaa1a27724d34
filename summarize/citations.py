"""The only maker of citations: a citation exists when its words were found in the article's original text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from index.documents import Article, Span
from index.offsets import clean_text

from .results import Citation, NumberedCitation, Statement


def cite(article: Article, start: int, end: int) -> Citation:
    """A citation of the original span [start, end), white space at its edges left out.

    Raises ValueError if the span does not lie in the article or nothing of it survives cleaning.
    """
    if not 0 <= start < end <= len(article.text):
        raise ValueError(f"[{start}, {end}) is not a span of article {article.id}")
    quote = article.text[start:end]
    start += len(quote) - len(quote.lstrip())
    end -= len(quote) - len(quote.rstrip())
    quote = article.text[start:end]
    display = displayed(article, start, end)
    if not display:
        raise ValueError(f"[{start}, {end}) of article {article.id} has nothing to show after cleaning")
    return Citation(
        article=article.id,
        title=article.title,
        source=article.source,
        published=article.published,
        path=article.path,
        quote=quote,
        display=display,
        start=start,
        end=end,
        language=article.language,
    )


def displayed(article: Article, start: int, end: int) -> str:
    """The original span as a reader sees it: cuts left out, repairs made."""
    inside = [
        Span(max(span.start, start), min(span.end, end))
        for span in article.kept
        if span.start < end and span.end > start
    ]
    repairs = [repair for repair in article.repairs if repair.start >= start and repair.end <= end]
    return clean_text(article.text, inside, repairs).text.strip()


class Numbering:
    """Gives each cited span one number, from 1, in the order of first use."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, int, int], NumberedCitation] = {}

    def number(self, citation: Citation) -> NumberedCitation:
        key = (citation.article, citation.start, citation.end)
        if key not in self._numbers:
            self._numbers[key] = NumberedCitation(len(self._numbers) + 1, citation)
        return self._numbers[key]

    def number_all(self, citations: Iterable[Citation]) -> tuple[NumberedCitation, ...]:
        return tuple(self.number(citation) for citation in citations)


def with_markers(statements: Sequence[Statement], separator: str = "\n\n") -> str:
    """The statements' texts, each followed by the [n] of its citations."""
    return separator.join(
        statement.text + "".join(f" [{numbered.number}]" for numbered in statement.citations)
        for statement in statements
    )
