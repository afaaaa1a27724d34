"""Readers' corrections of a comparison: a stance of an article or a claim, and "this is no contradiction".

They are kept in the library beside the article that they are about, and they win whenever it is compared again. What
is kept names spans of the original text and the content's hash, so that it stays true after export and import.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from index.article_index import ArticleIndex
from index.documents import Article
from index.errors import CorrectionError

from .claims import PlacedClaim
from .comparison_results import Conflict
from .statements import Citation, Stance

STANCES: tuple[Stance, ...] = ("bullish", "bearish", "neutral")
SCORE_OF: Mapping[Stance, float] = {"bullish": 1.0, "bearish": -1.0, "neutral": 0.0}
METADATA = ("title", "source", "author", "published", "language")
_ARTICLE = "stance"
_CLAIM = "stance of "
_NO_CONFLICT = "no contradiction "
_HASH_DIGITS = 16  # of the content's hash; enough to tell the articles of a library apart


@dataclass(frozen=True, slots=True)
class StanceCorrections:
    """What a reader said of one article: its stance, and those of claims by their span of the original text."""

    article: Stance | None
    claims: Mapping[tuple[int, int], Stance]


def correct_metadata(index: ArticleIndex, article_id: str, field: str, value: str | None) -> Article:
    """Lay a reader's title, source, author, date (`published`, YYYY-MM-DD) or language over what was read.

    Raises CorrectionError for another field, UnknownArticleError.
    """
    if field not in METADATA:
        raise CorrectionError(f"{field!r} cannot be corrected; these can: {', '.join(METADATA)}")
    return index.correct(article_id, field, value)


def correct_stance(
    index: ArticleIndex, article_id: str, stance: Stance | None, span: tuple[int, int] | None = None
) -> None:
    """Say what the stance of an article is, or of its claim at a span of the original text; None takes that back.

    Raises CorrectionError for a stance or a span that there is not, UnknownArticleError.
    """
    article = index.article(article_id)
    if stance is not None and stance not in STANCES:
        raise CorrectionError(f"{stance!r} is no stance: say {', '.join(STANCES)}, or none to take it back")
    if span is None:
        index.correct(article_id, _ARTICLE, stance)
        return
    if not 0 <= span[0] < span[1] <= len(article.text):
        raise CorrectionError(
            f"{span[0]}:{span[1]} is no span of article {article_id}, whose text ends at {len(article.text)}"
        )
    index.correct(article_id, f"{_CLAIM}{span[0]}:{span[1]}", stance)


def stances_of(index: ArticleIndex, article_id: str) -> StanceCorrections:
    """The corrections of an article's stance and of its claims'. Raises UnknownArticleError."""
    kept = index.corrections(article_id)
    claims = {}
    for field, value in kept.items():
        if field.startswith(_CLAIM) and value in STANCES:
            start, _, end = field.removeprefix(_CLAIM).partition(":")
            claims[(int(start), int(end))] = value
    whole = kept.get(_ARTICLE)
    return StanceCorrections(whole if whole in STANCES else None, claims)


def corrected_claims(
    claims: Sequence[PlacedClaim], stances: Mapping[tuple[int, int], Stance]
) -> tuple[PlacedClaim, ...]:
    """The claims, each with the reader's stance where there is one for its span."""

    def corrected(placed: PlacedClaim) -> PlacedClaim:
        stance = stances.get((placed.claim.citation.start, placed.claim.citation.end))
        if stance is None:
            return placed
        return replace(placed, claim=replace(placed.claim, stance=stance, score=SCORE_OF[stance], corrected=True))

    return tuple(corrected(placed) for placed in claims)


def mark_no_contradiction(index: ArticleIndex, sides: Sequence[Citation], wrong: bool = True) -> None:
    """Say that two quotes do not contradict each other, or with `wrong` False that they may after all.

    Of more than two sides every pair is marked. Raises CorrectionError for fewer than two, UnknownArticleError.
    """
    if len(sides) < 2:
        raise CorrectionError("a contradiction has two sides: name both")
    for position, first in enumerate(sides):
        for second in sides[position + 1 :]:
            index.correct(first.article, _no_conflict(index.article, first, second), "true" if wrong else None)


def real_conflicts(index: ArticleIndex, conflicts: Sequence[Conflict]) -> tuple[Conflict, ...]:
    """The conflicts that no reader has marked as none."""
    kept = {side.article: index.corrections(side.article) for conflict in conflicts for side in conflict.sides}

    def marked(first: Citation, second: Citation) -> bool:
        return any(
            kept[a.article].get(_no_conflict(index.article, a, b)) == "true"
            for a, b in ((first, second), (second, first))
        )

    return tuple(
        conflict for conflict in conflicts if not marked(conflict.sides[0].citation, conflict.sides[1].citation)
    )


def _no_conflict(article: Callable[[str], Article], first: Citation, second: Citation) -> str:
    other = article(second.article).content_hash[:_HASH_DIGITS]
    return f"{_NO_CONFLICT}{first.start}:{first.end} {other} {second.start}:{second.end}"
