"""An answer on a terminal while it is made: found sentences at once, checked words as they come, then the quotes."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from contextlib import ExitStack

from rich.text import Text

from summarize.events import AnswerEvent, AnswerReady, EvidenceFound, TextPiece
from summarize.renderers.composing import compose
from summarize.renderers.outline import Quotation, visible, without_controls
from summarize.renderers.terminal import quotation_view, to_terminal
from summarize.results import Answer

from .output import console


def converse(events: Iterable[AnswerEvent], options: argparse.Namespace) -> None:
    """Print the events of an answer as they happen."""
    screen = console()
    streamed = False
    with ExitStack() as waiting:
        if sys.stderr.isatty():
            status = waiting.enter_context(console(stderr=True).status("Looking for the sentences …"))
        else:
            status = None
        for event in events:
            match event:
                case EvidenceFound():
                    if status:
                        status.update("Writing and checking the answer …")
                    if event.hits:
                        found = f"{len(event.hits)} sentences in {event.seconds:.1f} s; the nearest: "
                        screen.print(Text(found + visible(event.hits[0].display), style="dim"))
                case TextPiece():
                    waiting.close()
                    sys.stdout.write(without_controls(event.text))
                    sys.stdout.flush()
                    streamed = True
                case AnswerReady():
                    waiting.close()
                    _finish(event.answer, options, streamed)


def _finish(answer: Answer, options: argparse.Namespace, streamed: bool) -> None:
    """The quotes below streamed words, or the whole answer if none were streamed."""
    screen = console()
    outline = compose(answer, options.language)
    if not streamed:
        screen.print(to_terminal(outline))
        return
    screen.print()
    for block in outline.blocks:
        if isinstance(block, Quotation):
            screen.print(quotation_view(block, outline.terms))
