"""The conversation as HTML: a question, the evidence at once, the words after it, then the numbered sources."""

from __future__ import annotations

import re
from dataclasses import dataclass

from index.documents import Hit
from summarize.results import Answer, Statement, Summary

from .markup import escape, isolated
from .page import invitation
from .quotes import hit_card, sources_view, statement_view
from .texts import Texts

_NUMBER = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Turn:
    """One question and how far its answer has come. `problem` is a sentence that is shown instead of an answer."""

    question: str
    hits: tuple[Hit, ...] = ()
    streamed: str = ""
    answer: Answer | None = None
    problem: str | None = None
    stopped: bool = False


def conversation_view(turns: tuple[Turn, ...], texts: Texts) -> str:
    """All turns; with none, an invitation."""
    if not turns:
        return invitation(texts("ask.welcome"), texts("ask.welcome_more"))
    return f'<div class="turns" role="log" aria-live="polite">{"".join(_turn(turn, texts) for turn in turns)}</div>'


def suggestions_view(questions: tuple[str, ...], texts: Texts) -> str:
    """Questions to start with, each a button."""
    buttons = "".join(
        f'<button type="button" class="suggestion" data-suggest="{escape(question)}">{isolated(question)}</button>'
        for question in questions
    )
    return f'<div class="suggestions" role="group" aria-label="{escape(texts("ask.suggestions"))}">{buttons}</div>'


def _turn(turn: Turn, texts: Texts) -> str:
    return (
        f'<section class="turn"><p class="question" dir="auto">{escape(turn.question)}</p>'
        f'<div class="answer">{_answer(turn, texts)}</div></section>'
    )


def _answer(turn: Turn, texts: Texts) -> str:
    if turn.problem:
        return f'<p class="problem" role="alert">{escape(turn.problem)}</p>'
    if turn.answer is not None:
        return _finished(turn.answer, texts)
    waiting = escape(texts("ask.stopped" if turn.stopped else "ask.writing" if turn.hits else "ask.looking"))
    state = f'<p class="state{"" if turn.stopped else " busy"}">{waiting}</p>'
    words = f'<p class="prose" dir="auto">{_streamed(turn.streamed)}</p>' if turn.streamed else ""
    return words + state + _evidence(turn.hits, texts, is_open=not turn.streamed)


def _streamed(text: str) -> str:
    """Words on their way: numbers already look like citations, and become buttons when the answer is checked."""
    return _NUMBER.sub(r'<span class="cite waiting">\1</span>', escape(text))


def _evidence(hits: tuple[Hit, ...], texts: Texts, is_open: bool) -> str:
    if not hits:
        return ""
    cards = "".join(hit_card(hit, texts) for hit in hits)
    return (
        f'<details class="evidence"{" open" if is_open else ""}>'
        f"<summary>{escape(texts('ask.evidence', count=len(hits)))}</summary>"
        f'<div class="cards">{cards}</div></details>'
    )


def _finished(answer: Answer, texts: Texts) -> str:
    if answer.declined:
        nearest = "".join(hit_card(hit, texts) for hit in answer.nearest)
        heading = f"<h4>{escape(texts('ask.nearest'))}</h4>" if nearest else ""
        note = answer.text or texts("ask.declined")
        return f'<p class="declined" dir="auto">{escape(note)}</p>{heading}<div class="cards">{nearest}</div>'
    return (
        f'<div class="prose" dir="auto">{cited_prose(answer.statements, answer.text, texts)}</div>'
        f"{sources_view(answer.statements, texts)}{_foot(answer, texts)}"
    )


def cited_prose(statements: tuple[Statement, ...], text: str, texts: Texts) -> str:
    """Statements one after another; a text without statements as it is."""
    if not statements:
        return f"<p>{escape(text)}</p>"
    # Chinese and Japanese sentences follow each other without a space.
    gaps = ["" if ord(statement.text[-1:] or " ") > 0x2E7F else " " for statement in statements]
    views = [statement_view(statement, texts) for statement in statements]
    return f"<p>{''.join(view + gap for view, gap in zip(views, gaps, strict=True))}</p>"


def _foot(answer: Answer, texts: Texts) -> str:
    seconds = answer.seconds.get("answer")
    facts = [texts("ask.seconds", seconds=f"{seconds:.1f}") if seconds is not None else None, answer.model]
    line = " · ".join(isolated(fact) for fact in facts if fact)
    return f'<p class="foot">{line}</p>' if line else ""


def summary_view(summary: Summary, texts: Texts) -> str:
    """A summary with its citations and the quotes they stand for."""
    prose = cited_prose(summary.statements, summary.text, texts)
    return (
        f'<article class="summary"><div class="prose" dir="auto">{prose}</div>'
        f"<h4>{escape(texts('summary.quotes'))}</h4>{sources_view(summary.statements, texts)}</article>"
    )


def gist_view(summary: Summary, texts: Texts) -> str:
    """A summary above the article that it is of: its numbers lead to the sentences below."""
    prose = cited_prose(summary.statements, summary.text, texts)
    return (
        f'<section class="gist"><h3>{escape(texts("summary.gist"))}</h3>'
        f'<div class="prose" dir="auto">{prose}</div></section>'
    )
