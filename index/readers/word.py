"""Word documents (.docx): paragraphs and tables in order, as the document would be printed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import IO, TYPE_CHECKING, Any

from index.documents import RawDocument
from index.errors import ReadingError
from index.readers.archive import member, open_archive, refuse_entities
from index.readers.authors import named_author
from index.readers.html import CELL_SEPARATOR
from index.readers.limits import check_text

if TYPE_CHECKING:
    from index.readers.confined import Progress

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# Deleted or moved away by a tracked change, field codes, properties: not on the printed page. `Fallback` repeats
# a drawing's text for older programs.
_UNSEEN = frozenset(
    {f"{_WORD}{tag}" for tag in ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "tblPr")} | {_FALLBACK}
)


def read_word(file: IO[bytes], name: str, progress: Progress) -> list[RawDocument]:
    """One document. A table row is a line with " | " between cells; footnotes follow the text; heads and feet of pages
    are left out, since they repeat.

    The dates in the file are those of its making, so `published` stays None. Raises ReadingError, EmptyArticleError.
    """
    import docx
    from docx.opc.exceptions import PackageNotFoundError

    with open_archive(file, name) as archive:
        refuse_entities(member(archive, "word/document.xml", name), name)
    file.seek(0)
    try:
        document = docx.Document(file)
    except (PackageNotFoundError, KeyError, ValueError):
        raise ReadingError(f"{name}: not a Word document, or a damaged one; save it anew as .docx") from None
    progress()
    lines = list(_lines(document.element.body))
    for part in document.part.package.iter_parts():
        if str(part.partname) in ("/word/footnotes.xml", "/word/endnotes.xml"):
            lines += _notes(part)
    properties = document.core_properties
    return [
        RawDocument(
            path=name,
            text=check_text("\n".join(lines), name),
            media="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            title=(properties.title or "").strip() or None,
            author=named_author(properties.author),
            language=(properties.language or "").strip() or None,
        )
    ]


def _notes(part: Any) -> Iterator[str]:
    from lxml import etree  # type: ignore[import-untyped]

    root = etree.fromstring(part.blob, etree.XMLParser(resolve_entities=False, no_network=True))
    for note in root:
        if note.get(f"{_WORD}type") in (None, "normal"):  # the others are the separator lines
            yield from _lines(note)


def _lines(container: Any) -> Iterator[str]:
    """The lines of a body, cell, note or text box. lxml bounds how deep it nests."""
    for element in container:
        if element.tag in _UNSEEN:
            continue
        if element.tag == f"{_WORD}p":
            yield from _paragraph(element)
        elif element.tag == f"{_WORD}tbl":
            yield from _rows(element)
        elif isinstance(element.tag, str):  # a content control or an insertion around paragraphs; not a comment
            yield from _lines(element)


def _rows(table: Any) -> Iterator[str]:
    for row in table.iter(f"{_WORD}tr"):
        if next(row.iterancestors(f"{_WORD}tbl")) is not table:
            continue  # of a table inside a cell, which is part of that cell
        cells = [
            " ".join(_lines(cell)) for cell in row.iter(f"{_WORD}tc") if next(cell.iterancestors(f"{_WORD}tr")) is row
        ]
        if any(cells):
            yield CELL_SEPARATOR.join(cells)


def _paragraph(paragraph: Any) -> Iterator[str]:
    """The paragraph's lines, then those of text boxes anchored in it."""
    pieces: list[str] = []
    boxes: list[Any] = []
    _gather(paragraph, pieces, boxes)
    for line in "".join(pieces).split("\n"):
        if line.strip():
            yield line.strip()
    for box in boxes:
        yield from _lines(box)


def _gather(element: Any, pieces: list[str], boxes: list[Any]) -> None:
    for child in element:
        tag = child.tag
        if tag in _UNSEEN or not isinstance(tag, str):
            continue
        if tag == f"{_WORD}t":
            pieces.append(child.text or "")
        elif tag == f"{_WORD}tab":
            pieces.append("\t")
        elif tag in (f"{_WORD}br", f"{_WORD}cr"):
            pieces.append("\n")
        elif tag == f"{_WORD}noBreakHyphen":
            pieces.append("\u2011")
        elif tag == f"{_WORD}txbxContent":
            boxes.append(child)
        elif not (tag == f"{_WORD}r" and _is_hidden(child)):
            _gather(child, pieces, boxes)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{_WORD}rPr/{_WORD}vanish")
    return vanish is not None and vanish.get(f"{_WORD}val") not in ("0", "false", "off")
