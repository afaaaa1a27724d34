"""What the model copies as the answer: which sentences hold it, when it counts for nothing, what it decides."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.documents import Hit
from summarize.extracting import Extract, extract
from summarize.passages import ArticleOf
from summarize.selecting import EXTRACT_BONUS, JUDGED, judge_hits
from summarize.sources import Source
from summarize.wording import word_answer
from summarize.workbench import Workbench
from tests.fakes import FakeEmbedder, FakeLanguageModel, ModelCall, worded

REVENUE = "星桥科技2024年收入为3.12亿元，同比增长150%。"


def hit(display: str, number: int = 0, language: str = "zh-Hans") -> Hit:
    return Hit(
        article="a1",
        title=None,
        language=language,
        score=1.0,
        text=display,
        display=display,
        start=100 * number,
        end=100 * number + len(display),
        number=number,
        source=None,
        published=None,
        before="",
        after="",
    )


@pytest.mark.parametrize(
    ("words", "sentence", "language", "stands"),
    [
        ("3.12亿元", REVENUE, "zh-Hans", True),
        ("RMB 312 million", REVENUE, "zh-Hans", True),
        ("3.1", REVENUE, "zh-Hans", False),  # a part of a number
        ("12亿元", REVENUE, "zh-Hans", False),
        ("15", "Die Anlage läuft seit 150 Tagen.", "de", False),
        ("云叶", "雲葉在首爾開店。", "zh-Hant", True),
        ("the port was frozen", "Deliveries are late because the port was frozen over.", "en", True),
        ("seven weeks", "Auf ein Steuergerät warten Kunden derzeit sieben Wochen.", "de", True),
        ("six weeks", "Auf ein Steuergerät warten Kunden derzeit sieben Wochen.", "de", False),
        ("a strike of the drivers", "Deliveries are late because the port was frozen over.", "en", False),
    ],
)
def test_words_stand_where_they_are_written_or_meant(words: str, sentence: str, language: str, stands: bool) -> None:
    assert Extract(words).stands_in(hit(sentence, language=language)) is stands


@pytest.mark.parametrize("reply", ["not stated", "Not stated.", "", "5.00亿元", "星桥科技"])
def test_what_stands_nowhere_or_is_of_another_kind_counts_for_nothing(reply: str) -> None:
    model = FakeLanguageModel(answers=[reply])
    assert extract(model, "星桥科技2024年收入是多少？", [(hit(REVENUE),)]) is None


def test_the_model_is_asked_once_about_all_sentences_after_its_examples() -> None:
    model = FakeLanguageModel(answers=["3.12亿元"])
    found = extract(model, "2024年收入是多少？", [(hit("星桥科技在杭州。"),), (hit(REVENUE, 1),)])
    assert found == Extract("3.12亿元")
    (call,) = model.calls
    assert call.messages[-1].content == f"Sentences:\n1. 星桥科技在杭州。\n2. {REVENUE}\nQuestion: 2024年收入是多少？"
    roles = [message.role for message in call.messages]
    assert roles == ["system", *["user", "assistant"] * (len(roles) // 2 - 1), "user"]
    assert extract(model, "2024年收入是多少？", []) is None


def test_a_sentence_that_holds_the_copied_words_is_judged_however_late_it_was_found() -> None:
    others = [hit(f"星桥科技的第{number}间办公室在杭州。", number) for number in range(6)]
    late = hit(REVENUE, 9)

    def unsure(call: ModelCall) -> tuple[float, float]:
        return (0.0, 0.0)

    model = FakeLanguageModel(answers=worded(copied="3.12亿元"), choices=unsure)
    judged, copied = judge_hits(model, "星桥科技2024年收入是多少？", [*others, late])
    assert copied == Extract("3.12亿元")
    assert judged[0].hit == late
    assert len(judged) <= JUDGED + 1
    without, nothing = judge_hits(
        FakeLanguageModel(answers=worded(), choices=unsure), "星桥科技2024年收入是多少？", [*others, late]
    )
    assert nothing is None
    odds = {item.hit: item.odds for item in without}
    assert late not in odds or judged[0].odds == pytest.approx(odds[late] + EXTRACT_BONUS)


def test_a_copied_answer_is_read_with_the_sentences_before_it(tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text(
        "星桥科技的账本\n\n谈到毛利率，财务总监周宁没有提高价格的说法。她的解释很短。“主要是仓库从九个减到四个，租金和运费省下来了。”\n",
        encoding="utf-8",
    )
    question = "星桥科技的财务总监说毛利率变高是因为什么？"
    with Workbench.open(tmp_path / "library", embedder=FakeEmbedder(), language_model=FakeLanguageModel()) as workbench:
        workbench.add(tmp_path / "one.txt")
        index = workbench.index
        spoken = next(one for one in index.search(question).hits if "仓库" in one.display)

        def odds(article_of: ArticleOf | None) -> float:
            model = FakeLanguageModel(answers=worded(copied="仓库从九个减到四个"), choices=lambda call: (0.0, 0.0))
            return judge_hits(model, question, [spoken], article_of)[0][0].odds

        assert odds(index.article) > odds(None)


def test_what_is_copied_speaks_for_no_sentence_about_another_name() -> None:
    def unsure(call: ModelCall) -> tuple[float, float]:
        return (0.0, 0.0)

    for question, gain in (("星桥科技2024年收入是多少？", EXTRACT_BONUS), ("MiniMax在2024年的收入是多少？", 0.0)):
        odds = [
            judge_hits(FakeLanguageModel(answers=worded(copied=copied), choices=unsure), question, [hit(REVENUE)])[0][
                0
            ].odds
            for copied in ("3.12亿元", "not stated")
        ]
        assert odds[0] - odds[1] == pytest.approx(gain)


def test_words_with_another_figure_than_the_copied_one_are_no_answer() -> None:
    sentence = "公司称上半年关闭41家店，登记处的数字是96家。"
    question = "根据登记处，上半年关了多少家店？"
    source = [Source(sentence, "zh-Hans")]
    model = FakeLanguageModel(
        answers=["登记处的数字显示，上半年关闭了41家店。", "登记处的数字显示，上半年关闭了96家店。"]
    )
    assert word_answer(model, question, source, "zh-Hans", Extract("96家")) is None
    assert word_answer(model, question, source, "zh-Hans", Extract("96家")) is not None


def test_words_that_drop_the_negation_of_a_foreign_sentence_are_no_answer() -> None:
    source = [Source("現金は25億5200万元で、これだけなら1年もたない。", "ja")]
    model = FakeLanguageModel(answers=["25.52亿元的现金能撑1年。", "25.52亿元的现金撑不到1年。"])
    assert word_answer(model, "现金能撑多久？", source, "zh-Hans", Extract("1年")) is None
    assert word_answer(model, "现金能撑多久？", source, "zh-Hans", Extract("1年")) is not None


def test_figures_are_kept_whatever_language_they_are_told_in() -> None:
    assert Extract("1,8 milliard d'euros").kept_in("The order book is €1.8 billion.", "en", "fr")
    assert not Extract("1,8 milliard d'euros").kept_in("The order book is €1.2 billion.", "en", "fr")
    assert Extract("Maren Voss").kept_in("福斯是首席执行官。", "zh-Hans", "en")
