"""ArticleIndex: the one object through which articles are added, read, removed and searched."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from .candidates import Legs, candidates
from .concepts import query_language
from .documents import AddReport, Article, RawDocument, SearchResult
from .embedders import Embedder, Progress, Vectors, load_embedder
from .errors import LibraryMismatchError
from .keywords import bridging, query_terms
from .locking import writing
from .places import Place, files_of, place_of
from .searching import CANDIDATES, Filters, keyword_leg, search, stored_vector
from .settings import IndexSettings, chosen_settings
from .view import LibraryView, unknown

if TYPE_CHECKING:
    from .adding import Ready
    from .changes import Changes


def default_folder() -> Place:
    """$JIANTING_LIBRARY, else a folder of the user's own data."""
    if named := os.environ.get("JIANTING_LIBRARY"):
        return place_of(named)
    import platformdirs

    return Path(platformdirs.user_data_dir("jianting", appauthor=False))


class ArticleIndex:
    """The articles of one library folder. Safe to use from several threads; use `open`, and `close` or `with`."""

    def __init__(self, folder: Place, settings: IndexSettings, embedder: Embedder | None) -> None:
        self.place = folder
        self.settings = settings
        self._embedder = embedder
        self._view = LibraryView(folder, settings.store)
        self._lock = self._view.lock
        self._library = self._view.library

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
        place = place_of(folder) if folder is not None else default_folder()
        return cls(place, settings or chosen_settings(), embedder)

    @cached_property
    def _changes(self) -> Changes:
        from .changes import Changes  # with all the patterns of cleaning, half a second that a search does without

        return Changes(self._view, self.settings, lambda: self.embedder)

    @property
    def folder(self) -> Path:
        """The folder of this machine's files of the library."""
        return files_of(self.place)

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
            facts = self._view.fresh().facts
            if facts.articles and facts.fingerprint != self.settings.fingerprint(self._embedder.fingerprint):
                raise LibraryMismatchError(
                    f"the library {self.place} was made with the embedder {facts.embedder!r} or other settings: "
                    "use those again, or add the articles to a new library with --library"
                )
            return self._embedder

    # Adding and removing

    def add(
        self,
        paths: Iterable[str | Path],
        progress: Progress | None = None,
        allow_loopback: bool = False,
        cluster: str | None = None,
    ) -> AddReport:
        """Read, clean, embed and store files, folders and links. What is there already is reported as unchanged.

        A path that fails is in the report with its reason and costs only itself. An interrupted `add` keeps every
        article whose progress was told. `cluster` ("auto" or an address of Ray) spreads all but the committing over
        the machines of a Ray cluster; see `index.cluster.spread`.
        Raises LibraryBusyError, LibraryFullError, LibraryMismatchError, ModelError, MissingExtraError.
        """
        from .adding import documents, ready
        from .reading import expand

        found = list(expand([str(path) for path in paths]))

        def make(stored: Iterable[str], embedder: Embedder) -> Iterator[Ready]:
            if cluster is None:
                return ready(documents(found, allow_loopback), stored, embedder, self.settings)
            from .cluster import Task, spread

            return spread(found, cluster, Task(frozenset(stored), embedder.fingerprint, self.settings, allow_loopback))

        return self._changes.add(make, len(found), progress)

    def add_documents(self, documents: Iterable[RawDocument], progress: Progress | None = None) -> AddReport:
        """As `add`, of documents that have been read."""
        from .adding import ready

        known = list(documents)
        return self._changes.add(partial(ready, known, settings=self.settings), len(known), progress)

    def remove(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Forget articles; their ids are never given again.

        UnknownArticleError, and nothing removed, if one of them is not there.
        """
        return self._changes.remove(ids)

    def restore(self, article_id: str, start: int, end: int) -> Article:
        """Keep text[start:end] whatever cleaning said; the article is searched and read with it from now on.

        A span that is kept already stays as it is. Raises CorrectionError where there is no such span,
        UnknownArticleError, LibraryBusyError, LibraryMismatchError, ModelError.
        """
        self._changes.restore(article_id, start, end)
        return self.article(article_id)

    def cut(self, article_id: str, start: int, end: int) -> Article:
        """The reverse of `restore`: text[start:end] is no longer the article; a restored cut gets its reason back.

        Raises as `restore` does, and CorrectionError where nothing would be left.
        """
        self._changes.cut(article_id, start, end)
        return self.article(article_id)

    def correct(self, article_id: str, field: str, value: str | None) -> Article:
        """Lay a reader's correction over what was read.

        `field` is one of title, source, author, published and language, or any other that `corrections` shall give.
        """
        self._changes.correct(article_id, field, value)
        return self.article(article_id)

    def corrections(self, article_id: str) -> dict[str, str | None]:
        """Readers' corrections of an article by field."""
        return self._view.head(article_id).corrected

    def prepare(self) -> None:
        """Bring the vector stores up to date now, which the first search would do. Raises UnreachableError."""
        with writing(self.place):
            self._view.settle()

    # Reading

    def articles(self) -> tuple[Article, ...]:
        """All articles in order of adding."""
        with self._lock:
            heads = list(self._view.fresh().heads.values())
            return tuple(article for head in heads if (article := self._view.article(head)))

    def article(self, article_id: str) -> Article:
        """The article of that id; UnknownArticleError if there is none."""
        with self._lock:
            article = self._view.article(self._view.head(article_id))
        if article is None:
            raise unknown(article_id)
        return article

    def vectors(self, article_id: str) -> Vectors:
        """The vectors of an article's sentences: float32 [sentences, dimension], in their order."""
        with self._lock:
            return self._view.vectors(self._view.head(article_id), "sentence")

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
            catalogue = self._view.fresh()
            numbers = frozenset(head.number for head in self._view.heads(articles)) if articles else None
            filters = Filters(numbers, tuple(languages), tuple(sources), tuple(authors), since, until)
            heads = [head for head in catalogue.heads.values() if filters.allow(head)] if filters else None
            if not query.strip() or k < 1 or not (catalogue.heads if heads is None else heads):
                return SearchResult(query, ())
            verified = self._view.keywords_verified()
            embedder = self.embedder
            asked = catalogue.units_by_language("sentence") if heads is None else {h.language_family for h in heads}
            wanted = query_terms(query, sorted(asked))
            count = max(CANDIDATES, 3 * k)
            legs = Legs(
                catalogue=catalogue,
                store=self._view.store("sentence"),
                query=partial(embedder.embed_queries, [query]),
                keyword=partial(keyword_leg, self._library, verified),
                language=(query_language(query) or "").split("-", 1)[0],
                terms=wanted,
                bridge=bridging(wanted),
                vector_of=partial(stored_vector, self._library, catalogue),
            )
            found = candidates(legs, heads, count, per_article)
            return SearchResult(query, search(query, k, per_article, found, catalogue, self._view.article))

    # What is remembered for the layers above

    def cached(self, kind: str, key: str) -> str | None:
        """What was remembered under that kind and key, or None."""
        return self._library.cached(kind, key)

    def remember(self, kind: str, key: str, value: str) -> None:
        """Keep a value (such as a model's answer) for `cached`."""
        with self._library.transaction():
            self._library.remember(kind, key, value)
