"""Embeddings from an OpenAI-compatible server (`/v1/embeddings`): vLLM, Text Embeddings Inference, Infinity, …"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import numpy as np

from ..errors import ModelReplyError
from ..model_server import ModelServer, at_once
from . import Progress, Vectors
from .sentence_transformer import E5_PROMPTS

TEXTS_A_REQUEST = 32  # the most that Text Embeddings Inference takes unless it is told otherwise


class ServerEmbedder:
    """The model of `http(s)://host[:port]/v1#MODEL`. Safe to call from several threads.

    A server does not tell which weights it runs, so a model is taken to be what its name says: the fingerprint is made
    of the name, the prompts and the dimension. A server that changes weights under one name must change the name.
    """

    def __init__(self, url: str) -> None:
        """Reach the server and ask once for the dimension. Raises ModelError, ModelReplyError."""
        self._server = ModelServer(url)
        named = self._server.model.lower()
        # Prompts are the client's to put in front, since the protocol has one call for queries and passages.
        prompts = E5_PROMPTS if "e5" in named and "instruct" not in named else {"query": "", "document": ""}
        self._query_prompt, self._passage_prompt = prompts["query"], prompts["document"]
        self._dimension = len(self._vectors(["dimension"])[0])

    @property
    def name(self) -> str:
        return self._server.model

    @property
    def fingerprint(self) -> str:
        parts = ("server", self.name, self._query_prompt, self._passage_prompt, str(self._dimension))
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()

    @property
    def dimension(self) -> int:
        return self._dimension

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        return self._embed([self._passage_prompt + text for text in texts], progress)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embed([self._query_prompt + text for text in texts], None)

    def _embed(self, texts: Sequence[str], progress: Progress | None) -> Vectors:
        """Unit vectors of the texts; several requests at once, since the server batches what it is asked together."""
        # An empty text is refused by some servers; a space has the same meaning to the model.
        parts = [
            [text or " " for text in texts[first : first + TEXTS_A_REQUEST]]
            for first in range(0, len(texts), TEXTS_A_REQUEST)
        ]
        found: list[Vectors] = []
        with ThreadPoolExecutor(max(1, min(len(parts), at_once()))) as workers:
            for part in workers.map(self._vectors, parts):
                found.append(part)
                if progress:
                    progress(len(found) / len(parts), f"embedded {len(found)} of {len(parts)} batches")
        if not found:
            return np.empty((0, self._dimension), dtype=np.float32)
        vectors = np.concatenate(found)
        if vectors.shape != (len(texts), self._dimension):
            raise ModelReplyError(f"{self._server.shown} changed the dimension of its vectors; is it another model?")
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True), dtype=np.float32)

    def _vectors(self, texts: Sequence[str]) -> Vectors:
        """float32 [len(texts), dimension] as the server gives them, in the order that was asked."""
        with self._server.asking():
            reply = self._server.client.embeddings.create(
                model=self._server.model, input=list(texts), encoding_format="float"
            )
        rows = sorted(reply.data, key=lambda row: row.index)
        vectors = np.array([row.embedding for row in rows], dtype=np.float32)
        if (
            vectors.ndim != 2
            or len(vectors) != len(texts)
            or not np.isfinite(vectors).all()
            or not vectors.any(1).all()
        ):
            raise ModelReplyError(f"{self._server.shown} did not send one vector a text; is {self.name} an embedder?")
        return vectors
