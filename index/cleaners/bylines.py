"""The line in which a text names its author, its publisher and its date: "By Ann Lee – The Bay Post, 3 March 2026".

Its parts are told apart by their labels, by a publisher's words (News, 日报, Zeitung, …) or by being a date. A part
that nothing tells apart (a place, a name alone) is left out: missing is better than invented.
"""

# ruff: noqa: E501 - a pattern is easier to check unbroken

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from .dates import DATE, iso_date
from .lines import Line

_NEAR = 6  # lines from the top in which a byline may stand
_LONGEST = 120
_LONGEST_PART = 40

_WRAPPING = regex.compile(r"^[\s*_#>|（(【\[]+|[\s*_|）)】\]]+$")
_ENDED = regex.compile(r"[。！？!?…:：,，;；]$|\p{Ll}{3}\.$")
_SPLIT = regex.compile(
    r"\s*[|丨｜·•–—／/]\s*|\*\*|\s+-\s+|[\u3000\t]+|\s{2,}|[,，]\s*|\s+(?=(?:来源|來源|作者|记者|記者|编辑|編輯|责编|責編|撰文|文)\s*[:：])"
)
_HAN_NAME = r"[\p{Han}]{2,4}|[\p{Han}]{1,3} [\p{Han}\p{Hiragana}\p{Katakana}]{1,4}|[\p{Han}\p{Katakana}]{1,8}[·・][\p{Han}\p{Katakana}·・]{1,12}"
_LATIN_WORD = r"\p{Lu}[\p{L}.'’-]*"
_LATIN_NAME = (
    rf"{_LATIN_WORD}(?: (?:(?:and|und|et|y|e|de|del|da|van|von|der|den|la|le|di|zu|af) )*{_LATIN_WORD}){{1,5}}"
)
_CJK_ROLE = r"(?:本报|本報|本刊|本网|特约|特約|首席|资深|資深|见习|見習|实习|實習)?(?:记者|記者|作者|撰稿人?|撰文|采写|採訪|执笔|執筆|著者|文)"
_LATIN_ROLE = r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|(?:Written|Reported|Story) by|Author|Autor(?:in)?|Auteur|Autrice|Autore|Text|Words)"
_AUTHOR = regex.compile(
    rf"(?P<before>\S{{2,14}} )?{_CJK_ROLE}\s*[:：]?\s*(?P<name>{_HAN_NAME}(?:[、和与及 ](?:{_HAN_NAME}))*|{_LATIN_NAME})"
    rf"|{_LATIN_ROLE}\s*:?\s+(?P<name>{_LATIN_NAME})"
    r"|(?P<before>\S{2,14} )?기자\s*[:：]?\s*(?P<name>\p{Hangul}{2,4})|(?P<before>\S{2,14} )?(?P<name>\p{Hangul}{2,4}) 기자"
)
_PERSON = regex.compile(r"[\p{Han}]{1,3} [\p{Han}\p{Hiragana}\p{Katakana}]{1,4}")
_SOURCE = regex.compile(
    r"(?:文章|信息|新闻|新聞|稿件|内容|內容|本文)?(?:来源|來源|稿源|出处|出處|出典|首发|首發|转载自|轉載自)\s*[:：]\s*(?P<name>.{2,30})|(?:[Ss]ource|[Qq]uelle|[Ff]uente|[Ff]onte|Publisher)\s*:\s*(?P<name>.{2,40})"
)
_CAPITALISED = r"(?:(?:\p{Lu}\S*|&|of|the|and|de|du|des|del|di|la|le|der|für)(?: |$))+"
_PUBLISHER = regex.compile(
    r"(?=.{2,40}$)(?:(?!.*[了的在是将將被])[^\p{Latin}]{0,12}(?:报|報|财经|財經|经济|經濟|経済|周刊|週刊|月刊|杂志|雜誌|雑誌|新闻|新聞|网|網|通讯社|通訊社|通信|商讯|商訊|观察|觀察|评论|評論|电视台|電視台|时讯|時訊|传媒|傳媒|신문|일보|뉴스|경제|저널|방송)"
    rf"|(?={_CAPITALISED}$)(?:.*\b(?:News|Times|Post|Herald|Tribune|Ledger|Gazette|Journal|Weekly|Daily|Chronicle|Observer|Review|Courier|Telegraph|Magazine|Reuters|Bulletin|Dispatch|Monitor|Standard|Quarterly|Echo|Press|Wire|Presse|Bote|Anzeiger|Kurier|Rundschau|Blatt|Nachrichten|Tagblatt|Tageblatt|Wochenblatt|Merkur|Figaro|Monde|Courrier|Diario|Periódico|Corriere|Giornale|Jornal)\b.*"
    r"|.*(?:zeitung|post|blatt|anzeiger|kurier|nachrichten|presse|bote)))"
)
_ASIDE = regex.compile(
    r".{1,8}(?:支局|分社|本社|报道|報道|报导|報導)|(?:责任?编辑|責任?編輯|编辑|編輯|校对|责编)[:：]?.{1,12}|\d+ ?min(?:ute)?s? read"
)
_DATE_LABEL = regex.compile(
    r"(?:(?:发布|發布|發佈|发表|發表|刊登|公開|配信|投稿|更新)?(?:时间|時間|日期|日時|于|於|日)?\s*[:：]?|(?:(?:first )?published|posted|updated|last updated|date|datum|stand|veröffentlicht|erschienen|aktualisiert|publié|mis à jour|publicado|actualizado|pubblicato)(?: on| am| le| el| il)?\s*:?)\s*$",
    regex.I,
)
_LABELLED = regex.compile(r"\p{L}")


