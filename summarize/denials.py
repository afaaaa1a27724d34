"""What one says and another denies, side by side in one article: a claim, and the sentence that rejects it outright."""
# ruff: noqa: E501 - the tables of words are read better unbroken

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from index.documents import Article, Sentence

from .citations import cite
from .figures.folding import fold
from .grouping import originals
from .languages import named
from .results import Conflict, Side

REACH = 2  # sentences between which a claim and its denial stand, at most
MOST = 4
_KEPT = 512  # articles whose denials are kept in memory
_NAME = "a claim and its denial|说法与否认|主張と否定|Vorwurf und Widerspruch|affirmation et démenti|afirmación y desmentido|주장과 반박"
# In folded text.
_CLAIMS = r"(?:claims?|allegations?|accusations?|reports?|criticisms?|charges?|suggestions?|findings?|figures?|it\b|that\b|this\b)"
_DENIES = re.compile(
    r"否认|驳斥|反驳|辟谣|不属实|并非事实|(?<!\bwas )(?<!\bwere )(?<!\bbeen )\bden(?:ies|ied|y)\b(?! (?:them|him|her|us)\b)"
    rf"|\b(?:disput(?:es|ed)|reject(?:s|ed)|dismiss(?:es|ed)) (?:(?:the|these|those|any|all|such) )?(?:\w+ )?{_CLAIMS}|\brefut(?:es|ed)\b"
    r"|\bbestreite[tn]\b(?![^.,;]{0,12}\bnicht\b)|\bbestritt\b|\bdementier|\bwiderspr(?:icht|ach|echen)\b|\b(?:weis(?:t|en)|wies(?:en)?)\b[^.]{0,60}\bzurück\b"
    r"|\bdément(?:i|ent)?\b|\b(?:conteste|contesté|réfute|réfuté|rejette|rejeté)\b (?:ces|cette|les|l['’]|la|le) ?(?:accusation|critique|rapport|allégation|chiffre|affirmation)"
    r"|\bdesm(?:iente|intió)\b|\bniega\b|\bnegó\b|\brechaz(?:a|ó) (?:las? |los? |el |estas? )?(?:acusaci|crític|informe|versi)"
    r"|(?:を|は|も)(?:否定|反论)(?:した|している)|事実ではない|事实ではない|(?<!산)부인(?:했|하고|하며)|반박(?:했|하)",
    re.IGNORECASE,
)
_NOT = re.compile(
    r"(?:没有?|不|未|从未|无法|不能|难以)[^,。;]{0,3}$|(?:\b(?:not|never|cannot|hardly|nobody|no one|to)\b|n['’]t)[^,.;]{0,30}$"
    r"|\b(?:nicht|nie|kaum|niemand)\b[^,.;]{0,12}$|\b(?:(?:ne|sans|no)\b|n['’])\s?[^,.;]{0,6}$",
    re.IGNORECASE,
)
_ACCUSES = re.compile(
    r"质疑|指控|指责|爆料|举报|传出|传闻|消息称|做空|批评|\balleg|\bclaim(?:s|ed)?\b|\baccus|\bshort[- ]sell|\bcritic|\brumou?r|\bcall(?:s|ed) (?:it|the|this)\b"
    r"|\bvorw[ou]rf|wirft|warf|\bkriti|\baccus|\breproch|\bcritiqu|\bacusa|\bcritica|指摘|批判|疑い|疑惑|의혹|비판",
    re.IGNORECASE,
)


@lru_cache(maxsize=_KEPT)
def denials_of(article: Article) -> tuple[tuple[Sentence, Sentence], ...]:
    """The claims of an article that a sentence right after them denies, each with that sentence."""
    found: list[tuple[Sentence, Sentence]] = []
    for sentence in article.sentences:
        if sentence.heading or not _denies(fold(sentence.display)):
            continue
        before = [
            one for one in article.sentences[max(0, sentence.number - REACH) : sentence.number] if not one.heading
        ]
        claims = [one for one in before if _ACCUSES.search(fold(one.display))]
        if claims and claims[-1] not in {denial for _, denial in found}:
            found.append((claims[-1], sentence))
    return tuple(found)


def _denies(folded: str) -> bool:
    return any(not _NOT.search(folded[: match.start()]) for match in _DENIES.finditer(folded))


def denied(articles: Sequence[Article], language: str) -> tuple[Conflict, ...]:
    """Claims and their denials, each a contradiction between two parties that an article quotes."""
    return tuple(
        Conflict(named(_NAME, language), "judgement", "reading", (_side(article, claim), _side(article, denial)))
        for article in originals(articles)
        for claim, denial in denials_of(article)
    )[:MOST]


def _side(article: Article, sentence: Sentence) -> Side:
    return Side(article.id, cite(article, sentence.start, sentence.end))
