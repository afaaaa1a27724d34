"""The main content of an HTML page: three extractors vote line by line, and the page's own layout has the last word.

Each extractor fails on other pages: one takes half of a long article, one a list of links, one nothing at all (most
often on Chinese pages). A line is kept that two of them have. Where the vote holds much less running text than one of
them, or than the densest part of the page, that one was right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr
from io import StringIO

import regex

from ..documents import RawDocument
from .features import Look, look_at
from .layout import Place, located, places
from .lines import Line
from .plain import cut_sections

_HAS = 0.5
_VOTES = 2
# Below this share of the running text that another extractor found, the vote has lost the article.
_THIN = 0.5
# Below this share of the densest part of the page, all of them have.
_EMPTY = 0.3
# So much of the page's running text one child must hold for the search to descend into it.
_DENSEST = 0.6
_LINK = 0.9
_SIBLINGS = 2
_ASIDE = frozenset({"nav", "footer", "aside", "form", "button"})
_ASIDE_NAMES = frozenset(
    [
        "comment",
        "comments",
        "disqus",
        "related",
        "recommend",
        "recommended",
        "sidebar",
        "footer",
        "breadcrumb",
        "breadcrumbs",
        "share",
        "social",
        "copyright",
        "nav",
        "navbar",
        "menu",
        "promo",
        "newsletter",
        "subscribe",
        "widget",
        "popup",
        "modal",
        "cookie",
        "banner",
        "hot",
        "rank",
        "pinglun",
        "tuijian",
        "xiangguan",
    ]
)
_ENDED = regex.compile(r"[.。!！?？…][\"'”’」』)）]*$")
# In the main content only what names itself is cut; a heading or a short line may well be the article's.
_CUT_INSIDE = frozenset(
    {"spam", "image", "byline", "refusal", "disclaimer", "related", "advertisement", "call", "navigation"}
)


def page_reasons(raw: RawDocument, lines: Sequence[Line]) -> dict[int, str]:
    """Line number → why it is not main content; `raw` must have markup."""
    markup = raw.markup or ""
    looks = [look_at(line) for line in lines]
    at = places(markup, lines)
    found = [[share >= _HAS for share in located(lines, text)] for text in _extracted(markup)]
    kept = _with_siblings(_main(found, looks, at), found, looks, at)
    body = [number for number, keep in enumerate(kept) if keep]
    reasons = {number: "boilerplate" for number, keep in enumerate(kept) if not keep}
    first = next((number for number in body if _is_prose(looks[number], at[number])), -1)
    inside = _reasons_inside([(lines[number], looks[number], at[number], number < first) for number in body])
    return reasons | {body[number]: reason for number, reason in inside.items()}


def _reasons_inside(body: Sequence[tuple[Line, Look, Place, bool]]) -> dict[int, str]:
    """Why lines within the main content are none of it; nothing where that would leave nothing."""
    looks = [look for _, look, _, _ in body]
    reasons = {number: reason for number, item in enumerate(body) if (reason := _reason_inside(*item))}
    cut_sections(looks, reasons)
    prose = [
        number for number, (_, look, place, _) in enumerate(body) if _is_prose(look, place) and number not in reasons
    ]
    for number in range(prose[-1] + 1 if prose else len(body), len(body)):
        _, look, place, _ = body[number]
        if look.menu or look.date or place.linked > _LINK / 2 or (look.folded[:1].isdecimal() and look.headline):
            reasons.setdefault(number, "boilerplate")
    return reasons if len(reasons) < len(body) else {}


def _main(found: Sequence[Sequence[bool]], looks: Sequence[Look], at: Sequence[Place]) -> Sequence[bool]:
    voted = [sum(has) >= _VOTES for has in zip(*found, strict=True)]
    dense = _densest(looks, at)
    fullest = max(found, key=lambda kept: _running(looks, at, kept))
    best = fullest if _running(looks, at, voted) < _THIN * _running(looks, at, fullest) else voted
    return dense if _running(looks, at, best) < _EMPTY * _running(looks, at, dense) else best


def _extracted(markup: str) -> list[str]:
    import trafilatura
    from readability import Document  # type: ignore[import-untyped]

    from ..readers.html import visible_text

    return [
        _attempt(lambda: trafilatura.extract(markup, include_comments=False, favor_precision=True)),
        _attempt(lambda: trafilatura.extract(markup, include_comments=False, fast=True)),
        _attempt(lambda: visible_text(Document(markup).summary(html_partial=True))),
    ]


def _attempt(extract: Callable[[], str | None]) -> str:
    """What an extractor finds; nothing where it fails on a page, for it is one of several."""
    try:
        with redirect_stderr(StringIO()):
            return extract() or ""
    except Exception:  # whatever a hostile page makes of a parser
        return ""


def _densest(looks: Sequence[Look], at: Sequence[Place]) -> list[bool]:
    """The lines of the deepest element that holds most of the page's running text."""
    prose = [number for number, look in enumerate(looks) if _is_prose(look, at[number]) and not _is_aside(at[number])]
    inside = prose
    depth = 0
    chosen: tuple[int, ...] = ()
    while inside:
        mass: Counter[tuple[int, ...]] = Counter()
        for number in inside:
            if len(at[number].chain) > depth:
                mass[at[number].chain[: depth + 1]] += len(looks[number].folded)
        total = sum(len(looks[number].folded) for number in inside)
        best, size = mass.most_common(1)[0] if mass else ((), 0)
        if size < _DENSEST * total:
            break
        chosen, depth = best, depth + 1
        inside = [number for number in inside if at[number].chain[:depth] == chosen]
    return [
        bool(chosen) and place.chain[:depth] == chosen and place.linked < _LINK and not _is_aside(place) for place in at
    ]


def _with_siblings(
    kept: Sequence[bool], found: Sequence[Sequence[bool]], looks: Sequence[Look], at: Sequence[Place]
) -> list[bool]:
    """Running text of the main content's design belongs to it if it stands inside or any extractor has it.

    Long articles are often cut into several boxes; so, alas, are lists of teasers.
    """
    prose = [_is_prose(look, place) for look, place in zip(looks, at, strict=True)]
    inside = [number for number, keep in enumerate(kept) if keep and prose[number]]
    designs = Counter(at[number].path for number in inside)
    return [
        keep
        or (
            prose[number]
            and designs[at[number].path] >= _SIBLINGS
            and not _is_aside(at[number])
            and (inside[0] < number < inside[-1] or any(has[number] for has in found))
        )
        for number, keep in enumerate(kept)
    ]


def _running(looks: Sequence[Look], at: Sequence[Place], kept: Sequence[bool]) -> int:
    return sum(
        len(look.folded) for keep, look, place in zip(kept, looks, at, strict=True) if keep and _is_prose(look, place)
    )


def _is_prose(look: Look, place: Place) -> bool:
    long_enough = len(look.folded) > (20 if look.wide else 60)
    return long_enough and place.linked < 0.4 and look.reason is None


def _is_aside(place: Place) -> bool:
    return bool(place.ancestors & _ASIDE or place.names & _ASIDE_NAMES)


def _reason_inside(line: Line, look: Look, place: Place, above: bool) -> str | None:
    """Why a line within the main content is none of it."""
    if place.tag == "h1":
        return "title"
    if look.reason in _CUT_INSIDE:
        return look.reason
    if place.linked > _LINK and not _ENDED.search(line.text) and not line.text.startswith("http"):
        return "related"
    if above and look.date:
        return "byline"
    return None
