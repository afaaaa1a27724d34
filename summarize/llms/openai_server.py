"""Any OpenAI-compatible server by its URL: vLLM, llama.cpp's server, Ollama, a paid service."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from index.errors import ModelReplyError
from index.model_server import RETRIES, ModelServer, RefusedError, at_once

from . import Generation, Message, Usage
from .probabilities import normalised
from .replies import require_json
from .thoughts import stream_without_thoughts, without_thoughts
from .turns import as_turns

# Servers rarely say how long their context is; every model served today has at least this.
CONTEXT_TOKENS = 8192
# How many of the likeliest first tokens are asked for: the protocol's most, and what stricter servers still allow.
_LIKELIEST = (20, 5)


class OpenAIServerModel:
    """A LanguageModel behind `http(s)://host[:port]/v1`, with the model's name behind `#` or the server's first.

    How it is reached, and how many requests are under way at once, is told in index/model_server.py.
    """

    def __init__(self, url: str, name: str | None = None, retries: int = RETRIES) -> None:
        """Reach the server. Raises ModelError if it cannot be reached, refuses the key or has no such model."""
        self._server = ModelServer(url, retries)
        self._client = self._server.client
        self._likeliest = _LIKELIEST[0]
        self._keeps_schemas = True
        self._name = name if name and name != url else self._server.model

    @property
    def name(self) -> str:
        return self._name

    @property
    def context_tokens(self) -> int:
        return CONTEXT_TOKENS

    def count_tokens(self, text: str) -> int:
        """An estimate from above, since the protocol has no tokenizer: a CJK character is one, four others are one."""
        wide = sum(1 for character in text if ord(character) >= 0x2E80)
        return wide + math.ceil((len(text) - wide) / 3)

    def generate(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        schema: Mapping[str, Any] | None = None,
        stop: Sequence[str] = (),
    ) -> Generation:
        request = self._request(messages, max_tokens, stop)
        reply = self._ask(request) if schema is None else self._ask_for_form(request, schema)
        if not reply.choices:
            raise ModelReplyError(f"{self._name} sent an empty reply")
        text = without_thoughts(reply.choices[0].message.content or "")
        finished = reply.choices[0].finish_reason == "stop"
        if schema is not None:
            require_json(text, finished, max_tokens)
        return Generation(text, _usage(reply.usage), finished)

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: Sequence[str] = ()) -> Iterator[str]:
        return stream_without_thoughts(self._pieces(self._request(messages, max_tokens, stop)))

    def choose(self, messages: Sequence[Message], options: Sequence[str]) -> tuple[float, ...]:
        request = self._request(messages, 1, ()) | {"logprobs": True}
        try:
            reply = self._ask(request | {"top_logprobs": self._likeliest})
        except RefusedError:
            if self._likeliest == _LIKELIEST[1]:
                raise
            reply = self._ask(request | {"top_logprobs": _LIKELIEST[1]})
            self._likeliest = _LIKELIEST[1]
        content = reply.choices[0].logprobs.content if reply.choices and reply.choices[0].logprobs else None
        if not content:
            raise ModelReplyError(
                f"{self._name} gives no log-probabilities (logprobs), which Jianting needs to classify"
            )
        likeliest = [(entry.token, entry.logprob) for entry in content[0].top_logprobs]
        return option_probabilities(likeliest, options)

    def choose_many(
        self, prompts: Sequence[Sequence[Message]], options: Sequence[str]
    ) -> tuple[tuple[float, ...], ...]:
        with ThreadPoolExecutor(min(max(len(prompts), 1), at_once())) as workers:
            return tuple(workers.map(lambda messages: self.choose(messages, options), prompts))

    def close(self) -> None:
        self._server.close()

    def _ask(self, request: dict[str, Any]) -> Any:
        with self._server.asking():
            return self._client.chat.completions.create(**request)

    def _ask_for_form(self, request: dict[str, Any], schema: Mapping[str, Any]) -> Any:
        """A reply that keeps a JSON schema; where the server knows none, any JSON object, with the schema in words."""
        if self._keeps_schemas:
            form = {"name": "reply", "schema": dict(schema), "strict": False}
            try:
                return self._ask(request | {"response_format": {"type": "json_schema", "json_schema": form}})
            except RefusedError:
                pass
        told = f"Reply with one JSON object that fits this JSON schema:\n{json.dumps(schema, ensure_ascii=False)}"
        turns = [*request["messages"], {"role": "user", "content": told}]
        reply = self._ask(request | {"messages": _joined(turns), "response_format": {"type": "json_object"}})
        self._keeps_schemas = False
        return reply

    def _request(self, messages: Sequence[Message], max_tokens: int, stop: Sequence[str]) -> dict[str, Any]:
        request: dict[str, Any] = {
            "model": self._server.model,
            "messages": as_turns(messages),
            "max_tokens": max_tokens,
            "temperature": 0.0,
        }
        return request | {"stop": list(stop)} if stop else request

    def _pieces(self, request: dict[str, Any]) -> Iterator[str]:
        with self._server.asking(), self._client.chat.completions.create(**request, stream=True) as chunks:
            for chunk in chunks:
                if chunk.choices and (piece := chunk.choices[0].delta.content):
                    yield piece


def _joined(turns: Sequence[Mapping[str, str]]) -> list[dict[str, str]]:
    """Turns in which two of the same role that follow each other are one, as many chat templates demand."""
    joined: list[dict[str, str]] = []
    for turn in turns:
        if joined and joined[-1]["role"] == turn["role"]:
            joined[-1]["content"] += f"\n\n{turn['content']}"
        else:
            joined.append(dict(turn))
    return joined


def option_probabilities(likeliest: Sequence[tuple[str, float]], options: Sequence[str]) -> tuple[float, ...]:
    """Log-probabilities of the options from a server's likeliest (token text, log-probability), normalised.

    A token counts for the option that it begins, so that it does not matter how a server cuts a word; an option that
    no token begins counts as the least likely of them.
    """
    floor = min(value for _, value in likeliest)
    values = []
    for option in options:
        begun = [value for token, value in likeliest if token.strip() and option.startswith(token.strip())]
        values.append(max(begun, default=floor))
    return normalised(values)


def _usage(usage: Any) -> Usage:
    if usage is None:
        return Usage()
    cached = getattr(usage.prompt_tokens_details, "cached_tokens", None) or 0
    return Usage(prompt=usage.prompt_tokens, cached=cached, written=usage.completion_tokens)
