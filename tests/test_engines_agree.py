"""One suite over all engines: the same `ask` and `compare` results on one model, wherever text and vectors lie."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.settings import IndexSettings
from summarize.workbench import Workbench
from tests.fakes import FakeEmbedder, FakeLanguageModel, ModelCall
from tests.servers import MilvusProcess

ARTICLES = Path(__file__).resolve().parents[1] / "articles"
QUESTIONS = ("How much did Nordhafen lose in 2025?", "云叶有多少家门店？", "Wie viele Stellen werden gestrichen?")


def replied(call: ModelCall) -> Any:
    """Words that depend on the whole prompt and on nothing else."""
    if call.schema is not None:
        return [f"Point {number}" for number in range(call.schema.get("minItems", 1))]
    line = call.messages[-1].content.splitlines()[int(digest(call)[:2], 16) % 3 - 3 :][0]
    return line[-40:]


def chosen(call: ModelCall) -> tuple[float, ...]:
    return tuple(int(digest(call)[place : place + 2], 16) / 64 - 4 for place in range(2, 2 + 2 * len(call.options), 2))


def digest(call: ModelCall) -> str:
    return hashlib.sha256("\n".join(message.content for message in call.messages).encode()).hexdigest()


def results(library: Path | str, store: str) -> str:
    """What is answered and compared, as JSON, without the seconds it took."""
    settings = IndexSettings(store=store)
    model = FakeLanguageModel(answers=replied, choices=chosen)
    with Workbench.open(library, settings=settings, embedder=FakeEmbedder(16), language_model=model) as workbench:
        workbench.add(ARTICLES)
        assert len(workbench.articles()) == 16
        told: list[Any] = [workbench.ask(question).to_dict() for question in QUESTIONS]
        told.append(workbench.compare(language="en").to_dict())
    return json.dumps([without_seconds(one) for one in told], ensure_ascii=False, indent=1, sort_keys=True)


def without_seconds(result: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in result.items() if key != "seconds"}


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> str:
    return results(tmp_path_factory.mktemp("reference") / "library", "numpy")


@pytest.fixture(params=["numpy", "faiss", "milvus-lite", "milvus"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "milvus":
        server: MilvusProcess = request.getfixturevalue("milvus")
        yield server.address
    elif request.param == "milvus-lite":
        pytest.importorskip("milvus_lite", reason="no Milvus Lite: pip install -e '.[milvus]'")
        yield str(tmp_path / "vectors.db")
    else:
        yield request.param


def test_every_engine_answers_and_compares_alike(place: Path | str, store: str, reference: str) -> None:
    assert results(place, store) == reference


def test_the_results_that_are_compared_say_something(reference: str) -> None:
    *answers, comparison = json.loads(reference)
    assert any(not answer["declined"] for answer in answers)
    assert comparison["points"] and any(cell["claims"] for point in comparison["points"] for cell in point["cells"])
