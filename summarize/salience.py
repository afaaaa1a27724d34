"""Which sentences of an article carry it: near its centre, early, with a figure, a full sentence; no model is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.cleaners.bylines import byline_of
from index.documents import Article, Sentence

SHORTEST = 12  # characters; below that a sentence is a label or a cry
FULL_LENGTH = 40  # characters from which on a sentence counts as whole
LEAD_BONUS = 0.05  # for the first sentences, where news says what it is about
FIGURE_BONUS = 0.02
_BARRED = re.compile(r"\s[|｜·]\s")
_SENTENCE_ENDS = '.!。！”"’」』…'
REPEATED = 0.95  # cosine above which two sentences say the same


def salience(article: Article, vectors: NDArray[np.float32]) -> NDArray[np.float64]:
    """One score a sentence, higher for those that carry the article; `vectors` [sentences, dimension], unit length.

    Centrality is the cosine to the mean of the article's vectors, as in the centroid method of Radev et al. (2004).
    """
    if not article.sentences:
        return np.zeros(0)
    centre = vectors.mean(axis=0)
    centre /= max(float(np.linalg.norm(centre)), 1e-9)
    scores: NDArray[np.float64] = (vectors @ centre).astype(np.float64)
    for row, sentence in enumerate(article.sentences):
        scores[row] += LEAD_BONUS / (1 + row)
        scores[row] += FIGURE_BONUS * any(character.isdigit() for character in sentence.display)
        scores[row] -= 0.1 * max(0.0, 1 - len(sentence.display) / FULL_LENGTH)
        if sentence.heading or says_nothing(sentence.display):
            scores[row] -= 1.0
    return scores


def says_nothing(display: str) -> bool:
    """Whether a line reports nothing: a label, a question, or parts between bars such as a name and a date."""
    shown = display.rstrip()
    barred = _BARRED.search(shown) is not None and shown[-1:] not in _SENTENCE_ENDS
    return len(shown) < SHORTEST or shown[-1:] in "？?：:" or barred or byline_of(shown) is not None


def spread(article: Article, vectors: NDArray[np.float32], count: int) -> tuple[Sentence, ...]:
    """The best sentence of each of `count` equal stretches, so that beginning, middle and end are all heard.

    In the article's order; a stretch whose best only repeats an earlier one is passed over.
    """
    scores = salience(article, vectors)
    chosen: list[int] = []
    for rows in np.array_split(np.arange(len(scores)), min(count, len(scores))):
        for row in sorted(rows.tolist(), key=lambda row: -scores[row]):
            if scores[row] < 0:
                break
            if all(float(vectors[row] @ vectors[other]) < REPEATED for other in chosen):
                chosen.append(row)
                break
    if not chosen and len(scores):
        chosen = [int(np.argmax(scores))]
    return tuple(article.sentences[row] for row in sorted(chosen))


def gist(article: Article, vectors: NDArray[np.float32]) -> Sentence | None:
    """The one sentence that stands best for the article; None for an article without sentences."""
    scores = salience(article, vectors)
    return article.sentences[int(np.argmax(scores))] if len(scores) else None


def company(article: Article, sentence: Sentence) -> Sequence[Sentence]:
    """A short sentence with the one before it in its paragraph, which it most likely leans on; a long one alone."""
    before = article.sentences[sentence.number - 1] if sentence.number else None
    if before and before.paragraph == sentence.paragraph and not before.heading and len(sentence.display) < FULL_LENGTH:
        return (before, sentence)
    return (sentence,)
