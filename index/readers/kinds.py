"""Which reader a file needs: by what it begins with, where that is unmistakable, else by its suffix or media type."""

from __future__ import annotations

import re

from index.errors import ReadingError

SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".shtml": "html", ".pdf": "pdf", ".docx": "word", ".epub": "epub", ".eml": "mail",
    ".mht": "mail", ".mhtml": "mail", ".rss": "feed", ".atom": "feed", ".xml": "feed",
}  # fmt: skip
"""The suffixes that a folder is searched for, and the kind of file each means."""

_MEDIA = {
    "text/html": "html", "application/xhtml+xml": "html", "text/markdown": "markdown", "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "word", "application/epub+zip": "epub",
    "message/rfc822": "mail", "multipart/related": "mail", "application/rss+xml": "feed",
    "application/atom+xml": "feed", "application/rdf+xml": "feed", "application/xml": "feed", "text/xml": "feed",
}  # fmt: skip
# Servers send these for anything: the suffix and the content say more.
_VAGUE_MEDIA = ("text/", "application/octet-stream", "binary/octet-stream", "application/x-download")

HEAD_BYTES = 8192
"""What is looked at to recognise a file."""

_REFUSED = (
    (b"\xd0\xcf\x11\xe0", "an old Office file, or one with a password; save it as .docx without a password"),
    (b"{\\rtf", "an RTF file; save it as .docx or .txt"),
    (b"\x1f\x8b", "a compressed file; unpack it and add what is inside"),
    (b"7z\xbc\xaf\x27\x1c", "an archive; unpack it and add what is inside"),
    (b"Rar!\x1a", "an archive; unpack it and add what is inside"),
    (b"BZh", "a compressed file; unpack it and add what is inside"),
    (b"\xfd7zXZ\0", "a compressed file; unpack it and add what is inside"),
    (b"(\xb5/\xfd", "a compressed file; unpack it and add what is inside"),
    (b"\x89PNG", "a picture; run OCR on it and add the text"),
    (b"\xff\xd8\xff", "a picture; run OCR on it and add the text"),
    (b"GIF8", "a picture; run OCR on it and add the text"),
    (b"SQLite format 3\0", "a database, not a text"),
)
_ROOT = re.compile(rb"<(?!\?|!--)(!doctype\s+html|[\w:]+)", re.I)
_FEED_ROOTS = (b"rss", b"feed", b"rdf:rdf")
_MAIL_FIELD = re.compile(rb"^(from|date|subject|to|message-id|mime-version|received|return-path):", re.I | re.M)
_MAIL_FIELDS = 3


def recognise(head: bytes, name: str, suffix: str = "", media: str | None = None) -> str:
    """The kind of a file: a value of SUFFIXES. `head` is its first HEAD_BYTES, `media` what a server called it.

    Raises ReadingError for a kind that is known and not read, saying what to do with it.
    """
    for magic, hint in _REFUSED:
        if head.startswith(magic):
            raise ReadingError(f"{name}: {hint}")
    kind = _named(name, suffix, media, head)
    if b"%PDF-" in head[:1024] and kind not in ("markdown", "text"):
        return "pdf"
    if head.startswith(b"PK\x03\x04"):
        return _archive(head, name, kind)
    root = _root(head)
    if root in _FEED_ROOTS and kind in (None, "html", "feed"):
        return "feed"
    if root in (b"html", b"!doctype html") and kind in (None, "text", "feed"):
        return "html"
    if (
        kind is None
        and (root is None or root == b"svg")
        and len(set(_MAIL_FIELD.findall(_header(head)))) >= _MAIL_FIELDS
    ):
        return "mail"
    if kind == "html" and b"\nSnapshot-Content-Location:" in head:
        return "mail"
    return kind or "text"


def _named(name: str, suffix: str, media: str | None, head: bytes) -> str | None:
    if media in _MEDIA:
        return _MEDIA[media]
    if media and not media.startswith(_VAGUE_MEDIA):
        if suffix in SUFFIXES:
            return SUFFIXES[suffix]
        if not head.startswith((b"%PDF-", b"PK\x03\x04")):
            raise ReadingError(f"{name}: the link leads to {media}, which is not read")
    return SUFFIXES.get(suffix)


def _archive(head: bytes, name: str, kind: str | None) -> str:
    if b"application/epub+zip" in head[:128] or kind == "epub":
        return "epub"
    if b"word/" in head or kind == "word":
        return "word"
    if b"xl/" in head or b"ppt/" in head:
        raise ReadingError(f"{name}: a table or a presentation; export it as PDF and add that")
    raise ReadingError(f"{name}: an archive; unpack it and add what is inside")


def _root(head: bytes) -> bytes | None:
    """The first element of what looks like markup, in lower case."""
    text = head.removeprefix(b"\xef\xbb\xbf").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff").replace(b"\0", b"")
    if not text.lstrip().startswith(b"<"):
        return None
    match = _ROOT.search(re.sub(rb"<!--.*?-->", b"", text, flags=re.S))
    return b" ".join(match[1].lower().split()) if match else None


def _header(head: bytes) -> bytes:
    """What stands before the first empty line."""
    return re.split(rb"\r?\n\r?\n", head, maxsplit=1)[0]
