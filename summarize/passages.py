"""Found sentences, each with the one that follows it: what a sentence announces, the next one tells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from index.documents import Article, Hit
from index.searching import hit as hit_of

from .context import EVIDENCE_TOKENS, FEWEST_SENTENCES, estimated_tokens

Passage = tuple[Hit, ...]  # sentences that follow one another in an article
ArticleOf = Callable[[str], Article]


def passages(hits: Sequence[Hit], article_of: ArticleOf | None, tokens: int = EVIDENCE_TOKENS) -> tuple[Passage, ...]:
    """The hits, best first, with the sentences that follow them, as far as they fit into that many tokens.

    At least FEWEST_SENTENCES hits are there. Sentences that follow one another are one passage, in the place of the
    best of them. Without articles nothing is known to follow.
    """
    found: dict[tuple[str, int], Hit] = {}
    for place, hit in enumerate(hits):
        news = [one for one in (hit, *_following(hit, article_of)) if (one.article, one.number) not in found]
        tokens -= sum(estimated_tokens(one.display) + 3 for one in news)
        if tokens < 0 and place >= FEWEST_SENTENCES:
            break
        found |= {(one.article, one.number): one for one in news}
    # A hit that another one brought along is itself again, with its own score.
    found |= {key: hit for hit in hits if (key := (hit.article, hit.number)) in found}
    joined: list[list[Hit]] = []
    seen: set[tuple[str, int]] = set()
    for article, number in found:
        if (article, number) in seen:
            continue
        first = last = number
        while (article, first - 1) in found:
            first -= 1
        while (article, last + 1) in found:
            last += 1
        run = [(article, place) for place in range(first, last + 1)]
        seen |= set(run)
        joined.append([found[key] for key in run])
    return tuple(map(tuple, joined))


def _following(hit: Hit, article_of: ArticleOf | None) -> list[Hit]:
    if article_of is None:
        return []
    article = article_of(hit.article)
    return [hit_of(article, hit.number + 1, hit.score)] if hit.number + 1 < len(article.sentences) else []
