"""Bullish or bearish: what a sentence means for investors, by the model's first word, sharpened and checked.

The model answers with one of three words; the probabilities of their first tokens are the judgement (so nothing is
written and nothing needs parsing). They are right more often than they are sure, and a linear head over the sentence's
vector errs elsewhere: their weighted sum is better calibrated than either (figures in docs/LOG.md).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from index.embedders import Embedder

from .clauses import clause_of, rival_of
from .llms import LanguageModel, Message
from .prompts import load_prompt
from .results import Judgement, Stance
from .stance_head import Array, bundled_head, quick_scores

__all__ = ["judge", "judge_each", "quick_judgements", "quick_scores", "stance_of"]

STANCES: tuple[Stance, ...] = ("bullish", "bearish", "neutral")
_WORDS = ("good", "bad", "neutral")
_ANYONE = "the company"
# Fitted on the sentences of tests/bench/data/stance_own.jsonl, by likelihood, with a head that had not seen them.
_SHARPNESS = 1.5
_HEAD_WEIGHT = 0.5
# How far apart (in log-odds) entities must be to be told apart: with less, texts that are the same for both suffer.
_TOLD_APART = 0.75
# A sentence's stance shows in less; a page pasted as one line would be read for minutes.
_LONGEST_CHARACTERS = 600
TAKES_A_SIDE = 0.2  # score from which a claim, a cell or an article is called bullish or bearish
_MOST_NEUTRAL = 0.19
_HEAD_TRUST = 0.6


def judge(
    texts: Sequence[str],
    model: LanguageModel,
    embedder: Embedder | None = None,
    toward: str | None = None,
    vectors: Array | None = None,
) -> tuple[Judgement, ...]:
    """The stance of each text by itself, toward `toward` or else toward the company that it is about.

    The score is P(bullish) - P(bearish). The texts' vectors (passages; those of the embedder, if none are given) are
    asked only where nobody is named: the head that uses them knows sentences, not whose gain is whose loss.
    Raises ModelError.
    """
    if not texts:
        return ()
    if toward is not None:
        return tuple(_toward(text, toward, model) for text in texts)
    evidence = _model_evidence(_opening("stance_examples.v1"), [(text, _ANYONE) for text in texts], model)
    if vectors is None and embedder is not None:
        vectors = embedder.embed_passages(texts)
    if vectors is not None:
        evidence += _HEAD_WEIGHT * _head_evidence(vectors)
    return _judgements(texts, evidence)


def _toward(text: str, entity: str, model: LanguageModel) -> Judgement:
    """The stance toward one entity, told apart from somebody else whom the text names, if it does."""
    rival = rival_of(text, entity)
    return judge_each(text, [entity, rival] if rival else [entity], model)[0]


def judge_each(text: str, entities: Sequence[str], model: LanguageModel) -> tuple[Judgement, ...]:
    """The stance of one text toward each of several entities in it, in their order.

    The model knows better who fares better than how well each fares: the tone of the whole sentence colours what it
    says of everyone in it. So that tone, the mean of the entities' log-odds of good against bad, is taken out where
    the entities are told apart at all. Raises ModelError.
    """
    if not entities:
        return ()
    opening = _opening("stance_toward_examples.v1")
    evidence = _model_evidence(opening, [(text, entity) for entity in entities], model)
    clauses = [clause_of(text, entity) for entity in entities]
    if cut := [row for row, clause in enumerate(clauses) if clause != text]:
        questions = [(clauses[row], entities[row]) for row in cut]
        evidence[cut] = (evidence[cut] + _model_evidence(opening, questions, model)) / 2
    odds = evidence[:, 0] - evidence[:, 1]
    if float(odds.max() - odds.min()) >= _TOLD_APART:
        tone = float(odds.mean())
        evidence[:, 0] -= tone / 2
        evidence[:, 1] += tone / 2
    return _judgements([text] * len(entities), evidence)


def _model_evidence(opening: Sequence[Message], questions: Sequence[tuple[str, str]], model: LanguageModel) -> Array:
    """Sharpened log-probabilities [questions, 3] in the order of STANCES, for (text, entity)."""
    prompts = [[*opening, _question(text, entity)] for text, entity in questions]
    return np.asarray(_SHARPNESS * np.asarray(model.choose_many(prompts, _WORDS)), np.float32)


def stance_of(score: float) -> Stance:
    """The stance of a score, of a claim as of a cell or an article: from TAKES_A_SIDE on it takes a side."""
    if score >= TAKES_A_SIDE:
        return "bullish"
    return "bearish" if score <= -TAKES_A_SIDE else "neutral"


def quick_judgements(texts: Sequence[str], vectors: Array) -> tuple[Judgement, ...]:
    """Judgements by the head alone, from the texts' vectors [texts, dimension]; it is trusted less than the model."""
    scores = _HEAD_TRUST * quick_scores(vectors)
    return tuple(
        Judgement(text, stance_of(float(score)), float(score)) for text, score in zip(texts, scores, strict=True)
    )


def _judgements(texts: Sequence[str], evidence: Array) -> tuple[Judgement, ...]:
    probabilities = np.exp(evidence - evidence.max(axis=1, keepdims=True))
    probabilities /= probabilities.sum(axis=1, keepdims=True)
    return tuple(
        Judgement(text, stance, _in_keeping(stance, float(row[0] - row[1])))
        for text, row in zip(texts, probabilities, strict=True)
        for stance in [STANCES[int(row.argmax())]]
    )


def _in_keeping(stance: Stance, score: float) -> float:
    """The score inside the range of its stance, so that one threshold holds for claims, cells and articles."""
    if stance == "neutral":
        return max(-_MOST_NEUTRAL, min(_MOST_NEUTRAL, score))
    return max(score, TAKES_A_SIDE) if stance == "bullish" else min(score, -TAKES_A_SIDE)


def _head_evidence(vectors: Array) -> Array:
    head = bundled_head()
    return head.log_probabilities(vectors) if head.fits(vectors) else np.zeros((len(vectors), 3), np.float32)


def _opening(examples: str) -> tuple[Message, ...]:
    """The part that all judgements of a kind share, which the model therefore reads once.

    Where an entity is named the examples are texts that are good for one and bad, or nothing, for another.
    """
    turns = [Message("system", load_prompt("stance.v1"))]
    for line in load_prompt(examples).splitlines():
        word, entity, text = line.split(" · ", 2)
        turns += [_question(text, entity), Message("assistant", word)]
    return tuple(turns)


def _question(text: str, entity: str) -> Message:
    """One line for the text, so that nothing in it can pass for a question of ours."""
    return Message("user", f"{' '.join(text.split())[:_LONGEST_CHARACTERS]}\nFor {' '.join(entity.split())}:")
