"""Articles about one subject → who says what: claims by article, points by source, contradictions, an overview."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from index.article_index import ArticleIndex
from index.documents import Article
from index.embedders import Embedder

from .asked_subject import is_their_subject
from .choosing import choose
from .claims import PlacedClaim, claims_of
from .conflicts import find
from .corrections import SCORE_OF, corrected_claims, real_conflicts, stances_of
from .judgements import judgements_apart
from .languages import language_of_articles, language_of_topic
from .llms import LanguageModel, Progress
from .overview import Told, overview
from .points import named_points
from .results import Cell, CellStance, ComparedArticle, Comparison, Conflict, Point, Stance
from .stance import stance_of
from .timeline import timeline
from .topics import on_topic
from .unmentioned import unmentioned
from .weighing import article_score, mean_score

SHARES = (0.05, 0.65, 0.7, 0.85)  # of the progress: claims from, to; points from; overview from


def compare(
    index: ArticleIndex,
    model: LanguageModel,
    topic: str | None = None,
    article_ids: Sequence[str] = (),
    language: str | None = None,
    progress: Progress | None = None,
) -> Comparison:
    """Compare some articles (default: all), on one topic if it is named.

    Where they are of several subjects, those of one are compared and the others are named in `left_out`.
    Raises UnknownArticleError, LibraryError, ModelError.
    """
    tell = progress or (lambda fraction, text: None)
    selected = [index.article(identifier) for identifier in dict.fromkeys(article_ids)] or list(index.articles())
    language = language or language_of_topic(topic, language_of_articles(selected))
    tell(0.0, "subjects")
    chosen = choose(index, selected, topic, language)
    articles = chosen.articles
    placed = _claims(index, model, articles, tell)
    corrections = {article.id: stances_of(index, article.id) for article in articles}
    placed = {name: corrected_claims(claims, corrections[name].claims) for name, claims in placed.items()}
    narrowed = None if topic and is_their_subject(topic, articles) else topic
    if narrowed:
        placed = on_topic(index, narrowed, placed)
    everything = [claim for claims in placed.values() for claim in claims]
    tell(SHARES[1], "contradictions")
    conflicts, agreements = _found(index.vectors, articles, narrowed, language)
    if not narrowed:
        conflicts += _of_judgement(articles, conflicts, language)
    conflicts = real_conflicts(index, conflicts)
    tell(SHARES[2], "points")
    points = _points(model, index.embedder, articles, everything, language)
    tell(SHARES[3], "overview")
    scores = {
        article.id: mean_score(placed[article.id])
        if narrowed
        else article_score(article, index.vectors(article.id), placed[article.id])
        for article in articles
    }
    compared = tuple(_compared(article, scores[article.id], corrections[article.id].article) for article in articles)
    told = overview(
        model,
        Told(articles, index.vectors, everything, agreements, {one.id: one.score for one in compared}),
        language,
        lambda part, text: tell(SHARES[3] + (1 - SHARES[3]) * part, text),
    )
    tell(1.0, "done")
    return Comparison(
        topic=topic,
        articles=compared,
        points=points,
        conflicts=conflicts,
        agreements=agreements,
        overview=told,
        language=language,
        groups=chosen.groups,
        left_out=chosen.left_out,
        unmentioned=unmentioned(articles, language),
        timeline=timeline(articles, compared, [*conflicts, *agreements]),
    )


def _claims(
    index: ArticleIndex, model: LanguageModel, articles: Sequence[Article], tell: Progress
) -> Mapping[str, tuple[PlacedClaim, ...]]:
    """The claims of each article; progress is told with every few sentences."""
    each = (SHARES[1] - SHARES[0]) / max(1, len(articles))

    def of(article: Article, start: float) -> tuple[PlacedClaim, ...]:
        text = f"claims: {article.title or article.path}"
        tell(start, text)
        vectors = index.vectors(article.id)
        return claims_of(article, vectors, model, lambda part: tell(start + each * part, text))

    return {article.id: of(article, SHARES[0] + each * done) for done, article in enumerate(articles)}


@lru_cache(maxsize=16)
def _found(
    vectors_of: Callable[[str], NDArray[np.float32]], articles: tuple[Article, ...], topic: str | None, language: str
) -> tuple[tuple[Conflict, ...], tuple[Conflict, ...]]:
    """Contradictions and agreements; kept, since all pairs of figures are judged and nothing changes them."""
    return find(articles, vectors_of, topic, language=language)


def _of_judgement(articles: Sequence[Article], found: Sequence[Conflict], language: str) -> tuple[Conflict, ...]:
    """Contradicting judgements, without those whose quotes all stand in a contradiction already."""
    told = [{(side.article, side.citation.start) for side in conflict.sides} for conflict in found]
    conflicts: list[Conflict] = []
    for conflict in judgements_apart(articles, language):
        quotes = {(side.article, side.citation.start) for side in conflict.sides}
        if not any(quotes <= others for others in told):
            told.append(quotes)
            conflicts.append(conflict)
    return tuple(conflicts)


def _compared(article: Article, score: float, corrected: Stance | None) -> ComparedArticle:
    score = SCORE_OF[corrected] if corrected else score
    return ComparedArticle(
        id=article.id,
        title=article.title,
        origin=article.same_origin_as or article.id,
        stance=corrected or stance_of(score),
        score=score,
        corrected=corrected is not None,
    )


def _points(
    model: LanguageModel, embedder: Embedder, articles: Sequence[Article], claims: Sequence[PlacedClaim], language: str
) -> tuple[Point, ...]:
    return tuple(
        Point(
            name,
            tuple(
                _cell(article.id, [m for m in members if m.claim.citation.article == article.id])
                for article in articles
            ),
        )
        for name, members in named_points(model, embedder, articles, claims, language)
    )


def _cell(article_id: str, members: Sequence[PlacedClaim]) -> Cell:
    if not members:
        return Cell(article_id, "silent", 0.0)
    score = mean_score(members)
    stance: CellStance = stance_of(score)
    strongest_first = sorted((member.claim for member in members), key=lambda claim: -abs(claim.score))
    return Cell(article_id, stance, score, tuple(strongest_first))
