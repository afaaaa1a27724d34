"""Finds the plain quantities of a folded text: number, scale, unit, currency and the words that soften them."""

from __future__ import annotations

import re
from decimal import Decimal

from . import vocabulary as words
from .counted import currency_before, read_unit
from .model import Figure
from .softening import direction_before
from .written import START, read_number, read_scale, word_start

# Numbers that are no figures: addresses, citation marks, share codes, clock times, numbering at the head of a line.
_NOT_FIGURES = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+|\[\d+\]|\b\d{3,6}\.(?:HK|SH|SZ|SS|US|T|KS)\b|\b(?:HK|SH|SZ|US|TYO|SEHK|KOSPI|NYSE)\s?:\s?\d+"
    r"|(?<![\d.])\d{1,2}:[0-5]\d(?::\d\d)?(?![\d.])(?:\s?[ap]\.?m\.?)?|^\s*\d{1,2}[.)、](?=\s|[^\d\s])|(?<!\d)0\d{4,}(?!\d)"
    r"|1株(?=あたり|当たり|につき)|(?<!\d)[5-9]0后|(?<!\d)[5-9]5后|(?<!\d)0[05]后|公元前\d+年?|(?<![\d(])\d\)|前(?:[一二三四五六七八九十]+|\d+)(?=大|名|强|位|家|的|[,，。]|$)|从0到1"
    r"|(?<!\d)\d{1,2}\s?[点时](?!间)(?:\d{1,2}分|整|许|半)?(?=[^\d百])|/\s?\d+\s?/|[零一二三四五六七八九十]{1,3}[点时](?:许|整|半)",
    re.MULTILINE,
)
# Chinese numerals inside words that count nothing.
_IDIOMS = re.compile(
    r"[这那每当同某](?:一年|一天|一个月|一周|两年)|(?<![仅有])一[家位名](?=[^\d])|平均一个月|一些|一直|一定|一般|一样|一起|一旦|一方面|一边|一路|一贯|一致|一切|一带一路|万一|统一|唯一|(?<!分)之一|单一|同一|一体|一线|一级市场|二级市场|第三方|四小龙|六小虎|七巨头|双十一"
    "|三农|两会|两岸|一点|一下|一时|一举|一度|(?<!翻)(?<!翻了)一番|一键|一站式|一二三|千方百计|万众|百姓|百货|百度|千问|千禧|万科|万达|万象|千寻|百川|四维|三星|三一|五粮液|九阳|一汽|七牛|八达岭|十分|百科|一季度末|三峡|万事|五一|十一(?=黄金周|假期)"
    "|一口气|一连串|一系列|一家之言|一个月不到|另一|某一|每一|任一|一开始|一向|一律|一概|一流|一贫|逐一|不一|进一步|一步|万元户|一手|二手|两难|两极|三元|四川|九江|五角大楼|十足|三亚|一把手|一行|二者|两者|三者|一项项|独一无二|一经|一来|一再|一同|一齐|一道|一则"
)
_MORE = re.compile("(?P<more>[余多几]|数|个多(?=小时|月|星期))(?=[百千]?[万亿]|[个名人家位年天倍款次元岁小月星]|%)")
_CURRENCY_PREFIX = re.compile(r"(?:RMB|CNY|HKD|USD|EUR|GBP|JPY|KRW|INR|TWD|SGD|AUD|CAD|CHF|BRL|RUB|Rs\.?)\s?$")
# iPhone 17, Boeing 737; but not "Only 15 of the 120".
_NAME_BEFORE = re.compile(
    r"(?:^|[^A-Za-z])(?!(?:Only|Just|The|All|These|Those|And|But|With|From|Than|Some|Its|Die|Nur|Les|Los|Las) )"
    r"[A-Z][A-Za-z]{2,} $"
)
_LETTER = re.compile(r"[A-Za-zÀ-ɏ]")


def blocked_spans(folded: str) -> list[tuple[int, int]]:
    """Spans in which no figure begins."""
    spans = [match.span() for match in _NOT_FIGURES.finditer(folded)]
    return spans + [match.span() for match in _IDIOMS.finditer(folded)]


