"""One contract for every backend of LanguageModel, and what is particular to each."""

from __future__ import annotations

import json
import math
import os
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index.errors import ModelError, ModelMissingError, ModelReplyError
from summarize.llms import LanguageModel, Message, load_language_model
from summarize.llms.openai_server import OpenAIServerModel, option_probabilities
from summarize.llms.probabilities import normalised
from summarize.llms.processor import physical_cores, threads
from summarize.llms.replies import require_json, until_stop
from summarize.llms.thoughts import stream_without_thoughts, without_thoughts
from summarize.models import catalogue
from tests.small_models import save_small_model

SMALL = "qwen2.5-coder-0.5b"
QUESTION = [Message("system", "You are brief."), Message("user", "Name the colour of clear sky. One word.")]
LETTERS = (
    "Reply with A, B or C.",
    "Which letter comes first: A, B or C? Only the letter.",
    "Reply with one letter: A, B, C.",
)
SCHEMA = {
    "type": "object",
    "properties": {"colour": {"enum": ["blue", "red"]}},
    "required": ["colour"],
    "additionalProperties": False,
}


@pytest.fixture(scope="module")
def small_gguf() -> LanguageModel:
    if not next(entry for entry in catalogue() if entry.name == SMALL).installed:
        pytest.skip(f"{SMALL} is not installed")
    return load_language_model(SMALL)


@pytest.fixture(scope="module")
def loopback(small_gguf: Any) -> Iterator[str]:
    """llama.cpp's own HTTP server, reached as any other server would be: by URL and key."""
    engine = small_gguf._engine
    os.environ["JIANTING_API_KEY"] = engine.key
    yield f"{engine.address}/v1"
    del os.environ["JIANTING_API_KEY"]


@pytest.fixture(
    scope="module",
    params=[
        pytest.param("llama.cpp", marks=pytest.mark.model),
        pytest.param("server", marks=pytest.mark.model),
        "transformers",
    ],
)
def model(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageModel]:
    """Every backend; the transformers one is tiny and random, so the contract asks for forms, never for sense."""
    if request.param == "transformers":
        loaded = load_language_model(str(save_small_model(tmp_path_factory.mktemp("model"))))
    elif request.param == "llama.cpp":
        loaded = request.getfixturevalue("small_gguf")
    else:
        loaded = load_language_model(request.getfixturevalue("loopback"))
    yield loaded
    if request.param != "llama.cpp":
        loaded.close()
        loaded.close()


class TestEveryBackend:
    def test_generates_the_same_each_time_and_counts(self, model: LanguageModel) -> None:
        first, second = (model.generate(QUESTION, max_tokens=6) for _ in range(2))
        assert first.text == second.text
        assert 0 < first.usage.written <= 6
        assert first.usage.prompt == second.usage.prompt > 10

    def test_says_how_sure_it_was_where_the_engine_is_ours(self, model: LanguageModel) -> None:
        sure = model.generate(QUESTION, max_tokens=6).confidence
        assert sure is None if isinstance(model, OpenAIServerModel) else sure is not None and sure < 0

    def test_streams_what_it_generates(self, model: LanguageModel) -> None:
        assert "".join(model.stream(QUESTION, max_tokens=6)) == model.generate(QUESTION, max_tokens=6).text

    def test_a_schema_is_kept(self, model: LanguageModel) -> None:
        reply = model.generate(QUESTION, max_tokens=64, schema=SCHEMA)
        assert json.loads(reply.text)["colour"] in {"blue", "red"}

    def test_a_form_that_does_not_fit_is_an_error(self, model: LanguageModel) -> None:
        long = {"type": "object", "properties": {"a": {"const": "x" * 80}}, "required": ["a"]}
        with pytest.raises(ModelReplyError, match="cut after 5 tokens"):
            model.generate(QUESTION, max_tokens=5, schema=long)

    def test_chooses_with_probabilities_that_sum_to_one(self, model: LanguageModel) -> None:
        chosen = model.choose(QUESTION, ["A", "B", "C"])
        assert len(chosen) == 3
        assert sum(math.exp(value) for value in chosen) == pytest.approx(1)

    def test_many_choices_are_the_single_ones(self, model: LanguageModel) -> None:
        prompts = [[QUESTION[0], Message("user", text)] for text in LETTERS]
        together = model.choose_many(prompts, ["A", "B", "C"])
        for one, single in zip(together, (model.choose(prompt, ["A", "B", "C"]) for prompt in prompts), strict=True):
            assert one == pytest.approx(single, abs=0.15)  # a batch of another size rounds differently

    def test_stop_strings_end_the_reply(self, model: LanguageModel) -> None:
        whole = model.generate(QUESTION, max_tokens=6).text
        stop = whole[1:3]
        assert model.generate(QUESTION, max_tokens=6, stop=[stop]).text == whole[: whole.index(stop)]
        assert "".join(model.stream(QUESTION, max_tokens=6, stop=[stop])) == whole[: whole.index(stop)]

    def test_a_stream_can_be_left(self, model: LanguageModel) -> None:
        pieces = model.stream(QUESTION, max_tokens=200)
        next(iter(pieces))
        del pieces
        assert model.generate(QUESTION, max_tokens=2).usage.written <= 2

    def test_several_threads_may_call(self, model: LanguageModel) -> None:
        expected = model.generate(QUESTION, max_tokens=3).text
        found: list[str] = []
        workers = [
            threading.Thread(target=lambda: found.append(model.generate(QUESTION, max_tokens=3).text)) for _ in range(3)
        ]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        assert found == [expected] * 3

    def test_counts_tokens(self, model: LanguageModel) -> None:
        assert model.count_tokens("") == 0
        assert 0 < model.count_tokens("兼听则明") <= 12
        assert model.context_tokens > 200


