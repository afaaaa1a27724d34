"""Stand-ins that record what they were asked and answer what the test scripted."""

from __future__ import annotations

import json
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from summarize.llms import Generation, Message, Usage


@dataclass
class ModelCall:
    """One call of a FakeLanguageModel: `kind` is "generate", "stream" or "choose"."""

    kind: str
    messages: tuple[Message, ...]
    schema: Mapping[str, Any] | None = None
    options: tuple[str, ...] = ()
    max_tokens: int = 0

    @property
    def text(self) -> str:
        """The whole prompt, to look for things in."""
        return "\n".join(message.content for message in self.messages)


@dataclass
class FakeLanguageModel:
    """A LanguageModel with a queue of `answers` (a dict or a list is written as JSON) and one of `choices`.

    A choice is the log-probabilities in the order of the options. Either queue may be a callable of the ModelCall.
    An empty queue fails the test: a call that nobody expected.
    """

    answers: Any = ()
    choices: Any = ()
    name: str = "fake"
    context_tokens: int = 8192
    calls: list[ModelCall] = field(default_factory=list)
    closed: bool = False

    def __post_init__(self) -> None:
        self._answers = self.answers if callable(self.answers) else deque(self.answers)
        self._choices = self.choices if callable(self.choices) else deque(self.choices)

    def count_tokens(self, text: str) -> int:
        return len(text)

    def generate(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        schema: Mapping[str, Any] | None = None,
        stop: Sequence[str] = (),
    ) -> Generation:
        text = self._answer(ModelCall("generate", tuple(messages), schema, max_tokens=max_tokens))
        return Generation(text, Usage(prompt=sum(len(message.content) for message in messages), written=len(text)))

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: Sequence[str] = ()) -> Iterator[str]:
        text = self._answer(ModelCall("stream", tuple(messages), max_tokens=max_tokens))
        yield from (text[start : start + 3] for start in range(0, len(text), 3))

    def choose(self, messages: Sequence[Message], options: Sequence[str]) -> tuple[float, ...]:
        call = ModelCall("choose", tuple(messages), options=tuple(options))
        self.calls.append(call)
        scripted: Iterable[float] = self._choices(call) if callable(self._choices) else self._choices.popleft()
        return tuple(scripted)

    def choose_many(
        self, prompts: Sequence[Sequence[Message]], options: Sequence[str]
    ) -> tuple[tuple[float, ...], ...]:
        return tuple(self.choose(messages, options) for messages in prompts)

    def close(self) -> None:
        self.closed = True

    def _answer(self, call: ModelCall) -> str:
        self.calls.append(call)
        scripted = self._answers(call) if callable(self._answers) else self._answers.popleft()
        return scripted if isinstance(scripted, str) else json.dumps(scripted, ensure_ascii=False)
