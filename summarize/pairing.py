"""Whether two figures of different sentences contradict each other, agree, or have nothing to do with each other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from index.documents import Article

from .disputes import DISPUTABLE, disputed, is_explained, of_two_sources
from .figures import equal, relate
from .likeness import CLOSE_VECTORS, RELATED_VECTORS, Likeness
from .measures import BASIS, RESPONSE, SOURCED, SPEAKER, VAGUE
from .mentions import Mention
from .relations import alone, changes, family_of, one_script, ratio, same_names, same_rate, telling
from .results import AgreementWhy, ConflictKind, ConflictWhy
from .subjects import subjects

# Qualifiers that writers add or leave out without meaning another number.
_LOOSE = frozenset({"net", "domestic", "forecast", "operating", "cumulative"})
_PRONOUN = re.compile(r"它|其|该公司|公司|自己|\bit(?:s|self)?\b|the company|\bsie\b|\belle\b|同社|회사", re.IGNORECASE)
_PAYS = frozenset({"cash", "debt", "funding", "loss"})  # what is spoken of beside how long the money lasts
_QUANTITIES = frozenset({"money", "count", "percent", "points"})
# Likeness of the clauses (weighted Dice) from which two figures measure one thing; chosen on our own test articles.
_ALIKE, _ALIKE_UNDATED, _ALIKE_WITHOUT_CONCEPT = 0.29, 0.4, 0.55


@dataclass(frozen=True, slots=True)
class Verdict:
    """A pair that says something: `conflict` or agreement, its kind and reason, and how sure (higher is surer)."""

    first: Mention
    second: Mention
    conflict: bool
    kind: ConflictKind
    why: ConflictWhy | AgreementWhy
    score: float


class Judge:
    """Judges pairs of mentions in articles whose subjects are `named`."""

    def __init__(self, likeness: Likeness, named: frozenset[str] = frozenset()) -> None:
        self._likeness = likeness
        self._subjects = named
        self._names: dict[str, frozenset[str]] = {}

    def judge(self, first: Mention, second: Mention) -> Verdict | None:
        """The verdict on a pair, or None if the two have nothing to do with each other or nothing can be said."""
        kinds = {first.figure.kind, second.figure.kind}
        if kinds == {"rank"} and first.sentence is not second.sentence:
            return self._ranks(first, second)
        if first.article.id == second.article.id:
            return self._within_one(first, second)
        if not self._related(first.article, second.article):
            return None
        if kinds == {"duration"}:
            return self._durations(first, second)
        return self._quantities(first, second) if kinds <= _QUANTITIES else None

    def _within_one(self, first: Mention, second: Mention) -> Verdict | None:
        """In one article: what is reported against the answer to it, or what two parties say of one thing."""
        distance = second.sentence.number - first.sentence.number
        if distance <= 1 and first.said and second.said and disputed(first, second):
            return _dispute(first, second, 2.5)
        one_time = relate(first.period, second.period) != "apart"
        if (
            distance
            and one_time
            and "runway" in first.own & second.own
            and SPEAKER.search(f"{first.text} {second.text}")
        ):
            lasting = self._durations(first, second) if first.figure.kind == second.figure.kind == "duration" else None
            if lasting and lasting.conflict:
                return lasting  # the author's own sum against the company's, however far apart
        if 0 < distance <= 2 and of_two_sources(first, second, distance):
            return _dispute(first, second, 2.0 + self._likeness.of_clauses(first, second))
        if not 0 < distance <= 3 or first.figure.kind not in DISPUTABLE:
            return None
        answered = RESPONSE.search(second.text) or (distance == 1 and RESPONSE.search(first.text))
        match = equal(first.figure, second.figure)
        if not answered or match or not match.comparable or first.figure.unit != second.figure.unit:
            return None
        shared = ((first.own | first.wide) & (second.own | second.wide)) - VAGUE
        if not shared or relate(first.period, second.period) == "apart" or first.listed or second.listed:
            return None
        return Verdict(first, second, True, _kind(first), "fact", 2.0 + self._likeness.of_clauses(first, second))

    def _related(self, first: Article, second: Article) -> bool:
        """Whether two articles of one language have a name in common; of two languages nothing can be said."""
        if family_of(first) != family_of(second):
            return True
        for article in (first, second):
            if article.id not in self._names:
                self._names[article.id] = subjects([article], most=8)
        a, b = self._names[first.id], self._names[second.id]
        return not a or not b or bool(a & b)

    def _ranks(self, first: Mention, second: Mention) -> Verdict | None:
        if relate(first.period, second.period) == "apart" or not same_names(first, second):
            return None
        if not (self._of_subject(first) and self._of_subject(second)):
            return None
        likeness = self._likeness.of_sentences(first, second)
        # The second largest division and the fourth largest chain are ranks in different lists.
        if likeness < 0.3 and not (
            (first.own | first.wide) & (second.own | second.wide) and self._likeness.close(first, second)
        ):
            return None
        if equal(first.figure, second.figure):
            return Verdict(first, second, False, "rank", "same", likeness)
        scoped = any(SOURCED.search(mention.text) or BASIS.search(mention.text) for mention in (first, second))
        return Verdict(first, second, True, "rank", "scope" if scoped else "fact", 1.0 + likeness)

    def _of_subject(self, mention: Mention) -> bool:
        """Whether a rank is that of whom the articles are about, and not of somebody else in the sentence."""
        if not self._subjects or any(name in mention.clause for name in self._subjects):
            return True
        named = any(name in mention.text for name in self._subjects)
        return bool(_PRONOUN.search(mention.clause)) if named else not mention.names

    def _durations(self, first: Mention, second: Mention) -> Verdict | None:
        if first.listed or second.listed:
            return None
        match = equal(first.figure, second.figure)
        # That two spans are equal is told by their sentences, that they are not must be told by their clauses.
        shared = (first.own | first.wide) & (second.own | second.wide) if match else first.own & second.own
        lasting = "runway" in shared and bool(first.wide & _PAYS) and bool(second.wide & _PAYS)
        lasting = lasting or "payback" in shared
        alike = self._likeness.of_clauses(first, second)
        if not lasting and (alike < _ALIKE_WITHOUT_CONCEPT or not first.own ^ second.own <= _LOOSE):
            return None
        if match:
            return Verdict(first, second, False, "duration", _why_agree(match.agreement), alike)
        # How long the cash lasts is always a sum that somebody did: what was counted in makes the difference.
        bases = "runway" in shared or BASIS.search(first.text) or BASIS.search(second.text)
        future = {"forecast"} & (first.scope | second.scope)
        return Verdict(
            first, second, True, "duration", "scope" if bases else "forecast" if future else "fact", 1.5 + alike
        )

    def _quantities(self, first: Mention, second: Mention) -> Verdict | None:
        match = equal(first.figure, second.figure)
        if not match.comparable or not same_rate(first, second):
            return None
        relation = relate(first.period, second.period)
        if relation == "apart" and (first.inherited or second.inherited):
            relation = "unknown"
        alike = self._likeness.of_clauses(first, second)
        if match and relation != "apart" and telling(first, second, relation == "same"):
            return Verdict(first, second, False, "figure", _why_agree(match.agreement), alike + 0.1)
        if not self._one_measure(first, second, alike, relation == "unknown"):
            return None
        scoped = first.scope ^ second.scope
        if match and relation != "apart":
            if match.agreement == "approximation" and first.figure.kind == "percent" and relation != "same":
                return None  # "under 9%" holds any 8%
            return Verdict(first, second, False, "figure", _why_agree(match.agreement), alike)
        if match or not same_names(first, second):
            return None
        apart = relation == "apart" or (relation == "within" and not (first.figure.as_of and second.figure.as_of))
        near = ratio(first, second) <= 1.34
        if apart or scoped - _LOOSE:
            if not near or alike < _ALIKE or not (first.own & second.own) - VAGUE:
                return None
            return Verdict(first, second, False, "figure", "period" if apart else "scope", alike - 0.5)
        if (
            ratio(first, second) > 30
            or (first.listed and relation == "unknown")
            or (second.listed and relation == "unknown")
        ):
            return None
        if relation != "same" and (changes(first) or changes(second)):
            return None  # a fall of one day and a fall of another
        if not one_script(first, second) and not (relation == "same" and self._told_alike(first, second)):
            return None
        future = "forecast" in first.scope & second.scope
        bases = BASIS.search(first.text) and BASIS.search(second.text)
        why_not: ConflictWhy = "forecast" if future else "scope" if bases else "fact"
        return Verdict(first, second, True, "figure", why_not, alike + (0.5 if relation == "same" else 0.0))

    def _one_measure(self, first: Mention, second: Mention, alike: float, undated: bool) -> bool:
        """Whether the two figures measure one thing, by their concepts and by the words or vectors they share."""
        a, b = first.own - VAGUE, second.own - VAGUE
        if a & b:
            if a ^ b and alike < 0.5:
                return False
            if not one_script(first, second):
                near = CLOSE_VECTORS if undated else RELATED_VECTORS
                return a == b and self._likeness.cosine(first, second) >= near
            return alike >= (_ALIKE_UNDATED if undated else _ALIKE)
        if a or b:
            return False
        if one_script(first, second):
            return alike >= _ALIKE_WITHOUT_CONCEPT
        # Between two languages any share is like any other: a fifth of the revenue and 21.4% of the shares.
        return (
            not undated
            and "percent" not in (first.figure.kind, second.figure.kind)
            and self._likeness.close(first, second)
        )

    def _told_alike(self, first: Mention, second: Mention) -> bool:
        """Whether two sentences of different languages each give one such figure, date it, and name a sum's currency.

        Their vectors are no closer where they tell of one thing than where they tell of two (docs/LOG.md).
        """
        units = {first.figure.unit, second.figure.unit}
        if "money" in (first.figure.kind, second.figure.kind) and (None in units or len(units) > 1):
            return False  # two currencies, or one that is not told
        if first.inherited or second.inherited:
            return False
        return alone(first) and alone(second)


def _dispute(first: Mention, second: Mention, score: float) -> Verdict:
    """What two sources say of one thing: a contradiction, unless the article says what one of them leaves out."""
    if is_explained(first, second):
        return Verdict(first, second, False, _kind(first), "scope", score)
    return Verdict(first, second, True, _kind(first), "fact", score)


def _kind(mention: Mention) -> ConflictKind:
    kinds: dict[str, Literal["rank", "duration"]] = {"rank": "rank", "duration": "duration"}
    return kinds.get(mention.figure.kind, "figure")


def _why_agree(agreement: str) -> AgreementWhy:
    reasons: dict[str, AgreementWhy] = {"unit": "unit", "rounding": "rounding", "approximation": "approximation"}
    return reasons.get(agreement, "same")
