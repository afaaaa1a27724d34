"""The words in which each of eight languages writes a figure; the counterpart of `vocabulary`, for rendering."""
# ruff: noqa: E501 - the tables of words are read better unbroken

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from .model import Direction


@dataclass(frozen=True, slots=True)
class Wording:
    """How one language writes figures. `scales` are (power of ten, word), the largest first.

    `money` holds a pattern for each currency with {n} for number and scale; `joiner` stands between number and scale;
    `softeners` are patterns with {f}; `periods` have {y}, {h}, {q}, {m}, {d}, {y2}.
    """

    decimal: str
    thousands: str
    scales: tuple[tuple[int, str], ...]
    joiner: str
    money: Mapping[str, str]
    other_money: str
    percent: str
    points: str
    multiple: str
    rank: str
    units: Mapping[str, str]
    softeners: Mapping[Direction, str]
    periods: Mapping[str, str]
    halves: tuple[str, str] = ("", "")
    quarters: tuple[str, ...] = ()
    months: tuple[str, ...] = ()
    range_sign: str = "–"
    one: Mapping[str, str] = field(default_factory=dict)


def _cjk(
    scales: tuple[str, str, str],
    units: dict[str, str],
    softeners: dict[Direction, str],
    money: dict[str, str],
    **rest: str,
) -> Wording:
    """The Chinese kind: the unit follows the number without a space."""
    return Wording(
        decimal=".", thousands="", scales=tuple(zip((12, 8, 4), scales, strict=True)), joiner="", money=money, other_money="{n}{c}", percent="{n}%",
        points=rest["points"], multiple="{n}倍", rank="第{n}位", units=units, softeners=softeners, range_sign="至",
        periods={"year": "{y}年", "half": rest["half"], "quarter": "{y}年第{q}季度", "month": "{y}年{m}月", "day": "{y}年{m}月{d}日", "fiscal": rest["fiscal"], "years": "{y}年至{y2}年"},
        halves=("上", "下"), quarters=("一", "二", "三", "四"),
    )  # fmt: skip


