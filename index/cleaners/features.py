"""What a line looks like: prose, headline, date, menu; and what its words say it is."""

# ruff: noqa: E501 - a pattern is easier to check unbroken

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import regex

from ..folding import fold
from . import vocabulary
from .lines import Line

_WIDE = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}\p{Hangul}]")
_SENTENCE = regex.compile(r"[^。!?！？…\n]+?(?:[。!?！？…]+[\"'”’」』)）】]*|\.(?=\s|$)|$)")
_STOP = regex.compile(r"[。！？!?…；;：:.][\"'”’»」』)）】\]\s]*$")
_INNER_MARK = regex.compile(r"[，,、。；;：]")
_CLOCK = r"\d{1,2}[:：时時]\d{2}(?:[:：分]\d{2})?\s*(?:am|pm|uhr|秒|gmt|utc|[a-z]{2,4}t)?"
_DAY = (
    r"(?:(?:19|20)\d{2}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?|\d{1,2}\s?月\s?\d{1,2}\s?日|\d{1,2}[-/.]\d{1,2}[-/.](?:19|20)?\d{2}"
    r"|(?:\d{1,2}\.?\s)?(?:jan|feb|m[aä]r|apr|ma[iy]|jun|jul|aug|sep|o[ck]t|nov|de[cz])\p{L}*\.?\s(?:\d{1,2}(?:st|nd|rd|th)?,?\s)?(?:19|20)\d{2})"
)
# A day without its year: 03-30, 3/30, 03.30. By itself, since 1/3 and 19.8 are figures.
_BARE_DAY = r"(?:(?:0?[1-9]|1[0-2])\s?[-/]\s?(?:0?[1-9]|[12]\d|3[01])|(?:0[1-9]|1[0-2])\.(?:0[1-9]|[12]\d|3[01]))(?![\d.%]|\s?[\p{L}&&[^aput]])"
_AGO = r"(?:\d+\s?(?:秒|分钟|分|小时|天|日|周|个月|月|年)前|昨天|前天|今天|刚刚|\d+ ?(?:sec|min|minute|hour|hr|day|week|month|year|[smhdw])s? ago|yesterday|today|vor \d+ \p{L}+|il y a \d+ \p{L}+|hace \d+ \p{L}+|\d+(?:秒|分|時間|日|週間|か月|年)前)"
_DATE = regex.compile(rf"(?:{_DAY}|{_AGO})[\s,|·]*(?:{_CLOCK})?|{_CLOCK}")
_AFTER_DATE = rf"[\s,|·t]*(?:{_CLOCK})?(?:\s*[|·]?\s*(?:来源|评论|阅读|作者|编辑|source|by)?[:：]?\s*\S{{0,16}}){{0,3}}(?:\d+ min(?:ute)?s? read)?"
_DATE_LINE = regex.compile(
    rf"(?:\S{{1,12}}\s*[|·:：/-]?\s*)?(?:{_DAY}|{_AGO}){_AFTER_DATE}|(?:\S{{1,12}}(?:\s+|\s*[|·:：]\s*))?{_BARE_DAY}{_AFTER_DATE}",
    regex.V1,
)
# An interview's "reporter: …?" is no byline.
_SAID = regex.compile(r"[。!?；;…]|[,，].*[,，]|\p{Han}{9,}[,，]|[,，]\p{Han}{9,}")
# Labels in a row: between ideographs a single space is as good as a bar.
_ROW_SEPARATORS = regex.compile(r"[\s|丨｜▏┃│¦·•/／>›»]+")
_BAR = regex.compile(r"[|丨｜▏┃│¦/／>›»]")
_BRACKETED = regex.compile(r"\[([^\[\]]{1,20})\]")  # [Facebook] [E-mail]
_COUNTER = regex.compile(r"[\d.,]+[万千kmw+]?")
_MENU_SEPARATORS = regex.compile(r"\s*[|丨▏┃│¦/·•]\s*|\s{2,}|\t")
_FAR_APART = regex.compile(r"\s*[|丨｜▏┃│¦]\s*|\s{2,}|[\t\u3000]+")
_TABLE_ROW = regex.compile(r"\|.*\d|\d.*\||\t.*\d|\d.*\t")
_LEFT_OVER_MARKUP = regex.compile(
    r"</?(?:a|div|p|h\d|li|ul|span|img|br|script|td|tr|table)\b[^>]*>|^<[^>]*$|^[^<]*=['\"]?[^<>]*/?>$", regex.I
)
_LONGEST_LABEL = 10
# A paragraph of full sentences, as teasers and headlines are not.
_PARAGRAPH = {"wide": 30, "narrow": 80}
CLOSING = "\"'”’」』)） "
# A line of furniture is short. A longer one is cut only where most of its sentences say so.
_SHARE = 0.5
_SPAM_SHARE = 0.3
_LONGEST_FURNITURE = 200
# A call or a refusal is brief; a long sentence with the same words in it tells of something.
_LONGEST_SENTENCE = {"wide": 90, "narrow": 180}


@dataclass(frozen=True, slots=True)
class Look:
    """One line's features. `reason` is why its own words make it furniture, `section` what it heads; else None."""

    folded: str
    wide: bool
    prose: bool
    headline: bool
    date: bool
    menu: bool
    table: bool
    reason: str | None
    section: str | None


