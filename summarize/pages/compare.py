"""The tab that puts sources side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gradio as gr

from summarize.results import Comparison
from summarize.views import comparison, matrix, over_time, page
from summarize.views.markup import escape

from .shell import FULL, MODEL, PROGRESS, QUIET, Shell, html, plot, stamp, told
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
        groups = html("groups", click="group")
        overview = self.shell.shown_on_arrival(
            lambda texts, _: page.invitation(texts("compare.welcome"), texts("compare.welcome_more")),
            elem_id="overview",
        )
        heading = html("matrix-heading")
        picture = gr.Plot(elem_id="matrix", show_label=False, visible=False)
        cell = html("cell", click="cell", submit="judge")
        table = html("cells")
        conflicts = html("conflicts", submit="deny")
        stances = html("time-heading")
        time = gr.Plot(elem_id="time", show_label=False, visible=False)
        figures = html("figures")
        exports = self.shell.export_buttons()
        shown = [result, groups, overview, heading, picture, cell, table, conflicts, stances, time, figures, *exports]
        slow: dict[str, Any] = {"outputs": shown, "show_progress_on": overview, **FULL, **MODEL}
        compare.click(self.compare, [topic, chosen, language], **slow)
        groups.click(self.compare_group, language, **slow)
        cell.click(self.open_cell, result, cell, **QUIET)
        cell.submit(self.judge, None, self.shell.changed, **QUIET)
        conflicts.submit(self.deny, result, [result, conflicts], **QUIET)

    @polite
    def compare(
        self, topic: str, chosen: list[str], language: str, request: gr.Request, progress: gr.Progress = PROGRESS
    ) -> list[Any]:
        articles = self.shell.articles_of(chosen, self.shell.workbench(request))
        return self._compared(topic, articles, language, request, progress)

    @polite
    def compare_group(
        self, language: str, request: gr.Request, event: gr.EventData, progress: gr.Progress = PROGRESS
    ) -> list[Any]:
        articles = self.shell.articles_of(str(event._data.get("articles", "")).split(), self.shell.workbench(request))
        return self._compared("", articles, language, request, progress)

    def _compared(
        self, topic: str, articles: tuple[str, ...], language: str, request: gr.Request, progress: gr.Progress
    ) -> list[Any]:
        texts = texts_of(request)
        result = self.shell.workbench(request).compare(
            (topic or "").strip() or None, articles=articles, language=language or None, progress=told(progress)
        )
        stances = matrix.time_figure(result, texts)
        return [
            result,
            comparison.groups_view(result, texts),
            comparison.overview_view(result, texts),
            comparison.matrix_heading(texts) if result.points else "",
            gr.Plot(value=plot(matrix.matrix_figure(result, texts)), visible=bool(result.points)),
            "",
            comparison.cells_view(result, texts),
            comparison.conflicts_view(result, texts),
            over_time.time_heading(result, texts) if stances else "",
            gr.Plot(value=plot(stances), visible=stances is not None),
            over_time.figures_view(result, texts),
            *self.shell.write_exports(result, "comparison", texts),
        ]

    @polite
    def open_cell(self, result: Comparison | None, request: gr.Request, event: gr.EventData) -> Any:
        point = event._data.get("point")
        if result is None or not isinstance(point, int) or not 0 <= point < len(result.points):
            return gr.skip()
        return comparison.cell_view(result, point, str(event._data.get("article", "")), texts_of(request))

    @polite
    def judge(self, request: gr.Request, event: gr.EventData) -> int:
        """Keep the reader's stance of a claim; the next comparison goes by it."""
        data, texts = event._data, texts_of(request)
        self.shell.workbench(request).correct_stance(
            str(data.get("article", "")), data.get("stance"), int(data.get("start", 0)), int(data.get("end", 0))
        )
        gr.Info(escape(texts("compare.judged")), title=escape(texts("app.title")))
        return stamp()

    @polite
    def deny(self, result: Comparison | None, request: gr.Request, event: gr.EventData) -> Any:
        """Keep that two sides do not contradict each other, and take the card away."""
        number = event._data.get("conflict")
        if result is None or not isinstance(number, int) or not 0 <= number < len(result.conflicts):
            return gr.skip()
        denied = result.conflicts[number]
        self.shell.workbench(request).mark_no_contradiction([side.citation for side in denied.sides])
        left = replace(result, conflicts=tuple(other for other in result.conflicts if other is not denied))
        return [left, comparison.conflicts_view(left, texts_of(request))]
