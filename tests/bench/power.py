"""Simulated power loss: a library's system calls are recorded, then replayed onto disks that lost what was not synced.

A kill keeps what the system had taken; a power loss does not. The model is harsher than most file systems: of what was
written to a file since its last fsync, each write may be there, be missing, or be torn at a sector; of what happened to
a folder's names since its last fsync, each step may be missing. Needs strace.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench.world import ACKNOWLEDGED, Step, act, survived, worlds

Cases = list[dict[str, Any]]
SECTOR = 512
CALLS = "openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,ftruncate,close,lseek,mkdir"
DEFECTS = ("generation-not-synced", "commits-not-synced", "withdrawal-not-synced")
# What is done each time the library is opened: texts 0 to 2 and 3 to 5 are two halves and the whole that joins them.
ROUNDS = (
    [Step("add", 0), Step("add", 1)],
    [Step("title", 0, "Ferries"), Step("cut", 1)],
    [Step("add", 2)],
    [Step("language", 1, "de"), Step("remove", 0)],
    [Step("add", 5), Step("restore", 1)],
    [Step("published", 2, "2026-01-15"), Step("add", 4), Step("add", 3)],
    [Step("cut", 5)],
    [Step("remove", 1), Step("remove", 5)],
)


@dataclass
class File:
    """What is surely on the disk, and the writes since: (offset, bytes), or (length, None) for a truncation."""

    durable: bytes = b""
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)
    size: int = 0

    def write(self, offset: int, data: bytes) -> None:
        self.pending.append((offset, data))
        self.size = max(self.size, offset + len(data))

    def sync(self) -> None:
        self.durable, self.pending = applied(self.durable, self.pending), []

    def after_loss(self, chance: random.Random) -> bytes:
        survived = []
        for offset, data in self.pending:
            fate = chance.random()
            if data is not None and 0.4 < fate < 0.6:
                data = data[: chance.randrange(len(data) // SECTOR + 1) * SECTOR]
            if fate < 0.6:
                survived.append((offset, data))
        return applied(self.durable, survived)


def applied(content: bytes, writes: list[tuple[int, bytes | None]]) -> bytes:
    changed = bytearray(content)
    for offset, data in writes:
        if data is None:
            changed = changed[:offset].ljust(offset, b"\0")
        elif data:
            changed = changed.ljust(offset, b"\0")
            changed[offset : offset + len(data)] = data
    return bytes(changed)


class Disk:
    """The files below one folder, by relative name; a name leads to a File or to None for a folder."""

    def __init__(self) -> None:
        self.names: dict[str, File | None] = {"": None}
        self.durable: dict[str, File | None] = {"": None}
        self.steps: list[tuple[str, str, File | None, bool]] = []  # folder, name, what it leads to, whether it exists

    def step(self, name: str, target: File | None, exists: bool) -> None:
        self.names.pop(name, None)
        if exists:
            self.names[name] = target
        self.steps.append((name.rpartition("/")[0], name, target, exists))

    def sync_folder(self, folder: str) -> None:
        for step in self.steps:
            if step[0] == folder:
                self._take(self.durable, step)
        self.steps = [step for step in self.steps if step[0] != folder]

    def lose_power(self, to: Path, chance: random.Random) -> None:
        """Write what a disk could hold if the power failed now."""
        names = dict(self.durable)
        for step in self.steps:
            if chance.random() < 0.5:
                self._take(names, step)
        shutil.rmtree(to, ignore_errors=True)
        for name, target in sorted(names.items()):
            path = to / name
            if target is None:
                path.mkdir(parents=True, exist_ok=True)
            elif path.parent.is_dir():
                path.write_bytes(target.after_loss(chance))

    @staticmethod
    def _take(names: dict[str, File | None], step: tuple[str, str, File | None, bool]) -> None:
        names.pop(step[1], None)
        if step[3]:
            names[step[1]] = step[2]


class Replay:
    """Plays recorded system calls onto a Disk, one by one, and keeps account of what was acknowledged."""

    def __init__(self, root: Path) -> None:
        self.root = str(root)
        self.disk = Disk()
        self.acknowledged = 0
        self._open: dict[int, tuple[str, File | None]] = {}
        self._places: dict[int, int] = {}

    def play(self, call: str, arguments: list[Any], result: int) -> None:
        if result < 0:
            return
        if call == "openat":
            self._opened(arguments[1], arguments[2], result)
        elif call == "close":
            self._open.pop(arguments[0], None)
        elif call in ("rename", "renameat", "renameat2"):
            old, new = [self._name(part) for part in arguments if isinstance(part, bytes)]
            if old is not None and new is not None:
                target = self.disk.names[old]
                self.disk.step(old, target, False)
                self.disk.step(new, target, True)
        elif call in ("unlink", "unlinkat", "mkdir"):
            name = self._name(next(part for part in arguments if isinstance(part, bytes)))
            if name:
                self.disk.step(name, self.disk.names.get(name), call == "mkdir")
        elif call == "write" and arguments[1] == ACKNOWLEDGED:
            self.acknowledged += 1
        elif arguments[0] in self._open:
            self._on_file(call, arguments, result)

    def _on_file(self, call: str, arguments: list[Any], result: int) -> None:
        name, file = self._open[arguments[0]]
        if file is None:
            if call in ("fsync", "fdatasync"):
                self.disk.sync_folder(name)
        elif call in ("fsync", "fdatasync"):
            file.sync()
        elif call == "pwrite64":
            file.write(arguments[3], arguments[1][:result])
        elif call == "write":
            file.write(self._places[arguments[0]], arguments[1][:result])
            self._places[arguments[0]] += result
        elif call == "lseek":
            self._places[arguments[0]] = result
        elif call == "ftruncate":
            file.pending.append((arguments[1], None))

    def _opened(self, path: bytes, flags: str, descriptor: int) -> None:
        self._open.pop(descriptor, None)
        name = self._name(path)
        if name is None:
            return
        if name not in self.disk.names and "O_CREAT" in flags:
            self.disk.step(name, File(), True)
        file = self.disk.names.get(name)
        if file is not None and "O_TRUNC" in flags:
            file.pending.append((0, None))
        self._open[descriptor] = name, file
        self._places[descriptor] = 0

    def _name(self, path: bytes) -> str | None:
        text = path.decode()
        if text == self.root:
            return ""
        return text[len(self.root) + 1 :] if text.startswith(self.root + "/") else None


def recorded(defect: str = "none") -> tuple[Path, list[tuple[str, list[Any], int]]]:
    """The library folder of a worker that ran ROUNDS, and its system calls in order."""
    with tempfile.TemporaryDirectory() as scratch:
        folder, log = Path(scratch).resolve() / "library", Path(scratch) / "calls"
        folder.mkdir()
        command = ["strace", "-f", "-qq", "-e", f"trace={CALLS}", "-xx", "-s", "100000000", "-o", str(log)]
        worker = [sys.executable, "-m", "tests.bench.power", str(folder), defect]
        subprocess.run([*command, *worker], check=True, stdout=subprocess.DEVNULL)
        return folder, list(_calls(log.read_text()))


def _calls(log: str) -> Iterator[tuple[str, list[Any], int]]:
    unfinished: dict[str, str] = {}
    for line in log.splitlines():
        process, rest = line.split(None, 1)
        if rest.endswith("<unfinished ...>"):
            unfinished[process] = rest.removesuffix("<unfinished ...>")
            continue
        if resumed := re.match(r"<\.\.\. \w+ resumed>", rest):
            rest = unfinished.pop(process) + rest[resumed.end() :]
        if match := re.match(r"(\w+)\((.*)\)\s+= (-?\d+)", rest):
            yield match[1], [_argument(part.strip()) for part in match[2].split(",")], int(match[3])


def _argument(part: str) -> Any:
    if part.startswith('"'):
        return bytes.fromhex(part.strip('"').replace("\\x", ""))
    return int(part) if re.fullmatch(r"-?\d+", part) else part


def lose_power(states: int, defect: str = "none", seed: int = 3) -> Cases:
    """Power lost at `states` moments between two calls of a recorded run."""
    root, calls = recorded(defect)
    chance = random.Random(seed)
    expected = worlds({}, [step for steps in ROUNDS for step in steps])
    moments = sorted(chance.randrange(len(calls)) for _ in range(states))
    replay = Replay(root)
    cases: Cases = []
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as scratch:
        played = 0
        for number, moment in enumerate(moments):
            for call in calls[played:moment]:
                replay.play(*call)
            played = max(played, moment)
            replay.disk.lose_power(Path(scratch) / "disk", chance)
            done = replay.acknowledged
            problems, _ = survived(Path(scratch) / "disk", expected[done], expected[min(done + 1, len(expected) - 1)])
            cases.append({"id": f"power-{number}", "ok": not problems, "problems": problems})
    return cases


def plant(defect: str) -> None:
    """Leave an fsync out."""
    if defect == "generation-not-synced":
        import index.generations

        index.generations.fsync_file = lambda path: None
    elif defect == "commits-not-synced":
        import index.library
        import index.schema

        def careless(folder: Path) -> Any:
            connection = index.schema.connect(folder)
            connection.execute("PRAGMA synchronous = OFF")
            return connection

        setattr(index.library, "connect", careless)  # noqa: B010
    elif defect == "withdrawal-not-synced":
        import index.checkpoints

        index.checkpoints.fsync_folder = lambda path: None


if __name__ == "__main__":
    plant(sys.argv[2])
    for round_steps in ROUNDS:
        act(Path(sys.argv[1]), round_steps, sys.stdout.fileno())
