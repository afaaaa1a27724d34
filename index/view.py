"""One process's view of a library: its catalogue, vector stores and parsed articles, in step with every commit."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor

import numpy as np

from .catalogue import Catalogue
from .documents import Article
from .errors import LibraryError, UnknownArticleError
from .keyword_table import seal, verify
from .library_writer import LibraryWriter
from .places import Place
from .records import Head, article_number, damaged
from .served_vectors import keeper
from .stores import Vectors, VectorStore, is_served

KEPT_ARTICLES = 4_096  # parsed articles kept in memory
REWRITE_AFTER = 1_000  # vectors added or removed since the last generation, or a tenth of all where that is more
REWRITE_BY = 25_000  # however many there are: what is not in the generation is searched one by one


class LibraryView:
    """Safe to use from several threads: each method holds `lock`, and so may a caller over several calls."""

    def __init__(self, folder: Place, engine: str) -> None:
        self.library = LibraryWriter(folder)
        self.catalogue = Catalogue()
        self.lock = threading.RLock()
        self._served = is_served(engine)
        self._generations = keeper(self.library, engine)
        self._stores: dict[str, VectorStore] = {}
        self._unwritten: dict[str, int] = {}
        self._keywords: Future[None] | None = None
        self._parsed: OrderedDict[bytes, Article] = OrderedDict()

    def fresh(self, force: bool = False) -> Catalogue:
        """The catalogue and the stores, in step with what any process has committed."""
        dimension = self.catalogue.facts.dimension
        try:
            change = self.catalogue.refresh(self.library, force)
            if self.catalogue.facts.dimension != dimension:
                self._stores = {}  # emptied, and begun again with another embedder
            for kind, store in self._stores.items():
                self._unwritten[kind] += self._generations.follow(store, kind, change, self.catalogue)
        except LibraryError:
            # Half of a change may have been taken over: start again from the disk next time.
            self.catalogue, self._stores = Catalogue(), {}
            raise
        return self.catalogue

    def store(self, kind: str) -> VectorStore:
        """The vectors of that kind, ready to search; call `fresh` before it."""
        if kind not in self._stores:
            self._stores[kind], self._unwritten[kind] = self._generations.open(kind, self.catalogue)
        self._generations.ready(self._stores[kind], kind, self.catalogue)
        return self._stores[kind]

    def keywords_verified(self) -> Future[None]:
        """The comparison of the keyword index with its seal: made once, in a thread, while the embedder is loaded."""
        with self.lock:
            if self._keywords is None:
                thread = ThreadPoolExecutor(1, "jianting-verifying")
                self._keywords = thread.submit(verify, self.library.folder)
                thread.shutdown(wait=False)
            return self._keywords

    def settle(self) -> None:
        """End a writing session: seal the keyword index, and record new generations where the last fell far behind."""
        with self.lock, self.library.dialect.building(self.library):
            seal(self.library)
            self.fresh()
            for kind in self.catalogue.kinds():
                store = self.store(kind)
                # What a server holds has been written already: its record costs one row.
                behind = min(max(REWRITE_AFTER, len(store) // 10), REWRITE_BY)
                if self._unwritten[kind] >= (1 if self._served else behind):
                    self._generations.write(store, kind, self.catalogue)
                    self._unwritten[kind] = 0

    def heads(self, ids: Sequence[str]) -> list[Head]:
        """The heads of these ids, each once; UnknownArticleError if one of them is not there."""
        return [self.head(identifier) for identifier in dict.fromkeys(ids)]

    def head(self, identifier: str) -> Head:
        """The head of an id; UnknownArticleError if there is none."""
        with self.lock:
            number = article_number(identifier)
            head = self.fresh().heads.get(number) if number is not None else None
        if head is None:
            raise unknown(identifier)
        return head

    def vectors(self, head: Head, kind: str) -> Vectors:
        """The vectors of an article's units of that kind, in order: float32 [units, dimension]."""
        dimension = self.catalogue.facts.dimension
        found = [np.empty((0, dimension), dtype=np.float32)]
        for block in head.ranges:
            if block.kind == kind:
                stored = self.library.vectors(block, dimension)
                if stored is None:
                    raise self._gone(head)
                found.append(stored)
        return np.concatenate(found)

    def _gone(self, head: Head) -> LibraryError:
        """Why a row of an article that the catalogue has is not there: removed meanwhile, or lost."""
        if self.library.facts().change != self.catalogue.facts.change:
            return unknown(head.id)
        return damaged(f"article {head.id}")

    def article(self, head: Head) -> Article | None:
        """The parsed article of a head, from memory where it is there; None if it has been removed meanwhile."""
        if article := self._parsed.get(head.digest):
            self._parsed.move_to_end(head.digest)
            return article
        article = self.library.article(head)
        if article is None:
            gone = self._gone(head)
            if isinstance(gone, UnknownArticleError):
                return None
            raise gone
        self._parsed[head.digest] = article
        if len(self._parsed) > KEPT_ARTICLES:
            self._parsed.popitem(last=False)
        return article


def unknown(identifier: str) -> UnknownArticleError:
    return UnknownArticleError(f"no article has the id {identifier!r}: `jianting list` shows those there are")
