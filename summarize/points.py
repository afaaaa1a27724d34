"""The points that are argued about: the claims of all sources, grouped by what they are about and named."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .claims import PlacedClaim
from .languages import for_model, for_reader, is_in, model_language
from .llms import LanguageModel, Message
from .prompts import load_prompt

MOST_POINTS = 8
CLAIMS_A_POINT = 6  # how many claims a point has on average
NAMED_FROM = 4  # claims that its name is taken from
NAME_TOKENS = 24
LONGEST_NAME = 40  # characters


def group(claims: Sequence[PlacedClaim]) -> list[list[PlacedClaim]]:
    """The claims in groups, the largest first: average-linkage clustering of centred vectors.

    Vectors of one embedder share a large common part, and those of one article another; taking both means away
    leaves what a sentence is about rather than which article, or language, it stands in.
    """
    if not claims:
        return []
    count = max(1, min(MOST_POINTS, round(len(claims) / CLAIMS_A_POINT)))
    labels = _cluster(_centred(claims), count)
    groups: dict[int, list[PlacedClaim]] = {}
    for claim, label in zip(claims, labels, strict=True):
        groups.setdefault(label, []).append(claim)
    return sorted(
        groups.values(), key=lambda members: (-len({m.claim.citation.article for m in members}), -len(members))
    )


def _centred(claims: Sequence[PlacedClaim]) -> NDArray[np.float32]:
    vectors = np.stack([claim.vector for claim in claims])
    articles = np.array([claim.claim.citation.article for claim in claims])
    centred = vectors - vectors.mean(axis=0)
    for article in set(articles.tolist()):
        rows = articles == article
        if rows.sum() > 1:
            centred[rows] -= centred[rows].mean(axis=0)
    norms: NDArray[np.float32] = np.linalg.norm(centred, axis=1, keepdims=True)
    return np.asarray(centred / np.maximum(norms, 1e-9), dtype=np.float32)


def _cluster(vectors: NDArray[np.float32], count: int) -> list[int]:
    if len(vectors) <= count:
        return list(range(len(vectors)))
    from scipy.cluster.hierarchy import fcluster, linkage

    tree = linkage(vectors, method="ward")
    return [int(label) for label in fcluster(tree, count, criterion="maxclust")]


def name(model: LanguageModel, members: Sequence[PlacedClaim], language: str) -> str:
    """A short name for what the claims are about, in the reader's language."""
    centre = np.mean([member.vector for member in members], axis=0)
    typical = sorted(members, key=lambda member: -float(member.vector @ centre))[:NAMED_FROM]
    texts = " / ".join(for_model(member.claim.text, member.claim.citation.language)[:120] for member in typical)
    user = f"Sentences: {texts}\nLanguage: {model_language(language)}\nTopic:"
    reply = model.generate(
        [Message("system", load_prompt("name_point.v1")), Message("user", user)], max_tokens=NAME_TOKENS, stop=("\n",)
    )
    named = for_reader(reply.text.strip().rstrip("。.:："), language)
    if named and len(named) <= LONGEST_NAME and is_in(named, language):
        return named
    return typical[0].claim.text[:LONGEST_NAME]
