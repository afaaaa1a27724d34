"""What a line says that names author, publisher and date: "By Ann Lee – The Bay Post, 3 March 2026".

Their parts are told apart by their labels, by a publisher's words (News, 日报, Zeitung, …), by being a date, or by where
they stand. A part that nothing tells apart (a place, a name alone) is left out: missing is better than invented.
"""

# ruff: noqa: E501 - a pattern is easier to check unbroken

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from .asides import WEEKDAY, is_aside, is_furniture, is_issue
from .dates import DATE, iso_of
from .names import HAN_NAME, LATIN_NAME, LATIN_WORD, is_kicker, is_person, is_publication

_LONGEST = 120
_LONGEST_PART = 40

_WRAPPING = regex.compile(r"^[\s*_#>|（(【〔\[■◆●▲▼►▶◎★☆※∙·•—–-]+|[\s*_|）)】〕\]■◆∙·•]+$")
_ADDRESS = regex.compile(r"\s*[(<]?[\w.+-]+@[\w-]+\.[\w.-]+[)>]?|(?<=\s)@\w{2,}")
_ENDED = regex.compile(r"[。！？!?…:：,，;；]$|\p{Ll}{3}\.$")
_SPLIT = regex.compile(
    r"\s*(?:[|丨｜•–—／]|(?<!\d)/|/(?!\d))\s*|\s*(?<!\p{Han})·\s*|\s*·(?!\p{Han})\s*|\*+|\s+-\s+|[\u3000\t]+|\s{2,}|[,，]\s*|\.\s+(?=\p{Lu}\p{L}+(?: by)?\s*[:：]|(?:By|Von|Par|Por|Di|Text|Words|Autor(?:in)?|Edited|Photo\w*|Illustrat\w+)\b)|\s+(?=(?:来源|來源|作者|记者|記者|编辑|編輯|责编|責編|撰文|文)\s*[:：])"
)
_CJK_ROLE = r"(?:\p{Han}{0,6}(?:财经|財經|新闻|新聞|日报|日報|时报|時報|晚报|晚報|周刊|週刊|科技|网|網)(?=记者|記者)|本报|本報|本刊|本网|专栏|專欄|特约|特約|首席|资深|資深|见习|見習|实习|實習)?(?:记者|記者|作者|撰稿人?|撰文|采写|採寫|採訪|采访|取材|主持人?|专栏作家|專欄作家|编辑委员|編輯委員|編集委員|論説委員|特派員|执笔者?|執筆者?|著者|ライター|文責|聞き手|分析[师師员員](?=[:：])|文字|文)"
_OTHERS = r"(?:图|圖|图片|圖片|摄影|攝影|写真|撮影|编辑|編輯|责编|責編|校对|校對)"
_LATIN_ROLE = (
    r"(?:[Bb]y|BY|[Vv]on|VON|[Pp]ar|PAR|[Pp]or|POR|[Dd]i|DI|Author|Autor(?:in)?|Auteur|Autrice|Autore|T[Ee][Xx][Tt][Ee]?|Testo|Texto|Words|Interview|Reportage"
    r"|(?:Written|Reported|Reporting|Story|Words|Text|Posted|Submitted|Published|Opinion|Column|Analysis|Essay|Review|Interview) by|(?:Geschrieben|Verfasst|Aufgezeichnet|Veröffentlicht) von|(?:Écrit|Rédigé|Publié|Propos recueillis) par|(?:Escrito|Publicado) por|(?:Scritto|Pubblicato) da"
    r"|(?:(?:Eine?|Une?) )?(?:(?:Gast)?[Bb]eitrag|[Kk]ommentar|[Rr]eportage|[Aa]nalyse|[Ee]ssay|[Ii]nterview|[Kk]olumne|[Bb]ericht|[Rr]écit|[Ee]nquête|[Tt]ribune) (?:von|de|par))"
)
_AUTHOR = regex.compile(
    rf"(?P<before>\S{{2,14}} )?{_CJK_ROLE}\s*[:：・]?\s*(?P<name>(?:{HAN_NAME})(?:[、和与與及 ](?:{HAN_NAME}))*|{LATIN_NAME})"
    rf"|{_LATIN_ROLE}\s*:?\s+(?P<name>{LATIN_NAME})(?: (?:in|aus|à) {LATIN_WORD}(?: {LATIN_WORD})?)?"
    r"|(?P<before>\S{2,14} )?기자\s*[:：]?\s*(?P<name>\p{Hangul}{2,4})|(?P<before>\S{2,14} )?(?P<name>\p{Hangul}{2,4}) 기자"
)
_LABELLED_LINE = regex.compile(rf"(?:{_LATIN_ROLE})\s*:?\s")
_ROLE_APART = regex.compile(
    rf"(?<![^\s|｜・／/])({_CJK_ROLE}|{_OTHERS})\s*(?:[\s:：]|[|｜丨/／＝=](?=\s*\p{{Han}}))\s*(?!\d)"
)
# A message's line in WeChat: author, account, date and place with a space between each.
_ORIGINAL = regex.compile(r"(?:原创|原創)\s+(?P<author>\S{2,12})\s+(?P<source>\S{2,16})\s*$")
_BEFORE_DATE = regex.compile(
    rf"(?:^|\s)(?:on|am|le|el|il|em|vom|du)(?:\s+(?:{WEEKDAY}),?)?\s*$|(?:^|[\s,])(?:{WEEKDAY}),?\s*$"
)
# One author in two roles (採訪・撰文), and what a reporter did after the name (專題報導).
_ROLES_JOINED = regex.compile(
    rf"(?<!\p{{Han}})({_CJK_ROLE})(?:\s?[/／・·&、+]\s?(?:{_CJK_ROLE}|{_OTHERS})(?=[\s:：|｜／/＝=]))+\s*"
)
_DID = regex.compile(
    r"[ \u3000]\p{Han}{0,6}(?:報導|报导|报道|報道|撰文|撰稿|採訪|采访|编译|編譯|整理)(?=$|[\s|｜丨・）)])"
)
_ISSUED = regex.compile(r"(?P<name>[^\d\s]{2,16}?)\s*第\s?\d+\s?[期号號卷]")
_IN_MARKS = regex.compile(
    r"《(?P<name>[^》]{2,20})》(?:.{0,10}(?:刊|报|報|志|誌|期|号|號|访谈|訪談|专栏|專欄|网|網|记者|記者))?"
)
_SOURCE = regex.compile(
    r"(?:文章|信息|新闻|新聞|稿件|内容|內容|本文)?(?:来源|來源|稿源|出处|出處|出典|首发|首發|转载自|轉載自)\s*[:：]\s*(?P<name>.{2,30})|(?:[Ss]ource|[Qq]uelle|[Ff]uente|[Ff]onte|Publisher)\s*:\s*(?P<name>.{2,40})"
)
_DATE_LABEL = regex.compile(
    r"(?:(?:发布|發布|發佈|发表|發表|刊登|刊发|公開|配信|掲載|投稿|更新|修订|修改|出刊|上传|创建|上線|上线|出版|刊出)?(?:时间|時間|日期|日時|于|於|日)?\s*[:：|｜／/]?|(?:입력|등록|승인|작성|게재|수정)(?:일시?|시간)?\s*[:：]?|(?:(?:first |last )?(?:published|posted|updated|modified)|date|datum|stand|erstellt|veröffentlicht|erschienen|aktualisiert|geändert|online seit|publié|paru|mis à jour|modifié|publicado|actualizado|pubblicato|aggiornato)(?:e|o|a)?(?: on| am| le| el| il)?\s*:?)\s*$",
    regex.I,
)
LATER = regex.compile(
    r"更新|修订|修改|수정|updated|modified|stand|aktualisiert|geändert|mis à jour|modifié|actualizado|aggiornato",
    regex.I,
)
_HAN = regex.compile(r"\p{Han}")
_PLACE = regex.compile(rf"(?:in|aus|à|en|de) {LATIN_WORD}(?: {LATIN_WORD})?")
_LABELLED = regex.compile(r"\p{L}")


