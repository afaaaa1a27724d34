"""What a document says of itself: title, author, publisher, date. What it does not say stays None."""

# ruff: noqa: E501 - a pattern is easier to check unbroken

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

import regex

from ..documents import RawDocument
from ..readers.authors import named_author
from .dates import DATE, iso_date, iso_of
from .features import look_at
from .heads import bylines
from .lines import Line
from .mastheads import masthead
from .names import HAN_NAME
from .titles import OPEN, TITLED, without_site

# Where a text tells of itself: its first and last lines.
_HEAD = 12
_LONGEST_HEAD = 60
_BELOW = 3
_LONGEST_AUTHOR = 60
_LONGEST_TITLE = {"wide": 60, "narrow": 160}
_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_MARKDOWN_HEADING = regex.compile(r"#{1,3}\s+(?P<name>.+?)\s*#*$")
_UNTITLED = regex.compile(r"[。；;，,：:、]$|^[-*•]\s|^\d+[.)、]\s|\||^[“\"「『].*[”\"」』]$")
_LETTER = regex.compile(r"\p{Latin}")
_NAME = r"[\p{L}·.'’ -]{2,40}?"
_BAR = r"\s*[|丨｜/／:：]\s*"
_AUTHOR = regex.compile(
    rf"(?:^|\s{{1,4}}|[，；])[\[【(（]?(?:本文)?(?:作者|撰文|撰稿|记者|記者|著者|執筆|文字|文)(?:[/／、与和](?:图|圖|编辑|編輯))?{_BAR}(?P<name>{_NAME})(?=$|[\])）】,，|丨｜/／]|\s{{2,}}|\s(?:编辑|編輯|来源|來源|责编|公众号))"
    rf"|^(?:By|Von|Par|Por|Di|Author|Autor|Auteur|Autore|Written by|Text|Автор|글)\s*:?\s+(?P<name>\p{{Lu}}[\p{{L}}.'’-]*(?:\s+(?:(?:and|und|et|y|e|de|van|von|der|la|di)\s+)?\p{{Lu}}[\p{{L}}.'’-]*){{1,5}})(?=$|\s*[|,·•–—(-]|\s+\d)"
    rf"|^(?P<name>[\p{{Han}}]{{2,4}}){_BAR}文$"
)
_SOURCE = regex.compile(
    r"(?:^|\s{1,4})[\[【(（]?(?:文章|信息|新闻|新聞|稿件|内容|內容|本文)?(?:来源|來源|稿源|出处|出處|出典|source|quelle|fuente|fonte)(?:于|於|自)?\s*[:：丨｜|]\s*(?P<name>[^\s。，,;；|()（）\[\]【】]{2,24}(?: [A-Z][\w.]*){0,3})"
    r"|[(（\[【]?\s*(?:本文)?(?:转载自|轉載自|转自|轉自|来自(?=(?:微信)?公众号)|來自(?=(?:微信)?公眾號)|首发于|首發於|原载于|原載於|via|reposted from|originally published (?:on|in|by))\s*(?:微信)?(?:公众号|公眾號|头条号|頭條號)?\s*[:：]?\s*[“\"「《]?(?P<name>[^\s。，,;；|()（）\[\]【】”\"」》]{2,30}(?: [A-Z][\w.]*){0,3})",
    regex.I,
)
_ORIGINAL_TITLE = regex.compile(
    r"^[(（【\[]?(?:本文)?原(?:文)?(?:标题|標題)\s*[:：]\s*[《「]?(?P<name>.+?)[》」]?[)）】\]]?$"
)
_DATED_LABEL = regex.compile(
    r"(?:发布|發布|發佈|发表|發表|更新|刊登|公開|配信|投稿)?(?:时间|時間|日期|日時|于|於|日)?\s*[:：]?\s*|(?:published|posted|updated|date|datum|stand|veröffentlicht|publié|publicado)\b.{0,12}",
    regex.I,
)


_REPRINTED = regex.compile(
    r"[(（]\s*(?:本文)?(?:转载自|轉載自|转自|轉自|来源|來源|via)\s*[:：]?\s*(?P<name>[^()（）]{2,30})[)）]\s*$"
)


