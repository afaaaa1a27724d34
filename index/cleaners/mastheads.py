"""What stands at the top of a page and is the page's own: menus, breadcrumbs, departments, the publication's name."""

# ruff: noqa: E501 - a pattern is easier to check unbroken

from __future__ import annotations

from collections.abc import Sequence

import regex

from ..folding import fold
from .asides import is_furniture
from .bylines import parts_of, says_nothing
from .features import look_at
from .lines import Line
from .names import bare, is_kicker, is_publication

_FIELD = regex.compile(r"[:：]")
_NEAR = 6  # lines from the top in which a publication names itself
LONGEST_MASTHEAD = {"wide": 24, "narrow": 32}
_LABEL = {"wide": 8, "narrow": 20}
_SHORTEST_NAME = {"wide": 3, "narrow": 6}
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_LINK = regex.compile(r"(?<!!)\[(?P<shown>[^\]]*)\]\((?P<target>[^)\s]*)[^)]*\)")
_HOME = regex.compile(r"/|https?://[^/]+/?")
_BACK = regex.compile(
    r"[\s\[（(]*(?:[▼▲↑←‹⟵◀◁↩≪]|«(?!.*»)|<{1,2}(?!\w*>)|返回|back to\b|zurück\b|retour\b|volver\b)", regex.I
)
_ONWARD = regex.compile(r".{1,30}(?:[»›▶►→↗≫⟩]|＞|>>?|▲|\^)$")
_ENDED = regex.compile(r"[。.!！?？…][\s\"'”’»」』)）]*$")
_STEP = regex.compile(r"\s*[≫»›>＞▸▶→]\s*")
_ROW = regex.compile(r"\s*[|丨｜▏┃│¦┆┊•∙■◆／/·≫»›>＞▸▶→]\s*|[ 　]{2,}|　|\t")
_BUTTON = regex.compile(
    r".*(?:\s{2,}|\u3000| )[［\[【][^］\]】]{1,12}[］\]】]$|.*app(?!\p{Latin}).*(?:打开|下载|立即)|.*(?:打开|下载).*(?:app|客户端).*(?:立即|读|看|享|听).*"
)
_CHANNEL = regex.compile(r"(?P<name>.{2,16}?)\s*[·|｜丨/／-]\s*\S{1,8}(?:频道|頻道|栏目|欄目|专栏|專欄|チャンネル)")
_FOLLOWED = regex.compile(r"点击.{0,8}[“\"「](?P<name>[^”\"」]{2,16})[”\"」].{0,4}关注")


def is_row(text: str) -> bool:
    """Whether a line is a row of parts, a breadcrumb, links, or a way back or on: furniture, in a head or below."""
    linked = sum(len(match["shown"]) for match in _LINK.finditer(text))
    if linked and linked >= len(_LINK.sub("", text).strip(" |/·:：-•*")):
        return True
    if _ENDED.search(text):
        return False
    if _BACK.match(text) or _ONWARD.fullmatch(text) or _BUTTON.fullmatch(fold(text)):
        return True
    label = _LABEL["wide" if _WIDE.search(text) else "narrow"]
    parts = [part for part in _ROW.split(text) if part]
    if len(parts) == 2:
        department = is_publication(parts[0]) and len(parts[1]) <= label
        return department or (is_kicker(parts[1]) and (is_kicker(parts[0]) or is_furniture(parts[0])))
    steps = [part for part in _STEP.split(text) if part]
    return len(parts) >= 3 and (len(steps) >= 3 or sum(map(len, parts)) <= label * len(parts))


def is_channel(text: str) -> bool:
    """Whether a line names a publication and its department: "山海周报 · 财经频道"."""
    return _CHANNEL.fullmatch(text) is not None


def recurs(name: str, lines: Sequence[Line]) -> bool:
    """Whether a name of more than a word stands again below the lines that are sentences, as in "© The Bay Ledger"."""
    shortest = _SHORTEST_NAME["wide" if _WIDE.search(name) else "narrow"]
    if len(name) < shortest or is_kicker(name):
        return False
    last = max((number for number, line in enumerate(lines) if look_at(line).prose), default=len(lines))
    return any(name.lower() in line.text.lower() for line in lines[last + 1 :])


def masthead(text: str, lines: Sequence[Line], reasons: dict[int, str]) -> str | None:
    """The publication whose name stands in the head of a page's `text`; None where nothing tells that it is one.

    It is looked for in the first lines as far as they were cut: beside the menu, or in a link to the site's first page.
    """
    top: int | None = None  # the first line that is more than a button
    for number, line in enumerate(lines[:_NEAR]):
        if reasons.get(number) is None:
            return None
        written = text[line.start : line.end]
        if found := _FOLLOWED.search(line.text) or _CHANNEL.fullmatch(line.text):
            return str(found["name"])
        home = next((match["shown"] for match in _LINK.finditer(written) if _HOME.fullmatch(match["target"])), "")
        if not is_kicker(home):
            return home
        link = _LINK.search(written)
        shown = written[: link.start()] if link and link.start() > 0 else line.text
        parts = [bare(part) for row in parts_of(shown) for part in _STEP.split(row) if bare(part)]
        told = not (all(is_kicker(part) for part in parts) or says_nothing(line.text) or look_at(line).reason)
        if top is None and told:
            top = number
        name = _named(parts, line, lines, number == top and reasons[number] == "navigation", shown is not line.text)
        if name:
            return name
    return None


def _named(parts: Sequence[str], line: Line, lines: Sequence[Line], top: bool, linked: bool) -> str | None:
    """The publication among the parts of one line; `linked` where links follow them."""
    for name in dict.fromkeys([*parts[:1], *(parts[0].split()[:1] if parts else []), *parts[-1:]]):
        if (is_publication(name) or (name.isupper() and is_publication(name.title()))) and not _FIELD.search(name):
            return name
    if not top or is_kicker(parts[0]) or _FIELD.search(parts[0]):
        return None
    alone = len(parts) == 1 and (linked or not is_row(line.text))
    short = len(parts[0]) <= LONGEST_MASTHEAD["wide" if _WIDE.search(parts[0]) else "narrow"]
    return parts[0] if (alone and short) or recurs(parts[0], lines) else None
