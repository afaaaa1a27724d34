"""One frozen set of choices that shapes what is stored; its fingerprint tells whether a library fits them."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """How articles become vectors.

    `embedder` is "bundled", a model folder, a model name or a server's URL; `store` is "faiss", "numpy",
    milvus://host:port or a file of Milvus Lite; sizes are in characters.
    """

    embedder: str = "bundled"
    store: str = "faiss"
    chunk_characters: int = 400
    longest_sentence: int = 600

    def fingerprint(self, embedder_fingerprint: str) -> str:
        """SHA-256 (hex) over what decides the stored vectors: the embedder's own fingerprint and the chunking."""
        shaping = asdict(self) | {"embedder": embedder_fingerprint}
        shaping.pop("store")
        return hashlib.sha256(json.dumps(shaping, sort_keys=True).encode()).hexdigest()


def chosen_settings(store: str | None = None, embedder: str | None = None) -> IndexSettings:
    """The settings of a user who names these; else those of $JIANTING_STORE and $JIANTING_EMBEDDER."""
    return IndexSettings(
        embedder=embedder or os.environ.get("JIANTING_EMBEDDER") or "bundled",
        store=store or os.environ.get("JIANTING_STORE") or "faiss",
    )
