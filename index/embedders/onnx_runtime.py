"""The bundled embedder through ONNX Runtime: neither torch nor transformers is imported, so a search starts at once."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from . import Progress, Vectors
from .batching import batches
from .onnx_graph import INPUT, MASK, OUTPUT

GRAPH = "encoder.onnx"


class OnnxEmbedder:
    """Tokeniser, encoder and mean pooling over an unpacked bundled folder; safe to call from several threads."""

    def __init__(self, folder: Path, name: str, fingerprint: str) -> None:
        self._name = name
        self._fingerprint = fingerprint
        self._prompts = json.loads((folder / "config_sentence_transformers.json").read_text())["prompts"]
        self._longest = json.loads((folder / "sentence_bert_config.json").read_text())["max_seq_length"]
        tables = _memory_mapped(folder / "model.safetensors")
        self._words = tables["embeddings.word_embeddings.weight"]
        # Every token of ours is of the first type, whose embedding is therefore part of each position's.
        types = tables["embeddings.token_type_embeddings.weight"]
        self._positions = tables["embeddings.position_embeddings.weight"] + types[0]
        self._tokenizer = _tokenizer(folder, self._longest)
        self._session = _session(folder / GRAPH)
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        return self._name

    @property
    def fingerprint(self) -> str:
        return self._fingerprint

    @property
    def dimension(self) -> int:
        return int(self._words.shape[1])

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        return self._embed([self._prompts["document"] + text for text in texts], progress)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embed([self._prompts["query"] + text for text in texts], None)

    def _embed(self, texts: list[str], progress: Progress | None) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        tokens = [encoding.ids for encoding in self._tokenizer.encode_batch(texts)]
        done = 0
        for batch in batches([len(ids) for ids in tokens]):
            with self._lock:
                vectors[batch] = self._pooled([tokens[index] for index in batch])
            done += len(batch)
            if progress:
                progress(done / len(texts), f"embedded {done} of {len(texts)}")
        return vectors

    def _pooled(self, tokens: list[list[int]]) -> Vectors:
        """Mean over each text's own tokens, scaled to unit length."""
        longest = max(len(ids) for ids in tokens)
        mask = np.zeros((len(tokens), longest), np.int32)
        embedded = np.zeros((len(tokens), longest, self.dimension), np.float32)
        for row, ids in enumerate(tokens):
            mask[row, : len(ids)] = 1
            embedded[row, : len(ids)] = self._words[ids] + self._positions[: len(ids)]
        (hidden,) = self._session.run([OUTPUT], {INPUT: embedded, MASK: mask})
        means = np.stack([hidden[row, : len(ids)].mean(axis=0) for row, ids in enumerate(tokens)])
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), np.float32)


def _memory_mapped(path: Path) -> dict[str, NDArray[np.float32]]:
    """The float32 tensors of a safetensors file, read page by page as they are used."""
    with path.open("rb") as handle:
        length = int.from_bytes(handle.read(8), "little")
        header = json.loads(handle.read(length))
    whole = np.memmap(path, np.uint8, "r", offset=8 + length)
    return {
        name: whole[slice(*entry["data_offsets"])].view("<f4").reshape(entry["shape"])
        for name, entry in header.items()
        if name != "__metadata__"
    }


def _tokenizer(folder: Path, longest: int) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    tokenizer.enable_truncation(longest)
    return tokenizer


def _session(path: Path) -> Any:
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    # As for language models. A worker of a cluster, which shares its machine with others, sets it for itself.
    wanted = os.environ.get("JIANTING_THREADS", "")
    own = int(wanted) if wanted.isdecimal() else 0
    options.intra_op_num_threads = own or (len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else 0)
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
