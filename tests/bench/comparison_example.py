"""python -m tests.bench.comparison_example ARTICLES -o FILE: a comparison that was really produced, without its quotes.

The articles belong to their publishers, so every piece of them (quotes, statements, titles, labels) is replaced by
null: the spans stay, and whoever has the articles can look them up. The rest is as it came.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from .workbenches import workbench_over

# A statement may be a quote in the reader's script or the translation of one, so texts are left out too.
_VERBATIM = frozenset({"quote", "display", "translation", "text", "title", "path", "source", "label"})
_LONGEST_SUBJECT = 16  # characters with its period; a longer one holds a piece of a sentence
_SHORTEST_PIECE = 4  # characters that are recognised as an article's own; a shorter piece is a figure or a name


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.comparison_example", description=(__doc__ or ""))
    parser.add_argument("articles", type=Path, help="the folder of the articles")
    parser.add_argument("-o", type=Path, required=True, metavar="FILE", dest="output")
    parser.add_argument("--language", default="en", metavar="TAG")
    options = parser.parse_args()
    with workbench_over(options.articles) as (workbench, ids):
        comparison = workbench.compare(language=options.language)
        texts = [text for article in workbench.articles() for text in (article.text, article.clean)]
        model = workbench.model_name
    stems = {identifier: stem for stem, identifier in ids.items()}
    whole = {"model": model, "articles_by_id": stems} | comparison.to_dict()
    options.output.write_text(
        json.dumps(without_quotes(whole, texts), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    print(options.output)
    return 0


def without_quotes(value: Any, texts: Iterable[str], key: str = "") -> Any:
    """The JSON with null for every string that is, or stands in, one of the texts."""
    texts = tuple(texts)
    if isinstance(value, dict):
        return {name: without_quotes(inner, texts, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [without_quotes(inner, texts, key) for inner in value]
    if isinstance(value, str) and key in ("subject", "speaker", "measure", "point", "name", *_VERBATIM):
        verbatim = key in _VERBATIM or any(value in text for text in texts)
        verbatim = verbatim or (key == "subject" and len(value) > _LONGEST_SUBJECT)
        return None if verbatim and len(value) >= _SHORTEST_PIECE else value
    return value


if __name__ == "__main__":
    sys.exit(main())
