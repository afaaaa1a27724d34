"""Which sentences are read together with those that were found. All sentences are invented."""

from __future__ import annotations

import pytest

from index.documents import Article, Hit
from index.searching import hit as hit_of
from summarize.context import is_question
from summarize.extracting import Extract, placed
from summarize.passages import passages
from summarize.selecting import STATED, Judged, judge_hits, picked
from tests.fakes import FakeLanguageModel, ModelCall, worded
from tests.test_opinions import article

REPORT = article(
    "a",
    "en",
    "The second charge concerns rent. Ten clinics are let by the chairwoman's brother. He received 310m yuan. It"
    " rained. The clinics are new. A director left in March. Ada Quill gave no reason.",
)


def found(*numbers: int) -> list[Hit]:
    return [hit_of(REPORT, number, 1.0) for number in numbers]


def read(identifier: str) -> Article:
    return {"a": REPORT}[identifier]


def numbers_of(shown: tuple[tuple[Hit, ...], ...]) -> list[list[int]]:
    return [[one.number for one in passage] for passage in shown]


def test_each_found_sentence_is_read_with_the_next_and_neighbours_are_one_passage() -> None:
    assert numbers_of(passages(found(5, 1, 0), read)) == [[5, 6], [0, 1, 2]]
    assert numbers_of(passages(found(6), read)) == [[6]]
    assert numbers_of(passages(found(5, 1), None)) == [[5], [1]]
    assert passages([], read) == ()


def test_found_sentences_stay_themselves_where_another_brings_them_along() -> None:
    first, second = hit_of(REPORT, 0, 9.0), hit_of(REPORT, 1, 4.0)
    ((one, other, brought),) = passages([first, second], read)
    assert (one, other) == (first, second) and brought.number == 2


def test_the_budget_of_tokens_holds_for_all_but_the_first_sentences() -> None:
    assert numbers_of(passages(found(0, 2, 4, 5, 6), read, tokens=1)) == [[0, 1, 2, 3, 4, 5, 6]]
    assert numbers_of(passages(found(0, 1), read, tokens=1)) == [[0, 1, 2]]


def test_an_answer_in_the_sentence_after_the_found_one_is_judged_with_it() -> None:
    asked: list[str] = []

    def sure(call: ModelCall) -> tuple[float, float]:
        asked.append(call.messages[-1].content)
        return (0.0, 0.0)

    model = FakeLanguageModel(answers=worded(copied="310m yuan"), choices=sure)
    judged, copied = judge_hits(model, "How much rent goes to the brother?", found(1), article_of=read)
    assert copied == Extract("310m yuan")
    assert judged[0].hit.number == 2 and judged[0].odds > STATED
    assert any("the chairwoman's brother. He received 310m yuan." in text for text in asked)


def test_what_is_copied_from_several_sentences_stands_in_parts() -> None:
    copied = placed("Ada Quill, 310m yuan and to see the sea", found(2, 6))
    assert copied == Extract("Ada Quill, 310m yuan and to see the sea", ("Ada Quill", "310m yuan"))
    assert [copied.stands_in(one) for one in found(2, 3, 6)] == [True, False, True]
    assert placed("the mayor, a strike", found(2, 6)) is None


def test_every_part_of_what_was_copied_is_answered_from() -> None:
    copied = Extract("Ada Quill, 310m yuan", ("Ada Quill", "310m yuan"))
    two, six, three = found(2, 6, 3)
    assert picked([Judged(six, 1.0), Judged(three, 0.9), Judged(two, -0.2)], copied) == (six, two, three)
    assert picked([Judged(six, 1.0), Judged(three, 0.9), Judged(two, -2.0)], copied) == (six, three)
    assert picked([Judged(six, -1.0)], copied) == ()


def test_whom_the_question_names_is_no_answer_to_it() -> None:
    model = FakeLanguageModel(answers=worded(copied="Ada Quill"), choices=lambda call: (0.0, 0.0))
    assert judge_hits(model, "Why did Ada Quill leave?", found(6))[1] is None


@pytest.mark.parametrize(
    ("display", "asks"),
    [
        ("现金还能撑多久？", True),
        ("记者问：“现金还能撑多久？”", True),
        ("她的回答跟钱无关：“客户第一个问题永远是，五年后你还在不在？”", False),
        ("The buyer's reply was blunt: “Will you still be here in five years?”", False),
        ("The buyer asked him: “Will you still be here in five years?”", True),
        ("现金还能撑九个月。", False),
    ],
)
def test_a_reply_that_is_a_question_states_something(display: str, asks: bool) -> None:
    assert is_question(Hit("a", None, "zh-Hans", 1.0, display, display, 0, len(display), 0)) == asks


def test_a_japanese_question_needs_no_mark() -> None:
    asked = "なぜ、その町だったのか。"
    assert is_question(Hit("a", None, "ja", 1.0, asked, asked, 0, len(asked), 0))
