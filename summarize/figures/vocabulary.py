"""The words of eight languages for scales, currencies, units and approximations, in folded form (see folding.py)."""
# ruff: noqa: E501 - the tables of words are read better unbroken

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from .model import Direction

# Scale words that mean the same wherever they stand; "billion" and its kin are in `scale_factor`.
SCALES: Mapping[str, int] = {
    "万亿": 12, "千亿": 11, "百亿": 10, "十亿": 9, "亿": 8, "千万": 7, "百万": 6, "十万": 5, "万": 4, "兆": 12, "千": 3, "百": 2,
    "조": 12, "천억": 11, "백억": 10, "십억": 9, "억": 8, "천만": 7, "백만": 6, "십만": 5, "만": 4, "천": 3,
    "trillions": 12, "trillion": 12, "trn": 12, "tn": 12, "billions": 9, "billion": 9, "bln": 9, "bn": 9,
    "millions": 6, "million": 6, "mln": 6, "mn": 6, "mm": 6, "thousand": 3, "hundred": 2, "crores": 7, "crore": 7, "lakhs": 5,
    "lakh": 5, "Millionen": 6, "Million": 6, "Milliarden": 9, "Milliarde": 9, "Billionen": 12, "Billion": 12,
    "Mio.": 6, "Mio": 6, "Mill.": 6, "Mrd.": 9, "Mrd": 9, "Md": 9, "Mds": 9, "Bio.": 12, "Bio": 12, "Tausend": 3, "Tsd.": 3,
    "milliards": 9, "milliard": 9, "mille": 3, "mil millones": 9, "millones": 6, "millón": 6, "miles de millones": 9,
    "billones": 12, "billón": 12, "mil": 3, "hundert": 2,
}  # fmt: skip
LETTER_SCALES: Mapping[str, int] = {"k": 3, "K": 3, "m": 6, "M": 6, "b": 9, "B": 9, "t": 12, "T": 12}
_LONG_SCALE = {"billion": 12, "billions": 12, "trillion": 18, "trillions": 18}

CURRENCIES: Mapping[str, tuple[str, ...]] = {
    "CNY": ("人民币元", "元人民币", "人民币", "人民元", "中国元", "元", "块钱", "RMB", "CNY", "CN¥", "yuanes", "yuans", "yuan", "Yuan", "renminbi", "Renminbi", "위안화", "위안", "中国人民元"),
    "HKD": ("港元", "港币", "HK$", "HKD", "Hong Kong dollars", "Hongkong-Dollar", "dollars de Hong Kong", "dollars hongkongais", "dólares de Hong Kong", "dólares hongkoneses", "香港ドル", "홍콩달러", "홍콩 달러"),
    "USD": ("美元", "美金", "US$", "USD", "$", "U.S. dollars", "US dollars", "dollars américains", "dólares estadounidenses", "US-Dollar", "dollars", "dollar", "Dollar", "dólares", "dólar", "米ドル", "ドル", "달러"),
    "EUR": ("欧元", "€", "EUR", "euros", "euro", "Euro", "ユーロ", "유로"),
    "JPY": ("日元", "円", "yens", "yen", "Yen", "yenes", "엔화", "엔", "JPY", "JP¥"),
    "GBP": ("英镑", "£", "GBP", "pounds sterling", "pounds", "livres sterling", "Pfund", "libras esterlinas", "libras", "ポンド", "파운드"),
    "KRW": ("韩元", "韩币", "₩", "KRW", "wons", "won", "Won", "wones", "ウォン", "원"),
    "INR": ("卢比", "₹", "Rs.", "Rs", "INR", "rupees", "Rupien", "roupies", "rupias", "ルピー", "루피"),
    "TWD": ("新台币", "台币", "NT$", "TWD", "新台湾ドル", "台湾ドル", "대만달러"),
    "SGD": ("新加坡元", "新元", "S$", "SGD"),
    "AUD": ("澳元", "A$", "AUD"),
    "CAD": ("加元", "C$", "CAD"),
    "CHF": ("瑞士法郎", "瑞郎", "CHF", "Schweizer Franken", "Franken", "francs suisses", "Swiss francs", "スイスフラン"),
    "RUB": ("卢布", "₽", "RUB", "rubles", "roubles", "Rubel", "rublos", "ルーブル"),
    "BRL": ("R$", "BRL", "reais", "reales"),
}  # fmt: skip
CURRENCY_OF: Mapping[str, str] = {word: code for code, words in CURRENCIES.items() for word in words} | {"¥": "¥"}

