"""E-books (.epub): the chapters in reading order, as one document."""

from __future__ import annotations

import posixpath
from typing import IO, TYPE_CHECKING, Any
from urllib.parse import unquote
from zipfile import ZipFile

from index.documents import RawDocument
from index.errors import ReadingError
from index.readers.archive import member, open_archive, refuse_entities
from index.readers.encodings import decode_html
from index.readers.html import visible_text
from index.readers.limits import MAX_CHARACTERS, check_text

if TYPE_CHECKING:
    from index.readers.confined import Progress

_CHAPTER_MEDIA = ("application/xhtml+xml", "text/html", "application/x-dtbook+xml")
_FONTS_ONLY = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")


def read_epub(file: IO[bytes], name: str, progress: Progress) -> list[RawDocument]:
    """One document: the book is one work by one author, and its chapters lean on each other.

    Raises ReadingError for a protected (DRM) or damaged book.
    """
    with open_archive(file, name) as archive:
        rights = member(archive, "META-INF/encryption.xml", name)
        if rights.count(b"EncryptionMethod") > sum(rights.count(method) for method in _FONTS_ONLY):
            raise ReadingError(
                f"{name}: protected against copying (DRM); only the program it was bought for can open it"
            )
        package_path = _package_path(archive, name)
        package = _parse(member(archive, package_path, name), name)
        chapters = _chapters(archive, package, posixpath.dirname(package_path), name, progress)
    metadata = {field: _metadata(package, field) for field in ("title", "creator", "publisher", "date", "language")}
    return [
        RawDocument(
            path=name,
            text=check_text("\n\n".join(chapters), name),
            media="application/epub+zip",
            title=metadata["title"],
            author=metadata["creator"],
            source=metadata["publisher"],
            published=metadata["date"],
            language=metadata["language"],
        )
    ]


def _package_path(archive: ZipFile, name: str) -> str:
    container = _parse(member(archive, "META-INF/container.xml", name), name)
    for root_file in container.iter("{*}rootfile"):
        if path := root_file.get("full-path"):
            return str(path)
    raise _damaged(name)


def _chapters(archive: ZipFile, package: Any, folder: str, name: str, progress: Progress) -> list[str]:
    """The visible text of each chapter of the spine but the table of contents."""
    manifest = {item.get("id"): item for item in package.iter("{*}item")}
    chapters: list[str] = []
    seen: set[str] = set()
    length = 0
    for reference in package.iter("{*}itemref"):
        item = manifest.get(reference.get("idref"))
        if item is None or reference.get("linear") == "no" or "nav" in item.get("properties", "").split():
            continue
        path = posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))
        if item.get("media-type") not in _CHAPTER_MEDIA or path in seen:
            continue
        seen.add(path)
        data = refuse_entities(member(archive, path, name), name)
        chapter = visible_text(decode_html(data, name)) if data.strip() else ""
        if chapter:
            chapters.append(chapter)
            length += len(chapter)
        if length > MAX_CHARACTERS:
            break  # check_text refuses it
        progress()
    return chapters


def _metadata(package: Any, field: str) -> str | None:
    for element in package.iter(f"{{http://purl.org/dc/elements/1.1/}}{field}"):
        if value := " ".join("".join(element.itertext()).split()):
            return value
    return None


def _parse(data: bytes, name: str) -> Any:
    from lxml import etree  # type: ignore[import-untyped]

    refuse_entities(data, name)
    try:
        return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    except etree.XMLSyntaxError:
        raise _damaged(name) from None


def _damaged(name: str) -> ReadingError:
    return ReadingError(f"{name}: not an EPUB book, or a damaged one; download it anew")
