"""The interface's words for whoever asks, and errors as sentences in them."""

from __future__ import annotations

import functools
import inspect
import logging
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import gradio as gr

from index.errors import JiantingError
from summarize.views.markup import escape
from summarize.views.texts import BROWSER_TAGS, LOCALES, Texts, choose_locale, texts_for

t = gr.I18n(**{BROWSER_TAGS[locale]: dict(texts_for(locale).words) for locale in LOCALES})

_log = logging.getLogger(__name__)


def texts_of(request: gr.Request | None) -> Texts:
    """The words for whoever asks: the language chosen on the page (a cookie), else the browser's."""
    if request is None:
        return texts_for("en")
    return texts_for(choose_locale(request.cookies.get("jianting_locale"), request.headers.get("accept-language")))


def polite(handler: Callable[..., Any]) -> Callable[..., Any]:
    """Let no error out of a handler: an expected one is shown as its own sentence, any other goes to the terminal."""

    def apologise(error: Exception, values: tuple[Any, ...]) -> Any:
        texts = texts_of(next((value for value in values if isinstance(value, gr.Request)), None))
        if isinstance(error, JiantingError):
            message = str(error)
        else:
            _log.error("in %s", handler.__name__, exc_info=error)
            message = texts("error.unexpected")
        gr.Warning(escape(message), title=escape(texts("error.title")))
        return gr.skip()

    @functools.wraps(handler)
    def handle(*values: Any) -> Any:
        try:
            return handler(*values)
        except Exception as error:
            return apologise(error, values)

    @functools.wraps(handler)
    def handle_each(*values: Any) -> Iterator[Any]:
        try:
            yield from handler(*values)
        except Exception as error:
            yield apologise(error, values)

    return handle_each if inspect.isgeneratorfunction(handler) else handle


def iso_date(text: str | None, texts: Texts) -> str | None:
    """An ISO date as the library wants it, None for an empty field; JiantingError for anything else."""
    if not text or not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError as error:
        raise JiantingError(texts("error.date")) from error