PERCENT = ("percent", "per cent", "pct", "%", "Prozent", "pour cent", "por ciento", "パーセント", "퍼센트", "프로")
POINTS: Mapping[str, Decimal] = {
    word: Decimal(1)
    for word in (
        "个百分点", "百分点", "percentage points", "percentage point", "percentage-point", "pps", "pp", "ppts", "ppt", "Prozentpunkte",
        "Prozentpunkten", "Prozentpunkt", "points de pourcentage", "point de pourcentage", "puntos porcentuales",
        "punto porcentual", "%ポイント", "ポイント", "%포인트", "%p", "퍼센트포인트", "포인트",
    )
} | {word: Decimal("0.01") for word in ("basis points", "basis point", "bps", "bp", "个基点", "基点", "Basispunkte", "points de base", "puntos básicos")}  # fmt: skip
MULTIPLE = (
    "多倍",
    "倍",
    "x",
    "×",
    "times",
    "-fold",
    "fold",
    "-fache",
    "-fachen",
    "-fach",
    "fache",
    "fach",
    "-mal",
    "mal",
    "fois",
    "veces",
    "배",
)

_DURATIONS = {
    "year": ("年间", "周年", "个年头", "年", "years", "year", "-year", "yrs", "Jahre", "Jahren", "Jahr", "ans", "an", "années", "años", "año", "년간", "년"),
    "quarter": ("个季度", "四半期", "quarters", "Quartale", "Quartalen", "trimestres", "분기"),
    "month": ("个月", "か月间", "か月", "ヶ月间", "ヶ月", "カ月间", "カ月", "ケ月", "months", "month", "-month", "Monate", "Monaten", "Monat", "mois", "meses", "mes", "개월간", "개월", "달"),
    "week": ("个星期", "星期", "周", "周间", "weeks", "week", "Wochen", "Woche", "semaines", "semanas", "주간", "주"),
    "day": ("天", "日间", "days", "day", "-day", "Tage", "Tagen", "Tag", "jours", "jour", "días", "día", "일간", "일"),
    "hour": ("个小时", "小时", "时间", "hours", "hour", "Stunden", "heures", "horas", "시간"),
    "minute": ("分钟", "分间", "minutes", "Minuten", "minutos", "분"),
}  # fmt: skip
DURATION_OF: Mapping[str, str] = {word: unit for unit, words in _DURATIONS.items() for word in words}

