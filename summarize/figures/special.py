"""Figures that are no plain number with a unit: fractions, doublings, ratios, ranks and ordinals."""
# ruff: noqa: E501 - the tables of words are read better unbroken

from __future__ import annotations

import re
from decimal import Decimal

from .model import Direction, Figure, FigureKind
from .numerals import read_cjk, read_digits
from .softening import direction_before
from .vocabulary import AFTER, AFTER_START

_N = r"[\d一二两三四五六七八九十百]+"
_LARGEST = (
    r"(?:largest|biggest|most|highest|best|richest|-placed|place|spot|-ranked|in the world|worldwide|globally|leading)"
)
_EN_ORDINAL = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth"
_DE_ORDINAL = "zweit|dritt|viert|fünft|sechst|siebt|acht|neunt|zehnt"
_FR_ORDINAL = (
    "premier|première|deuxième|seconde?|troisième|quatrième|cinquième|sixième|septième|huitième|neuvième|dixième"
)
_ES_ORDINAL = (
    "primera?|segund[oa]|tercera?|tercer[oa]|cuart[oa]|quint[oa]|sext[oa]|séptim[oa]|octav[oa]|noven[oa]|décim[oa]"
)


def _table(words: str, first: int = 1) -> dict[str, int]:
    return {word: number for number, word in enumerate(words.split("|"), first)}


