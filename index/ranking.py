"""Ranking as pure functions over units and scores: context, levelling, boosts, near-duplicates, fair shares.

A unit is any hashable id (a sentence's id in the library). index/candidates.py makes the first list; then, in a search:

    ranked = boost(ranked, query, text_of, is_heading)   # sentences that hold what the question asks for; no headings
    ranked = collapse(ranked, text_of, limit=k)          # one of each group of near-duplicates
    hits   = share(ranked, k, article_of, per_article)   # a hearing for every article, if asked
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator
from heapq import heappop, heappush
from statistics import fmean
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from .keywords import terms
from .questions import asked_for, holds

Unit = TypeVar("Unit", bound=Hashable)
Ranked = list[tuple[Unit, float]]
Scores = NDArray[np.float64]

# How far a sentence that holds what was asked for is moved up, and a heading, which announces what others tell, is
# moved down, in units of the candidates' spread.
_BOOST = 1.5
_HEADING = 2.0
_SAME = 0.8
# How much of the difference between languages is taken out: an embedder puts its query's own language first.
_LEVELLING = 0.8


def smoothed(scores: Scores, inside: NDArray[np.bool_], weight: float) -> Scores:
    """For each row, the score in its middle + `weight` times the mean of the row, as far as it is `inside`.

    `scores` are float [units, width]: a unit's in the middle, its neighbours' on either side; `inside`, of the same
    shape, says which of these there are. What a sentence says is often told by its neighbours (who "it" is), and
    averaging scores keeps the sentence's own vector sharp, where averaging vectors or texts would blur it.
    """
    means = np.where(inside, scores, 0.0).sum(axis=1) / inside.sum(axis=1)
    return np.asarray(scores[:, scores.shape[1] // 2] + weight * means)


def levelled(scores: Scores, groups: NDArray[np.int64], counted: NDArray[np.bool_]) -> Scores:
    """Scores relative to the level of each unit's group (its language), in units of the mean spread within groups.

    All are [units]; `groups` are numbers. Level and spread of a group are mean and standard deviation of those of its
    scores that are `counted`. Four fifths of the difference between levels are taken out, so that each language is
    heard while the question's own still leads.
    """
    known = {group: scores[counted & (groups == group)] for group in np.unique(groups[counted]).tolist()}
    if not known:
        return np.zeros(len(scores))
    levels = {group: float(values.mean()) for group, values in known.items()}
    common = fmean(levels.values())
    spread = fmean(float(values.std()) for values in known.values()) or 1.0
    level_of = np.full(len(scores), common)
    for group, level in levels.items():
        level_of[groups == group] = common + _LEVELLING * (level - common)
    return np.asarray((scores - level_of) / spread)


def boost(
    ranked: Iterable[tuple[Unit, float]],
    query: str,
    text_of: Callable[[Unit], str],
    is_heading: Callable[[Unit], bool] = lambda unit: False,
) -> Iterator[tuple[Unit, float]]:
    """Favour units that hold the kind of thing the query asks for (a person, a date, an amount, a share, a count) over
    those that do not, and any over headings.

    `ranked` is by falling score, and so is what comes out. Texts are read only as far as the result is.
    """
    kinds = asked_for(query)
    most = _BOOST if kinds else 0.0
    waiting: list[tuple[float, int, Unit]] = []
    for place, (unit, score) in enumerate(ranked):
        # None of those to come can be moved up past what lies so high already.
        while waiting and -waiting[0][0] >= score + most:
            reached, _, first = heappop(waiting)
            yield first, -reached
        score += _BOOST * any(holds(text_of(unit), kind) for kind in kinds) - _HEADING * is_heading(unit)
        heappush(waiting, (-score, place, unit))
    while waiting:
        reached, _, first = heappop(waiting)
        yield first, -reached


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
        figures = frozenset(word for word in words if word[:1] == "n" and word[1:2].isdigit())
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
