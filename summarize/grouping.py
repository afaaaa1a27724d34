"""Which of several articles are about one subject, told by the names that bear them and the figures that they share.

Vectors do not tell: with the bundled embedder the mean vectors of two articles in one language on different subjects
are as near as those of two languages on one (docs/LOG.md). The names of whom an article is about, and figures with
digits enough to be no coincidence, do so in every language.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import log, sqrt

from index.documents import Article

from .comparison_results import Group
from .figures import parse
from .figures.folding import fold
from .named import times_named
from .names import Name, aliases, in_han, key_of, names_of
from .relations import family_of

ONE_SUBJECT = 0.5  # likeness from which articles, and then groups of them, belong together
_SAME_NAME = 0.6
_OTHER_NAME = 0.4  # taken away where both are borne by names in one script, and none is shared
_FIGURES_ALIKE = 0.16  # weighted cosine of the figures at which they tell as much as they can
_FIGURES_ENOUGH = 3  # shared figures, at least, to tell that much
_AGAIN = 2  # times that an article gives the name of a group
_AS_OFTEN = 0.5  # of the sentences with its own first name
_BEGINNING = 4  # sentences, the title among them
_DIGITS_OF_MONEY, _DIGITS = 2, 3  # that make a figure telling: any two long articles have a 12% and a 40 in common
# What follows a firm's own name; 上海电气 is not what an article on 上海 is about.
_FIRM = re.compile(
    "航空|科技|集团|公司|股份|游戏|电动|汽车|证券|银行|半导体|机器人|智能|网络|传媒|控股|互娱|医药|生物|新能源|眼科|电车|风电|食品|饮料|茶|ゲーム|グループ|ホールディングス"
)
_TELLING_KINDS = frozenset({"money", "count", "percent", "duration"})


PLAIN = 0.2  # share of its sentences from which an article is plainly about a name
_KEPT = 512  # articles whose traits are kept in memory


@dataclass(frozen=True, slots=True)
class Traits:
    """What an article is known by."""

    names: tuple[Name, ...]
    spellings: frozenset[str]  # keys of the names, and what the article puts in brackets behind them
    figures: frozenset[tuple[str, str, str]]


@lru_cache(maxsize=_KEPT)
def traits_of(article: Article) -> Traits:
    """The names and the telling figures of an article: kind, value to three digits, currency."""
    figures = set()
    for sentence in article.sentences:
        for figure in parse(sentence.display, article.language, article.published):
            if figure.kind in _TELLING_KINDS and figure.value:
                digits = f"{figure.value:.2e}".partition("e")[0].replace(".", "").strip("-0")
                if len(digits) >= (_DIGITS_OF_MONEY if figure.kind == "money" else _DIGITS):
                    unit = (figure.unit or "") if figure.kind == "money" else ""
                    figures.add((figure.kind, f"{float(figure.value):.3g}", unit))
    names = names_of(article)
    glosses = (key_of(alias) for name in names for alias in aliases(name, [article]))
    return Traits(names, frozenset([name.key for name in names] + list(glosses)), frozenset(figures))


def grouped(articles: Sequence[Article]) -> list[list[Article]]:
    """The articles by subject, the largest group first, each group in the order given.

    Groups grow by the mean of their members' best likeness across (a chain of one false link does not merge two). An
    article that is then alone joins the group whose name it gives as often as one of its own, or again and again where
    nobody can tell whom it is about.
    """
    traits = [traits_of(article) for article in articles]
    likeness = _likeness(articles, traits)
    groups = [group for rows in _linked(likeness) for group in _agglomerated(rows, likeness)]
    groups.sort(key=lambda rows: (-len(rows), rows[0]))
    found = _with_the_lonely([[articles[row] for row in rows] for rows in groups])
    order = {article.id: place for place, article in enumerate(articles)}
    found = [sorted(group, key=lambda article: order[article.id]) for group in found]
    return sorted(found, key=lambda group: (-len(group), order[group[0].id]))


def _linked(likeness: Sequence[Sequence[float]]) -> list[list[int]]:
    """Rows that likeness connects at all: only among these can groups grow, which spares a large library's pairs."""
    remaining, parts = set(range(len(likeness))), []
    while remaining:
        part = waiting = {min(remaining)}
        while waiting:
            waiting = {b for a in waiting for b in remaining if likeness[a][b] >= ONE_SUBJECT} - part
            part = part | waiting
        remaining -= part
        parts.append(sorted(part))
    return parts


def _agglomerated(rows: Sequence[int], likeness: Sequence[Sequence[float]]) -> list[list[int]]:
    groups = [[row] for row in rows]
    while len(groups) > 1:
        best, first, second = max(
            (_nearness(groups[a], groups[b], likeness), a, b) for a in range(len(groups)) for b in range(a)
        )
        if best < ONE_SUBJECT:
            break
        groups[second] = sorted(groups[second] + groups.pop(first))
    return groups


def _with_the_lonely(groups: Sequence[Sequence[Article]]) -> list[list[Article]]:
    """The groups, with articles of no named group put to the first whose name they give often enough."""
    named = {number: names for number, group in enumerate(groups) if (names := _shared_names(group))}
    found = [list(group) if number in named else [] for number, group in enumerate(groups)]
    for number, group in enumerate(groups):
        if number not in named:
            for article in group:
                found[_home(article, named, number)].append(article)
    return [group for group in found if group]


