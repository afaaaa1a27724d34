"""Which lines at the top of a plain text are its bylines, and the author's name that stands alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import regex

from .asides import is_aside
from .bylines import LATER, Byline, byline_of, parted, says_nothing, without_marks
from .dates import DATE
from .features import look_at
from .lines import Line
from .names import is_publication, named_person

_NEAR = 8  # lines from the top in which a byline may stand
_NAME_PART = regex.compile(r"[\p{Lu}\p{Lo}][\p{L}'’.-]+")
_HAN = regex.compile(r"\p{Han}")


def bylines(lines: Sequence[Line], reasons: dict[int, str]) -> dict[int, Byline]:
    """The bylines at the top of a plain text by line number, below its first line; `reasons` are those of the cuts."""
    # Also what an earlier look has cut, so that a second one finds the same.
    body = [number for number in range(len(lines)) if reasons.get(number) in {None, "byline"}]
    first = next((number for number in body if number not in reasons), 0)
    found: dict[int, Byline] = {}
    for number in range(body[_NEAR] if len(body) > _NEAR else len(lines)):
        byline = byline_of(lines[number].text) if number != first else None
        reason = reasons.get(number)
        # A row of labels looks like a menu, unless one of them is an author's, or a date below the title is the first.
        dated = number > first and DATE.match(lines[number].text.strip()) is not None
        in_a_row = reason == "navigation" and byline is not None and (byline.author is not None or dated)
        if byline and (reason in {None, "byline", "off subject"} or in_a_row):  # names are far from any subject
            found[number] = byline
    _add_lone_parts(lines, [number for number in body if number != first], reasons, found)
    if not any(byline.author for byline in found.values()):
        lone = _lone_author(lines, [number for number in body if number >= first], reasons, found)
        if lone is not None:
            found[lone] = Byline(author=named_person(without_marks(lines[lone].text)))
    _forget_later_dates(lines, found)
    start = next((number for number in body if number > first and look_at(lines[number]).prose), first)
    for number in body:
        if first < number < start and number not in found and says_nothing(lines[number].text):
            found[number] = Byline()
    return found


def _add_lone_parts(
    lines: Sequence[Line], body: Sequence[int], reasons: dict[int, str], found: dict[int, Byline]
) -> None:
    """Beside a line with a date, a line with nothing but a person's or a publication's name says whose it is."""
    beside = {
        near
        for number, byline in found.items()
        if byline.published
        for step in (-1, 1)
        if (near := _next(number, step, lines, reasons)) in body
    }
    for number in sorted(beside - found.keys()):
        shown = without_marks(lines[number].text)
        told = [part for part in parted(shown)[1] if not is_aside(part)]
        name = named_person(shown) or (named_person(told[0]) if len(told) == 1 else None)
        if is_publication(shown) and not any(byline.source for byline in found.values()):
            found[number] = Byline(source=shown)
        elif name and not any(byline.author for byline in found.values()):
            found[number] = Byline(author=name)


def _next(number: int, step: int, lines: Sequence[Line], reasons: dict[int, str]) -> int:
    """The line above or below, past buttons and counters."""
    number += step
    while reasons.get(number) in {"navigation", "call", "image"} or (
        0 <= number < len(lines) and says_nothing(lines[number].text)
    ):
        number += step
    return number


def _lone_author(
    lines: Sequence[Line], body: Sequence[int], reasons: dict[int, str], found: dict[int, Byline]
) -> int | None:
    """The line between a title and the first paragraph that is a person's name, of whom the article does not speak.

    A heading of its own may look like one, so only where the page shows other parts of its head.
    """
    first_prose = next((at for at, number in enumerate(body) if look_at(lines[number]).prose), 0)
    if not (found or (body and any(number in reasons for number in range(body[0])))):
        return None
    told = " ".join(lines[number].text for number in body[first_prose:] if look_at(lines[number]).prose).lower()
    for number in body[1:first_prose]:
        name = named_person(without_marks(lines[number].text)) if number not in found else None
        words = [word.lower() for word in _NAME_PART.findall(name)] if name else []
        if words and not any(word in told for word in words) and (not _HAN.search(words[0]) or len(name or "") > 2):
            return number
    return None


def _forget_later_dates(lines: Sequence[Line], found: dict[int, Byline]) -> None:
    """A line of its own for when the text was changed tells when it was published only where no other line does."""
    dated = [number for number, byline in found.items() if byline.published]
    later = [number for number in dated if LATER.match(without_marks(lines[number].text))]
    if len(later) < len(dated):
        for number in later:
            found[number] = replace(found[number], published=None)
