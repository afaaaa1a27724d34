"""What can be saved from a damaged library: every article whose text and vectors prove to be what was written."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from .checkpoints import CHECKSUM_FILE, LOG_FILE
from .errors import LibraryError
from .keyword_table import joined_terms
from .library import Facts
from .library_writer import LibraryWriter
from .records import CORRECTABLE, HEAD_COLUMNS, Head
from .schema import LIBRARY_FILE
from .stores import Vectors
from .witness import read_witness

FAR_AHEAD = 1_000_000  # numbers that are passed over where it is unknown which were given


def salvage(folder: Path) -> list[str]:
    """Put a library of what is whole in the place of the damaged one, which is kept beside; what was done, in lines.

    The caller holds the writer's lock. Article ids stay as they are; none is given again.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    beside = folder / f"salvage-{stamp}"
    old = folder / f"damaged-{stamp}"
    fresh = LibraryWriter(beside)
    kept, lost = 0, []
    try:
        source = LibraryWriter(folder, trusted=False)
        try:
            facts = _facts(source, folder)
            for head in _heads(source):
                try:
                    _copy(source, fresh, head, facts)
                    kept += 1
                except LibraryError:
                    lost.append(head)
            with fresh.transaction():
                whole = fresh.facts()
                fresh.write_facts(
                    replace(
                        facts, articles=whole.articles, catalogue=whole.catalogue, change=whole.change,
                        next_article=max(facts.next_article, whole.next_article),
                        next_unit=max(facts.next_unit, whole.next_unit), keywords_digest="",
                    )
                )  # fmt: skip
        finally:
            source.close()
    finally:
        fresh.close()
    old.mkdir()
    for name in (CHECKSUM_FILE, LIBRARY_FILE, LOG_FILE, f"{LIBRARY_FILE}-shm"):
        with contextlib.suppress(FileNotFoundError):
            (folder / name).rename(old / name)
    (beside / LIBRARY_FILE).rename(folder / LIBRARY_FILE)
    for leftover in beside.iterdir():
        leftover.unlink()
    beside.rmdir()
    told = [f"kept {kept} articles; the damaged file is in {old}"]
    return told + [f"lost {head.id} ({head.path}): add it again" for head in lost]


def _facts(source: LibraryWriter, folder: Path) -> Facts:
    try:
        return source.facts()
    except LibraryError:
        # What the facts said of ids is gone: begin far behind any that can have been given.
        change = read_witness(folder) or 0
        facts = Facts(next_article=FAR_AHEAD + change, next_unit=FAR_AHEAD * 1_000, change=change)
        with contextlib.suppress(LibraryError):
            for fingerprint, dimension in source.query("SELECT fingerprint, dimension FROM generations"):
                facts = replace(facts, fingerprint=fingerprint, dimension=dimension)
        return facts


def _heads(source: LibraryWriter) -> Iterator[Head]:
    """Every verified head that a scan or a look-up by number still finds."""
    numbers: set[int] = set()
    with contextlib.suppress(LibraryError):
        numbers |= {number for (number,) in source.query("SELECT number FROM articles") if isinstance(number, int)}
    with contextlib.suppress(LibraryError):
        numbers |= set(range(1, source.facts().next_article))
    for number in sorted(numbers):
        try:
            yield from source.heads([number])
        except LibraryError:
            with contextlib.suppress(LibraryError):
                row = source.query(f"SELECT {', '.join(HEAD_COLUMNS)} FROM articles WHERE number = ?", (number,))[0]
                yield Head(*row)


def _copy(source: LibraryWriter, fresh: LibraryWriter, head: Head, facts: Facts) -> None:
    """Copy one article under its number, with new units; LibraryError if any part of it is not whole."""
    article = source.article(head.verified())
    blocks: dict[str, Vectors] = {}
    for block in head.ranges:
        dimension = facts.dimension or _dimension(source, block.first, block.size)
        vectors = source.vectors(block, dimension)
        if vectors is None:
            raise LibraryError(f"the vectors of {head.id} are missing")
        blocks[block.kind] = np.array(vectors)
    if article is None:
        raise LibraryError(f"the text of {head.id} is missing")
    with fresh.transaction():
        before = fresh.facts()
        fresh.write_facts(replace(before, next_article=head.number, next_unit=max(before.next_unit, facts.next_unit)))
        as_read = replace(article, **{name: getattr(head, name) for name in CORRECTABLE})
        fresh.put(as_read, head.origin_key, blocks, joined_terms(article))
        for field, value in head.corrected.items():
            fresh.correct(head.number, field, value)


def _dimension(source: LibraryWriter, first_unit: int, size: int) -> int:
    rows = source.query("SELECT length(vectors) FROM vectors WHERE first_unit = ?", (first_unit,))
    return int(rows[0][0]) // (4 * size) if rows else 0
