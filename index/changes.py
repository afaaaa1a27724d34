"""What changes a library, one writer at a time: articles are added and removed, and a reader says what is kept."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np

from . import cutting
from .adding import Known, Prepared, Ready, add_all, origin_key, unit_texts
from .documents import AddReport, Article
from .embedders import Embedder, Progress, Vectors
from .errors import LibraryBusyError
from .keyword_table import joined_terms, rebuild, seal
from .keywords import terms_digest
from .library_writer import LibraryWriter
from .locking import writing
from .origins import Origins
from .settings import IndexSettings
from .view import LibraryView, unknown

Make = Callable[[Iterable[str], Embedder], Iterator[Ready]]
Redraw = Callable[[Article, cutting.Word, int, int, IndexSettings], tuple[Article, cutting.Word]]


class Changes:
    """The changes of one library; `embedder()` loads what they need only when they need it."""

    def __init__(self, view: LibraryView, settings: IndexSettings, embedder: Callable[[], Embedder]) -> None:
        self._view = view
        self._origins = Origins(view)
        self._folder = view.library.folder
        self._settings = settings
        self._embedder = embedder

    def add(self, make: Make, total: int, progress: Progress | None) -> AddReport:
        """Store what `make` cleans and embeds, given the content hashes that are known and the embedder.

        `total` is how many documents are expected. See ArticleIndex.add.
        """
        finished = 0

        def done(path: str) -> None:
            nonlocal finished
            finished += 1
            if progress:
                progress(min(finished / max(total, 1), 1.0), path)

        with writing(self._folder):
            embedder = self._embedder()
            with self._view.lock:
                stored = {head.content_hash for head in self._view.fresh().heads.values()}
            writer = LibraryWriter(self._folder)
            try:
                self._claim(writer, embedder)
                added = add_all(make(stored, embedder), writer, self._origins_of, done)
            finally:
                writer.close()
                self._view.settle()
        return AddReport(tuple(self._linked(added.articles)), tuple(self._unchanged(added.known)), tuple(added.failed))

    def remove(self, ids: Sequence[str]) -> tuple[str, ...]:
        """Forget articles. See ArticleIndex.remove."""
        view = self._view
        with writing(self._folder), view.lock:
            heads = view.heads(ids)
            with view.library.transaction():
                removed = [head.id for head in heads if view.library.remove(head.number)]
            view.fresh(force=True)
            view.settle()
        return tuple(removed)

    def correct(self, article_id: str, field: str, value: str | None) -> None:
        """Lay a reader's correction over a field. A language also says how the words of the sentences are cut."""
        view = self._view
        with view.lock:
            head = view.head(article_id)
            with view.library.transaction():
                corrected = view.library.correct(head.number, field, value)
                if corrected and field == "language" and (article := view.library.article(corrected)):
                    view.library.reindex(corrected, joined_terms(article))
            seal(view.library)
            view.fresh(force=True)

    def restore(self, article_id: str, start: int, end: int) -> None:
        """See ArticleIndex.restore."""
        self._redraw(article_id, start, end, cutting.restored)

    def cut(self, article_id: str, start: int, end: int) -> None:
        """See ArticleIndex.cut."""
        self._redraw(article_id, start, end, cutting.cut)

    def _redraw(self, article_id: str, start: int, end: int, how: Redraw) -> None:
        """Restore or cut (`how`) a span of an article's text: its sentences, vectors, terms and the reader's word are
        on the disk together, or nothing of it happened."""
        view = self._view
        with writing(self._folder):
            with view.lock:
                head = view.head(article_id)
                before = view.article(head)
                if before is None:
                    raise unknown(article_id)
                known = {
                    kind: dict(zip(texts, view.vectors(head, kind), strict=True))
                    for kind, texts in unit_texts(before, self._settings).items()
                }
            word = cutting.Word.read(head.corrected.get(cutting.FIELD))
            after, word = how(before, word, start, end, self._settings)
            if (after.kept, after.cuts) == (before.kept, before.cuts):
                return
            blocks = {
                kind: self._completed(texts, known[kind]) for kind, texts in unit_texts(after, self._settings).items()
            }
            with view.lock, view.library.transaction():
                current = next(iter(view.library.heads([head.number])), None)
                if current is None or current.digest != head.digest:
                    raise LibraryBusyError(f"{article_id} has just been changed by someone else: try it again")
                revised = view.library.revise(current, after, origin_key(after), blocks, joined_terms(after))
                view.library.correct(revised.number, cutting.FIELD, word.written())
            view.fresh(force=True)
            view.settle()

    def _completed(self, texts: Sequence[str], known: dict[str, Vectors]) -> Vectors:
        """The vectors of these texts, of which only those that are new are embedded."""
        missing = [text for text in dict.fromkeys(texts) if text not in known]
        if missing:
            known = known | dict(zip(missing, self._embedder().embed_passages(missing), strict=True))
        return np.array([known[text] for text in texts], dtype=np.float32)

    def _linked(self, articles: Iterable[Article]) -> Iterator[Article]:
        """The articles with the origins they have now: a later one of the same `add` may have joined two."""
        with self._view.lock:
            origins = {head.id: head.same_origin_as for head in self._view.fresh().heads.values()}
        for article in articles:
            yield replace(article, same_origin_as=origins.get(article.id, article.same_origin_as))

    def _unchanged(self, known: Iterable[Known]) -> Iterator[Article]:
        """The stored articles of documents that were known, with the paths of those documents."""
        with self._view.lock:
            heads = {head.content_hash: head for head in self._view.fresh().heads.values()}
            for item in known:
                # A known text may have failed to be stored after all, in this same `add`.
                if (head := heads.get(item.content_hash)) and (article := self._view.article(head)):
                    yield replace(article, path=item.path)

    def _claim(self, writer: LibraryWriter, embedder: Embedder) -> None:
        """Write into an empty library which embedder and lexicon it belongs to; cut another's words anew."""
        fingerprint = self._settings.fingerprint(embedder.fingerprint)
        with writer.transaction():
            facts = writer.facts()
            if not facts.articles and facts.fingerprint != fingerprint:
                facts = replace(
                    facts, fingerprint=fingerprint, embedder=embedder.name, dimension=embedder.dimension,
                    lexicon=terms_digest(),
                )  # fmt: skip
                writer.write_facts(facts)
        if facts.lexicon != terms_digest():
            rebuild(writer)

    def _origins_of(self, item: Prepared, vectors: Vectors) -> list[str]:
        return self._origins.of(item.article, item.origin_key, vectors)
