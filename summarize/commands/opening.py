"""The workbench of a command."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from summarize.workbench import Workbench


def open_workbench(options: argparse.Namespace) -> Workbench:
    """The workbench over the library and the model that the options name; heavy, so only when a command runs."""
    from index.settings import chosen_settings
    from summarize.workbench import Workbench

    return Workbench.open(options.library, options.model, settings=chosen_settings(options.store, options.embedder))
