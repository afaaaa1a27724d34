"""Cited sentences, of which every result consists: frozen values whose `to_dict()` is the public JSON."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Support = Literal["supported", "partial", "unsupported"]
Stance = Literal["bullish", "bearish", "neutral"]
Section = Literal["agreed", "bulls", "bears", "would_change_bulls", "would_change_bears"]


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim span: `article(article).text[start:end] == quote`. Only `citations.cite` makes one."""

    article: str
    title: str | None
    source: str | None
    published: str | None
    path: str
    quote: str
    display: str
    start: int
    end: int
    language: str | None = None
    translation: str | None = None

    def to_dict(self) -> dict[str, Any]:
        return {
            "article": self.article,
            "title": self.title,
            "source": self.source,
            "published": self.published,
            "path": self.path,
            "quote": self.quote,
            "display": self.display,
            "translation": self.translation,
            "start": self.start,
            "end": self.end,
            "language": self.language,
        }


@dataclass(frozen=True, slots=True)
class NumberedCitation:
    """A citation under the number it carries in the text, from 1."""

    number: int
    citation: Citation

    def to_dict(self) -> dict[str, Any]:
        return {"number": self.number} | self.citation.to_dict()


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of the tool's own, or a quote standing for itself, with the evidence that was checked for it.

    It is "supported" where every word was held against its evidence, "partial" where only its figures, names and
    periods could be: a translation in a summary. `section` is the part of a comparison's overview that it belongs to,
    None elsewhere.
    """

    text: str
    support: Support
    citations: tuple[NumberedCitation, ...] = ()
    section: Section | None = None

    @property
    def translated(self) -> bool:
        """Whether it is the model's translation of a quote."""
        translations = [numbered.citation.translation for numbered in self.citations]
        return any(translation and self.text.startswith(translation) for translation in translations)

    def to_dict(self) -> dict[str, Any]:
        return {
            "text": self.text,
            "support": self.support,
            "citations": [citation.to_dict() for citation in self.citations],
        } | ({"section": self.section} if self.section else {})
