"""One article → its claims. Nothing but the article itself goes in, so no other article can change them by a byte."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.documents import Article, Sentence

from .citations import cite
from .claimkinds import kind_of
from .figures.folding import fold
from .grouping import traits_of
from .llms import LanguageModel
from .results import Claim, Judgement
from .salience import REPEATED, salience
from .speakers import speaker_of
from .stance import judge, quick_judgements, quick_scores

MOST_CLAIMS = 14  # of one article
MOST_JUDGED = 9  # of them by the model, each for the price of one short prompt; the head on the vectors judges the rest
AT_ONCE = 3  # so that progress is seen, and a backend that can batch does
OPINION_WEIGHT = 0.2  # how much a sentence that the cheap head finds opinionated is preferred
NAMED_WEIGHT = 0.08  # how much one is preferred that names whom the article is about
UNNAMED = 0.5  # weight of a sentence that does not name it
SURE = 0.5  # score of the head from which a claim that the model does not see is worth showing


@dataclass(frozen=True, slots=True)
class PlacedClaim:
    """A claim, the sentence it is and that sentence's vector (float32 [dimension], unit length).

    `weight` is what it counts: less where the sentence does not name whom the article is about. `by_model` tells
    whether the language model has judged it, or only the head on the vectors.
    """

    claim: Claim
    sentence: Sentence
    vector: NDArray[np.float32]
    weight: float = 1.0
    by_model: bool = True


def claims_of(
    article: Article,
    vectors: NDArray[np.float32],
    model: LanguageModel,
    progress: Callable[[float], None] | None = None,
) -> tuple[PlacedClaim, ...]:
    """The sentences that carry the article's argument, with stance, speaker and kind, in the article's order.

    `vectors` are those of its sentences, float32 [sentences, dimension]. Raises ModelError.
    """
    names = [name.written for name in traits_of(article).names]
    chosen = candidates(article, vectors, names)
    judged: dict[int, Judgement] = {}
    for start in range(0, min(len(chosen), MOST_JUDGED), AT_ONCE):
        some = chosen[start : min(start + AT_ONCE, MOST_JUDGED)]
        numbers = [sentence.number for sentence in some]
        found = judge([sentence.display for sentence in some], model, vectors=vectors[numbers])
        judged |= dict(zip(numbers, found, strict=True))
        if progress:
            progress((start + len(some)) / MOST_JUDGED)
    rest = [sentence.number for sentence in chosen[MOST_JUDGED:]]
    quick = quick_judgements([article.sentences[number].display for number in rest], vectors[rest])
    judged |= {number: found for number, found in zip(rest, quick, strict=True) if abs(found.score) >= SURE}
    return tuple(
        _placed(article, article.sentences[number], vectors[number], judged[number], names, number not in rest)
        for number in sorted(judged)
    )


def _placed(
    article: Article,
    sentence: Sentence,
    vector: NDArray[np.float32],
    judgement: Judgement,
    names: Sequence[str],
    by_model: bool,
) -> PlacedClaim:
    claim = Claim(
        text=sentence.display,
        stance=judgement.stance,
        score=judgement.score,
        speaker=speaker_of(sentence.display),
        kind=kind_of(sentence.display),
        citation=cite(article, sentence.start, sentence.end),
    )
    return PlacedClaim(claim, sentence, vector, 1.0 if not names or names_one(sentence, names) else UNNAMED, by_model)


def names_one(sentence: Sentence, names: Sequence[str]) -> bool:
    """Whether the sentence has one of the folded names in it."""
    folded = fold(sentence.display)
    return any(name in folded for name in names)


def candidates(
    article: Article, vectors: NDArray[np.float32], names: Sequence[str] = (), count: int = MOST_CLAIMS
) -> Sequence[Sentence]:
    """The sentences most worth judging, the best first: central to the article, opinionated, about its subject.

    No headings, and nothing said twice.
    """
    if not article.sentences:
        return ()
    scores = salience(article, vectors) + OPINION_WEIGHT * np.abs(quick_scores(vectors))
    scores += NAMED_WEIGHT * np.array([names_one(sentence, names) for sentence in article.sentences])
    chosen: list[int] = []
    for row in np.argsort(-scores, kind="stable").tolist():
        if len(chosen) == count or scores[row] < 0:
            break
        if all(float(vectors[row] @ vectors[other]) < REPEATED for other in chosen):
            chosen.append(row)
    return [article.sentences[row] for row in chosen]