@dataclass(frozen=True, slots=True)
class Byline:
    """What one line says of its article; None where it does not."""

    author: str | None = None
    source: str | None = None
    published: str | None = None


@lru_cache(maxsize=1024)
def byline_of(text: str) -> Byline | None:
    """What a line says if it is a byline; None if it is anything else, such as a sentence with a date in it.

    Remembered, as the parts of a line are: finding the title, the bylines and the lone names each ask again.
    """
    shown = without_marks(text)
    if _LABELLED_LINE.match(shown):
        shown = shown.rstrip(".")
    if not 4 <= len(shown) <= _LONGEST or _ENDED.search(shown):
        return None
    published, parts, labelled = parted(shown)
    if published and (found := _ORIGINAL.match(DATE.split(shown, maxsplit=1)[0])):
        return Byline(found["author"], found["source"], published)
    author = source = None
    unknown = []
    for part in parts:
        if found := _AUTHOR.fullmatch(part):
            author = author or found["name"].strip()
            parts_before = (found["before"] or "").strip()
            if parts_before and is_publication(parts_before):
                source = source or parts_before
        elif found := (_SOURCE.fullmatch(part) or _IN_MARKS.fullmatch(part)):
            source, labelled = source or found["name"].strip(), True
        elif found := _ISSUED.fullmatch(part):
            source = source or found["name"]
        elif is_publication(part):
            source = source or part
        elif not (is_aside(part) or is_kicker(part) or _PLACE.fullmatch(part)):
            unknown.append(part)
    if author is None and (published or source) and (people := [part for part in unknown if is_person(part)]):
        author = people[0]
        unknown.remove(author)
    if source is None and author and published and unknown and unknown[0] == parts[0] and _is_title(unknown[0]):
        source = unknown.pop(0)
    # With the hour, a date is one of publication, whatever place or button stands beside it.
    timed = published and "T" in published
    anchored = author or labelled or (published and (source or timed or not unknown))
    if not anchored or len(unknown) > 1 or any(len(part) > _LONGEST_PART for part in unknown):
        return None
    return Byline(author, source, published)


