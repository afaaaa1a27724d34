"""Scraped texts: are title, author, source and date found, is the article whole, and is what stands around it cut?

DIR/heads/*.jsonl holds pages of ours, each with what it says of itself: {"id", "path", "text", "title", "author",
"source", "published", "first", "last", "cut"}; null where the page does not say, and nothing must be invented. `first`
and `last` are the ends of the article's text, `cut` is what must not be in it. dev.jsonl was looked at while the rules
were written, dev2.jsonl after its first figures were taken (docs/LOG.md).
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from index.cleaning import clean
from index.documents import RawDocument

FACTS = ("title", "author", "source", "published")
OWN = Path(__file__).resolve().parents[1] / "data"


def run(data: Path, articles: Path, **options: Any) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Shares of pages for each fact and each end, of strings for `cut`; by file. Our own data where `data` has none."""
    figures: dict[str, float] = {}
    cases: list[dict[str, Any]] = []
    folder = data / "heads" if (data / "heads").is_dir() else OWN / "heads"
    for file in sorted(folder.glob("*.jsonl")):
        pages = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]
        read = [_read(page) for page in pages]
        for name in (*FACTS, "first", "last"):
            figures[f"{file.stem}.{name}"] = sum(right[name] for right in read) / len(read)
        cut = [string for page, right in zip(pages, read, strict=True) for string in right["cut"]]
        figures[f"{file.stem}.cut"] = sum(cut) / len(cut)
        cases += [
            {"id": page["id"], "ok": all(right[name] for name in (*FACTS, "first", "last")) and all(right["cut"])}
            | right
            for page, right in zip(pages, read, strict=True)
        ]
    return figures, cases


def _read(page: dict[str, Any]) -> dict[str, Any]:
    """For each fact, each end and each string to cut, whether it is right."""
    article = clean(RawDocument(page["path"], page["text"]))
    told = {name: _squeezed(getattr(article, name)) == _squeezed(page[name]) for name in FACTS}
    told["published"] = (article.published or "")[:16] == (page["published"] or "")[:16]  # to the minute
    text = _squeezed(article.clean)
    ends = {name: _squeezed(page[name]) in text for name in ("first", "last")}
    return told | ends | {"cut": [_squeezed(string) not in text for string in page["cut"]]}


def _squeezed(text: str | None) -> str:
    """Without spaces: lines may be joined, and names are printed with and without."""
    return "".join((text or "").split())
