"""Takes a thinking model's thoughts out of its reply."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

_OPEN = "<think>"
_CLOSE = "</think>"


def without_thoughts(text: str) -> str:
    """The reply behind `<think>…</think>`; a `</think>` alone ends thoughts that the prompt's template had opened."""
    return "".join(stream_without_thoughts([text]))


def stream_without_thoughts(pieces: Iterable[str]) -> Iterator[str]:
    """The same for a reply that arrives in pieces, wherever they are cut.

    A thought opened by the template, of which only `</think>` is seen, cannot be told from a reply before its end:
    with such a model the backend must ask its engine to separate the thoughts. Here what follows is at least clean.
    """
    held = ""
    thinking = False
    started = False
    for piece in pieces:
        held += piece
        while True:
            if thinking:
                _, closed, rest = held.partition(_CLOSE)
                if not closed:
                    held = held[-len(_CLOSE) :]
                    break
                thinking, held = False, rest
                continue
            opening, closing = held.find(_OPEN), held.find(_CLOSE)
            if closing >= 0 and (opening < 0 or closing < opening):
                held = held[closing + len(_CLOSE) :]
                continue
            if opening >= 0:
                before = held[:opening]
                if before.strip():
                    yield before
                    started = True
                thinking, held = True, held[opening + len(_OPEN) :]
                continue
            ready = len(held) - _unfinished_mark(held)
            visible = held[:ready] if started else held[:ready].lstrip()
            if visible:
                yield visible
                started = True
            held = held[ready:]
            break
    if not thinking and held:
        yield held


def _unfinished_mark(text: str) -> int:
    """How many characters at the end may be the beginning of a mark."""
    for length in range(min(len(text), len(_CLOSE) - 1), 0, -1):
        if _OPEN.startswith(text[-length:]) or _CLOSE.startswith(text[-length:]):
            return length
    return 0
