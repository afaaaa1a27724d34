"""The tab for summaries of one article or several."""

from __future__ import annotations

from typing import Any

import gradio as gr

from index.errors import JiantingError
from summarize.views import page
from summarize.views.conversation import summary_view

from .shell import FULL, MODEL, PROGRESS, Shell, told
from .words import polite, t, texts_of


class SummariesTab:
    """`fill` places it; `summarize` is the handler of its event."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell

    def fill(self) -> None:
        with gr.Row(equal_height=False):
            chosen = self.shell.article_chooser("summary.articles")
            lengths = [(t(f"summary.{length}"), length) for length in ("short", "medium", "long")]
            length = gr.Radio(lengths, value="short", label=t("summary.length"), elem_id="length")
            language = self.shell.language_chooser("choice.output_language", "choice.output_auto")
        button = gr.Button(t("summary.button"), variant="primary", elem_id="summarize")
        summary = self.shell.shown_on_arrival(
            lambda texts, _: page.invitation(texts("summary.welcome"), texts("summary.welcome_more")),
            elem_id="summary",
        )
        exports = self.shell.export_buttons()
        button.click(
            self.summarize, [chosen, length, language], [summary, *exports], show_progress_on=summary, **FULL, **MODEL
        )

    @polite
    def summarize(
        self, chosen: list[str], length: str, language: str, request: gr.Request, progress: gr.Progress = PROGRESS
    ) -> list[Any]:
        texts, workbench = texts_of(request), self.shell.workbench(request)
        articles = self.shell.articles_of(chosen, workbench)
        if not articles:
            raise JiantingError(texts("summary.choose"))
        result = workbench.summarize(*articles, length=length, language=language or None, progress=told(progress))
        return [summary_view(result, texts), *self.shell.write_exports(result, "summary", texts)]