_NOUNS = {
    "person": ("人", "名", "位", "people", "persons", "employees", "employee", "staff", "workers", "jobs", "engineers", "Mitarbeiter", "Mitarbeitern", "Mitarbeitende", "Mitarbeitenden", "Beschäftigte", "Beschäftigten", "Menschen", "Personen", "Stellen", "personnes", "salariés", "employés", "collaborateurs", "emplois", "personas", "empleados", "trabajadores", "empleos", "명"),
    "company": ("家", "社", "companies", "firms", "Unternehmen", "entreprises", "sociétés", "empresas", "개사"),
    "customer": ("客户", "customers", "clients", "Kunden", "clientes"),
    "user": ("用户", "users", "subscribers", "Nutzer", "Nutzern", "utilisateurs", "abonnés", "usuarios"),
    "share": ("股", "shares", "Aktien", "actions", "acciones", "株", "주식"),
    "vehicle": ("辆", "vehicles", "cars", "Fahrzeuge", "Autos", "véhicules", "voitures", "vehículos", "coches"),
    "unit": ("台", "units", "Stück", "unités", "unidades", "대"),
    "tonne": ("吨", "tonnes", "tons", "Tonnen", "toneladas", "トン", "톤"),
    "kilometre": ("公里", "千米", "km", "kilometres", "kilometers", "Kilometer", "kilomètres", "kilómetros", "キロメートル", "キロ"),
    "metre": ("米", "metres", "meters", "Meter", "mètres", "metros", "メートル"),
    "square metre": ("平方米", "平米", "square metres", "square meters", "Quadratmeter", "mètres carrés", "metros cuadrados", "平方メートル", "㎡", "m²"),
    "square kilometre": ("平方公里", "square kilometres", "square kilometers", "Quadratkilometer", "平方キロメートル"),
    "store": ("stores", "shops", "outlets", "Filialen", "Läden", "magasins", "boutiques", "tiendas", "店舗"),
    "parameter": ("参数", "parameters", "Parameter", "paramètres", "parámetros"),
    "token": ("tokens", "Tokens", "token", "jetons"),
    "model": ("款", "models", "Modelle", "modèles", "modelos"),
    "megawatt": ("兆瓦", "MW", "megawatts", "megawatt", "Megawatt", "mégawatts", "megavatios", "メガワット", "메가와트"),
    "gigawatt": ("吉瓦", "GW", "gigawatts", "gigawatt", "Gigawatt", "gigawatts", "gigavatios", "ギガワット", "기가와트"),
    "kilowatt-hour": ("千瓦时", "kWh", "kilowatt-hours", "kilowatt-hour", "kilowatt hours", "Kilowattstunden", "kilowattheures", "キロワット时", "킬로와트시"),
    "megawatt-hour": ("兆瓦时", "MWh", "megawatt-hours", "megawatt-hour", "megawatt hours", "Megawattstunden", "mégawattheures", "メガワット时", "메가와트시"),
    "gigawatt-hour": ("吉瓦时", "GWh", "gigawatt-hours", "gigawatt-hour", "gigawatt hours", "Gigawattstunden", "gigawattheures", "ギガワット时", "기가와트시"),
    "degree": ("度", "℃", "摄氏度"),
    "round": ("轮", "rounds", "Runden", "tours", "rondas"),
}  # fmt: skip
NOUN_OF: Mapping[str, str] = {word: unit for unit, words in _NOUNS.items() for word in words} | {
    word: word
    for word in (
        "个", "款", "次", "项", "部", "套", "只", "件", "座", "张", "份", "户", "条", "艘", "架", "口", "所", "间", "场", "届", "批", "篇",
        "亩", "公顷", "公斤", "克", "升", "岁", "起", "种", "门", "支", "例", "棵", "颗", "架次", "人次", "笔", "宗", "类", "级",
        "句", "字", "页", "本", "枚", "头", "匹", "把", "组", "层", "栋", "幢", "辆次", "班", "对", "双", "点", "分",
        "件数", "册", "轩", "店", "本", "개", "건", "곳", "권", "세", "종", "편",
    )
    if word not in ("款",)
}  # fmt: skip

