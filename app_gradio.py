"""The app in the browser: `build_app(workbench)` composes the page, `main()` serves it on this machine.

What is shown is made in `summarize.views` (plain HTML, every foreign string escaped); this file only places it, names
the events, and turns errors into sentences.
"""

from __future__ import annotations

import argparse
import functools
import json
import logging
import os
import re
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

# Read when gradio is imported: no usage statistics and no look for a newer version.
os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
os.environ.setdefault("HF_HUB_DISABLE_TELEMETRY", "1")

import gradio as gr
from gradio.components.plot import PlotData
from starlette.middleware import Middleware

from index.documents import AddReport
from index.errors import JiantingError
from summarize.rendering import FORMATS, Renderable, write
from summarize.results import Comparison
from summarize.views import asking, comparison, listing, matrix, page
from summarize.views.conversation import Turn, conversation_view, suggestions_view, summary_view
from summarize.views.headers import SafeHeaders
from summarize.views.markup import escape, title_of
from summarize.views.reader import article_view
from summarize.views.startup import Startup
from summarize.views.texts import BROWSER_TAGS, LOCALES, Texts, choose_locale, texts_for

if TYPE_CHECKING:
    from summarize.workbench import Workbench

SAMPLES = Path(__file__).parent / "articles"
OUTPUT_LANGUAGES = ("en", "zh-Hans", "zh-Hant", "ja", "de", "fr", "es", "ko")
LARGEST_FILE = "50mb"
LONGEST_QUEUE = 64
# One model: whoever uses it waits in one queue, with the place in it shown, while reading and searching go on.
MODEL: dict[str, Any] = {"concurrency_id": "model", "concurrency_limit": 1}
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
BUSY: dict[str, Any] = {"api_visibility": "private", "show_progress": "minimal"}

PROGRESS = gr.Progress()  # gradio recognises the default and passes each reader's own

_log = logging.getLogger(__name__)
_t = gr.I18n(**{BROWSER_TAGS[locale]: dict(texts_for(locale).words) for locale in LOCALES})


def _texts(request: gr.Request | None) -> Texts:
    """The words for whoever asks: the language chosen on the page (a cookie), else the browser's."""
    if request is None:
        return texts_for("en")
    return texts_for(choose_locale(request.cookies.get("jianting_locale"), request.headers.get("accept-language")))


def polite(handler: Callable[..., Any]) -> Callable[..., Any]:
    """Let no error out of a handler: an expected one is shown as its own sentence, any other goes to the terminal."""

    @functools.wraps(handler)
    def handle(*values: Any) -> Any:
        texts = _texts(next((value for value in values if isinstance(value, gr.Request)), None))
        try:
            return handler(*values)
        except JiantingError as error:
            message = str(error)
        except Exception:
            _log.exception("in %s", handler.__name__)
            message = texts("error.unexpected")
        gr.Warning(escape(message), title=escape(texts("error.title")))
        return gr.skip()

    return handle


