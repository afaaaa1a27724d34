"""How an article is written as one row, and how a row proves that it is still what was written.

Every row carries SHA-256 digests: one over the head (what `list` and the filters read), one over the body (text, spans
and sentences). A flipped bit on the disk so raises an error on reading and is never answered from.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import Any, NamedTuple

from .documents import Article, Cut, Repair, Sentence, Span
from .errors import LibraryError

HEAD_FIELDS = ("path", "title", "source", "author", "published", "language", "url", "content_hash", "same_origin_as")
CORRECTABLE = frozenset({"title", "source", "author", "published", "language"})


class UnitRange(NamedTuple):
    """The units [first, first + size) hold an article's vectors of one kind, "sentence" or "chunk", in order."""

    kind: str
    first: int
    size: int


@dataclass(frozen=True, slots=True)
class Head:
    """What is known of an article without opening its text. `number` is the 7 of the id "a7"."""

    number: int
    path: str
    title: str | None
    source: str | None
    author: str | None
    published: str | None
    language: str | None
    url: str | None
    content_hash: str
    same_origin_as: str | None
    origin_key: str
    units: str
    corrections: str
    body_digest: bytes
    digest: bytes

    @property
    def id(self) -> str:
        return article_id(self.number)

    @property
    def ranges(self) -> tuple[UnitRange, ...]:
        return _ranges(self.units)

    @property
    def corrected(self) -> dict[str, str | None]:
        """Readers' corrections by field: of the metadata, the stance, anything that is kept for them."""
        corrections: dict[str, str | None] = json.loads(self.corrections) if self.corrections != "{}" else {}
        return corrections

    def known(self) -> dict[str, Any]:
        """The metadata, with readers' corrections laid over what was read."""
        read = {name: getattr(self, name) for name in HEAD_FIELDS}
        return read | {name: value for name, value in self.corrected.items() if name in CORRECTABLE}

    @property
    def language_family(self) -> str:
        """The language without script or region, "" where it is not known."""
        return ((self.corrected.get("language", self.language)) or "").split("-", 1)[0]

    def verified(self) -> Head:
        """Itself, if the row is what was written; else LibraryError."""
        # SQLite gives back what a damaged row holds, of whatever type.
        if not isinstance(self.body_digest, bytes) or head_digest(self) != self.digest:
            raise damaged(f"the record of article {self.id}")
        return self


@lru_cache(maxsize=100_000)
def _ranges(units: str) -> tuple[UnitRange, ...]:
    # Every search asks every head; the rows of an article never change their units.
    return tuple(UnitRange(*entry) for entry in json.loads(units))


HEAD_COLUMNS = tuple(field.name for field in fields(Head))


def article_id(number: int) -> str:
    return f"a{number}"


def article_number(identifier: str) -> int | None:
    """The row number of an id such as "a7", or None where it cannot be one."""
    digits = identifier[1:]
    well_formed = identifier[:1] == "a" and digits.isascii() and digits.isdigit() and len(digits) < 18
    return int(digits) if well_formed and article_id(int(digits)) == identifier else None


def damaged(what: str) -> LibraryError:
    return LibraryError(f"{what} is damaged on disk: run `jianting doctor --repair`, or import an exported copy")


def head_digest(head: Head) -> bytes:
    """SHA-256 over the head's fields, the body's digest among them."""
    values = [getattr(head, name) for name in HEAD_COLUMNS if name not in ("body_digest", "digest")]
    return hashlib.sha256(json.dumps(values, default=repr).encode() + head.body_digest).digest()


def layout_of(article: Article) -> str:
    """Spans, cuts, repairs and sentences as compact JSON; a display that repeats the text is left out."""

    def sentence(s: Sentence) -> list[Any]:
        shown = None if article.text[s.start : s.end] == s.display else s.display
        return [s.start, s.end, s.paragraph, int(s.heading), shown]

    layout = {
        "kept": [[span.start, span.end] for span in article.kept],
        "cuts": [[cut.start, cut.end, cut.reason] for cut in article.cuts],
        "repairs": [[repair.start, repair.end, repair.text] for repair in article.repairs],
        "sentences": [sentence(s) for s in article.sentences],
    }
    return json.dumps(layout, ensure_ascii=False, separators=(",", ":"))


def body_digest(text: str, layout: str) -> bytes:
    """SHA-256 over the original text and the layout of an article."""
    encoded = text.encode("utf-8", "surrogatepass")
    return hashlib.sha256(b"%d\n" % len(encoded) + encoded + layout.encode("utf-8", "surrogatepass")).digest()


def vectors_digest(first_unit: int, vectors: bytes) -> bytes:
    """SHA-256 over a block of vectors and its place, so that no block can stand for another."""
    return hashlib.sha256(b"%d\n" % first_unit + vectors).digest()


def article_from(head: Head, text: str, layout: str) -> Article:
    """The article of a verified row; LibraryError if its text or layout is not what was written."""
    if not (isinstance(text, str) and isinstance(layout, str)) or body_digest(text, layout) != head.body_digest:
        raise damaged(f"the text of article {head.id}")
    parts = json.loads(layout)
    return Article(
        id=head.id,
        text=text,
        kept=tuple(Span(start, end) for start, end in parts["kept"]),
        cuts=tuple(Cut(start, end, reason) for start, end, reason in parts["cuts"]),
        repairs=tuple(Repair(start, end, shown) for start, end, shown in parts["repairs"]),
        sentences=tuple(
            Sentence(number, start, end, text[start:end] if shown is None else shown, paragraph, bool(heading))
            for number, (start, end, paragraph, heading, shown) in enumerate(parts["sentences"])
        ),
        **head.known(),
    )
