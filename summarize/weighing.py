"""From the stance of claims to that of a cell or an article, so that neither a loud nor a picked sentence decides."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.documents import Article

from .claims import UNNAMED, PlacedClaim, names_one
from .grouping import traits_of
from .ratings import leaning
from .salience import salience
from .stance import quick_scores

# How far the head's scores of all sentences correct the claims' mean; the head errs, so less than 1 (docs/LOG.md).
_CORRECTION = 0.8
_RATED = 0.25  # what a "buy" adds, where no other analyst in the article says "sell"


def mean_score(claims: Sequence[PlacedClaim]) -> float:
    """The weighted mean of the claims' scores, 0 without claims."""
    return _mean([claim.claim.score for claim in claims], [claim.weight for claim in claims])


def article_score(article: Article, vectors: NDArray[np.float32], claims: Sequence[PlacedClaim]) -> float:
    """The stance of an article from -1 to 1, `vectors` being those of its sentences.

    Claims are picked for being opinionated, so their mean overstates. What the head says of all the article's
    sentences, less what it says of the picked ones, takes that out: the head is the control variate of the model.
    A broker's note says in one word what its careful sentences do not.
    """
    judged = [claim for claim in claims if claim.by_model or claim.claim.corrected]
    if not judged:
        return mean_score(claims)
    head = quick_scores(vectors)
    names = [name.written for name in traits_of(article).names]
    rows = [row for row, score in enumerate(salience(article, vectors)) if score > 0]
    weights = [1.0 if not names or names_one(article.sentences[row], names) else UNNAMED for row in rows]
    everywhere = _mean([float(head[row]) for row in rows], weights)
    of_claims = _mean([float(head[claim.sentence.number]) for claim in judged], [claim.weight for claim in judged])
    told = mean_score(judged) + _CORRECTION * (everywhere - of_claims) + _RATED * leaning(article)
    return max(-1.0, min(1.0, told))


def _mean(values: Sequence[float], weights: Sequence[float]) -> float:
    whole = sum(weights)
    return sum(value * weight for value, weight in zip(values, weights, strict=True)) / whole if whole else 0.0
