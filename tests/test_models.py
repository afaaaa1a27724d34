"""What a model's name means, and how weights from wheels become one checked file."""

from __future__ import annotations

import errno
import hashlib
import json
import os
import time
from pathlib import Path
from typing import Any

import pytest

from index.errors import ModelDamagedError, ModelError, ModelMissingError
from summarize.models import catalogue, choose_gguf, resolve_model
from summarize.weights import JoinedWeights, cache_folder, joined_file

PARTS = (b"first part, ", b"second part")


@pytest.fixture(autouse=True)
def surroundings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIANTING_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("JIANTING_MODEL", raising=False)


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two installed distributions with one .bin each; importing either would raise."""
    site = tmp_path / "site"
    for number, content in enumerate(PARTS, 1):
        package = site / f"weighty_part{number}"
        (package / "data").mkdir(parents=True)
        (package / "data" / f"part{number}.bin").write_bytes(content)
        (package / "__init__.py").write_text("raise RuntimeError('imported')", encoding="utf-8")
        information = site / f"weighty_part{number}-1.0.dist-info"
        information.mkdir()
        (information / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: weighty-part{number}\nVersion: 1.0\n", encoding="utf-8"
        )
        (information / "RECORD").write_text(
            f"weighty_part{number}/__init__.py,,\nweighty_part{number}/data/part{number}.bin,,\n", encoding="utf-8"
        )
    monkeypatch.syspath_prepend(str(site))
    return site


def weights(**changes: Any) -> JoinedWeights:
    whole = b"".join(PARTS)
    values: dict[str, Any] = {
        "file_name": "weighty.gguf",
        "distributions": ("weighty-part1", "weighty-part2"),
        "size": len(whole),
        "sha256": hashlib.sha256(whole).hexdigest(),
        "install": "pip install weighty",
    }
    return JoinedWeights(**(values | changes))


class TestJoinedFile:
    def test_is_joined_in_order_and_reported(self, wheels: Path) -> None:
        seen: list[tuple[float, str]] = []
        path = joined_file(weights(), lambda fraction, text: seen.append((fraction, text)))
        assert path.read_bytes() == b"first part, second part"
        assert seen[-1] == (1.0, "Unpacking weighty.gguf")
        assert [file.name for file in sorted(path.parent.iterdir())] == ["weighty.gguf", "weighty.gguf.verified.json"]

    def test_the_second_time_nothing_is_read(self, wheels: Path) -> None:
        first = joined_file(weights())
        before = first.stat().st_mtime_ns
        seen: list[str] = []
        assert joined_file(weights(), lambda _, text: seen.append(text)) == first
        assert seen == []
        assert first.stat().st_mtime_ns == before

    def test_a_file_without_its_marker_is_checked_not_joined(self, wheels: Path) -> None:
        path = joined_file(weights())
        (path.parent / "weighty.gguf.verified.json").unlink()
        seen: list[str] = []
        joined_file(weights(), lambda _, text: seen.append(text))
        assert set(seen) == {"Checking weighty.gguf"}
        assert json.loads((path.parent / "weighty.gguf.verified.json").read_text())["sha256"] == weights().sha256

    @pytest.mark.parametrize("damage", [b"other part, second part", b"short", b"first part, second part and more"])
    def test_a_file_that_was_changed_is_joined_again(self, wheels: Path, damage: bytes) -> None:
        path = joined_file(weights())
        path.write_bytes(damage)
        os.utime(path, ns=(1, 1))
        assert joined_file(weights()).read_bytes() == b"first part, second part"

    def test_a_missing_wheel_names_the_command(self, wheels: Path) -> None:
        incomplete = weights(distributions=("weighty-part1", "weighty-part3"))
        assert not incomplete.installed()
        assert weights().installed()
        with pytest.raises(ModelMissingError, match="run: pip install weighty"):
            joined_file(incomplete)

    def test_a_wrong_hash_leaves_nothing_behind(self, wheels: Path) -> None:
        with pytest.raises(ModelDamagedError, match="expected SHA-256; reinstall it: pip install weighty --force"):
            joined_file(weights(sha256="0" * 64))
        assert list(cache_folder().iterdir()) == []

    def test_a_full_disk_is_noticed_before(self, wheels: Path) -> None:
        with pytest.raises(ModelError, match=r"no room to unpack weighty\.gguf in .*: it needs 1000000000000 MB"):
            joined_file(weights(size=10**18))

    def test_a_disk_that_fills_up_leaves_nothing_behind(self, wheels: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(descriptor: int) -> None:
            raise OSError(errno.ENOSPC, "No space left on device")

        monkeypatch.setattr(os, "fsync", full)
        with pytest.raises(ModelError, match="free some or set JIANTING_CACHE"):
            joined_file(weights())
        assert list(cache_folder().iterdir()) == []

    def test_a_cache_that_is_a_file(self, wheels: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "blocked").write_text("", encoding="utf-8")
        monkeypatch.setenv("JIANTING_CACHE", str(tmp_path / "blocked"))
        with pytest.raises(ModelError, match="set JIANTING_CACHE to a folder that can be written"):
            joined_file(weights())

    def test_what_a_killed_process_left_is_removed_once_it_is_old(self, wheels: Path) -> None:
        cache_folder().mkdir()
        old, young = (cache_folder() / f"weighty.gguf.{number}.part" for number in (1, 2))
        for left in (old, young):
            left.write_bytes(b"half")
        os.utime(old, (time.time() - 7200, time.time() - 7200))
        joined_file(weights())
        assert not old.exists()
        assert young.exists()


class TestResolve:
    def test_a_server(self) -> None:
        resolved = resolve_model("http://localhost:8000/v1#big")
        assert (resolved.name, resolved.backend) == ("big", "server")
        assert resolved.location == "http://localhost:8000/v1#big"

    def test_a_file_and_a_folder(self, tmp_path: Path) -> None:
        (tmp_path / "tiny.gguf").write_bytes(b"")
        assert resolve_model(str(tmp_path / "tiny.gguf")).backend == "llama.cpp"
        assert resolve_model(str(tmp_path / "tiny.gguf")).name == "tiny"
        assert resolve_model(str(tmp_path)).backend == "transformers"

    def test_a_file_of_another_kind(self, tmp_path: Path) -> None:
        (tmp_path / "notes.txt").write_text("", encoding="utf-8")
        with pytest.raises(ModelMissingError, match=r"notes\.txt is not a model"):
            resolve_model(str(tmp_path / "notes.txt"))

    def test_a_hub_name(self) -> None:
        assert resolve_model("org/model").backend == "transformers"

    def test_a_hub_gguf_without_the_hub(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr("huggingface_hub.constants.HF_HUB_OFFLINE", True)
        with pytest.raises(ModelMissingError, match="could not be had from the Hub"):
            resolve_model("org/model-GGUF")

    @pytest.mark.parametrize("name", ["no-such-model", "./missing.gguf", "/missing/model.gguf", "a/b/c"])
    def test_nothing_of_that_name(self, name: str) -> None:
        with pytest.raises(ModelMissingError, match=r"give one of qwen2\.5-coder-1\.5b, qwen2\.5-coder-0\.5b"):
            resolve_model(name)

    def test_the_variable_decides_where_no_name_is_given(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("JIANTING_MODEL", "https://models.example/v1#theirs")
        assert resolve_model().name == "theirs"
        assert resolve_model("org/mine").name == "org/mine"

    def test_nothing_is_installed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(JoinedWeights, "installed", lambda self: False)
        with pytest.raises(ModelMissingError, match=r"run: pip install 'jianting\[bundled\]'"):
            resolve_model()


def test_the_catalogue_says_what_is_installed() -> None:
    entries = [entry.to_dict() for entry in catalogue()]
    assert [entry["name"] for entry in entries] == ["qwen2.5-coder-1.5b", "qwen2.5-coder-0.5b"]
    assert [entry["bytes"] for entry in entries] == [1_117_320_768, 491_400_064]
    assert all(isinstance(entry["installed"], bool) and len(entry["sha256"]) == 64 for entry in entries)


@pytest.mark.parametrize(
    ("files", "quantization", "expected"),
    [
        (["a-Q8_0.gguf", "a-Q4_K_M.gguf", "README.md"], "", "a-Q4_K_M.gguf"),
        (["a-Q8_0.gguf", "a-Q4_K_M.gguf"], "q8_0", "a-Q8_0.gguf"),
        (["a-F16.gguf"], "", "a-F16.gguf"),
        (["a-F16.gguf"], "Q4_0", None),
        (["a-Q4_K_M-00001-of-00002.gguf", "a-Q8_0.gguf"], "", "a-Q8_0.gguf"),
        (["README.md"], "", None),
    ],
)
def test_one_file_of_a_gguf_repository(files: list[str], quantization: str, expected: str | None) -> None:
    assert choose_gguf(files, quantization) == expected
