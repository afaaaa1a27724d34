"""What a library must be after anything: the small world that the crash benches act in, and how it is examined."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
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
            problems += _examine_articles(opened, present)
            problems += _examine_units(opened)
            problems += _examine_generations(opened)
    except LibraryError as error:
        return [f"cannot be read: {error}"], {}
    return problems, present


def _examine_articles(opened: ArticleIndex, present: dict[int, str]) -> list[str]:
    problems = []
    for number, identifier in present.items():
        article = opened.article(identifier)
        if article.text != document(number).text:
            problems.append(f"wrong text in {identifier}")
        expected = embedder().embed_passages([sentence.display for sentence in article.sentences])
        if not np.array_equal(opened.vectors(identifier), expected):
            problems.append(f"vectors of {identifier} are not those of its sentences")
    return problems


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


def act(folder: Path, adds: Sequence[int], removes: Sequence[int], acknowledge: int) -> None:
    """Add and remove documents, writing "+number" or "-number" to the descriptor once each is acknowledged."""
    with open_index(folder) as opened:

        def stored(_: float, path: str) -> None:
            os.write(acknowledge, f"+{path.removesuffix('.txt')}\n".encode())

        opened.add_documents([document(number) for number in adds], progress=stored)
        identifiers = numbers_in(opened)
        for number in removes:
            if number in identifiers:
                opened.remove([identifiers[number]])
                os.write(acknowledge, f"-{number}\n".encode())
