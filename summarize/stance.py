"""Bullish or bearish: what a sentence means for investors, by the model's first word, sharpened and checked.

The model answers with one of three words; the probabilities of their first tokens are the judgement (so nothing is
written and nothing needs parsing). They are right more often than they are sure, and a linear head over the sentence's
vector errs elsewhere: their weighted sum is better calibrated than either (figures in docs/LOG.md).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.embedders import Embedder

from .llms import LanguageModel, Message
from .prompts import load_prompt
from .results import Judgement, Stance
from .stance_head import Array, bundled_head, quick_scores

__all__ = ["judge", "quick_scores"]

STANCES: tuple[Stance, ...] = ("bullish", "bearish", "neutral")
_WORDS = ("good", "bad", "neutral")
_ANYONE = "the company"
# Fitted on the sentences of tests/bench/data/stance_own.jsonl, by likelihood, with a head that had not seen them.
_SHARPNESS = 1.5
_HEAD_WEIGHT = 0.5
# A sentence's stance shows in less; a page pasted as one line would be read for minutes.
_LONGEST_CHARACTERS = 600


def judge(
    texts: Sequence[str],
    model: LanguageModel,
    embedder: Embedder | None = None,
    toward: str | None = None,
) -> tuple[Judgement, ...]:
    """The stance of each text by itself, toward `toward` or else toward the company that it is about.

    The score is P(bullish) - P(bearish). The embedder, if given, is asked only where nobody is named: the head that
    uses its vectors knows sentences, not whose gain is whose loss. Raises ModelError.
    """
    if not texts:
        return ()
    opening = _opening()
    prompts = [[*opening, _question(text, toward or _ANYONE)] for text in texts]
    evidence = _SHARPNESS * np.asarray(model.choose_many(prompts, _WORDS), np.float32)
    if embedder is not None and toward is None:
        evidence += _HEAD_WEIGHT * _head_evidence(texts, embedder)
    probabilities = np.exp(evidence - evidence.max(axis=1, keepdims=True))
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    return tuple(
        Judgement(text, STANCES[int(row.argmax())], float(row[0] - row[1]))
        for text, row in zip(texts, probabilities, strict=True)
    )


def _head_evidence(texts: Sequence[str], embedder: Embedder) -> Array:
    vectors = embedder.embed_passages(texts)
    head = bundled_head()
    return head.log_probabilities(vectors) if head.fits(vectors) else np.zeros((len(texts), 3), np.float32)


def _opening() -> tuple[Message, ...]:
    """The part that all judgements share, which the model therefore reads once."""
    turns = [Message("system", load_prompt("stance.v1"))]
    for line in load_prompt("stance_examples.v1").splitlines():
        word, entity, text = line.split(" · ", 2)
        turns += [_question(text, entity), Message("assistant", word)]
    return tuple(turns)


def _question(text: str, entity: str) -> Message:
    """One line for the text, so that nothing in it can pass for a question of ours."""
    return Message("user", f"{' '.join(text.split())[:_LONGEST_CHARACTERS]}\nFor {' '.join(entity.split())}:")
