"""A linear classifier over the bundled embedder's vectors: a first opinion on a sentence's stance, for nothing.

Multinomial logistic regression on multilingual-e5-small; made by `python -m tests.bench.train_stance`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]

LABELS = ("bullish", "bearish", "neutral")
HEAD_FILE = "stance_head.npz"


@dataclass(frozen=True, slots=True)
class StanceHead:
    """`mean` [dimension] is taken from a vector; `weights` [dimension, 3] and `bias` [3] are in the order of LABELS."""

    mean: Array
    weights: Array
    bias: Array

    def log_probabilities(self, vectors: Array) -> Array:
        """Float32 [texts, 3] in the order of LABELS, from vectors [texts, dimension]."""
        logits = (vectors - self.mean) @ self.weights + self.bias
        logits -= logits.max(axis=1, keepdims=True)
        return np.asarray(logits - np.log(np.exp(logits).sum(axis=1, keepdims=True)), np.float32)

    def fits(self, vectors: Array) -> bool:
        """Whether the vectors have the dimension it was trained on; those of another embedder mean nothing to it."""
        return vectors.ndim == 2 and vectors.shape[1] == self.mean.shape[0]


@cache
def bundled_head() -> StanceHead:
    """The head that is shipped."""
    with (files("summarize") / "data" / HEAD_FILE).open("rb") as source, np.load(source) as stored:
        return StanceHead(*(stored[name].astype(np.float32) for name in ("mean", "weights", "bias")))


def quick_scores(vectors: Array) -> Array:
    """Stance of each sentence from -1 to 1 by its passage vector alone, float32 [texts]; 0 for another embedder's."""
    head = bundled_head()
    if not head.fits(vectors):
        return np.zeros(len(vectors), np.float32)
    probabilities = np.exp(head.log_probabilities(vectors))
    return np.asarray(probabilities[:, 0] - probabilities[:, 1], np.float32)
