"""The app's metrics: every call counted with its outcome, and no word of anybody's question in them."""

from __future__ import annotations

import json
import urllib.request
from pathlib import Path

import pytest

from index.errors import UnknownArticleError
from summarize.metrics import observe
from summarize.workbench import Workbench
from tests.fakes import FakeEmbedder, FakeLanguageModel
from tests.servers import free_port


def test_calls_are_counted_with_their_outcome_and_nothing_else(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("prometheus_client")
    port = free_port()
    with Workbench.open(tmp_path, embedder=FakeEmbedder(), language_model=FakeLanguageModel()) as workbench:
        end = observe(workbench, port)
        try:
            workbench.add_text("The secret mill ground twelve tons of rye.\nIt stood still in spring.\n", "Mill")
            assert workbench.search("secret mill", k=1).hits
            with pytest.raises(UnknownArticleError):
                workbench.remove("a9")
            stream = workbench.ask_stream("What did the secret mill grind?")
            next(stream)
            stream.close()  # type: ignore[attr-defined]
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as reply:
                told = reply.read().decode()
        finally:
            end()
    for line in (
        'jianting_call_seconds_count{call="add_text",outcome="done"} 1.0',
        'jianting_call_seconds_count{call="search",outcome="done"} 1.0',
        'jianting_call_seconds_count{call="remove",outcome="UnknownArticleError"} 1.0',
        'jianting_call_seconds_count{call="ask_stream",outcome="left"} 1.0',
        'jianting_calls_under_way{call="ask_stream"} 0.0',
        "jianting_articles 1.0",
    ):
        assert line in told.splitlines()
    logged = [json.loads(line) for line in capfd.readouterr().err.splitlines() if line.startswith("{")]
    assert [(entry["call"], entry["outcome"]) for entry in logged] == [
        ("add_text", "done"), ("search", "done"), ("remove", "UnknownArticleError"), ("ask_stream", "left"),
    ]  # fmt: skip
    assert "secret" not in told + json.dumps(logged)
