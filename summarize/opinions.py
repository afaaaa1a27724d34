"""Judgements that contradict each other: one article says that there is a moat, another that there is none.

Vectors put nearly all claims about one company side by side and models of this size call any two a contradiction, so
an opinion counts only where its words say it outright, for or against one aspect. What is not listed is not reported.
"""
# ruff: noqa: E501 - the tables of words are read better unbroken

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from index.documents import Article, Sentence

from .citations import cite
from .claims import names_one
from .figures.folding import fold
from .grouping import originals, traits_of
from .languages import named
from .results import Conflict, Side

MOST = 4
_KEPT = 512  # articles whose opinions are kept in memory
_NAMES: Mapping[str, str] = {
    "moat": "moat|护城河|参入障壁|Burggraben|avantage durable",
    "valuation": "valuation|估值|割高か割安か|Bewertung|valorisation",
    "cash": "whether the cash is enough|现金是否够用|手元資金は足りるか|ob das Geld reicht|suffisance de la trésorerie",
    "retention": "whether customers stay|客户是否留存|顧客は離れるか|ob die Kunden bleiben|fidélité des clients",
    "lead": "technical lead|技术是否领先|技術の優位|technischer Vorsprung|avance technique",
    "profitability": "whether it will be profitable|能否盈利|黒字化できるか|ob es profitabel wird|rentabilité à venir",
    "model": "business model|商业模式|ビジネスモデル|Geschäftsmodell|modèle économique",
}
# By aspect: what is said for it, what against it, in folded text.
_FOR_AND_AGAINST: Mapping[str, tuple[str, str]] = {
    "moat": (
        r"\b(?:wide|deep|profitable|real|strong|durable|growing) moat\b|护城河(?:很|更|够|越来越|极)?(?:深|宽|稳固|牢固)|(?:筑|建|构|拥)(?:起|立|成|有|建)了?[^,。]{0,8}护城河|参入障壁[はが]高|(?:tiefer|breiter) burggraben|avantage (?:durable|décisif)",
        r"\b(?:no|without an?|lacks? an?|hardly an?) (?:\w+ )?moat\b|(?:没有|缺乏|谈不上)[^,。]{0,6}护城河|(?:不是|并非|算不上)护城河|护城河(?:(?:并不|不)(?:存在|深|牢)|(?:很|太)(?:浅|窄))|参入障壁[はが](?:低|な)|kein(?:en)? burggraben|aucun avantage durable",
    ),
    "valuation": (
        r"\bundervalued\b|\bshares? (?:is|are|looks?) cheap|被低估|估值(?:不高|合理|便宜|偏低)|割安|unterbewertet|sous-évalué",
        r"\bovervalued\b|\bshares? (?:is|are|looks?) (?:too )?expensive|被高估|估值(?:过高|偏高|太高|虚高|泡沫)|割高|(?:aktien?|börsengang|bewertung)[^.]{0,40} zu teuer|überbewertet|surévalué",
    ),
    "cash": (
        r"\b(?:enough|ample|plenty of) cash\b|\bcash is (?:enough|ample|sufficient)|well[- ]funded|(?:现金|资金)(?:非常|十分|很)?(?:充足|充裕|够用|足够)|(?:现金|资金)[^,。;]{0,12}足够(?:支撑|维持|撑|用)|手元资金は(?:十分|潤沢|豊富)|genug geld|trésorerie (?:est )?(?:suffisante|abondante)",
        r"\brun(?:s|ning)? out of (?:cash|money)|\bcash is (?:short|thin|running)|\bnot enough cash|\bshort of cash|(?:现金|资金)(?:不足|紧张|告急|见底|不够|短缺|吃紧|链断裂)|(?:现金|资金)流?[^,。;]{0,12}(?:吃紧|紧张)|(?:现金|资金)流?(?:也)?只(?:够|能)(?:再)?(?:支撑|维持|撑|用)|\bneeds? (?:fresh|more|new) (?:cash|money|capital)\b|frisches (?:geld|kapital) braucht|braucht [^.]{0,30}frisches (?:geld|kapital)|手元资金[はが](?:不足|尽き|足りな)|geld (?:reicht nicht|wird knapp|geht aus)|(?:manque|à court) de (?:trésorerie|liquidités)",
    ),
    "retention": (
        r"\bcustomers? (?:stay|renew|come back)|\bloyal customers|客户(?:粘性|黏性)(?:很|更|较)?(?:强|高)|(?:复购率|续约率|留存率)(?:很|较|极)?高|リピート率[はが]高|treue kunden|kunden bleiben|clients (?:fidèles|restent)",
        r"\bcustomers? (?:leave|left|are leaving|churn)|\bhigh churn\b|客户流失|(?:留存度?|复购率|续约率)[^,。]{0,4}(?:很低|低|差|不容乐观|堪忧)|客户[^,。]{0,3}留不住|顾客离れ|kunden (?:springen ab|wandern ab|laufen davon)|clients (?:partent|s'en vont)",
    ),
    "lead": (
        r"\bahead of (?:its |the |all )?(?:rivals|competitors|field)|\btechnolog\w+ leader|遥遥领先|技术(?:上)?(?:全面)?领先|领先(?:于)?(?:同行|对手|业界)|技术で先行|technologisch führend|vorsprung vor|en avance sur",
        r"\b(?:lags?|trails?|behind) (?:its |the )?(?:rivals|competitors)|(?:难以?|很难|无法)[^,。]{0,4}领先|(?:技术)?落后(?:于)?(?:同行|对手|业界)|技术で(?:遅|後れ)|hinkt[^.]{0,30}hinterher|en retard sur",
    ),
    "profitability": (
        r"\b(?:will|can|should) (?:be|become|turn) profitable|(?:有望|即将|将会?|能够)(?:实现|扭亏)?[^,。]{0,4}盈利|盈利可期|黒字化(?:する|できる|の見通し)|profitabel (?:sein|werden) wird|wird profitabel|sera rentable",
        r"\b(?:never|not) (?:be|become|turn) profitable|\bno path to profit|(?:难以?|很难|无法)(?:实现|转亏为|扭亏为)?盈利|越难转亏为盈|盈利(?:遥遥无期|无望)|看不到(?:盈利|获利)|黒字化(?:は远い|できない|の道筋が见えない)|nie profitabel|jamais rentable",
    ),
    "model": (
        r"\bbusiness model (?:works|is proven|scales|has proved)|商业模式(?:已经?)?(?:成熟|清晰|跑通|成立|可行)|ビジネスモデルは(?:成立|确立)|geschäftsmodell (?:funktioniert|trägt)(?! nicht)|modèle économique (?:fonctionne|tient)",
        r"\bbusiness model (?:is broken|is unproven|does not work|has not)|商业模式(?:并?不成立|不清晰|未跑通|尚未跑通|存疑|难以为继)|ビジネスモデル[はが](?:成立しない|见えない)|geschäftsmodell (?:funktioniert|trägt) nicht|modèle économique (?:ne|n')",
    ),
}  # fmt: skip
_PATTERNS = {
    aspect: tuple(re.compile(pattern, re.IGNORECASE) for pattern in pair) for aspect, pair in _FOR_AND_AGAINST.items()
}
# Words before what is said that turn it round, where they stand right before it, and else leave it open.
_TURNED = re.compile(
    r"(?:并不|不是|并非|不算|算不上|谈不上|没有|并没有)[^,。;]{0,2}$"
    r"|(?:\b(?:not|never|hardly)|n't|\bnicht|\bkaum|\bkein\w*|\bpas)\s(?:\w+\s)?$"
    r"|(?:\bno[tr]|n't|\bden(?:y|ies|ied)|\breject(?:s|ed)?)\b(?:\s\w+){0,4}\sthat\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_LEFT_OPEN = re.compile(
    r"(?:不(?![过仅断少错同只久论管])|没有?|未|难以?|很难|无法|能否|是否|如果|若|一旦)[^,。;]{0,8}$"
    r"|(?:\bno[tr]?\b|n't\b|\bnever\b|\bhardly\b|\bif\b|\bwhether\b|\bunless\b|\bmight\b|\bcould\b|\bden(?:y|ies|ied)\b"
    r"|\bnicht\b|\bkein\w*|\bkaum\b|\bob\b|\bwenn\b|\bpas\b|\bsi\b)[^,.;]{0,40}$",
    re.IGNORECASE,
)
# Negations inside what is said: 資金也不像外界想像的那樣吃緊.
_TURNED_INSIDE = re.compile(r"不像|不算|并不|没那么|不那么")
# Of somebody else, or of all of them.
_OTHERS = re.compile(
    r"对手|同行|友商|大厂|巨头|同业|业内|行业|其他|\b(?:rivals?|competitors?|others?|industry|sector|peers)\b"
    r"|konkurren|wettbewerb|branche|anderen?\b|concurrent|secteur|竞合|业界|他社|ライバル|경쟁사|업계",
    re.IGNORECASE,
)
_QUESTION = ("?", "？", "吗", "呢", "か。")

