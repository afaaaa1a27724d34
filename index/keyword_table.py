"""The full-text table of the library: its seal, its upkeep, and its rebuilding from the sentences.

FTS5 keeps its own pages, which carry no checksum. After each `add` or `remove` they are therefore summed into the
library's facts, and each process compares once before it asks them anything.
"""

from __future__ import annotations

from dataclasses import replace

import xxhash

from .documents import Article
from .keywords import terms, terms_digest
from .library import Library
from .library_writer import LibraryWriter
from .places import Place, ServerAddress
from .records import damaged

# Everything that FTS5 reads to answer a query; the rows of docsize are many and small, so SQLite joins them first.
_PARTS = (
    "SELECT id, block FROM keywords_data ORDER BY id",
    "SELECT segid, term, pgno FROM keywords_idx ORDER BY segid, term",
    "SELECT CAST(group_concat(id || sz) AS BLOB) FROM (SELECT id, sz FROM keywords_docsize ORDER BY id)",
    "SELECT k, v FROM keywords_config ORDER BY k",
)
_XXH3 = "xxh3:"  # what a seal begins with; older versions, which used SHA-256, began it with nothing


def joined_terms(article: Article) -> list[str]:
    """What the table holds of each sentence."""
    return [" ".join(terms(sentence.display, article.language)) for sentence in article.sentences]


def sum_of(library: Library) -> str:
    """What the table is sealed with: XXH3 over its pages, as in durable.py."""
    digest = xxhash.xxh3_128()
    for part in _PARTS:
        for row in library.rows(part):
            for value in row:
                digest.update(value if isinstance(value, bytes) else f"{value},".encode())
    return f"{_XXH3}{digest.hexdigest()}"


def is_intact(library: Library) -> bool:
    """Whether the table is what was sealed. One that a crash has left unsealed, or an older version sealed, is."""
    sealed = library.facts().keywords_digest
    return not sealed.startswith(_XXH3) or sum_of(library) == sealed


def seal(writer: LibraryWriter) -> None:
    """Write the sum of the table into the facts; at the end of each `add` and `remove`."""
    if isinstance(writer.folder, ServerAddress):
        return  # a server keeps checksums of its pages itself
    if not writer.facts().keywords_digest.startswith(_XXH3):
        with writer.transaction():
            writer.write_facts(replace(writer.facts(), keywords_digest=sum_of(writer)))


def verify(folder: Place) -> None:
    """LibraryError if the table is not intact."""
    library = Library(folder)
    try:
        with library.snapshot():
            if not is_intact(library):
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
