"""The tab for the library: adding, listing, collecting and removing articles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import gradio as gr

from index.documents import AddReport
from index.errors import JiantingError
from summarize.collecting import collections, keep_collection
from summarize.leanings import leaning
from summarize.uploading import add_uploads
from summarize.views import listing, page
from summarize.views.texts import Texts
from summarize.workbench import Workbench

from .shell import FULL, PROGRESS, QUIET, Shell, html, stamp, told
from .words import polite, t, texts_of

LONGEST_PASTE = 2_000_000  # characters
_LINK = re.compile(r"https?://", re.I)


class ArticlesTab:
    """`fill` places it; the other methods are the handlers of its events."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell

    def fill(self) -> None:
        with gr.Row(equal_height=False, elem_id="adding"):
            dropped = gr.File(file_count="multiple", label=t("articles.files"), height=190, elem_id="drop")
            with gr.Column():
                pasted = gr.Textbox(
                    label=t("articles.paste"),
                    placeholder=t("articles.paste_label"),
                    lines=4,
                    max_lines=12,
                    max_length=LONGEST_PASTE,
                    elem_id="paste",
                )
                with gr.Row():
                    name = gr.Textbox(
                        label=t("articles.name"),
                        placeholder=t("articles.name"),
                        show_label=False,
                        max_length=200,
                        scale=3,
                    )
                    add = gr.Button(t("articles.add"), variant="primary", scale=1, min_width=90, elem_id="add")
        report = html("report")
        table = self.shell.shows_library(_table, "article-list", click="library")
        changed = self.shell.changed
        dropped.upload(self.add_files, dropped, [dropped, report, changed], **QUIET)
        add.click(self.add_pasted, [pasted, name], [pasted, name, report, changed], show_progress_on=report, **FULL)
        table.click(self.change, None, [report, changed], **QUIET)

    @polite
    def add_files(self, paths: list[str] | None, request: gr.Request) -> Iterator[Any]:
        texts = texts_of(request)
        for upload in add_uploads(self.shell.workbench(request), paths or ()):
            yield gr.skip(), listing.upload_view(upload, texts), gr.skip()
        yield None, listing.upload_view(upload, texts), stamp()

    @polite
    def add_pasted(self, text: str, name: str, request: gr.Request, progress: gr.Progress = PROGRESS) -> list[Any]:
        texts, workbench = texts_of(request), self.shell.workbench(request)
        lines = (text or "").split()
        if not lines:
            raise JiantingError(texts("articles.nothing"))
        report: AddReport
        if all(_LINK.match(line) for line in lines):
            report = workbench.add(*lines, progress=told(progress))
        else:
            report = workbench.add_text(text, (name or "").strip() or texts("articles.pasted"), told(progress))
        left = text if report.failed else ""
        return [left, name if left else "", listing.add_view(report, texts), stamp()]

    @polite
    def change(self, request: gr.Request, event: gr.EventData) -> list[Any]:
        """Remove an article, or keep or forget a collection."""
        texts, workbench, data = texts_of(request), self.shell.workbench(request), event._data
        if "collection" in data:
            chosen = [str(id) for id in data.get("articles") or ()]
            keep_collection(workbench, str(data["collection"]), chosen)
            return [page.note(texts("articles.kept" if chosen else "articles.forgotten")), stamp()]
        workbench.remove(str(data.get("article", "")))
        return [page.note(texts("articles.removed")), stamp()]


def _table(texts: Texts, workbench: Workbench) -> str:
    articles = workbench.articles()
    leanings = {article.id: leaning(workbench.index, article.id) for article in articles}
    return listing.articles_view(articles, texts, leanings, collections(workbench))
