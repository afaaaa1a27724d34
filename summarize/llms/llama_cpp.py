"""GGUF models through llama.cpp's own server engine, inside this process (xllamacpp)."""

from __future__ import annotations

import json
import math
import queue
import secrets
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from index.errors import ModelError, ModelMissingError, ModelReplyError

from . import Generation, Message, Usage
from .processor import physical_cores
from .signal_handlers import kept_signal_handlers
from .thoughts import stream_without_thoughts, without_thoughts

CONTEXT_TOKENS = 8192
# Prompts of several families (answering, stance, verifying) come in turn; each finds its beginning again in a slot.
SLOTS = 4
# What a slot has read is kept here when another prompt takes the slot.
_PROMPT_CACHE_MIB = 256
# An option that is not among so many likeliest first tokens counts as the last of them.
_LIKELIEST = 256


class LlamaCppModel:
    """A LanguageModel over one GGUF file. Several threads may call; up to SLOTS calls run in one batch."""

    def __init__(self, path: str, name: str | None = None, context_tokens: int = CONTEXT_TOKENS) -> None:
        """Load the file. Raises ModelMissingError or ModelError."""
        import xllamacpp  # type: ignore[import-untyped]

        if not Path(path).is_file():
            raise ModelMissingError(f"there is no file {path}")
        parameters = xllamacpp.CommonParams()
        parameters.model.path = path
        parameters.n_ctx = context_tokens
        parameters.n_parallel = SLOTS
        parameters.kv_unified = True
        parameters.cache_ram_mib = _PROMPT_CACHE_MIB
        parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = physical_cores()
        parameters.warmup = False
        parameters.fit_params = False
        parameters.enable_reasoning = 0
        parameters.verbosity = -1
        # The engine always opens a port on loopback. Only this process knows the key to it.
        key = secrets.token_hex(32)
        parameters.api_keys = [key]
        try:
            with kept_signal_handlers():
                self._server: Any = xllamacpp.Server(parameters)
        except RuntimeError as error:
            raise ModelError(f"llama.cpp cannot load {path}: not a GGUF file it knows, or too little memory") from error
        self._name = name or Path(path).stem
        self._http = _Loopback(self._server.listening_address, key)
        self._context_tokens = int(self._http.get("/props")["default_generation_settings"]["n_ctx"])
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
        request = _request(messages, max_tokens, stop)
        if schema is not None:
            request["response_format"] = {"type": "json_schema", "json_schema": {"schema": dict(schema)}}
        text, finished, usage = "", False, Usage()
        for event in self._events(request):
            for choice in event["choices"]:
                text += choice["delta"].get("content") or ""
                finished = finished or choice["finish_reason"] == "stop"
            usage = _usage(event) or usage
        text = without_thoughts(text)
        if schema is not None:
            _require_json(text, finished, max_tokens)
        return Generation(text, usage, finished)

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: Sequence[str] = ()) -> Iterator[str]:
        return stream_without_thoughts(self._pieces(_request(messages, max_tokens, stop)))

    def choose(self, messages: Sequence[Message], options: Sequence[str]) -> tuple[float, ...]:
        wanted = [self._first_token(option) for option in options]
        if len(set(wanted)) < len(wanted):
            raise ValueError(f"options must differ in their first token: {list(options)}")
        request = _request(messages, 1, ()) | {"logprobs": True, "top_logprobs": _LIKELIEST}
        for event in self._events(request):
            for choice in event["choices"]:
                for position in (choice.get("logprobs") or {}).get("content") or ():
                    found = {entry["id"]: float(entry["logprob"]) for entry in position["top_logprobs"]}
                    return normalised([found.get(token, min(found.values())) for token in wanted])
        raise ModelReplyError(f"{self._name} gave no probabilities")

    def choose_many(
        self, prompts: Sequence[Sequence[Message]], options: Sequence[str]
    ) -> tuple[tuple[float, ...], ...]:
        with ThreadPoolExecutor(SLOTS) as workers:
            return tuple(workers.map(lambda messages: self.choose(messages, options), prompts))

    def close(self) -> None:
        self._http.close()
        self._server = None

    def _tokens(self, text: str) -> list[int]:
        return list(self._http.post("/tokenize", {"content": text, "add_special": False})["tokens"])

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
        """The reply's chunks. The engine works in a thread of its own, so that Ctrl-C gets through at once.

        Leaving the iteration early cancels the rest of the reply.
        """
        server = self._server
        if server is None:
            raise ModelError(f"{self._name} has been closed")
        arrived: queue.SimpleQueue[dict[str, Any] | None] = queue.SimpleQueue()
        cancelled = threading.Event()

        def receive(event: dict[str, Any] | list[dict[str, Any]]) -> bool:
            for one in event if isinstance(event, list) else [event]:
                arrived.put(one)
            return cancelled.is_set()

        def work() -> None:
            try:
                server.handle_chat_completions(request, receive)
            finally:
                arrived.put(None)

        threading.Thread(target=work, name="llama.cpp", daemon=True).start()
        try:
            while (event := arrived.get()) is not None:
                if "choices" not in event:
                    raise _failure(event, self._name)
                yield event
        finally:
            cancelled.set()


