"""The full-text table of the library: its seal, its upkeep, and its rebuilding from the sentences.

FTS5 keeps its own pages, which carry no checksum. After each `add` or `remove` they are therefore summed into the
library's facts, and each process compares once before it asks them anything.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace

from .documents import Article
from .keywords import terms, terms_digest
from .library import Library
from .library_writer import LibraryWriter
from .places import Place, ServerAddress
from .records import damaged

# Everything that FTS5 reads to answer a query; the rows of docsize are many and small, so SQLite joins them first.
_PARTS = (
    "SELECT id, hex(block) FROM keywords_data ORDER BY id",
    "SELECT segid, hex(term), pgno FROM keywords_idx ORDER BY segid, term",
    "SELECT group_concat(id || hex(sz)) FROM (SELECT id, sz FROM keywords_docsize ORDER BY id) GROUP BY id / 999",
    "SELECT k, hex(v) FROM keywords_config ORDER BY k",
)


def joined_terms(article: Article) -> list[str]:
    """What the table holds of each sentence."""
    return [" ".join(terms(sentence.display, article.language)) for sentence in article.sentences]


def sum_of(library: Library) -> str:
    """SHA-256 (hex) over the table's pages."""
    digest = hashlib.sha256()
    for part in _PARTS:
        for row in library.rows(part):
            digest.update(repr(row).encode())
    return digest.hexdigest()


def seal(writer: LibraryWriter) -> None:
    """Write the sum of the table into the facts; at the end of each `add` and `remove`."""
    if isinstance(writer.folder, ServerAddress):
        return  # a server keeps checksums of its pages itself
    if not writer.facts().keywords_digest:
        with writer.transaction():
            writer.write_facts(replace(writer.facts(), keywords_digest=sum_of(writer)))


def verify(folder: Place) -> None:
    """LibraryError if the table is not what was sealed. A table that a crash has left unsealed is not judged."""
    library = Library(folder)
    try:
        with library.snapshot():
            sealed = library.facts().keywords_digest
            if sealed and sum_of(library) != sealed:
                raise damaged(f"the keyword index of {folder}")
    finally:
        library.close()


def rebuild(writer: LibraryWriter) -> None:
    """Make the table anew from the sentences, and seal it."""
    with writer.transaction():
        writer.dialect.make_keywords(writer)
        for head in writer.heads():
            article = writer.article(head)
            sentences = next((block for block in head.ranges if block.kind == "sentence"), None)
            if article and sentences:
                writer.put_terms(sentences.first, joined_terms(article))
        writer.write_facts(replace(writer.facts(), keywords_digest="", lexicon=terms_digest()))
    seal(writer)  # after the commit, since FTS5 writes its pages only then
