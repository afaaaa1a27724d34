"""What the tabs have in common: whose words and library, the choice of articles, results that can be taken away."""

from __future__ import annotations

import json
import shutil
import tempfile
import time
import weakref
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr
from gradio.components.plot import PlotData

from index.errors import JiantingError
from summarize.collecting import collections
from summarize.rendering import FORMATS, Renderable, write
from summarize.views.markup import title_of
from summarize.views.startup import Startup
from summarize.views.texts import Texts

from .shelf import Shelf
from .words import t, texts_of

if TYPE_CHECKING:
    from summarize.workbench import Workbench

OUTPUT_LANGUAGES = ("en", "zh-Hans", "zh-Hant", "ja", "de", "fr", "es", "ko")
# One model: whoever uses it waits in one queue, with the place in it shown, while reading and searching go on.
MODEL: dict[str, Any] = {"concurrency_id": "model", "concurrency_limit": 1}
QUIET: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
BUSY: dict[str, Any] = {"api_visibility": "private", "show_progress": "minimal"}
FULL: dict[str, Any] = {"api_visibility": "private", "show_progress": "full"}
PROGRESS = gr.Progress()  # gradio recognises the default and passes each reader's own

_EXPORT_SECONDS = 600  # gradio copies a file when the button is drawn
_COLLECTION = "collection:"
View = Callable[[Texts, "Workbench"], str]
Choices = Callable[["Workbench"], list[tuple[str, str]]]


class Shell:
    """The page under construction. Tabs register here what has to be filled, and filled again when articles change.

    `changed` is a state that a handler sets to `stamp()` when it has changed the library; every part that shows the
    library is then drawn again, wherever it stands.
    """

    def __init__(self, shelf: Shelf, startup: Startup) -> None:
        self.shelf = shelf
        self.startup = startup
        self.changed = gr.State(0)
        self._choosers: list[tuple[gr.Dropdown, Choices]] = []
        self._arrivals: list[tuple[gr.HTML, View]] = []
        self._listings: list[tuple[gr.HTML, View]] = []
        self._exports = Path(tempfile.mkdtemp(prefix="jianting-"))
        weakref.finalize(self, shutil.rmtree, self._exports, ignore_errors=True)

    def workbench(self, request: gr.Request | None) -> Workbench:
        return self.shelf.of(request)

    # Parts

    def article_chooser(self, label: str = "choice.articles") -> gr.Dropdown:
        """A choice of articles and collections; `articles_of` says which articles are meant."""
        return self._chooser(label, _articles)

    def source_chooser(self, label: str) -> gr.Dropdown:
        """A choice of the library's publishers."""
        return self._chooser(label, _sources)

    def articles_of(self, chosen: Sequence[str] | None, workbench: Workbench) -> tuple[str, ...]:
        """The ids of what was chosen in a chooser, each once. JiantingError where none of it is there any more."""
        if not chosen:
            return ()
        kept = collections(workbench)
        ids = [
            id
            for value in chosen
            for id in (kept.get(value.removeprefix(_COLLECTION), ()) if value.startswith(_COLLECTION) else (value,))
        ]
        known = {article.id for article in workbench.articles()}
        found = tuple(id for id in dict.fromkeys(ids) if id in known)
        if not found:
            raise JiantingError("the chosen articles are no longer there: choose others")
        return found

    def language_chooser(self, label: str, auto: str) -> gr.Dropdown:
        choices = [(t(auto), ""), *((t(f"language.{tag}"), tag) for tag in OUTPUT_LANGUAGES)]
        return gr.Dropdown(choices, value="", label=t(label))

    def shown_on_arrival(self, view: View, elem_id: str, **events: str) -> gr.HTML:
        """An HTML part that is filled, in the reader's language, when the page opens."""
        part = html(elem_id, **events)
        self._arrivals.append((part, view))
        return part

    def shows_library(self, view: View, elem_id: str, **events: str) -> gr.HTML:
        """An HTML part that is filled when the page opens and whenever the library changes."""
        part = html(elem_id, **events)
        self._listings.append((part, view))
        return part

    def _chooser(self, label: str, choices: Choices) -> gr.Dropdown:
        chooser = gr.Dropdown([], multiselect=True, label=t(label))
        self._choosers.append((chooser, choices))
        return chooser

    def export_buttons(self) -> list[gr.DownloadButton]:
        with gr.Row(elem_classes="exports"):
            return [
                gr.DownloadButton(form, size="sm", visible=False, elem_classes=f"export-{form}") for form in FORMATS
            ]

    def write_exports(self, result: Renderable, name: str, texts: Texts) -> list[gr.DownloadButton]:
        """The result in every format; gradio takes its own copy, so the files need not outlive this."""
        for old in self._exports.iterdir():
            if old.stat().st_mtime < time.time() - _EXPORT_SECONDS:
                shutil.rmtree(old, ignore_errors=True)
        folder, buttons = Path(tempfile.mkdtemp(dir=self._exports)), []
        for form in FORMATS:
            path = folder / f"jianting-{name}.{'md' if form == 'markdown' else form}"
            write(result, path, form, texts.locale)
            label = f"↓ {form.capitalize() if form == 'markdown' else form.upper()}"
            buttons.append(gr.DownloadButton(label, value=str(path), visible=True))
        return buttons

    # Filling them

    def finish(self, blocks: gr.Blocks) -> None:
        """Name the events that fill what was registered; to be called after the last tab."""
        choosers = [chooser for chooser, _ in self._choosers]
        listings = [*(part for part, _ in self._listings), *choosers]
        blocks.load(self.arrive, None, [part for part, _ in self._arrivals], **QUIET)
        gr.on([blocks.load, self.changed.change], self.list_again, choosers, listings, **QUIET)

    def arrive(self, request: gr.Request) -> list[Any]:
        texts, workbench = texts_of(request), self.workbench(request)
        return [view(texts, workbench) for _, view in self._arrivals]

    def list_again(self, request: gr.Request, *chosen: list[str] | None) -> list[Any]:
        texts, workbench = texts_of(request), self.workbench(request)
        there = {choices: choices(workbench) for _, choices in self._choosers}
        return [
            *(view(texts, workbench) for _, view in self._listings),
            *(_chooser_again(there[of], picked) for (_, of), picked in zip(self._choosers, chosen, strict=True)),
        ]


