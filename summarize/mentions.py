"""Figures in their sentences: each with the words that say what it measures."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from math import log

from index.documents import Article, Sentence
from index.keywords import terms

from .figures import Figure, parse
from .figures.folding import fold
from .measures import SPEAKER, VAGUE, concepts, qualifiers

_CLAUSE = re.compile(
    r"(?<!\d),(?!\d)|[，;；:：。!?！？「」“”\"]|(?<=[^\d\s]),|,(?=\s?[^\d\s])|(?<!\d)\.\s"
    r"|\s(?:while|whereas|but|während|aber|tandis que|mais|mientras|pero)\s"
)
_APART = ";；"  # what is set apart so names its own measure
_LIST = re.compile(r"\s?(?:、|,|以及|和|及|与|and|und|et|y|や|と|및|와|과)\s?$")
# Words that carry no measure; the rest is weighed by how rare it is.
_EMPTY_WORDS = """
的是 了一 为了 分别 达到 到了 约为 已经 公司 其中 这一 the of to in and a for was is it its at by from that on with
der die das und im von auf le la les de du des en el los y del que
"""
_EMPTY = frozenset(_EMPTY_WORDS.split())
_EVERYDAY = frozenset((None, "个", "件", "种", "项", "点", "次", "类", "条", "篇", "起", "model", "개", "건"))
_COUNTED = frozenset(("casualties", "injured", "layoffs", "staff", "customers", "stores", "patents", "deliveries"))
_TRIM = re.compile(r"\s+")
_EDGES = " ,，、:：;；()（）的."  # of a label
# Names in Latin letters inside a clause: a figure of OpenAI is none of Zhipu. German nouns look alike, so not there.
_NAME = re.compile(r"(?<![A-Za-z.])[A-Z][A-Za-z&-]*[a-z][A-Za-z&-]*")
_COMMON_NAMES_WORDS = """
the in its at by as for it this that revenue sales net loss cash he she they but and tokens token ceo ai maas api yuan
dollar euro company according meanwhile however on from to a an le la les en el los der die das im am il elle un une
und with of last
"""
_COMMON_NAMES = frozenset(_COMMON_NAMES_WORDS.split())
_KEPT = 512  # articles whose mentions are kept in memory
_KINDS = frozenset({"money", "percent", "points", "multiple", "ratio", "count", "rank", "duration"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A figure of a sentence: the concepts and terms of its own clause, and those of the whole sentence."""

    article: Article
    sentence: Sentence
    figure: Figure
    label: str
    clause: str
    text: str
    own: frozenset[str]
    wide: frozenset[str]
    scope: frozenset[str]
    terms: Counter[str] = field(hash=False, compare=False)
    sentence_terms: frozenset[str]
    period: str | None
    inherited: bool
    listed: bool
    said: bool
    names: frozenset[str]
    number: int

    @property
    def measure(self) -> frozenset[str]:
        """The concepts that tell what is measured: those of the clause, else those of the sentence."""
        return (self.own - VAGUE) or (self.wide - VAGUE) or self.own


@lru_cache(maxsize=_KEPT)
def mentions_of(article: Article) -> tuple[Mention, ...]:
    """The figures of an article that measure something, in the order of the text; kept, since parsing takes long."""
    found: list[Mention] = []
    latest: str | None = None
    paragraph = -1
    before: frozenset[str] = frozenset()
    for sentence in article.sentences:
        if sentence.paragraph != paragraph:
            latest, paragraph = None, sentence.paragraph
        if sentence.heading or len(sentence.display) > 600:
            before = concepts(fold(sentence.display))
            continue
        figures = parse(sentence.display, article.language, article.published)
        dated = [figure for figure in figures if figure.kind == "date" and figure.period_resolved]
        folded = fold(sentence.display)
        for figure in figures:
            if figure.kind in _KINDS and figure.value is not None:
                mention = _mention(article, sentence, figure, figures, folded, None if dated else latest, len(found))
                if not mention.wide - VAGUE - {"runway"}:
                    mention = replace(mention, wide=mention.wide | before)
                if not _trivial(mention):
                    found.append(mention)
        before = concepts(folded)
        if dated:
            latest = dated[-1].period
    return tuple(found)


def _trivial(mention: Mention) -> bool:
    """Small counts ("two reasons", "two people familiar with the matter") that no two articles argue about."""
    figure = mention.figure
    value = figure.value or Decimal(0)
    if figure.kind == "count":
        counted = mention.own & _COUNTED
        if figure.unit in _EVERYDAY:
            return value < 100 and not (counted and figure.unit is None and value > 1)
        return value < 10 and not counted & {"casualties", "injured"}
    # Half a year is one, half a month is hardly meant as one.
    least = {"year": Decimal("0.5"), "month": Decimal(1)}
    return figure.kind == "duration" and value < least.get(figure.unit or "", Decimal(0))


