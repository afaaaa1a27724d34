"""How fast are texts embedded beside plain SentenceTransformer.encode in float32, and how near are the vectors?"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

from index.embedders import Vectors, load_embedder
from index.embedders.bundled import bundled_model_folder

from .keys import read_cases


def run(
    data: Path, articles: Path, limit: int | None = None, model: str | None = None
) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Tokens a second over the paragraphs of XQuAD (the first `limit`, default 20) in all languages; best of two."""
    from sentence_transformers import SentenceTransformer

    passages = read_cases(data / "xquad_passages.jsonl", limit or 20)
    texts = [text for passage in passages for key, text in passage.items() if key != "pid"]
    ours = load_embedder(model or "bundled")
    plain = SentenceTransformer(str(bundled_model_folder()), device="cpu")
    prefixed = ["passage: " + text for text in texts]
    tokens = sum(len(ids) for ids in plain.tokenizer(prefixed, truncation=True)["input_ids"])
    plain_seconds, reference = _best(lambda: plain.encode(prefixed, normalize_embeddings=True, show_progress_bar=False))
    our_seconds, vectors = _best(lambda: ours.embed_passages(texts))
    cosines = np.sum(vectors * reference, axis=1)
    return {
        "tokens_a_second": tokens / our_seconds,
        "plain_tokens_a_second": tokens / plain_seconds,
        "ratio": plain_seconds / our_seconds,
        "cosine_mean": float(cosines.mean()),
        "cosine_least": float(cosines.min()),
    }, [{"id": str(number), "ok": bool(cosine >= 0.999)} for number, cosine in enumerate(cosines)]


def _best(embed: Callable[[], Vectors]) -> tuple[float, Vectors]:
    seconds: list[float] = []
    for _ in range(2):
        started = time.perf_counter()
        vectors = embed()
        seconds.append(time.perf_counter() - started)
    return min(seconds), vectors
