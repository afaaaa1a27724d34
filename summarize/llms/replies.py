"""What a reply must be when a form was asked for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from index.errors import ModelReplyError


def require_json(text: str, finished: bool, max_tokens: int) -> Any:
    """The reply as a value. Raises ModelReplyError if it is not one whole JSON document."""
    try:
        return json.loads(text)
    except ValueError as error:
        cut = "" if finished else f": it was cut after {max_tokens} tokens"
        raise ModelReplyError(f"the model's reply is not complete JSON{cut}") from error


def until_stop(pieces: Iterable[str], stop: Sequence[str]) -> Iterator[str]:
    """The pieces up to the first of the stop strings, which may be spread over several of them."""
    longest = max((len(mark) for mark in stop), default=1)
    held = ""
    for piece in pieces:
        held += piece
        found = [position for mark in stop if (position := held.find(mark)) >= 0]
        if found:
            if held[: min(found)]:
                yield held[: min(found)]
            return
        ready = len(held) - (longest - 1)
        if ready > 0:
            yield held[:ready]
            held = held[ready:]
    if held:
        yield held
