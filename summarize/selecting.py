"""Which of the found sentences state the answer: each is judged by itself, by the model's log-odds of yes.

One sentence at a time is what a small model is good at: asked to choose among ten lettered sentences, the bundled one
prefers some letters to others (docs/LOG.md). The same odds are the ground for declining.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.documents import Hit

from .languages import for_model
from .llms import LanguageModel, Message
from .prompts import load_prompt

STATED = 0.0  # log-odds above which a sentence counts as stating the answer; calibrated, see docs/LOG.md
NEAR_BEST = 2.0  # a sentence this far below the best may still add a part of the answer or another source
MOST_PICKED = 3


@dataclass(frozen=True, slots=True)
class Judged:
    """A found sentence and the natural log-odds that it states the answer."""

    hit: Hit
    odds: float


def judge_hits(model: LanguageModel, question: str, hits: Sequence[Hit]) -> tuple[Judged, ...]:
    """The hits with their odds, best first; equals keep the order of the search."""
    system = Message("system", load_prompt("states.v1"))
    prompts = [[system, Message("user", f"Question: {question}\nText: {_one_line(hit)}\nReply:")] for hit in hits]
    replies = model.choose_many(prompts, ("yes", "no")) if prompts else ()
    judged = [Judged(hit, yes - no) for hit, (yes, no) in zip(hits, replies, strict=True)]
    return tuple(sorted(judged, key=lambda item: -item.odds))


def picked(judged: Sequence[Judged]) -> tuple[Hit, ...]:
    """The sentences to answer from, best first; none if no sentence states the answer."""
    if not judged or judged[0].odds < STATED:
        return ()
    bar = max(STATED, judged[0].odds - NEAR_BEST)
    return tuple(item.hit for item in judged if item.odds >= bar)[:MOST_PICKED]


def _one_line(hit: Hit) -> str:
    return for_model(" ".join(hit.display.split()), hit.language)