def scan_quantities(folded: str, text: str, language: str, taken: list[tuple[int, int]]) -> list[Figure]:
    """The quantities outside the `taken` spans, in order, each alone: ranges and lists are joined later."""
    blocked = taken + blocked_spans(folded)
    found: list[Figure] = []
    position = 0
    starts = sorted(
        [match.span() for match in START.finditer(folded)]
        + ([match.span() for match in pattern.finditer(folded)] if (pattern := word_start(language)) else [])
    )
    for start, _ in starts:
        if start < position or any(begin <= start < end for begin, end in blocked):
            continue
        figure = _read_at(folded, text, start, language, found[-1].end if found else 0)
        if figure and not any(begin < figure.end and figure.start < end for begin, end in taken):
            found.append(figure)
            position = figure.end
        else:
            match = START.match(folded, start)
            position = match.end() if match else start + 1
    return found


def _read_at(folded: str, text: str, start: int, language: str, floor: int) -> Figure | None:
    """The quantity whose number begins at `start`, or None if it is a name, a version or a mere word."""
    number = read_number(folded, start, language)
    if number is None:
        return None
    value, half, end, spelled, direction = number
    several = direction == "about"
    value_scale, half, end, scaled = read_scale(folded, start, end, value, half, language)
    if several and scaled == 1 and value_scale < 20:
        return None
    value = value_scale
    if scaled != 1 and folded.startswith("级", end):
        return None
    more = _MORE.match(folded, end)
    if more and not several:
        direction, end = "over", more.end()
        again, _, end, _ = read_scale(folded, start, end, Decimal(1), Decimal(0), language)
        value, half = value * again, half * again
    currency, begin = currency_before(folded, start, floor)
    kind, unit, value, half, end = read_unit(folded, value, half, end, currency, language, text)
    if kind == "count" and unit is None:
        if spelled and scaled == 1 and direction == "exact":
            return None
        if folded[start].isdigit() and _is_name(folded, start, end, currency is not None, scaled != 1):
            return None
    elif (
        folded[start].isdigit() and currency is None and re.search(r"[A-Za-z][-.]?$", folded[max(0, start - 2) : start])
    ):
        return None
    if (
        spelled
        and folded[start] == "一"
        and kind == "count"
        and unit not in (None, "person", "company", "year", "month")
        and scaled == 1
    ):
        return None
    before, begin = direction_before(folded, begin, floor, duration=kind == "duration")
    direction = before or direction
    after = words.AFTER_START.match(folded, end)
    if after and not (
        after["word"] in ("强", "弱", "超", "多", "余", "environ")
        and kind == "count"
        and unit is None
        and scaled == 1
        and not spelled
    ):
        direction = (
            words.AFTER[after["word"]] if direction == "exact" or after["word"] not in ("以上", "以下") else direction
        )
        end = after.end()
        if kind == "count" and unit is None and after["word"] in ("多", "余", "余り", "여"):
            kind, unit, value, half, end = read_unit(folded, value, half, end, currency, language, text)
    negative = (
        begin
        and folded[begin - 1] in "-−"
        and (begin == 1 or not (folded[begin - 2].isalnum() or folded[begin - 2] in ")% "))
    )
    if negative and folded[start].isdigit():
        begin -= 1
        value = -value
    return Figure(begin, end, text[begin:end], kind, value, unit, precision=half, direction=direction)


def _is_name(folded: str, start: int, end: int, money: bool, scaled: bool) -> bool:
    """GLM-4.7, R1, iPhone 17, 5G: a bare number that is tied to a Latin name."""
    if end < len(folded) and _LETTER.match(folded[end]):
        return True
    head = folded[max(0, start - 24) : start]
    if money or _CURRENCY_PREFIX.search(head):
        return False
    tight = re.search(r"[A-Za-z][-.]?$", head) or re.search(r"[A-Za-z]-?\d+(?:\.\d+)?(?:和|、|/|与|及|,)\s?$", head)
    named = _NAME_BEFORE.search(head) and not words.BEFORE_END.search(head)
    return bool(tight or (named and not scaled))
