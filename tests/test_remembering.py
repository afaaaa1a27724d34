"""A model is loaded when it is first needed and never asked the same thing twice."""

from __future__ import annotations

from summarize.llms import LanguageModel, Message, Progress
from summarize.remembering import RememberingModel
from tests.fakes import FakeLanguageModel

HELLO = [Message("user", "hello")]


class DictMemory:
    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def cached(self, kind: str, key: str) -> str | None:
        return self.kept.get((kind, key))

    def remember(self, kind: str, key: str, value: str) -> None:
        self.kept[kind, key] = value


class Loader:
    def __init__(self, model: FakeLanguageModel) -> None:
        self.model, self.loads = model, 0

    def __call__(self, progress: Progress | None) -> LanguageModel:
        self.loads += 1
        return self.model


def test_a_reply_is_remembered_across_processes_without_loading_the_model() -> None:
    memory = DictMemory()
    first = Loader(FakeLanguageModel(answers=["hi"], confidence=-0.25))
    reply = RememberingModel("m", first, memory).generate(HELLO, max_tokens=5)
    second = Loader(FakeLanguageModel())
    again = RememberingModel("m", second, memory).generate(HELLO, max_tokens=5)
    assert (reply, first.loads) == (again, 1)
    assert (again.text, again.confidence) == ("hi", -0.25)
    assert second.loads == 0


def test_another_model_prompt_or_limit_is_another_question() -> None:
    memory = DictMemory()
    fake = FakeLanguageModel(answers=["1", "2", "3", "4"])
    one, other = RememberingModel("m", Loader(fake), memory), RememberingModel("n", Loader(fake), memory)
    texts = [
        one.generate(HELLO, max_tokens=5).text,
        other.generate(HELLO, max_tokens=5).text,
        one.generate(HELLO, max_tokens=6).text,
        one.generate([Message("user", "Hello")], max_tokens=5).text,
    ]
    assert texts == ["1", "2", "3", "4"]


def test_only_new_prompts_are_classified_and_the_order_is_kept() -> None:
    fake = FakeLanguageModel(choices=[(-1.0, -0.5), (-2.0, -0.1), (-3.0, -0.01)])
    model = RememberingModel("m", Loader(fake), DictMemory())
    a, b, c = ([Message("user", text)] for text in "abc")
    assert model.choose_many([a, b], ("yes", "no")) == ((-1.0, -0.5), (-2.0, -0.1))
    assert model.choose_many([c, b, a], ("yes", "no")) == ((-3.0, -0.01), (-2.0, -0.1), (-1.0, -0.5))
    assert [call.text for call in fake.calls] == ["a", "b", "c"]


def test_a_stream_is_remembered_whole() -> None:
    memory = DictMemory()
    fake = FakeLanguageModel(answers=["streamed"])
    model = RememberingModel("m", Loader(fake), memory)
    assert "".join(model.stream(HELLO, max_tokens=5)) == "streamed"
    assert list(model.stream(HELLO, max_tokens=5)) == ["streamed"]
    model.close()
    assert fake.closed