_ORDINAL: dict[str, int] = _table(_EN_ORDINAL) | _table(_DE_ORDINAL, 2) | {
    "premier": 1, "première": 1, "deuxième": 2, "second": 2, "seconde": 2, "troisième": 3, "quatrième": 4, "cinquième": 5,
    "sixième": 6, "septième": 7, "huitième": 8, "neuvième": 9, "dixième": 10, "prim": 1, "segu": 2, "terc": 3, "cuar": 4,
    "quin": 5, "sext": 6, "sépt": 7, "octa": 8, "nove": 9, "déci": 10,
}  # fmt: skip
_RANKS = [
    rf"(?<![\d第])第(?P<n>{_N})(?=大(?![^,。;]{{0,4}}(?:客户|股东|供应商)|单一))",
    rf"(?:排名|位居|位列|排在|名列|列居|高居|跃居|居于|排|列|居|占据|升至|跌至|降至|滑落至|上升到|下降到|退居)(?:全国|国内|全球|世界|行业|中国|业内|市场|榜单|同业|同类|亚洲|全省|全市)*(?:的)?第(?P<n>{_N})(?![梯阶])(?:名|位)?",
    r"(?:全国|国内|全球|世界|行业|业内|亚洲|市场|国内市场|中国市场|业界)第(?P<n>[一二三四五六七八九十\d]+)(?![股个次届季款大方条梯阶])(?:名|位)?",
    rf"第(?P<n>{_N})(?:名|位)(?!于)",
    r"(?:世界|国内|业界|首位|全国|シェア|売上高|市场)?第?(?P<n>\d{1,3})位(?![置])",
    r"(?:세계|국내|업계|시장)?\s?(?P<n>\d{1,3})위(?![에]서\s?\d)",
    r"(?:No\.|#|Number |number |Nr\.|Platz|Rang|numéro|n°|número|puesto|rang)\s?(?P<n>\d{1,3})(?![\d%]|[.,]\d)",
    rf"\b(?P<word>{_EN_ORDINAL})[ -](?:{_LARGEST})(?![A-Za-z])",
    rf"\b(?:rank(?:s|ed|ing)?|came|comes|placed|finished|standing|stands)\s(?:only |just |number )?(?P<word>{_EN_ORDINAL})\b",
    rf"\b(?P<word>{_EN_ORDINAL}) place\b",
    r"\b(?P<n>\d{1,3})(?:st|nd|rd|th)[ -](?:largest|biggest|place|ranked|most|highest)\b",
    rf"\b(?P<word>{_DE_ORDINAL})(?:größte|wichtigste|stärkste|höchste)\w*",
    rf"\b(?P<word>{_DE_ORDINAL})e[nr]? (?:Platz|Rang|Stelle|Position)\b",
    rf"\b(?P<word>{_FR_ORDINAL})\s(?:plus grande?|rang|place|mondiale?|acteur|fabricant|fournisseur|opérateur|producteur|constructeur)",
    rf"\b(?P<esword>{_ES_ORDINAL})\s(?:mayor|puesto|lugar|posición|fabricante|proveedor|del mundo|más grande|operador|productor)",
]
_ORDINALS = [
    r"第(?P<n>[\d一二三四五六七八九十百]+)(?P<unit>届|次|轮|批|代|季(?!度)|期|回|场|号|个|条|章|款|部|任|家|版|座)",
    r"\b(?P<n>\d{1,3})(?:st|nd|rd|th)\b",
]
_FRACTION_WORDS = {
    r"一半(?!的?天)|半数|对半|半分|过半数?(?=的)|절반|\bhalf(?! of (?:the )?(?:year|\d{4})|[ -]year|-hour)\b|\bHälfte\b|\bmoitié\b|\bmitad\b": (
        1,
        2,
    ),
    r"\b(?:a|one)[ -]third\b|\bein Drittel\b|\bun tiers\b|\bun tercio\b": (1, 3),
    r"\btwo[ -]thirds\b|\bzwei Drittel\b|\bdeux tiers\b|\bdos tercios\b": (2, 3),
    r"\b(?:a|one)[ -]quarter(?= of (?!a percentage))\b|\bein Viertel\b|\bun quart\b|\bun cuarto\b|\ba fourth\b": (1, 4),
    r"\bthree[ -]quarters(?= of)\b|\bdrei Viertel\b|\btrois quarts\b|\btres cuartos\b": (3, 4),
    r"\b(?:a|one)[ -]fifth\b|\bein Fünftel\b|\bun cinquième\b|\buna quinta parte\b": (1, 5),
}
_MULTIPLE_WORDS = {
    r"翻了?(?:一番|番|一倍)|翻倍|倍增|增加一倍|增长一倍|\bdoubl(?:ed|es|ing|e)\b|\btwofold\b|\btwice\b|\bverdoppel\w+|\bdoppelt so\b|\b(?:a |ont )?doublé\w*\b|\bdouble(?:r|nt)\b|\b(?:se )?duplic(?:ó|aron|ado|ar|a)\b|\bel doble\b|\bdas Doppelte\b|두\s?배|갑절": 2,
    r"\btripl(?:ed|es|ing|e)\b|\bthreefold\b|\bverdreifach\w+|\btriplé\w*\b|\b(?:se )?triplic(?:ó|aron|ado|a)\b|翻两倍|\bdas Dreifache\b|세\s?배": 3,
    r"翻了?两番|\bquadrupl(?:ed|es|ing|e)\b|\bfourfold\b|\bdas Vierfache\b|\bvervierfach\w+|\bquadruplé\w*\b|\b(?:se )?cuadruplic(?:ó|aron|ado|a)\b|네\s?배": 4,
    r"\bfivefold\b|\bquintupled\b|\bverfünffach\w+|\bquintuplé\w*\b|\bse quintuplicó\b": 5,
    r"\btenfold\b|\bverzehnfach\w+|\bdécuplé\w*\b": 10,
    r"翻了?三番|\beightfold\b": 8,
    r"\bsixfold\b|\bsextupled\b|\bversechsfach\w+": 6,
}
_AFTER_FRACTION = ("以上", "左右", "多", "强", "弱", "近く", "이상", "정도")
_RATIO = re.compile(r"(?<![\d.,:/])(?P<a>\d+(?:[.,]\d+)?)\s?(?::|比|대|to)\s?(?P<b>\d+(?:[.,]\d+)?)(?![\d:%]|[.,]\d)")
_FRACTION = re.compile(
    r"(?P<low>[\d一二三四五六七八九十]+)\s?(?:分之|分の|분의)\s?(?P<high>[\d一二三四五六七八九十百千]+)"
)
_SLASH = re.compile(r"(?<![\d./])(?P<high>[1-9])/(?P<low>[2-9]|10)(?![\d./])")
_PERCENT_OF = re.compile(r"百分之(?P<n>[\d.一二三四五六七八九十百点零]+)")