class _Loopback:
    """The few things that only the engine's port offers."""

    def __init__(self, address: str, key: str) -> None:
        import httpx

        # Neither proxies nor a .netrc have a say on the way to this very process.
        self._client = httpx.Client(
            base_url=address, headers={"Authorization": f"Bearer {key}"}, timeout=60.0, trust_env=False
        )

    def get(self, path: str) -> dict[str, Any]:
        return self._read(lambda: self._client.get(path))

    def post(self, path: str, content: Mapping[str, Any]) -> dict[str, Any]:
        return self._read(lambda: self._client.post(path, json=content))

    def close(self) -> None:
        self._client.close()

    def _read(self, send: Callable[[], Any]) -> dict[str, Any]:
        import httpx

        try:
            return dict(send().raise_for_status().json())
        except httpx.HTTPError as error:
            raise ModelError(f"llama.cpp did not answer on its port ({type(error).__name__})") from error


def normalised(values: Sequence[float]) -> tuple[float, ...]:
    """Log-probabilities whose exponentials sum to 1."""
    highest = max(values)
    total = highest + math.log(sum(math.exp(value - highest) for value in values))
    return tuple(value - total for value in values)


def _request(messages: Sequence[Message], max_tokens: int, stop: Sequence[str]) -> dict[str, Any]:
    return {
        "messages": [{"role": message.role, "content": message.content} for message in messages],
        "max_tokens": max_tokens,
        "temperature": 0.0,
        "seed": 1,
        "stop": list(stop),
        "cache_prompt": True,
        "chat_template_kwargs": {"enable_thinking": False},
        "stream": True,
        "stream_options": {"include_usage": True},
    }


def _usage(event: Mapping[str, Any]) -> Usage | None:
    counted = event.get("usage")
    if not counted:
        return None
    cached = (counted.get("prompt_tokens_details") or {}).get("cached_tokens", 0)
    return Usage(prompt=counted["prompt_tokens"], cached=cached, written=counted["completion_tokens"])


def _require_json(text: str, finished: bool, max_tokens: int) -> None:
    try:
        json.loads(text)
    except ValueError as error:
        cut = "" if finished else f": it was cut after {max_tokens} tokens"
        raise ModelReplyError(f"the model's reply is not complete JSON{cut}") from error


def _failure(event: Mapping[str, Any], name: str) -> ModelError:
    error = event.get("error")
    details: Mapping[str, Any] = error if isinstance(error, dict) else event
    if details.get("type") == "exceed_context_size_error":
        return ModelError(
            f"the prompt has {details['n_prompt_tokens']} tokens, {name} takes {details['n_ctx']}; ask about less"
        )
    return ModelError(f"{name}: {details.get('message', 'llama.cpp failed without saying why')}")
