"""Where articles, or those whom one quotes, judge the same thing differently: all kinds of it."""

from __future__ import annotations

from collections.abc import Sequence

from index.documents import Article

from .denials import denied
from .opinions import opposed
from .ratings import rated
from .results import Conflict
from .schedules import at_odds


def judgements_apart(articles: Sequence[Article], language: str) -> tuple[Conflict, ...]:
    """Ratings and price targets, claims and their denials, expected dates, outright opinions; named in `language`."""
    return (
        *rated(articles, language),
        *denied(articles, language),
        *at_odds(articles, language),
        *opposed(articles, language),
    )
