"""Which claims a topic named by the reader is about; it selects among claims and never changes them."""

from __future__ import annotations

from collections.abc import Mapping

from index.article_index import ArticleIndex

from .claims import PlacedClaim

SEARCHED_EACH = 6  # sentences of each article that the topic may reach
NEAREST_EACH = 4  # claims of an article, at most, that are kept for being near


def on_topic(
    index: ArticleIndex, topic: str, placed: Mapping[str, tuple[PlacedClaim, ...]]
) -> dict[str, tuple[PlacedClaim, ...]]:
    """For each article its claims among the sentences that a search for the topic finds in it, in any language."""
    count = max(1, len(placed))
    found = index.search(topic, k=SEARCHED_EACH * count, articles=list(placed), per_article=SEARCHED_EACH).hits
    reached: dict[str, set[int]] = {identifier: set() for identifier in placed}
    for hit in found:
        if len(reached[hit.article]) < SEARCHED_EACH:
            reached[hit.article].add(hit.number)
    return {
        identifier: tuple(c for c in claims if _near(c.sentence.number, reached[identifier]))[:NEAREST_EACH]
        for identifier, claims in placed.items()
    }


def _near(number: int, reached: set[int]) -> bool:
    """A claim counts if its sentence, or the one beside it, was found."""
    return bool({number - 1, number, number + 1} & reached)
