"""Any OpenAI-compatible server by its URL: vLLM, llama.cpp's server, Ollama, a paid service."""

from __future__ import annotations

import json
import math
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from index.errors import ModelError, ModelReplyError

from . import Generation, Message, Usage
from .probabilities import normalised
from .replies import require_json
from .thoughts import stream_without_thoughts, without_thoughts
from .turns import as_turns

KEY_VARIABLES = ("JIANTING_API_KEY", "OPENAI_API_KEY")
AT_ONCE_VARIABLE = "JIANTING_SERVER_REQUESTS"

# Servers rarely say how long their context is; every model served today has at least this.
CONTEXT_TOKENS = 8192
# How many of the likeliest first tokens are asked for: the protocol's most, and what stricter servers still allow.
_LIKELIEST = (20, 5)
_TIMEOUT_SECONDS = 300.0
_CONNECT_SECONDS = 10.0
# Each waits longer than the last, or as long as the server's Retry-After says: half a minute in all where it says none.
_RETRIES = 6
_AT_ONCE = 16


class OpenAIServerModel:
    """A LanguageModel behind `http(s)://host[:port]/v1`, with the model's name behind `#` or the server's first.

    The key comes from $JIANTING_API_KEY or $OPENAI_API_KEY and is shown nowhere. Up to $JIANTING_SERVER_REQUESTS
    requests (16) are under way at once, whoever asks: a server that batches answers them nearly as fast as one.
    """

    def __init__(self, url: str, name: str | None = None, retries: int = _RETRIES) -> None:
        """Reach the server. Raises ModelError if it cannot be reached, refuses the key or has no such model."""
        import httpx
        from openai import OpenAI

        address, _, wanted = url.partition("#")
        self._url = shown(address)
        key = next((os.environ[variable] for variable in KEY_VARIABLES if os.environ.get(variable)), "none")
        self._client = OpenAI(
            base_url=address.rstrip("/"),
            api_key=key,
            max_retries=retries,
            timeout=httpx.Timeout(_TIMEOUT_SECONDS, connect=_CONNECT_SECONDS),
        )
        self._slots = threading.BoundedSemaphore(_at_once())
        self._likeliest = _LIKELIEST[0]
        self._keeps_schemas = True
        served = self._served()
        if wanted and served and wanted not in served:
            raise ModelError(f"{self._url} has no model {wanted}; it has {', '.join(served[:5])}")
        if not wanted and not served:
            raise ModelError(f"{self._url} does not say which models it has; name one behind #: {self._url}#NAME")
        self._model = wanted or served[0]
        self._name = name if name and name != url else self._model

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
        except _RefusedError:
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
        with ThreadPoolExecutor(min(max(len(prompts), 1), _at_once())) as workers:
            return tuple(workers.map(lambda messages: self.choose(messages, options), prompts))

    def close(self) -> None:
        self._client.close()

    def _ask(self, request: dict[str, Any]) -> Any:
        with self._slots, self._errors():
            return self._client.chat.completions.create(**request)

    def _ask_for_form(self, request: dict[str, Any], schema: Mapping[str, Any]) -> Any:
        """A reply that keeps a JSON schema; where the server knows none, any JSON object, with the schema in words."""
        if self._keeps_schemas:
            form = {"name": "reply", "schema": dict(schema), "strict": False}
            try:
                return self._ask(request | {"response_format": {"type": "json_schema", "json_schema": form}})
            except _RefusedError:
                pass
        told = f"Reply with one JSON object that fits this JSON schema:\n{json.dumps(schema, ensure_ascii=False)}"
        turns = [*request["messages"], {"role": "user", "content": told}]
        reply = self._ask(request | {"messages": _joined(turns), "response_format": {"type": "json_object"}})
        self._keeps_schemas = False
        return reply

    def _request(self, messages: Sequence[Message], max_tokens: int, stop: Sequence[str]) -> dict[str, Any]:
        request: dict[str, Any] = {
            "model": self._model,
            "messages": as_turns(messages),
            "max_tokens": max_tokens,
            "temperature": 0.0,
        }
        return request | {"stop": list(stop)} if stop else request

    def _pieces(self, request: dict[str, Any]) -> Iterator[str]:
        with self._slots, self._errors(), self._client.chat.completions.create(**request, stream=True) as chunks:
            for chunk in chunks:
                if chunk.choices and (piece := chunk.choices[0].delta.content):
                    yield piece

    def _served(self) -> list[str]:
        """The names of its models; empty where a server does not tell."""
        from openai import NotFoundError

        with self._errors():
            try:
                return [model.id for model in self._client.models.list().data or ()]
            except NotFoundError:
                return []

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """The client's errors in one line, without what was sent: neither the key nor the prompt belongs in a log."""
        import openai

        try:
            yield
        except (openai.AuthenticationError, openai.PermissionDeniedError):
            raise ModelError(f"{self._url} refuses the key; set {KEY_VARIABLES[0]}") from None
        except openai.NotFoundError:
            raise ModelError(
                f"{self._url} has no model {self._model}, or is not an API (does it end in /v1?)"
            ) from None
        except openai.APITimeoutError:
            raise ModelError(f"{self._url} did not answer in {_TIMEOUT_SECONDS:.0f} s; is it overloaded?") from None
        except openai.APIConnectionError:
            raise ModelError(f"{self._url} cannot be reached; is the server running?") from None
        except openai.RateLimitError:
            raise ModelError(
                f"{self._url} asks for fewer requests; wait, or set {AT_ONCE_VARIABLE} below {_at_once()}"
            ) from None
        except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
            raise _RefusedError(f"{self._url} does not take the request (status {error.status_code})") from None
        except openai.APIStatusError as error:
            raise ModelError(f"{self._url} failed with status {error.status_code}") from None
        except openai.OpenAIError as error:
            raise ModelError(f"{self._url} failed ({type(error).__name__})") from None


class _RefusedError(ModelError):
    """The server is there and does not understand what was asked, which may be asked more plainly."""


def shown(url: str) -> str:
    """The URL without user, password and query, which may be keys."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _at_once() -> int:
    """$JIANTING_SERVER_REQUESTS, else 16."""
    wanted = os.environ.get(AT_ONCE_VARIABLE, "")
    return int(wanted) if wanted.isdecimal() and int(wanted) > 0 else _AT_ONCE


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
