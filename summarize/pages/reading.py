"""The panel in which an article is read, mended and summed up, beside whatever tab is open."""

from __future__ import annotations

from typing import Any

import gradio as gr

from index.documents import Article
from summarize.leanings import leaning
from summarize.views import page
from summarize.views.conversation import gist_view
from summarize.views.mending import FIELDS
from summarize.views.reader import article_view
from summarize.workbench import Workbench

from .shell import BUSY, MODEL, QUIET, Shell, html, stamp
from .words import iso_date, polite, texts_of


class ReadingPanel:
    """`fill` places it; the other methods are the handlers of its events."""

    def __init__(self, shell: Shell) -> None:
        self.shell = shell

    def fill(self) -> None:
        with gr.Column(elem_id="reader-panel"):
            self.shell.shown_on_arrival(lambda texts, _: page.close_button(texts), elem_id="reader-close")
            gist = html("gist")
            reader = html("reader", click="open", submit="mend", select="sum")
        reader.click(self.open, None, [reader, gist], **QUIET)
        reader.submit(self.mend, None, [reader, self.shell.changed], **QUIET)
        reader.select(self.sum_up, None, gist, show_progress_on=gist, **BUSY, **MODEL)

    @polite
    def open(self, request: gr.Request, event: gr.EventData) -> list[str]:
        workbench = self.shell.workbench(request)
        article = workbench.article(str(event._data.get("article", "")))
        return [self._shown(article, workbench, request, *_span(event._data)), ""]

    @polite
    def mend(self, request: gr.Request, event: gr.EventData) -> list[Any]:
        """Restore what was cut, cut it again, or correct what is said about the article."""
        workbench, data = self.shell.workbench(request), event._data
        article = workbench.article(str(data.get("article", "")))
        start, end = _span(data)
        if start is not None and end is not None:
            restoring = data.get("action") == "restore"
            article = (workbench.restore if restoring else workbench.cut)(article.id, start, end)
            if not restoring:
                start = end = None
            return [self._shown(article, workbench, request, start, end, restored=restoring), stamp()]
        return [self._shown(self._corrected(article, workbench, data, request), workbench, request), stamp()]

    @polite
    def sum_up(self, request: gr.Request, event: gr.EventData) -> str:
        texts, workbench = texts_of(request), self.shell.workbench(request)
        article = workbench.article(str(event._data.get("article", "")))
        return gist_view(workbench.summarize(article.id, language=texts.locale), texts)

    def _corrected(self, article: Article, workbench: Workbench, data: dict[str, Any], request: gr.Request) -> Article:
        """The article with what the reader has written differently from what was there."""
        for field in FIELDS:
            said = (" ".join(str(data.get(field) or "").split()))[:400] or None
            if field == "published":
                said = iso_date(said, texts_of(request))
            if said != getattr(article, field):
                article = workbench.correct(article.id, field, said)
        stance, shown = data.get("stance"), leaning(workbench.index, article.id)
        if stance != (shown.stance if shown.corrected else ""):
            workbench.correct_stance(article.id, stance or None)
        return article

    def _shown(
        self,
        article: Article,
        workbench: Workbench,
        request: gr.Request,
        start: int | None = None,
        end: int | None = None,
        restored: bool = False,
    ) -> str:
        stance = leaning(workbench.index, article.id)
        return article_view(article, texts_of(request), start, end, stance, restored)


def _span(data: dict[str, Any]) -> tuple[int, int] | tuple[None, None]:
    start, end = data.get("start"), data.get("end")
    return (start, end) if isinstance(start, int) and isinstance(end, int) and start < end else (None, None)
