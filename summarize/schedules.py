"""When something is expected to happen: one article says March 2027, another not before the autumn of 2028.

Two dates of one event need not contradict each other, since they may be of its beginning and of its end. So one side
must deny outright what the other expects.
"""
# ruff: noqa: E501 - the tables of words are read better unbroken

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from index.documents import Article, Sentence

from .citations import cite
from .figures import Figure, parse
from .figures.folding import fold
from .figures.spans import days_of
from .grouping import originals
from .languages import named
from .measures import QUALIFIERS
from .results import Conflict, Side

_KEPT = 512  # articles whose expectations are kept in memory
_NAMES: Mapping[str, str] = {
    "profit": "When it will be profitable|何时盈利|黒字化の時期|Wann es profitabel wird|Date de l'équilibre|Cuándo será rentable|흑자 전환 시기",
    "deliveries": "When deliveries begin|何时开始交付|出荷開始の時期|Wann die Auslieferung beginnt|Date des premières livraisons|Cuándo empiezan las entregas|출하 시작 시기",
}
# In folded text, as in `measures`.
_EVENTS: Mapping[str, re.Pattern[str]] = {
    "profit": re.compile(r"盈亏平衡|扭亏|转盈|盈利|获利|\bbreak(?:s|ing)? even\b|\bprofitab|\b(?:make|turn|post) a profit\b|gewinnschwelle|schwarze zahlen|profitabel|équilibre|rentab|equilibrio|黒字|损益分岐|흑자|손익분기", re.IGNORECASE),
    "deliveries": re.compile(r"交货|交付|量产|出货|\bdeliver|\bship(?:s|ped|ping)?\b|\bseries (?:cells|production|cars)\b|auslieferung|ausgeliefert|serien(?:ware|zellen|produktion|fertigung|reif)|livraisons?|livrer|entregas?|出荷|量产|양산|출하|인도", re.IGNORECASE),
}  # fmt: skip
_CLAUSE = re.compile(r"[,，;；。!?！？「」“”\"]|\.\s|\s(?:while|but|aber|während|mais|pero)\s")
# Around the date: not before it …
_BEFORE = re.compile(
    r"(?:\bbefore|\buntil|\bvor|\bavant|\bantes de)\s(?:the\s|dem\s|la\s|fin\s|end of\s)?(?:\w+\s)?(?:of\s|de\s)?$",
    re.IGNORECASE,
)
_BEFORE_BEHIND = re.compile(r"^\s?(?:年|月|底|末|春|夏|秋|冬|季)*(?:之前|以前|前|より前|まで|이전)")
_NOT = re.compile(
    r"不|没有?|无法|难以?|无望|ない|ません|\bnot?\b|n't\b|\bnever\b|\bnicht\b|\bkein\w*|\bpas\b|\baucun\w*|\bno\b|없|않|어렵",
    re.IGNORECASE,
)
# … or not at all by then.
_BEYOND = re.compile(
    r"hors d'atteinte|hors de portée|\bout of reach\b|\bunrealistic\b|\bimpossible\b|unerreichbar|unrealistisch|illusor|不可能|做不到|无法实现|遥不可及|无理|불가능|fuera de alcance",
    re.IGNORECASE,
)
# What was once planned, or is left open, expects nothing.
_OPEN = re.compile(
    r"\b(?:if|whether|unless|was to|were to|should have|promised|had planned)\b|\b(?:sollten?|ob|wenn|falls)\b|如果|若|能否|是否|原定|本应|曾|もし|かどうか|\bsi\b|promis",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a sentence expects of an event by a date: that it happens then, or (denied) that it does not."""

    event: str
    denied: bool
    first: date
    last: date
    figure: Figure
    article: Article
    sentence: Sentence


@lru_cache(maxsize=_KEPT)
def expectations_of(article: Article) -> tuple[Expectation, ...]:
    """What an article expects of dates that lie ahead of it, in the order of the text; nothing where it is undated."""
    found: list[Expectation] = []
    for sentence in article.sentences:
        folded = fold(sentence.display)
        if not article.published or sentence.heading or QUALIFIERS["rival"].search(folded):
            continue
        for figure in parse(sentence.display, article.language, article.published):
            span = (
                days_of(figure.period) if figure.kind == "date" and figure.period_resolved and figure.period else None
            )
            if span and span[1].isoformat() > article.published[:10]:
                found += _expected(article, sentence, folded, figure, span)
    return tuple(found)


def _expected(
    article: Article, sentence: Sentence, folded: str, figure: Figure, span: tuple[date, date]
) -> list[Expectation]:
    begin = max((match.end() for match in _CLAUSE.finditer(folded, 0, figure.start)), default=0)
    stop = _CLAUSE.search(folded, figure.end)
    clause = folded[begin : stop.start() if stop else len(folded)]
    events = [event for event, pattern in _EVENTS.items() if pattern.search(clause)]
    before = _BEFORE.search(folded[begin : figure.start]) or _BEFORE_BEHIND.search(folded[figure.end :])
    denied = bool(_BEYOND.search(clause) or (before and _NOT.search(clause)))
    if not denied and (before or _NOT.search(clause) or _OPEN.search(folded)):
        return []
    return [Expectation(event, denied, *span, figure, article, sentence) for event in events]


def at_odds(articles: Sequence[Article], language: str) -> tuple[Conflict, ...]:
    """Where one article denies what another expects, one conflict an event, with a side for each article."""
    told = [one for article in originals(articles) for one in expectations_of(article)]
    conflicts = []
    for event, names in _NAMES.items():
        pairs = [
            (yes, no)
            for yes in told
            for no in told
            if yes.event == no.event == event and yes.article.id != no.article.id and _denies(no, yes)
        ]
        if pairs:
            sides = {(one.article.id, one.denied): one for pair in reversed(pairs) for one in pair}
            ordered = sorted(sides.values(), key=lambda one: (one.denied, one.article.id != pairs[0][0].article.id))
            conflicts.append(Conflict(named(names, language), "judgement", "forecast", tuple(map(_side, ordered))))
    return tuple(conflicts)


def _denies(no: Expectation, yes: Expectation) -> bool:
    """Whether what is expected lies before the time that is denied, or in it."""
    return no.denied and not yes.denied and yes.last <= no.last


def _side(one: Expectation) -> Side:
    return Side(one.article.id, cite(one.article, one.sentence.start, one.sentence.end), period=one.figure.period)
