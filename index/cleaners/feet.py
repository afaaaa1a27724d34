"""What stands below an article's last paragraph: rows of links, other headlines, and who the author is."""

# ruff: noqa: E501 - a pattern is easier to check unbroken

from __future__ import annotations

from collections.abc import Iterable, Sequence

import regex

from ..folding import fold
from .features import Look, is_paragraph, is_row_of_labels
from .lines import Line
from .mastheads import is_row
from .names import bare

_LIST_POINT = regex.compile(r"[-*•·●▪■◆○]\s*\S|\(?\d{1,2}[.)、)]\s?\D|[一二三四五六七八九十]+、")
# Headings or figures may follow the last paragraph; a longer run of unfinished lines is a list of something else.
_LONGEST_ENDING = 2
# A line that has none of the article's figures, sentences or words, on a page that has other furniture.
_SHORT = {"wide": 16, "narrow": 36}
_ENDED = regex.compile(r"[。.!?…;:][\s\"'”’»」』)]*$")
_FULL_STOP = regex.compile(r"[。.][\s\"'”’»」』)]*$")
_FIGURE = regex.compile(r"\d")
_WORD = regex.compile(r"[\p{Han}\p{Katakana}\p{Hangul}]{2}|[\p{Latin}\p{Cyrillic}]{4,}")
_BIO = regex.compile(
    r"\s*(?:[(（]|是|为|系|,? (?:is|was) (?:an?|the|our|currently|head|editor)\b| (?:writes|covers|reports|works|teaches|edits|lives|runs|has (?:written|covered|reported|worked))\b| (?:ist|schreibt|berichtet|arbeitet|lehrt|lebt|leitet|forscht|war) | (?:est|écrit|couvre|enseigne|dirige|travaille|vit) | (?:es|escribe|cubre|trabaja|è|scrive|lavora|insegna) |は).*"
)
_AROUND = frozenset({"navigation", "disclaimer", "related", "call", "advertisement", "comments"})


def cut_after(looks: Sequence[Look], reasons: dict[int, str], last: int) -> None:
    """Below the last paragraph: more than a closing line or two, if no table or list of points, is something else."""
    last = _above_foot(looks, reasons, last)
    while last + 1 < len(looks) and last + 1 not in reasons and _goes_on(looks[last + 1].folded):
        last += 1
    for number in range(last + 1, len(looks)):
        text = looks[number].folded
        if not (looks[number].table or _LIST_POINT.match(text)) and (is_row_of_labels(looks[number]) or is_row(text)):
            reasons.setdefault(number, "navigation")
    rest = [number for number in range(last + 1, len(looks)) if number not in reasons]
    tables = sum(looks[number].table for number in rest)
    if tables * 2 >= len(rest):
        return
    told = " ".join(look.folded for look in looks[: last + 1] if look.prose)
    furnished = not _AROUND.isdisjoint(reasons.values())
    for number in rest:
        detached = any(between in reasons for between in range(last + 1, number))
        strange = furnished and _is_strange(looks[number], told)
        if len(rest) > _LONGEST_ENDING or detached or looks[number].date or strange:
            reasons[number] = "related"


def cut_bios(lines: Sequence[Line], reasons: dict[int, str], authors: Iterable[str]) -> None:
    """Marks as a byline what the article's last lines say of its authors, and their names alone."""
    names = [fold(author) for author in authors]
    kept = [number for number in range(len(lines)) if number not in reasons]
    told = fold(" ".join(lines[number].text for number in kept[:-1]))
    names = [name for name in names if name not in told]  # else it is an article about them
    for number in reversed(kept[2:]):
        text = fold(bare(lines[number].text))
        about = any(text == name or (text.startswith(name) and _BIO.fullmatch(text, len(name))) for name in names)
        if not about:
            return
        reasons[number] = "byline"


def _above_foot(looks: Sequence[Look], reasons: dict[int, str], last: int) -> int:
    """The last line of text above two lines of furniture together, where no paragraph and little else follows these.

    "Comments are closed after 14 days. Cookie settings." is a sentence by its looks.
    """
    paragraphs = [number for number, look in enumerate(looks) if number not in reasons and is_paragraph(look)]
    for number in range(max(paragraphs, default=last) + 1, last - 1):
        below = [row in reasons or looks[row].reason is not None for row in range(number, len(looks))]
        if reasons.get(number) in _AROUND and below[1] and 2 * sum(below) > len(below):
            return number - 1
    return last


def _goes_on(text: str) -> bool:
    """A point of a list, or a sentence too short to be told from a headline by anything but its full stop."""
    return bool(_LIST_POINT.match(text) or _FULL_STOP.search(text))


def _is_strange(look: Look, told: str) -> bool:
    """Whether a short line without an end mark has nothing to do with what the paragraphs tell."""
    if (
        not look.headline
        or _ENDED.search(look.folded)
        or _FIGURE.search(look.folded)
        or len(look.folded) > _SHORT["wide" if look.wide else "narrow"]
    ):
        return False
    return not any(word in told for word in _WORD.findall(look.folded, overlapped=True))
