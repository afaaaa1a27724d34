"""What happens behind the page while it opens: sample articles into an empty library, then the model."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from index.errors import JiantingError
from index.reading import expand
from index.records import article_number

if TYPE_CHECKING:
    from summarize.workbench import Workbench


class Startup:
    """Runs once in a thread of its own; `state` and `detail` say how far it is, for the page.

    `state` is "starting", "indexing", "loading", "ready" or "failed". A failure is no end: search and reading work
    without a model, and whoever asks for one gets the same error as a sentence. `report` gets a line for the terminal.
    """

    def __init__(self, workbench: Workbench, samples: Path | None, report: Callable[[str], None]) -> None:
        self.state = "starting"
        self.detail = ""
        self._workbench = workbench
        self._samples = samples
        self._report = report

    @classmethod
    def nothing(cls, workbench: Workbench) -> Startup:
        """A start with nothing left to do: the model loads when somebody first needs it."""
        startup = cls(workbench, None, lambda line: None)
        startup.state, startup.detail = "ready", workbench.model_name
        return startup

    @property
    def finished(self) -> bool:
        return self.state in ("ready", "failed")

    def start(self) -> None:
        """Begin in the background; the thread does not keep the program alive."""
        threading.Thread(target=self.run, name="jianting-startup", daemon=True).start()

    def run(self) -> None:
        """Index the samples into a library that has nothing else, then load the model; errors end in `state`."""
        try:
            if self._samples and self._samples.is_dir() and self._wants_samples(self._samples):
                self.enter("indexing", str(self._samples.name))
                self._workbench.add(self._samples, progress=self._progress)
            self.enter("loading", self._workbench.model_name)
            self._workbench.load_model(self._progress)
        except JiantingError as error:
            self.enter("failed", str(error))
        else:
            self.enter("ready", self._workbench.model_name)

    def _wants_samples(self, samples: Path) -> bool:
        """Whether the library is empty, or holds only some of the samples because an earlier start was interrupted.

        Ids are never given again: where the last one is higher than the count, a reader has removed a sample.
        """
        articles = self._workbench.articles()
        wanted, present = set(expand([str(samples)])), {article.path for article in articles}
        removed = articles and article_number(articles[-1].id) != len(articles)
        return present < wanted and not removed

    def enter(self, state: str, detail: str) -> None:
        self.state, self.detail = state, detail
        self._report(f"{state}: {detail}" if detail else state)

    def _progress(self, fraction: float, text: str) -> None:
        self.detail = text
        self._report(f"  {fraction:4.0%} {text}")