def _articles(workbench: Workbench) -> list[tuple[str, str]]:
    """Collections, then articles, each as a reader knows it and as it is sent."""
    return [
        *((f"▤ {name}", f"{_COLLECTION}{name}") for name in collections(workbench)),
        *((title_of(article.title, article.path), article.id) for article in workbench.articles()),
    ]


def _sources(workbench: Workbench) -> list[tuple[str, str]]:
    return [(source, source) for source in sorted({a.source for a in workbench.articles() if a.source})]


def _chooser_again(choices: list[tuple[str, str]], picked: Sequence[str] | None) -> gr.Dropdown:
    """New choices, and what was picked as far as it is still among them."""
    known = {value for _, value in choices}
    return gr.Dropdown(choices=choices, value=[value for value in picked or () if value in known])


def html(elem_id: str, **events: str) -> gr.HTML:
    """An HTML part without gradio's styles. `click="open"` lets the page's script call `jianting.open(data)` to set off
    the part's click event with that data."""
    scripts = [f"window.jianting.{name} = (data) => trigger('{event}', data);" for event, name in events.items()]
    return gr.HTML(elem_id=elem_id, js_on_load=" ".join(scripts) or None, apply_default_css=False)


def stamp() -> int:
    """A value for `Shell.changed` that it has not had before."""
    return time.monotonic_ns()


def told(progress: gr.Progress) -> Callable[[float, str], None]:
    return lambda fraction, text: progress(fraction, desc=text)


def plot(figure: dict[str, Any] | None) -> PlotData | None:
    return PlotData(type="plotly", plot=json.dumps(figure)) if figure else None
