"""Follow-up questions ("and the year before?") become questions that can be searched for by themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .llms import LanguageModel, Message
from .prompts import load_prompt
from .results import Answer

REMEMBERED = 2  # turns of the conversation that a rewriting sees
QUESTION_TOKENS = 80

_MARKER = re.compile(r"\s*\[\d+\]")


def standalone(model: LanguageModel, question: str, history: Sequence[Answer]) -> str:
    """The question with what it leaves to the conversation filled in; as it is where nothing usable was written."""
    turns = [f"{turn.question} / {_MARKER.sub('', turn.text) if not turn.declined else '-'}" for turn in history]
    user = f"Conversation: {' / '.join(turns[-REMEMBERED:])}\nLast question: {question}\nQuestion:"
    reply = model.generate(
        [Message("system", load_prompt("standalone.v1")), Message("user", user)],
        max_tokens=QUESTION_TOKENS,
        stop=("\n",),
    )
    return reply.text.strip() or question
