"""A language model that is loaded when it is first needed and never asked the same thing twice.

Every reply is kept in the library under a hash of the model's name and the whole prompt, so that an answer or an
article's claims are instant the second time, in any process, without the model being loaded at all. A prompt that
changes by a byte is another question: nothing has to be invalidated.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Protocol

from .llms import Generation, LanguageModel, Message, Progress, Usage

CACHE_KIND = "model-reply.v1"
_TIMED_REPLIES = 20  # the latest that `tokens_per_second` is of


class Memory(Protocol):
    """Where replies are kept: `index.article_index.ArticleIndex` is one."""

    def cached(self, kind: str, key: str) -> str | None: ...

    def remember(self, kind: str, key: str, value: str) -> None: ...


class RememberingModel:
    """A LanguageModel over another one, which `load` brings on the first question that memory cannot answer."""

    def __init__(self, identity: str, load: Callable[[Progress | None], LanguageModel], memory: Memory) -> None:
        self._identity = identity
        self._load = load
        self._memory = memory
        self._model: LanguageModel | None = None
        self._lock = threading.Lock()
        self._timed: deque[tuple[int, float]] = deque(maxlen=_TIMED_REPLIES)

    def model(self, progress: Progress | None = None) -> LanguageModel:
        """The model itself, loaded now if it was not. Raises ModelMissingError, ModelDamagedError, ModelError."""
        with self._lock:
            if self._model is None:
                self._model = self._load(progress)
            return self._model

    @property
    def name(self) -> str:
        return self._identity

    @property
    def tokens_per_second(self) -> float | None:
        """Tokens written a second by the latest replies, the reading of their prompts included; None before any."""
        timed = tuple(self._timed)
        seconds = sum(seconds for _, seconds in timed)
        return sum(written for written, _ in timed) / seconds if seconds else None

    @property
    def context_tokens(self) -> int:
        return self.model().context_tokens

    def count_tokens(self, text: str) -> int:
        return self.model().count_tokens(text)

    def generate(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        schema: Mapping[str, Any] | None = None,
        stop: Sequence[str] = (),
    ) -> Generation:
        key = self._key("generate", messages, max_tokens, schema, list(stop))
        if (kept := self._memory.cached(CACHE_KIND, key)) is not None:
            found = json.loads(kept)
            return Generation(found["text"], Usage(**found["usage"]), found["finished"], found.get("confidence"))
        model, started = self.model(), time.perf_counter()
        reply = model.generate(messages, max_tokens=max_tokens, schema=schema, stop=stop)
        self._timed.append((reply.usage.written, time.perf_counter() - started))
        self._memory.remember(CACHE_KIND, key, json.dumps(asdict(reply), ensure_ascii=False))
        return reply

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: Sequence[str] = ()) -> Iterator[str]:
        key = self._key("stream", messages, max_tokens, None, list(stop))
        if (kept := self._memory.cached(CACHE_KIND, key)) is not None:
            yield kept
            return
        pieces: list[str] = []
        for piece in self.model().stream(messages, max_tokens=max_tokens, stop=stop):
            pieces.append(piece)
            yield piece
        self._memory.remember(CACHE_KIND, key, "".join(pieces))

    def choose(self, messages: Sequence[Message], options: Sequence[str]) -> tuple[float, ...]:
        return self.choose_many([messages], options)[0]

    def choose_many(
        self, prompts: Sequence[Sequence[Message]], options: Sequence[str]
    ) -> tuple[tuple[float, ...], ...]:
        keys = [self._key("choose", messages, list(options)) for messages in prompts]
        found = {key: json.loads(kept) for key in keys if (kept := self._memory.cached(CACHE_KIND, key)) is not None}
        missing = {key: messages for key, messages in zip(keys, prompts, strict=True) if key not in found}
        if missing:
            replies = self.model().choose_many(list(missing.values()), options)
            for key, reply in zip(missing, replies, strict=True):
                found[key] = list(reply)
                self._memory.remember(CACHE_KIND, key, json.dumps(found[key]))
        return tuple(tuple(found[key]) for key in keys)

    def close(self) -> None:
        with self._lock:
            if self._model is not None:
                self._model.close()
                self._model = None

    def _key(self, call: str, messages: Sequence[Message], *rest: object) -> str:
        whole = [self._identity, call, [[message.role, message.content] for message in messages], *rest]
        return hashlib.sha256(json.dumps(whole, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
