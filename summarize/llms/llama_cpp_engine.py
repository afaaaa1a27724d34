"""llama.cpp's server engine inside this process, spoken to over its loopback port.

Over the port rather than through the binding's callbacks: those run in threads that may not outlive the interpreter
(it aborts), and cannot be cancelled before the first token; closing a connection can be done at any time.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from index.errors import ModelError, ModelMissingError

from .processor import prepare_openmp, threads
from .signal_handlers import kept_signal_handlers

# Prompts of several families (answering, stance, verifying) come in turn; each finds its beginning again in a slot.
SLOTS = 4
# What a slot has read is kept here when another prompt takes the slot.
_PROMPT_CACHE_MIB = 128
# Between two batches a cancelled prompt is let go and a waiting one gets its turn. On a CPU larger ones read no faster.
_BATCH_TOKENS = 256


class Engine:
    """One loaded GGUF file. `events`, `get` and `post` may be called from several threads."""

    def __init__(self, path: str, context_tokens: int) -> None:
        """Load the file. Raises ModelMissingError or ModelError."""
        import httpx

        prepare_openmp()
        import xllamacpp  # type: ignore[import-untyped]

        if not Path(path).is_file():
            raise ModelMissingError(f"there is no file {path}")
        parameters = xllamacpp.CommonParams()
        parameters.model.path = path
        parameters.n_ctx = context_tokens
        parameters.n_parallel = SLOTS
        parameters.kv_unified = True
        parameters.cache_ram_mib = _PROMPT_CACHE_MIB
        parameters.n_batch = parameters.n_ubatch = _BATCH_TOKENS
        parameters.cpuparams.n_threads = parameters.cpuparams_batch.n_threads = threads()
        parameters.warmup = False
        parameters.fit_params = False
        parameters.enable_reasoning = 0
        parameters.verbosity = -1
        # The port is open to every program of this machine. Only this process knows the key to it.
        self.key = secrets.token_hex(32)
        parameters.api_keys = [self.key]
        try:
            with kept_signal_handlers():
                self._server: Any = xllamacpp.Server(parameters)
        except RuntimeError as error:
            raise ModelError(f"llama.cpp cannot load {path}: not a GGUF file it knows, or too little memory") from error
        self.address = str(self._server.listening_address)
        # Neither proxies nor a .netrc have a say on the way to this very process; a long prompt takes its time. The
        # engine hangs up on idle connections just when one may be used again, so each call opens its own.
        self._client = httpx.Client(
            base_url=self.address,
            headers={"Authorization": f"Bearer {self.key}"},
            timeout=httpx.Timeout(None, connect=30.0),
            limits=httpx.Limits(max_keepalive_connections=0),
            trust_env=False,
        )

    def get(self, path: str) -> dict[str, Any]:
        with self._reached():
            return dict(self._client.get(path).raise_for_status().json())

    def post(self, path: str, content: Mapping[str, Any]) -> dict[str, Any]:
        with self._reached():
            return dict(self._client.post(path, json=content).raise_for_status().json())

    def events(self, path: str, content: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """The server-sent events of a streamed reply; a refusal is one event with "error"."""
        with self._reached(), self._client.stream("POST", path, json=content) as response:
            if response.status_code != 200:
                yield json.loads(response.read())
                return
            for line in response.iter_lines():
                if line.startswith("data: ") and line != "data: [DONE]":
                    yield json.loads(line.removeprefix("data: "))

    def close(self) -> None:
        self._client.close()
        self._server = None

    @contextmanager
    def _reached(self) -> Iterator[None]:
        import httpx

        if self._server is None:
            raise ModelError("the model has been closed; load it again")
        try:
            yield
        except httpx.HTTPError as error:
            raise ModelError(f"llama.cpp stopped answering ({type(error).__name__}); load the model again") from error
