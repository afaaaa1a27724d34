"""What `jianting doctor` looks at, and how it mends what can be mended.

Only what is derived is made anew: the keyword index, the generations, the witness. What is the truth is verified, and
kept only where it proves to be what was written.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from .catalogue import Catalogue
from .checkpoints import changed_unread
from .errors import LibraryError, LibraryMismatchError
from .generations import Generation, Generations
from .keyword_table import is_intact, joined_terms, rebuild
from .library import Library
from .library_writer import LibraryWriter
from .locking import writing
from .places import Place, ServerAddress, files_of
from .records import Head
from .salvage import salvage
from .schema import LIBRARY_FILE
from .served_vectors import Keeper, ServedVectors, keeper
from .stores import is_served
from .stores.numpy_store import NumpyStore
from .witness import damaged_witness, read_witness, write_witness

SAMPLE = 64  # vectors that are searched for to measure recall


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong. `derived` means that it can be made anew without loss."""

    what: str
    derived: bool


@dataclass(frozen=True, slots=True)
class Report:
    """The state of a library: its size, the recall@10 of its stores against exact search, and what is wrong.

    `done` tells what a repair did.
    """

    folder: str
    articles: int = 0
    sentences: int = 0
    bytes: int = 0
    embedder: str = ""
    recall: float | None = None
    problems: tuple[Problem, ...] = ()
    done: tuple[str, ...] = ()

    @property
    def healthy(self) -> bool:
        return not self.problems

    def to_dict(self) -> dict[str, object]:
        return {
            "folder": self.folder,
            "healthy": self.healthy,
            "articles": self.articles,
            "sentences": self.sentences,
            "bytes": self.bytes,
            "embedder": self.embedder,
            "recall": self.recall,
            "problems": [{"what": problem.what, "derived": problem.derived} for problem in self.problems],
            "done": list(self.done),
        }


def check(folder: Place, engine: str = "faiss") -> Report:
    """Read everything in the library of a folder and report; nothing is changed.

    Raises LibraryMismatchError where a newer version made it.
    """
    if isinstance(folder, Path) and not (folder / LIBRARY_FILE).is_file():
        return Report(str(folder), problems=(Problem(f"there is no library in {folder}", derived=False),))
    size = sum(path.stat().st_size for path in files_of(folder).rglob("*") if path.is_file())
    try:
        changed = isinstance(folder, Path) and changed_unread(folder)
        library = LibraryWriter(folder)
    except LibraryMismatchError:
        raise
    except LibraryError as error:
        return Report(str(folder), bytes=size, problems=(Problem(str(error), derived=False),))
    try:
        catalogue = Catalogue()
        problems = list(_truth(library, catalogue))
        recall = None
        if not problems:
            problems += [*_derived(library, catalogue), *_generations(library, Generations(library, engine))]
            if is_served(engine):
                problems += _served(ServedVectors(library, engine), catalogue)
            if changed and not problems:
                told = f"{LIBRARY_FILE} or its checksum has changed since it was closed, in bytes that nothing reads"
                problems.append(Problem(told, derived=True))
            if not problems:
                recall = _recall(library, keeper(library, engine), catalogue)
        facts = catalogue.facts
        sentences = len(catalogue.live_units("sentence"))
        return Report(
            str(folder), len(catalogue.heads), sentences, size, facts.embedder, recall, tuple(problems), done=()
        )
    finally:
        library.close()


def repair(folder: Place, engine: str = "faiss") -> Report:
    """Make anew what is derived, and keep of the truth what proves to be whole; `done` says what was done.

    Raises LibraryBusyError while another process writes.
    """
    before = check(folder, engine)
    done: list[str] = []
    if before.healthy or (isinstance(folder, Path) and not (folder / LIBRARY_FILE).is_file()):
        return before
    lost = any(not problem.derived for problem in before.problems)
    if lost and not isinstance(folder, Path):
        return before  # what a server has lost comes back from its own backups
    with writing(folder):
        if lost and isinstance(folder, Path):
            done += salvage(folder)
        library = LibraryWriter(folder)
        try:
            catalogue = Catalogue()
            write_witness(folder, library.facts().change)
            catalogue.refresh(library)
            stores = keeper(library, engine)
            stores.forget()
            rebuild(library)
            catalogue.refresh(library, force=True)
            for kind in catalogue.kinds():
                stores.write(stores.open(kind, catalogue)[0], kind, catalogue)
            Generations(library, engine).sweep()
            done.append("made the keyword index and the vector files anew")
        finally:
            library.close()
    after = check(folder, engine)
    return Report(**{name: getattr(after, name) for name in Report.__slots__} | {"done": tuple(done)})


