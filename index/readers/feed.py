"""RSS and Atom feeds: each entry a document."""

from __future__ import annotations

import io
import time
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Any

from index.documents import RawDocument
from index.errors import EmptyArticleError, ReadingError
from index.readers.archive import refuse_entities
from index.readers.html import html_document
from index.readers.limits import MAX_DOCUMENTS, MEGABYTE, check_text

if TYPE_CHECKING:
    from index.readers.confined import Progress

MAX_FEED_BYTES = 10 * MEGABYTE
"""Of a feed: every entry of it is held at once."""


def read_feed(file: IO[bytes], name: str, progress: Progress) -> list[RawDocument]:
    """A document for each entry that has text: its full content where the feed carries it, else its summary.

    `url` is the entry's own link; many feeds hold only the first lines of what is there. Raises ReadingError.
    """
    import feedparser  # type: ignore[import-untyped]

    data = file.read(MAX_FEED_BYTES + 1)
    if len(data) > MAX_FEED_BYTES:
        raise ReadingError(f"{name}: a feed of more than {MAX_FEED_BYTES // MEGABYTE} MB; split it")
    refuse_entities(data, name)
    # Scripts and hidden elements are passed over by visible_text, which also needs the styles that sanitizing drops.
    feed = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=False)
    if not feed.version:
        raise ReadingError(f"{name}: XML, but not an RSS or Atom feed; save it as .html or .txt")
    documents: list[RawDocument] = []
    for entry in feed.entries[:MAX_DOCUMENTS]:
        try:
            documents.append(_document(entry, feed.feed, name))
        except EmptyArticleError:
            continue
        progress()
    if not documents:
        raise EmptyArticleError(f"{name}: there is no entry with text in this feed")
    return documents


def _document(entry: Any, feed: Any, name: str) -> RawDocument:
    contents = [*entry.get("content", []), *([entry.summary_detail] if "summary_detail" in entry else [])]
    body: Any = max(contents, key=lambda content: len(content.get("value") or ""), default={})
    value = body.get("value") or ""
    if body.get("type") == "text/plain":
        text, markup = check_text(value, name), None
    else:
        page = html_document(value, name)
        text, markup = page.text, page.markup
    return RawDocument(
        path=name,
        text=text,
        media="application/feed+xml",
        markup=markup,
        title=_line(entry.get("title")),
        author=_line(entry.get("author")),
        source=_line(feed.get("title")),
        published=_date(entry),
        language=_line(body.get("language") or feed.get("language")),
        url=_line(entry.get("link")),
    )


def _line(value: Any) -> str | None:
    return " ".join(str(value or "").split()) or None


def _date(entry: Any) -> str | None:
    parsed: time.struct_time | None = entry.get("published_parsed") or entry.get("updated_parsed")
    try:
        return datetime(*parsed[:6], tzinfo=UTC).isoformat() if parsed else None
    except (ValueError, OverflowError):
        return None
