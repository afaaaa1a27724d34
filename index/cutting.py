"""A reader's word on what is the article: it wins over cleaning, and can be taken back.

It is kept beside the article as a correction: the spans that a reader restored, each with the reason that cleaning had
for cutting it, and those that a reader cut. Taking a word back so leaves the article as cleaning made it.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import NamedTuple

from .cleaners.marks import all_repairs
from .cleaners.wrapping import is_wrap
from .cleaning import inside
from .documents import Article, Cut, Repair, Span
from .errors import CorrectionError
from .sentences import sentences_of
from .settings import IndexSettings

READER = "reader"  # the reason of a cut that a reader made
FIELD = "cuts"  # where a reader's word stands among an article's corrections


@dataclass(frozen=True, slots=True)
class Word:
    """What a reader said of an article: the cuts that are restored, and the spans that are cut."""

    restored: tuple[Cut, ...] = ()
    cut: tuple[Span, ...] = ()

    @classmethod
    def read(cls, value: str | None) -> Word:
        """A word as `written` left it among the corrections."""
        parts = json.loads(value) if value else {"restored": [], "cut": []}
        return cls(tuple(Cut(*entry) for entry in parts["restored"]), tuple(Span(*entry) for entry in parts["cut"]))

    def written(self) -> str | None:
        """The word as JSON, or None where nothing is said."""
        if not self.restored and not self.cut:
            return None
        restored = [[cut.start, cut.end, cut.reason] for cut in self.restored]
        return json.dumps({"restored": restored, "cut": [[span.start, span.end] for span in self.cut]})


class _Piece(NamedTuple):
    """A stretch of text: why it is cut (None where it is kept), and why it was before a reader restored it."""

    start: int
    end: int
    reason: str | None
    restored: str | None


def restored(
    article: Article, word: Word, start: int, end: int, settings: IndexSettings | None = None
) -> tuple[Article, Word]:
    """The article with all of text[start:end] kept, its sentences made anew, and the word that says so.

    Raises CorrectionError where there is no such span.
    """
    pieces = [
        piece._replace(reason=None, restored=None if piece.reason == READER else piece.reason)
        if start <= piece.start < end and piece.reason
        else piece
        for piece in _pieces(article, word, start, end)
    ]
    return _drawn(article, pieces, settings)


def cut(
    article: Article, word: Word, start: int, end: int, settings: IndexSettings | None = None
) -> tuple[Article, Word]:
    """The reverse: text[start:end] is cut; what had been restored there gets its old reason back.

    Raises CorrectionError where there is no such span, or nothing of the article would be left.
    """
    pieces = [
        piece._replace(reason=piece.restored or READER, restored=None)
        if start <= piece.start < end and not piece.reason
        else piece
        for piece in _pieces(article, word, start, end)
    ]
    if not any(article.text[piece.start : piece.end].strip() for piece in pieces if not piece.reason):
        raise CorrectionError(f"nothing of {article.id} would be left: `jianting remove {article.id}` forgets it")
    return _drawn(article, pieces, settings)


def _pieces(article: Article, word: Word, start: int, end: int) -> list[_Piece]:
    """The whole text in pieces that begin and end wherever a kept span, a cut, the word or the new span does."""
    if not 0 <= start < end <= len(article.text):
        raise CorrectionError(
            f"{article.id} has no characters {start} to {end}: `jianting show {article.id}` lists its cuts"
        )
    reasons: dict[int, str | None] = {span.start: None for span in article.kept}
    reasons |= {c.start: c.reason for c in article.cuts}
    starts = sorted(reasons)
    edges = {start, end, len(article.text), *starts}
    for taken_back in word.restored:
        edges |= {taken_back.start, taken_back.end}
    pieces = []
    for first, last in pairwise(sorted(edges)):
        before = next((c.reason for c in word.restored if c.start <= first < c.end), None)
        pieces.append(_Piece(first, last, reasons[starts[bisect_right(starts, first) - 1]], before))
    return pieces


def _drawn(article: Article, pieces: Iterable[_Piece], settings: IndexSettings | None) -> tuple[Article, Word]:
    kept: list[Span] = []
    cuts: list[Cut] = []
    taken_back: list[Cut] = []
    for piece in pieces:
        if piece.reason:
            _append(cuts, Cut(piece.start, piece.end, piece.reason))
        elif kept and kept[-1].end == piece.start:
            kept[-1] = Span(kept[-1].start, piece.end)
        else:
            kept.append(Span(piece.start, piece.end))
        if piece.restored:
            _append(taken_back, Cut(piece.start, piece.end, piece.restored))
    changed = replace(
        article,
        kept=tuple(kept),
        cuts=tuple(cuts),
        repairs=inside(_repairs(article), tuple(kept)),
    )
    own = tuple(Span(c.start, c.end) for c in cuts if c.reason == READER)
    return replace(changed, sentences=sentences_of(changed, settings)), Word(tuple(taken_back), own)


def _append(cuts: list[Cut], added: Cut) -> None:
    """Add a cut, joined to the one before it where both touch and have one reason."""
    if cuts and cuts[-1].end == added.start and cuts[-1].reason == added.reason:
        added = Cut(cuts.pop().start, added.end, added.reason)
    cuts.append(added)


def _repairs(article: Article) -> tuple[Repair, ...]:
    """All repairs of the text, also inside what is cut, and those of line breaks that cleaning joined."""
    joined = {repair for repair in article.repairs if is_wrap(article.text, repair)}
    return tuple(sorted(joined | set(all_repairs(article.text, article.path))))
