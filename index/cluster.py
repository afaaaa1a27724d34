"""Bulk adding on Ray Data: the workers of a cluster read, clean and embed; the caller commits what they make.

Nothing is decided anew here: a worker does what `adding.ready` does on one machine, and there is one writer, so each
article is added once, whatever is sent twice. Results come in the order of the paths: of reprints, the first is the
origin. What travels is pickled by the workers, whom a cluster's owner trusts with running this program.
"""

from __future__ import annotations

import logging
import os
import pickle
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from .adding import Ready, documents, ready
from .documents import Failure
from .embedders import load_embedder
from .errors import JiantingError, LibraryMismatchError, MissingExtraError, UnreachableError
from .reading import STANDARD_INPUT
from .settings import IndexSettings

AUTO = "auto"
PATHS_A_BATCH = 16  # some hundred sentences: enough for the embedder, and little to repeat where a worker dies
CORES_A_WORKER = 1
BROKEN_BATCHES = 100  # more than these are no hostile documents: the cluster is at fault


@dataclass(frozen=True, slots=True)
class Task:
    """What a worker knows beside the paths; relative ones are meant from `folder`."""

    stored: frozenset[str]
    fingerprint: str
    settings: IndexSettings
    allow_loopback: bool
    folder: str = field(default_factory=os.getcwd)


class Worker:
    """An actor: loads the embedder once, then turns batches of paths into what can be committed."""

    def __init__(self, task: Any) -> None:
        import ray

        self._task: Task = ray.get(task)
        os.environ.setdefault("JIANTING_THREADS", str(CORES_A_WORKER))
        with suppress(OSError):  # where the folder is not shared, links and absolute paths still work
            os.chdir(self._task.folder)
        self._made = self._embedder()

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """{"item": paths} → {"done": [the pickled paths with a list of Ready, or with the error that ends the add]}."""
        paths = [str(path) for path in batch["item"]]
        return {"done": np.array([pickle.dumps((paths, self._ready(paths)))], dtype=object)}

    def _ready(self, paths: list[str]) -> list[Ready] | JiantingError:
        if isinstance(self._made, JiantingError):
            return self._made
        task = self._task
        try:
            return list(ready(documents(paths, task.allow_loopback), task.stored, self._made, task.settings))
        except JiantingError as error:
            return error

    def _embedder(self) -> Any:
        """The embedder, or the error that is told once there is somebody to tell it to."""
        try:
            embedder = load_embedder(self._task.settings.embedder)
        except JiantingError as error:
            return error
        if embedder.fingerprint != self._task.fingerprint:
            return LibraryMismatchError(
                f"a worker's embedder {embedder.name!r} is not the one of the library: install the same version of "
                "jianting and of its weights on every machine of the cluster"
            )
        return embedder


def spread(paths: Sequence[str], address: str, task: Task) -> Iterator[Ready]:
    """What `adding.ready` makes of these paths, made by the workers of a Ray cluster and in the order of the paths.

    `address` is "auto" (the cluster that this machine belongs to, else its own cores), host:port or ray://host:port.
    A batch whose worker failed is tried again path by path, so that one document costs only itself.
    Raises MissingExtraError, UnreachableError, and what a worker's embedder raises.
    """
    try:
        import ray
        import ray.data
    except ImportError:
        raise MissingExtraError("adding on a cluster needs Ray; run: pip install 'jianting[cluster]'") from None
    if STANDARD_INPUT in paths:
        yield Failure(STANDARD_INPUT, f"{STANDARD_INPUT}: workers have no standard input; add it without --cluster")
    left = [path for path in paths if path != STANDARD_INPUT]
    with _connected(ray, address):
        shared = ray.put(task)
        for size in (PATHS_A_BATCH, 1):
            if not left:
                return
            told: set[str] = set()
            for done, items in _batches(ray, left, size, shared):
                if isinstance(items, JiantingError):
                    raise items
                told.update(done)
                yield from items
            left = [path for path in left if path not in told]
    for path in left:
        yield Failure(path, f"{path}: the worker that read it failed; look at it, or add it without --cluster")


@contextmanager
def _connected(ray: Any, address: str) -> Iterator[None]:
    """The connection that there is, or one for as long as it is needed. Ray's own errors are told in one line."""
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")  # it would report to its makers
    ours = not ray.is_initialized()
    try:
        if ours:
            ray.init(
                address=None if address == AUTO else address,
                include_dashboard=False,
                log_to_driver=False,
                logging_level=logging.CRITICAL,
            )
        yield
    except JiantingError:
        raise
    except Exception as error:  # Ray raises its own, of the system, and bare ones
        told = " ".join(str(error).split())[:200]
        raise UnreachableError(
            f"the Ray cluster {address} failed ({type(error).__name__}: {told}); what was told as added is safe: "
            "look after the cluster, then run the same add again"
        ) from error
    finally:
        if ours:
            ray.shutdown()


def _batches(
    ray: Any, paths: Sequence[str], size: int, task: Any
) -> Iterator[tuple[list[str], list[Ready] | JiantingError]]:
    """The paths of each batch with what was made of them; nothing of a batch whose worker failed."""
    context = ray.data.DataContext.get_current().copy()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = context.print_on_execution_start = False
    context.max_errored_blocks = BROKEN_BATCHES if size > 1 else -1
    logging.getLogger("ray.data").setLevel(logging.CRITICAL)
    workers = max(1, int(ray.cluster_resources().get("CPU", 1)) // CORES_A_WORKER)
    blocks = -(-len(paths) // size)
    with ray.data.DataContext.current(context):
        made = ray.data.from_items(list(paths), override_num_blocks=blocks).map_batches(
            Worker,
            fn_constructor_args=(task,),
            batch_size=None,
            num_cpus=CORES_A_WORKER,
            # What waits at a worker dies with it: where one path is to cost only itself, none waits behind another.
            compute=ray.data.ActorPoolStrategy(
                min_size=1,
                max_size=min(workers, blocks),
                max_tasks_in_flight_per_actor=1 if size == 1 else None,
            ),
            max_task_retries=1,
        )
        for row in made.iter_rows():
            yield pickle.loads(row["done"])
