"""Markdown: the file as it is, and what its front matter says about it."""

from __future__ import annotations

import re
from dataclasses import replace

from index.cleaners.marks import FRONT_MATTER, LONGEST_FRONT_MATTER
from index.documents import RawDocument
from index.readers.encodings import decode_text
from index.readers.limits import check_text

_FIELD = re.compile(r"^([A-Za-z_][\w -]{0,40}?)[ \t]*[:=][ \t]*(.*)$", re.M)
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

    Only flat `key: value` lines are read, and a list of authors in one line; a map or a block is left alone.
    """
    document = RawDocument(path=name, text=text, media="text/markdown")
    found: dict[str, str] = {}
    if match := FRONT_MATTER.match(text[:LONGEST_FRONT_MATTER]):
        for key, value in _FIELD.findall(match["yaml"] or match["toml"] or ""):
            wanted = _FIELDS.get(key.strip().lower())
            if wanted and wanted not in found and (scalar := _value(wanted, value.strip())):
                found[wanted] = scalar
    return replace(document, **found) if found else document


def _value(wanted: str, value: str) -> str | None:
    """The value of a field; of several authors in brackets, all of them."""
    if wanted == "author" and (listed := re.fullmatch(r"\[([^\[\]]*)\]", value[:_LONGEST_VALUE])):
        names = [name for part in listed[1].split(",") if (name := _scalar(part.strip()))]
        return ", ".join(names) or None
    return _scalar(value)


def _scalar(value: str) -> str | None:
    """A plain or quoted value; None for a list, a map, a block or an anchor."""
    value = value[:_LONGEST_VALUE]
    if value.startswith(("'", '"')):
        quoted = re.match(r"""(["'])(.*?)\1\s*(?:#.*)?$""", value)
        return quoted[2].strip() or None if quoted else None
    if value.startswith(tuple("[{|>&*!")):
        return None
    return re.sub(r"\s+#.*$", "", value).strip() or None
