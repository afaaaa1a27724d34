"""Articles about one subject → who says what: claims by article, points by source, contradictions, an overview."""

from __future__ import annotations

from collections.abc import Sequence

from index.article_index import ArticleIndex
from index.documents import Article
from index.embedders import Embedder

from .claims import PlacedClaim, claims_of
from .conflicts import find
from .corrections import SCORE_OF, corrected_claims, real_conflicts, stances_of
from .languages import detect_or, language_of_articles
from .llms import LanguageModel, Progress
from .overview import overview
from .points import named_points
from .results import Cell, CellStance, ComparedArticle, Comparison, Point, Stance
from .topics import on_topic

TAKES_A_SIDE = 0.2  # mean score from which an article or a cell is called bullish or bearish
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

    Raises UnknownArticleError, LibraryError, ModelError.
    """
    tell = progress or (lambda fraction, text: None)
    articles = [index.article(identifier) for identifier in dict.fromkeys(article_ids)] or list(index.articles())
    language = language or detect_or(topic, language_of_articles(articles))
    placed: dict[str, tuple[PlacedClaim, ...]] = {}
    for done, article in enumerate(articles):
        tell(SHARES[0] + (SHARES[1] - SHARES[0]) * done / len(articles), f"claims: {article.title or article.path}")
        placed[article.id] = claims_of(article, index.vectors(article.id), model, index.embedder)
    corrections = {article.id: stances_of(index, article.id) for article in articles}
    placed = {name: corrected_claims(claims, corrections[name].claims) for name, claims in placed.items()}
    if topic:
        placed = on_topic(index, topic, placed)
    everything = [claim for claims in placed.values() for claim in claims]
    tell(SHARES[1], "contradictions")
    conflicts, agreements = find(articles, index.vectors, topic)
    conflicts = real_conflicts(index, conflicts)
    tell(SHARES[2], "points")
    points = _points(model, index.embedder, articles, everything, language)
    tell(SHARES[3], "overview")
    told = overview(model, everything, agreements, language)
    tell(1.0, "done")
    return Comparison(
        topic=topic,
        articles=tuple(_compared(article, placed[article.id], corrections[article.id].article) for article in articles),
        points=points,
        conflicts=conflicts,
        agreements=agreements,
        overview=told,
        language=language,
    )


def _compared(article: Article, claims: Sequence[PlacedClaim], corrected: Stance | None) -> ComparedArticle:
    score = SCORE_OF[corrected] if corrected else mean_score(claims)
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
        for name, members in named_points(model, embedder, claims, language)
    )


def _cell(article_id: str, members: Sequence[PlacedClaim]) -> Cell:
    if not members:
        return Cell(article_id, "silent", 0.0)
    score = mean_score(members)
    stance: CellStance = stance_of(score)
    strongest_first = sorted((member.claim for member in members), key=lambda claim: -abs(claim.score))
    return Cell(article_id, stance, score, tuple(strongest_first))


def mean_score(claims: Sequence[PlacedClaim]) -> float:
    """The mean of the claims' scores: one loud sentence among many does not decide. 0 without claims."""
    return sum(claim.claim.score for claim in claims) / len(claims) if claims else 0.0


def stance_of(score: float) -> Stance:
    if score >= TAKES_A_SIDE:
        return "bullish"
    return "bearish" if score <= -TAKES_A_SIDE else "neutral"
