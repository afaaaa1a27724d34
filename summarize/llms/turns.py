"""Messages as a chat template takes them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from . import Message

# Marks with which chat templates begin and end turns. An article that holds one must not open a turn of its own.
_MARK = re.compile(r"<(?=\||/?(?:s|bos|eos|think|start_of_turn|end_of_turn|tool_call)>)|\[(?=/?INST\])")


def as_turns(messages: Sequence[Message]) -> list[dict[str, str]]:
    """One dictionary a message; marks of templates inside a text are pulled apart, so that they are only text."""
    return [
        {"role": message.role, "content": _MARK.sub(lambda mark: mark.group() + " ", message.content)}
        for message in messages
    ]
