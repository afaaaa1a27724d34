"""Embeddings from a server: the vectors in their order, the prompts in front, and another model refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.article_index import ArticleIndex
from index.embedders import load_embedder
from index.embedders.server import TEXTS_A_REQUEST
from index.errors import LibraryMismatchError, ModelError, ModelReplyError
from index.settings import IndexSettings
from tests.bench.surviving import document
from tests.fakes import FakeEmbedder
from tests.model_servers import KEY, Fake


def vectors_of(dimension: int = 8, length: float = 3.0) -> Any:
    """Answers with the fake embedder's vectors, not of unit length and in reverse order, as a server may."""

    def answer(request: dict[str, Any]) -> tuple[int, dict[str, str], dict[str, Any]]:
        found = length * FakeEmbedder(dimension=dimension).embed_passages(request["input"])
        rows = [{"object": "embedding", "index": n, "embedding": row} for n, row in enumerate(found.tolist())]
        usage = {"prompt_tokens": 1, "total_tokens": 1}
        return 200, {}, {"object": "list", "model": request["model"], "data": rows[::-1], "usage": usage}

    return answer


def test_vectors_are_of_unit_length_and_in_order_over_many_requests(server: Fake) -> None:
    server.answer = vectors_of()
    embedder = load_embedder(f"{server.url}#multilingual-e5-small")
    texts = [f"sentence {number}" for number in range(2 * TEXTS_A_REQUEST + 5)] + [""]
    told: list[float] = []
    found = embedder.embed_passages(texts, lambda fraction, _: told.append(fraction))
    expected = FakeEmbedder(dimension=8).embed_passages([f"passage: {text}" for text in texts])
    np.testing.assert_allclose(found, expected, atol=1e-6)
    assert (found.dtype.name, embedder.dimension, told[-1]) == ("float32", 8, 1.0)
    assert max(len(request["input"]) for request in server.requests) == TEXTS_A_REQUEST
    np.testing.assert_allclose(
        embedder.embed_queries(["why"]), FakeEmbedder(dimension=8).embed_passages(["query: why"]), atol=1e-6
    )
    assert embedder.embed_passages([]).shape == (0, 8)
    assert set(server.keys) == {f"Bearer {KEY}"}


def test_a_library_refuses_the_vectors_of_another_model(server: Fake, tmp_path: Path) -> None:
    server.answer = vectors_of()

    def opened(model: str) -> ArticleIndex:
        return ArticleIndex.open(tmp_path, IndexSettings(embedder=f"{server.url}#{model}"))

    with opened("one") as index:
        index.add_documents([document(1)])
        assert index.search("foundry", k=1).hits[0].article == "a1"
    with opened("two") as index, pytest.raises(LibraryMismatchError, match="was made with the embedder 'one'"):
        index.search("foundry")
    server.answer = vectors_of(dimension=16)
    with opened("one") as index, pytest.raises(LibraryMismatchError):
        index.add_documents([document(2)])


@pytest.mark.parametrize("damage", [lambda rows: rows[1:], lambda rows: [{**rows[0], "embedding": [0.0] * 8}]])
def test_what_is_not_one_vector_a_text_is_an_error(server: Fake, damage: Any) -> None:
    server.answer = vectors_of()
    embedder = load_embedder(f"{server.url}#one")
    whole = server.answer

    def damaged(request: dict[str, Any]) -> tuple[int, dict[str, str], dict[str, Any]]:
        status, headers, body = whole(request)
        return status, headers, {**body, "data": damage(body["data"])}

    server.answer = damaged
    with pytest.raises(ModelReplyError, match="one vector a text"):
        embedder.embed_queries(["why"])


def test_a_server_without_the_model_is_told(server: Fake) -> None:
    with pytest.raises(ModelError, match="has no model other; it has"):
        load_embedder(f"{server.url}#other")