def _mention(
    article: Article,
    sentence: Sentence,
    figure: Figure,
    figures: Sequence[Figure],
    folded: str,
    latest: str | None,
    number: int,
) -> Mention:
    begin, end, listed = _clause(figure, figures, folded)
    clause = _without(folded, figures, begin, end)
    label = _without(sentence.display, figures, *_own_words(figure, figures, folded, begin, end))
    own = concepts(folded[begin:end])
    earlier = begin
    while not own - VAGUE and earlier > 0 and folded[earlier - 1] not in _APART:
        # 2022年为…,2024年达到…: a clause before it says of what.
        earlier = _clause_before(earlier, folded)
        own = concepts(folded[earlier:end])
    if earlier < begin and own - VAGUE:
        clause = _without(folded, figures, earlier, end)
        label = _without(sentence.display, figures, earlier, end)
    elif earlier < begin:
        clause = _without(folded, figures, _clause_before(begin, folded), end)
    period = figure.period if figure.period_resolved else None
    return Mention(
        article=article,
        sentence=sentence,
        figure=figure,
        label=_TRIM.sub(" ", label).strip(_EDGES),
        clause=clause,
        text=folded,
        own=own,
        wide=concepts(folded),
        scope=qualifiers(clause),
        terms=Counter(
            term for term in terms(clause, article.language) if term not in _EMPTY and not term[-1].isdigit()
        ),
        sentence_terms=frozenset(term for term in terms(folded, article.language) if term not in _EMPTY),
        period=period or (latest if figure.period is None and not listed else None),
        inherited=figure.period is None and latest is not None and not listed,
        listed=listed,
        said=_said(figure, figures, folded, end),
        names=frozenset(name for name in _NAME.findall(clause) if name.casefold() not in _COMMON_NAMES),
        number=number,
    )


def _said(figure: Figure, figures: Sequence[Figure], folded: str, stop: int) -> bool:
    """Whether somebody is named as the source of this very figure: the words since the last figure speak of saying."""
    begin = max((other.end for other in figures if other.kind != "date" and other.end <= figure.start), default=0)
    end = min((other.start for other in figures if other.kind != "date" and other.start >= figure.end), default=stop)
    return SPEAKER.search(folded, begin, max(end, figure.end)) is not None


def _clause(figure: Figure, figures: Sequence[Figure], folded: str) -> tuple[int, int, bool]:
    """The clause around a figure; a list of figures shares the words before its first member."""
    start, listed = figure.start, False
    for other in reversed(figures):
        if other.kind == "date":
            continue
        if other.end <= start and _LIST.fullmatch(folded[other.end : start]):
            start, listed = other.start, True
        elif other.start >= figure.end and _LIST.fullmatch(folded[figure.end : other.start]):
            listed = True
    begin = 0
    for match in _CLAUSE.finditer(folded, 0, start):
        begin = match.end()
    stop = _CLAUSE.search(folded, figure.end)
    return begin, stop.start() if stop else len(folded), listed


def _own_words(figure: Figure, figures: Sequence[Figure], folded: str, begin: int, end: int) -> tuple[int, int]:
    """Where in [begin, end) the words stand that name the figure: beside others, those since the last if they can."""
    others = [other for other in figures if other.kind != "date" and begin <= other.start < end and other is not figure]
    since = max((other.end for other in others if other.end <= figure.start), default=begin)
    named = others and concepts(folded[since : figure.start]) - VAGUE
    return (since, figure.start) if named else (begin, end)


def _clause_before(begin: int, folded: str) -> int:
    """Where the clause before the one that begins at `begin` begins."""
    ends = [match.end() for match in _CLAUSE.finditer(folded, 0, max(0, begin - 1)) if match.end() < begin]
    return ends[-1] if ends else 0


def _without(folded: str, figures: Sequence[Figure], begin: int, end: int) -> str:
    """The words of [begin, end) with its figures and dates left out."""
    pieces, cursor = [], begin
    for figure in figures:
        if figure.start >= begin and figure.end <= end and figure.start >= cursor:
            pieces.append(folded[cursor : figure.start])
            cursor = figure.end
    return " ".join([*pieces, folded[cursor:end]])


class Rarity:
    """How much a shared term tells: terms of many sentences little, rare ones much."""

    def __init__(self, articles: Sequence[Article]) -> None:
        self._frequency: Counter[str] = Counter()
        self._count = 1
        for article in articles:
            for sentence in article.sentences:
                self._frequency.update(set(terms(sentence.display, article.language)))
                self._count += 1

    def weight(self, term: str) -> float:
        """Inverse document frequency of the term over all sentences."""
        return log(1 + self._count / (1 + self._frequency[term]))

    def likeness(self, first: Counter[str] | frozenset[str], second: Counter[str] | frozenset[str]) -> float:
        """Shared weight over the smaller side's, in [0, 1]; 0 where one side has no terms."""
        a, b = set(first), set(second)
        smaller = min(sum(map(self.weight, a)), sum(map(self.weight, b)))
        return sum(map(self.weight, a & b)) / smaller if smaller else 0.0

    def distance(self, first: Counter[str], second: Counter[str]) -> float:
        """Weighted Dice likeness, which also counts what either side has alone."""
        a, b = set(first), set(second)
        both = sum(map(self.weight, a)) + sum(map(self.weight, b))
        return 2 * sum(map(self.weight, a & b)) / both if both else 0.0
