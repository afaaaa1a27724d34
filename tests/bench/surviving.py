"""What a library must be after anything, and the documents that it is tried with."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import numpy as np

import index.view
from index.article_index import ArticleIndex
from index.documents import RawDocument
from index.errors import LibraryError
from index.generations import Generation, Generations
from index.keywords import terms
from tests.fakes import FakeEmbedder

SUBJECTS = ("ferry", "orchard", "foundry", "lighthouse", "bakery", "quarry")


def document(number: int) -> RawDocument:
    """Document `number`, unlike all others."""
    subject = SUBJECTS[number % len(SUBJECTS)]
    lines = [
        f"The {subject} of district {number}",
        "",
        f"The {subject} of district {number} earned {number * 37 + 11} crowns last spring.",
        f"Its {number % 7 + 2} owners expect a better year in district {number}.",
        f"第{number}区的居民对{subject}表示满意。",
    ]
    return RawDocument(path=f"{number}.txt", text="\n".join(lines) + "\n")


def embedder() -> FakeEmbedder:
    return FakeEmbedder(dimension=16)


def open_index(folder: Path) -> ArticleIndex:
    """The library, with a new generation after every change, so that each change passes all failure points."""
    index.view.REWRITE_AFTER = 1
    return ArticleIndex.open(folder, embedder=embedder())


def numbers_in(opened: ArticleIndex) -> dict[int, str]:
    """Document number → article id."""
    return {int(article.path.removesuffix(".txt")): article.id for article in opened.articles()}


def examine(folder: Path, must: Iterable[int], may: Iterable[int]) -> tuple[list[str], dict[int, str]]:
    """What is wrong with the library, and what it holds: `must` be there, `may` be there besides."""
    must, may = set(must), set(may)
    problems: list[str] = []
    try:
        with open_index(folder) as opened:
            present = numbers_in(opened)
            problems += [f"lost {number}" for number in sorted(must - present.keys())]
            problems += [f"phantom {number}" for number in sorted(present.keys() - must - may)]
            problems += [
                f"wrong text in {identifier}"
                for number, identifier in present.items()
                if opened.article(identifier).text != document(number).text
            ]
            problems += problems_of(opened)
    except LibraryError as error:
        return [f"cannot be read: {error}"], {}
    return problems, present


def problems_of(opened: ArticleIndex) -> list[str]:
    """What does not fit together: vectors and terms with sentences, records of generations with files."""
    return _examine_vectors(opened) + _examine_units(opened) + _examine_generations(opened)


def _examine_vectors(opened: ArticleIndex) -> list[str]:
    problems = []
    for article in opened.articles():
        expected = embedder().embed_passages([sentence.display for sentence in article.sentences])
        if not np.array_equal(opened.vectors(article.id), expected):
            problems.append(f"vectors of {article.id} are not those of its sentences")
    stored = {first for (first,) in opened._view.library.query("SELECT first_unit FROM vectors")}
    known = {block.first for head in opened._view.fresh().heads.values() for block in head.ranges}
    return problems if stored == known else [*problems, "vectors of no article are stored"]


def _examine_units(opened: ArticleIndex) -> list[str]:
    """Every live unit is in the store with the vector of its sentence, and in the keyword index with its terms."""
    view = opened._view
    catalogue = view.fresh()
    live = catalogue.live_units("sentence").tolist()
    texts = {unit: _sentence(opened, unit) for unit in live}
    store = view.store("sentence")
    problems = [] if sorted(store.ids().tolist()) == live else ["the store holds other units than the library"]
    if live:
        vectors = embedder().embed_passages(list(texts.values()))
        for unit, vector in zip(live, vectors, strict=True):
            score = store.search(vector[None], 1, np.array([unit], dtype=np.int64))[0][0, 0]
            if not abs(score - 1) < 1e-5:
                problems.append(f"unit {unit} has the vector of another text")
    indexed = view.library.dialect.indexed(view.library)
    if indexed != {unit: " ".join(terms(text, _language(opened, unit))) for unit, text in texts.items()}:
        problems.append("the keyword index does not hold the sentences' terms")
    return problems


def _examine_generations(opened: ArticleIndex) -> list[str]:
    """Whatever generation is recorded is whole: opening would rebuild it, but it should never have to after a crash."""
    library = opened._view.library
    problems = []
    for row in library.query(f"SELECT {', '.join(Generation.__slots__)} FROM generations"):
        generation = Generation(*row)
        try:
            Generations(library, generation.store).verify(generation)
        except (OSError, ValueError):
            problems.append(f"generation {generation.kind}-{generation.change} is recorded but not whole")
    return problems


def _owner(opened: ArticleIndex, unit: int) -> tuple[str, int]:
    owner = opened._view.catalogue.owner(unit)
    assert owner is not None
    return owner[0].id, owner[1]


def _sentence(opened: ArticleIndex, unit: int) -> str:
    identifier, number = _owner(opened, unit)
    return opened.article(identifier).sentences[number].display


def _language(opened: ArticleIndex, unit: int) -> str | None:
    return opened.article(_owner(opened, unit)[0]).language
