"""Embedders: text → unit vectors. `load_embedder` is the one way to get one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]
Progress = Callable[[float, str], None]


class Embedder(Protocol):
    """Turns texts into L2-normalised float32 vectors, passages and queries by their own prefix."""

    @property
    def name(self) -> str:
        """What a reader would call it."""
        ...

    @property
    def fingerprint(self) -> str:
        """Changes exactly when the same text could get another vector."""
        ...

    @property
    def dimension(self) -> int: ...

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        """One row a text: float32 [len(texts), dimension], unit length."""
        ...

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        """One row a query: float32 [len(texts), dimension], unit length."""
        ...


def load_embedder(name: str = "bundled", progress: Progress | None = None) -> Embedder:
    """The embedder of that name: "bundled", a folder, a Hub model name, or the URL of an OpenAI-compatible server.

    Raises ModelMissingError, ModelDamagedError or ModelError, each with the way out.
    """
    if name == "bundled":
        from .bundled import bundled_fingerprint, bundled_model_folder
        from .onnx_runtime import OnnxEmbedder

        folder = bundled_model_folder(progress)
        return OnnxEmbedder(folder, "multilingual-e5-small (bundled)", bundled_fingerprint())
    if name.startswith(("http://", "https://")):
        from .server import ServerEmbedder

        return ServerEmbedder(name)
    from .sentence_transformer import SentenceTransformerEmbedder

    return SentenceTransformerEmbedder(name)