def _truth(library: Library, catalogue: Catalogue) -> Iterator[Problem]:
    """SQLite's own check, then every article, sentence and vector against its digest."""
    try:
        for told in library.dialect.problems(library):
            yield Problem(told, derived=isinstance(library.folder, ServerAddress))
        reached = read_witness(library.folder) or 0
        catalogue.refresh(library)
    except LibraryError as error:
        yield Problem(str(error), derived=False)
        return
    if damaged_witness(library.folder) or reached > catalogue.facts.change:
        yield Problem("the note of the last change is damaged", derived=True)
    for head in catalogue.heads.values():
        try:
            _read_through(library, catalogue, head)
        except LibraryError as error:
            yield Problem(str(error), derived=False)
    stored = {first for (first,) in library.query("SELECT first_unit FROM vectors")}
    known = {block.first for head in catalogue.heads.values() for block in head.ranges}
    if stored - known:
        yield Problem(f"{len(stored - known)} blocks of vectors belong to no article", derived=False)


def _read_through(library: Library, catalogue: Catalogue, head: Head) -> None:
    if library.article(head) is None:
        raise LibraryError(f"the text of article {head.id} is missing")
    for block in head.ranges:
        if library.vectors(block, catalogue.facts.dimension) is None:
            raise LibraryError(f"the block of vectors {block.first} is missing")


def _derived(library: LibraryWriter, catalogue: Catalogue) -> Iterator[Problem]:
    """The keyword index against its seal and against the sentences."""
    try:
        if not is_intact(library):
            yield Problem("the keyword index is damaged", derived=True)
            return
        indexed = library.dialect.indexed(library)
    except LibraryError as error:
        yield Problem(f"the keyword index cannot be read: {error}", derived=True)
        return
    expected: dict[int, str] = {}
    for head in catalogue.heads.values():
        article = library.article(head)
        block = next((block for block in head.ranges if block.kind == "sentence"), None)
        if article and block:
            expected |= dict(enumerate(joined_terms(article), start=block.first))
    if indexed != expected:
        yield Problem("the keyword index does not hold the terms of the sentences", derived=True)


def _generations(library: Library, generations: Generations) -> Iterator[Problem]:
    rows = library.query(f"SELECT {', '.join(Generation.__slots__)} FROM generations")
    for generation in [Generation(*row) for row in rows]:
        if is_served(generation.store):
            continue
        try:
            generations.verify(generation)
        except (OSError, ValueError):
            yield Problem(f"the vector file {generation.name} is damaged or missing", derived=True)
    recorded = {row[0] for row in rows}
    for path in generations.folder.iterdir() if generations.folder.is_dir() else ():
        if path.name not in recorded:
            yield Problem(f"the file {path.name} belongs to no record", derived=True)


def _served(vectors: ServedVectors, catalogue: Catalogue) -> Iterator[Problem]:
    """The server's collections against the units that are live; what a server lacks is brought at the next search."""
    try:
        for kind in sorted(catalogue.kinds()):
            for told in vectors.problems(kind, catalogue):
                yield Problem(told, derived=True)
    except LibraryError as error:
        yield Problem(str(error), derived=True)


def _recall(library: LibraryWriter, stores: Keeper, catalogue: Catalogue) -> float | None:
    """Recall@10 of the store for a sample of its own vectors, against exact search over all."""
    live = catalogue.live_units("sentence")
    if not len(live):
        return None
    exact = NumpyStore(catalogue.facts.dimension)
    Generations(library, "numpy").bring_up(exact, "sentence", catalogue)
    sample = np.random.default_rng(0).choice(live, min(SAMPLE, len(live)), replace=False)
    queries = exact.vectors_of(sample)
    store = stores.open("sentence", catalogue)[0]
    best = exact.search(queries, 10)[0]
    found = store.search(queries, 10)[0]
    # By score, so that of sentences that say the same either one counts.
    reached = found[:, :, None] >= best[:, None, -1:] - 1e-5
    return float(np.minimum(reached.sum(axis=(1, 2)), (best > -np.inf).sum(axis=1)).sum() / (best > -np.inf).sum())
