"""The overview of a comparison: what is agreed, both cases and what would change each side's mind, all of it cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.documents import Article

from .citations import Numbering
from .claims import PlacedClaim
from .figures import parse
from .languages import for_reader, same_language
from .llms import LanguageModel, Progress
from .names import Spellings, latin_spellings
from .results import Citation, Conflict, Section, Side, Stance, Statement
from .stance import stance_of
from .standing_alone import length, stands_alone
from .turning import turning_points
from .wording import report, support_of

EACH_SIDE = 3  # statements of the bulls' and of the bears' case
AGREED = 2  # statements of what several articles say alike
LONGEST = 160  # characters of a quote that is read faster than reworded; a Chinese or Japanese one counts double
UNTRANSLATED = 2  # quotes of a side, at most, that give way to its next since they could not be translated
_UNCLEAR = 0.3  # of its score, taken from a claim that leans on the sentence before it


@dataclass(frozen=True, slots=True)
class Told:
    """What a comparison is about, as the overview needs it.

    `vectors_of` gives an article's sentence vectors (float32, one row a sentence) by its id; `scores` the articles'
    stances from -1 to 1, in which what is missing is 0.
    """

    articles: Sequence[Article]
    vectors_of: Callable[[str], NDArray[np.float32]]
    claims: Sequence[PlacedClaim]
    agreements: Sequence[Conflict]
    scores: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Part:
    """A section and the quotes of which `count` are told, one a statement; `beside` are further ones of the first."""

    section: Section | None
    quotes: Sequence[Citation]
    count: int = 1
    beside: Sequence[Citation] = ()


def overview(
    model: LanguageModel, told: Told, language: str, progress: Progress | None = None
) -> tuple[Statement, ...]:
    """What several agree on, both cases at equal length, and what would change each side's mind.

    A side that nobody takes is left out, as is what would change its mind. Raises ModelError.
    """
    parts = _parts(told, language)
    numbering, names = Numbering(), latin_spellings(told.articles)
    statements: list[Statement] = []
    for done, part in enumerate(parts):
        if progress:
            progress(done / len(parts), "overview")
        for text, main in _worded(model, part, language, names):
            cited = numbering.number_all([main, *part.beside])
            statements.append(Statement(text, support_of(text, main), cited, part.section))
    return tuple(statements)


def _parts(told: Told, language: str) -> list[_Part]:
    parts = [_agreed(agreement, language) for agreement in _between_articles(told.agreements)[:AGREED]]
    used = {(quote.article, quote.start) for part in parts for quote in (*part.quotes, *part.beside)}
    claims = [one for one in told.claims if (one.claim.citation.article, one.claim.citation.start) not in used]
    bulls, bears = strongest(claims, "bullish", told), strongest(claims, "bearish", told)
    length = min(EACH_SIDE, min(len(bulls), len(bears)) or max(len(bulls), len(bears)))
    if bulls:
        parts.append(_Part("bulls", [claim.claim.citation for claim in bulls], length))
    if bears:
        parts.append(_Part("bears", [claim.claim.citation for claim in bears], length))
    if bulls and bears:
        used |= {(quote.article, quote.start) for part in parts for quote in part.quotes[: part.count]}
        for section, sign in _CHANGES:
            parts += [_Part(section, [quote]) for quote in turning_points(told.articles, told.vectors_of, used, sign)]
    if not parts and told.claims:
        parts = [_Part(None, [told.claims[0].claim.citation])]  # what one article says alone is agreed by nobody
    return parts


_CHANGES: tuple[tuple[Section, int], ...] = (("would_change_bulls", -1), ("would_change_bears", 1))


def _agreed(agreement: Conflict, language: str) -> _Part:
    """An agreement by the quote that says least besides, in the reader's language if there is one."""

    def more(side: Side) -> tuple[bool, int, int]:
        quote = side.citation
        figures = [one for one in parse(quote.display, quote.language) if one.value is not None]
        return not same_language(quote.language, language), len(figures), length(quote.display)

    sides = sorted(agreement.sides, key=more)
    return _Part("agreed", [sides[0].citation], beside=[side.citation for side in sides[1:3]])


def strongest(claims: Iterable[PlacedClaim], stance: Stance, told: Told) -> list[PlacedClaim]:
    """The claims of one side, the strongest first: each voice is heard once before any is heard again.

    Who takes that side comes before who only grants it something; a reprint is no voice of its own, and what leans on
    the sentence before it counts less.
    """
    voices = {article.id: article.same_origin_as or article.id for article in told.articles}
    ranked = sorted((one for one in claims if one.claim.stance == stance), key=lambda one: -_strength(one))
    heard: Counter[str] = Counter()
    turns = []
    for claim in ranked:
        article = claim.claim.citation.article
        voice = voices.get(article, article)
        turns.append((heard[voice], stance_of(told.scores.get(article, 0.0)) != stance, claim))
        heard[voice] += 1
    return [claim for *_, claim in sorted(turns, key=lambda turn: turn[:2])]


def _strength(claim: PlacedClaim) -> float:
    return abs(claim.claim.score) - (0.0 if stands_alone(claim.claim.text) else _UNCLEAR)


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


def _worded(model: LanguageModel, part: _Part, language: str, names: Spellings) -> list[tuple[str, Citation]]:
    """As many statements as the part wants, each with its quote; what was not translated gives way to the next."""
    told: list[tuple[str, Citation]] = []
    waiting: list[tuple[str, Citation]] = []
    for quote in part.quotes:
        if len(told) == part.count:
            break
        text, main = _reported(model, quote, language, names)
        foreign = not same_language(quote.language, language) and text == quote.display
        if foreign and len(waiting) < UNTRANSLATED and part.quotes[-1] is not quote:
            waiting.append((text, main))
        else:
            told.append((text, main))
    return (told + waiting)[: part.count]


def _reported(model: LanguageModel, quote: Citation, language: str, names: Spellings) -> tuple[str, Citation]:
    """The quote itself where it is short and in the reader's language, else what the model reports of it."""
    if same_language(quote.language, language) and length(quote.display) <= LONGEST:
        return for_reader(" ".join(quote.display.split()), language), quote
    return report(model, quote, language, names=names)
