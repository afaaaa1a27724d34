"""Any causal language model of the Hub or of a folder through transformers, on the GPU where there is one."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from statistics import mean
from typing import Any

from index.errors import ModelError, ModelMissingError

from . import Generation, Message, Usage
from .probabilities import normalised
from .replies import require_json, until_stop
from .thoughts import stream_without_thoughts, without_thoughts
from .turns import as_turns

# Where a configuration does not say.
_CONTEXT_TOKENS = 4096
_BATCH = 8


class TransformersModel:
    """A LanguageModel over AutoModelForCausalLM and its chat template; calls from several threads take turns."""

    def __init__(self, location: str, name: str | None = None) -> None:
        """Load a folder or a Hub name. Raises ModelMissingError or ModelError."""
        import torch
        from transformers import AutoModelForCausalLM, AutoTokenizer

        if Path(location).is_dir() and not (Path(location) / "config.json").is_file():
            raise ModelMissingError(f"{location} is no model folder: it has no config.json")
        accelerator = torch.accelerator.current_accelerator() if torch.accelerator.is_available() else None
        # Half precision is slower than single on a CPU without instructions for it.
        dtype: Any = "auto" if accelerator else torch.float32
        try:
            self._tokenizer: Any = AutoTokenizer.from_pretrained(location)
            self._model: Any = AutoModelForCausalLM.from_pretrained(location, dtype=dtype)
        except OSError as error:
            raise ModelMissingError(
                f"{location} is not on this machine and the Hub does not give it: check its name and the connection"
            ) from error
        except (ValueError, ImportError, KeyError) as error:
            raise ModelError(f"transformers cannot load {location} ({type(error).__name__})") from error
        if not self._tokenizer.chat_template:
            raise ModelError(f"{location} has no chat template; take the model's instruct or chat version")
        self._device = accelerator or torch.device("cpu")
        self._model.to(self._device).eval()
        self._name = name or Path(location).name
        self._lock = threading.Lock()
        self._greedy = _greedy(self._model, self._tokenizer)
        self._grammar_tokenizer: Any = None

    @property
    def name(self) -> str:
        return self._name

    @property
    def context_tokens(self) -> int:
        return int(getattr(self._configuration(), "max_position_embeddings", None) or _CONTEXT_TOKENS)

    def count_tokens(self, text: str) -> int:
        return len(self._tokenizer.encode(text, add_special_tokens=False))

    def generate(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        schema: Mapping[str, Any] | None = None,
        stop: Sequence[str] = (),
    ) -> Generation:
        prompt = self._prompt(messages, max_tokens)
        length = prompt["input_ids"].shape[1]
        options: dict[str, Any] = {"logits_processor": [self._keeping_form(schema, length)]} if schema else {}
        with self._lock:
            reply = self._write(prompt, max_tokens, stop, output_scores=True, return_dict_in_generate=True, **options)
        written = reply.sequences[0, length:].tolist()
        text = without_thoughts(self._tokenizer.decode(written, skip_special_tokens=True))
        text, stopped = "".join(until_stop([text], stop)), any(mark in text for mark in stop)
        finished = stopped or len(written) < max_tokens or written[-1] in self._ends()
        if schema is not None:
            require_json(text, finished, max_tokens)
        return Generation(
            text, Usage(prompt=length, written=len(written)), finished, _confidence(reply.scores, written)
        )

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: Sequence[str] = ()) -> Iterator[str]:
        return until_stop(stream_without_thoughts(self._pieces(messages, max_tokens, stop)), stop)

    def choose(self, messages: Sequence[Message], options: Sequence[str]) -> tuple[float, ...]:
        return self.choose_many([messages], options)[0]

    def choose_many(
        self, prompts: Sequence[Sequence[Message]], options: Sequence[str]
    ) -> tuple[tuple[float, ...], ...]:
        import torch

        wanted = [self._tokenizer.encode(option, add_special_tokens=False)[0] for option in options]
        if len(set(wanted)) < len(wanted):
            raise ValueError(f"options must differ in their first token: {list(options)}")
        encoded = [self._prompt(messages, 1)["input_ids"][0] for messages in prompts]
        results: list[tuple[float, ...]] = []
        for start in range(0, len(encoded), _BATCH):
            batch = _padded_left(encoded[start : start + _BATCH], self._greedy.pad_token_id, self._device)
            with self._lock, torch.inference_mode():
                logits = self._model(**batch, logits_to_keep=1).logits[:, -1, wanted]
            results += [normalised(row) for row in logits.float().tolist()]
        return tuple(results)

    def close(self) -> None:
        """Let go of the weights; the accelerator's memory is handed back when nothing refers to them any more."""
        self._model = None

    def _prompt(self, messages: Sequence[Message], max_tokens: int) -> dict[str, Any]:
        """The chat as tensors [1, tokens] on the device."""
        if self._model is None:
            raise ModelError(f"{self._name} has been closed; load it again")
        turns = as_turns(messages)
        # Templates of models that can think ask for `enable_thinking`; the others ignore it.
        prompt = self._tokenizer.apply_chat_template(
            turns, add_generation_prompt=True, return_tensors="pt", return_dict=True, enable_thinking=False
        )
        length = prompt["input_ids"].shape[1]
        if length + max_tokens > self.context_tokens:
            raise ModelError(
                f"the prompt has {length} tokens and {max_tokens} more are wanted, {self._name} takes "
                f"{self.context_tokens}; ask about less"
            )
        return {name: tensor.to(self._device) for name, tensor in prompt.items() if name != "token_type_ids"}

    def _write(self, prompt: dict[str, Any], max_tokens: int, stop: Sequence[str], **options: Any) -> Any:
        """Token ids [1, prompt and reply]."""
        import torch

        if stop:
            options |= {"stop_strings": list(stop), "tokenizer": self._tokenizer}
        with torch.inference_mode():
            return self._model.generate(**prompt, generation_config=self._greedy, max_new_tokens=max_tokens, **options)

    def _pieces(self, messages: Sequence[Message], max_tokens: int, stop: Sequence[str]) -> Iterator[str]:
        """The reply as it is written in a thread, which ends early when the iteration is left."""
        from transformers import TextIteratorStreamer

        prompt = self._prompt(messages, max_tokens)
        streamer = TextIteratorStreamer(self._tokenizer, skip_prompt=True, skip_special_tokens=True)
        left = threading.Event()
        failures: list[Exception] = []

        def work() -> None:
            try:
                with self._lock:
                    self._write(
                        prompt, max_tokens, stop, streamer=streamer, stopping_criteria=[lambda *_, **__: left.is_set()]
                    )
            except Exception as error:
                failures.append(error)
                streamer.end()

        worker = threading.Thread(target=work, name="transformers")
        worker.start()
        try:
            yield from (piece for piece in streamer if piece)
        finally:
            left.set()
            worker.join()
        if failures:
            raise ModelError(f"{self._name} failed while writing ({type(failures[0]).__name__})") from failures[0]

    def _keeping_form(self, schema: Mapping[str, Any], prompt_length: int) -> Any:
        from .grammar import grammar_tokenizer, schema_processor

        if self._grammar_tokenizer is None:
            self._grammar_tokenizer = grammar_tokenizer(self._tokenizer, self._configuration().vocab_size)
        return schema_processor(self._grammar_tokenizer, schema, prompt_length)

    def _configuration(self) -> Any:
        """The configuration of the text part, where a model also sees or hears."""
        return self._model.config.get_text_config()

    def _ends(self) -> set[int]:
        ends = self._greedy.eos_token_id
        return set(ends) if isinstance(ends, list) else {ends}