class _App:
    """The page under construction: its tabs, and the handlers of their events as methods."""

    def __init__(self, workbench: Workbench, startup: Startup) -> None:
        self.workbench = workbench
        self.startup = startup
        self.exports = Path(tempfile.mkdtemp(prefix="jianting-"))
        self.choosers: list[gr.Dropdown] = []
        self.arrivals: list[tuple[gr.HTML, Callable[[Texts], str]]] = []

    # The parts that tabs have in common

    def article_chooser(self, label: str = "choice.articles") -> gr.Dropdown:
        chooser = gr.Dropdown([], multiselect=True, label=_t(label))
        self.choosers.append(chooser)
        return chooser

    def language_chooser(self, label: str, auto: str) -> gr.Dropdown:
        choices = [(_t(auto), ""), *((_t(f"language.{tag}"), tag) for tag in OUTPUT_LANGUAGES)]
        return gr.Dropdown(choices, value="", label=_t(label))

    def shown_on_arrival(self, view: Callable[[Texts], str], elem_id: str) -> gr.HTML:
        """An HTML part that is filled, in the reader's language, when the page opens."""
        part = _html(elem_id)
        self.arrivals.append((part, view))
        return part

    def export_buttons(self) -> list[gr.DownloadButton]:
        with gr.Row(elem_classes="exports"):
            return [
                gr.DownloadButton(form, size="sm", visible=False, elem_classes=f"export-{form}") for form in FORMATS
            ]

    def write_exports(self, result: Renderable, name: str, texts: Texts) -> list[gr.DownloadButton]:
        """The result in every format; gradio takes its own copy, so the files need not outlive this."""
        folder = Path(tempfile.mkdtemp(dir=self.exports))
        buttons = []
        for form in FORMATS:
            path = folder / f"jianting-{name}.{'md' if form == 'markdown' else form}"
            write(result, path, form, texts.locale)
            label = f"↓ {form.capitalize() if form == 'markdown' else form.upper()}"
            buttons.append(gr.DownloadButton(label, value=str(path), visible=True))
        return buttons

    def article_choices(self) -> list[tuple[str, str]]:
        return [(title_of(article.title, article.path), article.id) for article in self.workbench.articles()]

    def library_changed(self, texts: Texts) -> list[Any]:
        """What shows the library, again: the table, the suggestions and every chooser."""
        articles = self.workbench.articles()
        choices = self.article_choices()
        return [
            listing.articles_view(articles, texts),
            suggestions_view(asking.suggestions(articles, texts), texts),
            *(gr.Dropdown(choices=choices) for _ in self.choosers),
        ]

    # Tabs

    def ask_tab(self) -> None:
        self.turns = gr.State(())
        self.conversation = self.shown_on_arrival(lambda texts: conversation_view((), texts), elem_id="conversation")
        exports = self.export_buttons()
        self.suggestions = _html("suggestions", clicked_by="suggest")
        with gr.Row(elem_id="ask-row"):
            question = gr.Textbox(
                placeholder=_t("ask.placeholder"),
                label=_t("ask.label"),
                show_label=False,
                lines=1,
                max_lines=6,
                max_length=4000,
                scale=8,
                elem_id="question",
                autofocus=True,
            )
            ask = gr.Button(_t("ask.button"), variant="primary", scale=1, min_width=90, elem_id="ask")
            stop = gr.Button(_t("ask.stop"), scale=1, min_width=90, elem_id="stop", visible=False)
        with gr.Accordion(_t("choice.more"), open=False):
            with gr.Row():
                chosen = self.article_chooser()
                language = self.language_chooser("choice.language", "choice.language_auto")
            clear = gr.Button(_t("ask.clear"), size="sm", elem_id="clear")
        running, idle = [ask, stop], {"fn": self.idle, "outputs": [ask, stop], **QUIET}
        conversation = [self.turns, self.conversation]
        asked = gr.on(
            [ask.click, question.submit],
            self.begin,
            [self.turns, question, chosen],
            [*conversation, question, self.suggestions, *running],
            **QUIET,
        )
        suggested = self.suggestions.click(
            self.begin_suggested, [self.turns, chosen], [*conversation, question, self.suggestions, *running], **QUIET
        )
        for begun in (asked, suggested):
            written = begun.then(self.proceed, [self.turns, language, chosen], conversation, **BUSY, **MODEL)
            written.then(**idle).then(self.export_answer, self.turns, exports, **QUIET)
            stop.click(self.stop, self.turns, conversation, cancels=[written], **QUIET).then(**idle)
        clear.click(self.clear, None, [*conversation, self.suggestions, *exports], **QUIET)

    def begin(
        self, turns: tuple[Turn, ...], question: str, chosen: list[str], request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        texts = _texts(request)
        question = (question or "").strip()
        if not question:
            gr.Info(escape(texts("error.empty")), title=escape(texts("app.title")))
            yield gr.skip()
            return
        busy = (gr.Button(visible=False), gr.Button(visible=True))
        for going_on in asking.begin(self.workbench, turns, question, chosen or (), texts):
            yield going_on, conversation_view(going_on, texts), "", "", *busy

    def begin_suggested(
        self, turns: tuple[Turn, ...], chosen: list[str], request: gr.Request, event: gr.EventData
    ) -> Iterator[tuple[Any, ...]]:
        yield from self.begin(turns, str(event._data.get("question", ""))[:4000], chosen, request)

    def proceed(
        self, turns: tuple[Turn, ...], language: str, chosen: list[str], request: gr.Request
    ) -> Iterator[tuple[Any, ...]]:
        texts = _texts(request)
        for going_on in asking.proceed(self.workbench, turns, language or None, chosen or (), texts):
            yield going_on, conversation_view(going_on, texts)

    def idle(self) -> tuple[gr.Button, gr.Button]:
        return gr.Button(visible=True), gr.Button(visible=False)

    def stop(self, turns: tuple[Turn, ...], request: gr.Request) -> tuple[Any, ...]:
        ended = asking.stopped(turns)
        return ended, conversation_view(ended, _texts(request))

    @polite
    def clear(self, request: gr.Request) -> list[Any]:
        texts = _texts(request)
        hidden = [gr.DownloadButton(visible=False) for _ in FORMATS]
        return [(), conversation_view((), texts), self.library_changed(texts)[1], *hidden]

    @polite
    def export_answer(self, turns: tuple[Turn, ...], request: gr.Request) -> Any:
        answers = [turn.answer for turn in turns if turn.answer]
        return self.write_exports(answers[-1], "answer", _texts(request)) if answers else gr.skip()

    def compare_tab(self) -> None:
        with gr.Row(equal_height=False):
            topic = gr.Textbox(
                label=_t("compare.topic"), placeholder=_t("compare.topic_placeholder"), max_length=400, elem_id="topic"
            )
            chosen = self.article_chooser()
            language = self.language_chooser("choice.output_language", "choice.output_auto")
        compare = gr.Button(_t("compare.button"), variant="primary", elem_id="compare")
        self.result = gr.State(None)
        overview = self.shown_on_arrival(
            lambda texts: page.invitation(texts("compare.welcome"), texts("compare.welcome_more")), elem_id="overview"
        )
        heading = _html("matrix-heading")
        picture = gr.Plot(elem_id="matrix", show_label=False, visible=False)
        cell = _html("cell", clicked_by="cell")
        table = _html("cells")
        conflicts = _html("conflicts")
        time = gr.Plot(elem_id="time", show_label=False, visible=False)
        exports = self.export_buttons()
        compare.click(
            self.compare,
            [topic, chosen, language],
            [self.result, overview, heading, picture, cell, table, conflicts, time, *exports],
            show_progress_on=overview,
            **(BUSY | {"show_progress": "full"}),
            **MODEL,
        )
        cell.click(self.open_cell, self.result, cell, **QUIET)

    @polite
    def compare(
        self, topic: str, chosen: list[str], language: str, request: gr.Request, progress: gr.Progress = PROGRESS
    ) -> list[Any]:
        texts = _texts(request)
        result = self.workbench.compare(
            (topic or "").strip() or None, articles=chosen or (), language=language or None, progress=_told(progress)
        )
        published = {article.id: article.published for article in self.workbench.articles()}
        over_time = matrix.time_figure(result, published, texts)
        return [
            result,
            comparison.overview_view(result, texts),
            comparison.matrix_heading(texts),
            gr.Plot(value=_plot(matrix.matrix_figure(result, texts)), visible=bool(result.points)),
            "",
            comparison.cells_view(result, texts),
            comparison.conflicts_view(result, texts),
            gr.Plot(value=_plot(over_time), visible=over_time is not None),
            *self.write_exports(result, "comparison", texts),
        ]

    @polite
    def open_cell(self, result: Comparison | None, request: gr.Request, event: gr.EventData) -> Any:
        point = event._data.get("point")
        if result is None or not isinstance(point, int) or not 0 <= point < len(result.points):
            return gr.skip()
        return comparison.cell_view(result, point, str(event._data.get("article", "")), _texts(request))

    def summaries_tab(self) -> None:
        with gr.Row(equal_height=False):
            chosen = self.article_chooser("summary.articles")
            lengths = [(_t(f"summary.{length}"), length) for length in ("short", "medium", "long")]
            length = gr.Radio(lengths, value="short", label=_t("summary.length"), elem_id="length")
            language = self.language_chooser("choice.output_language", "choice.output_auto")
        button = gr.Button(_t("summary.button"), variant="primary", elem_id="summarize")
        summary = self.shown_on_arrival(
            lambda texts: page.invitation(texts("summary.welcome"), texts("summary.welcome_more")), elem_id="summary"
        )
        exports = self.export_buttons()
        full = BUSY | {"show_progress": "full"}
        button.click(
            self.summarize, [chosen, length, language], [summary, *exports], show_progress_on=summary, **full, **MODEL
        )

    @polite
    def summarize(
        self, chosen: list[str], length: str, language: str, request: gr.Request, progress: gr.Progress = PROGRESS
    ) -> list[Any]:
        texts = _texts(request)
        if not chosen:
            raise JiantingError(texts("summary.choose"))
        result = self.workbench.summarize(*chosen, length=length, language=language or None, progress=_told(progress))
        return [summary_view(result, texts), *self.write_exports(result, "summary", texts)]

    def search_tab(self) -> None:
        with gr.Row():
            query = gr.Textbox(
                label=_t("search.label"),
                show_label=False,
                placeholder=_t("search.placeholder"),
                max_length=1000,
                scale=8,
                elem_id="query",
            )
            button = gr.Button(_t("search.button"), variant="primary", scale=1, min_width=90, elem_id="search")
        with gr.Accordion(_t("choice.more"), open=False):
            with gr.Row():
                chosen = self.article_chooser()
                languages = gr.Dropdown(
                    [(_t(f"language.{tag}"), tag) for tag in OUTPUT_LANGUAGES],
                    multiselect=True,
                    label=_t("search.languages"),
                )
                sources = gr.Dropdown([], multiselect=True, allow_custom_value=True, label=_t("search.sources"))
            with gr.Row():
                since = gr.Textbox(label=_t("search.since"), max_length=10)
                until = gr.Textbox(label=_t("search.until"), max_length=10)
                count = gr.Slider(5, 50, value=10, step=5, label=_t("search.count_label"))
                per_article = gr.Slider(0, 10, value=0, step=1, label=_t("search.per_article"))
        hits = self.shown_on_arrival(
            lambda texts: page.invitation(texts("search.welcome"), texts("search.welcome_more")), elem_id="hits"
        )
        exports = self.export_buttons()
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
        texts = _texts(request)
        if not (query or "").strip():
            return gr.skip()
        found = self.workbench.search(
            query.strip(),
            k=int(count),
            articles=chosen or (),
            languages=languages or (),
            sources=sources or (),
            since=_date(since, texts),
            until=_date(until, texts),
            per_article=int(per_article) or None,
        )
        return [listing.hits_view(found, texts), *self.write_exports(found, "search", texts)]

    def articles_tab(self) -> None:
        with gr.Row(equal_height=False):
            dropped = gr.File(file_count="multiple", label=_t("articles.files"), height=190, elem_id="drop")
            with gr.Column():
                pasted = gr.Textbox(
                    label=_t("articles.paste"),
                    placeholder=_t("articles.paste_label"),
                    lines=4,
                    max_lines=12,
                    elem_id="paste",
                )
                with gr.Row():
                    name = gr.Textbox(
                        label=_t("articles.name"),
                        placeholder=_t("articles.name"),
                        show_label=False,
                        max_length=200,
                        scale=3,
                    )
                    add = gr.Button(_t("articles.add"), variant="primary", scale=1, min_width=90, elem_id="add")
        report = _html("report")
        self.table = _html("article-list", clicked_by="remove")
        library = [self.table, self.suggestions, *self.choosers]
        full = BUSY | {"show_progress": "full", "show_progress_on": report}
        dropped.upload(self.add_files, dropped, [dropped, report, *library], **full)
        add.click(self.add_pasted, [pasted, name], [pasted, name, report, *library], **full)
        self.table.click(self.remove, None, [report, *library], **QUIET)

    @polite
    def add_files(self, paths: list[str] | None, request: gr.Request, progress: gr.Progress = PROGRESS) -> list[Any]:
        texts = _texts(request)
        report = self.workbench.add(*(paths or ()), progress=_told(progress))
        return [None, listing.add_view(report, texts), *self.library_changed(texts)]

    @polite
    def add_pasted(self, text: str, name: str, request: gr.Request, progress: gr.Progress = PROGRESS) -> list[Any]:
        texts = _texts(request)
        lines = (text or "").split()
        if not lines:
            raise JiantingError(texts("articles.nothing"))
        if all(re.match(r"https?://", line) for line in lines):
            report: AddReport = self.workbench.add(*lines, progress=_told(progress))
        else:
            report = self.workbench.add_text(
                text, (name or "").strip() or texts("articles.pasted"), progress=_told(progress)
            )
        left = text if report.failed else ""
        return [left, name if left else "", listing.add_view(report, texts), *self.library_changed(texts)]

    @polite
    def remove(self, request: gr.Request, event: gr.EventData) -> list[Any]:
        texts = _texts(request)
        self.workbench.remove(str(event._data.get("article", "")))
        return [page.note(texts("articles.removed")), *self.library_changed(texts)]

    # What surrounds the tabs

    def reader_panel(self) -> None:
        with gr.Column(elem_id="reader-panel"):
            self.shown_on_arrival(page.close_button, elem_id="reader-close")
            reader = _html("reader", clicked_by="open")
        reader.click(self.open_article, None, reader, **QUIET)

    @polite
    def open_article(self, request: gr.Request, event: gr.EventData) -> str:
        start, end = event._data.get("start"), event._data.get("end")
        span = (start, end) if isinstance(start, int) and isinstance(end, int) and start < end else (None, None)
        return article_view(self.workbench.article(str(event._data.get("article", ""))), _texts(request), *span)

    @polite
    def arrive(self, request: gr.Request) -> list[Any]:
        texts = _texts(request)
        return [*(view(texts) for _, view in self.arrivals), *self.library_changed(texts)]

    def tick(self, seen: int, request: gr.Request) -> list[Any]:
        """How far the start is; when articles have arrived behind the page, everything that lists them."""
        texts = _texts(request)
        state = listing.state_view(self.startup.state, self.startup.detail, texts)
        count = len(self.workbench.articles())
        timer = gr.Timer(active=not self.startup.finished)
        changed = self.library_changed(texts) if count != seen else [gr.skip()] * (2 + len(self.choosers))
        return [state, timer, count, *changed]

    # What other programs may call; adding and removing is left to the command line, which sees the files

    def endpoints(self) -> None:
        gr.api(self.api_ask, api_name="ask", **MODEL)
        gr.api(self.api_summarize, api_name="summarize", **MODEL)
        gr.api(self.api_compare, api_name="compare", **MODEL)
        gr.api(self.api_search, api_name="search")
        gr.api(self.api_articles, api_name="articles")

    def api_ask(self, question: str, language: str | None = None, articles: list[str] | None = None) -> dict[str, Any]:
        """Answer a question from the articles, with checked citations."""
        return _answered(lambda: self.workbench.ask(question, language=language, articles=articles or ()).to_dict())

    def api_search(self, query: str, k: int = 10, articles: list[str] | None = None) -> dict[str, Any]:
        """Find the sentences that answer a query best."""
        return _answered(lambda: self.workbench.search(query, k=min(k, 100), articles=articles or ()).to_dict())

    def api_summarize(self, articles: list[str], length: str = "short", language: str | None = None) -> dict[str, Any]:
        """A cited summary of one article or a digest of several."""
        return _answered(lambda: self.workbench.summarize(*articles, length=length, language=language).to_dict())

    def api_compare(
        self, topic: str | None = None, articles: list[str] | None = None, language: str | None = None
    ) -> dict[str, Any]:
        """Who says what: points, stances, contradictions and agreements."""
        return _answered(lambda: self.workbench.compare(topic, articles=articles or (), language=language).to_dict())

    def api_articles(self) -> list[dict[str, Any]]:
        """The articles of the library."""
        return [article.summary() for article in self.workbench.articles()]

    def compose(self) -> gr.Blocks:
        blocks: gr.Blocks
        with gr.Blocks(
            title="Jianting 兼听", analytics_enabled=False, fill_width=True, delete_cache=(3600, 86400)
        ) as blocks:
            self.endpoints()  # first, so that they and not the page's own events get the plain names
            with gr.Row(elem_id="masthead"):
                self.shown_on_arrival(page.brand, elem_id="brand")
                state = _html("state")
                self.shown_on_arrival(page.locale_chooser, elem_id="locale")
            with gr.Tabs():
                for name, fill in (
                    ("ask", self.ask_tab),
                    ("compare", self.compare_tab),
                    ("summaries", self.summaries_tab),
                    ("search", self.search_tab),
                    ("articles", self.articles_tab),
                    ("about", self.about_tab),
                ):
                    with gr.Tab(_t(f"tab.{name}"), id=name, elem_id=f"tab-{name}"):
                        fill()
            self.reader_panel()
            seen, timer = gr.State(-1), gr.Timer(1.0)
            library = [self.table, self.suggestions, *self.choosers]
            blocks.load(self.arrive, None, [*(part for part, _ in self.arrivals), *library], **QUIET)
            gr.on([blocks.load, timer.tick], self.tick, seen, [state, timer, seen, *library], **QUIET)
        return blocks

    def about_tab(self) -> None:
        self.shown_on_arrival(
            lambda texts: page.about(self.workbench.model_name, len(self.workbench.articles()), texts), elem_id="about"
        )


def _html(elem_id: str, clicked_by: str | None = None) -> gr.HTML:
    """An HTML part without gradio's styles; the page's script sends it clicks with data as `jianting.<clicked_by>`."""
    script = f"window.jianting.{clicked_by} = (data) => trigger('click', data);" if clicked_by else None
    return gr.HTML(elem_id=elem_id, js_on_load=script, apply_default_css=False)


def _answered(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The result of a program's call; an expected error reaches it as its one line."""
    try:
        return work()
    except JiantingError as error:
        raise gr.Error(str(error)) from error


def _told(progress: gr.Progress) -> Callable[[float, str], None]:
    return lambda fraction, text: progress(fraction, desc=text)


def _plot(figure: dict[str, Any] | None) -> PlotData | None:
    return PlotData(type="plotly", plot=json.dumps(figure)) if figure else None


def _date(text: str | None, texts: Texts) -> str | None:
    """An ISO date as the library wants it, None for an empty field; JiantingError for anything else."""
    if not text or not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip()).isoformat()
    except ValueError as error:
        raise JiantingError(texts("error.date")) from error


def build_app(workbench: Workbench, startup: Startup | None = None) -> gr.Blocks:
    """The page over a workbench. Without `startup` (a test, an embedding program) it loads the model when it must."""
    return _App(workbench, startup or Startup.nothing(workbench)).compose()


_COLOURS = {
    "paper": "body_background_fill block_background_fill",
    "ink": "body_text_color button_secondary_text_color",
    "card": "background_fill_primary input_background_fill button_primary_text_color",
    "wash": "background_fill_secondary button_secondary_background_fill button_secondary_background_fill_hover",
    "soft": "block_label_text_color block_title_text_color block_info_text_color body_text_color_subdued",
    "line": "border_color_primary input_border_color button_secondary_border_color",
    "accent": "button_primary_background_fill button_primary_background_fill_hover button_primary_border_color"
    " input_border_color_focus",
}


def launch_options(library: Path | None = None) -> dict[str, Any]:
    """What `launch` needs for the page to look and to be closed as it should, whoever launches it."""

    def read(name: str) -> str:
        return files("summarize.views").joinpath(name).read_text(encoding="utf-8")

    font = ("system-ui", "-apple-system", "Segoe UI", "Noto Sans", "sans-serif")
    theme = gr.themes.Base(
        primary_hue="teal", neutral_hue="stone", radius_size="md", font=font, font_mono=("ui-monospace", "monospace")
    )
    # The colours of light and dark are variables of app.css.
    colours = {name: f"var(--j-{colour})" for colour, names in _COLOURS.items() for name in names.split()}
    theme.set(color_accent="var(--j-accent)")
    theme.set(block_border_width="0px", block_padding="0px", block_shadow="none", input_border_width="1px")
    theme.set(**colours, **{f"{name}_dark": colour for name, colour in colours.items()})
    return {
        "theme": theme,
        # Not `css`: gradio would confine its rules to the container, and the open article changes the whole page.
        "head": f"<style>{read('app.css')}</style><script>{read('app.js')}</script>",
        "i18n": _t,
        "app_kwargs": {"middleware": [Middleware(SafeHeaders)], "docs_url": None, "redoc_url": None},
        "share": False,
        "show_error": False,
        "allowed_paths": [],
        "blocked_paths": [str(library)] if library else [],
        "max_file_size": LARGEST_FILE,
        "enable_monitoring": False,
        "ssr_mode": False,
        "footer_links": [],
        "state_session_capacity": 200,
    }


def main(argv: Sequence[str] | None = None) -> int:
    """Open the library, serve the page on this machine, and make ready behind it. Returns the exit code."""
    parser = argparse.ArgumentParser(prog="app_gradio.py", description="Jianting in the browser, on this machine only.")
    parser.add_argument("--library", metavar="DIR", help="the library's folder (default: $JIANTING_LIBRARY or yours)")
    parser.add_argument("--model", metavar="NAME|PATH|URL", help="the language model (default: the bundled one)")
    parser.add_argument("--port", type=int, default=None, help="default: the first free one from 7860")
    parser.add_argument("--host", default="127.0.0.1", help="another address serves others too: set a --password")
    parser.add_argument("--password", help="asked of everyone who opens the page (any user name)")
    options = parser.parse_args(argv)
    from summarize.workbench import Workbench

    try:
        workbench = Workbench.open(options.library, options.model)
    except JiantingError as error:
        print(error, file=sys.stderr)
        return 1
    # The samples are for whoever starts without anything, not for a library that somebody has named.
    startup = Startup(workbench, None if options.library else SAMPLES, lambda line: print(line, file=sys.stderr))
    startup.start()
    app = build_app(workbench, startup).queue(max_size=LONGEST_QUEUE, default_concurrency_limit=8)
    password = options.password
    try:
        _, address, _ = app.launch(
            server_name=options.host,
            server_port=options.port,
            inbrowser=bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform != "linux"),
            auth=(lambda name, given: given == password) if password else None,
            prevent_thread_lock=True,
            quiet=True,
            **launch_options(workbench.index.folder),
        )
    except OSError as error:
        print(f"{error}: choose another --port", file=sys.stderr)
        return 1
    print(f"Jianting is open at {address} (Ctrl-C ends it)", flush=True)
    app.block_thread()
    return 0


if __name__ == "__main__":
    sys.exit(main())
