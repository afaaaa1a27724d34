"""What claims argue about besides the aspects of a company, found by the words that several of them share."""

from __future__ import annotations

from collections.abc import Sequence

from index.concepts import is_thing, name_of
from index.keywords import terms
from index.language import is_chinese

from .claims import PlacedClaim
from .languages import for_reader

# Matters of business that are no point by themselves, by their English names.
_NO_POINT = frozenset({
    "average", "business", "chairman", "chief executive", "company", "cooperation", "daily", "decline", "domestic",
    "economy", "first half", "found", "founder", "growth", "headquarters", "industry", "largest", "monthly", "overseas",
    "pay", "population", "product", "purchase", "quarter", "second half", "service", "share", "total", "units sold",
})  # fmt: skip

FEWEST_CLAIMS = 2  # of two articles that make a point
FEWEST_OF_ONE = 3  # where only one article speaks of it
MOST_SHARE = 0.4  # of all claims; what more of them speak of is the subject itself


def things_told(claims: Sequence[PlacedClaim], free: Sequence[bool], language: str) -> list[str | None]:
    """For each claim that is `free` what it shares with others, in the reader's language (else in English), or None.

    A thing is a concept of the lexicons, the same in all languages. What most articles speak of comes first, then what
    most claims do; each claim is given to one.
    """
    told = [_things(claim) for claim in claims]
    everywhere = {thing for thing in frozenset().union(*told) if _share(thing, told) > MOST_SHARE}
    waiting = {place for place, allowed in enumerate(free) if allowed}
    found: list[str | None] = [None] * len(claims)
    while True:
        groups: dict[str, list[int]] = {}
        for place in sorted(waiting):
            for thing in told[place] - everywhere:
                groups.setdefault(thing, []).append(place)
        ranked = sorted(
            (-_articles(claims, places), -len(places), thing)
            for thing, places in groups.items()
            if len(places) >= (FEWEST_CLAIMS if _articles(claims, places) > 1 else FEWEST_OF_ONE)
        )
        if not ranked:
            return found
        thing = ranked[0][2]
        for place in groups[thing]:
            found[place] = _named(thing, language)
        waiting -= set(groups[thing])


def _things(claim: PlacedClaim) -> frozenset[str]:
    spoken = filter(is_thing, terms(claim.claim.text, claim.claim.citation.language))
    return frozenset(thing for thing in spoken if name_of(thing, "en") not in _NO_POINT)


def _share(thing: str, told: Sequence[frozenset[str]]) -> float:
    return sum(thing in things for things in told) / len(told)


def _articles(claims: Sequence[PlacedClaim], places: Sequence[int]) -> int:
    return len({claims[place].claim.citation.article for place in places})


def _named(thing: str, language: str) -> str:
    family = "zh" if is_chinese(language) else language.split("-")[0]
    name = name_of(thing, family) or name_of(thing, "en") or thing
    return for_reader(name[:1].upper() + name[1:], language)
