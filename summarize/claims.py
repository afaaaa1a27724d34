"""One article → its claims. Nothing but the article itself goes in, so no other article can change them by a byte."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.documents import Article, Sentence
from index.embedders import Embedder

from .citations import cite
from .claimkinds import kind_of
from .llms import LanguageModel
from .results import Claim
from .salience import REPEATED, salience
from .speakers import speaker_of
from .stance import judge, quick_scores

MOST_CLAIMS = 16  # of one article; each costs the model one short prompt
OPINION_WEIGHT = 0.2  # how much a sentence that the cheap head finds opinionated is preferred


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim, the sentence it is and that sentence's vector (float32 [dimension], unit length)."""

    claim: Claim
    sentence: Sentence
    vector: NDArray[np.float32]


def claims_of(
    article: Article,
    vectors: NDArray[np.float32],
    model: LanguageModel,
    embedder: Embedder | None = None,
    progress: Callable[[float], None] | None = None,
) -> tuple[PlacedClaim, ...]:
    """The sentences that carry the article's argument, with stance, speaker and kind, in the article's order.

    `vectors` are those of its sentences, float32 [sentences, dimension]. Raises ModelError.
    """
    chosen = candidates(article, vectors)
    judged = judge([sentence.display for sentence in chosen], model, embedder)
    placed = []
    for sentence, judgement in zip(chosen, judged, strict=True):
        claim = Claim(
            text=sentence.display,
            stance=judgement.stance,
            score=judgement.score,
            speaker=speaker_of(sentence.display),
            kind=kind_of(sentence.display),
            citation=cite(article, sentence.start, sentence.end),
        )
        placed.append(PlacedClaim(claim, sentence, vectors[sentence.number]))
    if progress:
        progress(1.0)
    return tuple(placed)


def candidates(article: Article, vectors: NDArray[np.float32], count: int = MOST_CLAIMS) -> Sequence[Sentence]:
    """The sentences most worth judging: central to the article or opinionated, not headings, none said twice."""
    if not article.sentences:
        return ()
    scores = salience(article, vectors) + OPINION_WEIGHT * np.abs(quick_scores(vectors))
    chosen: list[int] = []
    for row in np.argsort(-scores, kind="stable").tolist():
        if len(chosen) == count or scores[row] < 0:
            break
        if all(float(vectors[row] @ vectors[other]) < REPEATED for other in chosen):
            chosen.append(row)
    return [article.sentences[row] for row in sorted(chosen)]
