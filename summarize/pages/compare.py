"""The tab that puts sources side by side."""

from __future__ import annotations

from typing import Any

import gradio as gr

from summarize.results import Comparison
from summarize.views import comparison, matrix, page

from .shell import FULL, MODEL, PROGRESS, QUIET, Shell, html, plot, told
from .words import polite, t, texts_of


class CompareTab:
    """`fill` places it; the other methods are the handlers of its events."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell

    def fill(self) -> None:
        with gr.Row(equal_height=False):
            topic = gr.Textbox(
                label=t("compare.topic"), placeholder=t("compare.topic_placeholder"), max_length=400, elem_id="topic"
            )
            chosen = self.shell.article_chooser()
            language = self.shell.language_chooser("choice.output_language", "choice.output_auto")
        compare = gr.Button(t("compare.button"), variant="primary", elem_id="compare")
        result = gr.State(None)
        overview = self.shell.shown_on_arrival(
            lambda texts, _: page.invitation(texts("compare.welcome"), texts("compare.welcome_more")),
            elem_id="overview",
        )
        heading = html("matrix-heading")
        picture = gr.Plot(elem_id="matrix", show_label=False, visible=False)
        cell = html("cell", click="cell")
        table = html("cells")
        conflicts = html("conflicts")
        over_time = html("time-heading")
        time = gr.Plot(elem_id="time", show_label=False, visible=False)
        exports = self.shell.export_buttons()
        compare.click(
            self.compare,
            [topic, chosen, language],
            [result, overview, heading, picture, cell, table, conflicts, over_time, time, *exports],
            show_progress_on=overview,
            **FULL,
            **MODEL,
        )
        cell.click(self.open_cell, result, cell, **QUIET)

    @polite
    def compare(
        self, topic: str, chosen: list[str], language: str, request: gr.Request, progress: gr.Progress = PROGRESS
    ) -> list[Any]:
        texts, workbench = texts_of(request), self.shell.workbench(request)
        result = workbench.compare(
            (topic or "").strip() or None,
            articles=self.shell.articles_of(chosen, workbench),
            language=language or None,
            progress=told(progress),
        )
        published = {article.id: article.published for article in workbench.articles()}
        over_time = matrix.time_figure(result, published, texts)
        return [
            result,
            comparison.overview_view(result, texts),
            comparison.matrix_heading(texts) if result.points else "",
            gr.Plot(value=plot(matrix.matrix_figure(result, texts)), visible=bool(result.points)),
            "",
            comparison.cells_view(result, texts),
            comparison.conflicts_view(result, texts),
            comparison.time_heading(texts) if over_time else "",
            gr.Plot(value=plot(over_time), visible=over_time is not None),
            *self.shell.write_exports(result, "comparison", texts),
        ]

    @polite
    def open_cell(self, result: Comparison | None, request: gr.Request, event: gr.EventData) -> Any:
        point = event._data.get("point")
        if result is None or not isinstance(point, int) or not 0 <= point < len(result.points):
            return gr.skip()
        return comparison.cell_view(result, point, str(event._data.get("article", "")), texts_of(request))
