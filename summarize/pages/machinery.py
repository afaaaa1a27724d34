"""The tab about what runs: the language model, its speed and another one; the library and another one."""

from __future__ import annotations

from typing import Any

import gradio as gr

from index.errors import JiantingError
from summarize.models import catalogue
from summarize.views import listing, page
from summarize.views.texts import Texts
from summarize.workbench import Workbench

from .shell import FULL, MODEL, PROGRESS, QUIET, Shell, html, stamp, told
from .words import polite, t, texts_of

LONGEST_MODEL = 400


class MachineryTab:
    """`fill` places it; the other methods are the handlers of its events.

    Where the page is served to others (`local` is False) nobody may name a file, folder or server as the model: only
    those of the catalogue.
    """

    def __init__(self, shell: Shell, local: bool) -> None:
        self.shell = shell
        self.local = local

    def fill(self, tab: gr.Tab, state: gr.HTML) -> None:
        """`state` is the line in the page's head that says how far the model is."""
        about = self.shell.shows_library(self.about, "about", click="shelf")
        installed = [entry.name for entry in catalogue() if entry.installed]
        with gr.Row(equal_height=False, elem_id="model-row"):
            name = gr.Dropdown(
                installed,
                value=None,
                allow_custom_value=self.local,
                label=t("about.other_model"),
                info=t("about.other_model_more") if self.local else None,
                elem_id="model",
                scale=3,
            )
            use = gr.Button(t("about.use"), variant="primary", scale=1, min_width=90, elem_id="use-model")
        report = html("model-report")
        use.click(self.use_model, name, [report, state, self.shell.changed], show_progress_on=report, **FULL, **MODEL)
        tab.select(self.look, None, about, **QUIET)  # the speed is that of the latest replies
        about.click(self.make_library, None, report, **QUIET)

    @polite
    def look(self, request: gr.Request) -> str:
        return self.about(texts_of(request), self.shell.workbench(request))

    def about(self, texts: Texts, workbench: Workbench) -> str:
        names, here = self.shell.shelf.names(), self.shell.shelf.name_of(workbench)
        model = workbench.model
        return page.about(
            model.name, model.tokens_per_second, len(workbench.articles()), names, here, texts, can_make=self.local
        )

    @polite
    def use_model(self, name: str | None, request: gr.Request, progress: gr.Progress = PROGRESS) -> list[Any]:
        texts = texts_of(request)
        name = (name or "").strip()[:LONGEST_MODEL]
        if not name or (not self.local and name not in {entry.name for entry in catalogue()}):
            raise JiantingError(texts("about.choose_model"))
        self.shell.shelf.use_model(name, told(progress))
        self.shell.startup.enter("ready", self.shell.shelf.main.model_name)
        return [page.note(texts("about.used", model=name)), listing.state_view("ready", name, texts), stamp()]

    @polite
    def make_library(self, request: gr.Request, event: gr.EventData) -> str:
        if not self.local:
            raise JiantingError(texts_of(request)("about.not_here"))
        return page.made(self.shell.shelf.make(str(event._data.get("name", ""))))
