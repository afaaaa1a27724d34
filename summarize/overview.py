"""The overview of a comparison: what is agreed, both cases and what would change each side's mind, all of it cited."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.documents import Article

from .agreeing import agreement_told, between_articles
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
AGREED = 3  # statements of what several articles say alike
QUOTED = 3  # quotes beside one of these
LONGEST = 160  # characters of a quote that is read faster than reworded; a Chinese or Japanese one counts double
UNTRANSLATED = 2  # quotes of a side, at most, that give way to its next since they could not be translated
_UNCLEAR = 0.5  # of its score, taken from a claim that leans on the sentence before it


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
    """A section and the quotes of which `count` are told, one a statement; or its `text` with all of them beside it."""

    section: Section | None
    quotes: Sequence[Citation]
    count: int = 1
    text: str | None = None


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
        if part.text:
            statements.append(Statement(part.text, "supported", numbering.number_all(part.quotes), part.section))
            continue
        shown = {(one.citation.article, one.citation.start) for statement in statements for one in statement.citations}
        for text, main in _worded(model, part, language, names, shown):
            statements.append(Statement(text, support_of(text, main), numbering.number_all([main]), part.section))
    return tuple(statements)


def _parts(told: Told, language: str) -> list[_Part]:
    parts = [_agreed(agreement, language) for agreement in between_articles(told.agreements)[:AGREED]]
    used = {(quote.article, quote.start) for part in parts for quote in part.quotes}
    claims = [one for one in told.claims if (one.claim.citation.article, one.claim.citation.start) not in used]
    bulls, bears = strongest(claims, "bullish", told), strongest(claims, "bearish", told)
    each = min(EACH_SIDE, min(len(bulls), len(bears)) or max(len(bulls), len(bears)))
    if bulls:
        parts.append(_Part("bulls", [claim.claim.citation for claim in bulls], each))
    if bears:
        parts.append(_Part("bears", [claim.claim.citation for claim in bears], each))
    if bulls and bears:
        used |= {(quote.article, quote.start) for part in parts for quote in part.quotes[: part.count]}
        for section, sign in _CHANGES:
            quotes = turning_points(told.articles, told.vectors_of, used, sign, most=1 + UNTRANSLATED)
            if quotes:
                parts.append(_Part(section, quotes))
    if not parts and told.claims:
        parts = [_Part(None, [told.claims[0].claim.citation])]  # what one article says alone is agreed by nobody
    return parts


_CHANGES: tuple[tuple[Section, int], ...] = (("would_change_bulls", -1), ("would_change_bears", 1))


def _agreed(agreement: Conflict, language: str) -> _Part:
    """An agreement in words of our own, else by the quote that says least besides, in the reader's language if any."""

    def more(side: Side) -> tuple[bool, int, int]:
        quote = side.citation
        figures = [one for one in parse(quote.display, quote.language) if one.value is not None]
        return not same_language(quote.language, language), len(figures), length(quote.display)

    quotes = [side.citation for side in sorted(agreement.sides, key=more)]
    text = agreement_told(agreement, language)
    return _Part("agreed", quotes[:QUOTED] if text else quotes[:1], text=text)


def strongest(claims: Iterable[PlacedClaim], stance: Stance, told: Told) -> list[PlacedClaim]:
    """The claims of one side, the strongest first: each voice is heard once before any is heard again.

    Who takes the other side comes last, since it only grants something; a reprint is no voice of its own, and what
    leans on the sentence before it counts less.
    """
    voices = {article.id: article.same_origin_as or article.id for article in told.articles}
    ranked = sorted((one for one in claims if one.claim.stance == stance), key=lambda one: -_strength(one))
    heard: Counter[str] = Counter()
    turns = []
    for claim in ranked:
        article = claim.claim.citation.article
        voice = voices.get(article, article)
        leaning = stance_of(told.scores.get(article, 0.0))
        turns.append((leaning not in (stance, "neutral"), heard[voice], leaning != stance, claim))
        heard[voice] += 1
    return [claim for *_, claim in sorted(turns, key=lambda turn: turn[:3])]


def _strength(claim: PlacedClaim) -> float:
    return abs(claim.claim.score) - (0.0 if stands_alone(claim.claim.text) else _UNCLEAR)


def _worded(
    model: LanguageModel, part: _Part, language: str, names: Spellings, shown: Set[tuple[str, int]]
) -> list[tuple[str, Citation]]:
    """As many statements as the part wants, each with a quote that is not `shown` yet, in the order of the quotes.

    Where one was not translated, another of the same article is tried, then those of others; the first ones stand as
    they are where too few were translated.
    """
    told: list[tuple[str, Citation]] = []
    waiting: list[tuple[str, Citation]] = []
    left, failed = [quote for quote in part.quotes if (quote.article, quote.start) not in shown], None
    while left and len(told) < part.count and len(told) + len(waiting) < part.count + UNTRANSLATED:
        quote = next((one for one in left if one.article == failed), left[0])
        left.remove(quote)
        text, main = _reported(model, quote, language, names)
        if same_language(quote.language, language) or text != quote.display:
            told.append((text, main))
            failed = None
        else:
            waiting.append((text, main))
            failed = None if failed else quote.article
    return (told + waiting)[: part.count]


def _reported(model: LanguageModel, quote: Citation, language: str, names: Spellings) -> tuple[str, Citation]:
    """The quote itself where it is short and in the reader's language, else what the model reports of it."""
    if same_language(quote.language, language) and length(quote.display) <= LONGEST:
        return for_reader(" ".join(quote.display.split()), language), quote
    return report(model, quote, language, names=names)
