"""The points that are argued about: named by the model from the articles' own claims, filled by nearness.

The model proposes names from the strongest claims of every article; each claim then goes to the point it is nearest
to. Grouping the vectors first and naming the groups was tried: with the bundled embedder groups follow the wording
rather than the subject (docs/LOG.md).
"""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from index.embedders import Embedder
from index.errors import ModelReplyError

from .claims import PlacedClaim
from .languages import for_model, for_reader, is_in, model_language
from .llms import LanguageModel, Message
from .prompts import load_prompt

MOST_POINTS = 7
SHOWN = 18  # claims that the names are taken from, shared out among the articles
SHOWN_CHARACTERS = 70  # of each
POINTS_TOKENS = 140
LONGEST_NAME = 40  # characters
ALIKE = 0.955  # cosine from which two names are one point

_SCHEMA = {"type": "array", "items": {"type": "string", "maxLength": LONGEST_NAME}, "minItems": 3, "maxItems": 7}


def named_points(
    model: LanguageModel, embedder: Embedder, claims: Sequence[PlacedClaim], language: str
) -> list[tuple[str, list[PlacedClaim]]]:
    """Each point's name in the reader's language with its claims, those that most articles speak to first."""
    if not claims:
        return []
    names = _distinct(_names(model, claims, language), embedder)
    if not names:
        names = [claims[0].claim.text[:LONGEST_NAME]]
    nearest = _nearest(embedder.embed_queries(names), np.stack([claim.vector for claim in claims]))
    points = [
        (name, [claim for claim, place in zip(claims, nearest, strict=True) if place == row])
        for row, name in enumerate(names)
    ]
    filled = [(name, members) for name, members in points if members]
    return sorted(filled, key=lambda point: (-len({m.claim.citation.article for m in point[1]}), -len(point[1])))


def _names(model: LanguageModel, claims: Sequence[PlacedClaim], language: str) -> list[str]:
    shown = "\n".join(
        f"- {for_model(' '.join(c.claim.text.split()), c.claim.citation.language)[:SHOWN_CHARACTERS]}"
        for c in _shared_out(claims)
    )
    user = f"Sentences:\n{shown}\nLanguage: {model_language(language)}\nPoints:"
    prompt = [Message("system", load_prompt("points.v1")), Message("user", user)]
    try:
        reply = model.generate(prompt, max_tokens=POINTS_TOKENS, schema=_SCHEMA)
        written = json.loads(reply.text)
    except (ModelReplyError, ValueError):
        return []
    names = [for_reader(str(name).strip(), language) for name in written]
    return [name for name in names if name and is_in(name, language)][:MOST_POINTS]


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


def _distinct(names: Sequence[str], embedder: Embedder) -> list[str]:
    kept: list[str] = []
    vectors = embedder.embed_queries(list(names)) if names else np.zeros((0, 1), np.float32)
    rows: list[int] = []
    for row, name in enumerate(names):
        if name not in kept and all(float(vectors[row] @ vectors[other]) < ALIKE for other in rows):
            kept.append(name)
            rows.append(row)
    return kept


def _nearest(points: NDArray[np.float32], claims: NDArray[np.float32]) -> list[int]:
    """For each claim the nearest point.

    A point's mean nearness to all claims is taken away first, or the vaguest name would collect them all.
    """
    nearness = claims @ points.T
    nearness -= nearness.mean(axis=0)
    return [int(row) for row in nearness.argmax(axis=1)]
