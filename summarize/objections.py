"""What speaks against a found sentence as the answer to a question, weighed in log-odds; the model is not asked."""

from __future__ import annotations

import re
from collections.abc import Iterable

from index.concepts import query_language
from index.documents import Article, Hit
from index.folding import fold
from index.keywords import matters
from index.questions import asked_for, holds

from .asked_names import names_asked, share_unnamed
from .coverage import share_unsaid
from .names import spellings_of
from .passages import ArticleOf
from .territories import at_home, territories_in
from .timing import dates_in, speaks_of_another_time, speaks_of_that_time
from .unlisted_names import unlisted_names

# What speaks against a sentence, in the same unit: weighed together on the questions of seven sets, see docs/LOG.md.
NAME_PENALTY = 0.8  # for lacking a name that is written alike everywhere, of those that the question is about
UNNAMED_PENALTY = 1.1  # for lacking all other names of the question
MATTER_PENALTY = 0.25  # for speaking of none of the matters that the question names
OTHER_MATTER_PENALTY = 0.5  # besides, for speaking of others: revenue is no gross margin
UNSAID_PENALTY = 0.6  # for saying none of the question's telling words, where they can be compared
PLACE_PENALTY = 0.8  # for naming none of the countries that the question names
KIND_PENALTY = 0.3  # for holding no date, amount, name, … where the question asks for one
NAMED_BONUS = 0.25  # less, for naming all matters, times and names that the question names
TIME_PENALTY = 2.0  # for speaking of other times only: then it cannot state the answer

_TOLD_BEFORE = 15  # sentences before one that may say where it plays
# A name that is written alike in every language: two capitals or a digit beside a letter (MiniMax, GLM-4.7, B1).
_NAME = re.compile(
    r"(?=[A-Za-z0-9.-]*[A-Za-z])(?=[A-Za-z0-9.-]*(?:[A-Z][A-Za-z0-9.-]*[A-Z]|\d))[A-Za-z0-9][A-Za-z0-9.-]+"
)
_COMPOUND = re.compile(r"-(?=[A-ZÄÖÜ][a-zäöüß]{2})")  # Norvane-Aktien
_WHICH_DAY = re.compile("[哪何某]一?[天日]")  # asks for a date; 一天 in it is not the matter "a day"


class Objections:
    """What speaks against a sentence as the answer to a question, in natural log-odds; the model is not asked."""

    def __init__(self, question: str, article_of: ArticleOf | None = None, articles: Iterable[Article] = ()) -> None:
        self._question = question
        self._article_of = article_of
        self._language = query_language(question)
        self._times = dates_in(question)
        self._matters = matters(_WHICH_DAY.sub("", question), self._language)
        self._kinds = asked_for(question)
        self._names = (
            *names_asked(question, self._language),
            *unlisted_names(question, self._language, articles),
        )
        self._places = territories_in(question, self._language) - at_home(self._language)

    def names_it(self, hit: Hit) -> bool:
        """Whether the sentence, or what stands around it, names what and where the question is about."""
        return not lacks_name(self._question, hit) and not lacks_place(self._places, hit, self._article(hit))

    def __call__(self, hit: Hit) -> float:
        nameless = lacks_name(self._question, hit)
        against = NAME_PENALTY * nameless
        told = matters(hit.display, hit.language) if self._matters else frozenset()
        against += MATTER_PENALTY * share_missing(self._matters, told)
        against += OTHER_MATTER_PENALTY * bool(told and not self._matters & told)
        article = self._article(hit)
        subject = spellings_of(article) if article else ()
        against += UNNAMED_PENALTY * share_unnamed(self._names, hit, subject, article)
        against += UNSAID_PENALTY * share_unsaid(self._question, self._language, hit, subject)
        against += PLACE_PENALTY * lacks_place(self._places, hit, self._article(hit))
        against += KIND_PENALTY * any(not holds(hit.display, kind) for kind in self._kinds)
        times = dates_in(hit.display, hit.language, hit.published) if self._times else ()
        if speaks_of_another_time(self._times, times):
            against += TIME_PENALTY
        named = self._matters and self._matters <= told and speaks_of_that_time(self._times, times)
        if named and not nameless:
            against -= NAMED_BONUS
        return against

    def _article(self, hit: Hit) -> Article | None:
        return self._article_of(hit.article) if self._article_of else None


def lacks_name(question: str, hit: Hit) -> bool:
    """Whether the question names something that neither the sentence, nor its neighbours, nor the title names."""
    around = fold(" ".join((hit.before, hit.display, hit.after, hit.title or "")))
    return any(fold(name) not in around for name in _NAME.findall(_COMPOUND.sub(" ", question)))


def lacks_place(asked: frozenset[str], hit: Hit, article: Article | None = None) -> bool:
    """Whether neither the sentence, nor the title, nor what stands around it names a country of those asked about.

    Where a story plays is told once, at its beginning: several sentences before are looked at, where there is the
    `article`.
    """
    away = asked - at_home(hit.language)
    if not away:
        return False
    before = article.sentences[max(0, hit.number - _TOLD_BEFORE) : hit.number] if article else ()
    around = (hit.title or "", *(sentence.display for sentence in before), hit.before, hit.display, hit.after)
    return not away & territories_in(" ".join(around), hit.language)


def share_missing(asked: frozenset[str], told: frozenset[str]) -> float:
    """Which share of the matters that a question names a sentence does not tell; 0 where the question names none."""
    return len(asked - told) / len(asked) if asked else 0.0
