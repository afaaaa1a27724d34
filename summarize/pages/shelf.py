"""The libraries that the page offers, and the one language model that reads all of them."""

from __future__ import annotations

import re
import threading
from pathlib import Path

import gradio as gr

from index.article_index import ArticleIndex
from index.embedders import Progress
from index.errors import JiantingError
from summarize.llms import load_language_model
from summarize.models import model_identity
from summarize.remembering import RememberingModel
from summarize.workbench import Workbench

COOKIE = "jianting_library"
MAIN = ""
FOLDER = "libraries"
# A name becomes the name of a folder: letters and digits of any script, with single spaces, dots, - and _ inside.
_NAME = re.compile(r"\w+(?:[ .-]\w+)*")
_LONGEST_NAME = 40


class Shelf:
    """The library that was opened, named MAIN, and those in the folder `libraries` beside its file.

    Which one a reader sees is a cookie of theirs. The others are opened when somebody first asks for them.
    """

    def __init__(self, workbench: Workbench, folder: Path | None = None) -> None:
        self._folder = folder / FOLDER if folder else None
        self._opened = {MAIN: workbench}
        self._lock = threading.Lock()

    @property
    def main(self) -> Workbench:
        return self._opened[MAIN]

    def names(self) -> tuple[str, ...]:
        """MAIN first, then the others by name."""
        if not self._folder or not self._folder.is_dir():
            return (MAIN,)
        return (
            MAIN,
            *sorted(path.name for path in self._folder.iterdir() if path.is_dir() and _NAME.fullmatch(path.name)),
        )

    def name_for(self, request: gr.Request | None) -> str:
        """The library that a reader has chosen, if it is there, else MAIN."""
        wanted = request.cookies.get(COOKIE, MAIN) if request else MAIN
        return wanted if wanted in self.names() else MAIN

    def name_of(self, workbench: Workbench) -> str:
        """The name of a library that is open."""
        return next(name for name, opened in self._opened.items() if opened is workbench)

    def of(self, request: gr.Request | None) -> Workbench:
        """The workbench over the reader's library. Raises LibraryError."""
        return self._open(self.name_for(request))

    def make(self, name: str) -> str:
        """Make an empty library and give its name as it is kept. JiantingError where it cannot be a name."""
        name = " ".join(name.split())
        if not self._folder or not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
            raise JiantingError(f"a library cannot be named {name!r}: use up to {_LONGEST_NAME} letters and digits")
        self._open(name)
        return name

    def use_model(self, name: str, progress: Progress | None = None) -> None:
        """Read every library with that model from now on: a name, file, folder or URL, as `--model` takes it.

        The old one is freed first, since both may not fit; where the new one cannot be loaded (ModelMissingError,
        ModelDamagedError, ModelError) the old one comes back when it is next needed.
        """
        self.main.model.close()
        loaded = load_language_model(name, progress)
        identity = model_identity(name)
        with self._lock:
            for workbench in self._opened.values():
                workbench.model = RememberingModel(identity, lambda progress: loaded, workbench.index)

    def _open(self, name: str) -> Workbench:
        with self._lock:
            if name not in self._opened and self._folder:
                main = self.main
                index = ArticleIndex.open(self._folder / name, main.index.settings, main.index.embedder)
                self._opened[name] = Workbench(index, RememberingModel(main.model_name, main.model.model, index))
            return self._opened[name]
