"""Results → Markdown, HTML, CSV or JSON, each with quotes and sources. Text of an article can become markup in none."""

from __future__ import annotations

import json
from pathlib import Path

from .renderers.composing import compose
from .renderers.listings import ArticleList, Facts, JudgementList, ModelList, Renderable
from .renderers.markdown import to_markdown
from .renderers.page import to_html
from .renderers.rows import to_csv

__all__ = [
    "FORMATS",
    "ArticleList",
    "Facts",
    "JudgementList",
    "ModelList",
    "Renderable",
    "format_of",
    "render",
    "write",
]

FORMATS: tuple[str, ...] = ("markdown", "html", "csv", "json")
_SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".csv": "csv",
    ".json": "json",
}


def render(result: Renderable, form: str, language: str | None = None) -> str:
    """The whole document in one of FORMATS; headings in `language`, else in the result's own.

    Raises ValueError for another format.
    """
    match form:
        case "markdown":
            return to_markdown(compose(result, language))
        case "html":
            return to_html(compose(result, language))
        case "csv":
            return to_csv(result)
        case "json":
            return json.dumps(result.to_dict(), ensure_ascii=False, indent=2) + "\n"
    raise ValueError(f"unknown format {form!r}: use one of {', '.join(FORMATS)}")


def format_of(path: Path) -> str | None:
    """The format that a file's name asks for, if it does."""
    return _SUFFIXES.get(path.suffix.lower())


def write(result: Renderable, path: Path, form: str, language: str | None = None) -> None:
    """Write `render` to a file in UTF-8; CSV with a byte order mark, without which Excel misreads Chinese."""
    encoding = "utf-8-sig" if form == "csv" else "utf-8"
    with path.open("w", encoding=encoding, errors="backslashreplace", newline="") as file:
        file.write(render(result, form, language))
