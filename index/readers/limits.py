"""How much of anything is read. Generous for an article or a book, small for what is made to harm."""

from __future__ import annotations

from index.errors import EmptyArticleError, ReadingError

MEGABYTE = 1_000_000
"""One megabyte, in bytes."""

MAX_FILE_BYTES = 50 * MEGABYTE
"""A larger file is refused before it is read."""

MAX_CHARACTERS = 5_000_000
"""Of text in one document: the longest novels have fewer than four million."""

MAX_MARKUP_CHARACTERS = 10_000_000
"""Of HTML, once embedded images are taken out: what follows builds several trees of it."""

MAX_DEPTH = 1_000
"""Of nested HTML elements. Pages with unclosed tags reach some hundreds."""

MAX_ELEMENTS = 150_000
"""Of HTML in one page."""

MAX_TEXT_PIECES = 1_000_000
"""Of text between tags, entities and stray signs in one page."""

MAX_EXPANDED_BYTES = 200 * MEGABYTE
"""What a zip container (.docx, .epub) may unpack to, all members together."""

MAX_MEMBERS = 10_000
"""Files in a zip container."""

MAX_DOCUMENTS = 10_000
"""Documents in a feed."""

MAX_ENTRY_BYTES = 20 * MEGABYTE
"""What one member of a zip container may unpack to, where it holds text."""


def check_size(size: int, name: str) -> None:
    """Raise ReadingError if a file of `size` bytes is too large to read."""
    if size > MAX_FILE_BYTES:
        raise ReadingError(
            f"{name}: {size / MEGABYTE:.0f} MB is more than the {MAX_FILE_BYTES // MEGABYTE} MB that are read; split it"
        )


def check_text(text: str, name: str) -> str:
    """Return `text` as it is, or raise: EmptyArticleError if it is blank, ReadingError if it is too long."""
    if len(text) > MAX_CHARACTERS:
        raise ReadingError(
            f"{name}: {len(text):,} characters are more than the {MAX_CHARACTERS:,} that are read; split it"
        )
    if not text.strip():
        raise EmptyArticleError(f"{name}: there is no text in it; nothing was added")
    return text
