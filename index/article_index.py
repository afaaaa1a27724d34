"""ArticleIndex: the one object through which articles are added, read, removed and searched."""

from __future__ import annotations

import os
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType

import numpy as np

from .adding import OnceEmbedder, Prepared, add_all, failure, outcomes
from .catalogue import Catalogue
from .documents import AddReport, Article, Failure, RawDocument, SearchResult
from .embedders import Embedder, Progress, Vectors, load_embedder
from .errors import LibraryMismatchError, UnknownArticleError
from .generations import Generations
from .library import Library
from .locking import writing
from .records import Head, article_number, damaged
from .searching import CANDIDATES, Filters, dense_leg, keyword_leg, search
from .settings import IndexSettings
from .stores import VectorStore

KEPT_ARTICLES = 4_096  # parsed articles kept in memory
REWRITE_AFTER = 1_000  # vectors added or removed since the last generation, or a tenth of all where that is more


def default_folder() -> Path:
    """$JIANTING_LIBRARY, else a folder of the user's own data."""
    if named := os.environ.get("JIANTING_LIBRARY"):
        return Path(named)
    import platformdirs

    return Path(platformdirs.user_data_dir("jianting", appauthor=False))


class ArticleIndex:
    """The articles of one library folder. Safe to use from several threads; use `open`, and `close` or `with`."""

    def __init__(self, folder: Path, settings: IndexSettings, embedder: Embedder | None) -> None:
        self.folder = folder
        self.settings = settings
        self._embedder = embedder
        self._library = Library(folder)
        self._generations = Generations(self._library, settings.store)
        self._catalogue = Catalogue()
        self._stores: dict[str, VectorStore] = {}
        self._unwritten: dict[str, int] = {}
        self._parsed: OrderedDict[bytes, Article] = OrderedDict()
        self._lock = threading.RLock()

    @classmethod
    def open(
        cls,
        folder: str | Path | None = None,
        settings: IndexSettings | None = None,
        embedder: Embedder | None = None,
    ) -> ArticleIndex:
        """Open or make the library of a folder (default: `default_folder()`). The embedder is loaded when needed.

        Raises LibraryMismatchError for a newer format, LibraryError where it is damaged or cannot be reached.
        """
        path = Path(folder).expanduser() if folder is not None else default_folder()
        return cls(path, settings or IndexSettings(), embedder)

    def close(self) -> None:
        with self._lock:
            self._library.close()

    def __enter__(self) -> ArticleIndex:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def embedder(self) -> Embedder:
        """The embedder, loaded on first use. LibraryMismatchError if the library was made with another."""
        with self._lock:
            if self._embedder is None:
                self._embedder = load_embedder(self.settings.embedder)
            facts = self._fresh().facts
            if facts.articles and facts.fingerprint != self.settings.fingerprint(self._embedder.fingerprint):
                raise LibraryMismatchError(
                    f"the library {self.folder} was made with the embedder {facts.embedder!r} or other settings: "
                    "use those again, or add the articles to a new library with --library"
                )
            return self._embedder

    # Adding and removing

    def add(
        self, paths: Iterable[str | Path], progress: Progress | None = None, allow_loopback: bool = False
    ) -> AddReport:
        """Read, clean, embed and store files, folders and links. What is there already is reported as unchanged.

        A path that fails is in the report with its reason and costs only itself. An interrupted `add` keeps every
        article whose progress was told. Raises LibraryBusyError, LibraryFullError, LibraryMismatchError, ModelError.
        """
        from .reading import expand, read

        def documents() -> Iterator[RawDocument | Failure]:
            for path in found:
                try:
                    yield from read(path, allow_loopback=allow_loopback)
                except Exception as error:  # a parser may fail in any way on a hostile file
                    yield failure(path, error)

        found = list(expand([str(path) for path in paths]))
        return self._add(documents(), len(found), progress)

    def add_documents(self, documents: Iterable[RawDocument], progress: Progress | None = None) -> AddReport:
        """As `add`, of documents that have been read."""
        known = list(documents)
        return self._add(iter(known), len(known), progress)

    def _add(self, documents: Iterator[RawDocument | Failure], total: int, progress: Progress | None) -> AddReport:
        finished = 0

        def done(path: str) -> None:
            nonlocal finished
            finished += 1
            if progress:
                progress(min(finished / max(total, 1), 1.0), path)

        with writing(self.folder):
            embedder = OnceEmbedder(self.embedder)
            writer = Library(self.folder)
            try:
                self._claim(writer, embedder)
                items = outcomes(documents, writer, embedder, self.settings)
                report = add_all(items, writer, embedder, self._origin_of, done)
            finally:
                writer.close()
                self._write_generations()
        return report

    def remove(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Forget articles; their ids are never given again.

        UnknownArticleError, and nothing removed, if one of them is not there.
        """
        with writing(self.folder), self._lock:
            heads = self._heads(ids)
            for head in heads:
                with self._library.transaction():
                    self._library.remove(head)
            self._fresh(force=True)
            self._write_generations()
        return tuple(head.id for head in heads)

    def correct(self, article_id: str, field: str, value: str | None) -> Article:
        """Lay a reader's correction over what was read.

        `field` is one of title, source, author, published and language, or any other that `corrections` shall give.
        """
        with self._lock:
            head = self._head(article_id)
            with self._library.transaction():
                self._library.correct(head, field, value)
            self._fresh(force=True)
            return self.article(article_id)

    def corrections(self, article_id: str) -> dict[str, str | None]:
        """Readers' corrections of an article by field."""
        return self._head(article_id).corrected

    # Reading

    def articles(self) -> tuple[Article, ...]:
        """All articles in order of adding."""
        with self._lock:
            heads = list(self._fresh().heads.values())
            return tuple(article for head in heads if (article := self._article(head)))

    def article(self, article_id: str) -> Article:
        """The article of that id; UnknownArticleError if there is none."""
        with self._lock:
            article = self._article(self._head(article_id))
        if article is None:
            raise unknown(article_id)
        return article

    def vectors(self, article_id: str) -> Vectors:
        """The vectors of an article's sentences: float32 [sentences, dimension], in their order."""
        with self._lock:
            head = self._head(article_id)
            dimension = self._catalogue.facts.dimension
            blocks = [self._library.vectors(block, dimension) for block in head.ranges if block.kind == "sentence"]
        found = [block for block in blocks if block is not None]
        return np.concatenate(found) if found else np.empty((0, dimension), dtype=np.float32)

    def search(
        self,
        query: str,
        k: int = 10,
        articles: Sequence[str] = (),
        languages: Sequence[str] = (),
        sources: Sequence[str] = (),
        authors: Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
        per_article: int | None = None,
    ) -> SearchResult:
        """The k sentences that answer a query best, among the articles that the filters allow.

        `per_article` gives every article a hearing: up to that many of each before any gets more.
        Raises UnknownArticleError, LibraryMismatchError, ModelError.
        """
        with self._lock:
            catalogue = self._fresh()
            numbers = frozenset(head.number for head in self._heads(articles)) if articles else None
            filters = Filters(numbers, tuple(languages), tuple(sources), tuple(authors), since, until)
            heads = [head for head in catalogue.heads.values() if filters.allow(head)] if filters else None
            if not query.strip() or k < 1 or not (catalogue.heads if heads is None else heads):
                return SearchResult(query, ())
            embedded = self.embedder.embed_queries([query])
            allowed = None if heads is None else catalogue.live_units("sentence", heads)
            asked = list(catalogue.heads.values() if heads is None else heads)
            count = max(CANDIDATES, 3 * k, per_article * len(asked) * 3 if per_article else 0)
            dense = dense_leg(self._store("sentence"), embedded, count, allowed)
            keyword = keyword_leg(self._library, query, None, count, allowed)
            return SearchResult(query, search(query, k, per_article, [dense, keyword], catalogue, self._article))

    # What is remembered for the layers above

    def cached(self, kind: str, key: str) -> str | None:
        """What was remembered under that kind and key, or None."""
        return self._library.cached(kind, key)

    def remember(self, kind: str, key: str, value: str) -> None:
        """Keep a value (such as a model's answer) for `cached`."""
        with self._library.transaction():
            self._library.remember(kind, key, value)

    # Inside

    def _fresh(self, force: bool = False) -> Catalogue:
        """The catalogue and the stores, in step with what any process has committed."""
        change = self._catalogue.refresh(self._library, force)
        if change.came or change.went:
            for kind, store in self._stores.items():
                self._unwritten[kind] += self._generations.bring_up(store, kind, self._catalogue)
        return self._catalogue

    def _store(self, kind: str) -> VectorStore:
        if kind not in self._stores:
            self._stores[kind], self._unwritten[kind] = self._generations.open(kind, self._catalogue)
        return self._stores[kind]

    def _write_generations(self) -> None:
        """Record a new generation of each kind where the last one has fallen far behind; the lock is held."""
        with self._lock:
            self._fresh()
            for kind in {block.kind for head in self._catalogue.heads.values() for block in head.ranges}:
                store = self._store(kind)
                if self._unwritten[kind] >= max(REWRITE_AFTER, len(store) // 10):
                    self._generations.write(store, kind, self._catalogue)
                    self._unwritten[kind] = 0

    def _claim(self, writer: Library, embedder: Embedder) -> None:
        """Write into an empty library which embedder it belongs to."""
        fingerprint = self.settings.fingerprint(embedder.fingerprint)
        facts = writer.facts()
        if not facts.articles and facts.fingerprint != fingerprint:
            with writer.transaction():
                writer.write_facts(
                    replace(facts, fingerprint=fingerprint, embedder=embedder.name, dimension=embedder.dimension)
                )

    def _origin_of(self, item: Prepared) -> str | None:
        """The id of the earlier article that this one repeats, or None."""
        with self._lock:
            for head in self._fresh().heads.values():
                if head.origin_key == item.origin_key:
                    return head.same_origin_as or head.id
        return None

    def _heads(self, ids: Sequence[str]) -> list[Head]:
        return [self._head(identifier) for identifier in dict.fromkeys(ids)]

    def _head(self, identifier: str) -> Head:
        with self._lock:
            number = article_number(identifier)
            head = self._fresh().heads.get(number) if number is not None else None
        if head is None:
            raise unknown(identifier)
        return head

    def _article(self, head: Head) -> Article | None:
        """The parsed article of a head, from memory where it is there; None if it has been removed meanwhile."""
        if article := self._parsed.get(head.digest):
            self._parsed.move_to_end(head.digest)
            return article
        article = self._library.article(head)
        if article is None:
            if self._library.heads([head.number]):
                raise damaged(f"article {head.id}")
            return None
        self._parsed[head.digest] = article
        if len(self._parsed) > KEPT_ARTICLES:
            self._parsed.popitem(last=False)
        return article


def unknown(identifier: str) -> UnknownArticleError:
    return UnknownArticleError(f"no article has the id {identifier!r}: `jianting list` shows those there are")
