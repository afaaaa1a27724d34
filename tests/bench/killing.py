"""SIGKILL at random moments and at every failure point of `add` and `remove`, in forked workers."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from index.generations import Generation, Generations
from index.stores.faiss_store import FaissStore
from tests.bench.surviving import act, examine

Cases = list[dict[str, Any]]
KEPT = 8  # documents that the worn library is held near


class Ticks:
    """Counts the moments before and after each statement and file operation; dies at the one it is told to."""

    def __init__(self, fatal: int | None) -> None:
        self.count = 0
        self.fatal = fatal

    def __call__(self) -> None:
        self.count += 1
        if self.count == self.fatal:
            os.kill(os.getpid(), signal.SIGKILL)

    def around(self, function: Callable[..., Any]) -> Callable[..., Any]:
        def ticking(*arguments: Any, **options: Any) -> Any:
            self()
            result = function(*arguments, **options)
            self()
            return result

        return ticking

    def install(self) -> None:
        """Put the ticks around everything that touches the disk; only ever in a forked worker."""
        ticks = self

        class Connection(sqlite3.Connection):
            def execute(self, *arguments: Any) -> sqlite3.Cursor:
                ticks()
                cursor = super().execute(*arguments)
                ticks()
                return cursor

        setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Connection))  # noqa: B010
        for owner, name in ((os, "fsync"), (Path, "rename"), (Path, "unlink"), (Path, "mkdir"), (FaissStore, "save")):
            setattr(owner, name, self.around(getattr(owner, name)))
        setattr(os, "write", self.around(os.write))  # noqa: B010


def record_before_rename() -> None:
    """The planted defect: a generation is recorded before its file has its name."""
    publish, record = Generations._publish, Generations._record
    Generations._publish = lambda self, generation: None  # type: ignore[method-assign]

    def both(self: Generations, generation: Generation) -> None:
        record(self, generation)
        publish(self, generation)

    Generations._record = both  # type: ignore[method-assign]


def worker(
    folder: Path, adds: list[int], removes: list[int], fatal: int | None, delay: float | None, defect: bool = False
) -> tuple[list[int], list[int], int]:
    """Run `act` in a fork that dies at tick `fatal`, or `delay` seconds after it began.

    The acknowledged additions and removals, and the number of ticks (0 where it died).
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            if defect:
                record_before_rename()
            ticks = Ticks(fatal)
            if delay is None:
                ticks.install()
            os.write(writing, b"started\n")
            act(folder, adds, removes, writing)
            os.write(writing, f"ticks {ticks.count}\n".encode())
        except BaseException as error:
            # A worker that fails by itself has tested nothing: it must not pass for one that was killed.
            os.write(writing, f"failed {type(error).__name__}: {error}\n".replace("\n", " ").encode() + b"\n")
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        if delay is not None:
            pipe.readline()
            time.sleep(delay)
            os.kill(child, signal.SIGKILL)
        lines = pipe.read().split("\n")
    os.waitpid(child, 0)
    if failures := [line for line in lines if line.startswith("failed")]:
        raise RuntimeError(f"the worker {failures[0]}")
    added = [int(line[1:]) for line in lines if line.startswith("+")]
    removed = [int(line[1:]) for line in lines if line.startswith("-")]
    return added, removed, next((int(line[6:]) for line in lines if line.startswith("ticks ")), 0)


class Wear:
    """One library that is killed again and again and must hold through all of it."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.present: set[int] = set()
        self.acknowledged = 0
        self.next = 0
        self.random = random.Random(seed)

    def kill(self, fatal: int | None = None, delay: float | None = None, defect: bool = False) -> tuple[list[str], int]:
        """One killed worker and what is wrong after it."""
        adds = list(range(self.next, self.next + 2))
        self.next += 2
        spare = max(1, len(self.present) - KEPT)
        removes = self.random.sample(sorted(self.present), min(spare, len(self.present)))
        added, removed, ticks = worker(self.folder, adds, removes, fatal, delay, defect)
        self.acknowledged += len(added) + len(removed)
        must = (self.present - set(removes)) | set(added)
        may = (set(removes) - set(removed)) | set(adds)
        problems, present = examine(self.folder, must, may)
        self.present = set(present)
        return problems, ticks


def killed_at_points(folder: Path, every: int = 1, defect: bool = False) -> Cases:
    """A kill at each failure point (each `every`th), all on one library.

    A run that is let finish follows each kill: without it the library grows, because killed workers seldom come to
    removing, and the points move away from under the sweep faster than it goes on.
    """
    wear = Wear(folder, seed=1)
    for _ in range(3):
        wear.kill(fatal=None)
    _, ticks = wear.kill(fatal=None)
    cases = []
    for fatal in range(1, ticks + 1, every):
        problems, _ = wear.kill(fatal=fatal, defect=defect)
        healed, _ = wear.kill(fatal=None)
        cases.append({"id": f"point-{fatal}", "ok": not problems + healed, "problems": problems + healed})
    return cases


def killed_at_random(folder: Path, kills: int, seed: int = 2) -> Cases:
    """Kills at random moments of a run, before its start to after its end."""
    wear = Wear(folder, seed)
    started = time.perf_counter()
    for _ in range(4):
        wear.kill(fatal=None)
    typical = (time.perf_counter() - started) / 4
    cases = []
    for number in range(kills):
        problems, _ = wear.kill(delay=wear.random.uniform(0, typical))
        cases.append({"id": f"random-{number}", "ok": not problems, "problems": problems})
    return cases


def scratch_folder() -> tempfile.TemporaryDirectory[str]:
    """In memory where there is such a place: a killed process loses nothing that it gave to the system."""
    memory = Path("/dev/shm")
    return tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None)


def warm_up() -> None:
    """Load here what each forked worker would load again, and keep FAISS from starting threads before the forks."""
    import faiss

    faiss.omp_set_num_threads(1)
    with scratch_folder() as scratch, Path(os.devnull).open("wb") as nowhere:
        act(Path(scratch), [0, 1], [0], nowhere.fileno())
        examine(Path(scratch), [1], [])


def kill(kills: int) -> tuple[dict[str, float], Cases]:
    """At least `kills` in all; the figures count what went wrong, which must be nothing but for the planted defect."""
    warm_up()
    with scratch_folder() as scratch:
        points = killed_at_points(Path(scratch) / "points")
        at_random = killed_at_random(Path(scratch) / "random", max(kills - len(points), 0))
        planted = killed_at_points(Path(scratch) / "planted", defect=True)
    cases = points + at_random
    told = [problem for case in cases for problem in case["problems"]]
    caught = sum(not case["ok"] for case in planted)
    figures = {
        "kills": float(len(cases)),
        "failure_points": float(len(points)),
        "lost": float(sum(problem.startswith("lost") for problem in told)),
        "phantoms": float(sum(problem.startswith("phantom") for problem in told)),
        "other_problems": float(sum(not problem.startswith(("lost", "phantom")) for problem in told)),
        "planted_defect_caught": float(caught),
    }
    return figures, [*cases, {"id": "planted-record-before-rename", "ok": caught > 0}]
