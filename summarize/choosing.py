"""Which of the selected articles are compared: those of one subject, and what is said of the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from index.article_index import ArticleIndex
from index.documents import Article

from .grouping import grouped, named_groups
from .results import Group, LeftOut

SEARCHED = 12  # sentences that a topic finds, whose articles tell which subject it is of


@dataclass(frozen=True, slots=True)
class Chosen:
    """The articles to compare, the groups that all selected ones fall into, and those left out."""

    articles: tuple[Article, ...]
    groups: tuple[Group, ...]
    left_out: tuple[LeftOut, ...]


def choose(index: ArticleIndex, articles: Sequence[Article], topic: str | None, language: str) -> Chosen:
    """The largest group, or with a topic the one that speaks of it most; all where no two articles belong together."""
    groups = grouped(articles)
    if len(groups) < 2 or len(groups[0]) < 2:
        return Chosen(tuple(articles), (), ())
    compared = _of_topic(index, groups, topic) if topic else 0
    named = named_groups(groups, compared, language)
    left_out = tuple(
        LeftOut(article.id, article.title, of.name)
        for of, group in zip(named, groups, strict=True)
        for article in group
        if not of.compared
    )
    return Chosen(tuple(groups[compared]), named, left_out)


def _of_topic(index: ArticleIndex, groups: Sequence[Sequence[Article]], topic: str) -> int:
    """The group with the best hits of a search: each of `SEARCHED` hits counts by its rank."""
    number_of = {article.id: number for number, group in enumerate(groups) for article in group}
    weights: Counter[int] = Counter()
    for rank, hit in enumerate(index.search(topic, k=SEARCHED, articles=list(number_of)).hits):
        weights[number_of[hit.article]] += SEARCHED - rank
    return max(range(len(groups)), key=lambda number: (weights[number], -number))
