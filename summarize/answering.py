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
from .citations import Numbering, cite, with_markers
from .context import is_question, within_budget
from .events import AnswerEvent, AnswerReady, EvidenceFound, TextPiece
from .extracting import Extract
from .figures import parse, supported
from .followups import standalone
from .guessing import guesses, taken_in_turn
from .languages import for_reader, language_of, language_of_articles, same_language
from .llms import LanguageModel, Progress
from .names import Spellings, latin_spellings
from .phrases import declined, no_articles
from .results import Answer, Citation, Statement
from .selecting import MOST_PICKED, STATED_BESIDE, asks_several, judge_hits, neighbours, picked, stated_odds
from .wording import Source, translated, word_answer

SEARCHED = 30  # sentences asked of the search; subject and budget of tokens decide how many are judged
SURE_BESIDE = 0.8  # odds from which a sentence with another figure is told beside the best
MOST_SAID = 2  # sentences with other figures that are both told
MOST_TRANSLATED = 2  # quotes of an answer; each costs the model some seconds
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
        statements = _statements(index, model, asked, chosen, hits, sure, copied, language)
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
    guessed = guesses(model, question, query_language(question), library, _names(index, read))
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


def _statements(
    index: ArticleIndex,
    model: LanguageModel,
    question: str,
    chosen: Sequence[Hit],
    hits: Sequence[Hit],
    sure: Sequence[Hit],
    copied: Extract | None,
    language: str,
) -> tuple[Statement, ...]:
    """Words that pass, else the quotes themselves.

    A foreign quote is translated with the question in sight, which is an answer already: a small model keeps closer
    to what is said when it translates than when it answers.
    """
    numbering = Numbering()
    if asks_several(question):
        return _jointly(index, model, question, chosen, hits, language, numbering)
    said = [_statement(index, model, question, chosen[0], hits, copied, language, numbering)]
    for hit in chosen[1:]:
        if len(said) < MOST_SAID and hit in sure and _differ(chosen[0], hit):
            said.append(_statement(index, model, question, hit, hits, copied, language, numbering))
    return tuple(said)


def _statement(
    index: ArticleIndex,
    model: LanguageModel,
    question: str,
    hit: Hit,
    hits: Sequence[Hit],
    copied: Extract | None,
    language: str,
    numbering: Numbering,
) -> Statement:
    """What one sentence answers: its translation, else words made from it, else the sentence itself."""
    names = _names(index, hits)
    copied = copied if copied and copied.stands_in(hit) else None
    citation = translated(model, _cite(index, hit), language, question, names)
    worded = citation.translation
    if worded is None or (copied and not copied.kept_in(worded, language, hit.language)):
        worded = word_answer(model, question, [Source(citation.display, citation.language)], language, copied)
    if citation.translation is None:
        citation = translated(model, citation, language, names=names)  # for the reader of the quote
    if worded is None:
        return _quoted(citation, language, numbering)
    others = [_cite(index, other) for other in _standing(worded, [hit], hits, language) if other != hit]
    return Statement(worded, "supported", numbering.number_all([citation, *others]))


def _jointly(
    index: ArticleIndex,
    model: LanguageModel,
    question: str,
    chosen: Sequence[Hit],
    hits: Sequence[Hit],
    language: str,
    numbering: Numbering,
) -> tuple[Statement, ...]:
    """One answer to a question that asks several things from all the chosen sentences, else each as it stands."""
    cited = [
        translated(model, _cite(index, hit), language, question, _names(index, hits))
        if place < MOST_TRANSLATED
        else _cite(index, hit)
        for place, hit in enumerate(chosen)
    ]
    sources = [Source(c.translation, language) if c.translation else Source(c.display, c.language) for c in cited]
    worded = word_answer(model, question, sources, language)
    if worded is None:
        return tuple(_quoted(citation, language, numbering) for citation in cited)
    made = {(c.article, c.start): c for c in cited}
    standing = [_cite(index, hit) for hit in _standing(worded, chosen, hits, language)]
    return (Statement(worded, "supported", numbering.number_all(made.get((c.article, c.start), c) for c in standing)),)


def _quoted(citation: Citation, language: str, numbering: Numbering) -> Statement:
    """The quote speaks for itself, by its translation where there is one."""
    text = citation.translation or (
        for_reader(citation.display, language) if same_language(citation.language, language) else citation.display
    )
    return Statement(text, "supported", numbering.number_all([citation]))


def _differ(first: Hit, second: Hit) -> bool:
    """Whether two sentences give figures of the same kind and none of the same value: the reader sees both."""
    one, other = (
        [f for f in parse(hit.display, hit.language, hit.published) if f.kind != "date" and f.value is not None]
        for hit in (first, second)
    )
    alike = any((a.kind, a.unit) == (b.kind, b.unit) for a in one for b in other)
    return alike and not any(supported(figure, other) for figure in one)


def _standing(worded: str, chosen: Sequence[Hit], hits: Sequence[Hit], language: str) -> list[Hit]:
    """The chosen sentences, best first, that carry the worded answer, and others found that hold all its figures.

    So several sources that say the same are all cited, and a sentence that was picked but not used is not.
    """
    figures = [figure for figure in parse(worded, language) if figure.kind != "date"]
    if not figures:
        return [chosen[0]]

    def held(hit: Hit) -> int:
        standing = parse(hit.display, hit.language, hit.published)
        return sum(supported(figure, standing) for figure in figures)

    whole = [hit for hit in dict.fromkeys([*chosen, *hits]) if held(hit) == len(figures)]
    return whole[:4] if whole else [hit for hit in chosen if held(hit)] or [chosen[0]]


def _names(index: ArticleIndex, hits: Sequence[Hit]) -> Spellings:
    return latin_spellings(index.article(identifier) for identifier in dict.fromkeys(hit.article for hit in hits))


def _cite(index: ArticleIndex, hit: Hit) -> Citation:
    return cite(index.article(hit.article), hit.start, hit.end)
