"""PDF: the text layer of each page, its wrapped lines joined into paragraphs; a scan is refused as one."""

from __future__ import annotations

import re
import unicodedata
from typing import IO, TYPE_CHECKING, Any

from index.documents import RawDocument
from index.errors import ReadingError
from index.readers.authors import named_author
from index.readers.limits import check_text
from index.readers.paragraphs import join_wrapped_lines

if TYPE_CHECKING:
    from pypdf import PageObject, PdfReader

    from index.readers.confined import Progress

MAX_PAGES = 5_000
"""Of one PDF."""

_SCANNED_CHARACTERS = 30
"""A page with an image and no more text than this (a stamp, a page number) is a scanned one."""

_SCANNED_SHARE = 0.8
_MOST_FORMS = 50
# Private use, replacement and control characters: the font does not say which characters its glyphs are.
_UNREADABLE = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]|\\(cid:\\d+\\)")
_MOST_UNREADABLE = 0.3
# PDF writers often map an ideograph's glyph to the radical that looks the same, and joined letters to one sign. The
# radicals with no compatibility decomposition are those of the supplement, by what the page shows.
_SUPPLEMENT = dict(
    zip(
        "⺟⺠⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻨⻩⻬⻮⻰⻳",
        "母民西见角贝车长门青韦页风飞食马骨鬼鱼鸟麦黄齐齿龙龟",
        strict=True,
    )
)
_SAME_LOOK = str.maketrans(
    {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in (*range(0x2F00, 0x2FD6), *range(0xFB00, 0xFB07))}
    | _SUPPLEMENT
)
# What word processors put into the title field without being asked.
_NO_TITLE = re.compile(
    r"^(?:untitled|microsoft (?:word|powerpoint|excel) - .*|.*\.(?:docx?|pptx?|xlsx?|rtf|indd|pdf|tex|qxd))$", re.I
)


def read_pdf(file: IO[bytes], name: str, progress: Progress) -> list[RawDocument]:
    """One document, its pages apart by a line break.

    The date in a PDF is that of its making, so `published` stays None. Raises ReadingError for encrypted, scanned and
    damaged files and for fonts without a character map.
    """
    from pypdf import PdfReader
    from pypdf.errors import DependencyError, PyPdfError

    try:
        reader = PdfReader(file, root_object_recovery_limit=1000)
        if reader.is_encrypted and not _opens_without_password(reader):
            raise _encrypted(name)
        pages, scanned = _pages(reader, name, progress)
        title, author = _metadata(reader)
    except DependencyError:  # AES, for which pypdf wants a further package
        raise _encrypted(name) from None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError, OSError):
        raise ReadingError(f"{name}: a damaged PDF; print or export it anew as PDF and add that") from None
    if pages and scanned >= _SCANNED_SHARE * len(pages):
        raise ReadingError(
            f"{name}: a scanned PDF, pictures without text; run OCR on it (such as ocrmypdf) and add the result"
        )
    text = "\n".join(page for page in pages if page)
    if len(_UNREADABLE.findall(text)) > _MOST_UNREADABLE * len("".join(text.split())):
        raise ReadingError(f"{name}: its fonts do not say which characters they show; run OCR on it (such as ocrmypdf)")
    text = _UNREADABLE.sub("\ufffd", text).encode("utf-16", "replace").decode("utf-16", "replace")
    return [RawDocument(path=name, text=check_text(text, name), media="application/pdf", title=title, author=author)]


def _encrypted(name: str) -> ReadingError:
    return ReadingError(f"{name}: encrypted; save or print a copy without a password and add that")


def _opens_without_password(reader: PdfReader) -> bool:
    """Many files are locked for editing only, and open with an empty password."""
    try:
        return bool(reader.decrypt(""))
    except NotImplementedError:
        return False


def _pages(reader: PdfReader, name: str, progress: Progress) -> tuple[list[str], int]:
    """The text of each page, and how many are scanned."""
    texts: list[str] = []
    scanned = 0
    if len(reader.pages) > MAX_PAGES:
        raise ReadingError(f"{name}: more than {MAX_PAGES:,} pages; split it")
    for page in reader.pages:
        text = join_wrapped_lines((page.extract_text() or "").translate(_SAME_LOOK))
        scanned += len("".join(text.split())) <= _SCANNED_CHARACTERS and _has_image(page)
        texts.append(text)
        progress()
    return texts, scanned


def _has_image(page: PageObject) -> bool:
    """Whether the page shows a picture, in a form within it or in its content stream too."""
    waiting: list[Any] = [page]
    for _ in range(_MOST_FORMS):
        if not waiting:
            break
        resources = waiting.pop().get("/Resources")
        objects = resources.get_object().get("/XObject") if resources else None
        for reference in objects.get_object().values() if objects else ():
            picture = reference.get_object()
            if picture.get("/Subtype") == "/Image":
                return True
            waiting.append(picture)
    content = page.get_contents()
    return content is not None and re.search(rb"\sID\s", content.get_data()) is not None


def _metadata(reader: PdfReader) -> tuple[str | None, str | None]:
    information = reader.metadata
    if not information:
        return None, None
    title = " ".join(str(information.title or "").split())
    return (None if _NO_TITLE.match(title) else title or None), named_author(information.author)
