"""Files that came through a browser: kept under their own names, never under those of temporary files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from index.adding import failure
from index.documents import AddReport, Failure
from index.reading import read

if TYPE_CHECKING:
    from .workbench import Workbench


@dataclass(frozen=True, slots=True)
class Upload:
    """How far some files are: `reports` of the first ones, in the order of `names`; the next one is being read."""

    names: tuple[str, ...]
    reports: tuple[AddReport, ...] = ()

    @property
    def report(self) -> AddReport:
        """All reports as one."""
        return AddReport(
            tuple(article for report in self.reports for article in report.added),
            tuple(article for report in self.reports for article in report.unchanged),
            tuple(failed for report in self.reports for failed in report.failed),
        )


def add_uploads(workbench: Workbench, files: Sequence[str | Path]) -> Iterator[Upload]:
    """Add files one by one and tell after each how far it is; the first value is before any of them.

    Raises LibraryBusyError, LibraryFullError, LibraryMismatchError, ModelError.
    """
    upload = Upload(tuple(Path(file).name for file in files))
    yield upload
    for file, name in zip(files, upload.names, strict=True):
        upload = replace(upload, reports=(*upload.reports, _add(workbench, str(file), name)))
        yield upload


def _add(workbench: Workbench, file: str, name: str) -> AddReport:
    try:
        documents = [replace(document, path=name) for document in read(file)]
    except Exception as error:  # a parser may fail in any way on a hostile file
        return AddReport(failed=(Failure(name, failure(name, error).reason.replace(file, name)),))
    return workbench.index.add_documents(documents)
