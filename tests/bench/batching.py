"""Eight askers at once against a server that batches: how much more is answered than one after the other?

The server is llama.cpp's own (continuous batching over `SLOTS` slots), started in a process of its own with the bundled
model and reached as any OpenAI-compatible address is. Both rounds ask the same questions over the sample articles, each
round of a server that has read nothing yet.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
ASKERS = 8
SLOTS = 8
CONTEXT_TOKENS = 4096  # for each slot
QUESTIONS = (
    "How long will Nordhafen Zellwerk's money last?", "云叶去年收入多少？", "Who doubts the yield of the cells?",
    "Wie viele Stellen werden gestrichen?", "オストホーフの売上高はいくらですか", "When do deliveries begin?",
    "加盟店多久回本？", "How large is the order book?",
)  # fmt: skip


def run(
    data: Path, articles: Path, limit: int | None = None, model: str | None = None
) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Seconds for `limit` (8) questions one after the other and all at once; their ratio is the gain in throughput."""
    questions = QUESTIONS[: limit or ASKERS]
    with batching_server(model) as address:
        alone, first = asked(address, questions, 1)
    with batching_server(model) as address:
        together, second = asked(address, questions, len(questions))
    cases = [
        {"id": question, "ok": one is not None and other is not None, "same": one == other}
        for question, one, other in zip(questions, first, second, strict=True)
    ]
    figures = {"askers": float(len(questions)), "seconds_one_by_one": alone, "seconds_at_once": together}
    figures["throughput_ratio"] = alone / together
    figures["same_answers"] = sum(case["same"] for case in cases) / len(cases)
    return figures, cases


def asked(address: str, questions: Sequence[str], at_once: int) -> tuple[float, list[str | None]]:
    """How long it takes to answer them, and the answers; a new library, so that none is remembered."""
    from summarize.workbench import Workbench

    with (
        tempfile.TemporaryDirectory(prefix="jianting-batching-") as folder,
        Workbench.open(folder, model=address) as workbench,
        ThreadPoolExecutor(at_once) as askers,
    ):
        workbench.add(ROOT / "articles")
        workbench.search("warm")
        started = time.monotonic()
        answers = list(askers.map(lambda question: workbench.ask(question).text or None, questions))
        return time.monotonic() - started, answers


@contextmanager
def batching_server(model: str | None) -> Iterator[str]:
    """The address of a server of that (bundled) model while the block runs; its key is in the environment."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, model), daemon=True)
    process.start()
    try:
        address, key = ours.recv()
        os.environ["OPENAI_API_KEY"] = key
        yield f"{address}/v1"
    finally:
        os.environ.pop("OPENAI_API_KEY", None)
        process.terminate()
        process.join()


def _serve(pipe: Any, model: str | None) -> None:
    from summarize.llms import llama_cpp_engine
    from summarize.models import resolve_model

    llama_cpp_engine.SLOTS = SLOTS
    engine = llama_cpp_engine.Engine(str(resolve_model(model).location), SLOTS * CONTEXT_TOKENS)
    pipe.send((engine.address, engine.key))
    pipe.recv()  # until terminated