def _home(article: Article, named: Mapping[int, Sequence[Name]], fallback: int) -> int:
    own = max((name.count for name in names_of(article)), default=0)

    def is_about(name: Name) -> bool:
        times = times_named(article, name)
        # The subject is named at the beginning, even where a place is named more often.
        return times >= max(_AGAIN, _AS_OFTEN * own) or (times >= _AGAIN and fold(name.written) in _beginning(article))

    return next((number for number, names in named.items() if any(map(is_about, names))), fallback)


def _beginning(article: Article) -> str:
    return fold(" ".join([article.title or "", *(one.display for one in article.sentences[:_BEGINNING])]))


def _shared_names(group: Sequence[Article]) -> list[Name]:
    """The names that bear at least half of a group's articles, and two, in each spelling and gloss."""
    names = dict.fromkeys(name for article in group for name in names_of(article))
    glossed = {name: aliases(name, group) for name in names}
    shared = []
    for name in names:
        spellings = {name.key, *map(key_of, glossed[name])}
        borne = sum(not spellings.isdisjoint(traits_of(article).spellings) for article in group)
        if borne >= max(2, len(group) / 2):
            shared.append(name)
    return shared + [Name(alias, key_of(alias), 1) for name in shared for alias in glossed[name]]


def named_groups(groups: Sequence[Sequence[Article]], compared: int, language: str) -> tuple[Group, ...]:
    """The groups under the names that most of their articles bear, as the reader's language writes them if it does."""
    return tuple(
        Group(_group_name(group, language), tuple(article.id for article in group), number == compared)
        for number, group in enumerate(groups)
    )


def _group_name(group: Sequence[Article], language: str) -> str:
    """The name that most articles bear; in the reader's language where articles in it are plainly about one name."""
    borne: Counter[str] = Counter()
    at_home: Counter[str] = Counter()
    written: dict[str, str] = {}
    for article in group:
        names = traits_of(article).names
        borne.update(name.key for name in names)
        for name in names:
            written.setdefault(name.key, name.written)
        if family_of(article) == language.split("-")[0] and names and names[0].count >= PLAIN * len(article.sentences):
            at_home[names[0].written] += names[0].count
    if at_home:
        return at_home.most_common(1)[0][0]
    key, count = borne.most_common(1)[0] if borne else ("", 0)
    if count > 1 or (count and len(group) == 1):
        return written[key]
    titled = sorted(group, key=lambda article: family_of(article) != language.split("-")[0])
    return next((article.title for article in titled if article.title), group[0].path)


def _nearness(first: Sequence[int], second: Sequence[int], likeness: Sequence[Sequence[float]]) -> float:
    smaller, larger = sorted((first, second), key=len)
    return sum(max(likeness[a][b] for b in larger) for a in smaller) / len(smaller)


def _likeness(articles: Sequence[Article], traits: Sequence[Traits]) -> list[list[float]]:
    spread = Counter(figure for trait in traits for figure in trait.figures)
    rare = {figure: log((len(traits) + 1) / count) for figure, count in spread.items()}
    return [
        [
            1.0 if _one_origin(a, b) else _of_names(x, y) + _of_figures(x.figures, y.figures, rare)
            for b, y in zip(articles, traits, strict=True)
        ]
        for a, x in zip(articles, traits, strict=True)
    ]


def originals(articles: Sequence[Article]) -> list[Article]:
    """Those of some articles that are not a reprint of another one of them: a reprint says nothing of its own."""
    chosen = {article.id for article in articles}
    return [article for article in articles if article.same_origin_as not in chosen - {article.id}]


def _one_origin(first: Article, second: Article) -> bool:
    return (first.same_origin_as or first.id) == (second.same_origin_as or second.id)


def _of_names(first: Traits, second: Traits) -> float:
    if first.spellings & second.spellings or _one_begins_with_the_other(first.names, second.names):
        return _SAME_NAME
    scripts = [
        {unicodedata.name(name.written[0], "?")[:4] for name in names[:1]} for names in (first.names, second.names)
    ]
    return -_OTHER_NAME if first.names and second.names and scripts[0] == scripts[1] else 0.0


def _one_begins_with_the_other(first: Sequence[Name], second: Sequence[Name]) -> bool:
    """Whether a first name in Han characters is the other's without what kind of firm it is: 汐翎 and 汐翎航空."""
    if not first or not second or not (in_han(first[0].written) and in_han(second[0].written)):
        return False
    shorter, longer = sorted((first[0].written, second[0].written), key=len)
    return longer.startswith(shorter) and (longer == shorter or _FIRM.match(longer, len(shorter)) is not None)


def _of_figures(
    first: frozenset[tuple[str, str, str]],
    second: frozenset[tuple[str, str, str]],
    rare: Mapping[tuple[str, str, str], float],
) -> float:
    shared = first & second
    if not shared:
        return 0.0
    norms = [sqrt(sum(rare[figure] ** 2 for figure in figures)) for figures in (first, second)]
    cosine = sum(rare[figure] ** 2 for figure in shared) / (norms[0] * norms[1] or 1.0)
    return min(1.0, cosine / _FIGURES_ALIKE) * min(1.0, len(shared) / _FIGURES_ENOUGH)
