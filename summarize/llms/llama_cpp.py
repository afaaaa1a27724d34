"""GGUF models through llama.cpp's own server engine, inside this process (xllamacpp)."""

from __future__ import annotations

import weakref
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from index.errors import ModelError, ModelReplyError

from . import Generation, Message, Usage
from .llama_cpp_engine import Engine
from .probabilities import normalised
from .replies import require_json
from .thoughts import stream_without_thoughts, without_thoughts
from .turns import as_turns

CONTEXT_TOKENS = 8192
# An option that is not among so many likeliest first tokens counts as the last of them.
_LIKELIEST = 256


class LlamaCppModel:
    """A LanguageModel over one GGUF file. Several threads may call; calls at the same time share the batches."""

    def __init__(self, path: str, name: str | None = None, context_tokens: int = CONTEXT_TOKENS) -> None:
        """Load the file. Raises ModelMissingError or ModelError."""
        self._name = name or Path(path).stem
        self._engine = Engine(path, context_tokens)
        # Frees the model with this object, and at the latest before the interpreter takes its last breath.
        self._free = weakref.finalize(self, self._engine.close)
        self._context_tokens = int(self._engine.get("/props")["default_generation_settings"]["n_ctx"])
        self._first_tokens: dict[str, int] = {}

    @property
    def name(self) -> str:
        return self._name

    @property
    def context_tokens(self) -> int:
        return self._context_tokens

    def count_tokens(self, text: str) -> int:
        return len(self._tokens(text))

    def generate(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        schema: Mapping[str, Any] | None = None,
        stop: Sequence[str] = (),
    ) -> Generation:
        request = _request(messages, max_tokens, stop) | {"logprobs": True, "top_logprobs": 1}
        if schema is not None:
            request["response_format"] = {"type": "json_schema", "json_schema": {"schema": dict(schema)}}
        text, finished, usage = "", False, Usage()
        sure: list[float] = []
        for event in self._events(request):
            for choice in event["choices"]:
                text += choice["delta"].get("content") or ""
                finished = finished or choice["finish_reason"] == "stop"
                sure += [float(position["logprob"]) for position in _positions(choice)]
            usage = _usage(event) or usage
        text = without_thoughts(text)
        if schema is not None:
            require_json(text, finished, max_tokens)
        return Generation(text, usage, finished, mean(sure) if sure else None)

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: Sequence[str] = ()) -> Iterator[str]:
        return stream_without_thoughts(self._pieces(_request(messages, max_tokens, stop)))

    def choose(self, messages: Sequence[Message], options: Sequence[str]) -> tuple[float, ...]:
        wanted = [self._first_token(option) for option in options]
        if len(set(wanted)) < len(wanted):
            raise ValueError(f"options must differ in their first token: {list(options)}")
        request = _request(messages, 1, ()) | {"logprobs": True, "top_logprobs": _LIKELIEST}
        for event in self._events(request):
            for choice in event["choices"]:
                for position in _positions(choice):
                    found = {entry["id"]: float(entry["logprob"]) for entry in position["top_logprobs"]}
                    return normalised([found.get(token, min(found.values())) for token in wanted])
        raise ModelReplyError(f"{self._name} gave no probabilities")

    def choose_many(
        self, prompts: Sequence[Sequence[Message]], options: Sequence[str]
    ) -> tuple[tuple[float, ...], ...]:
        # One by one: several at once would each read the shared part into a slot of their own, and were no faster after
        # that (docs/LOG.md).
        return tuple(self.choose(messages, options) for messages in prompts)

    def close(self) -> None:
        self._free()

    def _tokens(self, text: str) -> list[int]:
        return list(self._engine.post("/tokenize", {"content": text, "add_special": False})["tokens"])

    def _first_token(self, option: str) -> int:
        if option not in self._first_tokens:
            self._first_tokens[option] = self._tokens(option)[0]
        return self._first_tokens[option]

    def _pieces(self, request: dict[str, Any]) -> Iterator[str]:
        for event in self._events(request):
            for choice in event["choices"]:
                if piece := choice["delta"].get("content"):
                    yield piece

    def _events(self, request: dict[str, Any]) -> Iterator[dict[str, Any]]:
        """The reply's chunks. Leaving the iteration early closes the connection, and that cancels the rest."""
        for event in self._engine.events("/v1/chat/completions", request):
            if "choices" not in event:
                raise _failure(event, self._name)
            yield event


def _request(messages: Sequence[Message], max_tokens: int, stop: Sequence[str]) -> dict[str, Any]:
    return {
        "messages": as_turns(messages),
        "max_tokens": max_tokens,
        "temperature": 0.0,
        "seed": 1,
        "stop": list(stop),
        "cache_prompt": True,
        "chat_template_kwargs": {"enable_thinking": False},
        "stream": True,
        "stream_options": {"include_usage": True},
    }


def _positions(choice: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the reply tells of each token that it wrote."""
    return list((choice.get("logprobs") or {}).get("content") or ())


def _usage(event: Mapping[str, Any]) -> Usage | None:
    counted = event.get("usage")
    if not counted:
        return None
    cached = (counted.get("prompt_tokens_details") or {}).get("cached_tokens", 0)
    return Usage(prompt=counted["prompt_tokens"], cached=cached, written=counted["completion_tokens"])


def _failure(event: Mapping[str, Any], name: str) -> ModelError:
    error = event.get("error")
    details: Mapping[str, Any] = error if isinstance(error, dict) else event
    if details.get("type") == "exceed_context_size_error":
        return ModelError(
            f"the prompt has {details['n_prompt_tokens']} tokens, {name} takes {details['n_ctx']}; ask about less"
        )
    return ModelError(f"{name}: {details.get('message', 'llama.cpp failed without saying why')}")