@lru_cache(maxsize=1024)
def look_at(line: Line) -> Look:
    """The features of a line, from its text alone; remembered, since joining lines and judging them both ask."""
    text = line.text
    folded = fold(text).strip()
    wide = len(_WIDE.findall(text)) * 3 > len(text)
    date = len(text) <= 60 and _DATE_LINE.fullmatch(folded) is not None
    table = _TABLE_ROW.search(text) is not None
    ended = _STOP.search(text) is not None
    long_enough = len(text) >= (18 if wide else 40)
    prose = (ended and long_enough and not table) or (
        len(text) >= (60 if wide else 160) and _INNER_MARK.search(text) is not None
    )
    short = len(text) <= (10 if wide else 24)
    menu = short and not ended and not date and not _INNER_MARK.search(text)
    headline = not prose and not date and not table and len(text) <= (60 if wide else 140)
    return Look(folded, wide, prose, headline, date, menu, table, _own_reason(folded, text, wide), _section(folded))


def _own_reason(folded: str, text: str, wide: bool) -> str | None:
    if _is_spam(folded):
        return "spam"
    if _LEFT_OVER_MARKUP.search(text) and len(regex.sub(r"<[^>]*>?", "", text)) < len(text) * 0.6:
        return "markup"
    if len(folded) <= _LONGEST_FURNITURE:
        for reason in ("image", "navigation", "byline"):
            if vocabulary.whole_line(reason).fullmatch(folded) and not (reason == "byline" and _SAID.search(folded)):
                return reason
        if vocabulary.whole_line("about").fullmatch(folded):
            return "byline"
        if _is_menu_row(folded, wide) or _is_row_of_buttons(folded, wide) or _is_row_with_buttons(text):
            return "navigation"
    sentences = [s for s in _SENTENCE.findall(folded) if s.strip()]
    total = sum(map(len, sentences)) or 1
    for reason in ("refusal", "disclaimer", "advertisement", "related", "call"):
        pattern = vocabulary.phrases(reason, wide)
        longest = None if reason == "disclaimer" else _LONGEST_SENTENCE["wide" if wide else "narrow"]
        told = sum(len(s) for s in sentences if (longest is None or len(s) <= longest) and pattern.search(s.strip()))
        if told / total >= _SHARE and len(folded) <= _LONGEST_FURNITURE * 3:
            return reason
    return None


def _section(folded: str) -> str | None:
    stripped = folded.strip("#*=-—_ \t>◆■●▼【】[]")
    if len(stripped) > 120:
        return None
    return next((reason for reason in vocabulary.SECTIONS if vocabulary.section(reason).fullmatch(stripped)), None)


def _is_spam(folded: str) -> bool:
    parts = [part for part in regex.split(r"[|丨_,，、\s]+", folded) if part]
    hits = sum(vocabulary.spam_words().search(part) is not None for part in parts)
    if _STOP.search(folded):
        return False
    many = len(parts) >= 4 and hits >= 3 and hits >= _SPAM_SHARE * len(parts)
    return many or (len(parts) >= 3 and hits >= 2 and hits * 2 >= len(parts) and not _INNER_MARK.search(folded))


def is_paragraph(look: Look) -> bool:
    """Whether a line is running text that ends as sentences end."""
    full_stop = look.folded.rstrip(CLOSING).endswith(("。", ".", "!", "?", "…"))
    return look.prose and full_stop and len(look.folded) >= _PARAGRAPH["wide" if look.wide else "narrow"]


def is_row_of_labels(look: Look) -> bool:
    """Short labels on a line and nothing else, set apart by bars, or five with spaces between them.

    A list of names looks the same, so the line's place must decide.
    """
    parts = [part for part in _ROW_SEPARATORS.split(look.folded) if part]
    if not look.wide or look.prose or look.date or _STOP.search(look.folded) or _INNER_MARK.search(look.folded):
        return False
    fewest = 3 if _BAR.search(look.folded) else 5
    return len(parts) >= fewest and max(map(len, parts)) <= _LONGEST_LABEL and sum(map(len, parts)) <= 7 * len(parts)


def _is_row_of_buttons(folded: str, wide: bool) -> bool:
    """A row in which every label is one that stands alone elsewhere, counters among them."""
    folded = _BRACKETED.sub(r"|\1|", folded)
    parts = [part for part in (_ROW_SEPARATORS if wide else _MENU_SEPARATORS).split(folded) if part.strip()]
    button = vocabulary.whole_line("navigation")
    return len(parts) >= 2 and all(_COUNTER.fullmatch(part) or button.fullmatch(part) for part in parts)


def _is_row_with_buttons(text: str) -> bool:
    """A row of labels far apart, half of which stand alone elsewhere: "THE LEDGER   Menu   Search   Subscribe"."""
    parts = [fold(part) for part in _FAR_APART.split(text.strip()) if part]
    button = vocabulary.whole_line("navigation")
    found = sum(button.fullmatch(part) is not None for part in parts)
    return found >= 2 and 2 * found >= len(parts)


def _is_menu_row(folded: str, wide: bool) -> bool:
    """A row of short labels set apart by bars, dots or wide gaps, without figures: a menu."""
    parts = [part for part in _MENU_SEPARATORS.split(folded) if part]
    longest = 8 if wide else 22
    return len(parts) >= 4 and all(len(part) <= longest and not regex.search(r"\d", part) for part in parts)
