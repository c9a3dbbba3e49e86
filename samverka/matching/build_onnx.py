"""Make the ONNX file of a sentence model that is published as weights only.

    python -m samverka.matching.build_onnx MODEL_FOLDER OUT_FOLDER [--int8]

MODEL_FOLDER holds `config.json`, `model.safetensors` and `tokenizer.json` of a BERT model whose
sentence is the mean of its words, such as all-MiniLM-L6-v2. OUT_FOLDER
gets `model.onnx` or, with --int8, `model_int8.onnx` (a quarter of the size, about twice as fast),
and the tokenizer: a folder that `OnnxEncoder` opens. The graph is BERT's encoder as in Devlin et
al. 2019, https://arxiv.org/abs/1810.04805. Needs the packages onnx, onnxruntime and safetensors.
"""

import argparse
import json
import logging
import shutil
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, checker, helper, numpy_helper, save
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors import SafetensorError
from safetensors.numpy import load_file

Floats = NDArray[np.float32]

_OPSET = 20  # the first with Gelu
_NEVER = -1e4  # added to the attention that padding would get


class Graph:
    """An ONNX graph under construction: every step is named by its output."""

    def __init__(self, weights: Mapping[str, Floats]) -> None:
        self.weights = weights
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []

    def constant(self, value: NDArray[Any]) -> str:
        name = f"c{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def integers(self, *values: int) -> str:
        return self.constant(np.array(values, np.int64))

    def step(self, operation: str, *inputs: str, **attributes: Any) -> str:
        [name] = self.steps(operation, *inputs, outputs=1, **attributes)
        return name

    def steps(self, operation: str, *inputs: str, outputs: int, **attributes: Any) -> list[str]:
        names = [f"{operation}{len(self.nodes)}.{n}" for n in range(outputs)]
        self.nodes.append(helper.make_node(operation, inputs, names, **attributes))
        return names

    def linear(self, layers: list[str], x: str) -> str:
        """x·Wᵀ + b of one layer, or of several side by side."""
        matrix = np.concatenate([self.weights[f"{layer}.weight"] for layer in layers]).T
        bias = np.concatenate([self.weights[f"{layer}.bias"] for layer in layers])
        return self.step("Add", self.step("MatMul", x, self.constant(matrix)), self.constant(bias))

    def normalised(self, layer: str, x: str, epsilon: float) -> str:
        scale, shift = (self.constant(self.weights[f"{layer}.{w}"]) for w in ("weight", "bias"))
        return self.step("LayerNormalization", x, scale, shift, axis=-1, epsilon=epsilon)


def embeddings(graph: Graph, epsilon: float) -> str:
    """Word + place + kind of sentence, which is always the first kind."""
    table = {
        what: graph.weights[f"embeddings.{what}_embeddings.weight"]
        for what in ("word", "position", "token_type")
    }
    words = graph.step("Gather", graph.constant(table["word"]), "input_ids")
    length = graph.step("Shape", "input_ids", start=1, end=2)
    places = graph.step(
        "Slice",
        graph.constant(table["position"] + table["token_type"][0]),
        graph.integers(0),
        length,
    )
    return graph.normalised("embeddings.LayerNorm", graph.step("Add", words, places), epsilon)


def mask(graph: Graph) -> str:
    """0 where there is a word and a large negative number where there is padding."""
    floats = graph.step("Cast", "attention_mask", to=TensorProto.FLOAT)
    padding = graph.step("Sub", graph.constant(np.array(1, np.float32)), floats)
    weight = graph.step("Mul", padding, graph.constant(np.array(_NEVER, np.float32)))
    return graph.step("Unsqueeze", weight, graph.integers(1, 2))


def attention(graph: Graph, layer: str, x: str, masked: str, heads: int) -> str:
    parts = [f"{layer}.self.{part}" for part in ("query", "key", "value")]
    together = graph.steps("Split", graph.linear(parts, x), outputs=3, axis=-1, num_outputs=3)
    width = len(graph.weights[f"{parts[0]}.bias"]) // heads
    split = graph.integers(0, 0, heads, width)
    query, key, value = (
        graph.step("Transpose", graph.step("Reshape", part, split), perm=perm)
        for part, perm in zip(together, ([0, 2, 1, 3], [0, 2, 3, 1], [0, 2, 1, 3]), strict=True)
    )
    scale = graph.constant(np.array(width**-0.5, np.float32))
    scores = graph.step("Add", graph.step("MatMul", graph.step("Mul", query, scale), key), masked)
    seen = graph.step("MatMul", graph.step("Softmax", scores, axis=-1), value)
    joined = graph.step("Transpose", seen, perm=[0, 2, 1, 3])
    joined = graph.step("Reshape", joined, graph.integers(0, 0, -1))
    return graph.linear([f"{layer}.output.dense"], joined)