@dataclass(frozen=True, slots=True)
class Byline:
    """What one line says of its article; None where it does not."""

    author: str | None = None
    source: str | None = None
    published: str | None = None


def byline_of(text: str) -> Byline | None:
    """What a line says if it is a byline; None if it is anything else, such as a sentence with a date in it."""
    shown = _WRAPPING.sub("", text)
    if not 4 <= len(shown) <= _LONGEST or _ENDED.search(shown):
        return None
    published, parts, labelled = _parts(shown)
    author = source = None
    unknown = []
    for part in parts:
        if found := _AUTHOR.fullmatch(part):
            author = author or found["name"].strip()
            parts_before = (found["before"] or "").strip()
            if parts_before and _PUBLISHER.fullmatch(parts_before):
                source = source or parts_before
        elif found := _SOURCE.fullmatch(part):
            source, labelled = source or found["name"].strip(), True
        elif _PUBLISHER.fullmatch(part):
            source = source or part
        elif not _ASIDE.fullmatch(part):
            unknown.append(part)
    if author is None and source and published and len(unknown) == 1 and _PERSON.fullmatch(unknown[0]):
        author = unknown.pop()
    anchored = author or labelled or (published and not unknown)
    if not anchored or len(unknown) > 1 or any(len(part) > _LONGEST_PART for part in unknown):
        return None
    return Byline(author, source, published)


def bylines(lines: Sequence[Line], reasons: dict[int, str]) -> dict[int, Byline]:
    """The bylines at the top of a plain text by line number, below its first line; `reasons` are those of the cuts."""
    body = [number for number in range(len(lines)) if number not in reasons]
    first = body[0] if body else 0
    found: dict[int, Byline] = {}
    for number in range(min(len(lines), first + _NEAR)):
        byline = byline_of(lines[number].text) if number != first else None
        reason = reasons.get(number)
        # A row of labels looks like a menu, unless one of them is an author's; names are far from any subject.
        if byline and (reason in {None, "byline", "off subject"} or (reason == "navigation" and byline.author)):
            found[number] = byline
    return found


def _parts(shown: str) -> tuple[str | None, list[str], bool]:
    """The line's date, its other parts, and whether the date has a label."""
    published = None
    labelled = False
    match = DATE.search(shown)
    if match and (published := iso_date(match.group())):
        before = shown[: match.start()]
        label = _DATE_LABEL.search(before)
        if label and _LABELLED.search(label.group()):
            labelled = True
            before = before[: label.start()]
        shown = f"{before}\t{shown[match.end() :]}"
    parts = [part.strip(" ()（）[]*_:：,，") for part in _SPLIT.split(shown) if part]
    return published, [part for part in parts if part], labelled
