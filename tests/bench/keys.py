"""When an answer, a quote or a cleaned text holds a key of a case: the one matching rule of all evaluations."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from index.folding import to_script

_CITATION_NUMBER = re.compile(r"\[\d+\]")
_WHITE_SPACE = re.compile(r"\s+")
# A key that begins or ends with a digit is a number: 3.12 must not be found in 13.12, 3.124 or 3.12.5.
_NO_DIGIT_BEFORE = r"(?<!\d)(?<!\d[.,])"
_NO_DIGIT_BEHIND = r"(?!\d)(?![.,]\d)"


@lru_cache(maxsize=4096)
def normalise(text: str) -> str:
    """`text` without [n], NFKC, case and Traditional Chinese folded, white space removed."""
    folded = unicodedata.normalize("NFKC", _CITATION_NUMBER.sub("", text)).casefold()
    return _WHITE_SPACE.sub("", to_script(folded, "zh-Hans"))


def holds(text: str, key: str) -> bool:
    """Whether the key stands in the text; a number at its edge must be a whole number there."""
    wanted = normalise(key)
    if not wanted:
        raise ValueError("an empty key is in every text")
    before = _NO_DIGIT_BEFORE if wanted[0].isdigit() else ""
    behind = _NO_DIGIT_BEHIND if wanted[-1].isdigit() else ""
    return re.search(before + re.escape(wanted) + behind, normalise(text)) is not None


def holds_any(text: str, keys: Iterable[str]) -> bool:
    """Whether at least one of the keys stands in the text."""
    return any(holds(text, key) for key in keys)


def read_cases(path: Path, limit: int | None = None) -> list[dict[str, Any]]:
    """The cases of a .jsonl file, one JSON object a line, the first `limit` of them."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines if line.strip()][:limit]


def article_files(articles: Path) -> list[Path]:
    """The articles of a folder in the order of their names; a README is about them, not one of them."""
    return sorted(file for file in articles.iterdir() if file.is_file() and not file.name.startswith(("README", ".")))


def share(hits: int, total: int) -> float:
    """hits / total, and 0 of nothing is 0."""
    return hits / total if total else 0.0