def _greedy(model: Any, tokenizer: Any) -> Any:
    """Take the likeliest token each time, whatever the model's own configuration samples with."""
    from transformers import GenerationConfig

    own = model.generation_config
    ends = own.eos_token_id if own.eos_token_id is not None else tokenizer.eos_token_id
    pad = own.pad_token_id if own.pad_token_id is not None else tokenizer.pad_token_id
    if pad is None:
        pad = ends[0] if isinstance(ends, list) else ends
    return GenerationConfig(do_sample=False, eos_token_id=ends, pad_token_id=pad, bos_token_id=own.bos_token_id)


def _confidence(scores: Sequence[Any], written: Sequence[int]) -> float | None:
    """The mean log-probability of the tokens that were written, from scores [1, vocabulary] each."""
    told = [float(step[0].float().log_softmax(-1)[token]) for step, token in zip(scores, written, strict=False)]
    return mean(told) if told else None


def _padded_left(rows: Sequence[Any], pad: int, device: Any) -> dict[str, Any]:
    """Prompts of different length as one batch that ends together, with positions that ignore the padding."""
    import torch

    longest = max(len(row) for row in rows)
    tokens = torch.full((len(rows), longest), pad, dtype=torch.long, device=device)
    mask = torch.zeros((len(rows), longest), dtype=torch.long, device=device)
    for number, row in enumerate(rows):
        tokens[number, longest - len(row) :] = row
        mask[number, longest - len(row) :] = 1
    positions = (mask.cumsum(-1) - 1).clamp(min=0)
    return {"input_ids": tokens, "attention_mask": mask, "position_ids": positions}
