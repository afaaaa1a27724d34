"""How a conversation goes on: each step gives all turns again, a little further than before."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from index.documents import Article
from index.errors import JiantingError
from summarize.events import EvidenceFound, TextPiece

from .conversation import Turn
from .texts import Texts

if TYPE_CHECKING:
    from summarize.workbench import Workbench

_EVIDENCE = 5
_LONGEST_TITLE = 60
_log = logging.getLogger(__name__)


def begin(
    workbench: Workbench, turns: tuple[Turn, ...], question: str, articles: Sequence[str], texts: Texts
) -> Iterator[tuple[Turn, ...]]:
    """The question at once, then the sentences found for it: neither waits for the model or for another reader."""
    turn = Turn(question)
    yield (*turns, turn)
    try:
        yield (*turns, replace(turn, hits=workbench.search(question, k=_EVIDENCE, articles=articles).hits))
    except JiantingError as error:
        yield (*turns, replace(turn, problem=str(error)))
    except Exception:
        _log.exception("searching for %r", question)
        yield (*turns, replace(turn, problem=texts("error.unexpected")))


def proceed(
    workbench: Workbench, turns: tuple[Turn, ...], language: str | None, articles: Sequence[str], texts: Texts
) -> Iterator[tuple[Turn, ...]]:
    """Answer the last question, event by event. An error becomes a sentence in its turn, never an exception."""
    *earlier, turn = turns
    if turn.answer or turn.problem:
        return
    history = tuple(past.answer for past in earlier if past.answer)
    try:
        for event in workbench.ask_stream(turn.question, language=language, history=history, articles=articles):
            if isinstance(event, EvidenceFound):
                turn = replace(turn, hits=event.hits)
            elif isinstance(event, TextPiece):
                turn = replace(turn, streamed=turn.streamed + event.text)
            else:
                turn = replace(turn, answer=event.answer)
            yield (*earlier, turn)
    except JiantingError as error:
        yield (*earlier, replace(turn, problem=str(error)))
    except Exception:
        _log.exception("answering %r", turn.question)
        yield (*earlier, replace(turn, problem=texts("error.unexpected")))


def stopped(turns: tuple[Turn, ...]) -> tuple[Turn, ...]:
    """The same turns, the last one marked as ended by the reader if it had no answer yet."""
    if not turns or turns[-1].answer or turns[-1].problem:
        return turns
    return (*turns[:-1], replace(turns[-1], stopped=True))


def suggestions(articles: Sequence[Article], texts: Texts, count: int = 4) -> tuple[str, ...]:
    """Questions to start with: about articles with short titles, those in the interface's language first."""
    titled = [article for article in articles if article.title and len(article.title) <= _LONGEST_TITLE]
    titled.sort(key=lambda article: article.language != texts.locale)
    return tuple(texts("ask.suggest_about", subject=article.title) for article in titled[:count])
