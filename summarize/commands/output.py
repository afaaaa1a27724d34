"""Where results and progress go: one document on standard output, everything else on standard error."""

from __future__ import annotations

import argparse
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from summarize.rendering import Renderable

_SPACES_AT_END = re.compile(r" +$", re.MULTILINE)
# What goes into a pipe or a file is searched by line: one paragraph is one line there.
_UNWRAPPED = 100_000

Progress = Callable[[float, str], None]


def emit(result: Renderable, options: argparse.Namespace) -> None:
    """Print the result as asked: JSON, a format, or for reading; with -o also, or instead, into a file."""
    from summarize import rendering

    if options.output:
        path = Path(options.output)
        rendering.write(result, path, options.format, options.language)
        print(f"wrote {path}", file=sys.stderr)
    if options.json:
        print(json.dumps(result.to_dict(), ensure_ascii=False))
    elif not options.output and options.format:
        print(rendering.render(result, options.format, options.language), end="")
    elif not options.output:
        show(result, options)


def show(result: Renderable, options: argparse.Namespace) -> None:
    """Print the result for reading."""
    from summarize.renderers.composing import compose
    from summarize.renderers.terminal import to_terminal

    screen = console()
    with screen.capture() as captured:
        screen.print(to_terminal(compose(result, options.language)))
    text = captured.get()
    # Tables and indents are filled up with spaces, which nobody wants in a file.
    print(text if screen.is_terminal else _SPACES_AT_END.sub("", text), end="")


def console(*, stderr: bool = False) -> Console:
    """A console that reads no markup or emoji names in texts and does not guess at numbers to colour."""
    from rich.console import Console

    screen = Console(stderr=stderr, markup=False, emoji=False, highlight=False)
    if not screen.is_terminal and "COLUMNS" not in os.environ:
        screen.width = _UNWRAPPED
    return screen


def say(text: str) -> None:
    """One line on standard error."""
    print(" ".join(text.split()), file=sys.stderr)


@contextmanager
def progress_line(options: argparse.Namespace) -> Iterator[Progress | None]:
    """A bar on a terminal's standard error, lines with --verbose elsewhere, and None when nobody is looking."""
    if sys.stderr.isatty():
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

        text = TextColumn("{task.description}", markup=False)
        columns = (BarColumn(bar_width=24), TextColumn("{task.percentage:>3.0f} %"), TimeElapsedColumn(), text)
        # Transient: when the result is there, the bar is gone and leaves no broken line behind.
        with Progress(*columns, console=console(stderr=True), transient=True) as bar:
            task = bar.add_task("", total=1.0)
            yield lambda fraction, text: bar.update(task, completed=fraction, description=" ".join(text.split())[:80])
    elif options.verbose:
        last = ""

        def line(fraction: float, text: str) -> None:
            nonlocal last
            if text != last:
                say(f"{fraction:.0%} {text}")
                last = text

        yield line
    else:
        yield None
