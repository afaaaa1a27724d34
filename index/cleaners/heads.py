"""A plain text's head: which line is the title, and that what stands above it is the page's, not the article's."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

import regex

from ..folding import fold
from .bylines import byline_of, is_issue, parts_of
from .dates import DATE
from .features import Look, look_at
from .lines import Line
from .names import is_person, is_publication

_NEAR = 6  # lines from the top in which a publication names itself
# Why lines are cut that stand around an article and its title.
_AROUND = frozenset({"navigation", "disclaimer", "related", "call", "advertisement"})
_LONGEST_MASTHEAD = {"wide": 24, "narrow": 32}
_SHORTEST_TITLE = {"wide": 6, "narrow": 12}
_LONGEST_LABEL = {"wide": 12, "narrow": 28}
# No title is shorter than these where a longer line below it is what the article speaks of.
_ONE_WORD = {"wide": 4, "narrow": 10}
_PARAGRAPH = {"wide": 40, "narrow": 100}
_HEADING = regex.compile(r"#\s+\S")
_UNDERLINE = regex.compile(r"={3,}")
_LINK = regex.compile(r"(?<!!)\[(?P<shown>[^\]]*)\]\((?P<target>[^)\s]*)[^)]*\)")
_HOME = regex.compile(r"/|(?:https?://[^/]+)/?")
_BACK = regex.compile(
    r"^[\s\[（(]*(?:[←‹«⟵◀◁↩]|<{1,2}(?!\w*>)|[返回]{2}|back to\b|zurück\b|retour\b|volver\b)", regex.I
)
_STEP = regex.compile(r"\s*[»›>＞▸▶→]\s*")
_ROW = regex.compile(r"\s*[|丨｜▏┃│¦┆┊•■◆／/·»›>＞▸▶→]\s*|[ 　]{2,}|　|\t")
_BUTTON = regex.compile(
    r"[［\[【(（][^］\]】)）]{1,12}[］\]】)）]$|\b(?:app|APP|App)\b.*(?:打开|開啟|下载|下載|立即)|(?:打开|下载|下載|開啟).*(?:app|APP|App|客户端)"
)
_MARKS = regex.compile(r"^[\s*_#>]+|[\s*_#]+$")
_WORD = regex.compile(r"\p{L}{4,}|\d+")
_STEM = 5
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_SENTENCE_END = regex.compile(r"[。.…][\"”’」』)）]*$")
_FOLLOWED = regex.compile(r"点击.{0,8}[“\"「](?P<name>[^”\"」]{2,16})[”\"」].{0,4}关注")
_CHANNEL = regex.compile(r"^(?P<name>.{2,16}?)\s*[·|｜丨/／-]\s*\S{1,8}(?:频道|頻道|栏目|欄目|专栏|專欄|チャンネル)")
# What stands above a title and is no publication's name.
_KICKER = regex.compile(
    r"(?:opinion|analysis|feature|features|essay|essays|comment|commentary|column|interview|reportage|report|news|business|culture|science|technology|economy|world|politics|sport"
    r"|meinung|kommentar|analyse|wirtschaft|kultur|wissenschaft|politik|gesellschaft|kolumne|hintergrund|porträt|glosse|leitartikel|tribune|chronique|enquête|entretien|économie|société"
    r"|观点|评论|专栏|深度|特写|社论|财经|商业|科技|人物|访谈|要闻|独家|头条|新闻|文化|社会|国际|专题|封面(?:故事|报道)|コラム|社说|特集|连载|解说|经济|オピニオン|ニュース|コメント|사설|칼럼|오피니언|경제|사회)"
)  # fmt: skip


def cut_above_title(lines: Sequence[Line], looks: Sequence[Look], reasons: dict[int, str]) -> None:
    """Marks the lines above the title as navigation, and those with a date as bylines; none if there is no title."""
    title = title_line(lines, looks, reasons)
    if title is None:
        return
    if title in reasons:
        for number in range(title, len(lines)):
            if reasons.get(number) != "navigation" or looks[number].reason:
                break
            del reasons[number]
    for number in range(title):
        dated = DATE.search(lines[number].text) and byline_of(lines[number].text)
        if reasons.get(number) in {None, "navigation"}:
            reasons[number] = "byline" if dated else "navigation"


def title_line(lines: Sequence[Line], looks: Sequence[Look], reasons: dict[int, str]) -> int | None:
    """The number of the line that is the title, None where none is: a first heading, or what the article speaks of.

    Above the first paragraph the first line is the title, unless it looks like a publication's name or a menu and a
    line below it looks more like a title.
    """
    start = next((number for number in range(len(lines)) if number not in reasons and _is_text(looks[number])), None)
    if start is None:
        return None
    kept = [number for number in range(start) if number not in reasons]
    headings = [number for number in kept if _HEADING.match(lines[number].text) or _is_underlined(lines, number)]
    candidates = headings or [number for number in kept if not byline_of(lines[number].text)]
    told = _terms(" ".join(line.text for number, line in enumerate(lines) if number >= start and looks[number].prose))
    while len(candidates) > 1 or (candidates and is_row(lines[candidates[0]].text)):
        if not _is_masthead(lines, looks, reasons, candidates, told):
            break
        candidates = candidates[1:]
    if candidates:
        return candidates[0]
    # A short title right above its author looks like the end of a menu.
    menu = [number for number in range(start) if reasons.get(number) == "navigation" and not looks[number].reason]
    return next((number for number in reversed(menu) if _may_be_title(lines[number], told)), None)


def is_row(text: str) -> bool:
    """Whether a line is a row of parts, a breadcrumb, links or a way back: furniture, in a head."""
    shown = _LINK.sub("", text)
    linked = sum(len(match["shown"]) for match in _LINK.finditer(text))
    if linked and linked >= len(shown.strip(" |/·:：-•")):
        return True
    if _BACK.search(text) or _BUTTON.search(text):
        return True
    wide = "wide" if _WIDE.search(text) else "narrow"
    steps = [part for part in _STEP.split(text) if part]
    parts = [part for part in _ROW.split(text) if part]
    if len(steps) >= 3 and len(parts) >= 3:
        return True
    return len(parts) >= 3 and sum(map(len, parts)) <= _LONGEST_LABEL[wide] * 0.7 * len(parts)


def masthead(text: str, lines: Sequence[Line], reasons: dict[int, str]) -> str | None:
    """The publication whose name stands in the head of a page's `text`; None where nothing tells that it is one.

    It is looked for in the first lines as far as they were cut: beside the menu, or in a link to the site's first page.
    """
    for number, line in enumerate(lines[:_NEAR]):
        if reasons.get(number) is None:
            return None
        if found := _FOLLOWED.search(line.text):
            return str(found["name"])
        written = text[line.start : line.end]
        if found := _CHANNEL.search(line.text):
            return str(found["name"])
        home = next((match["shown"] for match in _LINK.finditer(written) if _HOME.fullmatch(match["target"])), None)
        if home and not look_at(Line(0, 0, home)).reason and not _KICKER.fullmatch(fold(home)):
            return home
        link = _LINK.search(written)
        shown = written[: link.start()] if link and link.start() > 0 else line.text
        parts = [part for row in parts_of(shown.rstrip(" :：")) for part in _STEP.split(row) if part]
        if number == 0 and shown is not line.text and shown.rstrip().endswith((":", "：", "|")):
            return parts[0]  # links follow it
        if number == 0 and len(parts) == 1 and reasons[number] == "navigation" and _stands_alone(line, parts[0]):
            return parts[0]  # it stands alone above the menu or the title
        for name in dict.fromkeys([*parts[:1], *(parts[0].split()[:1] if parts else [])]):
            if is_publication(name) or (name.isupper() and is_publication(name.title())):
                return name
        if number == 0 and len(parts) >= 1 and _recurs(parts[0], lines, reasons):
            return parts[0]
    return None


def _stands_alone(line: Line, name: str) -> bool:
    if look_at(line).reason or _KICKER.fullmatch(look_at(line).folded) or is_row(line.text):
        return False
    return len(name) <= _LONGEST_MASTHEAD["wide" if _WIDE.search(name) else "narrow"]


def _recurs(name: str, lines: Sequence[Line], reasons: dict[int, str]) -> bool:
    """Whether a name of more than a word stands again in what was cut of the page below the article."""
    if (
        len(name) < (3 if _WIDE.search(name) else 6)
        or _KICKER.fullmatch(fold(name))
        or look_at(Line(0, 0, name)).reason
    ):
        return False
    return any(name in lines[number].text for number in range(len(lines) // 2, len(lines)) if number in reasons)


def _is_masthead(
    lines: Sequence[Line], looks: Sequence[Look], reasons: dict[int, str], candidates: Sequence[int], told: Set[str]
) -> bool:
    """Whether the first of the lines that may be the title is the page's own, given those below it."""
    first, below = candidates[0], candidates[1:]
    text = _MARKS.sub("", lines[first].text)
    wide = "wide" if looks[first].wide else "narrow"
    if is_row(text) or _CHANNEL.search(text):
        return True
    if len(text) > _LONGEST_MASTHEAD[wide] or not below:
        return False
    share, best = _share(text, told), max(_share(lines[number].text, told) for number in below)
    if is_publication(text) and not share:
        return True
    folded = fold(text)
    if _KICKER.fullmatch(folded):
        return True
    second = below[0]
    if is_person(_MARKS.sub("", lines[second].text)):
        return False
    below_it = lines[first + 1].text
    if reasons.get(first + 1) in _AROUND or is_issue(below_it) or (is_row(below_it) and not byline_of(below_it)):
        return True
    found = [byline_of(lines[number].text) for number in range(first + 1, second)]
    if any(found) and not any(byline and byline.author for byline in found):
        return share < best
    if share:
        return False
    if len(text) <= _ONE_WORD[wide] and (best or byline_of(lines[second + 1].text)):
        return True
    return best > 0 and _is_slogan(lines, reasons, first, second)