def encoder(weights: Mapping[str, Floats], config: Mapping[str, Any]) -> ModelProto:
    """The model from word numbers to one row for each word, `last_hidden_state`."""
    graph, epsilon = Graph(weights), float(config["layer_norm_eps"])
    masked, x = mask(graph), embeddings(graph, epsilon)
    for n in range(config["num_hidden_layers"]):
        layer = f"encoder.layer.{n}"
        seen = attention(graph, f"{layer}.attention", x, masked, config["num_attention_heads"])
        x = graph.step("Add", x, seen)
        x = graph.normalised(f"{layer}.attention.output.LayerNorm", x, epsilon)
        inner = graph.step("Gelu", graph.linear([f"{layer}.intermediate.dense"], x))
        x = graph.step("Add", x, graph.linear([f"{layer}.output.dense"], inner))
        x = graph.normalised(f"{layer}.output.LayerNorm", x, epsilon)
    graph.nodes.append(helper.make_node("Identity", [x], ["last_hidden_state"]))
    shape: list[str | int] = ["texts", "words"]
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, shape)
        for name in ("input_ids", "attention_mask")
    ]
    output = helper.make_tensor_value_info(
        "last_hidden_state", TensorProto.FLOAT, [*shape, config["hidden_size"]]
    )
    whole = helper.make_graph(graph.nodes, "sentence", inputs, [output], graph.constants)
    return helper.make_model(whole, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=9)


def read(folder: Path) -> tuple[dict[str, Floats], dict[str, Any]]:
    """Weights and configuration; raises `ValueError` for a model of another make."""
    config = json.loads((folder / "config.json").read_text("utf-8"))
    made = [config.get(k) for k in ("model_type", "hidden_act", "position_embedding_type")]
    if made not in (["bert", "gelu", "absolute"], ["bert", "gelu", None]):
        raise ValueError(f"{folder} holds another kind of model than BERT: {made}")
    pooling = folder / "1_Pooling" / "config.json"
    if pooling.exists() and not json.loads(pooling.read_text("utf-8"))["pooling_mode_mean_tokens"]:
        raise ValueError(f"The sentence of the model in {folder} is not the mean of its words.")
    try:
        found = load_file(folder / "model.safetensors")
    except SafetensorError as error:
        raise ValueError(f"The weights in {folder} cannot be read: {error}") from error
    weights = {name.removeprefix("bert."): w.astype(np.float32) for name, w in found.items()}
    return weights, config


def build(folder: Path, target: Path, *, int8: bool = False) -> Path:
    """Write the model and its tokenizer; returns the ONNX file. Raises `ValueError`, `OSError`."""
    try:
        model = encoder(*read(folder))
    except KeyError as error:
        raise ValueError(f"The model in {folder} lacks {error}.") from error
    checker.check_model(model)
    target.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(folder / "tokenizer.json", target / "tokenizer.json")
    if not int8:
        save(model, target / "model.onnx")
        return target / "model.onnx"
    with tempfile.TemporaryDirectory() as place:
        save(model, whole := Path(place) / "model.onnx")
        small = target / "model_int8.onnx"
        # Seven bits in each weight: with eight, processors without VNNI overflow. By channel, or
        # the rows drift (cosine to model.onnx .85 instead of .99 with all-MiniLM-L6-v2).
        seven_bits = {"weight_type": QuantType.QInt8, "reduce_range": True}
        quantize_dynamic(whole, small, per_channel=True, **seven_bits)
    return small


def main(arguments: list[str]) -> int:
    reader = argparse.ArgumentParser(prog="python -m samverka.matching.build_onnx")
    reader.add_argument("model", type=Path, help="config.json, model.safetensors, tokenizer.json")
    reader.add_argument("target", type=Path, help="folder to write to")
    reader.add_argument("--int8", action="store_true", help="a quarter of the size")
    options = reader.parse_args(arguments)
    logging.disable(logging.WARNING)  # advice of the quantiser about models of pictures
    try:
        file = build(options.model, options.target, int8=options.int8)
    except (OSError, ValueError) as error:
        print(error)
        return 1
    print(f"{file.stat().st_size / 1e6:.0f} MB in {file}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
