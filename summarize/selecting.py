"""Which of the found sentences state the answer: what the model copies from all, and its odds of yes to each.

Two questions that fail differently. Shown the sentences together, a small model copies the answer well, but would
rather copy something than nothing. Asked about one sentence, it tells well whether that one states the answer; to
choose among lettered ones it is too fond of some letters (docs/LOG.md). Together they are the ground for declining.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import compress

from index.documents import Article, Hit
from index.folding import fold

from .context import is_question
from .extracting import Extract, extract, stands
from .languages import for_model
from .llms import LanguageModel, Message
from .objections import Objections
from .passages import ArticleOf, passages
from .prompts import load_prompt

STATED = -0.2  # odds, less objections, above which a sentence counts as stating the answer; see docs/LOG.md
STATED_BESIDE = 0.06  # the model's own odds above which a neighbour of the best sentence adds what is missing
NEAR_BEST = 0.5  # a sentence this far below the best may still add a part of the answer
MOST_PICKED = 3
SHOWN_TOGETHER = 8  # sentences from which, and from those that follow them, the model copies the answer
JUDGED = 3  # sentences that are judged by themselves, besides those that hold what was copied

# What speaks for a sentence that holds what the model copied.
EXTRACT_BONUS = 0.75
CONFIRMED_BONUS = 0.2  # more, where sentences of several articles hold it

RANK_PENALTY = 0.04  # for each place in the search's order: what search prefers is likelier to be right
HEADING_PENALTY = 0.3  # for being a heading of which nothing was copied: it announces what others tell

_LEADING = 2  # sentences before one that are read with it
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
        Judged(hit, value - against[hit] + (bonus if held else -HEADING_PENALTY * _is_heading(hit, article_of)))
        for (hit, held), value in zip(asked, odds, strict=True)
    ]
    return tuple(sorted(judged, key=lambda item: -item.odds)), copied


def _is_heading(hit: Hit, article_of: ArticleOf | None) -> bool:
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
