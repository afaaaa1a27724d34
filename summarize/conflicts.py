"""Contradictions between and inside articles, and what only looks like one, each side with its quote."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from decimal import Decimal

from index.documents import Article
from index.keywords import terms

from .citations import cite
from .figures.folding import fold
from .figures.spans import days_of, relate
from .grouping import originals
from .likeness import Likeness, VectorsOf
from .measures import concepts
from .mentions import Mention, Rarity, mentions_of
from .naming import measure_name
from .pairing import Judge, Verdict
from .relations import told_elsewhere
from .results import AgreementWhy, Conflict, Side
from .subjects import subjects

_REASONS: tuple[AgreementWhy, ...] = ("same", "unit", "rounding", "approximation", "period", "scope")
_NEAR = frozenset({"period", "scope"})  # reasons of what is not the same after all


def find(
    articles: Sequence[Article],
    vectors_of: VectorsOf | None = None,
    toward: str | None = None,
    most_conflicts: int = 12,
    most_agreements: int = 20,
    language: str | None = None,
) -> tuple[tuple[Conflict, ...], tuple[Conflict, ...]]:
    """(contradictions, agreements) of the articles, the surest first, at most as many as asked for.

    `vectors_of` takes an article's id and gives its sentences' unit vectors (float32, one row a sentence); without it
    figures in two languages are matched by their measures alone. `toward` keeps to a topic, in any language; measures
    are named in `language` where an article of it names them.
    """
    articles = originals(articles)
    spoken = {article.id: mentions_of(article) for article in articles}
    judge = Judge(Likeness(Rarity(articles), vectors_of), subjects(articles))
    verdicts: list[Verdict] = []
    everything = [mention for mentions in spoken.values() for mention in mentions]
    for position, first in enumerate(everything):
        for second in everything[position + 1 :]:
            if not _comparable_kinds(first, second):
                continue
            verdict = judge.judge(first, second)
            if verdict is not None and _stands(verdict, spoken):
                verdicts.append(verdict)
    if toward:
        wanted = _Topic(toward, articles)
        verdicts = [verdict for verdict in verdicts if wanted.holds(verdict)]
    agreeing = [verdict for verdict in verdicts if not verdict.conflict]
    contradictions, disputed = _contradictions(
        [verdict for verdict in verdicts if verdict.conflict], agreeing, language
    )
    agreements = _agreements(agreeing, disputed, language)
    return tuple(contradictions[:most_conflicts]), tuple(agreements[:most_agreements])


def _comparable_kinds(first: Mention, second: Mention) -> bool:
    a, b = first.figure.kind, second.figure.kind
    return a == b or {a, b} <= {"money", "count"}


def _stands(verdict: Verdict, spoken: Mapping[str, Sequence[Mention]]) -> bool:
    """A contradiction between two articles falls when either of them also has the other's figure."""
    first, second = verdict.first, verdict.second
    if not verdict.conflict or verdict.kind == "rank" or first.article.id == second.article.id:
        return True
    return not (told_elsewhere(first, spoken[second.article.id]) or told_elsewhere(second, spoken[first.article.id]))


class _Topic:
    """What a reader asked to keep to."""

    def __init__(self, topic: str, articles: Sequence[Article]) -> None:
        folded = fold(topic)
        self._concepts = concepts(folded)
        self._terms = frozenset(terms(folded))
        texts = [sentence.display for article in articles for sentence in article.sentences]
        named = sum(bool(self._terms & set(terms(text))) for text in texts)
        # A topic that a good part of all sentences name is the articles' subject: everything belongs to it.
        self._everything = not self._concepts and (named == 0 or named >= len(texts) / 8)

    def holds(self, verdict: Verdict) -> bool:
        sides = (verdict.first, verdict.second)
        if self._everything:
            return True
        if self._concepts:
            return any(self._concepts & (side.own or side.wide) for side in sides)
        return any(self._terms & side.sentence_terms for side in sides)


_Place = tuple[str, int]  # an article and the number of a mention in it


