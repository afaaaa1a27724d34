"""How eight languages write dates, halves, quarters and fiscal years, over folded text.

Every pattern uses the same group names: `year` (four digits, or two after FY/H1/Q3), `year2` for a range, `relative` (a
word in RELATIVE_YEARS), `half`, `quarter`, `first` (the first N quarters), `months` (the first N
months), `month`, `day`, `fiscal`, `past` (the past N
years), `other` (a key of OTHER), `same` (the same period a year before), `edge` (the end of a year).
"""
# ruff: noqa: E501 - the tables of words are read better unbroken

from __future__ import annotations

import re
from collections.abc import Mapping

_ISO = [
    r"(?<!\d)(?P<year>(?:19|20)\d\d)[-/.](?P<month>0?[1-9]|1[0-2])[-/.](?P<day>[0-2]?\d|3[01])(?!\d)",
    r"(?<!\w)(?P<year>(?:19|20)\d\d)-(?P<month>0[1-9]|1[0-2])(?!\d|-)",
    r"(?<!\w)(?:Q(?P<quarter>[1-4])|(?P<quarter2>[1-4])Q|H(?P<half>[12])|(?P<half2>[12])H|S(?P<half3>[12])|T(?P<quarter3>[1-4]))[\s'-]?(?:de\s|FY\s?)?(?P<year>(?:20)?\d\d)(?!\d)",
    r"(?<!\w)(?P<year>(?:19|20)\d\d)[\s-]?(?:年)?(?:Q(?P<quarter>[1-4])|H(?P<half>[12]))(?!\w)",
    r"(?<!\w)(?P<fiscal>FY|GJ)\s?(?P<year>(?:20)?\d\d)(?:/(?P<year2>(?:20)?\d\d))?(?!\d)",
    r"(?<!\w)Q(?P<quarter>[1-4])(?!\w)|(?<!\w)H(?P<half>[12])(?![\w-])",
]
_NUMERAL = "[一二三四五六七八九十]{1,2}"
_ZH_YEAR = r"(?:(?<!公元前)(?<![\d.])(?P<year>(?:19|20)\d\d|[一二][〇零九][〇零一二三四五六七八九]{2})\s?(?:(?P<fiscal>财政年度|财年)|年度?)|(?P<relative>今年|去年|前年|明年|后年|本年度?|上年|上一年度?|当年|同年))"
_ZH_PART = (
    rf"(?:(?P<half>[上下])半年度?|第?(?P<quarter>[一二三四1-4首])季度?|前(?P<first>[一二两三23])个?季度?|前(?P<months>1[0-2]|[2-9]|[二两三四五六七八九十]{{1,2}})个?月|(?P<month>1[0-2]|0?[1-9]|{_NUMERAL})\s?月(?:份)?"
    rf"\s?(?:(?P<day>[12]\d|3[01]|0?[1-9]|[一二三]?十?[一二三四五六七八九十])\s?[日号])?(?P<edge2>[底末])?|(?P<edge>[底末]))"
)
_ZH = [
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?年?度?\s?[-~至到—–]{1,2}\s?(?P<year2>(?:19|20)\d\d)\s?(?:(?P<fiscal>财年)|年)(?!\s?(?:[上下]半|第?[一二三四]季|\d{1,2}\s?月|Q[1-4]|[底末]))",
    r"(?:(?:去年|上年)(?P<same>同期))",
    rf"{_ZH_YEAR}\s?(?:的)?\s?{_ZH_PART}?",
    rf"(?<![\d个一二三四五六七八九十前近第.]){_ZH_PART}(?<!末)(?<!底)(?![个间均])",
    r"(?<![\d.])(?P<month>1[0-2]|[1-9])·(?P<day>[12]\d|3[01]|[1-9])(?![\d.])",
    r"(?:过去|近|最近|前)(?P<past>[一二两三四五六七八九十\d]{1,2})(?:个财|财|个)?年(?!前|后|多|来|半)",
    r"(?P<other>本月|上月|上个月|下月|下个月|当月|本季度|上季度|上一季度|昨日|昨天|今日|今天|前天)",
    r"(?<![\d.个月一二三四五六七八九十第])(?P<day>[12]\d|3[01]|[1-9])[日号](?!元)(?=[一-鿿，,]|$)",
]
_JA_YEAR = r"(?:(?P<year>(?:19|20)\d\d)\s?年(?P<fiscal>度)?|(?P<relative>今年度?|昨年度?|前年度?|去年|一昨年|来年度?|本年度?|今期|前期|来期)(?!比|同期|同月))"
_JA_PART = r"(?:第(?P<quarter>[1-4一二三四])四半期|(?P<half>[上下])(?:半)?期|(?P<month>1[0-2]|0?[1-9])月(?:(?P<day>[12]\d|3[01]|0?[1-9])日|(?P<fiscal2>期)|末)?)"
_JA = [
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?年?度?\s?[-~から]{1,2}\s?(?P<year2>(?:19|20)\d\d)\s?年(?P<fiscal>度)?",
    r"(?P<same>前年同期|昨年同期|前年同月)(?!比)",
    rf"{_JA_YEAR}(?:の|から)?\s?{_JA_PART}?",
    r"(?<!\d)(?P<month>1|4|7|10)[~-](?:3|6|9|12)月期(?P<span>)",
    rf"(?<![\d年か]){_JA_PART}(?!比|间)",
    r"(?:过去|直近)(?P<past>\d{1,2})年间?",
    r"(?P<other>先月|今月|昨日|本日)",
]
_KO = [
    r"(?<!\d)(?P<year>(?:19|20)\d\d)\s?년?\s?[-~]\s?(?P<year2>(?:19|20)\d\d)\s?년",
    r"(?P<same>(?:전년|작년|지난해)\s?(?:동기|같은 기간))(?!\s?(?:대비|보다))",
    r"(?:(?P<year>(?:19|20)\d\d)\s?(?:(?P<fiscal>회계연도|회계년도)|년도?)|(?P<relative>올해|금년|작년|지난해|전년|재작년|내년))(?!\s?(?:대비|보다|동기))"
    r"(?:\s?(?:(?P<quarter>[1-4])\s?분기|(?P<half>[상하])반기|(?P<month>1[0-2]|[1-9])\s?월(?:\s?(?P<day>[12]\d|3[01]|[1-9])\s?일)?(?:\s?말)?|(?P<edge>말)(?![가-힣])))?",
    r"(?<![\d개])(?:(?P<quarter>[1-4])\s?분기|(?P<half>[상하])반기|(?P<month>1[0-2]|[1-9])\s?월(?:\s?(?P<day>[12]\d|3[01]|[1-9])\s?일)?(?:\s?말)?)",
    r"(?:지난|최근)\s?(?P<past>\d{1,2})\s?년(?:간)?",
    r"(?P<other>이번 분기|지난 분기|전분기(?!\s?대비)|지난달|이달|어제|오늘)",
]
_EN_MONTH = r"(?P<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_EN_RELATIVE = r"(?P<relative>this (?:fiscal )?year|last (?:fiscal )?year|next (?:fiscal )?year|the previous year|the year before|the prior year)"
_EN = [
    rf"\b(?:between|from)?\s?{_YEAR}\s?(?:-|–|to|and|through)\s?(?P<year2>(?:20)?\d\d)\b(?!,\d|\s(?:million|billion))",
    rf"\b{_EN_MONTH}\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{_YEAR}\b",
    rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s{_EN_MONTH}\s{_YEAR}\b",
    rf"\b{_EN_MONTH}(?:\s(?:of\s)?|,\s){_YEAR}\b",
    rf"\b(?:[Tt]he\s)?(?P<quarter>[Ff]irst|second|third|fourth|1st|2nd|3rd|4th)[ -]quarter(?:(?:\sof|,|\sin)?\s(?:(?P<fiscal>fiscal|FY)\s?(?:year\s)?)?(?:{_YEAR}|{_EN_RELATIVE}))?\b",
    rf"\b(?:[Tt]he\s)?(?P<half>[Ff]irst|second|1st|2nd)[ -]half(?:(?:\sof|,|\sin)?\s(?:(?P<fiscal>fiscal|FY)\s?(?:year\s)?)?(?:{_YEAR}|{_EN_RELATIVE}))?\b",
    rf"\b(?:the\s)?first (?P<first>two|three) quarters(?:\sof\s(?:{_YEAR}|{_EN_RELATIVE}))?\b",
    rf"\b(?:the\s)?(?:(?P<fiscal>fiscal|financial)(?:\syear)?|year)\s{_YEAR}(?:/(?P<year2>\d\d))?\b",
    r"\b(?P<same>the same period (?:last year|a year (?:earlier|ago)|of the previous year)|a year earlier|a year ago|a year before)\b",
    rf"\b(?i:{_EN_RELATIVE})\b",
    r"\b(?:the\s(?:past|last|previous)|past)\s(?P<past>two|three|four|five|six|ten|\d{1,2})\s(?:fiscal\s|financial\s)?years\b",
    r"\b(?P<other>(?i:this quarter|last quarter|the previous quarter|this month|last month|yesterday|today))\b",
    rf"\b{_EN_MONTH}\s(?P<day>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?\b(?![,.]?\d|%)",
    rf"\b(?P<day>[12]\d|3[01]|[1-9])\s{_EN_MONTH}\b",
    r"\b(?:in|by|until|since|end of|during|early|late|through|for|at end)\s(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\b",
]
_DE_MONTH = r"(?P<month>Januar|Jänner|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember|Jan\.|Feb\.|Aug\.|Sept\.|Okt\.|Nov\.|Dez\.)"
_DE_RELATIVE = r"(?P<relative>(?:in\s|im\s)?(?:dieses|diesem|laufenden)\sJahr(?:es)?|(?:im\s)?(?:vergangenen|letzten)\sJahr(?:es)?|im Vorjahr|(?:im|ein) Jahr (?:da|zu)vor|vergangenes Jahr|letztes Jahr|Vorjahres(?!zeitraum)|heuer)"
_DE = [
    rf"\b(?:von\s|zwischen\s)?{_YEAR}\s?(?:-|–|bis|und)\s?(?P<year2>(?:19|20)\d\d)\b",
    rf"\b(?P<day>\d{{1,2}})\.\s?{_DE_MONTH}(?:\s{_YEAR})?\b",
    rf"(?<!\d)(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.{_YEAR}\b",
    rf"\b{_DE_MONTH}\s{_YEAR}\b",
    rf"\b(?P<quarter>ersten?|zweiten?|dritten?|vierten?|[1-4]\.)\s?(?:Geschäftsq|Q)uartals?(?:\s(?:des Jahres\s)?(?:{_YEAR}(?:/(?P<year2>\d\d))?|{_DE_RELATIVE}))?\b",
    rf"\b(?P<half>ersten?|zweiten?|[12]\.)\s?Halbjahr(?:e?s)?(?:\s(?:des Jahres\s)?(?:{_YEAR}|{_DE_RELATIVE}))?\b",
    rf"\b(?P<fiscal>Geschäftsjahre?s?|Fiskaljahr)\s{_YEAR}(?:/(?P<year2>\d\d(?:\d\d)?))?\b",
    rf"\b{_YEAR}/(?P<year2>\d\d)\b(?P<fiscal>)",
    r"\b(?P<same>Vorjahreszeitraum|Vorjahresquartal|Vorjahreshalbjahr)",
    rf"\b{_DE_RELATIVE}\b",
    r"\b(?:vergangenen|letzten)\s(?P<past>zwei|drei|vier|fünf|zehn|\d{1,2})\sJahren?\b",
    r"\b(?P<other>in diesem Quartal|im vergangenen Quartal|im Vorquartal|im vergangenen Monat|im Vormonat|gestern|heute)\b",
    r"\b(?:im|Ende|Anfang|seit|bis)\s(?P<month>Januar|Februar|März|April|Mai|Juni|Juli|August|September|Oktober|November|Dezember)\b",
]
_FR_MONTH = r"(?P<month>janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)"
_FR_RELATIVE = r"(?P<relative>cette année|(?:de\s)?l'an(?:née)? (?:dernier|dernière|passé|passée|précédente)|l'an prochain|l'année prochaine)"
_FR = [
    rf"\b(?:de\s|entre\s)?{_YEAR}\s?(?:-|–|à|et)\s?(?P<year2>(?:19|20)\d\d)\b",
    rf"\b(?P<day>\d{{1,2}}|1er)\s{_FR_MONTH}(?:\s{_YEAR})?\b",
    rf"\b{_FR_MONTH}\s{_YEAR}\b",
    rf"\b(?P<quarter>premier|deuxième|troisième|quatrième|1er|[1-4]e)\strimestre(?:\s(?:de\s)?(?:{_YEAR}|{_FR_RELATIVE}))?\b",
    rf"\b(?P<half>premier|second|deuxième|1er|2e)\ssemestre(?:\s(?:de\s)?(?:{_YEAR}|{_FR_RELATIVE}))?\b",
    rf"\b(?P<fiscal>exercice)\s(?:fiscal\s)?{_YEAR}(?:[/-](?P<year2>(?:20)?\d\d))?\b",
    r"\b(?P<same>(?:la )?même période (?:de l'an(?:née)? (?:dernière?|précédente)|un an plus tôt)|un an plus tôt|un an auparavant)\b",
    rf"\b{_FR_RELATIVE}",
    r"\b(?P<past>deux|trois|quatre|cinq|dix|\d{1,2})\sdernières\sannées\b",
    r"\b(?P<other>ce trimestre|le trimestre dernier|au trimestre précédent|le mois dernier|hier|aujourd'hui)\b",
    rf"\b(?:en|fin|début|depuis|dès)\s{_FR_MONTH}\b",
]
_ES_MONTH = r"(?P<month>enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)"
_ES_RELATIVE = r"(?P<relative>este año|el año pasado|del año pasado|el año anterior|el próximo año)"
_ES = [
    rf"\b(?:de\s|entre\s)?{_YEAR}\s?(?:-|–|a|y)\s?(?P<year2>(?:19|20)\d\d)\b",
    rf"\b(?P<day>\d{{1,2}})\sde\s{_ES_MONTH}(?:\sde(?:l)?\s{_YEAR})?\b",
    rf"\b{_ES_MONTH}\s(?:de(?:l)?\s)?{_YEAR}\b",
    rf"\b(?P<quarter>primer|segundo|tercer|cuarto)\strimestre(?:\s(?:de(?:l)?\s)?(?:{_YEAR}|año pasado(?P<lastyear>)|{_ES_RELATIVE}))?\b",
    rf"\b(?P<half>primer|segundo)\ssemestre(?:\s(?:de(?:l)?\s)?(?:{_YEAR}|{_ES_RELATIVE}))?\b",
    rf"\b(?:la\s)?(?P<half>primera|segunda)\smitad\s(?:de(?:l)?\s)?(?:{_YEAR}|{_ES_RELATIVE})\b",
    rf"\b(?P<fiscal>ejercicio|año fiscal)\s(?:fiscal\s)?{_YEAR}(?:[/-](?P<year2>(?:20)?\d\d))?\b",
    r"\b(?P<same>(?:el )?mismo (?:periodo|período) del año (?:anterior|pasado)|un año antes)\b",
    rf"\b{_ES_RELATIVE}\b",
    r"\b(?:últimos|pasados)\s(?P<past>dos|tres|cuatro|cinco|diez|\d{1,2})\saños\b",
    r"\b(?P<other>este trimestre|el trimestre pasado|el trimestre anterior|el mes pasado|ayer|hoy)\b",
    rf"\b(?:en|desde|hasta)\s{_ES_MONTH}\b",
]
# A bare year, last of all: where no unit stands behind it.
_UNITS = (
    r"[港美欧日韩澳加卢英新]?[元镑比币布]|円|엔|원|위안|달러|유로|파운드|루피|年|년|人|家|个|名|台|명|개|만|억|万|亿|倍|배|x\b|×|units|people|employees"
    r"|millions?|billions?|Mio|Mrd|Millionen|millones|milliards?|(?:US-|Hongkong-)?[Dd]ollars?|[Ee]uros?|[Yy]uan|[Yy]en|[Ww]on|pounds|Pfund|Rupien|d'|de yuan|de d|de [yewr]|yuans|livres|libras|dólares|yuanes|yenes|wones|roupies|rupias|ドル|ユーロ|ポンド|ウォン|ルピー|香港"
)
_BARE_YEAR = rf"(?<![\dA-Za-z.,/$€£¥₩₹-])(?<!公元前)(?<!(?:RMB|CNY|USD|EUR|JPY|KRW|INR|HKD|GBP)\s){_YEAR}(?![\d%]|[.,]\d|\s?(?:{_UNITS}))"


