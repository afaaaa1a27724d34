"""Evidence → grounded text: answers, summaries, stance and comparisons whose every quote was found verbatim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .workbench import Workbench

__all__ = ["Workbench"]


def __getattr__(name: str) -> Any:
    # Lazy, so that `from summarize.figures import …` does not load a database and a model's machinery.
    if name == "Workbench":
        from .workbench import Workbench

        return Workbench
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
