"""Several results under one name, as the command line prints them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from index.documents import Article
from summarize.models import CatalogueEntry
from summarize.results import Judgement


class Renderable(Protocol):
    """Anything that has a public JSON form."""

    def to_dict(self) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class ArticleList:
    """The articles of a library, without their texts."""

    articles: tuple[Article, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"articles": [article.summary() for article in self.articles]}


@dataclass(frozen=True, slots=True)
class JudgementList:
    """The stances of texts, in the order of the texts."""

    judgements: tuple[Judgement, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"judgements": [judgement.to_dict() for judgement in self.judgements]}


@dataclass(frozen=True, slots=True)
class ModelList:
    """The language models of the catalogue, best first."""

    entries: tuple[CatalogueEntry, ...]

    def to_dict(self) -> dict[str, Any]:
        return {"models": [entry.to_dict() for entry in self.entries]}


@dataclass(frozen=True, slots=True)
class Facts:
    """Named values that have no type of their own, such as what was removed."""

    values: dict[str, Any]

    def to_dict(self) -> dict[str, Any]:
        return self.values
