"""Any sentence-transformers model, a folder or a name on the Hub, as an Embedder."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import ModelMissingError
from . import Progress, Vectors
from .batching import batches

# The e5 family was trained with these in front of each text; not every repository of it says so in its configuration.
E5_PROMPTS = {"query": "query: ", "document": "passage: "}


class SentenceTransformerEmbedder:
    """Wraps `sentence_transformers.SentenceTransformer`; safe to call from several threads."""

    def __init__(self, model: str, name: str | None = None) -> None:
        """`model` is a folder or a Hub name. Raises ModelMissingError where neither can be loaded."""
        folder = Path(model).expanduser()
        self._folder = folder if folder.is_dir() else None
        self._model_name = str(folder) if self._folder else model
        self._name = name or (folder.name if self._folder else model)
        self._lock = threading.Lock()
        with _quiet():
            self._model = _load(self._model_name, local=self._folder is not None)
        prompts = {key: value for key, value in (self._model.prompts or {}).items() if value}
        if not prompts and "e5" in self._name.lower() and "instruct" not in self._name.lower():
            prompts = E5_PROMPTS
        self._query_prompt = prompts.get("query", "")
        self._passage_prompt = prompts.get("document", prompts.get("passage", ""))

    @property
    def name(self) -> str:
        return self._name

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 over weights, configuration and prompts; for a Hub model over its name and revision."""
        digest = hashlib.sha256(f"{self._query_prompt}\0{self._passage_prompt}\0".encode())
        if self._folder:
            digest.update(folder_digest(self._folder).encode())
        else:
            revision = getattr(self._model[0].auto_model.config, "_commit_hash", None)
            digest.update(f"{self._model_name}@{revision}".encode())
        return digest.hexdigest()

    @property
    def dimension(self) -> int:
        return int(self._model.get_embedding_dimension() or 0)

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        return self._embed([self._passage_prompt + text for text in texts], progress)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embed([self._query_prompt + text for text in texts], None)

    def _embed(self, texts: list[str], progress: Progress | None) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), np.float32)
        if not texts:
            return vectors
        with self._lock, _quiet():
            lengths = [len(ids) for ids in self._model.tokenizer(texts, truncation=True)["input_ids"]]
            done = 0
            for batch in batches(lengths):
                vectors[batch] = self._model.encode(
                    [texts[index] for index in batch],
                    prompt="",
                    batch_size=len(batch),
                    convert_to_numpy=True,
                    normalize_embeddings=True,
                    show_progress_bar=False,
                )
                done += len(batch)
                if progress:
                    progress(done / len(texts), f"embedded {done} of {len(texts)}")
        return vectors


def folder_digest(folder: Path) -> str:
    """SHA-256 over the names and contents of a model folder's files."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        with path.open("rb") as handle:
            digest.update(hashlib.file_digest(handle, "sha256").digest())
    return digest.hexdigest()


def _load(model: str, local: bool) -> Any:
    from sentence_transformers import SentenceTransformer

    try:
        return SentenceTransformer(model, local_files_only=local, trust_remote_code=False)
    except (OSError, ValueError, KeyError) as error:
        where = "the folder" if local else "the Hub name"
        raise ModelMissingError(
            f"no embedder could be loaded from {where} {model!r}: give a sentence-transformers folder or Hub name, "
            f"or use the bundled one ({type(error).__name__})"
        ) from error


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep transformers' progress bars and notices off standard error, then put its settings back."""
    from transformers.utils import logging

    verbosity, bars = logging.get_verbosity(), logging.is_progress_bar_enabled()
    logging.set_verbosity_error()
    logging.disable_progress_bar()
    try:
        yield
    finally:
        logging.set_verbosity(verbosity)
        if bars:
            logging.enable_progress_bar()
