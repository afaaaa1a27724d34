"""Lines that were broken to fit a width, joined again: a sentence must not end where a page or a mail did.

Only lines that follow one another without a blank one are joined, the first of which has no end mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import regex

from ..documents import Repair
from .lines import Line

_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\u3000-\u303f\uff01-\uff60]")
_CLOSING = r"[\"'”’»」』）)】\]》〉]"
_ENDED = regex.compile(rf"[.!?。！？…:：｡]{_CLOSING}*\Z")
# What only stands inside a sentence: at the end of a line, or at the beginning of the next one.
_GOES_ON = regex.compile(r"[,，、;；–—(（-]\Z")
_WENT_ON = regex.compile(r"\p{Ll}|[,，、;；)）]")
# A new item, heading, table row or field begins here.
_BEGINS = regex.compile(r"[-*+•●▪■◆○·#>|–—]|\(?\d{1,3}[.)）、:]|[一二三四五六七八九十]+、|\p{L}[\p{L} ]{0,20}[:：]")
_LETTER = regex.compile(r"\p{L}")
_TABLE = regex.compile(r"[|\t]")
_HYPHEN = regex.compile(r"(?<=\p{Ll})-\Z")
_SUSPENDED = regex.compile(r"(?:und|oder|bzw|sowie|and|or|et|ou|y|o)\b")  # Bau- und Betriebskosten
_LINE_BREAK = regex.compile(r"[ \t]*(?:\r\n|[\n\r\u2028])[ \t]*")

_OFTEN = 4  # pairs without an end mark between them, and their share of all, from which a document is broken to a width
_OFTEN_SHARE = 0.5
_FULL = 0.6  # of the usual width, from which a line was broken because it was full
_WIDTHS = range(20, 201)  # columns that a page or a mail may have
_PARTLY = 0.3  # of it, where the next line tells that the sentence goes on
_STRAY = 30  # columns of a line that was broken by chance in a document that is not


def wrap_repairs(text: str, lines: Sequence[Line], reasons: Mapping[int, str]) -> tuple[Repair, ...]:
    """What stands for the line breaks inside sentences: a space, or nothing between Han characters and kana.

    `reasons` are those of the lines that are cut, by number.
    """
    pairs = [
        (first, second)
        for number, (first, second) in enumerate(pairwise(lines))
        if number not in reasons
        and number + 1 not in reasons
        and _LETTER.search(first.text)  # a number alone heads what follows
        and _LINE_BREAK.fullmatch(text, first.end, second.start)
    ]
    open_pairs = [pair for pair in pairs if not _ENDED.search(pair[0].text)]
    usual = _usual_width(open_pairs) if len(open_pairs) >= max(_OFTEN, _OFTEN_SHARE * len(pairs)) else 0
    return tuple(_repairs(text, open_pairs, usual if usual in _WIDTHS else None))


def _repairs(text: str, pairs: Sequence[tuple[Line, Line]], usual: int | None) -> Iterator[Repair]:
    for first, second in pairs:
        if _BEGINS.match(second.text) or _TABLE.search(first.text) or _TABLE.search(second.text):
            continue
        goes_on = bool(_GOES_ON.search(first.text) or _WENT_ON.match(second.text))
        full = _width(first.text) >= ((_PARTLY if goes_on else _FULL) * usual if usual else _STRAY)
        if full and (usual or goes_on):
            yield _joined(text, first, second)


def _joined(text: str, first: Line, second: Line) -> Repair:
    end = first.start + len(text[first.start : first.end].rstrip())
    start = second.start + len(text[second.start : second.end]) - len(text[second.start : second.end].lstrip())
    if _HYPHEN.search(first.text) and _WENT_ON.match(second.text) and not _SUSPENDED.match(second.text):
        return Repair(end - 1, start, "")
    unspaced = _WIDE.match(first.text[-1]) and _WIDE.match(second.text[0])
    return Repair(end, start, "" if unspaced else " ")


def _usual_width(pairs: Sequence[tuple[Line, Line]]) -> int:
    """Columns that four of five broken lines do not exceed."""
    widths = sorted(_width(first.text) for first, _ in pairs)
    return widths[int(0.8 * (len(widths) - 1))]


def _width(text: str) -> int:
    return len(text) + len(_WIDE.findall(text))
