"""Stance: sentences, entities that a headline is good or bad for, and the plain first-token method beside them."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.embedders import load_embedder
from summarize.llms import LanguageModel, Message, load_language_model
from summarize.stance import judge, judge_each
from summarize.stance_head import LABELS, bundled_head

from .keys import read_cases, share

# Every so manieth case of a large set is judged, up to this many texts.
_SAMPLE = 60

# The plain method: three letters, six examples, the likeliest letter. Of four wordings the one doing best on our own
# sentences, so that the comparison favours it; the worst calls everything bullish (docs/LOG.md).
_PLAIN_SYSTEM = """Classify the stance of the sentence toward the company.
A: bullish (good news)
B: bearish (bad news)
C: neutral (a plain fact, no judgement)
Reply with one letter."""
_LETTERS = ("A", "B", "C")
_PLAIN_EXAMPLES = (
    ("Profit rose by a third.", "A"),
    ("公司宣布裁员一半。", "B"),
    ("Der Firmensitz ist in Bonn.", "C"),
    ("同社の受注は過去最高だった。", "A"),
    ("The regulator fined the company.", "B"),
    ("公司有四个部门。", "C"),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A text, whom it is about (None: the company) and the stance that is right."""

    text: str
    toward: str | None
    stance: str


def run(
    data: Path, articles: Path, *, limit: int | None = None, model: str | None = None, plain: bool = True
) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Judge stance.jsonl, sentfin_conflicting.jsonl, and samples of sentfin.jsonl and chabsa_ja.jsonl.

    `articles` is not needed; files that are not there are left out. `limit` holds for each file.
    """
    embedder = load_embedder("bundled")
    language_model = load_language_model(model)
    figures: dict[str, float] = {}
    rows: list[dict[str, Any]] = []
    for name in ("stance", "sentfin_conflicting", "sentfin", "chabsa_ja"):
        path = data / f"{name}.jsonl"
        if not path.is_file():
            continue
        whole = name in ("stance", "sentfin_conflicting")
        pairs = _pairs(_sample(read_cases(path), limit, whole=whole))
        started = time.perf_counter()
        found = _judged(pairs, language_model, embedder)
        figures[f"{name}_seconds_each"] = share(1, len(pairs)) * (time.perf_counter() - started)
        figures |= _figures(name, pairs, found)
        if name == "stance":
            figures["stance_head_alone"] = _accuracy(pairs, _by_head(pairs, embedder))
        if plain:
            figures |= {
                f"{key}_plain": value for key, value in _figures(name, pairs, _plainly(pairs, language_model)).items()
            }
        rows += [
            {
                "id": f"{name}-{number}",
                "ok": stance == pair.stance,
                "text": pair.text,
                "toward": pair.toward,
                "expected": pair.stance,
                "found": stance,
                "score": round(score, 3),
            }
            for number, (pair, (stance, score)) in enumerate(zip(pairs, found, strict=True), 1)
        ]
    language_model.close()
    return figures, rows


def _pairs(cases: Sequence[Any]) -> list[Pair]:
    pairs = []
    for case in cases:
        if "stance" in case:
            pairs.append(Pair(case["text"], case.get("toward"), case["stance"]))
        else:
            pairs += [Pair(case["text"], entity, stance) for entity, stance in case["toward"].items()]
    return pairs


def _sample(cases: list[Any], limit: int | None, *, whole: bool) -> list[Any]:
    """All, or evenly spread cases: the large files are sorted by document."""
    step = 1 if whole else max(1, len(cases) // _SAMPLE)
    return cases[::step][: limit if whole else min(limit or _SAMPLE, _SAMPLE)]


def _judged(pairs: Sequence[Pair], model: LanguageModel, embedder: Any) -> list[tuple[str, float]]:
    """Stance and score of each: free sentences together, the entities of one text together, as a caller would."""
    found: dict[int, tuple[str, float]] = {}
    free = [number for number, pair in enumerate(pairs) if pair.toward is None]
    judgements = judge([pairs[number].text for number in free], model, embedder)
    found |= {number: (one.stance, one.score) for number, one in zip(free, judgements, strict=True)}
    for text in dict.fromkeys(pair.text for pair in pairs if pair.toward is not None):
        numbers = [number for number, pair in enumerate(pairs) if pair.text == text and pair.toward is not None]
        judgements = judge_each(text, [pairs[number].toward or "" for number in numbers], model)
        found |= {number: (one.stance, one.score) for number, one in zip(numbers, judgements, strict=True)}
    return [found[number] for number in range(len(pairs))]


def _by_head(pairs: Sequence[Pair], embedder: Any) -> list[tuple[str, float]]:
    rows = bundled_head().log_probabilities(embedder.embed_passages([pair.text for pair in pairs]))
    return [(LABELS[int(row.argmax())], 0.0) for row in rows]


def _plainly(pairs: Sequence[Pair], model: LanguageModel) -> list[tuple[str, float]]:
    opening = [Message("system", _PLAIN_SYSTEM)]
    for text, letter in _PLAIN_EXAMPLES:
        opening += [_plain_question(text, None), Message("assistant", letter)]
    chosen = model.choose_many([[*opening, _plain_question(pair.text, pair.toward)] for pair in pairs], _LETTERS)
    return [(LABELS[max(range(3), key=lambda place: values[place])], 0.0) for values in chosen]


def _plain_question(text: str, toward: str | None) -> Message:
    return Message("user", f"{text}\nStance toward {toward}:" if toward else f"{text}\nStance:")


def _figures(name: str, pairs: Sequence[Pair], found: Sequence[tuple[str, float]]) -> dict[str, float]:
    figures = {f"{name}_right": float(sum(pair.stance == one for pair, (one, _) in zip(pairs, found, strict=True)))}
    figures[f"{name}_of"] = float(len(pairs))
    if name == "sentfin_conflicting":
        figures["sentfin_conflicting_both_right"] = _both_right(pairs, found)
        return figures
    each = {label: _f1(label, pairs, found) for label in LABELS}
    figures |= {f"{name}_f1_{label}": value for label, value in each.items()}
    figures[f"{name}_macro_f1"] = sum(each.values()) / len(each)
    return figures


def _accuracy(pairs: Sequence[Pair], found: Sequence[tuple[str, float]]) -> float:
    return share(sum(pair.stance == one for pair, (one, _) in zip(pairs, found, strict=True)), len(pairs))


def _both_right(pairs: Sequence[Pair], found: Sequence[tuple[str, float]]) -> float:
    """The share of texts all of whose entities were judged rightly."""
    right: dict[str, bool] = {}
    for pair, (stance, _) in zip(pairs, found, strict=True):
        right[pair.text] = right.get(pair.text, True) and stance == pair.stance
    return share(sum(right.values()), len(right))


def _f1(label: str, pairs: Sequence[Pair], found: Sequence[tuple[str, float]]) -> float:
    both = [(pair.stance == label, stance == label) for pair, (stance, _) in zip(pairs, found, strict=True)]
    hits = sum(wanted and got for wanted, got in both)
    return share(2 * hits, sum(wanted for wanted, _ in both) + sum(got for _, got in both))
