"""The OpenAI-compatible backend against a server of our own on loopback: limits, patience, forms, and secrets kept."""

from __future__ import annotations

import json
import logging
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest

import index.model_server as model_server
from index.errors import ModelError, ModelReplyError
from summarize.llms import Message
from summarize.llms.openai_server import OpenAIServerModel
from tests.model_servers import KEY, Answer, Fake, said

QUESTION = [Message("user", "Which colour?")]
SCHEMA = {"type": "object", "properties": {"colour": {"type": "string"}}, "required": ["colour"]}


@pytest.fixture
def model(server: Fake) -> Iterator[OpenAIServerModel]:
    opened = OpenAIServerModel(server.url)
    yield opened
    opened.close()


def refusing(field: str, keeps: Callable[[Any], bool]) -> Answer:
    """A server that takes a request only if its `field` is one that it knows."""

    def answer(request: dict[str, Any]) -> tuple[int, dict[str, str], dict[str, Any]]:
        if field in request and not keeps(request[field]):
            return 400, {}, {"error": {"message": f"{field} is not supported"}}
        return 200, {}, said('{"colour": "blue"}')

    return answer


def test_many_choices_go_out_together_and_come_back_in_order(server: Fake, model: OpenAIServerModel) -> None:
    def answer(request: dict[str, Any]) -> tuple[int, dict[str, str], dict[str, Any]]:
        time.sleep(0.2)
        reply = said("yes")
        reply["choices"][0]["logprobs"]["content"][0]["top_logprobs"][0]["logprob"] = -float(
            request["messages"][0]["content"]
        )
        return 200, {}, reply

    server.answer = answer
    started = time.perf_counter()
    found = model.choose_many([[Message("user", str(number))] for number in range(12)], ("yes", "no"))
    assert time.perf_counter() - started < 12 * 0.2
    assert server.most_under_way > 4
    assert [round(yes - no, 3) for yes, no in found] == [round(2.4 - number, 3) for number in range(12)]


def test_no_more_requests_than_allowed_are_under_way_whoever_asks(
    server: Fake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(model_server.AT_ONCE_VARIABLE, "3")
    server.answer = lambda request: (time.sleep(0.05), (200, {}, said("blue")))[1]
    model = OpenAIServerModel(server.url)
    askers = [threading.Thread(target=model.generate, args=(QUESTION,), kwargs={"max_tokens": 4}) for _ in range(12)]
    for asker in askers:
        asker.start()
    for asker in askers:
        asker.join()
    model.close()
    assert (len(server.requests), server.most_under_way) == (12, 3)


def test_a_busy_server_is_given_the_time_that_it_asks_for(server: Fake, model: OpenAIServerModel) -> None:
    busy = iter([(429, {"Retry-After": "1"}, {}), (503, {"Retry-After": "1"}, {})])
    server.answer = lambda request: next(busy, (200, {}, said("blue")))
    started = time.perf_counter()
    assert model.generate(QUESTION, max_tokens=4).text == "blue"
    assert 1.5 < time.perf_counter() - started < 10
    assert len(server.requests) == 3


def test_a_server_that_stays_busy_is_given_up_with_the_way_out(server: Fake) -> None:
    server.answer = lambda request: (429, {"Retry-After": "0.01"}, {"error": {"message": f"quota of {KEY}"}})
    model = OpenAIServerModel(server.url, retries=2)
    with pytest.raises(ModelError, match=rf"fewer requests.*{model_server.AT_ONCE_VARIABLE}") as told:
        model.generate(QUESTION, max_tokens=4)
    model.close()
    assert KEY not in str(told.value)
    assert len(server.requests) == 3


def test_the_time_limit_is_told(server: Fake, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_server, "TIMEOUT_SECONDS", 0.2)
    server.answer = lambda request: (time.sleep(0.6), (200, {}, said("late")))[1]
    model = OpenAIServerModel(server.url, retries=0)
    with pytest.raises(ModelError, match="did not answer in"):
        model.generate(QUESTION, max_tokens=4)
    model.close()


def test_a_schema_is_asked_for_by_response_format(server: Fake, model: OpenAIServerModel) -> None:
    server.answer = lambda request: (200, {}, said('{"colour": "blue"}'))
    assert json.loads(model.generate(QUESTION, max_tokens=9, schema=SCHEMA).text) == {"colour": "blue"}
    assert server.requests[0]["response_format"]["json_schema"]["schema"] == SCHEMA
    server.answer = lambda request: (200, {}, said("The colour is blue."))
    with pytest.raises(ModelReplyError, match="JSON"):
        model.generate(QUESTION, max_tokens=9, schema=SCHEMA)


def test_a_server_that_knows_no_schemas_gets_it_in_words(server: Fake, model: OpenAIServerModel) -> None:
    server.answer = refusing("response_format", lambda form: form["type"] == "json_object")
    for _ in range(2):
        assert json.loads(model.generate(QUESTION, max_tokens=9, schema=SCHEMA).text) == {"colour": "blue"}
    assert [request["response_format"]["type"] for request in server.requests] == [
        "json_schema", "json_object", "json_object",
    ]  # fmt: skip
    assert '"colour"' in server.requests[1]["messages"][-1]["content"]
    assert [turn["role"] for turn in server.requests[1]["messages"]] == ["user"]


def test_a_server_that_tells_few_likeliest_tokens_is_asked_for_fewer(server: Fake, model: OpenAIServerModel) -> None:
    server.answer = refusing("top_logprobs", lambda count: count <= 5)
    for _ in range(2):
        yes, no = model.choose(QUESTION, ("yes", "no"))
        assert yes - no == pytest.approx(2.3)
    assert [request["top_logprobs"] for request in server.requests] == [20, 5, 5]


def test_the_key_is_sent_and_shown_nowhere(server: Fake, caplog: pytest.LogCaptureFixture) -> None:
    host = server.url.removeprefix("http://")
    with caplog.at_level(logging.DEBUG):
        model = OpenAIServerModel(server.url)
        reply = model.generate(QUESTION, max_tokens=4)
        server.answer = lambda request: (401, {}, {"error": {"message": f"wrong key {KEY}"}})
        with pytest.raises(ModelError, match="refuses the key") as told:
            model.generate(QUESTION, max_tokens=4)
        model.close()
    assert set(server.keys) == {f"Bearer {KEY}"}
    assert KEY not in f"{told.value} {reply} {model.name} {caplog.text}"
    with pytest.raises(ModelError) as told:
        OpenAIServerModel(f"http://reader:{KEY}@{host}?key={KEY}#other")
    assert KEY not in str(told.value)