@pytest.mark.model
class TestLlamaCpp:
    def test_the_fixed_part_of_a_prompt_is_read_once(self, small_gguf: LanguageModel) -> None:
        """Also when another family of prompts was read in between."""
        fixed = Message("system", "You judge sentences about companies for people who may buy shares. " * 6)
        other = Message("system", "You answer questions about articles with the number of a sentence. " * 6)
        length = small_gguf.count_tokens(fixed.content)
        small_gguf.generate([fixed, Message("user", "Orders doubled.")], max_tokens=1)
        small_gguf.generate([other, Message("user", "Who bought the harbour?")], max_tokens=1)
        reply = small_gguf.generate([fixed, Message("user", "The harbour is closed.")], max_tokens=1)
        assert reply.usage.cached >= length
        assert reply.usage.prompt - reply.usage.cached < 20

    def test_a_prompt_that_is_too_long_is_an_error(self, small_gguf: LanguageModel) -> None:
        with pytest.raises(ModelError, match=r"the prompt has \d+ tokens, .* takes 8192"):
            small_gguf.generate([Message("user", "word " * 9000)], max_tokens=1)

    def test_options_must_differ(self, small_gguf: LanguageModel) -> None:
        with pytest.raises(ValueError, match="differ in their first token"):
            small_gguf.choose(QUESTION, ["A", "A"])

    def test_ctrl_c_still_reaches_python(self, small_gguf: LanguageModel) -> None:
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
            time.sleep(1)

    def test_the_port_is_closed_to_those_without_the_key(
        self, small_gguf: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("JIANTING_API_KEY", "wrong-key")
        with pytest.raises(ModelError, match="refuses the key; set JIANTING_API_KEY") as caught:
            OpenAIServerModel(f"{small_gguf._engine.address}/v1#any", retries=0)
        assert "wrong-key" not in str(caught.value)

    def test_a_file_that_is_no_model(self, tmp_path: Path) -> None:
        path = tmp_path / "broken.gguf"
        path.write_bytes(b"GGUF" + bytes(64))
        with pytest.raises(ModelError, match="cannot load"):
            load_language_model(str(path))

    def test_a_closed_model_says_so(self) -> None:
        if not next(entry for entry in catalogue() if entry.name == SMALL).installed:
            pytest.skip(f"{SMALL} is not installed")
        model = load_language_model(SMALL)
        model.close()
        model.close()
        with pytest.raises(ModelError, match="closed"):
            model.generate(QUESTION, max_tokens=1)


class TestServer:
    def test_nobody_listens(self) -> None:
        with pytest.raises(ModelError, match=r"127\.0\.0\.1:9/v1 cannot be reached"):
            OpenAIServerModel("http://127.0.0.1:9/v1", retries=0)

    @pytest.mark.model
    def test_a_model_it_does_not_have(self, loopback: str) -> None:
        with pytest.raises(ModelError, match="has no model other; it has "):
            OpenAIServerModel(f"{loopback}#other", retries=0)

    def test_a_token_counts_for_the_option_it_begins(self) -> None:
        likeliest = [("neg", math.log(0.6)), (" pos", math.log(0.3)), ("", -0.1), ("x", math.log(0.01))]
        found = [math.exp(value) for value in option_probabilities(likeliest, ["positive", "negative"])]
        assert found == pytest.approx([1 / 3, 2 / 3])

    def test_an_option_that_no_token_begins_is_the_least_likely(self) -> None:
        found = [math.exp(value) for value in option_probabilities([("A", math.log(0.9)), ("B", math.log(0.1))], "AC")]
        assert found == pytest.approx([0.9, 0.1])


class TestTransformers:
    def test_a_folder_that_is_no_model(self, tmp_path: Path) -> None:
        with pytest.raises(ModelMissingError, match=r"it has no config\.json"):
            load_language_model(str(tmp_path))

    def test_a_prompt_that_is_too_long(self, tmp_path: Path) -> None:
        model = load_language_model(str(save_small_model(tmp_path)))
        with pytest.raises(ModelError, match=r"more are wanted, .* takes 512; ask about less"):
            model.generate(QUESTION, max_tokens=512)
        model.close()
        with pytest.raises(ModelError, match="closed"):
            model.generate(QUESTION, max_tokens=1)


class TestThoughts:
    @pytest.mark.parametrize(
        ("reply", "expected"),
        [
            ("Plain.", "Plain."),
            ("<think>secret</think>\n\nBlue.", "Blue."),
            ("<think>secret", ""),
            ("secret</think>Blue.", "Blue."),
            ("a < b and <thin", "a < b and <thin"),
            ("<think></think>", ""),
        ],
    )
    def test_are_taken_out_wherever_they_are_cut(self, reply: str, expected: str) -> None:
        assert without_thoughts(reply) == expected
        if reply.startswith("secret"):
            return  # unopened thoughts that arrive in pieces cannot be told from a reply
        for size in range(1, 9):
            pieces = [reply[start : start + size] for start in range(0, len(reply), size)]
            assert "".join(stream_without_thoughts(pieces)) == expected

    def test_nothing_is_held_back_without_need(self) -> None:
        assert list(stream_without_thoughts(["One ", "two ", "<", "3"])) == ["One ", "two ", "<3"]


class TestReplies:
    @pytest.mark.parametrize("size", [1, 2, 3, 50])
    def test_end_before_the_first_stop_string(self, size: int) -> None:
        text = "One. Two\n\nThree"
        pieces = [text[start : start + size] for start in range(0, len(text), size)]
        assert "".join(until_stop(pieces, ["\n\n", "Three"])) == "One. Two"
        assert "".join(until_stop(pieces, [])) == text

    def test_that_are_not_json(self) -> None:
        assert require_json('{"a": 1}', True, 9) == {"a": 1}
        with pytest.raises(ModelReplyError, match=r"not complete JSON$"):
            require_json("{'a': 1}", True, 9)
        with pytest.raises(ModelReplyError, match="cut after 9 tokens"):
            require_json('{"a": ', False, 9)


def test_probabilities_are_normalised() -> None:
    assert [math.exp(value) for value in normalised([-1000.0, -1000.0 + math.log(3)])] == pytest.approx([0.25, 0.75])


def test_threads(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JIANTING_THREADS", raising=False)
    assert threads() == physical_cores()
    assert 1 <= physical_cores() <= (os.cpu_count() or 1)
    monkeypatch.setenv("JIANTING_THREADS", "3")
    assert threads() == 3
    monkeypatch.setenv("JIANTING_THREADS", "many")
    assert threads() == physical_cores()