# A report's first paragraph may name its reporter in brackets.
_DATELINE = regex.compile(
    rf"^.{{0,16}}?[（(【\[](?:\S{{2,10}} ?)??(?:首席|资深|資深|见习|見習|实习|實習|特约|特約)?(?:记者|記者)\s?[:：]?\s?(?P<name>(?:{HAN_NAME})(?:[、和与與 ]\p{{Han}}{{2,4}})*?)(?:[ 　／/]?(?:\p{{Han}}{{2,6}}[報报][導导道]|通讯员.{{0,24}}|实习生.{{0,24}}|摄影.{{0,12}}))?[）)】\]]"
    r"|^[（(【\[][^）)】\]]{2,20}[）)】\]]\s*(?P<name>\p{Hangul}{2,4}) 기자"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """Metadata that was found; None where it was not. `published` is ISO 8601."""

    title: str | None = None
    author: str | None = None
    source: str | None = None
    published: str | None = None


def describe(raw: RawDocument, lines: Sequence[Line], reasons: dict[int, str]) -> Facts:
    """The document's metadata: what the reader brought first, then what the markup or else the text says."""
    told = _from_markup(raw.markup, raw.url) if raw.markup is not None else _from_text(raw.text, lines, reasons)
    return Facts(
        title=_tidy(raw.title) or told.title,
        author=_tidy(raw.author) or told.author,
        source=_tidy(raw.source) or told.source,
        published=iso_date(raw.published) or told.published,
    )


def _from_markup(markup: str, url: str | None) -> Facts:
    from trafilatura import extract_metadata

    try:
        found = extract_metadata(markup, default_url=url)
    except Exception:  # whatever a hostile page makes of a parser
        return Facts()
    if found is None:
        return Facts()
    author = _tidy(found.author) or _author_in_head(markup)
    return Facts(_tidy(found.title), author, _tidy(found.sitename or found.hostname), iso_date(found.date))


def _author_in_head(markup: str) -> str | None:
    """The author of the page's own meta element: trafilatura drops names without a space, as Chinese ones are."""
    from trafilatura import load_html

    tree = load_html(markup)
    fields = tree.xpath('//head/meta[@name="author"]/@content') if tree is not None else []
    author = named_author(fields[0]) if len(fields) == 1 and len(fields[0]) <= _LONGEST_AUTHOR else None
    return _tidy(author) if author and _WIDE.search(author) else None


def _from_text(text: str, lines: Sequence[Line], reasons: dict[int, str]) -> Facts:
    edges = list(_edges(lines, reasons))
    told = list(bylines(lines, reasons).values())
    source = (
        next((byline.source for byline in told if byline.source), None)
        or _first(_SOURCE, edges)
        or _source_at_end(lines, reasons)
        or masthead(text, lines, reasons)
    )
    title, site = _title(lines, reasons, {source} if source else set())
    return Facts(
        title=title,
        author=next((byline.author for byline in told if byline.author), None)
        or _first(_AUTHOR, edges)
        or _dateline_author(lines, reasons),
        source=source or site,
        published=next((byline.published for byline in told if byline.published), None) or _published(lines, reasons),
    )


def _title(lines: Sequence[Line], reasons: dict[int, str], sources: Set[str]) -> tuple[str | None, str | None]:
    """The first line that is the article's, where it reads as a title, and the publication that it may end in.

    A title is short, one sentence, with no clause left open: one that is open at the line's end goes on in the next.
    """
    body = [number for number in range(len(lines)) if reasons.get(number) is None]
    if len(body) < 2 or body[0] >= _LONGEST_HEAD:
        return None, None
    line = lines[body[0]]
    named = _MARKDOWN_HEADING.match(line.text) or TITLED.fullmatch(line.text)
    text = named["name"] if named else line.text.strip("*_ ")
    below = lines[body[1]]
    if body[1] == body[0] + 1 and below.start - line.end <= 2 and len(body) > 2 and _goes_on(line, below):
        text += below.text if _WIDE.search(text) else f" {below.text}"
    text, site = without_site(text, sources)
    wide = "wide" if _WIDE.search(text) else "narrow"
    statement = text.endswith((".", "。")) or (regex.search(r"[。.!！?？][”\"」]?\s*\S{12,}$", text) and "。" in text)
    if len(text) > _LONGEST_TITLE[wide] or (not named and (statement or _UNTITLED.search(text))):
        return None, site
    return text, site


def _goes_on(line: Line, below: Line) -> bool:
    small = _LETTER.match(below.text) is not None and below.text[0].islower() and below.start - line.end <= 1
    return small or OPEN.search(line.text) is not None


def _edges(lines: Sequence[Line], reasons: dict[int, str]) -> Iterator[str]:
    """The lines in which a text names its author: the first of the article, what was cut around it, and what follows."""
    body = [number for number in range(len(lines)) if number not in reasons]
    first, last = (body[0], body[-1]) if body else (0, len(lines) - 1)
    for number, line in enumerate(lines):
        near = number < first + _HEAD or number > last - 3
        reason = reasons.get(number)
        said = reason in {None, "byline"} or (last < number <= last + _BELOW and reason in {"call", "disclaimer"})
        if len(line.text) <= 120 and near and said:
            yield line.text


def _first(pattern: regex.Pattern[str], texts: Sequence[str]) -> str | None:
    return next((_tidy(match["name"]) for text in texts if (match := pattern.search(text))), None)


def _dateline_author(lines: Sequence[Line], reasons: dict[int, str]) -> str | None:
    """The reporter whom the article's first paragraph names before it begins: "本报讯（记者 …）"."""
    prose = [line for number, line in enumerate(lines) if number not in reasons and look_at(line).prose]
    found = _DATELINE.match(prose[0].text) if prose else None
    return str(found["name"]).strip() if found else None


def _source_at_end(lines: Sequence[Line], reasons: dict[int, str]) -> str | None:
    """A reprint's last sentence, or a line of its own below it, may name where it is from: "… (转载自…)"."""
    body = [number for number in range(len(lines)) if number not in reasons]
    if not body:
        return None
    match = _REPRINTED.search(lines[body[-1]].text)
    for number in range(body[-1] + 1, min(body[-1] + 1 + _BELOW, len(lines))):
        match = match or (_SOURCE.match(lines[number].text) if reasons[number] != "comments" else None)
    return _tidy(match["name"]) if match else None


def _published(lines: Sequence[Line], reasons: dict[int, str]) -> str | None:
    """A date that stands by itself above the article (a date in a sentence is what the article tells of)."""
    body = [number for number in range(len(lines)) if number not in reasons]
    first = body[0] if body else 0
    for number, line in enumerate(lines[: first + 5]):
        match = DATE.search(line.text) if len(line.text) <= 80 else None
        # A date above the article, or a labelled one: the rest of its line may name the publisher, but tells nothing.
        if match and (reasons.get(number) == "byline" or _DATED_LABEL.fullmatch(line.text[: match.start()])):
            rest = line.text[match.end() :].strip()
            if reasons.get(number) == "byline" or (
                len(rest) <= 20 and not rest.endswith(("。", "，")) and (rest or number > first)
            ):
                return iso_of(match)
    return None


def _tidy(text: str | None) -> str | None:
    """One line without surrounding marks; None if nothing is left."""
    shown = " ".join(text.split()).strip(" |丨｜/,，;；:：") if text else ""
    return shown or None
