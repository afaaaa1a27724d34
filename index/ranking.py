"""Ranking as pure functions over (unit, score) pairs, best first: fusion, collapse of near-duplicates, fair shares.

A unit is any hashable id (a sentence's row id in the library). The order of use in a search:

    ranked = fuse([dense, keyword])                      # legs: lists of (unit, score), best first
    ranked = boost(ranked, query, text_of)               # sentences that hold what the question asks for
    ranked = collapse(ranked, text_of, limit=10 * k)     # one of each group of near-duplicates
    hits   = share(ranked, k, article_of, per_article)   # a hearing for every article, if asked
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

from .keywords import terms
from .questions import asked_for, holds

Unit = TypeVar("Unit", bound=Hashable)
Ranked = list[tuple[Unit, float]]

# Reciprocal rank fusion: Cormack, Clarke and Büttcher, SIGIR 2009, whose constant is 60.
_CONSTANT = 60
_BOOST = 0.15
_SAME = 0.8


def fuse(
    legs: Sequence[Sequence[tuple[Unit, float]]], weights: Sequence[float] | None = None, constant: float = _CONSTANT
) -> Ranked[Unit]:
    """Reciprocal rank fusion: a unit scores the sum over legs of weight / (constant + rank), rank from 1.

    `weights` has one number a leg (default 1 each). Scores are scaled so that first place in every leg gives 1.0.
    Ties keep the order of first appearance, so the result is the same each time.
    """
    weights = weights or [1.0] * len(legs)
    best = sum(weights) / (constant + 1)
    totals: dict[Unit, float] = defaultdict(float)
    for leg, weight in zip(legs, weights, strict=True):
        for rank, (unit, _) in enumerate(leg, start=1):
            totals[unit] += weight / (constant + rank) / best
    return sorted(totals.items(), key=lambda pair: -pair[1])


def boost(ranked: Iterable[tuple[Unit, float]], query: str, text_of: Callable[[Unit], str]) -> Ranked[Unit]:
    """Favour units that hold the kind of thing the query asks for (a person, a date, an amount, a share, a count)."""
    kinds = asked_for(query)
    if not kinds:
        return list(ranked)
    scored = [
        (unit, score * (1 + _BOOST * any(holds(text_of(unit), kind) for kind in kinds))) for unit, score in ranked
    ]
    return sorted(scored, key=lambda pair: -pair[1])


def collapse(
    ranked: Iterable[tuple[Unit, float]], text_of: Callable[[Unit], str], limit: int | None = None
) -> Ranked[Unit]:
    """Keep the best of each group of near-duplicates; stop after `limit` kept units.

    Two texts are near-duplicates if their sets of terms have a Jaccard similarity of at least 0.8 and their figures
    are the same: "up 12 %" and "up 13 %" are two findings, however alike their words.
    """
    kept: Ranked[Unit] = []
    seen: list[tuple[frozenset[str], frozenset[str]]] = []
    for unit, score in ranked:
        if limit is not None and len(kept) >= limit:
            break
        words = frozenset(terms(text_of(unit)))
        figures = frozenset(word for word in words if word[0] == "n" and word[1:2].isdigit())
        if any(
            figures == other_figures and words and len(words & other) >= _SAME * len(words | other)
            for other, other_figures in seen
        ):
            continue
        seen.append((words, figures))
        kept.append((unit, score))
    return kept


def share(
    ranked: Iterable[tuple[Unit, float]],
    k: int,
    article_of: Callable[[Unit], Hashable],
    per_article: int | None = None,
) -> Ranked[Unit]:
    """The k units to show. With `per_article`, every article present gets up to that many before any gets more.

    Places are dealt in rounds: first the best unit of each article, then its second, up to `per_article` rounds; what
    is left goes to the best of the rest. The result is in the order of score.
    """
    ranked = list(ranked)
    if not per_article:
        return ranked[:k]
    taken: dict[Hashable, int] = defaultdict(int)
    rounds: list[tuple[int, int]] = []
    for position, (unit, _) in enumerate(ranked):
        article = article_of(unit)
        rounds.append((min(taken[article], per_article), position))
        taken[article] += 1
    chosen = sorted(position for _, position in sorted(rounds)[:k])
    return [ranked[position] for position in chosen]
