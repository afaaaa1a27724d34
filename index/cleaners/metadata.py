"""What a document says of itself: title, author, publisher, date."""

from __future__ import annotations

from dataclasses import dataclass

from ..documents import RawDocument
from .lines import Line


@dataclass(frozen=True, slots=True)
class Facts:
    """Metadata that was found; None where it was not. `published` is ISO 8601."""

    title: str | None = None
    author: str | None = None
    source: str | None = None
    published: str | None = None


def describe(raw: RawDocument, lines: list[Line], reasons: dict[int, str]) -> Facts:
    """The document's metadata: what the reader brought first, then what the markup or the text says."""
    return Facts(raw.title, raw.author, raw.source, raw.published)
