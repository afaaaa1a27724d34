"""Which questions ask for a reason, and which sentences give one."""

from __future__ import annotations

import pytest

from summarize.reasons import asks_why, gives_reason


@pytest.mark.parametrize(
    ("question", "why"),
    [
        ("硯山為甚麼推遲上市？", True),
        ("他為了甚麼事跟公司鬧翻？", True),
        ("なぜ京都を選んだのですか。", True),
        ("Why did the plant close?", True),
        ("What made the pilot quit?", True),
        ("What was the main reason for the delay?", True),
        ("Warum wurde das Werk geschlossen?", True),
        ("Pourquoi l'usine a-t-elle fermé ?", True),
        ("Was ist der Grund für die Verspätung?", True),
        ("主な原因は？", True),
        ("裁员多少人？", False),
        ("分析师认为何时能盈利？", False),
        ("公司改名为什么？", False),
        ("公司如何以低价竞争？", False),
        ("왜곡된 수치는 얼마인가?", False),
        ("When did the plant close?", False),
        ("Wie hoch war der Verlust?", False),
    ],
)
def test_questions_for_a_reason_are_noticed(question: str, why: bool) -> None:
    assert asks_why(question) is why


@pytest.mark.parametrize(
    ("sentence", "given"),
    [
        ("推遲是因為港口結冰。", True),
        ("The plant closed because nobody wanted its goods.", True),
        ("Das Werk schloss, weil niemand die Ware wollte.", True),
        ("家賃が安いため京都を選んだ。", True),
        ("工厂在三月关闭。", False),
        ("The car plant closed in March.", False),
    ],
)
def test_sentences_that_give_a_reason_are_noticed(sentence: str, given: bool) -> None:
    assert gives_reason(sentence) is given
