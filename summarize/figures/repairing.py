"""Puts right what a language model got wrong when it carried a figure into another language."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .folding import EAST_ASIAN, fold
from .model import Figure
from .parsing import parse
from .rendering import render
from .standing import may_mean, supported

_AMOUNTS = ("money", "count")


def convert_text(
    text: str,
    evidence: Sequence[str],
    language: str,
    evidence_languages: Sequence[str | None] = (),
    published: str | None = None,
) -> str:
    """Replace each figure that clearly stands for one of the evidence but has a wrong scale, currency or script
    by the figure as code renders it.

    "4.6 billion" for 4.6万亿 has the same digits under another scale word, "RMB 37 billion" for 370亿港元 the same
    value in another currency. Nothing is changed where two of the evidence have those digits.
    """
    languages = list(evidence_languages) or [None] * len(evidence)
    standing = [
        (figure, tag)
        for passage, tag in zip(evidence, languages, strict=True)
        for figure in parse(passage, tag, published)
    ]
    for figure in reversed(parse(text, language, published)):
        meant = _meant(figure, standing, language)
        if meant is not None:
            text = text[: figure.start] + render(meant, language) + text[figure.end :]
    return text


def _meant(figure: Figure, evidence: Sequence[tuple[Figure, str | None]], language: str) -> Figure | None:
    """The evidence's figure that this one stands for wrongly; None if it is right, or if that is not clear."""
    if figure.value is None:
        return None
    standing = [other for other, _ in evidence]
    if supported(figure, [other for other, tag in evidence if may_mean(figure, other, tag)]):
        foreign = EAST_ASIAN.search(figure.text) and language.split("-")[0] not in ("zh", "ja", "ko")
        same = [other for other in standing if other.kind == figure.kind and other.value == figure.value]
        # "90%" for 近九成: what the evidence only says nearly is not said exactly.
        softened = figure.direction == "exact" and all(other.direction != "exact" for other in same)
        return same[0] if same and (foreign or softened) else None
    candidates: dict[tuple[object, object], Figure] = {}
    for other in standing:
        if other.value is None:
            continue
        amounts = figure.kind in _AMOUNTS and other.kind in _AMOUNTS
        scaled = amounts and _digits(figure) == _digits(other) and len(_digits(figure)) > 1
        scaled = scaled and (other.unit is None or figure.unit in (None, other.unit, "USD", "CNY", "JPY", "¥"))
        # A bare number in the evidence has a noun that the tables do not know: to put it here would lose the noun.
        scaled = scaled and not (figure.kind == "count" and other.unit is None and figure.value == other.value)
        exchanged = figure.kind == other.kind == "money" and figure.value == other.value
        points = {figure.kind, other.kind} == {"percent", "points"} and figure.value == other.value
        if scaled or exchanged or points:
            candidates[other.value, other.unit] = other
    return next(iter(candidates.values())) if len(candidates) == 1 else None


def _digits(figure: Figure) -> str:
    """The significant digits as written, without separators and zeros at either end: 4.6万亿 and 4.6 billion → 46."""
    match = re.search(r"\d[\d.,]*", fold(figure.text))
    return re.sub(r"\D", "", match.group()).strip("0") if match else ""
