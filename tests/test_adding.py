"""Adding in the shadow of embedding: threads that end, vectors made once, failures that stay where they are."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence

import numpy as np
import pytest

from index.embedders import Progress, Vectors
from index.embedders.once import OnceEmbedder
from index.shadow import Shadow


class Counting:
    """An embedder of lengths, which keeps what it was asked and can be held up or made to fail."""

    name = fingerprint = "counting"
    dimension = 1

    def __init__(self) -> None:
        self.asked: list[list[str]] = []
        self.go = threading.Event()
        self.go.set()
        self.begun = threading.Event()
        self.broken = False

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        self.asked.append(list(texts))
        self.begun.set()
        assert self.go.wait(5)
        if self.broken:
            raise MemoryError("too many")
        return np.array([[len(text)] for text in texts], np.float32)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self.embed_passages(texts)


def test_each_text_is_embedded_once_shortest_first() -> None:
    counting = Counting()
    once = OnceEmbedder(counting)
    assert once.embed_passages(["ccc", "a", "ccc", "bb"]).tolist() == [[3], [1], [3], [2]]
    assert once.embed_passages(["bb", "dddd"]).tolist() == [[2], [4]]
    assert counting.asked == [["a", "bb", "ccc"], ["dddd"]]
    assert once.embed_passages([]).shape == (0, 1)


def test_a_text_that_another_thread_is_embedding_is_waited_for() -> None:
    counting = Counting()
    once = OnceEmbedder(counting)
    counting.go.clear()
    found: list[Vectors] = []
    first = threading.Thread(target=lambda: found.append(once.embed_passages(["a", "bb"])))
    first.start()
    assert counting.begun.wait(5)
    second = threading.Thread(target=lambda: found.append(once.embed_passages(["bb"])))
    second.start()
    counting.go.set()
    first.join(5)
    second.join(5)
    assert sorted(vectors.tolist() for vectors in found) == [[[1], [2]], [[2]]]
    assert counting.asked == [["a", "bb"]]


def test_a_failed_batch_is_tried_again() -> None:
    counting = Counting()
    once = OnceEmbedder(counting)
    counting.broken = True
    with pytest.raises(MemoryError, match="too many"):
        once.embed_passages(["a"])
    counting.broken = False
    assert once.embed_passages(["a"]).tolist() == [[1]]


def test_what_is_forgotten_is_embedded_anew() -> None:
    counting = Counting()
    once = OnceEmbedder(counting, remembered=2)
    once.embed_passages(["a", "bb", "ccc"])
    assert once.embed_passages(["a", "ccc"]).tolist() == [[1], [3]]
    assert counting.asked == [["a", "bb", "ccc"], ["a"]]


def test_a_shadow_that_is_stopped_ends_the_shadow_it_stands_on() -> None:
    ended = threading.Event()

    def inner() -> Iterator[int]:
        try:
            while True:
                yield 1
        finally:
            ended.set()

    def outer() -> Iterator[int]:
        shadow = Shadow(inner(), ahead=2)
        try:
            while (item := shadow.take(wait=True)) is not None:
                yield item + 1
        finally:
            shadow.stop()

    shadow = Shadow(outer(), ahead=2)
    assert shadow.take(wait=True) == 2
    shadow.stop()
    assert ended.wait(5)


def test_an_error_in_a_shadow_is_raised_where_it_is_read_after_what_came_before() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("no more")

    shadow = Shadow(items())
    assert shadow.take(wait=True) == 1
    with pytest.raises(ValueError, match="no more"):
        shadow.take(wait=True)
    shadow.stop()
