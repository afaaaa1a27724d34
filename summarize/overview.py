"""The overview of a comparison: what is agreed, the bulls' case and the bears' case, each sentence cited."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .citations import Numbering
from .claims import PlacedClaim
from .llms import LanguageModel
from .results import Citation, Conflict, Stance, Statement
from .wording import report

EACH_SIDE = 3  # statements of the bulls' and of the bears' case
AGREED = 2  # statements of what several articles say alike


def overview(
    model: LanguageModel, claims: Sequence[PlacedClaim], agreements: Sequence[Conflict], language: str
) -> tuple[Statement, ...]:
    """What several agree on, then both cases at equal length; a side that nobody takes is left out."""
    numbering = Numbering()
    statements = [
        _statement(model, [side.citation for side in agreement.sides][:3], language, numbering)
        for agreement in _between_articles(agreements)[:AGREED]
    ]
    bulls, bears = strongest(claims, "bullish"), strongest(claims, "bearish")
    length = min(len(bulls), len(bears)) or max(len(bulls), len(bears))
    for claim in [*bulls[:length], *bears[:length]]:
        statements.append(_statement(model, [claim.claim.citation], language, numbering))
    if not statements and claims:
        statements.append(_statement(model, [claims[0].claim.citation], language, numbering))
    return tuple(statements)


def strongest(claims: Iterable[PlacedClaim], stance: Stance) -> list[PlacedClaim]:
    """The strongest claims of one side, each article heard once before any is heard again."""
    ranked = sorted((c for c in claims if c.claim.stance == stance), key=lambda c: -abs(c.claim.score))
    heard: dict[str, int] = {}
    turns = []
    for claim in ranked:
        article = claim.claim.citation.article
        turns.append((heard.get(article, 0), claim))
        heard[article] = heard.get(article, 0) + 1
    turns.sort(key=lambda turn: turn[0])  # stable: the strongest first within a turn
    return [claim for _, claim in turns][:EACH_SIDE]


def _between_articles(agreements: Sequence[Conflict]) -> list[Conflict]:
    """Agreements of several articles, one for each quote that would be shown."""
    found: dict[tuple[str, int], Conflict] = {}
    for agreement in agreements:
        if len({side.article for side in agreement.sides}) > 1:
            quote = agreement.sides[0].citation
            found.setdefault((quote.article, quote.start), agreement)
    return list(found.values())


def _statement(model: LanguageModel, citations: Sequence[Citation], language: str, numbering: Numbering) -> Statement:
    text, main = report(model, citations[0], language)
    return Statement(text, "supported", numbering.number_all([main, *citations[1:]]))
