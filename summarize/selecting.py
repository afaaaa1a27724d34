"""Which of the found sentences state the answer: what the model copies from all, and its odds of yes to each.

Two questions that fail differently. Shown the sentences together, a small model copies the answer well, but would
rather copy something than nothing. Asked about one sentence, it tells well whether that one states the answer; to
choose among lettered ones it is too fond of some letters (docs/LOG.md). Together they are the ground for declining.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import compress

from index.concepts import query_language
from index.documents import Article, Hit
from index.folding import fold
from index.keywords import matters
from index.questions import asked_for, holds

from .asked_names import names_asked, share_unnamed
from .context import is_question
from .coverage import share_unsaid
from .extracting import Extract, extract, stands
from .languages import for_model
from .llms import LanguageModel, Message
from .names import spellings_of
from .passages import ArticleOf, passages
from .prompts import load_prompt
from .territories import at_home, territories_in
from .timing import dates_in, speaks_of_another_time, speaks_of_that_time
from .unlisted_names import unlisted_names

STATED = -0.2  # odds, less objections, above which a sentence counts as stating the answer; see docs/LOG.md
STATED_BESIDE = 0.06  # the model's own odds above which a neighbour of the best sentence adds what is missing
NEAR_BEST = 0.5  # a sentence this far below the best may still add a part of the answer
MOST_PICKED = 3
SHOWN_TOGETHER = 8  # sentences from which, and from those that follow them, the model copies the answer
JUDGED = 3  # sentences that are judged by themselves, besides those that hold what was copied

# What speaks for a sentence that holds what the model copied.
EXTRACT_BONUS = 0.75
CONFIRMED_BONUS = 0.2  # more, where sentences of several articles hold it

# What speaks against a sentence, in the same unit: weighed together on the questions of seven sets, see docs/LOG.md.
RANK_PENALTY = 0.04  # for each place in the search's order: what search prefers is likelier to be right
NAME_PENALTY = 0.8  # for lacking a name that is written alike everywhere, of those that the question is about
UNNAMED_PENALTY = 1.1  # for lacking all other names of the question
MATTER_PENALTY = 0.25  # for speaking of none of the matters that the question names
OTHER_MATTER_PENALTY = 0.5  # besides, for speaking of others: revenue is no gross margin
UNSAID_PENALTY = 0.6  # for saying none of the question's telling words, where they can be compared
PLACE_PENALTY = 0.8  # for naming none of the countries that the question names
KIND_PENALTY = 0.3  # for holding no date, amount, name, … where the question asks for one
HEADING_PENALTY = 0.3  # for being a heading of which nothing was copied: it announces what others tell
NAMED_BONUS = 0.25  # less, for naming all matters, times and names that the question names
TIME_PENALTY = 2.0  # for speaking of other times only: then it cannot state the answer

_LEADING = 2  # sentences before one that are read with it
_TOLD_BEFORE = 15  # sentences before one that may say where it plays
# A name that is written alike in every language: two capitals or a digit beside a letter (MiniMax, GLM-4.7, B1).
_NAME = re.compile(
    r"(?=[A-Za-z0-9.-]*[A-Za-z])(?=[A-Za-z0-9.-]*(?:[A-Z][A-Za-z0-9.-]*[A-Z]|\d))[A-Za-z0-9][A-Za-z0-9.-]+"
)
_COMPOUND = re.compile(r"-(?=[A-ZÄÖÜ][a-zäöüß]{2})")  # Norvane-Aktien
_WHICH_DAY = re.compile("[哪何某]一?[天日]")  # asks for a date; 一天 in it is not the matter "a day"
_ASKING = re.compile(
    r"多少|几[个家名年次轮款]|什么|何时|谁|哪|いくら|いくつ|いつ|誰|何[がのをにパ]|どこ|どの"
    r"|\b(?:how (?:much|many|long|fast)|what|who|when|which|where|wie (?:viele?|hoch|lange)|wer|wann|welche\w*"
    r"|combien|quel\w*|qui|quand|cuánt\w*|quién|cuándo|qué)\b"
)


@dataclass(frozen=True, slots=True)
class Judged:
    """A found sentence and the natural log-odds that it states the answer, with what else speaks for or against it."""

    hit: Hit
    odds: float


def judge_hits(
    model: LanguageModel,
    question: str,
    hits: Sequence[Hit],
    article_of: ArticleOf | None = None,
) -> tuple[tuple[Judged, ...], Extract | None]:
    """Those sentences that may state the answer with their odds, best first, and what the model copied as the answer.

    They are hits, or follow one in its article where that is given.
    """
    articles = map(article_of, dict.fromkeys(hit.article for hit in hits)) if article_of else ()
    objections = Objections(question, article_of, articles)
    places = {(hit.article, hit.number): place for place, hit in enumerate(hits)}
    against = {hit: RANK_PENALTY * place + objections(hit) for place, hit in enumerate(hits)}
    likely = sorted(hits, key=lambda hit: against[hit])
    shown = passages(likely[:SHOWN_TOGETHER], article_of)
    copied = extract(model, question, shown)
    # What follows a hit is as far down, and is read with it: "It stands at 91%" says of what only there.
    following = {
        hit: replace(hit, display=" ".join(one.display for one in passage[max(0, place - _LEADING) : place + 1]))
        for passage in shown
        for place, hit in enumerate(passage)
        if (hit.article, hit.number) not in places
    }
    against |= {
        hit: RANK_PENALTY * places[hit.article, hit.number - 1] + objections(read) for hit, read in following.items()
    }
    likely += following
    # Another company's revenue is copied as gladly: it speaks for no sentence that lacks a name the question is about.
    holding = [copied is not None and copied.stands_in(hit) and objections.names_it(hit) for hit in likely]
    # An answer in the middle of somebody's words is told of what the sentences before it name.
    for hit in compress(likely, holding):
        if hit not in following:
            in_context = RANK_PENALTY * places[hit.article, hit.number] + objections(_led_up_to(hit, article_of))
            against[hit] = min(against[hit], in_context)
    bonus = EXTRACT_BONUS
    if len({hit.article for hit, held in zip(likely, holding, strict=True) if held}) > 1:
        bonus += CONFIRMED_BONUS
    telling = [(hit, held) for hit, held in zip(likely, holding, strict=True) if not is_question(hit)]
    asked = [(hit, held) for place, (hit, held) in enumerate(telling) if held or place < JUDGED]
    odds = stated_odds(model, question, [following.get(hit, hit) for hit, _ in asked])
    judged = [
        Judged(hit, value - against[hit] + (bonus if held else -HEADING_PENALTY * is_heading(hit, article_of)))
        for (hit, held), value in zip(asked, odds, strict=True)
    ]
    return tuple(sorted(judged, key=lambda item: -item.odds)), copied


def is_heading(hit: Hit, article_of: ArticleOf | None) -> bool:
    """Whether a hit is a title or a heading, where its article is known."""
    return article_of is not None and any(
        sentence.heading for sentence in article_of(hit.article).sentences[hit.number : hit.number + 1]
    )


def stated_odds(model: LanguageModel, question: str, hits: Sequence[Hit]) -> list[float]:
    """For each hit the natural log-odds of "yes" to whether its sentence states the answer."""
    system = Message("system", load_prompt("states.v1"))
    prompts = []
    for hit in hits:
        text = for_model(" ".join(hit.display.split()), hit.language)
        prompts.append([system, Message("user", f"Question: {question}\nText: {text}\nReply:")])
    return [yes - no for yes, no in model.choose_many(prompts, ("yes", "no"))] if prompts else []


def picked(judged: Sequence[Judged], copied: Extract | None = None) -> tuple[Hit, ...]:
    """The sentences to answer from, best first; none if no sentence states the answer.

    Where the copied words stand in several sentences, a part in each, the best of each part is there.
    """
    if not judged or judged[0].odds < STATED:
        return ()
    bar = max(STATED, judged[0].odds - NEAR_BEST)
    near = [item.hit for item in judged if item.odds >= bar]
    chosen = near[:1]
    for part in copied.parts if copied else ():
        if not any(stands(part, hit) for hit in chosen):
            chosen += [item.hit for item in judged if item.odds >= STATED - NEAR_BEST and stands(part, item.hit)][:1]
    return tuple(dict.fromkeys([*chosen, *near]))[:MOST_PICKED]


def _led_up_to(hit: Hit, article_of: ArticleOf | None) -> Hit:
    """A hit read with the sentences before it, where its article is known."""
    if article_of is None:
        return hit
    sentences = article_of(hit.article).sentences[max(0, hit.number - _LEADING) : hit.number + 1]
    return replace(hit, display=" ".join(sentence.display for sentence in sentences))


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


def asks_several(question: str) -> bool:
    """Whether the question asks for more than one thing, so that one sentence may not be enough."""
    return len(_ASKING.findall(fold(question))) > 1


def neighbours(article: Article, hit: Hit) -> tuple[Hit, ...]:
    """The sentences just after and just before a hit in its article, as hits of the same score."""
    found = []
    for number in (hit.number + 1, hit.number - 1):
        if 0 <= number < len(article.sentences):
            sentence = article.sentences[number]
            found.append(
                replace(
                    hit,
                    text=article.text[sentence.start : sentence.end],
                    display=sentence.display,
                    start=sentence.start,
                    end=sentence.end,
                    number=number,
                    before="",
                    after="",
                )
            )
    return tuple(found)
