"""Cleaning: phrases that must survive or go, and the F1 of main content on pages whose article is known.

The measure of scrapinghub/article-extraction-benchmark: words in runs of four, counted with their multiplicity;
precision and recall are means over pages, F1 is their harmonic mean. In Chinese and Japanese, which set no spaces
between words, each character counts as a word: else a run would be four clauses.

DIR holds cleaning.jsonl (a line: {"doc", "keep": [phrases], "drop": [phrases]}, the text of `doc` at ARTICLES/doc.txt),
or pages: ground-truth.json ({"NAME": {"articleBody": the text}}) and html/NAME.html.gz or html/NAME.html; or both.
"""

from __future__ import annotations

import gzip
import json
import statistics
from collections import Counter
from pathlib import Path
from typing import Any

import regex

from index.cleaning import clean
from index.documents import RawDocument
from index.errors import ReadingError
from index.folding import fold
from index.readers.html import html_document, read_html

_WORD = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}]|[\w--[\p{Han}\p{Hiragana}\p{Katakana}]]+", regex.V1)
_RUN = 4
_NUMBERED = regex.compile(r"\[\d+\]")


def run(data: Path, articles: Path, **options: Any) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Figures and cases of `data`: a folder with cleaning.jsonl, or of pages, or of both: see the top of this file."""
    figures: dict[str, float] = {}
    cases: list[dict[str, Any]] = []
    if (data / "cleaning.jsonl").exists():
        found, phrase_cases = _phrases(data / "cleaning.jsonl", articles)
        figures |= found
        cases += phrase_cases
    if (data / "ground-truth.json").exists():
        found, page_cases = _pages(data)
        figures |= found
        cases += page_cases
    return figures, cases


def holds(text: str, key: str) -> bool:
    """Whether `text` contains one of the alternatives of `key`; a figure's edge may not touch another figure."""
    squeezed = _squeezed(text)
    return any(regex.search(_edged(_squeezed(part)), squeezed) for part in key.split("|"))


def _squeezed(text: str) -> str:
    import unicodedata

    return regex.sub(r"\s+", "", fold(unicodedata.normalize("NFKC", _NUMBERED.sub("", text))))


def _edged(key: str) -> str:
    before = r"(?<!\d)(?<!\d[.,])" if key[:1].isdigit() else ""
    after = r"(?!\d)(?![.,]\d)" if key[-1:].isdigit() else ""
    return before + regex.escape(key) + after


def _phrases(path: Path, articles: Path) -> tuple[dict[str, float], list[dict[str, Any]]]:
    cases = []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        text = (articles / f"{row['doc']}.txt").read_text("utf-8")
        cleaned = clean(RawDocument(path=row["doc"], text=text)).clean
        lost = [key for key in row["keep"] if not holds(cleaned, key)]
        left = [key for key in row["drop"] if holds(cleaned, key)]
        cases.append({"id": row["doc"], "ok": not lost and not left, "lost": lost, "left": left})
    return {"documents_right": sum(case["ok"] for case in cases), "documents": len(cases)}, cases


def _pages(data: Path) -> tuple[dict[str, float], list[dict[str, Any]]]:
    truth = json.loads((data / "ground-truth.json").read_text("utf-8"))
    cases = []
    for name, page in truth.items():
        try:
            body = clean(_page(data / "html", name)).clean
        except ReadingError:
            body = ""
        precision, recall = _shared(_runs(body), _runs(page.get("articleBody", "")))
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        cases.append({"id": name, "ok": f1 >= 0.9, "f1": f1, "precision": precision, "recall": recall})
    precision = statistics.mean(case["precision"] for case in cases)
    recall = statistics.mean(case["recall"] for case in cases)
    f1 = 2 * precision * recall / (precision + recall)
    empty = sum(not case["recall"] for case in cases)
    figures = {"pages": len(cases), "page_f1": f1, "page_precision": precision, "page_recall": recall}
    return figures | {"pages_without_a_match": empty}, cases


def _page(folder: Path, name: str) -> RawDocument:
    packed = folder / f"{name}.html.gz"
    data = gzip.decompress(packed.read_bytes()) if packed.exists() else (folder / f"{name}.html").read_bytes()
    try:
        # Collections are often stored in UTF-8 whatever the page says of itself.
        return html_document(data.decode("utf-8"), name)
    except UnicodeDecodeError:
        return read_html(data, name)


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = _WORD.findall(text)
    return Counter(tuple(words[i : i + _RUN]) for i in range(max(1, len(words) - _RUN + 1)) if words)


def _shared(found: Counter[tuple[str, ...]], wanted: Counter[tuple[str, ...]]) -> tuple[float, float]:
    both = (found & wanted).total()
    return both / found.total() if found else float(not wanted), both / wanted.total() if wanted else float(not found)