def _is_slogan(lines: Sequence[Line], reasons: dict[int, str], first: int, second: int) -> bool:
    """Right below a masthead, and apart from the line that comes next."""
    above = first > 0 and reasons.get(first - 1) is None and _adjacent(lines[first - 1], lines[first])
    return above and not _adjacent(lines[first], lines[second])


def _adjacent(first: Line, second: Line) -> bool:
    return second.start - first.end <= 2


def _is_text(look: Look) -> bool:
    """A paragraph of the article, as a title that asks something is none."""
    return look.prose and (
        _SENTENCE_END.search(look.folded) is not None
        or len(look.folded) >= _PARAGRAPH["wide" if look.wide else "narrow"]
    )


def _is_underlined(lines: Sequence[Line], number: int) -> bool:
    below = lines[number + 1] if number + 1 < len(lines) else None
    return below is not None and _UNDERLINE.fullmatch(below.text) is not None and _adjacent(lines[number], below)


def _may_be_title(line: Line, told: Set[str]) -> bool:
    shortest = _SHORTEST_TITLE["wide" if _WIDE.search(line.text) else "narrow"]
    return len(line.text) >= shortest and not is_row(line.text) and _share(line.text, told) > 0


def _share(text: str, told: Set[str]) -> float:
    """How much of a line the article speaks of."""
    terms = _terms(text)
    return len(terms & told) / len(terms) if terms else 0.0


def _terms(text: str) -> set[str]:
    """What a text speaks of: pairs of ideographs, beginnings of longer words, figures."""
    folded = fold(text)
    pairs = {first + second for first, second in pairwise(folded) if _WIDE.match(first) and _WIDE.match(second)}
    return pairs | {word[:_STEM] for word in _WORD.findall(folded) if not _WIDE.match(word)}
