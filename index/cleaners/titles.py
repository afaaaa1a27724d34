"""Which line of a plain text is its title. What stands above it is the page's, not the article's."""

# ruff: noqa: E501 - a pattern is easier to check unbroken

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

import regex

from ..folding import fold
from .bylines import byline_of, names_issue, says_nothing
from .dates import DATE
from .features import Look
from .lines import Line
from .mastheads import LONGEST_MASTHEAD, is_channel, is_row, recurs
from .names import bare, is_kicker, is_person, is_publication

# Why lines are cut that stand around an article and its title.
_AROUND = frozenset({"navigation", "disclaimer", "related", "call", "advertisement"})
_SHORTEST_TITLE = {"wide": 6, "narrow": 12}
_LONGEST_SLOGAN = 60
# Above a line that the article speaks of, and of which it does not itself: no title of a word or so, …
_ONE_WORD = {"wide": 4, "narrow": 10}
# … and none of many words either.
_MANY_TERMS = 4
# A title is no longer than this where it is told from the line below it by its author's name.
_SHORT_TITLE = {"wide": 22, "narrow": 60}
_PARAGRAPH = {"wide": 40, "narrow": 100}
_HEAD = 20  # lines from the top in which an article's byline stands
_HEADING = regex.compile(r"#{1,2}\s+\S")
_UNDERLINE = regex.compile(r"={3,}")
_BULLET = regex.compile(r"[-*+•]\s+\S")
_ADDRESS = regex.compile(r"(?:https?://|www\.)\S+$|\S+@\S+$|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,8}$")
# Other news that runs along a page's top, and what says whose the picture below it is.
_TICKER = regex.compile(
    r"(?:breaking(?: news)?|just in|live|alert|urgent|eilmeldung|eilt|liveticker|en direct|alerte|última hora|快讯|突发|滚动|速报|号外|속보)\s*[:|+-].*"
)
_CAPTION = regex.compile(
    r"(?:\b(?:Foto|Photo|Bild|Credit|Crédit|Image)s?\s?[:：/]|(?:图|圖|摄影|攝影|写真|撮影)\s?[:：/／])\s?\S"
)
TITLED = regex.compile(
    r"(?:title|headline|subject|titel|überschrift|betreff|titre|objet|título|titolo|标题|標題|题目|題目|主题|主旨|件名|題名|タイトル|제목)\s*[:：]\s*(?P<name>\S.*)",
    regex.I,
)
# A page's title, which ends in the site's name.
_SITE = regex.compile(r"(?P<title>.{4,}?)\s*(?:\s[|｜丨–—-]\s|[_｜丨|])\s*(?P<site>[^|｜丨]{2,40})")
OPEN = regex.compile(r"[，,：:、—]$")  # a clause that goes on in the next line
_WORD = regex.compile(r"\p{L}{4,}|\d+")
_STEM = 5
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_SHARING = regex.compile(
    r"(?:\W*\b(?:share|tweet|print|save|e-?mail|facebook|twitter|x|whatsapp|bluesky|linkedin|copy link|listen|teilen|drucken|merken"
    r"|vorlesen|partager|imprimer|compartir|imprimir)\b\W*|\s*(?:分享|收藏|打印|列印|转发|微博|微信|シェア|ポスト|印刷|はてブ|保存)[\s|｜・]*)+"
)
_SENTENCE_END = regex.compile(r"[。.…][\s\"”’»」』)）]*$")


def cut_above_title(lines: Sequence[Line], looks: Sequence[Look], reasons: dict[int, str]) -> None:
    """Marks the lines above the title as navigation, and those with a date as bylines; none if there is no title."""
    title = title_line(lines, looks, reasons)
    if title is None:
        return
    number = title
    while number in reasons and not (number > title and (reasons[number] != "navigation" or looks[number].reason)):
        del reasons[number]  # with the name of its author, which looks as much like a menu's end
        number += 1
    for number in range(title):
        dated = DATE.search(lines[number].text) and byline_of(lines[number].text)
        if reasons.get(number) in {None, "navigation"}:
            reasons[number] = "byline" if dated else "navigation"


