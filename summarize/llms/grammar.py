"""JSON of a given form from a transformers model: tokens that would break it cannot be chosen (llguidance)."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from index.errors import ModelError


def grammar_tokenizer(tokenizer: Any, vocabulary: int) -> Any:
    """The tokenizer as llguidance needs it; takes about a second, so keep it. `vocabulary` is the logits' width."""
    from llguidance.hf import from_tokenizer

    try:
        return from_tokenizer(tokenizer, n_vocab=max(vocabulary, len(tokenizer)))
    except ValueError as error:
        raise ModelError("this model's tokenizer cannot be held to a form; take one with a tokenizer.json") from error


def schema_processor(tokenizer: Any, schema: Mapping[str, Any], prompt_length: int) -> Callable[[Any, Any], Any]:
    """A logits processor for one reply behind a prompt of `prompt_length` tokens, for a batch of one."""
    import numpy as np
    import torch
    from llguidance import LLMatcher
    from llguidance.numpy import allocate_token_bitmask, fill_next_token_bitmask

    matcher = LLMatcher(
        tokenizer,
        LLMatcher.grammar_from_json_schema(json.dumps(dict(schema)), overrides={"whitespace_flexible": False}),
    )
    if matcher.is_error():
        raise ModelError(f"the schema cannot be kept: {matcher.get_error().splitlines()[0]}")
    bitmask = allocate_token_bitmask(1, tokenizer.vocab_size)
    consumed = prompt_length

    def keep_form(tokens: Any, scores: Any) -> Any:
        nonlocal consumed
        matcher.consume_tokens(tokens[0, consumed:].tolist())
        consumed = tokens.shape[1]
        fill_next_token_bitmask(matcher, bitmask, 0)
        # llguidance's own kernel for this would import torch's compiler, which takes longer than a short reply.
        allowed = np.unpackbits(bitmask.view(np.uint8)[0], bitorder="little")[: scores.shape[1]].astype(bool)
        return scores.masked_fill(~torch.from_numpy(allowed).to(scores.device), float("-inf"))

    return keep_form
