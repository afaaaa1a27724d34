"""The overview of a comparison: what is agreed, both cases and what would change each side's mind, all of it cited."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from index.documents import Article

from .citations import Numbering
from .claims import PlacedClaim
from .languages import for_reader, same_language
from .llms import LanguageModel, Progress
from .names import Spellings, latin_spellings
from .results import Citation, Conflict, Section, Stance, Statement
from .turning import turning_points
from .wording import report, support_of

EACH_SIDE = 3  # statements of the bulls' and of the bears' case
AGREED = 2  # statements of what several articles say alike
SHORT = 160  # characters of a quote that is read faster than reworded; a Chinese or Japanese one counts double

Part = tuple[Section | None, Sequence[Citation]]


def overview(
    model: LanguageModel,
    articles: Sequence[Article],
    vectors_of: Callable[[str], NDArray[np.float32]],
    claims: Sequence[PlacedClaim],
    agreements: Sequence[Conflict],
    language: str,
    progress: Progress | None = None,
) -> tuple[Statement, ...]:
    """What several agree on, both cases at equal length, and what would change each side's mind.

    A side that nobody takes is left out, as is what would change its mind. `vectors_of` gives an article's sentence
    vectors by its id. Raises ModelError.
    """
    parts: list[Part] = [
        ("agreed", [side.citation for side in agreement.sides][:3])
        for agreement in _between_articles(agreements)[:AGREED]
    ]
    bulls, bears = strongest(claims, "bullish"), strongest(claims, "bearish")
    length = min(len(bulls), len(bears)) or max(len(bulls), len(bears))
    parts += [("bulls", [claim.claim.citation]) for claim in bulls[:length]]
    parts += [("bears", [claim.claim.citation]) for claim in bears[:length]]
    if bulls and bears:
        used = {(quote.article, quote.start) for _, quotes in parts for quote in quotes}
        down, up = (turning_points(articles, vectors_of, used, sign) for sign in (-1, 1))
        if down and up:
            parts += [("would_change_bulls", down), ("would_change_bears", up)]
    if not parts and claims:
        parts = [(None, [claims[0].claim.citation])]  # what one article says alone is agreed by nobody
    numbering, names = Numbering(), latin_spellings(articles)
    statements = []
    for done, (section, quotes) in enumerate(parts):
        if progress:
            progress(done / len(parts), "overview")
        statements.append(_statement(model, section, quotes, language, numbering, names))
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
    """Agreements of several articles that do not only repeat the quotes of an earlier one."""
    found: list[Conflict] = []
    shown: set[tuple[str, int]] = set()
    for agreement in agreements:
        quotes = {(side.article, side.citation.start) for side in agreement.sides}
        if len({side.article for side in agreement.sides}) > 1 and not quotes & shown:
            shown |= quotes
            found.append(agreement)
    return found


def _statement(
    model: LanguageModel,
    section: Section | None,
    quotes: Sequence[Citation],
    language: str,
    numbering: Numbering,
    names: Spellings,
) -> Statement:
    """The first quote itself where it is short and in the reader's language, else what the model reports of it."""
    main = quotes[0]
    if same_language(main.language, language) and _length(main.display) <= SHORT:
        text = for_reader(" ".join(main.display.split()), language)
    else:
        text, main = report(model, main, language, names=names)
    return Statement(text, support_of(text, main), numbering.number_all([main, *quotes[1:]]), section)


def _length(text: str) -> int:
    return sum(1 + (ord(character) > 0x2E80) for character in text)
