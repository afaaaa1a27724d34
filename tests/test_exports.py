"""What other programs rely on: exported names, the façade's signatures, the keys of the JSON, the tree of errors."""

from __future__ import annotations

import ast
import dataclasses
import importlib
import inspect
import pkgutil
import subprocess
import sys
from pathlib import Path

import pytest

import index
import index.documents
import index.errors
import summarize
import summarize.results
from summarize.workbench import Workbench

from .samples import answer, article, comparison, hit, statement

ROOT = Path(__file__).resolve().parents[1]
MODULES = [
    name
    for package in (index, summarize)
    for _, name, _ in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
]


def test_summarize_exports_the_workbench() -> None:
    assert summarize.__all__ == ["Workbench"]
    assert summarize.Workbench is Workbench
    with pytest.raises(AttributeError, match="no attribute 'Nothing'"):
        summarize.__getattr__("Nothing")


@pytest.mark.parametrize("name", MODULES)
def test_every_module_imports_and_has_what_it_exports(name: str) -> None:
    module = importlib.import_module(name)
    for exported in getattr(module, "__all__", ()):
        assert hasattr(module, exported), f"{name} exports {exported}, which it does not have"


@pytest.mark.parametrize("name", [name for name in MODULES if name.count(".") == 1])
def test_no_module_hides_one_of_the_standard_library(name: str) -> None:
    # Run as a file, a module's folder comes first on the path: types.py or collections.py there would break Python.
    assert name.rpartition(".")[2] not in sys.stdlib_module_names


@pytest.mark.parametrize(
    ("method", "parameters"),
    [
        ("open", "library model"),
        ("add", "paths progress"),
        ("articles", ""),
        ("article", "article_id"),
        ("remove", "article_ids"),
        ("search", "query k articles languages sources since until per_article"),
        ("ask", "question language history articles progress"),
        ("ask_stream", "question language history articles progress"),
        ("summarize", "article_ids length language progress"),
        ("compare", "topic articles language progress"),
        ("judge_stance", "texts toward"),
    ],
)
def test_the_facade_takes_what_the_contract_says(method: str, parameters: str) -> None:
    known = [name for name in inspect.signature(getattr(Workbench, method)).parameters if name != "self"]
    assert known[: len(parameters.split())] == parameters.split()


@pytest.mark.parametrize(
    ("value", "keys"),
    [
        (article(), "id path title source author published language sentences characters_kept characters_cut"),
        (article(), "same_origin_as text kept cuts repairs clean"),
        (hit(), "article title language score text display start end"),
        (answer(), "question language answer declined statements nearest seconds"),
        (statement(), "text support citations"),
        (statement().citations[0], "number article title source published path quote display translation start end"),
        (comparison(), "topic articles points conflicts agreements overview"),
        (comparison().articles[0], "id title origin stance score"),
        (comparison().points[0].cells[0], "article stance score claims"),
        (comparison().points[0].cells[0].claims[0], "text stance score speaker kind citation"),
        (comparison().conflicts[0], "subject kind why sides note"),
        (comparison().conflicts[0].sides[0], "article citation value unit period"),
    ],
)
def test_the_json_has_the_keys_of_the_contract(value: object, keys: str) -> None:
    assert set(keys.split()) <= set(value.to_dict())  # type: ignore[attr-defined]


@pytest.mark.parametrize("module", [index.documents, summarize.results])
def test_values_are_frozen(module: object) -> None:
    values = [v for _, v in inspect.getmembers(module, inspect.isclass) if dataclasses.is_dataclass(v)]
    assert values and all(value.__dataclass_params__.frozen for value in values)


def test_the_tree_in_the_docstring_is_the_tree_of_errors() -> None:
    classes = {name: c for name, c in vars(index.errors).items() if inspect.isclass(c)}
    drawn: dict[str, int] = {}
    for line in (index.errors.__doc__ or "").splitlines():
        for word in line.split():
            if word.endswith("Error"):
                drawn.setdefault(word, line.index(word))
    assert set(drawn) == set(classes)
    for name, error in classes.items():
        depth = len(error.__mro__) - len(index.errors.JiantingError.__mro__)
        assert drawn[name] == 4 * depth, f"{name} is drawn at another place than it has"


def test_the_app_leaves_every_engine_to_its_backend() -> None:
    tree = ast.parse((ROOT / "app_gradio.py").read_text(encoding="utf-8"))
    names = {a.name.partition(".")[0] for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    names |= {(n.module or "").partition(".")[0] for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert not names & {"torch", "transformers", "sentence_transformers", "faiss", "xllamacpp", "onnxruntime", "openai"}


def test_importing_the_facade_loads_no_engine() -> None:
    code = (
        "import sys, summarize; summarize.Workbench; "
        "engines = {'torch', 'transformers', 'sentence_transformers', 'xllamacpp', 'gradio', 'openai'}; "
        "print(sorted(engines & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout == "[]\n"