def _contradictions(
    verdicts: Sequence[Verdict], agreeing: Sequence[Verdict], language: str | None
) -> tuple[list[Conflict], set[_Place]]:
    """One conflict for each pair of values, told by the surest pair of sentences; other articles join its sides.

    So do those that agree with a side. With them the places of all figures in dispute: nobody agrees on these.
    """
    found: dict[tuple[str, frozenset[Decimal | None]], tuple[Verdict, list[Mention]]] = {}
    used: set[_Place] = set()
    for verdict in sorted(verdicts, key=lambda verdict: -verdict.score):
        pair = (verdict.first, verdict.second)
        key = (verdict.kind, frozenset(side.figure.value for side in pair))
        places = set(map(_place, pair))
        if key in found and verdict.kind != "rank":
            sides = found[key][1]
            held = {side.article.id for side in sides}
            sides += [side for side in pair if side.article.id not in held]
        elif not places & used and key not in found:
            found[key] = (verdict, list(pair))
        used |= places
    alike = [verdict for verdict in agreeing if verdict.why not in _NEAR]
    for _, sides in found.values():
        for side in list(sides):
            joined = [side]
            _join(joined, alike)
            told = {(one.article.id, one.figure.value) for one in sides}
            sides += [one for one in joined if (one.article.id, one.figure.value) not in told]
    disputed = {_place(side) for _, sides in found.values() for side in sides} | used
    return [_conflict(verdict, sides, language) for verdict, sides in found.values()], disputed


def _place(mention: Mention) -> _Place:
    return mention.article.id, mention.number


def _agreements(verdicts: Sequence[Verdict], disputed: Set[_Place], language: str | None) -> list[Conflict]:
    """Pairs that say one thing joined to one agreement with a side for each article; the rest pair by pair.

    What is `disputed` elsewhere is left out: that two articles repeat one side of a dispute settles nothing.
    """
    found: list[tuple[int, float, Conflict]] = []
    taken = set(disputed)
    for verdict in sorted(verdicts, key=lambda verdict: (verdict.why in _NEAR, -verdict.score)):
        if not taken.isdisjoint((_place(verdict.first), _place(verdict.second))):
            continue
        sides = [verdict.first, verdict.second]
        reasons: list[str] = [verdict.why]
        if verdict.why not in _NEAR:
            reasons += _join(sides, [other for other in verdicts if other.why not in _NEAR])
        taken |= set(map(_place, sides))
        why = _REASONS[max(map(_REASONS.index, reasons))]
        whole = Verdict(verdict.first, verdict.second, False, verdict.kind, why, verdict.score)
        found.append((len(sides), verdict.score, _conflict(whole, sides, language)))
    found.sort(key=lambda item: (-item[0], -item[1]))
    return list({(conflict.note, conflict.why): conflict for _, _, conflict in found}.values())


def _join(sides: list[Mention], verdicts: Sequence[Verdict]) -> list[str]:
    """Add to `sides` whatever agrees with one of them, one side an article; the reasons of what was added."""
    reasons: list[str] = []
    growing = True
    while growing:
        growing = False
        for verdict in verdicts:
            for known, new in ((verdict.first, verdict.second), (verdict.second, verdict.first)):
                held = any(side is known for side in sides)
                if held and new.article.id not in {side.article.id for side in sides}:
                    sides.append(new)
                    reasons.append(verdict.why)
                    growing = True
    return reasons


def _conflict(verdict: Verdict, sides: Sequence[Mention], language: str | None) -> Conflict:
    # How long something lasts is of no period; what stands there is that of the figures it was counted from.
    subject = measure_name(sides, language) + ("" if verdict.kind == "duration" else _period_of(sides))
    sign = "≠" if verdict.conflict else "≈"
    values = [side.figure.value for side in sides]
    return Conflict(
        subject=subject,
        kind=verdict.kind,
        why=verdict.why,
        # Who says the same stands together, as the values were first told.
        sides=tuple(_side(side) for side in sorted(sides, key=lambda side: values.index(side.figure.value)))
        if verdict.conflict
        else tuple(map(_side, sides)),
        note=f" {sign} ".join(side.figure.text.strip() for side in (sides[:2] if verdict.conflict else sides)),
    )


def _period_of(sides: Sequence[Mention]) -> str:
    """The period of the sides, to stand behind their name, where most of them tell one and none tells another.

    The widest of those that hold one another: the end of October for the 31st.
    """
    told = [side.period for side in sides if side.period]
    common = [one for one in told if all(relate(one, other) in ("same", "within") for other in told)]
    if not common or 2 * len(told) <= len(sides):
        return ""
    return f" ({max(common, key=lambda one: (_days(one), told.count(one)))})"


def _days(period: str) -> int:
    span = days_of(period)
    return (span[1] - span[0]).days if span else 0


def _side(mention: Mention) -> Side:
    return Side(
        article=mention.article.id,
        citation=cite(mention.article, mention.sentence.start, mention.sentence.end),
        value=None if mention.figure.value is None else float(mention.figure.value),
        unit=mention.figure.unit,
        period=mention.period,
    )