Sign = Literal[1, -1]
_FOR: Sign = 1
_AGAINST: Sign = -1


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a sentence says outright of one aspect: 1 for it, -1 against it."""

    aspect: str
    sign: Sign
    article: Article
    sentence: Sentence


@lru_cache(maxsize=_KEPT)
def opinions_of(article: Article) -> tuple[Opinion, ...]:
    """The outright opinions of an article on whom it is about, in the order of the text; no questions, no conditions."""
    names = [name.written for name in traits_of(article).names]
    found = []
    for sentence in article.sentences:
        folded = fold(sentence.display)
        if sentence.display.rstrip().endswith(_QUESTION) or sentence.heading:
            continue
        if names and not names_one(sentence, names) and _OTHERS.search(folded):
            continue
        for aspect, (favourable, adverse) in _PATTERNS.items():
            sign = _sign(folded, favourable, adverse)
            if sign is not None:
                found.append(Opinion(aspect, sign, article, sentence))
    return tuple(found)


def _sign(folded: str, favourable: re.Pattern[str], adverse: re.Pattern[str]) -> Sign | None:
    """What is said outright, turned round where it is negated; None where it is not said, or left open."""
    for pattern, sign in ((adverse, _AGAINST), (favourable, _FOR)):
        if match := pattern.search(folded):
            before = folded[: match.start()]
            turned = bool(_TURNED.search(before))
            if not turned and _LEFT_OPEN.search(before):
                return None
            return _turned(sign) if turned != bool(_TURNED_INSIDE.search(match[0])) else sign
    return None


def _turned(sign: Sign) -> Sign:
    return _AGAINST if sign == _FOR else _FOR


def opposed(articles: Sequence[Article], language: str) -> tuple[Conflict, ...]:
    """Contradicting judgements of different articles, one conflict an aspect, under its name in the reader's language."""
    opinions = [opinion for article in originals(articles) for opinion in opinions_of(article)]
    conflicts = []
    for aspect in _PATTERNS:
        sides = {sign: [o for o in opinions if o.aspect == aspect and o.sign == sign] for sign in (1, -1)}
        pair = next(((a, b) for a in sides[1] for b in sides[-1] if a.article.id != b.article.id), None)
        if pair:
            subject = named(_NAMES[aspect], language)
            subject = subject[:1].upper() + subject[1:]
            conflicts.append(Conflict(subject, "judgement", "reading", tuple(_side(opinion) for opinion in pair)))
    return tuple(conflicts[:MOST])


def _side(opinion: Opinion) -> Side:
    return Side(opinion.article.id, cite(opinion.article, opinion.sentence.start, opinion.sentence.end))
