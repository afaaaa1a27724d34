"""The points that are argued about: told by the words of the claims, else named by the model and filled by nearness.

On a company the words tell the usual ones (see `aspects`), and what else claims share is found in them (see `things`).
Where those say little, the model proposes names from the strongest claims of every article, and each claim goes to the
point it is nearest to. Grouping the vectors first and naming the groups was tried: with the bundled embedder groups
follow the wording rather than the subject (docs/LOG.md).
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.documents import Article, Sentence
from index.embedders import Embedder
from index.errors import ModelReplyError
from index.folding import fold

from .aspects import ASPECTS, OTHER, Aspect, aspect_of
from .claims import PlacedClaim
from .languages import for_model, for_reader, model_language, same_language
from .llms import LanguageModel, Message
from .prompts import load_prompt
from .things import things_told

MOST_POINTS = 7  # that the model names
MOST_ASPECTS = 9  # besides what is left over
TOLD = 0.5  # share of the claims that must have such words for these to tell the points
SHOWN = 14  # claims that the names are taken from, shared out among the articles
SHOWN_CHARACTERS = 60  # of each
POINTS_TOKENS = 140
LONGEST_NAME = 40  # characters


def named_points(
    model: LanguageModel,
    embedder: Embedder,
    articles: Sequence[Article],
    claims: Sequence[PlacedClaim],
    language: str,
) -> list[tuple[str, list[PlacedClaim]]]:
    """Each point's name in the reader's language with its claims, those that most articles speak to first.

    Every claim is in one point. `articles` are those of the claims.
    """
    if not claims:
        return []
    told = _told(claims, language)
    if sum(name is not None for name in told) >= TOLD * len(claims) and len(set(told) - {None}) > 1:
        return _of_words(articles, claims, told, language)
    return _of_model(model, embedder, claims, language)


def _told(claims: Sequence[PlacedClaim], language: str) -> list[str | None]:
    """The name of what each claim speaks of by its words: an aspect, else what it shares with other claims."""
    aspects = [aspect_of(claim.claim.text) for claim in claims]
    things = things_told(claims, [aspect is None for aspect in aspects], language)
    return [aspect.name(language) if aspect else thing for aspect, thing in zip(aspects, things, strict=True)]


def _of_words(
    articles: Sequence[Article], claims: Sequence[PlacedClaim], told: Sequence[str | None], language: str
) -> list[tuple[str, list[PlacedClaim]]]:
    """What most articles speak of, and the rest; a claim without such words goes on with what stands before it."""
    by_id = {article.id: article for article in articles}
    order = [aspect.name(language) for aspect in ASPECTS]
    order += [name for name in told if name is not None and name not in order]
    other = OTHER.name(language)
    members: dict[str, list[PlacedClaim]] = {}
    for claim, name in zip(claims, told, strict=True):
        if name is None and (before := _spoken_of_before(by_id[claim.claim.citation.article], claim.sentence)):
            name = before.name(language)
        members.setdefault(name or other, []).append(claim)
    rest = members.pop(other, [])
    ranked = sorted(members.items(), key=lambda point: (*_least_spoken(point[1]), order.index(point[0])))
    # One claim is a point only where there are few.
    shown = [point for row, point in enumerate(ranked) if row < (MOST_POINTS if len(point[1]) == 1 else MOST_ASPECTS)]
    rest += [claim for point in ranked if point not in shown for claim in point[1]]
    return shown + ([(other, rest)] if rest else [])


def _spoken_of_before(article: Article, sentence: Sentence) -> Aspect | None:
    """What the nearest sentence before it in its paragraph speaks of: "Probably it will not."."""
    before = [one for one in article.sentences if one.paragraph == sentence.paragraph and one.number < sentence.number]
    return next((aspect for one in reversed(before) if (aspect := aspect_of(one.display))), None)


def _least_spoken(members: Sequence[PlacedClaim]) -> tuple[int, int]:
    return -len({member.claim.citation.article for member in members}), -len(members)


def _of_model(
    model: LanguageModel, embedder: Embedder, claims: Sequence[PlacedClaim], language: str
) -> list[tuple[str, list[PlacedClaim]]]:
    english = _distinct(_english_names(model, claims))
    if not english:
        return [(claims[0].claim.text[:LONGEST_NAME], list(claims))]
    names = _in_language(model, english, language)
    # A name in two languages is nearer to what is said in either.
    points = embedder.embed_queries(english) + embedder.embed_queries(names)
    nearest = _nearest(points, np.stack([claim.vector for claim in claims]))
    filled = [
        (name, members)
        for row, name in enumerate(names)
        if (members := [claim for claim, place in zip(claims, nearest, strict=True) if place == row])
    ]
    return sorted(filled, key=lambda point: _least_spoken(point[1]))


def _english_names(model: LanguageModel, claims: Sequence[PlacedClaim]) -> list[str]:
    """The points' names in English, in which the bundled model names well; in Chinese it repeats itself."""
    shown = "\n".join(
        f"- {for_model(' '.join(c.claim.text.split()), c.claim.citation.language)[:SHOWN_CHARACTERS]}"
        for c in _shared_out(claims)
    )
    return _written(model, "points.v1", f"Sentences:\n{shown}\nPoints:", 3, MOST_POINTS)


def _in_language(model: LanguageModel, english: list[str], language: str) -> list[str]:
    """The names in the reader's language; those that were not translated stay English."""
    if same_language(language, "en"):
        return english
    user = f"Topics: {json.dumps(english)}\nLanguage: {model_language(language)}\nTranslation:"
    written = [for_reader(name, language) for name in _written(model, "translate_points.v1", user, *[len(english)] * 2)]
    if len(written) != len(english) or len(set(written)) != len(written):
        return english
    return [name or original for name, original in zip(written, english, strict=True)]


def _written(model: LanguageModel, prompt: str, user: str, fewest: int, most: int) -> list[str]:
    schema = {
        "type": "array",
        "items": {"type": "string", "maxLength": LONGEST_NAME},
        "minItems": fewest,
        "maxItems": most,
    }
    messages = [Message("system", load_prompt(prompt)), Message("user", user)]
    try:
        written = json.loads(model.generate(messages, max_tokens=POINTS_TOKENS, schema=schema).text)
    except (ModelReplyError, ValueError):
        return []
    return [str(name).strip() for name in written] if isinstance(written, list) else []


def _shared_out(claims: Sequence[PlacedClaim]) -> list[PlacedClaim]:
    """The strongest claims of each article in turn, back in their order."""
    by_article: dict[str, list[int]] = {}
    for position, claim in enumerate(claims):
        by_article.setdefault(claim.claim.citation.article, []).append(position)
    for positions in by_article.values():
        positions.sort(key=lambda position: -abs(claims[position].claim.score))
    turns = [(turn, position) for positions in by_article.values() for turn, position in enumerate(positions)]
    chosen = sorted(position for _, position in sorted(turns)[:SHOWN])
    return [claims[position] for position in chosen]


def _distinct(names: Sequence[str]) -> list[str]:
    """The names without those that repeat, or only lengthen, an earlier one."""
    kept: list[str] = []
    for name in names:
        if not any(fold(other) in fold(name) or fold(name) in fold(other) for other in kept):
            kept.append(name)
    return kept


def _nearest(points: NDArray[np.float32], claims: NDArray[np.float32]) -> list[int]:
    """For each claim the nearest point.

    A point's mean nearness to all claims is taken away first, or the vaguest name would collect them all.
    """
    nearness = claims @ points.T
    nearness -= nearness.mean(axis=0)
    return [int(row) for row in nearness.argmax(axis=1)]
