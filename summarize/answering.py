"""Question → cited answer: evidence first, then what states the answer, then words that were checked, else quotes."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

from index.article_index import ArticleIndex
from index.concepts import query_language
from index.documents import Hit
from index.questions import asked_for, holds

from .asked_subject import on_the_subject
from .citations import with_markers
from .context import is_question, within_budget
from .events import AnswerEvent, AnswerReady, EvidenceFound, TextPiece
from .followups import standalone
from .guessing import guesses, taken_in_turn
from .languages import language_of, language_of_articles
from .llms import LanguageModel, Progress
from .phrases import declined, no_articles
from .results import Answer
from .selecting import MOST_PICKED, STATED_BESIDE, asks_several, judge_hits, neighbours, picked, stated_odds
from .telling import spellings_in, told

SEARCHED = 30  # sentences asked of the search; subject and budget of tokens decide how many are judged
SURE_BESIDE = 0.8  # odds from which a sentence with another figure is told beside the best
NEAREST = 5  # sentences shown with a declined answer


def answer(
    index: ArticleIndex,
    model: LanguageModel,
    question: str,
    language: str | None = None,
    history: Sequence[Answer] = (),
    articles: Sequence[str] = (),
    progress: Progress | None = None,
) -> Answer:
    """Answer a question from the articles, or decline. Raises LibraryError, UnknownArticleError, ModelError."""
    for event in answer_stream(index, model, question, language, history, articles, progress):
        if isinstance(event, AnswerReady):
            return event.answer
    raise AssertionError("a stream of events ends with AnswerReady")


def answer_stream(
    index: ArticleIndex,
    model: LanguageModel,
    question: str,
    language: str | None = None,
    history: Sequence[Answer] = (),
    articles: Sequence[str] = (),
    progress: Progress | None = None,
) -> Iterator[AnswerEvent]:
    """As `answer`, in events: evidence as soon as it is found, text only once it was checked, then the whole."""
    tell = progress or (lambda fraction, text: None)
    started = time.perf_counter()
    language = language or language_of(question, index.articles())
    tell(0.02, "searching")
    asked = standalone(model, question, history) if history else question
    found = index.search(asked, k=SEARCHED, articles=articles).hits
    on_subject = on_the_subject(asked, found, index.article)
    read = within_budget(on_subject)
    hits = within_budget([hit for hit in on_subject if not is_question(hit)])
    evidence_seconds = time.perf_counter() - started
    yield EvidenceFound(hits, evidence_seconds)
    tell(0.1, "reading the evidence")
    judged, copied = judge_hits(model, asked, read, index.article)
    answering = picked(judged, copied)
    if read and not answering:
        tell(0.3, "searching again in other words")
        read = _found_otherwise(index, model, asked, articles, read)
        judged, copied = judge_hits(model, asked, read, index.article)
        answering = picked(judged, copied)
        hits = (*hits, *(hit for hit in answering if hit not in hits))
    chosen = _completed(index, model, asked, answering)
    tell(0.6, "wording the answer")
    if chosen:
        sure = [item.hit for item in judged if item.odds >= SURE_BESIDE]
        statements = told(index, model, asked, chosen, hits, sure, copied, language)
        text = with_markers(statements)
    else:
        statements = ()
        text = declined(language) if hits else no_articles(language)
    yield TextPiece(text)
    tell(1.0, "done")
    yield AnswerReady(
        Answer(
            question=question,
            language=language,
            text=text,
            declined=not chosen,
            statements=statements,
            nearest=hits[:NEAREST] if not chosen else (),
            seconds={"evidence": evidence_seconds, "answer": time.perf_counter() - started},
            model=model.name,
        )
    )


def _found_otherwise(
    index: ArticleIndex, model: LanguageModel, question: str, articles: Sequence[str], read: Sequence[Hit]
) -> tuple[Hit, ...]:
    """What sentences that would answer the question find, besides those that were read already."""
    library = language_of_articles(index.articles())
    guessed = guesses(model, question, query_language(question), library, spellings_in(index, read))
    found = [index.search(guess, k=SEARCHED, articles=articles).hits for guess in guessed]
    return within_budget(on_the_subject(question, taken_in_turn(found, read), index.article))


def _completed(index: ArticleIndex, model: LanguageModel, question: str, chosen: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The chosen sentences and neighbours of the best that state the rest.

    The rest is the second thing where more than one was asked, or the figure, date or name that the best promises and
    the next sentence brings ("… is yield. It stands at 91%.").
    """
    if not chosen or len(chosen) == MOST_PICKED:
        return chosen
    missing = [kind for kind in asked_for(question) if not any(holds(hit.display, kind) for hit in chosen)]
    if not missing and not asks_several(question):
        return chosen
    beside = [
        hit
        for hit in neighbours(index.article(chosen[0].article), chosen[0])
        if all((hit.article, hit.number) != (other.article, other.number) for other in chosen)
        and (not missing or any(holds(hit.display, kind) for kind in missing))
    ]
    # Read together with the best: "It stands at 91%" says of what only there.
    odds = stated_odds(model, question, [_joined(chosen[0], hit) for hit in beside])
    added = [hit for hit, value in zip(beside, odds, strict=True) if value >= STATED_BESIDE]
    # What was missing comes first: it is the answer, and the sentence that promised it is its context.
    return tuple([*added, *chosen] if missing else [*chosen, *added])[:MOST_PICKED]


def _joined(best: Hit, beside: Hit) -> Hit:
    """The neighbour of a sentence, shown with it in the order of the article."""
    parts = sorted((best, beside), key=lambda hit: hit.number)
    return replace(beside, display=" ".join(part.display for part in parts))
