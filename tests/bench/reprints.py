"""Are reprints linked to their origin, and different articles on the same subject not?

The texts are in tests/data/reprints.jsonl: four articles on each of eight invented subjects, with translations and
rewrites of half of them. Copies, cuts and the other script are made of them here. Each half of the subjects is one
library, to which its articles are added in a shuffled order, so that a reprint may come before what it repeats.
Thresholds were chosen on the half "dev" only.
"""

from __future__ import annotations

import json
import random
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import opencc

from index.article_index import ArticleIndex
from index.documents import RawDocument
from index.sentences import split

DATA = Path(__file__).parents[1] / "data" / "reprints.jsonl"
HALVES = ("dev", "held-out")
PAIRS_A_KIND = 4  # in each half
SEED = 5


@dataclass(frozen=True, slots=True)
class Text:
    """An article of the test; `origin` is the id of the text that it repeats or is, `kind` how it repeats it."""

    id: str
    origin: str
    subject: str
    kind: str
    text: str


def run(
    data: Path | None = None, articles: Path | None = None, limit: int | None = None, **options: Any
) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Figures of each half and a case for each pair; `limit` is the number of halves."""
    figures: dict[str, float] = {}
    cases: list[dict[str, Any]] = []
    for half in HALVES[:limit]:
        texts = texts_of(half)
        origins = _added(texts)
        pairs = [_case(first, second, origins) for first, second in combinations(texts, 2)]
        reprints = [pair for pair in pairs if pair["kind"] not in {"subject", "apart"}]
        joined = [pair for pair in pairs if pair["linked"]]
        right = [pair for pair in joined if pair in reprints]
        prefix = half.replace("-", "_")
        figures[f"{prefix}_precision"] = len(right) / len(joined) if joined else 0.0
        figures[f"{prefix}_recall"] = sum(pair["linked"] for pair in reprints) / len(reprints)
        figures[f"{prefix}_reprints"] = len(reprints)
        figures[f"{prefix}_same_subject"] = sum(pair["kind"] == "subject" for pair in pairs)
        figures[f"{prefix}_wrongly_linked"] = len(joined) - len(right)
        cases += [pair for pair in pairs if pair["kind"] != "apart" or not pair["ok"]]
    return figures, cases


def texts_of(half: str) -> list[Text]:
    """The articles of one half, and four reprints of each kind."""
    rows = [json.loads(line) for line in DATA.read_text("utf-8").splitlines()]
    rows = [row for row in rows if row["half"] == half]
    bases = [row for row in rows if "of" not in row]
    texts = [
        Text(row["id"], row.get("of", row["id"]), row["subject"], row.get("kind", "article"), row["text"])
        for row in rows
    ]
    chinese = [row for row in bases if row["language"].startswith("zh")]
    for number in range(PAIRS_A_KIND):
        for kind, row, make in (
            ("copied", bases[4 * number], (_reset, _in_a_portal, _edited, _shortened)[number]),
            ("cut", bases[4 * number + 1], _third),
            ("re-scripted", chinese[number], _other_script),
        ):
            texts.append(Text(f"{row['id']}.{kind}", row["id"], row["subject"], kind, make(row["text"], row)))
    return texts


def _added(texts: Sequence[Text]) -> dict[str, str]:
    """The id in the library of each text's origin, by the text's own id."""
    shuffled = random.Random(SEED).sample(texts, len(texts))
    with tempfile.TemporaryDirectory() as folder, ArticleIndex.open(folder) as index:
        report = index.add_documents([RawDocument(text.id, text.text) for text in shuffled])
        assert len(report.added) == len(texts), report.failed or report.unchanged
        return {article.path: article.same_origin_as or article.id for article in report.added}


def _case(first: Text, second: Text, origins: dict[str, str]) -> dict[str, Any]:
    """One pair: of an article and its reprint, of two articles on one subject, or of two that are further apart."""
    linked = origins[first.id] == origins[second.id]
    if first.origin == second.origin:
        kind = second.kind if first.kind == "article" else f"{first.kind} and {second.kind}"
    else:
        kind = "subject" if first.subject == second.subject and first.kind == second.kind == "article" else "apart"
    same = first.origin == second.origin
    return {"id": f"{first.id} {second.id}", "ok": linked == same, "kind": kind, "linked": linked}


def _paragraphs(text: str) -> list[str]:
    return text.split("\n\n")


def _sentences(text: str, row: dict[str, Any]) -> Iterator[str]:
    for paragraph in _paragraphs(text)[1:]:
        yield from (paragraph[start:end] for start, end in split(paragraph, row["language"]))


def _reset(text: str, row: dict[str, Any]) -> str:
    """Every sentence in a line of its own, with full-width figures."""
    wide = str.maketrans({chr(code): chr(code + 0xFEE0) for code in range(ord("0"), ord("9") + 1)})
    return "\n".join([_paragraphs(text)[0], "", *_sentences(text, row)]).translate(wide)


def _in_a_portal(text: str, row: dict[str, Any]) -> str:
    """Under the portal's own headline, with its furniture around it."""
    return "\n\n".join(["Home | Markets | Opinion", "What you should read today", text, "Please follow us and share!"])


def _edited(text: str, row: dict[str, Any]) -> str:
    """A few characters or words of every fourth sentence are gone."""
    kept = []
    for number, sentence in enumerate(_sentences(text, row)):
        words = sentence.split(" ")
        if number % 4 == 0:
            sentence = " ".join(words[:2] + words[4:]) if len(words) > 6 else sentence[:6] + sentence[9:]
        kept.append(sentence)
    return "\n\n".join([_paragraphs(text)[0], *kept])


def _shortened(text: str, row: dict[str, Any]) -> str:
    """Without its first paragraph and its last."""
    paragraphs = _paragraphs(text)
    return "\n\n".join([paragraphs[0], *paragraphs[2:-1]])


def _third(text: str, row: dict[str, Any]) -> str:
    """The third in the middle, under another headline."""
    sentences = list(_sentences(text, row))
    size = max(4, round(len(sentences) / 3))
    start = (len(sentences) - size) // 2
    return "\n\n".join(["In brief", *sentences[start : start + size]])


def _other_script(text: str, row: dict[str, Any]) -> str:
    """Simplified in Traditional characters with Taiwan's words, or the reverse."""
    convert: Callable[[str], str] = opencc.OpenCC("s2twp" if row["language"] == "zh-Hans" else "tw2sp").convert
    return convert(text)
