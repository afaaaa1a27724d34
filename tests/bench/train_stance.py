"""python -m tests.bench.train_stance: make summarize/data/stance_head.npz anew.

Our own sentences weigh most, since they are of the kind that articles consist of; headlines (SEntFiN) and sentences of
Japanese reports (chABSA), with the named entity replaced by a mark, add breadth: a third of the former and the shorter
of the latter, which spares most of the embedding.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.embedders import load_embedder
from summarize.stance_head import HEAD_FILE, LABELS

from .keys import read_cases

ROOT = Path(__file__).resolve().parents[2]
OWN = Path(__file__).parent / "data" / "stance_own.jsonl"

ENTITY_MARK = "■"
_SHORT_REPORT = 70
_REPORTS = 500
_WEIGHTS = {"own": 5.0, "headlines": 1.0, "reports": 0.5}
_INVERSE_REGULARISATION = 10.0

Example = tuple[str, str, float]


def main() -> int:
    shared = Path(os.environ.get("JIANTING_SHARED", ROOT.parent / "shared"))
    parser = argparse.ArgumentParser(prog="python -m tests.bench.train_stance", description=(__doc__ or "").strip())
    parser.add_argument("--data", type=Path, default=shared / "eval", metavar="DIR")
    parser.add_argument("-o", type=Path, default=ROOT / "summarize" / "data" / HEAD_FILE, metavar="FILE", dest="output")
    options = parser.parse_args()
    examples = list(training_examples(options.data))
    vectors = load_embedder("bundled").embed_passages([text for text, _, _ in examples])
    np.savez(options.output, **fit(vectors, [label for _, label, _ in examples], [weight for _, _, weight in examples]))
    print(f"{options.output}: {len(examples)} examples")
    return 0


def training_examples(data: Path) -> Iterator[Example]:
    """(text, stance, weight) of our own sentences and of the two sets that a head may be trained on."""
    for case in read_cases(OWN):
        yield case["text"], case["stance"], _WEIGHTS["own"]
    headlines = list(_toward_entities(read_cases(data / "sentfin.jsonl")))
    for text, stance, _ in headlines[::3]:
        yield text, stance, _WEIGHTS["headlines"]
    reports = [
        (text, stance)
        for text, stance, length in _toward_entities(read_cases(data / "chabsa_ja.jsonl"))
        if length < _SHORT_REPORT or stance == "neutral"
    ]
    for text, stance in reports[:_REPORTS]:
        yield text, stance, _WEIGHTS["reports"]


def _toward_entities(cases: Sequence[Any]) -> Iterator[tuple[str, str, int]]:
    """(text with the entity marked, stance, length of the text itself) for each entity of each case."""
    for case in cases:
        for entity, stance in case["toward"].items():
            yield case["text"].replace(entity, ENTITY_MARK), stance, len(case["text"])


def fit(vectors: NDArray[np.float32], labels: Sequence[str], weights: Sequence[float]) -> dict[str, Any]:
    """Mean, weights and bias of a multinomial logistic regression, float16 (its rounding moves no probability)."""
    from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]

    mean = vectors.mean(axis=0)
    model = LogisticRegression(C=_INVERSE_REGULARISATION, max_iter=1000)
    model.fit(vectors - mean, labels, sample_weight=weights)
    order = [list(model.classes_).index(label) for label in LABELS]
    arrays = {"mean": mean, "weights": model.coef_[order].T, "bias": model.intercept_[order]}
    return {name: array.astype(np.float16) for name, array in arrays.items()}


if __name__ == "__main__":
    sys.exit(main())