def says_nothing(text: str) -> bool:
    """Whether a line has only counters, buttons, issues, weekdays and credits of others."""
    parts = parted(without_marks(text))[1]
    return bool(parts) and all(is_furniture(part) for part in parts)


def _is_title(part: str) -> bool:
    """Whether a part that nothing labels may be a publication's: more than a place, which is one short word."""
    return len(part.split()) > 1 if part.isascii() or not _HAN.search(part) else len(part) >= 4


def parts_of(text: str) -> list[str]:
    """What stands side by side on a line, without the marks around and between."""
    return [part for part in _SPLIT.split(without_marks(text)) if part]


def names_issue(text: str) -> bool:
    """Whether a line tells which issue of a publication an article is from: "Vol. 3, No. 11", 第88期, Heft 37."""
    return any(is_issue(part) for part in parted(without_marks(text))[1])


def without_marks(text: str) -> str:
    """A line without the marks around it and without addresses."""
    return _WRAPPING.sub("", _ADDRESS.sub("", text))


@lru_cache(maxsize=1024)
def parted(shown: str) -> tuple[str | None, tuple[str, ...], bool]:
    """The line's date, its other parts, and whether the date has a label."""
    dates: list[tuple[str, bool]] = []  # and whether it is that of a change
    labelled = False
    rest = []
    position = 0
    for match in DATE.finditer(shown):
        published = iso_of(match)
        before = _BEFORE_DATE.sub("", shown[position : match.start()])
        label = _DATE_LABEL.search(before)
        named = label is not None and _LABELLED.search(label.group()) is not None
        if published is None or (dates and not named):
            continue
        if label and named:
            labelled = True
            before = before[: label.start()]
        dates.append((published, bool(label and LATER.search(label.group()))))
        rest.append(before)
        position = match.end()
    shown = "\t".join([*rest, shown[position:]])
    for pattern, put in ((_ROLES_JOINED, r"\1 "), (_DID, "\t"), (_ROLE_APART, r"\1：")):
        shown = pattern.sub(put, shown)
    parts = [part.strip(" ()（）[]*_:：,，").lstrip(".") for part in _SPLIT.split(shown) if part]
    earliest = next((day for day, later in dates if not later), dates[0][0] if dates else None)
    return earliest, tuple(part.strip() for part in parts if part.strip()), labelled
