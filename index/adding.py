"""The way of documents into the library: read and cleaned in a thread, embedded in large batches, committed one by one.

Embedding is what takes time; reading, cleaning and splitting happen in its shadow. An article is acknowledged when it
is on the disk, so an interrupted `add` keeps all of those and goes on with the rest when it is run again.
"""

from __future__ import annotations

import hashlib
import queue
import threading
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from .documents import AddReport, Article, Failure, RawDocument
from .embedders import Embedder, Progress, Vectors
from .errors import JiantingError, LibraryError
from .folding import fold
from .keywords import terms
from .library import Library
from .settings import IndexSettings

TEXTS_A_BATCH = 512
WORTH_EMBEDDING = 64  # texts; fewer wait for more while documents are still being read


@dataclass(frozen=True, slots=True)
class Prepared:
    """A cleaned article that waits for its vectors: the texts of each kind of unit, the terms of each sentence."""

    article: Article
    texts: dict[str, list[str]]
    terms: list[str]
    origin_key: str


@dataclass(frozen=True, slots=True)
class Known:
    """A document whose text is in the library already, or waits to be."""

    path: str
    content_hash: str


Outcome = Prepared | Known | Failure


class OnceEmbedder:
    """An embedder that embeds each passage once, whoever asks: cleaning and indexing share their vectors through it."""

    def __init__(self, embedder: Embedder, remembered: int = 20_000) -> None:
        self._embedder = embedder
        self._remembered = remembered
        self._vectors: dict[str, Vectors] = {}
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        return self._embedder.name

    @property
    def fingerprint(self) -> str:
        return self._embedder.fingerprint

    @property
    def dimension(self) -> int:
        return self._embedder.dimension

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        with self._lock:
            # Sorted by length, so that a batch is padded as little as can be.
            missing = sorted(set(texts) - self._vectors.keys(), key=lambda text: (len(text), text))
            if missing:
                vectors = self._embedder.embed_passages(missing, progress)
                self._vectors.update(zip(missing, vectors, strict=True))
            found = [self._vectors[text] for text in texts]
            while len(self._vectors) > self._remembered:
                del self._vectors[next(iter(self._vectors))]
        return np.stack(found) if found else np.empty((0, self.dimension), dtype=np.float32)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        with self._lock:
            return self._embedder.embed_queries(texts)


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
    joined = [" ".join(terms(sentence.display, article.language)) for sentence in article.sentences]
    return Prepared(article, unit_texts(article, settings), joined, origin_key(article))


def outcomes(
    documents: Iterable[RawDocument | Failure], library: Library, embedder: Embedder, settings: IndexSettings
) -> Iterator[Outcome]:
    """Clean what is new. One bad document costs only itself, whatever goes wrong inside it."""
    from .cleaning import clean

    seen: set[str] = set()
    for document in documents:
        if isinstance(document, Failure):
            yield document
            continue
        try:
            key = content_hash(document.text)
            if key in seen or library.number_of(key) is not None:
                yield Known(document.path, key)
                continue
            article = replace(clean(document, embedder), content_hash=key)
            outcome = prepared(article, settings)
        except LibraryError:
            raise
        except Exception as error:  # a parser may fail in any way on a hostile document
            yield failure(document.path, error)
        else:
            seen.add(key)
            yield outcome


def failure(path: str, error: Exception) -> Failure:
    told = str(error) if isinstance(error, JiantingError) else f"it could not be read ({type(error).__name__}: {error})"
    return Failure(path, " ".join(told.split())[:500])


class Shadow:
    """Runs an iterator in a thread, a bounded number of steps ahead. Its exceptions are raised where it is read."""

    _END = object()

    def __init__(self, items: Iterator[Outcome], ahead: int = 256) -> None:
        self._queue: queue.Queue[object] = queue.Queue(ahead)
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, args=(items,), name="jianting-reading", daemon=True)
        self._thread.start()

    def _run(self, items: Iterator[Outcome]) -> None:
        try:
            for item in items:
                self._put(item)
                if self._stopped.is_set():
                    return
            self._put(self._END)
        except BaseException as error:
            self._put(error)

    def _put(self, item: object) -> None:
        while not self._stopped.is_set():
            try:
                self._queue.put(item, timeout=0.1)
            except queue.Full:
                continue
            return

    def take(self, wait: bool) -> Outcome | None:
        """The next item; None at the end, or where nothing is ready and `wait` is false. See `ended`."""
        try:
            item = self._queue.get(block=wait)
        except queue.Empty:
            return None
        if item is self._END:
            self._stopped.set()
            return None
        if isinstance(item, BaseException):
            raise item
        assert isinstance(item, Prepared | Known | Failure)
        return item

    @property
    def ended(self) -> bool:
        return self._stopped.is_set()

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()


def add_all(
    items: Iterator[Outcome],
    library: Library,
    embedder: Embedder,
    origin_of: Callable[[Prepared], str | None],
    done: Callable[[str], None],
) -> AddReport:
    """Embed and commit what `outcomes` gives. `done` is told each path when it is on the disk, known, or has failed."""
    added: list[Article] = []
    known: list[Known] = []
    failed: list[Failure] = []
    waiting: list[Prepared] = []

    def flush() -> None:
        texts = [text for item in waiting for of_kind in item.texts.values() for text in of_kind]
        vectors = iter(embedder.embed_passages(texts))
        for item in waiting:
            blocks = {kind: np.array([next(vectors) for _ in of_kind]) for kind, of_kind in item.texts.items()}
            article = replace(item.article, same_origin_as=origin_of(item))
            try:
                with library.transaction():
                    head = library.put(article, item.origin_key, blocks, item.terms)
            except UnicodeEncodeError as error:
                failed.append(failure(article.path, error))
            else:
                added.append(replace(article, id=head.id))
            done(article.path)
        waiting.clear()

    shadow = Shadow(items)
    try:
        while not shadow.ended:
            size = sum(len(of_kind) for item in waiting for of_kind in item.texts.values())
            item = shadow.take(wait=size < WORTH_EMBEDDING)
            if isinstance(item, Prepared):
                waiting.append(item)
            elif item is not None:
                (known if isinstance(item, Known) else failed).append(item)  # type: ignore[arg-type]
                done(item.path)
            if waiting and (item is None or size >= TEXTS_A_BATCH):
                flush()
    finally:
        shadow.stop()
    return AddReport(tuple(added), tuple(unchanged(library, known)), tuple(failed))


def unchanged(library: Library, known: Sequence[Known]) -> Iterator[Article]:
    for item in known:
        number = library.number_of(item.content_hash)
        for head in library.heads([number]) if number is not None else ():
            if article := library.article(head):
                yield replace(article, path=item.path)
