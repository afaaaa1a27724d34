"""The way of documents into the library: read and cleaned in a thread, embedded in large batches, committed one by one.

Embedding is what takes time; reading, cleaning and splitting happen in its shadow. An article is acknowledged when it
is on the disk, so an interrupted `add` keeps all of those and goes on with the rest when it is run again.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from .documents import Article, Failure, RawDocument
from .embedders import Embedder, Vectors
from .embedders.once import OnceEmbedder
from .errors import JiantingError
from .folding import fold
from .keyword_table import joined_terms
from .library_writer import LibraryWriter
from .settings import IndexSettings
from .shadow import Shadow

TEXTS_A_BATCH = 512
WORTH_EMBEDDING = 64  # texts; fewer wait for more while documents are still being read


@dataclass(frozen=True, slots=True)
class Prepared:
    """A cleaned article that waits for its vectors: the texts of each kind of unit, the terms of each sentence."""

    article: Article
    texts: dict[str, list[str]]
    terms: list[str]
    origin_key: str

    @property
    def all_texts(self) -> list[str]:
        return [text for of_kind in self.texts.values() for text in of_kind]


@dataclass(frozen=True, slots=True)
class Embedded:
    """A prepared article with its vectors, [texts, dimension] for each kind of unit."""

    prepared: Prepared
    vectors: dict[str, Vectors]


@dataclass(frozen=True, slots=True)
class Known:
    """A document whose text is in the library already, or waits to be."""

    path: str
    content_hash: str


@dataclass(frozen=True, slots=True)
class Added:
    """What an `add` did: the articles that are new, and the documents that are known or failed."""

    articles: list[Article]
    known: list[Known]
    failed: list[Failure]


Outcome = Prepared | Known | Failure
Ready = Embedded | Known | Failure


def content_hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def origin_key(article: Article) -> str:
    """Equal for articles whose letters and figures are the same, in whatever script variant, width, case or layout."""
    folded = fold(unicodedata.normalize("NFKC", article.clean).casefold())
    return content_hash("".join(character for character in folded if character.isalnum()))


def unit_texts(article: Article, settings: IndexSettings) -> dict[str, list[str]]:
    """What is embedded of an article, by kind of unit."""
    return {"sentence": [sentence.display for sentence in article.sentences]}


def prepared(article: Article, settings: IndexSettings) -> Prepared:
    return Prepared(article, unit_texts(article, settings), joined_terms(article), origin_key(article))


def documents(paths: Iterable[str], allow_loopback: bool) -> Iterator[RawDocument | Failure]:
    """What is read at each path, or why nothing is."""
    from .reading import read

    for path in paths:
        try:
            yield from read(path, allow_loopback=allow_loopback)
        except Exception as error:  # a parser may fail in any way on a hostile file
            yield failure(path, error)


def ready(
    found: Iterable[RawDocument | Failure], stored: Iterable[str], embedder: Embedder, settings: IndexSettings
) -> Iterator[Ready]:
    """All that is done before an article is committed; cleaning and indexing share what either has embedded."""
    once = OnceEmbedder(embedder)
    yield from embedded(outcomes(found, stored, once, settings), once)


def outcomes(
    documents: Iterable[RawDocument | Failure], stored: Iterable[str], embedder: Embedder, settings: IndexSettings
) -> Iterator[Outcome]:
    """Clean what is new; `stored` are the content hashes of what is not. One bad document costs only itself."""
    from .cleaning import clean

    seen = set(stored)
    for document in documents:
        if isinstance(document, Failure):
            yield document
            continue
        try:
            key = content_hash(document.text)
            if key in seen:
                yield Known(document.path, key)
                continue
            article = replace(clean(document, embedder), content_hash=key)
            outcome = prepared(article, settings)
        except Exception as error:  # a parser may fail in any way on a hostile document
            yield failure(document.path, error)
        else:
            seen.add(key)
            yield outcome


def failure(path: str, error: Exception) -> Failure:
    told = str(error) if isinstance(error, JiantingError) else f"it could not be read ({type(error).__name__}: {error})"
    return Failure(path, " ".join(told.split())[:500])


def embedded(items: Iterator[Outcome], embedder: Embedder) -> Iterator[Ready]:
    """`items` with their vectors: read and cleaned in a thread, embedded here in large batches."""
    waiting: list[Prepared] = []
    shadow = Shadow(items)
    try:
        while not shadow.ended:
            size = sum(len(item.all_texts) for item in waiting)
            item = shadow.take(wait=size < WORTH_EMBEDDING)
            if isinstance(item, Prepared):
                waiting.append(item)
            elif item is not None:
                yield item
            if waiting and (item is None or size >= TEXTS_A_BATCH):
                vectors = iter(embedder.embed_passages([text for item in waiting for text in item.all_texts]))
                for item in waiting:
                    blocks = {kind: np.array([next(vectors) for _ in of_kind]) for kind, of_kind in item.texts.items()}
                    yield Embedded(item, blocks)
                waiting.clear()
    finally:
        shadow.stop()


def add_all(
    items: Iterator[Ready],
    library: LibraryWriter,
    origins_of: Callable[[Prepared, Vectors], list[str]],
    done: Callable[[str], None],
) -> Added:
    """Commit what `ready` gives. `done` is told each path when it is on the disk, known, or has failed.

    Committing waits for the disk, so it has a thread of its own too: this one.
    """
    added: list[Article] = []
    known: list[Known] = []
    failed: list[Failure] = []

    def commit(item: Prepared, vectors: dict[str, Vectors]) -> None:
        origins = origins_of(item, vectors["sentence"])
        article = replace(item.article, same_origin_as=origins[0] if origins else None)
        try:
            with library.transaction():
                new = not library.holds(article.content_hash)  # else another machine was quicker
                if new:
                    article = replace(article, id=library.put(article, item.origin_key, vectors, item.terms).id)
                    library.join(origins)
        except UnicodeEncodeError as error:
            failed.append(failure(article.path, error))
        else:
            if new:
                added.append(article)
            else:
                known.append(Known(article.path, article.content_hash))
        done(article.path)

    shadow = Shadow(items)
    try:
        while not shadow.ended:
            item = shadow.take(wait=True)
            if isinstance(item, Embedded):
                commit(item.prepared, item.vectors)
            elif isinstance(item, Known):
                known.append(item)
                done(item.path)
            elif item is not None:
                failed.append(item)
                done(item.path)
    finally:
        shadow.stop()
    return Added(added, known, failed)
