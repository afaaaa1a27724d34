"""What analysts say of the share: one rates it a buy and another a sell, one expects 64 and another 29.

Ratings are a language of their own, with few words; what is not one of them is not reported. "Hold" contradicts nothing.
"""
# ruff: noqa: E501 - the tables of words are read better unbroken

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.documents import Article, Sentence

from .citations import cite
from .claims import names_one
from .figures import Figure, parse
from .figures.folding import fold
from .grouping import originals, traits_of
from .languages import named
from .results import Conflict, Side

APART = 1.3  # times that one target must be the other to be another opinion of the share
_KEPT = 512  # articles whose ratings are kept in memory
_RATING = "rating of the share|评级|投資判断|Aktienempfehlung|recommandation|recomendación|투자의견"
_TARGET = "price target|目标价|目標株価|Kursziel|objectif de cours|precio objetivo|목표주가"
_QUOTE = "[“”\"'‘’「」„«»]?"
_STOP = r"(?=\s?[“”\"'’」»）)]|\s?[,，.。;；:、!（(]|\s|$)"
# In folded text, by language: what leads to a rating, the words for buying and for selling, and what follows them.
_RATED = tuple(
    re.compile(rf"(?:{leads})\s?{_QUOTE}(?:(?P<buy>{buy})|(?P<sell>{sell})){ends}", re.IGNORECASE)
    for leads, buy, sell, ends in (
        (
            r"给(?:出|予|了|它|该股|这只股票)+(?:的)?(?:评级[为是]?)?|给的评[级价][为是]|给[^,。;]{1,8}的评[级价][为是]|评[级价][为是]|评级[:：]|维持|重申|(?:上|下)调[至为到]",
            "强烈推荐|买入|买进|增持|跑赢大市|优于大市",
            "减持|卖出|回避|沽售|跑输大市|弱于大市|看淡",
            r"(?=[”」』\"]|评级(?!被?[下上]调)|\s|[,，。;；、（(]|$)",
        ),
        (
            r"\brating:|\b(?:rates?|rated|has|with|keeps?|kept|maintain\w*|reiterat\w*|issued|repeats?|repeated)\b[^.,;]{0,40}?\b(?:an?|at|its|their|his|her|as)"
            r"|\b(?:upgrad|downgrad)\w*\b[^.,;]{0,40}?\bto|\b(?:cut|raised|lowered|moved)\b[^.,;]{0,20}?\b(?:rating|recommendation|shares|stock)\b[^.,;]{0,30}?\bto",
            r"(?:strong )?buy|outperform|overweight|accumulate",
            r"(?:strong )?sell|underperform|underweight|reduce",
            r"(?=[”’\"']|\s?[.,;)]|\s(?:rating|recommendation|on (?:the|its|this))\b|$)(?!-)",
        ),
        (
            r"\b(?:stuft|bewertet|votiert|belässt|hebt|senkt|empfiehlt|rät)\b[^.;]{0,60}?\b(?:auf|mit|zum)",
            "kaufen|kauf|übergewichten",
            "verkaufen|verkauf|reduzieren|untergewichten",
            _STOP,
        ),
        (
            r"\b(?:recommand|passe|maintient|relève|abaisse)\w*\b[^.;]{0,60}?\b(?:à(?: l['’])?|d['’]|de)",
            "achat|acheter|surperformance|surpondérer",
            "vente|vendre|sous-performance|sous-pondérer|alléger",
            _STOP,
        ),
        (
            r"\b(?:recomienda|mantiene|eleva|rebaja)\b[^.;]{0,60}?(?:\ba)?",
            "comprar|sobreponderar",
            "vender|infraponderar",
            _STOP,
        ),
        (
            r"(?:投资判断|レーティング|格付け)[^。]{0,12}?",
            "买い|強気|强気|アウトパフォーム|オーバーウエート",
            "売り|卖り|弱気|アンダーパフォーム",
            "(?!」?から)",
        ),
        (r"투자의견[^.]{0,8}?", "매수", "매도", "(?!.{0,4}철회)"),
    )
)
# What was once the rating stands right behind "from"; what is none, behind a negation.
_FORMER = re.compile(rf"(?:从|由|\bfrom(?: an?)?|\bvon|\bdesde)\s?{_QUOTE}$", re.IGNORECASE)
_NONE = re.compile(
    r"(?:不再?|未|没有?|从未|\bnot\b|\bno longer\b|\bnever\b|n['’]t\b|\bnicht\b|\bkein\w*|\bne\b|\bpas\b|\bno\b)[^,。;.]{0,30}$",
    re.IGNORECASE,
)
_AIMED = re.compile(
    r"目标价|(?:每|一)股(?:只|仅|大约|约|就)?值|合理股价|\b(?:price target|target price|shares? (?:is|are) worth)\b"
    r"|\bfair value of (?:the |its )?(?:share|stock)|\bkursziel|\bobjectif de cours|\bprecio objetivo|目标株[価价]|목표\s?주가",
    re.IGNORECASE,
)
_NO_PRICE = 1_000_000  # what so much is worth is no share
_RIVALS = re.compile(
    r"对手|同行|友商|\b(?:rivals?|competitors?|peers)\b|konkurren|wettbewerber|concurrent|competidor|他社|ライバル|경쟁사",
    re.IGNORECASE,
)
_OPEN = re.compile(
    r"如果|若|一旦|假如|\b(?:if|unless|would|could|were)\b|\b(?:wenn|falls|würde|könnte)\b|\bsi\b|もし|なら|만약",
    re.IGNORECASE,
)
_WAS = re.compile(
    r"(?:原|前次|此前|先前|由|从|\b(?:from|previously|was|von|bisher|zuvor|contre|desde)\b)[^\d到至]{0,8}$",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[。;；!?！？]|[,，](?!\d)|\.\s")


@dataclass(frozen=True, slots=True)
class Rating:
    """What a sentence says of the share: 1 to buy it, -1 to sell it; or the `target` that it is expected to reach.

    With a target, 1 and -1 say that it was raised or lowered, 0 that nothing is said of what it was.
    """

    sign: int
    target: Figure | None
    article: Article
    sentence: Sentence


@lru_cache(maxsize=_KEPT)
def ratings_of(article: Article) -> tuple[Rating, ...]:
    """The ratings and price targets of an article, in the order of the text; none of rivals."""
    names = [name.written for name in traits_of(article).names]
    found: list[Rating] = []
    for sentence in article.sentences:
        folded = fold(sentence.display)
        if sentence.heading or (names and not names_one(sentence, names) and _RIVALS.search(folded)):
            continue
        found += [Rating(sign, None, article, sentence) for sign in _signs(folded)]
        found += [Rating(moved, figure, article, sentence) for moved, figure in _targets(sentence, folded, article)]
    return tuple(found)


def _signs(folded: str) -> Iterator[int]:
    for pattern in _RATED:
        for match in pattern.finditer(folded):
            before = folded[: match.start("buy" if match["buy"] else "sell")]
            if not _FORMER.search(before) and not _NONE.search(before.rstrip("“”\"'‘’「」„«» ")):
                yield 1 if match["buy"] else -1


def _targets(sentence: Sentence, folded: str, article: Article) -> Iterator[tuple[int, Figure]]:
    """The price each target is set at: the first of its clause, but for what it was before."""
    aims = list(_AIMED.finditer(folded))
    if not aims or _OPEN.search(folded):
        return
    prices = [
        f
        for f in parse(sentence.display, article.language, article.published)
        if f.kind == "money" and f.value and f.value < _NO_PRICE
    ]
    for aim, following in zip(aims, [*aims[1:], None], strict=True):
        end = _CLAUSE_END.search(folded, aim.end())
        stop = min(end.start() if end else len(folded), following.start() if following else len(folded))
        inside = [price for price in prices if aim.end() <= price.start < stop]
        were = [price for price in inside if _WAS.search(folded[: price.start])]
        if now := [price for price in inside if price not in were] or inside:
            yield (_moved(were[0], now[0]) if were else 0), now[0]


def _moved(was: Figure, now: Figure) -> int:
    if was.unit != now.unit or was.value is None or now.value is None:
        return 0
    return (now.value > was.value) - (now.value < was.value)


def leaning(article: Article) -> float:
    """How the analysts of an article lean, from -1 to 1: the mean of their ratings and of what became of their targets."""
    signs = [rating.sign for rating in ratings_of(article) if rating.sign]
    return sum(signs) / len(signs) if signs else 0.0


def rated(articles: Sequence[Article], language: str) -> tuple[Conflict, ...]:
    """Opposite ratings, and price targets in one currency that lie far apart: one conflict of each, a side a source."""
    told = [rating for article in originals(articles) for rating in ratings_of(article)]
    conflicts = []
    buys, sells = ([one for one in told if one.target is None and one.sign == sign] for sign in (1, -1))
    if buys and sells:
        sides = _one_an_article(buys) + _one_an_article(sells)
        conflicts.append(Conflict(named(_RATING, language), "judgement", "reading", tuple(map(_side, sides))))
    for unit in dict.fromkeys(one.target.unit for one in told if one.target and one.target.unit):
        targets = sorted((one for one in told if one.target and one.target.unit == unit), key=_price)
        if targets and _price(targets[-1]) >= APART * _price(targets[0]):
            pair = (targets[-1], targets[0])
            note = " ≠ ".join(one.target.text.strip() for one in pair if one.target)
            conflicts.append(
                Conflict(named(_TARGET, language), "figure", "forecast", tuple(map(_side, pair)), note=note)
            )
    return tuple(conflicts)


def _one_an_article(ratings: Sequence[Rating]) -> list[Rating]:
    return list({one.article.id: one for one in reversed(ratings)}.values())[::-1]


def _price(rating: Rating) -> float:
    return float(rating.target.value) if rating.target and rating.target.value else 0.0


def _side(rating: Rating) -> Side:
    citation = cite(rating.article, rating.sentence.start, rating.sentence.end)
    if rating.target is None:
        return Side(rating.article.id, citation)
    return Side(rating.article.id, citation, value=_price(rating), unit=rating.target.unit)
