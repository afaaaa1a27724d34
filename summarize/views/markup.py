"""The only ways for foreign text to get into HTML."""

from __future__ import annotations

import html
import re

# Control characters that a browser drops or that end a token early; tab and line breaks stay.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")


def escape(text: object) -> str:
    """Text for element content or for a quoted attribute; it can neither open a tag nor close the quote."""
    return html.escape(_CONTROL.sub("\ufffd", str(text)), quote=True)


def isolated(text: object) -> str:
    """Escaped text whose writing direction (and any override hidden in it) ends with it."""
    return f"<bdi>{escape(text)}</bdi>"


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters, with an ellipsis where something was left out."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1].rstrip() + "…"


def title_of(title: str | None, path: str) -> str:
    """What to call an article: its title, else its link, else the name of its file without the folders."""
    return title or (path if "://" in path else path.rstrip("/").rsplit("/", 1)[-1]) or path


def day(published: str | None) -> str | None:
    """The day of an ISO date; some articles tell the hour as well."""
    return published and published[: len("2026-01-01")]


def opener(article: str, start: int, end: int, *, label: str, content: str, kind: str = "cite") -> str:
    """A button that opens an article at a span. `content` is HTML; `label` is what a screen reader says."""
    return (
        f'<button type="button" class="{kind}" data-open="{escape(article)}" data-start="{start}" data-end="{end}"'
        f' aria-label="{escape(label)}" title="{escape(label)}">{content}</button>'
    )