def title_line(lines: Sequence[Line], looks: Sequence[Look], reasons: dict[int, str]) -> int | None:
    """The number of the line that is the title, None where none is.

    It is what a label or a heading says. Else it is the first line above the first paragraph, unless that looks like
    the page's own and a line below it looks more like a title.
    """
    start = _first_text(lines, looks, reasons)
    if start is None:
        return None
    labelled = [number for number in range(start) if TITLED.fullmatch(lines[number].text)]
    kept = [number for number in range(start) if number not in reasons]
    headings = [number for number in kept if _HEADING.match(lines[number].text) or _is_underlined(lines, number)]
    unended = [number for number in kept if not _SENTENCE_END.search(looks[number].folded)]
    candidates: Sequence[int] = (
        labelled[:1] or headings or [number for number in unended if _may_stand_first(lines[number].text)]
    )
    told = _terms(" ".join(line.text for number, line in enumerate(lines) if number >= start and looks[number].prose))
    if not labelled and not headings:
        candidates = _below_furniture(lines, reasons, candidates, told)
    while candidates and not labelled and _is_pages_own(lines, looks, reasons, candidates, told):
        candidates = candidates[1:]
    if candidates:
        return candidates[0]
    # A short title right above its author looks like the end of a menu.
    menu = [number for number in range(start) if reasons.get(number) == "navigation" and not looks[number].reason]
    return next((number for number in reversed(menu) if _may_be_title(lines[number].text, told)), None)


def _below_furniture(
    lines: Sequence[Line], reasons: dict[int, str], candidates: Sequence[int], told: Set[str]
) -> Sequence[int]:
    """The candidates from the one that the page's menus part from the first, if a byline follows it.

    What stands above the menus is the page's own, be it as long as "MASTHEAD – a weekly letter on transport".
    """
    for place, number in enumerate(candidates[1:], 1):
        text = lines[number].text
        if is_person(bare(text)) or number + 1 >= len(lines) or not _is_signed(lines[number + 1].text):
            continue
        start = place
        while start > 1 and not _furnished(lines, reasons, candidates[start - 1], candidates[start]):
            start -= 1
        told_of = [one for one in candidates[start : place + 1] if _share(lines[one].text, told)]
        if told_of and _furnished(lines, reasons, candidates[0], told_of[0]):
            return [one for one in candidates if one >= told_of[0]]
        return candidates
    return candidates


def _furnished(lines: Sequence[Line], reasons: dict[int, str], above: int, below: int) -> bool:
    """Whether menus and the like stand between two lines; buttons for sharing also stand below a title."""
    between = [number for number in range(above + 1, below) if not _SHARING.fullmatch(fold(lines[number].text).strip())]
    return any(reasons.get(number) in _AROUND or is_row(lines[number].text) for number in between)


def _first_text(lines: Sequence[Line], looks: Sequence[Look], reasons: dict[int, str]) -> int | None:
    """Where the article's text begins: with a paragraph, or with any sentence that no byline follows.

    "You have one free article left." stands above a title, and a line that sums the article up below it.
    """
    texts = [number for number in range(len(lines)) if number not in reasons and _is_text(looks[number])]
    paragraph = next((number for number in texts if _is_long(looks[number])), len(lines))
    signed = [number for number in range(min(paragraph, _HEAD)) if byline_of(lines[number].text)]
    return next((number for number in texts if not signed or number > signed[-1] or number >= paragraph), None)


def without_site(title: str, names: Set[str]) -> tuple[str, str | None]:
    """A title without the site's name at its end, and that name: a publication's by its words, or one of `names`."""
    found = _SITE.fullmatch(title)
    if found is None:
        return title, None
    sites = regex.split(r"\s*_\s*", found["site"])
    if is_publication(sites[-1]) or sites[-1] in names:
        return found["title"], sites[-1]
    return title, None


