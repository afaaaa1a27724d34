"""Defects that are planted in forked workers, so that it shows whether the crash bench would find such ones."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from index import checkpoints
from index.generations import Generation, Generations
from index.library import Facts
from index.library_writer import LibraryWriter

Defect = Callable[[], None]


def recorded_before_renamed() -> None:
    """A generation is recorded before its file has its name."""
    publish, record = Generations._publish, Generations._record
    Generations._publish = lambda self, generation: None  # type: ignore[method-assign]

    def both(self: Generations, generation: Generation) -> None:
        record(self, generation)
        publish(self, generation)

    Generations._record = both  # type: ignore[method-assign]


def committed_in_parts() -> None:
    """Each row that a change touches is committed by itself: a revised text without its word, a join of one of two."""
    record = LibraryWriter._record

    def committing(self: LibraryWriter, kind: str, number: int, facts: Facts) -> None:
        record(self, kind, number, facts)
        for statement in ("COMMIT", *self.dialect.begin_writing):
            self.query(statement)

    LibraryWriter._record = committing  # type: ignore[method-assign]


def withdrawn_too_late() -> None:
    """The checksum of the file is withdrawn when the log has been moved into it."""
    withdraw, record = checkpoints.withdraw, checkpoints._record

    def late(folder: Path) -> None:
        if not (folder / checkpoints.LOG_FILE).exists():
            withdraw(folder)
        record(folder)

    setattr(checkpoints, "withdraw", lambda folder: None)  # noqa: B010
    setattr(checkpoints, "_record", late)  # noqa: B010


DEFECTS: tuple[Defect, ...] = (recorded_before_renamed, committed_in_parts, withdrawn_too_late)
