"""Finds the plain quantities of a folded text: number, scale, unit, currency and the words that soften them."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from functools import cache

from . import vocabulary as words
from .model import Direction, Figure, FigureKind
from .numerals import CJK_RUN, DIGITS, WORDS, read_cjk, read_digits
from .softening import direction_before

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
_START = re.compile(
    rf"(?P<digits>{DIGITS})|(?P<cjk>(?:[数几]{{1}}(?=[十百千万亿]))?{CJK_RUN})|(?P<half>半(?=年|个月|天|小时|周))"
)
_SEVERAL = re.compile("[数几]")
_EACH_CJK = re.compile(
    rf"\s?(?:(?P<digits>{DIGITS})|(?P<cjk>[一二两三四五六七八九十百千]+))(?P<scale>\s?(?:千亿|百亿|十亿|千万|百万|十万|千|百|万|亿|천억|백억|십억|천만|백만|십만|만|억|천|백))?"
)
_MORE = re.compile("(?P<more>[余多几]|数|个多(?=小时|月|星期))(?=[百千]?[万亿]|[个名人家位年天倍款次元岁小月星]|%)")
_MODEL_NAME = re.compile(r"(?:[A-Za-z]-?|[A-Z][A-Za-z]+ )$")
_CURRENCY_PREFIX = re.compile(r"(?:RMB|CNY|HKD|USD|EUR|GBP|JPY|KRW|INR|TWD|SGD|AUD|CAD|CHF|BRL|RUB|Rs\.?)\s?$")
# iPhone 17, Boeing 737; but not "Only 15 of the 120".
_NAME_BEFORE = re.compile(
    r"(?:^|[^A-Za-z])(?!(?:Only|Just|The|All|These|Those|And|But|With|From|Than|Some|Its|Die|Nur|Les|Los|Las) )"
    r"[A-Z][A-Za-z]{2,} $"
)
_LETTER = re.compile(r"[A-Za-zÀ-ɏ]")
_CHINA = re.compile(r"yuan|renminbi|RMB|CNY|China|chin(?:e|o|a)|Chines", re.IGNORECASE)
_JAPAN = re.compile(r"\byen\b|JPY|Japan|japon", re.IGNORECASE)


@cache
def _word_start(language: str) -> re.Pattern[str] | None:
    table = WORDS.get(language)
    if not table:
        return None
    body = "|".join(sorted(table, key=len, reverse=True))
    if language == "ko":
        return re.compile(
            rf"(?<![가-힣])(?P<first>{body})(?P<second>(?!))?(?=\s?(?:배|달|명|개|곳|건|시간|해|분기|차례))"
        )
    return re.compile(rf"\b(?P<first>{body})(?:[- ](?P<second>{body}))?(?![A-Za-zÀ-ɏ'])(?!-(?:to|on)\b)", re.IGNORECASE)


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
        [match.span() for match in _START.finditer(folded)]
        + ([match.span() for match in pattern.finditer(folded)] if (pattern := _word_start(language)) else [])
    )
    for start, _ in starts:
        if start < position or any(begin <= start < end for begin, end in blocked):
            continue
        figure = _read_at(folded, text, start, language, found[-1].end if found else 0)
        if figure and not any(begin < figure.end and figure.start < end for begin, end in taken):
            found.append(figure)
            position = figure.end
        else:
            match = _START.match(folded, start)
            position = match.end() if match else start + 1
    return found


def _read_at(folded: str, text: str, start: int, language: str, floor: int) -> Figure | None:
    """The quantity whose number begins at `start`, or None if it is a name, a version or a mere word."""
    number = _read_number(folded, start, language)
    if number is None:
        return None
    value, half, end, spelled, direction = number
    several = direction == "about"
    value_scale, half, end, scaled = _read_scale(folded, start, end, value, half, language)
    if several and scaled == 1 and value_scale < 20:
        return None
    value = value_scale
    if scaled != 1 and folded.startswith("级", end):
        return None
    more = _MORE.match(folded, end)
    if more and not several:
        direction, end = "over", more.end()
        again, _, end, _ = _read_scale(folded, start, end, Decimal(1), Decimal(0), language)
        value, half = value * again, half * again
    currency, begin = _currency_before(folded, start, floor)
    kind, unit, value, half, end = _read_unit(folded, value, half, end, currency, language, text)
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
            kind, unit, value, half, end = _read_unit(folded, value, half, end, currency, language, text)
    negative = (
        begin
        and folded[begin - 1] in "-−"
        and (begin == 1 or not (folded[begin - 2].isalnum() or folded[begin - 2] in ")% "))
    )
    if negative and folded[start].isdigit():
        begin -= 1
        value = -value
    return Figure(begin, end, text[begin:end], kind, value, unit, precision=half, direction=direction)


def _read_number(folded: str, start: int, language: str) -> tuple[Decimal, Decimal, int, bool, Direction] | None:
    """(value, half of the last place, end, whether spelled out, direction) of the bare number at `start`."""
    match = _START.match(folded, start)
    if match and match["digits"]:
        value, places = read_digits(match["digits"], language)
        half = Decimal(5).scaleb(-places - 1) if places else Decimal(0)
        return value, half, match.end(), False, "exact"
    if match and match["half"]:
        return Decimal("0.5"), Decimal(0), match.end(), True, "exact"
    if match and match["cjk"]:
        run = match["cjk"]
        if _SEVERAL.match(run):
            rest = read_cjk("一" + run[1:])
            return (rest[0] * 3, rest[0] * 2, match.end(), True, "about") if rest else None
        parsed = read_cjk(run)
        return (parsed[0], parsed[1], match.end(), True, "exact") if parsed else None
    pattern = _word_start(language)
    match = pattern.match(folded, start) if pattern else None
    if match is None:
        return None
    table = WORDS[language]
    value = Decimal(table[match["first"].lower()] + (table[match["second"].lower()] if match["second"] else 0))
    return value, Decimal(0), match.end(), True, "exact"


def _read_scale(
    folded: str, start: int, end: int, value: Decimal, half: Decimal, language: str
) -> tuple[Decimal, Decimal, int, Decimal]:
    """Apply the scale behind a number, and add what follows in smaller places: 3亿2000万, 1조 2000억."""
    match = words.SCALE.match(folded, end)
    letter = None if match else words.LETTER_SCALE.match(folded, end)
    if (
        letter
        and folded[start].isdigit()
        and (letter["scale"] != "m" or words.CURRENCY_BEFORE.search(folded, max(0, start - 5), start))
    ):
        factor = words.scale_factor(letter["scale"], language)
        return value * factor, (half or Decimal("0.5")) * factor, letter.end(), factor
    if not match:
        return value, half, end, Decimal(1)
    word = match["scale"]
    if word in ("兆",) and folded.startswith("瓦", match.end()):
        return value, half, end, Decimal(1)
    factor = words.scale_factor(word, language)
    if word in ("mm", "mil", "mille", "mn") and folded[start - 1 : start].isalpha():
        return value, half, end, Decimal(1)
    total, half, end = value * factor, (half or Decimal("0.5")) * factor, match.end()
    smallest = factor
    while word in _CJK_SCALES and (more := _EACH_CJK.match(folded, end)):
        part = (
            read_digits(more["digits"], language)[0] if more["digits"] else (read_cjk(more["cjk"]) or (Decimal(0),))[0]
        )
        step = words.scale_factor(more["scale"].strip(), language) if more["scale"] else Decimal(1)
        if part * step >= smallest or (
            more["digits"] and not more["scale"] and smallest > 10**4 and len(more["digits"]) < 4
        ):
            break
        if folded[end].isspace() and not more["scale"] and not re.match(r"\s?\d{1,4}(?:,\d{3})?[가-힣]", folded[end:]):
            break
        total, half, end, smallest = total + part * step, step / 2 if step > 1 else Decimal(0), more.end(), step
        if step == 1:
            break
    return total, half, end, factor


_CJK_SCALES = frozenset(
    [
        "万",
        "亿",
        "兆",
        "千",
        "百",
        "千万",
        "百万",
        "十万",
        "万亿",
        "千亿",
        "百亿",
        "十亿",
        "조",
        "억",
        "만",
        "천",
        "백",
        "천만",
        "백만",
        "천억",
        "백억",
    ]
)


def _read_unit(
    folded: str, value: Decimal, half: Decimal, end: int, currency: str | None, language: str, text: str
) -> tuple[FigureKind, str | None, Decimal, Decimal, int]:
    """What the number counts, with the value in that unit."""
    if currency:
        after = words.CURRENCY_AFTER.match(folded, end)
        if after and (words.CURRENCY_OF[after["currency"]] == currency or currency in ("¥", "CNY")):
            return "money", words.CURRENCY_OF[after["currency"]], value, half, after.end()
        return "money", _settle(currency, language, folded), value, half, end
    rounded = half or Decimal("0.5")
    if match := words.POINTS_AFTER.match(folded, end):
        scale = words.POINTS[match["unit"]]
        return "points", "pp", value * scale, rounded * scale, match.end()
    if match := words.PERCENT_AFTER.match(folded, end):
        return "percent", "%", value, rounded, match.end()
    if match := words.MULTIPLE_AFTER.match(folded, end):
        return "multiple", "×", value, rounded, match.end()
    if match := words.CURRENCY_AFTER.match(folded, end):
        if match["currency"] in ("원", "엔", "元") and match.end() < len(folded) and folded[match.end()] in "유인래론":
            return "count", None, value, half, end
        return "money", _settle(words.CURRENCY_OF[match["currency"]], language, folded), value, half, match.end()
    if match := re.compile(r"(?:成|割)(?P<half>[五半])?(?![立本功长员就分果りっ])").match(folded, end):
        return (
            "percent",
            "%",
            value * 10 + (5 if match["half"] else 0),
            Decimal(5) if not match["half"] else Decimal("0.5"),
            match.end(),
        )
    if match := words.DURATION_AFTER.match(folded, end):
        span = words.DURATION_OF[match["unit"]]
        if span in ("year", "month") and folded.startswith("半", match.end()):
            return "duration", span, value + Decimal("0.5"), half, match.end() + 1
        return "duration", span, value, half, match.end()
    if match := words.NOUN_AFTER.match(folded, end):
        return "count", words.NOUN_OF[match["unit"]], value, half, match.end()
    if language in ("en", "de", "fr", "es") and (
        match := re.compile(r"\s(?:[A-Za-zÀ-ɏ'-]+\s){1,2}?(?P<unit>[A-Za-zÀ-ɏ]+)(?![A-Za-zÀ-ɏ])").match(folded, end)
    ):
        unit = words.NOUN_OF.get(match["unit"])
        if unit:
            return "count", unit, value, half, end
    return "count", None, value, half, end


def _settle(currency: str, language: str, folded: str) -> str:
    """Decide what ¥ means: by language, then by what the text speaks of; "¥" where nothing tells."""
    if currency != "¥":
        return currency
    if language in ("zh", "ja"):
        return "CNY" if language == "zh" else "JPY"
    china, japan = bool(_CHINA.search(folded)), bool(_JAPAN.search(folded))
    return "CNY" if china and not japan else "JPY" if japan and not china else "¥"


def _currency_before(folded: str, start: int, floor: int) -> tuple[str | None, int]:
    """The currency written before the number and where it begins."""
    match = words.CURRENCY_BEFORE.search(folded, max(floor, start - 12), start)
    if not match:
        return None, start
    word = match.group().strip()
    # 港元 or 元 before a number closes the amount before it, unless it is a name that is written in front.
    if word in ("元", "円", "원", "엔", "港元", "美元", "dollars", "euros", "yen", "won", "yuan", "pounds"):
        return None, start
    return words.CURRENCY_OF[word], match.start()


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


def with_unit(figure: Figure, unit: str | None, kind: FigureKind) -> Figure:
    """The same number as another kind of quantity, for members of a list that share one unit."""
    return replace(figure, unit=unit, kind=kind)