def _is_pages_own(
    lines: Sequence[Line], looks: Sequence[Look], reasons: dict[int, str], candidates: Sequence[int], told: Set[str]
) -> bool:
    """Whether the first of the lines that may be the title is none, given those below it."""
    first, below = candidates[0], candidates[1:]
    text = bare(lines[first].text)
    if is_row(lines[first].text) or is_channel(text):
        return True
    if not below or (OPEN.search(lines[first].text) and below[0] == first + 1):
        return False
    wide = "wide" if looks[first].wide else "narrow"
    second = lines[below[0]].text
    share, best = _share(text, told), max(_share(lines[number].text, told) for number in below)
    if is_kicker(text) or _TICKER.fullmatch(fold(text)) or _repeats(text, [lines[number].text for number in below]):
        return True
    if not share and best and (len(_terms(text)) >= _MANY_TERMS or _is_slogan(lines, reasons, first, below[0])):
        return not is_person(bare(second))
    if len(text) > LONGEST_MASTHEAD[wide]:
        return False
    if (is_publication(text) and not share) or recurs(text, lines):
        return True
    if is_person(bare(second)):
        return False
    under = lines[first + 1].text
    issue = any(names_issue(line.text) for line in lines[first + 1 : min(first + 3, below[0] + 2)])
    menu = reasons.get(first + 1) in _AROUND or (is_row(under) and not byline_of(under))
    if issue or (menu and not _SHARING.fullmatch(fold(under).strip())):
        return True
    between = [byline_of(lines[number].text) for number in range(first + 1, below[0])]
    if any(between) and not any(byline and byline.author for byline in between):
        return share < best
    signed = below[0] + 1 < len(lines) and _is_signed(lines[below[0] + 1].text)
    if share or not (best or signed):
        return False
    apart = not _adjacent(lines[first], lines[below[0]])
    return len(text) <= _ONE_WORD[wide] or (apart and signed and len(second) <= _SHORT_TITLE[wide])


def _repeats(text: str, below: Sequence[str]) -> bool:
    """Whether a line is the title of the page, which a line below it has without the site's name."""
    found = _SITE.fullmatch(text)
    return found is not None and any(bare(line) == bare(found["title"]) for line in below)


def _may_stand_first(text: str) -> bool:
    return not (
        byline_of(text) or says_nothing(text) or _CAPTION.search(text) or _BULLET.match(text) or _ADDRESS.match(text)
    )


def _may_be_title(text: str, told: Set[str]) -> bool:
    shortest = _SHORTEST_TITLE["wide" if _WIDE.search(text) else "narrow"]
    return len(text) >= shortest and not is_row(text) and _may_stand_first(text) and _share(text, told) > 0


def _is_signed(text: str) -> bool:
    return byline_of(text) is not None or is_person(bare(text))


def _is_slogan(lines: Sequence[Line], reasons: dict[int, str], first: int, second: int) -> bool:
    """Right below a masthead, and apart from the line that comes next."""
    above = first > 0 and reasons.get(first - 1) is None and _adjacent(lines[first - 1], lines[first])
    return above and not _adjacent(lines[first], lines[second]) and len(lines[first].text) <= _LONGEST_SLOGAN


def _adjacent(first: Line, second: Line) -> bool:
    return second.start - first.end <= 1


def _is_text(look: Look) -> bool:
    """A paragraph of the article, as a title that asks something is none."""
    return look.prose and (_is_long(look) or _SENTENCE_END.search(look.folded) is not None)


def _is_long(look: Look) -> bool:
    return look.prose and len(look.folded) >= _PARAGRAPH["wide" if look.wide else "narrow"]


def _is_underlined(lines: Sequence[Line], number: int) -> bool:
    below = lines[number + 1] if number + 1 < len(lines) else None
    return below is not None and _UNDERLINE.fullmatch(below.text) is not None and _adjacent(lines[number], below)


def _share(text: str, told: Set[str]) -> float:
    """How much of a line the article speaks of."""
    terms = _terms(text)
    return len(terms & told) / len(terms) if terms else 0.0


def _terms(text: str) -> set[str]:
    """What a text speaks of: pairs of ideographs, beginnings of longer words, figures."""
    folded = fold(text)
    pairs = {first + second for first, second in pairwise(folded) if _WIDE.match(first) and _WIDE.match(second)}
    return pairs | {word[:_STEM] for word in _WORD.findall(folded) if not _WIDE.match(word)}