def _compile(patterns: list[str], flags: re.RegexFlag) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(pattern, flags) for pattern in patterns)


_ANY_CASE = ("de", "fr", "es")  # in English "may 5" is no date
PATTERNS: Mapping[str, tuple[re.Pattern[str], ...]] = {
    language: _compile(patterns, re.IGNORECASE if language in _ANY_CASE else re.NOFLAG)
    + _compile([*_ISO, _BARE_YEAR], re.NOFLAG)
    for language, patterns in (
        ("zh", _ZH),
        ("ja", _JA),
        ("ko", _KO),
        ("en", _EN),
        ("de", _DE),
        ("fr", _FR),
        ("es", _ES),
    )
}
_OTHER: Mapping[str, tuple[str, int]] = {
    **dict.fromkeys(["本月", "今月", "当月", "이달"], ("month", 0)), "this month": ("month", 0),
    **dict.fromkeys(["上月", "上个月", "先月", "지난달"], ("month", -1)), "last month": ("month", -1), "im vergangenen Monat": ("month", -1), "im Vormonat": ("month", -1), "le mois dernier": ("month", -1), "el mes pasado": ("month", -1),
    **dict.fromkeys(["下月", "下个月"], ("month", 1)),
    **dict.fromkeys(("本季度", "이번 분기", "this quarter", "in diesem Quartal", "ce trimestre", "este trimestre"), ("quarter", 0)),
    **dict.fromkeys(("上季度", "上一季度", "지난 분기", "전분기", "last quarter", "the previous quarter", "im vergangenen Quartal", "im Vorquartal", "le trimestre dernier", "au trimestre précédent", "el trimestre pasado", "el trimestre anterior"), ("quarter", -1)),
    **dict.fromkeys(("昨日", "昨天", "yesterday", "gestern", "hier", "ayer", "어제"), ("day", -1)),
    **dict.fromkeys(("今日", "今天", "本日", "today", "heute", "aujourd'hui", "hoy", "오늘"), ("day", 0)),
    "前天": ("day", -2),
}  # fmt: skip
OTHER = {word.casefold(): period for word, period in _OTHER.items()}  # a sentence may begin with it
_THIS = re.compile(r"今|本|当|同|올해|금년|this|dies|laufend|heuer|cette|este")
_NEXT = re.compile(r"明|来|내년|next|prochain|próximo")
_PREVIOUS = re.compile(r"前年|上年|전년|previous|before|prior|Vorjahr|davor|zuvor|précédente|anterior")
_TWO_BACK = re.compile(r"前年(?!度)|一昨|재작년")


def is_previous_year(word: str, language: str) -> bool:
    """Whether the word means the year before the one that is spoken of, rather than before that of publication."""
    return bool(_PREVIOUS.search(word)) and not (language == "zh" and word.startswith("前年"))


def relative_year(word: str, language: str) -> int:
    """Years from that of publication: 去年 is -1, 前年 (Chinese) -2, "this year" 0."""
    if _TWO_BACK.match(word) and not (language == "ja" and word.startswith("前")):
        return -2
    if word.startswith("后年"):
        return 2
    if _NEXT.search(word):
        return 1
    return 0 if _THIS.search(word) else -1
