"""Markdown: the file as it is, and what its front matter says about it."""

from __future__ import annotations

import re
from dataclasses import replace

from index.documents import RawDocument
from index.readers.encodings import decode_text
from index.readers.limits import check_text

_FRONT_MATTER = re.compile(
    r"\A(?:---[ \t]*\r?\n(.*?)\r?\n(?:---|\.\.\.)|\+\+\+[ \t]*\r?\n(.*?)\r?\n\+\+\+)[ \t]*(?:\r?\n|\Z)", re.S
)
_FIELD = re.compile(r"^([A-Za-z_][\w -]{0,40}?)[ \t]*[:=][ \t]*(.*)$", re.M)
_LONGEST_FRONT_MATTER = 20_000
_LONGEST_VALUE = 500
_FIELDS = {
    "title": "title",
    "author": "author",
    "authors": "author",
    "source": "source",
    "publisher": "source",
    "date": "published",
    "published": "published",
    "lang": "language",
    "language": "language",
    "url": "url",
    "link": "url",
}


def read_markdown(data: bytes, name: str) -> RawDocument:
    """Read a Markdown file. Its text is the whole file, front matter too: the original is never touched."""
    return markdown_document(check_text(decode_text(data, name), name), name)


def markdown_document(text: str, name: str) -> RawDocument:
    """A document of decoded Markdown with the metadata of its YAML or TOML front matter.

    Only flat `key: value` lines are read; a value that is a list, a map or a block is left alone.
    """
    document = RawDocument(path=name, text=text, media="text/markdown")
    found: dict[str, str] = {}
    if match := _FRONT_MATTER.match(text[:_LONGEST_FRONT_MATTER]):
        for key, value in _FIELD.findall(match[1] or match[2] or ""):
            wanted = _FIELDS.get(key.strip().lower())
            if wanted and wanted not in found and (scalar := _scalar(value.strip())):
                found[wanted] = scalar
    return replace(document, **found) if found else document


def _scalar(value: str) -> str | None:
    """A plain or quoted value; None for a list, a map, a block or an anchor."""
    value = value[:_LONGEST_VALUE]
    if value.startswith(("'", '"')):
        quoted = re.match(r"""(["'])(.*?)\1\s*(?:#.*)?$""", value)
        return quoted[2].strip() or None if quoted else None
    if value.startswith(tuple("[{|>&*!")):
        return None
    return re.sub(r"\s+#.*$", "", value).strip() or None
