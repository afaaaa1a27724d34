"""A first opinion on an article's stance, without a language model, so that a list of articles can show it."""

from __future__ import annotations

from dataclasses import dataclass

from index.article_index import ArticleIndex

from .corrections import SCORE_OF, stances_of
from .results import Stance
from .stance import quick_scores, stance_of


@dataclass(frozen=True, slots=True)
class Leaning:
    """A stance with a score from -1 to 1; `corrected` if a reader has said so."""

    stance: Stance
    score: float
    corrected: bool = False


def leaning(index: ArticleIndex, article_id: str) -> Leaning:
    """A reader's correction, else the mean of the sentences' quick scores. Raises UnknownArticleError."""
    said = stances_of(index, article_id).article
    if said:
        return Leaning(said, SCORE_OF[said], True)
    vectors = index.vectors(article_id)
    score = float(quick_scores(vectors).mean()) if len(vectors) else 0.0
    return Leaning(stance_of(score), score)
