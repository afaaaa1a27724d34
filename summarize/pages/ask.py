"""The tab for questions: evidence at once, the checked words after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import gradio as gr

from summarize.conversations import Conversation
from summarize.rendering import FORMATS
from summarize.views import asking
from summarize.views.conversation import Turn, conversation_view, suggestions_view
from summarize.views.markup import escape

from .shell import BUSY, MODEL, QUIET, Shell
from .words import polite, t, texts_of

LONGEST_QUESTION = 4000


class AskTab:
    """`fill` places it; the other methods are the handlers of its events."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell

    def fill(self) -> None:
        shell = self.shell
        turns = gr.State(())
        shown = shell.shown_on_arrival(lambda texts, _: conversation_view((), texts), elem_id="conversation")
        exports = shell.export_buttons()
        suggestions = shell.shows_library(
            lambda texts, workbench: suggestions_view(asking.suggestions(workbench.articles(), texts), texts),
            elem_id="suggestions",
            click="suggest",
        )
        with gr.Row(elem_id="ask-row"):
            question = gr.Textbox(
                placeholder=t("ask.placeholder"),
                label=t("ask.label"),
                show_label=False,
                lines=1,
                max_lines=6,
                max_length=LONGEST_QUESTION,
                scale=8,
                elem_id="question",
                autofocus=True,
            )
            ask = gr.Button(t("ask.button"), variant="primary", scale=1, min_width=90, elem_id="ask")
            stop = gr.Button(t("ask.stop"), scale=1, min_width=90, elem_id="stop", visible=False)
        with gr.Accordion(t("choice.more"), open=False):
            with gr.Row():
                chosen = shell.article_chooser()
                language = shell.language_chooser("choice.language", "choice.language_auto")
            clear = gr.Button(t("ask.clear"), size="sm", elem_id="clear")
        conversation, running = [turns, shown], [ask, stop]
        idle: dict[str, Any] = {"fn": self.idle, "outputs": running, **QUIET}
        begun = [*conversation, question, suggestions, *running]
        asked = gr.on([ask.click, question.submit], self.begin, [turns, question, chosen], begun, **QUIET)
        suggested = suggestions.click(self.begin_suggested, [turns, chosen], begun, **QUIET)
        for beginning in (asked, suggested):
            written = beginning.then(self.proceed, [turns, language, chosen], conversation, **BUSY, **MODEL)
            written.then(**idle).then(self.export, turns, exports, **QUIET)
            stop.click(self.stop, turns, conversation, cancels=[written], **QUIET).then(**idle)
        clear.click(self.clear, None, [*conversation, suggestions, *exports], **QUIET)

    @polite
    def begin(
        self, turns: tuple[Turn, ...], question: str, chosen: list[str], request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        texts, workbench = texts_of(request), self.shell.workbench(request)
        question = (question or "").strip()
        if not question:
            gr.Info(escape(texts("error.empty")), title=escape(texts("app.title")))
            yield gr.skip()
            return
        articles = self.shell.articles_of(chosen, workbench)
        busy = (gr.Button(visible=False), gr.Button(visible=True))
        for going_on in asking.begin(workbench, turns, question, articles, texts):
            yield going_on, conversation_view(going_on, texts), "", "", *busy

    @polite
    def begin_suggested(
        self, turns: tuple[Turn, ...], chosen: list[str], request: gr.Request, event: gr.EventData
    ) -> Iterator[tuple[Any, ...]]:
        yield from self.begin(turns, str(event._data.get("question", ""))[:LONGEST_QUESTION], chosen, request)

    @polite
    def proceed(
        self, turns: tuple[Turn, ...], language: str, chosen: list[str], request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        texts, workbench = texts_of(request), self.shell.workbench(request)
        articles = self.shell.articles_of(chosen, workbench)
        for going_on in asking.proceed(workbench, turns, language or None, articles, texts):
            yield going_on, conversation_view(going_on, texts)

    def idle(self) -> tuple[gr.Button, gr.Button]:
        return gr.Button(visible=True), gr.Button(visible=False)

    def stop(self, turns: tuple[Turn, ...], request: gr.Request) -> tuple[Any, ...]:
        ended = asking.stopped(turns)
        return ended, conversation_view(ended, texts_of(request))

    @polite
    def clear(self, request: gr.Request) -> list[Any]:
        texts = texts_of(request)
        hidden = [gr.DownloadButton(visible=False) for _ in FORMATS]
        suggested = asking.suggestions(self.shell.workbench(request).articles(), texts)
        return [(), conversation_view((), texts), suggestions_view(suggested, texts), *hidden]

    @polite
    def export(self, turns: tuple[Turn, ...], request: gr.Request) -> Any:
        answers = tuple(turn.answer for turn in turns if turn.answer)
        if not answers:
            return gr.skip()
        return self.shell.write_exports(Conversation(answers), "conversation", texts_of(request))
