"""The tab for people who would rather look for themselves."""

from __future__ import annotations

from typing import Any

import gradio as gr

from summarize.views import listing, page

from .shell import BUSY, OUTPUT_LANGUAGES, Shell
from .words import iso_date, polite, t, texts_of


class SearchTab:
    """`fill` places it; `search` is the handler of its event."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell

    def fill(self) -> None:
        with gr.Row():
            query = gr.Textbox(
                label=t("search.label"),
                show_label=False,
                placeholder=t("search.placeholder"),
                max_length=1000,
                scale=8,
                elem_id="query",
            )
            button = gr.Button(t("search.button"), variant="primary", scale=1, min_width=90, elem_id="search")
        with gr.Accordion(t("choice.more"), open=False):
            with gr.Row():
                chosen = self.shell.article_chooser()
                languages = gr.Dropdown(
                    [(t(f"language.{tag}"), tag) for tag in OUTPUT_LANGUAGES],
                    multiselect=True,
                    label=t("search.languages"),
                )
                sources = self.shell.source_chooser("search.sources")
            with gr.Row():
                since = gr.Textbox(label=t("search.since"), max_length=10)
                until = gr.Textbox(label=t("search.until"), max_length=10)
                count = gr.Slider(5, 50, value=10, step=5, label=t("search.count_label"))
                per_article = gr.Slider(0, 10, value=0, step=1, label=t("search.per_article"))
        hits = self.shell.shown_on_arrival(
            lambda texts, _: page.invitation(texts("search.welcome"), texts("search.welcome_more")), elem_id="hits"
        )
        exports = self.shell.export_buttons()
        gr.on(
            [button.click, query.submit],
            self.search,
            [query, chosen, languages, sources, since, until, count, per_article],
            [hits, *exports],
            **BUSY,
        )

    @polite
    def search(
        self,
        query: str,
        chosen: list[str],
        languages: list[str],
        sources: list[str],
        since: str,
        until: str,
        count: int,
        per_article: int,
        request: gr.Request,
    ) -> Any:
        texts, workbench = texts_of(request), self.shell.workbench(request)
        if not (query or "").strip():
            return gr.skip()
        found = workbench.search(
            query.strip(),
            k=int(count),
            articles=self.shell.articles_of(chosen, workbench),
            languages=languages or (),
            sources=sources or (),
            since=iso_date(since, texts),
            until=iso_date(until, texts),
            per_article=int(per_article) or None,
        )
        return [listing.hits_view(found, texts), *self.shell.write_exports(found, "search", texts)]
