"""How many threads a model may use with profit, and how they wait for each other."""

from __future__ import annotations

import contextlib
import ctypes
import os
from importlib.util import find_spec
from pathlib import Path

THREADS_VARIABLE = "JIANTING_THREADS"

# How often GNU OpenMP's threads look whether the others are ready before they sleep. Its default, 300,000, lets a
# thread spin through its whole time slice while the one it waits for is not running: beside other busy programs
# llama.cpp was two to three times faster with this (docs/LOG.md).
_SPINS = "2000"


def threads() -> int:
    """$JIANTING_THREADS, else one a core. Fewer may be faster where other programs keep the cores busy."""
    wanted = os.environ.get(THREADS_VARIABLE, "")
    return int(wanted) if wanted.isdecimal() and int(wanted) > 0 else physical_cores()


def prepare_openmp() -> None:
    """Make llama.cpp's OpenMP threads share the processor, and find a libgomp where the system has none.

    To be called before the first library that uses OpenMP (torch, xllamacpp) is imported; later it changes nothing.
    torch brings a libgomp under the system's name, which then serves xllamacpp as well: a slim container needs no more.
    """
    if "OMP_WAIT_POLICY" not in os.environ:
        os.environ.setdefault("GOMP_SPINCOUNT", _SPINS)
    torch = find_spec("torch")
    for folder in (torch.submodule_search_locations or ()) if torch else ():
        with contextlib.suppress(OSError):
            ctypes.CDLL(str(Path(folder) / "lib" / "libgomp.so.1"), mode=ctypes.RTLD_GLOBAL)


def physical_cores() -> int:
    """Cores that this process may use: hyper-threads counted once, a container's CPU quota respected; at least 1."""
    if hasattr(os, "sched_getaffinity"):
        allowed = os.sched_getaffinity(0)
        cores = {_core_of(cpu) for cpu in allowed}
        return max(1, min(len(cores), _quota() or len(cores)))
    return max(1, os.cpu_count() or 1)


def _core_of(cpu: int) -> str:
    """The same text for all hyper-threads of a core."""
    siblings = Path(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list")
    try:
        return siblings.read_text(encoding="ascii").strip()
    except OSError:
        return str(cpu)


def _quota() -> int | None:
    """CPUs granted by the control group (version 2), rounded up; None if unlimited."""
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text(encoding="ascii").split()
        return None if quota == "max" else max(1, -(-int(quota) // int(period)))
    except (OSError, ValueError):
        return None