BEFORE: Mapping[str, Direction] = {
    "~": "about",
    **dict.fromkeys(
        ("约为", "大约", "约", "大概", "左右", "估计", "about", "around", "roughly", "approximately", "some", "circa", "ca.", "c.", "an estimated", "estimated", "≈", "rund", "etwa", "ungefähr", "environ", "quelque", "quelques", "autour de", "alrededor de", "cerca de", "unos", "unas", "aproximadamente", "およそ", "おおよそ", "概ね", "ほぼ", "약", "대략"),
        "about",
    ),
    **dict.fromkeys(("近", "将近", "接近", "逼近", "nearly", "almost", "close to", "just under", "just shy of", "knapp", "fast", "beinahe", "près de", "presque", "casi", "거의"), "nearly"),
    **dict.fromkeys(("超过了", "超过", "超", "逾", "突破", "高于", "大于", "多于", "over", "more than", "above", "exceeding", "exceeded", "in excess of", "upwards of", "surpassed", "topped", "über", "mehr als", "gut", "plus de", "más de", "ofrecido más de"), "over"),
    **dict.fromkeys(("不到", "不足", "未满", "少于", "低于", "小于", "不超过", "less than", "fewer than", "under", "below", "weniger als", "unter", "moins de", "menos de", "불과"), "under"),
    **dict.fromkeys(("至少", "不少于", "不低于", "最少", "at least", "no less than", "mindestens", "wenigstens", "au moins", "al menos", "por lo menos", "少なくとも", "최소"), "at least"),
    **dict.fromkeys(("至多", "最多", "不多于", "up to", "at most", "no more than", "as much as", "as many as", "maximal", "höchstens", "bis zu", "jusqu'à", "au plus", "tout au plus", "hasta", "como máximo", "最大で", "最大", "최대"), "at most"),
}  # fmt: skip
AFTER: Mapping[str, Direction] = {
    **dict.fromkeys(("左右", "上下", "前后", "程度", "ほど", "정도", "안팎", "내외", "or so", "environ"), "about"),
    **dict.fromkeys(("以上", "及以上", "or more", "and above", "oder mehr", "ou plus", "o más", "이상"), "at least"),
    **dict.fromkeys(("以下", "以内", "or less", "이하", "이내"), "at most"),
    **dict.fromkeys(("多", "余", "여", "有余", "余り", "あまり", "强", "超", "を超える", "を超えた", "を超え", "を上回る", "を上回った", "を上回り", "を突破した", "+", "초과", "을 넘는", "를 넘는", "을 넘어", "를 넘어", "이 넘는", "가 넘는", "넘게", "이 넘게"), "over"),
    **dict.fromkeys(("弱", "近く", "近い", "가까이", "에 가까운", "에 육박하는", "에 육박"), "nearly"),
    **dict.fromkeys(("未满", "足らず", "미만", "에 못 미치는"), "under"),
}  # fmt: skip


def _alternatives(words: object) -> str:
    """One alternation, longest first; a word that ends in a Latin letter may not run on into another letter."""
    ordered = sorted(words, key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(re.escape(w) + (r"(?![A-Za-zÀ-ɏ])" if re.search(r"[A-Za-zÀ-ɏ]$", w) else "") for w in ordered)


SCALE = re.compile(rf"\s?(?P<count>个(?=[百千]?[万亿]))?(?P<scale>{_alternatives(SCALES)})")
LETTER_SCALE = re.compile(r"(?:\s(?=[kKMmB][€$£]))?(?P<scale>[kKmMbBtT])(?![A-Za-zÀ-ɏ0-9²³/])")
CURRENCY_AFTER = re.compile(rf"(?:\s?de|\s?d')?\s?(?P<currency>{_alternatives(CURRENCY_OF)})")
CURRENCY_BEFORE = re.compile(
    rf"(?<![A-Za-z])(?:{'|'.join(re.escape(w) for w in sorted(CURRENCY_OF, key=len, reverse=True))})\s?$"
)
PERCENT_AFTER = re.compile(rf"\s?(?:{_alternatives(PERCENT)})")
POINTS_AFTER = re.compile(rf"\s?(?P<unit>{_alternatives(POINTS)})")
MULTIPLE_AFTER = re.compile(rf"\s?(?:{_alternatives(MULTIPLE)})")
DURATION_AFTER = re.compile(rf"[\s-]?(?P<unit>{_alternatives(DURATION_OF)})")
NOUN_AFTER = re.compile(rf"\s?(?:de |d'|of )?(?P<unit>{_alternatives(NOUN_OF)})")
_SOFTENERS = "|".join(re.escape(word) for word in sorted(BEFORE, key=len, reverse=True) if word != "~")
BEFORE_END = re.compile(
    rf"(?<![A-Za-zÀ-ɏ])(?P<word>(?<!\w)~|{_SOFTENERS})\s?(?:an?\s|of\s|de\s|d'|die\s|der\s)?(?:the\s|la\s)?$",
    re.IGNORECASE,
)
AFTER_START = re.compile(rf"\s?(?P<word>{_alternatives(AFTER)})")


def scale_factor(word: str, language: str) -> Decimal:
    """What the scale word stands for: "billion" is 10^9 in English and 10^12 in French and Spanish."""
    if language in ("fr", "es") and word in _LONG_SCALE:
        return Decimal(10) ** _LONG_SCALE[word]
    return Decimal(10) ** (SCALES[word] if word in SCALES else LETTER_SCALES[word])