def find_special(folded: str, text: str, taken: list[tuple[int, int]]) -> list[Figure]:
    """Fractions, doublings, ratios, ranks and ordinals outside the `taken` spans."""
    figures: list[Figure] = []
    busy = list(taken)

    def put(
        match: re.Match[str], kind: FigureKind, value: Decimal, unit: str | None, half: Decimal = Decimal(0)
    ) -> None:
        begin, end = match.span()
        if any(start < end and begin < stop for start, stop in busy):
            return
        direction: Direction | None = None
        if kind in ("percent", "multiple"):
            direction, begin = direction_before(folded, begin, busy[-1][1] if busy and busy[-1][1] <= begin else 0)
            after = AFTER_START.match(folded, end)
            if after and after["word"] in _AFTER_FRACTION:
                direction, end = AFTER[after["word"]], after.end()
        busy.append((begin, end))
        figures.append(
            Figure(begin, end, text[begin:end], kind, value, unit, precision=half, direction=direction or "exact")
        )

    for match in _PERCENT_OF.finditer(folded):
        if (number := _number(match["n"])) is not None:
            put(match, "percent", number, "%", Decimal("0.5"))
    for match in [*_FRACTION.finditer(folded), *_SLASH.finditer(folded)]:
        low, high = _number(match["low"]), _number(match["high"])
        if low and high is not None:
            put(match, "percent", round(100 * high / low, 2), "%", Decimal(1))
    for kind, units, patterns in (("rank", False, _RANK_PATTERNS), ("ordinal", True, _ORDINAL_PATTERNS)):
        for pattern in patterns:
            for match in pattern.finditer(folded):
                groups = match.groupdict()
                if kind == "rank" and _PEOPLE.fullmatch(match[0]) and not _KANA.search(folded):
                    continue  # in a Chinese sentence 17位 are seventeen people
                if (number := _rank(groups)) is not None:
                    put(match, kind, number, groups.get("unit") if units else None)  # type: ignore[arg-type]
    for pattern, (over, under) in _FRACTION_PATTERNS:
        for match in pattern.finditer(folded):
            put(match, "percent", round(Decimal(100 * over) / under, 2), "%", Decimal(1))
    for pattern, factor in _MULTIPLE_PATTERNS:
        for match in pattern.finditer(folded):
            put(match, "multiple", Decimal(factor), "×", Decimal("0.1"))
    for match in _RATIO.finditer(folded):
        if _is_ratio(match, folded):
            put(match, "ratio", _ratio(match), ":1", Decimal("0.05"))
    return figures


def _ratio(match: re.Match[str]) -> Decimal:
    over, under = (Decimal(match[name].replace(",", ".")) for name in ("a", "b"))
    return over if under == 1 else round(over / under, 6)


def _is_ratio(match: re.Match[str], folded: str) -> bool:
    if not match["b"].strip("0.,"):
        return False
    sign = re.sub(r"[\d.,\s]", "", match.group())
    if sign == ":":
        clock = re.fullmatch(r"\d{1,2}\s?:\s?[0-5]\d", match.group())
        return not clock
    if sign == "to":
        return bool(re.search(r"ratio|ratios|split|odds", folded[max(0, match.start() - 40) : match.end() + 20]))
    return sign == "比" or (sign == "대" and not folded[match.end() :].strip().startswith(("만", "억")))


def _rank(groups: dict[str, str | None]) -> Decimal | None:
    if written := groups.get("n"):
        return _number(written)
    if word := groups.get("word"):
        number = _ORDINAL.get(word.lower())
        return Decimal(number) if number else None
    if word := groups.get("esword"):
        return Decimal(_ORDINAL[word[:4].lower()])
    return None


def _number(written: str) -> Decimal | None:
    if written[0].isdigit():
        return read_digits(written.rstrip("."), "zh")[0] if re.fullmatch(r"\d+(?:\.\d+)?\.?", written) else None
    parsed = read_cjk(written)
    return parsed[0] if parsed else None


_PEOPLE = re.compile(r"\d{1,3}位")
_KANA = re.compile(r"[ぁ-ゖァ-ヺ]")
_RANK_PATTERNS = [re.compile(pattern) for pattern in _RANKS]
_ORDINAL_PATTERNS = [re.compile(pattern) for pattern in _ORDINALS]
_FRACTION_PATTERNS = [(re.compile(pattern, re.IGNORECASE), value) for pattern, value in _FRACTION_WORDS.items()]
_MULTIPLE_PATTERNS = [(re.compile(pattern, re.IGNORECASE), value) for pattern, value in _MULTIPLE_WORDS.items()]
