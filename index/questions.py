"""What kind of thing a question asks for, and whether a sentence holds such a thing, in six languages and more."""

# ruff: noqa: E501 — a table of words reads better unbroken

from __future__ import annotations

from functools import cache

import regex

from .folding import fold

# Words of questions, after folding (lower case, Simplified). Order does not matter: a question may ask for several.
_ASKED = {
    "when": (
        r"何时|什么时候|哪年|哪一年|哪天|几月|几号|什么日期|いつ|何年|何月|何日|(?:^|[,;] |\b(?:and|since|until|by|from) )when\b|\b(?:what|which) (?:year|date|day|month)\b"
        r"|\bwann\b|\bwelche[ms]? (?:jahr|tag|datum|monat)|\bquand\b|\bquelle (?:annee|année|date)|\bcu[aá]ndo\b"
        r"|\ben qu[eé] (?:año|fecha|mes)|\bкогда\b|в каком году|متى"
    ),
    "amount": (
        r"多少(?:钱|元|亿|万)?|金额|总额|いくら|どれくらい|どのくらい|\bhow (?:much|large|big|high|long|far|old)\b"
        r"|\bwhat (?:[\w'’-]+ ){0,5}(?:revenues?|sales|turnover|profits?|loss|losses|margin|price|cost|valuation|yield|salary)\b|\bwie (?:viel|hoch|gross|groß|lang)"
        r"|\bcombien\b|\bcu[aá]nt[oa]\b|\bсколько\b|كم "
    ),
    "share": (
        r"百分之几|百分比|占比|比例|份额|市占率|几成|比率|割合|何パーセント|何%|シェア|\b(?:share|percent|percentage|proportion|rate)\b"
        r"|\b(?:anteil|prozent|marktanteil|quote)\b|\b(?:part de|pourcentage|proportion|taux)\b"
        r"|\b(?:porcentaje|cuota|proporci[oó]n|tasa)\b|процент|\bдоля|نسبة"
    ),
    "count": (
        r"几[个家名次位款种]|多少[个家名次位款种人]|何[人社件個回]|いくつ|\bhow many\b|\bwie viele\b|\bcu[aá]nt[oa]s\b|\bсколько\b|كم "
    ),
    "duration": (
        r"多久|多长时间|几个?[月年天周]|几个?小时|多少个?[月年天周]|多少个?小时|何[カか箇ヶケ个]月|何年間|何年间|何日間|何日间|どのくらいの期[間间]"
        r"|\bhow (?:long|many (?:months|years|weeks|days|hours))\b|\bwie (?:lange|viele (?:monate|jahre|wochen|tage|stunden))\b"
        r"|\bcombien (?:de temps|de mois|de jours|de semaines|d.(?:années|ans|heures))\b|\bcu[aá]nt(?:o tiempo|os (?:meses|años|d[ií]as))\b"
    ),
    "who": (
        r"谁|哪[位家个些]?(?:公司|人|企业|机构)|何人|誰|だれ|どの(?:会社|企業|人)|(?:^|\b(?:and|by|from|to|with|for|of|as) )who(?:se|m)?\b|\bwer\b|\bwem\b|\bwen\b|(?:^|\b(?:[aà]|de|par|pour|avec|chez|et) )qui\b|\bqui[eé]n(?:es)?\b"
        r"|\bкто\b|\bкого\b|من (?:هو|هي)|^من "
    ),
}

_DIGITS = (
    r"\d|[〇零一二三四五六七八九十百千两]{2,}|[一二三四五六七八九十百千万两半几](?:万|亿|成|倍|元|块|角|欧元|美元|港元|日元|韩元|吨|千瓦|度|台|家|间|座|套|艘|架|人|名|位|户)"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|fifty|dozens?|hundreds?|thousands?)\b"
    r"|\b(?:zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig|hundert|tausend|dutzend)\b"
    r"|\b(?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|vingt|cent|mille)\b"
    r"|\b(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|doce|veinte|cien|mil)\b"
)
_HELD = {
    "when": (
        r"(?<!\d)(?:1[5-9]|20)\d\d(?!\d)|\d{1,2} ?[月日号時时]|\d{1,2}[:.]\d\d\b"
        r"|[一二三四五六七八九十]+(?:月|年|日)|去年|今年|昨日|今日"
        r"|\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b|\b(?:januar|märz|mai|oktober|dezember)"
        r"|\b(?:janvier|février|mars|avril|juin|juillet|août|septembre|octobre|décembre)\b"
        r"|\b(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)\b"
    ),
    "amount": _DIGITS,
    "share": r"\d ?%|百分之|\d ?(?:percent|per cent|prozent|pour cent|por ciento|процент|割|パーセント|成)|في المئة|بالمائة",
    "count": _DIGITS,
    "duration": (
        r"(?:(?<!\d)\d{1,3}(?:[.,]\d)?|[一二三四五六七八九十两]+|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|zwölf|deux|trois|quatre|cinq|sept|huit|neuf|dix|douze|an?|ein(?:en?|em|er)?|une?)\b)"
        r"[ -]?(?:个半?月|[年周天]|个?小时|[カか箇ヶケ]月|週間|時間|months?|years?|weeks?|days?|hours?|monat|jahr|woche|tag|stunde|mois|ans?\b|années?|semaines?|jours?|heures?|mes(?:es)?\b|años?|semanas?|d[ií]as?|개월|년|주|일)"
    ),
    "who": (
        r"\b[A-Z][\p{L}'’.-]+ (?:[a-z]{2,3} )?[A-Z][\p{L}'’-]+|[\p{Han}]{2,4}(?:氏|先生|女士|表示|认为|指出|称)"
        r"|\p{Lu}\p{L}+|公司|集团|·|董事长|总裁|首席"
    ),
}


@cache
def _pattern(table: str, kind: str) -> regex.Pattern[str]:
    return regex.compile((_ASKED if table == "asked" else _HELD)[kind])


def asked_for(query: str) -> frozenset[str]:
    """The kinds among "when", "amount", "share", "count", "duration" and "who" that the query asks for; none for a plain topic."""
    folded = fold(query)
    return frozenset(kind for kind in _ASKED if _pattern("asked", kind).search(folded))


def holds(text: str, kind: str) -> bool:
    """Whether the text holds a thing of that kind. Case matters for names, so only the script is folded elsewhere."""
    return _pattern("held", kind).search(text if kind == "who" else fold(text)) is not None
