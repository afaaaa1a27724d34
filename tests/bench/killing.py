"""SIGKILL at random moments and at every failure point of all that changes a library, in forked workers."""

from __future__ import annotations

import os
import random
import shutil
import signal
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from index.stores.faiss_store import FaissStore
from tests.bench.planting import DEFECTS, Defect
from tests.bench.world import ACKNOWLEDGED, FAMILY, Step, World, act, survived, worlds

Cases = list[dict[str, Any]]
KEPT = 4  # texts that stay in the worn library
PLANTED_EVERY = 5
LAST = 25  # failure points at the end, where the library is closed


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

            def close(self) -> None:
                ticks()
                super().close()  # which moves the log into the file
                ticks()

        setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Connection))  # noqa: B010
        for owner, names in ((os, "fsync write"), (Path, "rename replace unlink mkdir"), (FaissStore, "save")):
            for name in names.split():
                setattr(owner, name, self.around(getattr(owner, name)))


def worker(
    folder: Path, steps: Sequence[Step], fatal: int | None, delay: float | None, defect: Defect | None = None
) -> tuple[int, int]:
    """Do the steps in a fork that dies at tick `fatal`, or `delay` seconds after it began.

    How many steps were acknowledged, and the number of ticks (0 where it died).
    """
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(reading)
            if defect:
                defect()
            ticks = Ticks(fatal)
            if delay is None:
                ticks.install()
            os.write(writing, b"started\n")
            act(folder, steps, writing)
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
        told = pipe.readlines()
    os.waitpid(child, 0)
    if failures := [line for line in told if line.startswith("failed")]:
        raise RuntimeError(f"the worker {failures[0]}")
    return told.count(ACKNOWLEDGED.decode()), next((int(line[6:]) for line in told if line.startswith("ticks ")), 0)


class Wear:
    """One library that is killed again and again and must hold through all of it."""

    def __init__(self, folder: Path, seed: int, shuffled: bool = False) -> None:
        self.folder = folder
        self.world: World = {}
        self.next = 0
        self.random = random.Random(seed)
        self.shuffled = shuffled

    def copied(self) -> Wear:
        """A copy of the library, beside it, and always the same one: it takes the same steps."""
        copy = Wear(self.folder.with_name("copy"), seed=1, shuffled=self.shuffled)
        copy.world, copy.next = self.world, self.next
        shutil.rmtree(copy.folder, ignore_errors=True)
        shutil.copytree(self.folder, copy.folder)
        return copy

    def steps(self) -> list[Step]:
        """A family of texts is added, others are revised and corrected, and so many removed that KEPT stay."""
        first, chance = self.next, self.random
        self.next += FAMILY
        gone = chance.sample(sorted(self.world), max(0, len(self.world) - KEPT))
        stay = sorted(self.world.keys() - gone) or [first]
        cut, spoken = chance.choice(stay), chance.choice(stay)
        restored = chance.choice(
            [number for number in stay if number in self.world and self.world[number].cut] or [cut]
        )
        german = spoken in self.world and ("language", "de") in self.world[spoken].corrections
        steps = [
            *(Step("add", number) for number in range(first, first + FAMILY)),
            Step("cut", cut),
            Step("restore", restored),
            Step("title", chance.choice(stay), f"Title {first}"),
            Step("published", chance.choice(stay), f"2026-01-{first % 28 + 1:02}"),
            Step("language", spoken, "en" if german else "de"),
            *(Step("remove", number) for number in gone),
        ]
        if self.shuffled and self.world:
            chance.shuffle(steps)
        return steps

    def kill(
        self, fatal: int | None = None, delay: float | None = None, defect: Defect | None = None
    ) -> tuple[list[str], int]:
        """One killed worker and what is wrong after it."""
        steps = self.steps()
        expected = worlds(self.world, steps)
        done, ticks = worker(self.folder, steps, fatal, delay, defect)
        problems, self.world = survived(self.folder, expected[done], expected[min(done + 1, len(steps))])
        return problems, ticks


def killed_at_points(folder: Path, every: int = 1, defect: Defect | None = None) -> Cases:
    """A kill at each failure point (each `every`th, and each of the LAST) of the same steps in the same library.

    A run that is let finish follows each kill: what is left of a killed one must not be in the way of the next.
    """
    worn = Wear(folder / "worn", seed=1)
    for _ in range(4):
        worn.kill()
    _, ticks = worn.copied().kill()
    cases = []
    for fatal in sorted({*range(1, ticks + 1, every), *range(ticks - LAST, ticks + 1)}):
        wear = worn.copied()
        problems, _ = wear.kill(fatal=fatal, defect=defect)
        if not problems:
            problems, _ = wear.kill()
        cases.append({"id": f"point-{fatal}", "ok": not problems, "problems": problems})
    return cases


def killed_at_random(folder: Path, kills: int, seed: int = 2) -> Cases:
    """Kills at random moments of a run, before its start to after its end, with its changes in any order."""
    wear = Wear(folder, seed, shuffled=True)
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
    steps = [Step("add", 0), Step("add", 1), Step("remove", 0)]
    with scratch_folder() as scratch, Path(os.devnull).open("wb") as nowhere:
        act(Path(scratch), steps, nowhere.fileno())
        survived(Path(scratch), *worlds({}, steps)[-2:])


def kill(kills: int) -> tuple[dict[str, float], Cases]:
    """At every failure point, and at random moments until there are `kills` in all, at least half as many.

    The figures count what went wrong, which must be nothing but for the planted defects.
    """
    warm_up()
    with scratch_folder() as scratch:
        points = killed_at_points(Path(scratch) / "points")
        at_random = killed_at_random(Path(scratch) / "random", max(kills - len(points), kills // 2))
        caught = {}
        for defect in DEFECTS:
            planted = killed_at_points(Path(scratch) / defect.__name__, PLANTED_EVERY, defect)
            caught[defect.__name__] = sum(not case["ok"] for case in planted)
    cases = points + at_random
    told = [problem for case in cases for problem in case["problems"]]
    figures = {
        "kills": len(cases),
        "failure_points": len(points),
        "lost": sum(problem.startswith("lost") for problem in told),
        "phantoms": sum(problem.startswith("phantom") for problem in told),
        "torn": sum(problem.startswith("torn") for problem in told),
        "other_problems": sum(not problem.startswith(("lost", "phantom", "torn")) for problem in told),
    } | {f"planted_{name}_caught": count for name, count in caught.items()}
    cases += [{"id": f"planted-{name}", "ok": count > 0} for name, count in caught.items()]
    return {name: float(count) for name, count in figures.items()}, cases
