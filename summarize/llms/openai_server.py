"""Any OpenAI-compatible server by its URL: vLLM, llama.cpp's server, Ollama, a paid service."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from index.errors import ModelError, ModelReplyError

from . import Generation, Message, Usage
from .probabilities import normalised
from .replies import require_json
from .thoughts import stream_without_thoughts, without_thoughts
from .turns import as_turns

KEY_VARIABLES = ("JIANTING_API_KEY", "OPENAI_API_KEY")

# Servers rarely say how long their context is; every model served today has at least this.
CONTEXT_TOKENS = 8192
# The most likeliest first tokens that the protocol lets one ask for.
_LIKELIEST = 20
_TIMEOUT_SECONDS = 300.0
_CONNECT_SECONDS = 10.0
_RETRIES = 3
_AT_ONCE = 8


class OpenAIServerModel:
    """A LanguageModel behind `http(s)://host[:port]/v1`, with the model's name behind `#` or the server's first.

    The key comes from $JIANTING_API_KEY or $OPENAI_API_KEY and is shown nowhere.
    """

    def __init__(self, url: str, name: str | None = None, retries: int = _RETRIES) -> None:
        """Reach the server. Raises ModelError if it cannot be reached, refuses the key or has no such model."""
        import httpx
        from openai import OpenAI

        self._url, _, wanted = url.partition("#")
        key = next((os.environ[variable] for variable in KEY_VARIABLES if os.environ.get(variable)), "none")
        self._client = OpenAI(
            base_url=self._url.rstrip("/"),
            api_key=key,
            max_retries=retries,
            timeout=httpx.Timeout(_TIMEOUT_SECONDS, connect=_CONNECT_SECONDS),
        )
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
        if schema is not None:
            form = {"name": "reply", "schema": dict(schema), "strict": False}
            request["response_format"] = {"type": "json_schema", "json_schema": form}
        with self._errors():
            reply = self._client.chat.completions.create(**request)
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
        request = self._request(messages, 1, ()) | {"logprobs": True, "top_logprobs": _LIKELIEST}
        with self._errors():
            reply = self._client.chat.completions.create(**request)
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
        with ThreadPoolExecutor(_AT_ONCE) as workers:
            return tuple(workers.map(lambda messages: self.choose(messages, options), prompts))

    def close(self) -> None:
        self._client.close()

    def _request(self, messages: Sequence[Message], max_tokens: int, stop: Sequence[str]) -> dict[str, Any]:
        request: dict[str, Any] = {
            "model": self._model,
            "messages": as_turns(messages),
            "max_tokens": max_tokens,
            "temperature": 0.0,
        }
        return request | {"stop": list(stop)} if stop else request

    def _pieces(self, request: dict[str, Any]) -> Iterator[str]:
        with self._errors(), self._client.chat.completions.create(**request, stream=True) as chunks:
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
        except openai.APIStatusError as error:
            raise ModelError(f"{self._url} failed with status {error.status_code}") from None
        except openai.OpenAIError as error:
            raise ModelError(f"{self._url} failed ({type(error).__name__})") from None


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
