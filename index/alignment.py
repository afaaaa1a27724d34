"""How much of a text another text says too, sentence by sentence and in the same order.

A translation or a paraphrase goes through its original from beginning to end. Articles on one subject share facts, and
so sentences, but not their order. How alike two sentences are is measured by the margin of their cosine over what each
reaches with its nearest neighbours (Conneau et al., "Word Translation Without Parallel Data", 2018, section 2.3:
CSLS): it makes up for cosines that lie lower between two languages, and for sentences that are near to everything.
"""

from __future__ import annotations

import numpy as np

from .stores import Vectors

_NEIGHBOURS = 3
# From this margin on a pair of sentences counts as one: what suits the bundled model, whose cosines lie within a narrow
# band, and more where they are spread more widely than its are (their quartiles lie at most 0.054 apart there).
_FULL_MARGIN = 0.03
_USUAL_SPREAD = 0.055


def aligned_share(first: Vectors, second: Vectors) -> float:
    """From 0 to 1: the most that a monotone alignment of the sentences finds, over the shorter text's number.

    Both are unit vectors, float32 [sentences, dimension].
    """
    if not len(first) or not len(second):
        return 0.0
    cosines = first @ second.T
    spread = float(np.subtract(*np.quantile(cosines, (0.75, 0.25))))
    counted = np.clip(_margins(cosines) / (_FULL_MARGIN * max(1.0, spread / _USUAL_SPREAD)), 0.0, 1.0)
    # best[j] is what the rows so far reach with the first j columns.
    best = np.zeros(len(second) + 1)
    for row in counted:
        best[1:] = np.maximum.accumulate(np.maximum(best[1:], best[:-1] + row))
    return float(best[-1]) / min(len(first), len(second))


def _margins(cosines: Vectors) -> Vectors:
    """Twice each cosine, less the mean of the nearest in its row and of the nearest in its column."""
    rows = np.sort(cosines, axis=1)[:, -_NEIGHBOURS:].mean(axis=1, keepdims=True)
    columns = np.sort(cosines, axis=0)[-_NEIGHBOURS:].mean(axis=0, keepdims=True)
    margins: Vectors = 2 * cosines - rows - columns
    return margins
