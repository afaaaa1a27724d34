"""A whole library from one place to another: SQLite to PostgreSQL or back, resumable, every row checked by its hash.

Ids, units, corrections, the journal and what was remembered stay as they are. The copy is a library at every moment,
only a smaller one until it is done; a note in it says where it is being copied from, so that a copy that was broken
off goes on where it stopped. Vector files and collections are not copied, since they are made anew from the library.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from .catalogue import Catalogue
from .errors import LibraryError
from .keyword_table import joined_terms, seal
from .keywords import terms_digest
from .library import Facts, Library
from .library_writer import LibraryWriter
from .locking import writing
from .places import Place
from .records import HEAD_COLUMNS, Head, damaged
from .schema import LIBRARY_FILE

ARTICLES_A_TRANSACTION = 50
NOTE = ("copying", "from")  # kind and key of the note in the cache


@dataclass(frozen=True, slots=True)
class Copied:
    """Articles in the copy, and how many of them this run brought."""

    articles: int
    brought: int


def copy_library(source: Place, target: Place, progress: Callable[[float], None] | None = None) -> Copied:
    """Make `target`, which is new, empty or a copy that was broken off, hold what `source` holds at this moment.

    Raises LibraryError where either is damaged or `target` holds articles of its own, UnreachableError,
    LibraryFullError, LibraryBusyError.
    """
    if isinstance(source, Path) and not (source / LIBRARY_FILE).is_file():
        raise LibraryError(f"there is no library in {source}: name one with --library")
    if isinstance(target, Path):
        target.mkdir(parents=True, exist_ok=True)
    with writing(target), closing(Library(source)) as old, closing(LibraryWriter(target)) as new:
        _claim(new, source, target)
        with old.snapshot():
            facts, heads = old.facts(), old.heads()
            brought = _articles(old, new, facts, heads, progress or (lambda fraction: None))
            _rest(old, new, facts)
        seal(new)
        _verify(new, facts)
    return Copied(len(heads), brought)


def _claim(new: LibraryWriter, source: Place, target: Place) -> None:
    """Note in the target that it is being filled; LibraryError if it holds anything else."""
    if source == target:
        raise LibraryError(f"{target} is the library itself: name another place")
    with new.transaction():
        if new.facts().articles and new.cached(*NOTE) != str(source):
            raise LibraryError(f"the library {target} holds articles: copy into another place")
        new.remember(*NOTE, str(source))


def _articles(
    old: Library, new: LibraryWriter, facts: Facts, heads: list[Head], progress: Callable[[float], None]
) -> int:
    """Bring the articles that are not there as they are here; how many."""
    wanted = {head.number: head.digest for head in heads}
    with new.transaction():
        whole = new.facts()
        whole = replace(
            whole, lexicon=whole.lexicon if whole.articles else terms_digest(),
            fingerprint=facts.fingerprint, embedder=facts.embedder, dimension=facts.dimension, keywords_digest="",
            next_article=facts.next_article, next_unit=facts.next_unit, change=max(facts.change, new.facts().change),
        )  # fmt: skip
        for head in new.heads():
            if wanted.get(head.number) != head.digest:  # changed or removed since a copy was broken off
                _forget(new, head)
                whole = whole.toggled(head, -1)
        new.write_facts(whole)
    present = {head.number for head in new.heads()}
    missing = [head for head in heads if head.number not in present]
    for done, batch in enumerate(_batches(missing, ARTICLES_A_TRANSACTION)):
        with new.transaction():
            whole = new.facts()
            for head in batch:
                _bring(old, new, head, facts.dimension)
                whole = whole.toggled(head, +1)
            new.write_facts(whole)
        progress(min(1.0, (done + 1) * ARTICLES_A_TRANSACTION / len(missing)))
    return len(missing)


def _bring(old: Library, new: LibraryWriter, head: Head, dimension: int) -> None:
    """Copy one article with its vectors and terms, each verified on the way."""
    article = old.article(head)
    rows = old.query("SELECT text, layout FROM articles WHERE number = ?", (head.number,))
    if article is None or not rows:
        raise damaged(f"article {head.id}")
    columns = (*HEAD_COLUMNS, "text", "layout")
    values = [*(getattr(head, name) for name in HEAD_COLUMNS), *rows[0]]
    new.query(f"INSERT INTO articles ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", values)
    for block in head.ranges:
        if old.vectors(block, dimension) is None:
            raise damaged(f"the block of vectors {block.first}")
        stored = old.query("SELECT first_unit, vectors, digest FROM vectors WHERE first_unit = ?", (block.first,))
        new.query("INSERT INTO vectors VALUES (?, ?, ?)", stored[0])
        if block.kind == "sentence":
            new.put_terms(block.first, joined_terms(article))


def _forget(new: LibraryWriter, head: Head) -> None:
    for block in head.ranges:
        new.query("DELETE FROM vectors WHERE first_unit = ?", (block.first,))
        if block.kind == "sentence":
            new.dialect.remove_terms(new, block.first, block.size)
    new.query("DELETE FROM articles WHERE number = ?", (head.number,))


def _rest(old: Library, new: LibraryWriter, facts: Facts) -> None:
    """The journal and what was remembered; then the note goes, and the copy is a library like any other."""
    with new.transaction():
        new.query("DELETE FROM changes")
        for row in old.query("SELECT number, kind, article, at FROM changes ORDER BY number"):
            new.query("INSERT INTO changes VALUES (?, ?, ?, ?)", row)
        for kind, key in old.query("SELECT kind, key FROM cache"):
            if (value := old.cached(kind, key)) is not None:
                new.remember(kind, key, value)
        new.query("DELETE FROM cache WHERE kind = ? AND key = ?", NOTE)
        whole = new.facts()
        if (whole.articles, whole.catalogue) != (facts.articles, facts.catalogue):
            raise damaged(f"the copy in {new.folder}")


def _verify(new: LibraryWriter, facts: Facts) -> None:
    """Read the copy through: every head, text and block of vectors against its digest, and all of them together."""
    catalogue = Catalogue()
    catalogue.refresh(new)
    for head in catalogue.heads.values():
        if new.article(head) is None or any(new.vectors(block, facts.dimension) is None for block in head.ranges):
            raise damaged(f"article {head.id} of the copy in {new.folder}")


def _batches(heads: Iterable[Head], size: int) -> Iterator[list[Head]]:
    rest = iter(heads)
    while batch := list(itertools.islice(rest, size)):
        yield batch