_EN_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
WORDINGS: Mapping[str, Wording] = {
    "en": Wording(
        decimal=".", thousands=",", scales=((12, "trillion"), (9, "billion"), (6, "million")), joiner=" ",
        money={"CNY": "RMB {n}", "HKD": "HK${n}", "USD": "US${n}", "EUR": "€{n}", "JPY": "JPY {n}", "GBP": "£{n}", "KRW": "KRW {n}", "INR": "INR {n}", "TWD": "NT${n}", "¥": "¥{n}"},
        other_money="{c} {n}", percent="{n}%", points="{n} percentage points", multiple="{n} times", rank="No. {n}",
        units={"year": "{n} years", "quarter": "{n} quarters", "month": "{n} months", "week": "{n} weeks", "day": "{n} days", "hour": "{n} hours", "minute": "{n} minutes", "person": "{n} people", "company": "{n} companies", "customer": "{n} customers", "user": "{n} users", "share": "{n} shares", "vehicle": "{n} vehicles", "unit": "{n} units", "tonne": "{n} tonnes", "store": "{n} stores", "parameter": "{n} parameters", "token": "{n} tokens", "model": "{n} models", "kilometre": "{n} km", "square metre": "{n} square metres", "square kilometre": "{n} square kilometres", "metre": "{n} metres", "megawatt": "{n} MW", "gigawatt": "{n} GW", "kilowatt-hour": "{n} kWh", "megawatt-hour": "{n} MWh", "gigawatt-hour": "{n} GWh", "round": "{n} rounds"},
        softeners={"about": "about {f}", "nearly": "nearly {f}", "over": "more than {f}", "under": "less than {f}", "at least": "at least {f}", "at most": "up to {f}"},
        periods={"year": "{y}", "half": "the {h} half of {y}", "quarter": "the {q} quarter of {y}", "month": "{m} {y}", "day": "{d} {m} {y}", "fiscal": "fiscal {y}", "years": "{y}–{y2}"},
        halves=("first", "second"), quarters=("first", "second", "third", "fourth"), months=_EN_MONTHS,
        one={"year": "{n} year", "quarter": "{n} quarter", "month": "{n} month", "week": "{n} week", "day": "{n} day", "hour": "{n} hour"},
    ),
    "de": Wording(
        decimal=",", thousands=".", scales=((12, "Bio."), (9, "Mrd."), (6, "Mio.")), joiner=" ",
        money={"CNY": "{n} Yuan", "HKD": "{n} Hongkong-Dollar", "USD": "{n} US-Dollar", "EUR": "{n} Euro", "JPY": "{n} Yen", "GBP": "{n} Pfund", "KRW": "{n} Won", "INR": "{n} Rupien", "CHF": "{n} Franken", "¥": "¥{n}"},
        other_money="{c} {n}", percent="{n} %", points="{n} Prozentpunkte", multiple="{n}-fach", rank="Platz {n}",
        units={"year": "{n} Jahre", "quarter": "{n} Quartale", "month": "{n} Monate", "week": "{n} Wochen", "day": "{n} Tage", "hour": "{n} Stunden", "minute": "{n} Minuten", "person": "{n} Personen", "company": "{n} Unternehmen", "customer": "{n} Kunden", "user": "{n} Nutzer", "share": "{n} Aktien", "vehicle": "{n} Fahrzeuge", "unit": "{n} Stück", "tonne": "{n} Tonnen", "store": "{n} Filialen", "parameter": "{n} Parameter", "token": "{n} Tokens", "model": "{n} Modelle", "kilometre": "{n} km", "square metre": "{n} Quadratmeter", "square kilometre": "{n} Quadratkilometer", "metre": "{n} Meter", "megawatt": "{n} MW", "gigawatt": "{n} GW", "kilowatt-hour": "{n} kWh", "megawatt-hour": "{n} MWh", "gigawatt-hour": "{n} GWh", "round": "{n} Runden"},
        softeners={"about": "rund {f}", "nearly": "knapp {f}", "over": "mehr als {f}", "under": "weniger als {f}", "at least": "mindestens {f}", "at most": "bis zu {f}"},
        periods={"year": "{y}", "half": "{h} Halbjahr {y}", "quarter": "{q} Quartal {y}", "month": "{m} {y}", "day": "{d}. {m} {y}", "fiscal": "Geschäftsjahr {y}", "years": "{y}–{y2}"},
        halves=("1.", "2."), quarters=("1.", "2.", "3.", "4."), months=("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"),
        one={"year": "{n} Jahr", "month": "{n} Monat", "week": "{n} Woche", "day": "{n} Tag"},
    ),
    "fr": Wording(
        decimal=",", thousands=" ", scales=((9, "milliards"), (6, "millions")), joiner=" ",
        money={"CNY": "{n} de yuans", "HKD": "{n} de dollars de Hong Kong", "USD": "{n} de dollars", "EUR": "{n} d'euros", "JPY": "{n} de yens", "GBP": "{n} de livres sterling", "KRW": "{n} de wons", "INR": "{n} de roupies", "CHF": "{n} de francs suisses", "¥": "¥{n}"},
        other_money="{c} {n}", percent="{n} %", points="{n} points de pourcentage", multiple="{n} fois", rank="numéro {n}",
        units={"year": "{n} ans", "quarter": "{n} trimestres", "month": "{n} mois", "week": "{n} semaines", "day": "{n} jours", "hour": "{n} heures", "minute": "{n} minutes", "person": "{n} personnes", "company": "{n} entreprises", "customer": "{n} clients", "user": "{n} utilisateurs", "share": "{n} actions", "vehicle": "{n} véhicules", "unit": "{n} unités", "tonne": "{n} tonnes", "store": "{n} magasins", "parameter": "{n} paramètres", "token": "{n} tokens", "model": "{n} modèles", "kilometre": "{n} km", "square metre": "{n} mètres carrés", "metre": "{n} mètres", "megawatt": "{n} MW", "gigawatt": "{n} GW", "kilowatt-hour": "{n} kWh", "megawatt-hour": "{n} MWh", "gigawatt-hour": "{n} GWh", "round": "{n} tours"},
        softeners={"about": "environ {f}", "nearly": "près de {f}", "over": "plus de {f}", "under": "moins de {f}", "at least": "au moins {f}", "at most": "jusqu'à {f}"},
        periods={"year": "{y}", "half": "{h} semestre {y}", "quarter": "{q} trimestre {y}", "month": "{m} {y}", "day": "{d} {m} {y}", "fiscal": "exercice {y}", "years": "{y}-{y2}"},
        halves=("premier", "second"), quarters=("premier", "deuxième", "troisième", "quatrième"), months=("janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"),
        one={"year": "{n} an", "day": "{n} jour"},
    ),
    "es": Wording(
        decimal=",", thousands=".", scales=((12, "billones"), (6, "millones")), joiner=" ",
        money={"CNY": "{n} de yuanes", "HKD": "{n} de dólares de Hong Kong", "USD": "{n} de dólares", "EUR": "{n} de euros", "JPY": "{n} de yenes", "GBP": "{n} de libras", "KRW": "{n} de wones", "INR": "{n} de rupias", "¥": "¥{n}"},
        other_money="{c} {n}", percent="{n} %", points="{n} puntos porcentuales", multiple="{n} veces", rank="número {n}",
        units={"year": "{n} años", "quarter": "{n} trimestres", "month": "{n} meses", "week": "{n} semanas", "day": "{n} días", "hour": "{n} horas", "minute": "{n} minutos", "person": "{n} personas", "company": "{n} empresas", "customer": "{n} clientes", "user": "{n} usuarios", "share": "{n} acciones", "vehicle": "{n} vehículos", "unit": "{n} unidades", "tonne": "{n} toneladas", "store": "{n} tiendas", "parameter": "{n} parámetros", "token": "{n} tokens", "model": "{n} modelos", "kilometre": "{n} km", "square metre": "{n} metros cuadrados", "metre": "{n} metros", "megawatt": "{n} MW", "gigawatt": "{n} GW", "kilowatt-hour": "{n} kWh", "megawatt-hour": "{n} MWh", "gigawatt-hour": "{n} GWh", "round": "{n} rondas"},
        softeners={"about": "alrededor de {f}", "nearly": "casi {f}", "over": "más de {f}", "under": "menos de {f}", "at least": "al menos {f}", "at most": "hasta {f}"},
        periods={"year": "{y}", "half": "{h} semestre de {y}", "quarter": "{q} trimestre de {y}", "month": "{m} de {y}", "day": "{d} de {m} de {y}", "fiscal": "ejercicio {y}", "years": "{y}-{y2}"},
        halves=("primer", "segundo"), quarters=("primer", "segundo", "tercer", "cuarto"), months=("enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"),
        one={"year": "{n} año", "month": "{n} mes", "day": "{n} día"},
    ),
    "ja": Wording(
        decimal=".", thousands=",", scales=((12, "兆"), (8, "億"), (4, "万")), joiner="",
        money={"CNY": "{n}元", "HKD": "{n}香港ドル", "USD": "{n}ドル", "EUR": "{n}ユーロ", "JPY": "{n}円", "GBP": "{n}ポンド", "KRW": "{n}ウォン", "INR": "{n}ルピー", "TWD": "{n}台湾ドル", "CHF": "{n}スイスフラン", "¥": "¥{n}"},
        other_money="{c} {n}", percent="{n}%", points="{n}ポイント", multiple="{n}倍", rank="第{n}位",
        units={"year": "{n}年間", "quarter": "{n}四半期", "month": "{n}カ月", "week": "{n}週間", "day": "{n}日間", "hour": "{n}時間", "minute": "{n}分間", "person": "{n}人", "company": "{n}社", "share": "{n}株", "unit": "{n}台", "tonne": "{n}トン", "store": "{n}店舗", "kilometre": "{n}キロメートル", "square metre": "{n}平方メートル", "metre": "{n}メートル", "megawatt": "{n}MW", "gigawatt": "{n}GW", "kilowatt-hour": "{n}kWh", "megawatt-hour": "{n}MWh", "gigawatt-hour": "{n}GWh", "user": "{n}用户"},
        softeners={"about": "約{f}", "nearly": "{f}近く", "over": "{f}超", "under": "{f}未満", "at least": "{f}以上", "at most": "最大{f}"},
        periods={"year": "{y}年", "half": "{y}年{h}期", "quarter": "{y}年第{q}四半期", "month": "{y}年{m}月", "day": "{y}年{m}月{d}日", "fiscal": "{y}年度", "years": "{y}~{y2}年"},
        halves=("上", "下"), quarters=("1", "2", "3", "4"), range_sign="~",
    ),
    "ko": Wording(
        decimal=".", thousands=",", scales=((12, "조"), (8, "억"), (4, "만")), joiner="",
        money={"CNY": "{n} 위안", "HKD": "{n} 홍콩달러", "USD": "{n} 달러", "EUR": "{n} 유로", "JPY": "{n} 엔", "GBP": "{n} 파운드", "KRW": "{n} 원", "INR": "{n} 루피", "TWD": "{n} 대만달러", "¥": "¥{n}"},
        other_money="{c} {n}", percent="{n}%", points="{n}%포인트", multiple="{n}배", rank="{n}위",
        units={"year": "{n}년간", "quarter": "{n}분기", "month": "{n}개월", "week": "{n}주", "day": "{n}일간", "hour": "{n}시간", "minute": "{n}분", "person": "{n}명", "company": "{n}개사", "unit": "{n}대", "tonne": "{n}톤", "share": "{n}주식"},
        softeners={"about": "약 {f}", "nearly": "거의 {f}", "over": "{f} 초과", "under": "{f} 미만", "at least": "{f} 이상", "at most": "최대 {f}"},
        periods={"year": "{y}년", "half": "{y}년 {h}반기", "quarter": "{y}년 {q}분기", "month": "{y}년 {m}월", "day": "{y}년 {m}월 {d}일", "fiscal": "{y} 회계연도", "years": "{y}~{y2}년"},
        halves=("상", "하"), quarters=("1", "2", "3", "4"), range_sign="~",
    ),
    "zh-Hans": _cjk(
        ("万亿", "亿", "万"),
        {"year": "{n}年", "quarter": "{n}个季度", "month": "{n}个月", "week": "{n}周", "day": "{n}天", "hour": "{n}小时", "minute": "{n}分钟", "person": "{n}人", "company": "{n}家", "customer": "{n}客户", "user": "{n}用户", "share": "{n}股", "vehicle": "{n}辆", "unit": "{n}台", "tonne": "{n}吨", "parameter": "{n}参数", "model": "{n}款", "kilometre": "{n}公里", "square metre": "{n}平方米", "square kilometre": "{n}平方公里", "metre": "{n}米", "megawatt": "{n}兆瓦", "gigawatt": "{n}吉瓦", "kilowatt-hour": "{n}千瓦时", "megawatt-hour": "{n}兆瓦时", "gigawatt-hour": "{n}吉瓦时", "round": "{n}轮", "degree": "{n}度"},
        {"about": "约{f}", "nearly": "近{f}", "over": "超过{f}", "under": "不到{f}", "at least": "至少{f}", "at most": "最多{f}"},
        {"CNY": "{n}元", "HKD": "{n}港元", "USD": "{n}美元", "EUR": "{n}欧元", "JPY": "{n}日元", "GBP": "{n}英镑", "KRW": "{n}韩元", "INR": "{n}卢比", "TWD": "{n}新台币", "CHF": "{n}瑞士法郎", "SGD": "{n}新加坡元", "AUD": "{n}澳元", "CAD": "{n}加元", "RUB": "{n}卢布"},
        points="{n}个百分点", half="{y}年{h}半年", fiscal="{y}财年",
    ),
    "zh-Hant": _cjk(
        ("萬億", "億", "萬"),
        {"year": "{n}年", "quarter": "{n}個季度", "month": "{n}個月", "week": "{n}週", "day": "{n}天", "hour": "{n}小時", "minute": "{n}分鐘", "person": "{n}人", "company": "{n}家", "customer": "{n}客戶", "user": "{n}用戶", "share": "{n}股", "vehicle": "{n}輛", "unit": "{n}台", "tonne": "{n}噸", "parameter": "{n}參數", "model": "{n}款", "kilometre": "{n}公里", "square metre": "{n}平方米", "square kilometre": "{n}平方公里", "metre": "{n}米", "megawatt": "{n}兆瓦", "gigawatt": "{n}吉瓦", "kilowatt-hour": "{n}千瓦時", "megawatt-hour": "{n}兆瓦時", "gigawatt-hour": "{n}吉瓦時", "round": "{n}輪"},
        {"about": "約{f}", "nearly": "近{f}", "over": "超過{f}", "under": "不到{f}", "at least": "至少{f}", "at most": "最多{f}"},
        {"CNY": "{n}元", "HKD": "{n}港元", "USD": "{n}美元", "EUR": "{n}歐元", "JPY": "{n}日圓", "GBP": "{n}英鎊", "KRW": "{n}韓元", "INR": "{n}盧比", "TWD": "{n}新台幣", "CHF": "{n}瑞士法郎", "SGD": "{n}新加坡元", "AUD": "{n}澳元", "CAD": "{n}加元", "RUB": "{n}盧布"},
        points="{n}個百分點", half="{y}年{h}半年", fiscal="{y}財年",
    ),
}  # fmt: skip


def wording_of(language: str) -> Wording:
    """The wording of a language tag; an unknown language is written the English way."""
    if language in WORDINGS:
        return WORDINGS[language]
    family = language.split("-")[0].lower()
    if family == "zh":
        return WORDINGS["zh-Hant" if any(part in language for part in ("Hant", "TW", "HK", "MO")) else "zh-Hans"]
    return WORDINGS.get(family, WORDINGS["en"])


def bare_months(text: str, language: str | None) -> frozenset[str]:
    """The months that a text names, as XXXX-MM: "between January and June" has no year and is no date to the parser."""
    months = wording_of(language).months if language else ()
    words = set(re.findall(r"\w+", text))
    return frozenset(f"XXXX-{number:02}" for number, month in enumerate(months, 1) if month in words)
