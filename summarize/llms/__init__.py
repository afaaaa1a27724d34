"""Language models. `load_language_model` is the one way to get one; nothing else knows which engine runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of a chat: role "system", "user" or "assistant"."""

    role: str
    content: str


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one call; `cached` prompt tokens were not read again."""

    prompt: int = 0
    cached: int = 0
    written: int = 0


@dataclass(frozen=True, slots=True)
class Generation:
    """A finished reply, without a thinking model's thoughts.

    `confidence` is the mean natural log-probability of its tokens, None where the backend does not tell.
    """

    text: str
    usage: Usage
    finished: bool = True
    confidence: float | None = None


class LanguageModel(Protocol):
    """A chat model. Greedy (temperature 0) unless its backend cannot be; safe to call from several threads."""

    @property
    def name(self) -> str: ...

    @property
    def context_tokens(self) -> int:
        """Most tokens of prompt and reply together."""
        ...

    def count_tokens(self, text: str) -> int: ...

    def generate(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        schema: Mapping[str, Any] | None = None,
        stop: Sequence[str] = (),
    ) -> Generation:
        """Write a reply. With `schema` (JSON Schema) the text is one JSON document of that form.

        Raises ModelReplyError if the form could not be kept, ModelError if the model cannot be reached.
        """
        ...

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: Sequence[str] = ()) -> Iterator[str]:
        """The same reply piece by piece."""
        ...

    def choose(self, messages: Sequence[Message], options: Sequence[str]) -> tuple[float, ...]:
        """Natural log-probability that the reply begins with each option's first token, in the order of `options`.

        Options must differ in their first token. The values are normalised over the options (their exps sum to 1).
        """
        ...

    def choose_many(
        self, prompts: Sequence[Sequence[Message]], options: Sequence[str]
    ) -> tuple[tuple[float, ...], ...]:
        """`choose` for each of several prompts: the way to classify many texts, faster where the backend can batch."""
        ...

    def close(self) -> None:
        """Free the model; calling it twice is harmless."""
        ...


def load_language_model(name: str | None = None, progress: Progress | None = None) -> LanguageModel:
    """The model of that name: None or a catalogue name, a .gguf file, a folder, a Hub name, or a server's URL.

    Raises ModelMissingError or ModelDamagedError, each with the way out.
    """
    from ..models import resolve_model
    from .processor import prepare_openmp

    prepare_openmp()
    chosen = resolve_model(name, progress)
    if chosen.backend == "llama.cpp":
        from .llama_cpp import LlamaCppModel

        return LlamaCppModel(chosen.location, name=chosen.name)
    if chosen.backend == "server":
        from .openai_server import OpenAIServerModel

        return OpenAIServerModel(chosen.location, name=chosen.name)
    from .transformers_model import TransformersModel

    return TransformersModel(chosen.location, name=chosen.name)
