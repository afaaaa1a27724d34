"""A query → hits: the legs are fetched and filtered here, ranked by index/ranking.py, and shown as sentences."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cache

import numpy as np
import regex

from .catalogue import Catalogue
from .documents import Article, Hit, Sentence
from .library import Library
from .ranking import boost, collapse, share
from .records import Head
from .stores import Ids, Vectors

_SAYS_SOMETHING = regex.compile(r"\p{L}|\d.*[%％]", regex.DOTALL)
CANDIDATES = 60  # of each leg, and at least three for each hit that is asked for


@dataclass(frozen=True, slots=True)
class Filters:
    """Which articles may answer. Names of sources and authors ignore case; "zh" takes in "zh-Hans" and "zh-Hant".

    `since` and `until` are ISO 8601 dates, both included; "2026-03" as `until` takes in all of March.
    """

    numbers: frozenset[int] | None = None
    languages: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    since: str | None = None
    until: str | None = None

    def __bool__(self) -> bool:
        return self != Filters()

    def allow(self, head: Head) -> bool:
        if self.numbers is not None and head.number not in self.numbers:
            return False
        known = head.known()
        language = (known["language"] or "").casefold()
        if self.languages and not any(
            language == tag.casefold() or language.startswith(tag.casefold() + "-") for tag in self.languages
        ):
            return False
        for name, wanted in (("source", self.sources), ("author", self.authors)):
            if wanted and (known[name] or "").casefold() not in {value.casefold() for value in wanted}:
                return False
        published = known["published"] or ""
        if self.since and published[: len(self.since)] < self.since:
            return False
        return not self.until or bool(published and published[: len(self.until)] <= self.until)


def keyword_leg(
    library: Library, verified: Future[None], asked: Sequence[Collection[str]], count: int, allowed: Ids | None
) -> list[list[tuple[int, float]]]:
    """For each of these sets of terms the units that hold some, by BM25 (larger is better), best first.

    Waits until the keyword index is `verified`.
    """
    if allowed is not None and not len(allowed):
        return [[] for _ in asked]
    verified.result()
    found = library.dialect.best(library, asked, count if allowed is None else None)
    if allowed is None:
        return found
    return [_fitting(rows, allowed)[:count] for rows in found]


def _fitting(rows: list[tuple[int, float]], allowed: Ids) -> list[tuple[int, float]]:
    fits = np.isin(np.array([unit for unit, _ in rows], dtype=np.int64), allowed)
    return [row for row, fit in zip(rows, fits.tolist(), strict=True) if fit]


def stored_vector(library: Library, catalogue: Catalogue, unit: int) -> Vectors | None:
    """The vector of a sentence, float32 [1, dimension], or None if its article has been removed."""
    if not (owner := catalogue.owner(unit)):
        return None
    head, number = owner
    block = next(block for block in head.ranges if block.kind == "sentence" and block.first == unit - number)
    vectors = library.vectors(block, catalogue.facts.dimension)
    return None if vectors is None else vectors[number : number + 1]


def search(
    query: str,
    k: int,
    per_article: int | None,
    candidates: Iterable[tuple[int, float]],
    catalogue: Catalogue,
    article_of: Callable[[Head], Article | None],
) -> tuple[Hit, ...]:
    """Rank the candidates and show the best k sentences with the lines around them."""

    def sentence_of(unit: int) -> Sentence | None:
        found = placed(unit)
        return found[0].sentences[found[1]] if found else None

    def text_of(unit: int) -> str:
        found = sentence_of(unit)
        return found.display if found else ""

    def is_heading(unit: int) -> bool:
        found = sentence_of(unit)
        return found is not None and found.heading

    @cache  # asked for text, for being a heading, and for the hit
    def placed(unit: int) -> tuple[Article, int] | None:
        owner = catalogue.owner(unit)
        article = article_of(owner[0]) if owner else None
        return (article, owner[1]) if article and owner else None

    # One by one, since reading an article takes longer than ranking it.
    live = (
        (unit, score) for unit, score in candidates if _SAYS_SOMETHING.search(text_of(unit))
    )  # "/ 03 /" says nothing
    ranked = collapse(boost(live, query, text_of, is_heading), text_of, limit=None if per_article else k)
    chosen = share(ranked, k, lambda unit: (catalogue.owner(unit) or (None,))[0], per_article)
    return tuple(hit(*found, score) for unit, score in chosen if (found := placed(unit)))


def hit(article: Article, number: int, score: float) -> Hit:
    sentence = article.sentences[number]
    return Hit(
        article=article.id,
        title=article.title,
        language=article.language,
        score=score,
        text=article.text[sentence.start : sentence.end],
        display=sentence.display,
        start=sentence.start,
        end=sentence.end,
        number=number,
        source=article.source,
        published=article.published,
        before=article.sentences[number - 1].display if number else "",
        after=article.sentences[number + 1].display if number + 1 < len(article.sentences) else "",
    )
