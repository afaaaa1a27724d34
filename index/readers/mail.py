"""Mail (.eml) and pages saved as one file (.mht, .mhtml), which have the same form."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_binary_file, policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime
from typing import IO, TYPE_CHECKING

from index.documents import RawDocument
from index.errors import EmptyArticleError, ReadingError
from index.readers.encodings import decode_html, decode_text
from index.readers.html import html_document
from index.readers.limits import check_text

if TYPE_CHECKING:
    from index.readers.confined import Progress


def read_mail(file: IO[bytes], name: str, progress: Progress) -> list[RawDocument]:
    """One document: the HTML part, which is what a mail program shows, else the plain one. Attachments are left out.

    Subject, From and Date become title, author and published. Raises ReadingError, EmptyArticleError.
    """
    message = message_from_binary_file(file, policy=policy.default)
    if not message.keys():
        raise ReadingError(f"{name}: not a mail message; save it from the mail program as .eml")
    document = _body(message, name)
    saved_page = message.get("Snapshot-Content-Location")
    return [
        replace(
            document,
            media="message/rfc822",
            title=_header(message, "Subject"),
            author=None if saved_page else _author(message),
            published=None if saved_page else _date(message),
            url=str(saved_page).strip() if saved_page else None,
        )
    ]


def _body(message: EmailMessage, name: str) -> RawDocument:
    for kind in ("html", "plain"):
        part = message.get_body(preferencelist=(kind,)) or _first(message, f"text/{kind}")
        if part is None:
            continue
        data = part.get_payload(decode=True)
        if not isinstance(data, bytes) or not data.strip():
            continue
        charset = part.get_content_charset()
        try:
            if kind == "html":
                return html_document(decode_html(data, name, charset), name)
            return RawDocument(path=name, text=check_text(decode_text(data, name, charset), name))
        except EmptyArticleError:
            continue  # an HTML part of pictures only; the plain part may say more
    hint = "; save its attachments and add those" if any(True for _ in message.iter_attachments()) else ""
    raise EmptyArticleError(f"{name}: there is no text in this mail{hint}")


def _first(message: EmailMessage, media: str) -> EmailMessage | None:
    """The first part of a kind that is not an attachment, for mail whose structure get_body does not follow."""
    for part in message.walk():
        if part.get_content_type() == media and isinstance(part, EmailMessage) and not part.is_attachment():
            return part
    return None


def _header(message: EmailMessage, field: str) -> str | None:
    try:
        return " ".join(str(message.get(field, "")).split()) or None
    except (ValueError, IndexError, KeyError, AttributeError, TypeError, LookupError):
        return None  # the standard library fails on some malformed headers; they then say nothing


def _author(message: EmailMessage) -> str | None:
    display, address = parseaddr(_header(message, "From") or "")
    return display or address or None


def _date(message: EmailMessage) -> str | None:
    try:
        return parsedate_to_datetime(_header(message, "Date") or "").isoformat()
    except (ValueError, TypeError, OverflowError):
        return None
