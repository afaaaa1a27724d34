"""What is replaced inside the text: entities, mojibake, invisible characters, spaces inside words, pinyin noise."""

from __future__ import annotations

import html
from collections.abc import Iterator

import regex

from ..documents import Repair
from .noise import noise_repairs

_ENTITY = regex.compile(r"&(?:#\d{2,7}|#[xX][0-9a-fA-F]{2,6}|[A-Za-z][A-Za-z0-9]{1,31});")
# Zero-width, bidirectional and other invisible characters, among them the tag characters that can hide a message.
_INVISIBLE = regex.compile(
    "[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u0084\u0086-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e"
    "\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]+"
)
# Joiners are spelling in Arabic and Indic scripts, and glue in emoji; direction marks belong to right-to-left text.
_JOINERS = "\u200c\u200d"
_DIRECTION_MARKS = "\u200e\u200f\u061c"
_JOINED_SCRIPT = regex.compile(
    r"[\p{Arabic}\p{Hebrew}\p{Syriac}\p{Devanagari}\p{Bengali}\p{Tamil}\p{Malayalam}\p{Sinhala}\p{Khmer}\p{Emoji_Presentation}\p{Extended_Pictographic}\ufe0f]"
)
# The characters that UTF-8 read as Latin-1 or Windows-1252 is made of.
_MOJIBAKE = regex.compile(
    "[\u0080-\u00ffŒœŠšŸŽžƒˆ˜\u2013-\u2022…‰‹›€™]{2,}(?:[ ][\u0080-\u00ffŒœŠšŸŽžƒˆ˜\u2013-\u2022…‰‹›€™]{2,})*"
)
_ODD_SPACE = regex.compile("[\u00a0\u2000-\u200a\u202f\u205f\u2007]")
_SPACE_INSIDE = regex.compile(r"(?<=\p{Han})[ \u00a0\u3000](?=\p{Han})")
_SPACED_OUT = regex.compile(r"(?<![^\s\p{P}])\p{Han}(?:[ \u00a0\u3000]\p{Han}){3,}(?![^\s\p{P}])")
_CLAUSE_END = regex.compile(r"[\s\p{P}]")
_PROSE_MARK = regex.compile(r"[，。！？；,!?;]")
_PROSE_HAN = 15
_SHORT_RUN = 6


def repairs_of(text: str) -> tuple[Repair, ...]:
    """All repairs of `text`, sorted and without overlap; where two kinds meet, the more specific one wins."""
    chosen: list[Repair] = []
    taken: list[tuple[int, int]] = []
    for kind in (noise_repairs(text), _entities(text), _mojibake(text), _invisible(text), _spaces(text)):
        accepted = []
        ranges = sorted(taken)
        position = 0
        for repair in kind:
            while position < len(ranges) and ranges[position][1] <= repair.start:
                position += 1
            if position == len(ranges) or ranges[position][0] >= repair.end:
                accepted.append(repair)
        chosen += accepted
        taken += [(repair.start, repair.end) for repair in accepted]
    return tuple(sorted(chosen))


def _entities(text: str) -> Iterator[Repair]:
    for match in _ENTITY.finditer(text):
        shown = html.unescape(match.group())
        if shown != match.group() and not _INVISIBLE.fullmatch(shown):
            yield Repair(match.start(), match.end(), " " if _ODD_SPACE.fullmatch(shown) else shown)
        elif shown != match.group():
            yield Repair(match.start(), match.end(), "")


def _mojibake(text: str) -> Iterator[Repair]:
    import ftfy
    from ftfy.badness import is_bad

    for match in _MOJIBAKE.finditer(text):
        if is_bad(match.group()):
            shown = ftfy.fix_encoding(match.group())
            if shown != match.group() and "\ufffd" not in shown:
                yield Repair(match.start(), match.end(), shown)


def _invisible(text: str) -> Iterator[Repair]:
    for match in _INVISIBLE.finditer(text):
        around = text[max(0, match.start() - 1) : match.start()] + text[match.end() : match.end() + 1]
        if _JOINED_SCRIPT.search(around) and all(c in _JOINERS + _DIRECTION_MARKS for c in match.group()):
            continue
        yield Repair(match.start(), match.end(), "")


def _spaces(text: str) -> Iterator[Repair]:
    spaced_out = [(m.start(), m.end()) for m in _SPACED_OUT.finditer(text)]
    position = 0
    for match in _SPACE_INSIDE.finditer(text):
        while position < len(spaced_out) and spaced_out[position][1] <= match.start():
            position += 1
        if (position < len(spaced_out) and spaced_out[position][0] <= match.start()) or _splits_prose(
            text, match.start()
        ):
            yield Repair(match.start(), match.end(), "")
    for match in _ODD_SPACE.finditer(text):
        if not _SPACE_INSIDE.match(text, match.start()):
            yield Repair(match.start(), match.end(), " ")


def _splits_prose(text: str, position: int) -> bool:
    """Whether a space between two ideographs stands inside running text, next to a fragment too short for a clause."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    line = text[start : end if end >= 0 else len(text)]
    if len(_PROSE_MARK.findall(line)) < 2 or len(regex.findall(r"\p{Han}", line)) < _PROSE_HAN:
        return False
    before = _CLAUSE_END.split(text[max(start, position - 12) : position])[-1]
    after = _CLAUSE_END.split(text[position + 1 : position + 13])[0]
    return min(len(before), len(after)) <= _SHORT_RUN
