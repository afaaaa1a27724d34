"""Lines that were broken to fit a width, joined again: a sentence must not end where a page or a mail did.

Only lines that follow one another without a blank one are joined, the first of which has no end mark. It is done before
lines are judged: a broken paragraph looks like a list of headlines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import regex

from ..documents import Repair
from .features import look_at
from .lines import Line

_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\u3000-\u303f\uff01-\uff60]")
_CLOSING = r"[\"'”’»」』）)】\]》〉]"
_ENDED = regex.compile(rf"[.!?。！？…:：｡]{_CLOSING}*\Z")
_END_MARK = regex.compile(r"[。！？!?｡]|\.(?=\s|[\"'”’)]*\Z)")
# What only stands inside a sentence: at the end of a line, or at the beginning of the next one.
_GOES_ON = regex.compile(r"[,，、;；–—(（-]\Z")
_WENT_ON = regex.compile(r"\p{Ll}|[,，、;；)）]")
# A new item, heading, table row or field begins here.
_BEGINS = regex.compile(r"[-*+•●▪■◆○·#>|–—]|\(?\d{1,3}[.)）、:](?!\d)|[一二三四五六七八九十]+、")
_LABELLED = regex.compile(r"\p{L}[\p{L} ]{0,20}[:：]")
_LETTER = regex.compile(r"\p{L}")
_TABLE = regex.compile(r"[|｜▏┃│¦\t]")
_HYPHEN = regex.compile(r"(?<=\p{Ll})-\Z")
_SUSPENDED = regex.compile(r"(?:und|oder|bzw|sowie|and|or|et|ou|y|o)\b")  # Bau- und Betriebskosten
_LINE_BREAK = regex.compile(r"[ \t]*(?:\r\n|[\n\r\u2028])[ \t]*")
_ANY_BREAK = regex.compile(r"[\n\r\u2028]")

_OFTEN = 4  # pairs without an end mark between them, and their share of all, from which a document is broken to a width
_OFTEN_SHARE = 0.5
_TOLD = 2  # of them at least that a comma or a small letter tells
_FULL = 0.6  # of the usual width, from which a line was broken because it was full
_WIDTHS = range(20, 201)  # columns that a page or a mail may have
_PARTLY = 0.3  # of it, where the next line tells that the sentence goes on
_STRAY = 30  # columns of a line that was broken by chance in a document that is not


def wraps(text: str, lines: Sequence[Line]) -> dict[int, Repair]:
    """What stands for the line breaks inside sentences, by the number of the line before each: a space, or nothing."""
    looks = [look_at(line) for line in lines]
    plain = [look.reason is None and look.section is None and _LETTER.search(look.folded) is not None for look in looks]
    pairs = [
        number
        for number, (first, second) in enumerate(pairwise(lines))
        if plain[number] and plain[number + 1] and _LINE_BREAK.fullmatch(text, first.end, second.start)
    ]
    ends_later: set[int] = set()
    for number in reversed(pairs):
        # A list of headlines has no end mark anywhere; a broken sentence has one on a line to come.
        if _END_MARK.search(lines[number + 1].text) or number + 1 in ends_later:
            ends_later.add(number)
    broken = [number for number in pairs if number in ends_later and not _ENDED.search(lines[number].text)]
    told = sum(_tells(lines[number].text, lines[number + 1].text) for number in broken)
    usual = _usual_width([lines[number] for number in broken]) if told >= _TOLD else 0
    if len(broken) < max(_OFTEN, _OFTEN_SHARE * len(pairs)) or usual not in _WIDTHS:
        usual = 0
    return {
        number: _joined(text, lines[number], lines[number + 1])
        for number in broken
        if _goes_on(lines[number].text, lines[number + 1].text, usual)
    }


def is_wrap(text: str, repair: Repair) -> bool:
    """Whether a repair of the text is one that `wraps` has made."""
    return _ANY_BREAK.search(text, repair.start, repair.end) is not None


def unwrapped(lines: Sequence[Line], broken: Mapping[int, Repair]) -> list[Line]:
    """The lines with those joined that `wraps` has found to be one."""
    whole: list[Line] = []
    for number, line in enumerate(lines):
        repair = broken.get(number - 1)
        if repair is None:
            whole.append(line)
            continue
        before = whole.pop()
        kept = before.text[:-1] if _hyphenated(before.text, line.text) else before.text
        whole.append(Line(before.start, line.end, kept + repair.text + line.text))
    return whole


def _goes_on(first: str, second: str, usual: int) -> bool:
    """Whether a line without an end mark was broken because it was full; `usual` columns are full, 0 if unknown."""
    if _BEGINS.match(second) or _TABLE.search(first) or _TABLE.search(second):
        return False
    told = _tells(first, second)
    full = usual and _width(first) >= _FULL * usual
    if _LABELLED.match(second) and not full:
        return False
    if not usual:
        return told and _width(first) >= _STRAY
    return bool(full or (told and _width(first) >= _PARTLY * usual))


def _tells(first: str, second: str) -> bool:
    """Whether a comma at the end of the line, or a small letter that begins the next one, tells that it goes on."""
    return bool(_GOES_ON.search(first) or _WENT_ON.match(second))


def _joined(text: str, first: Line, second: Line) -> Repair:
    end = first.start + len(text[first.start : first.end].rstrip())
    start = second.start + len(text[second.start : second.end]) - len(text[second.start : second.end].lstrip())
    if _hyphenated(first.text, second.text):
        return Repair(end - 1, start, "")
    unspaced = _WIDE.match(first.text[-1]) and _WIDE.match(second.text[0])
    return Repair(end, start, "" if unspaced else " ")


def _hyphenated(first: str, second: str) -> bool:
    return bool(_HYPHEN.search(first) and _WENT_ON.match(second) and not _SUSPENDED.match(second))


def _usual_width(broken: Sequence[Line]) -> int:
    """Columns that four of five broken lines do not exceed."""
    widths = sorted(_width(line.text) for line in broken)
    return widths[int(0.8 * (len(widths) - 1))]


def _width(text: str) -> int:
    return len(text) + len(_WIDE.findall(text))
