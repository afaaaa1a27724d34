"""Answers: evidence first, picked by odds, worded and checked, or quoted, or declined. The model is a fake."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from summarize.answering import answer, answer_stream
from summarize.attributing import told_of_another
from summarize.events import AnswerReady, EvidenceFound, TextPiece
from summarize.negations import negation_kept, negations_agree
from summarize.objections import lacks_name
from summarize.prompts import load_prompt
from summarize.results import Answer
from summarize.selecting import asks_several
from summarize.sources import Source
from summarize.translating import translate
from summarize.verifying import (
    answers_what_was_asked,
    brings_something,
    left_untranslated,
    names_kept,
    passes,
    periods_stand,
    refuses,
)
from summarize.wording import word_answer
from summarize.workbench import Workbench
from tests.fakes import FakeEmbedder, FakeLanguageModel, ModelCall, worded

REVENUE = "星桥科技2024年收入为3.12亿元，同比增长150%。"
ARTICLE = f"""星桥科技的账本

{REVENUE}公司在杭州和成都设有办公室。
星桥科技今年没有裁员计划，管理层这样回应。
"""


def yes_to(*parts: str, odds: float = 2.4) -> object:
    """Choices of a model that finds the answer only in texts that hold one of the parts."""

    def choose(call: ModelCall) -> tuple[float, float]:
        text = call.messages[-1].content.partition("Text:")[2]
        return (0.0, -odds) if any(part in text for part in parts) else (-odds, 0.0)

    return choose


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "one.txt").write_text(ARTICLE, encoding="utf-8")
    with Workbench.open(tmp_path / "library", embedder=FakeEmbedder(), language_model=FakeLanguageModel()) as workbench:
        assert len(workbench.add(tmp_path / "one.txt").added) == 1
    yield tmp_path / "library"


def ask(library: Path, model: FakeLanguageModel, question: str, **choices: object) -> Answer:
    with Workbench.open(library, embedder=FakeEmbedder(), language_model=model) as workbench:
        found = workbench.ask(question, **choices)  # type: ignore[arg-type]
        for statement in found.statements:
            for numbered in statement.citations:
                citation = numbered.citation
                text = workbench.article(citation.article).text
                assert text[citation.start : citation.end] == citation.quote
        return found


def test_words_that_stand_in_the_evidence_are_the_answer(library: Path) -> None:
    model = FakeLanguageModel(answers=worded("星桥科技2024年的收入是3.12亿元。"), choices=yes_to("3.12"))
    found = ask(library, model, "星桥科技2024年收入是多少？")
    assert found.text == "星桥科技2024年的收入是3.12亿元。 [1]"
    assert not found.declined
    assert [n.citation.quote for s in found.statements for n in s.citations] == [REVENUE]
    assert found.language == "zh-Hans"


@pytest.mark.parametrize(
    "written",
    [
        "星桥科技2024年的收入是3.21亿元。",  # another figure
        "星桥科技2023年的收入是3.12亿元。",  # another year
        "银湖资本2024年的收入是3.12亿元，GLM-9也是如此。",  # a name that stands nowhere
        "星桥科技2024年没有收入。",  # a negation, and no amount
        "Revenue was 312 million yuan.",  # another language
        "",
    ],
)
def test_words_that_do_not_stand_give_way_to_the_quote(library: Path, written: str) -> None:
    model = FakeLanguageModel(answers=worded(written), choices=yes_to("3.12"))
    found = ask(library, model, "星桥科技2024年收入是多少？")
    assert found.text == f"{REVENUE} [1]"


def test_a_right_number_under_a_wrong_scale_is_put_right(library: Path) -> None:
    model = FakeLanguageModel(answers=worded("星桥科技2024年的收入是3.12万亿元。"), choices=yes_to("3.12"))
    assert ask(library, model, "星桥科技2024年收入是多少？").text == "星桥科技2024年的收入是3.12亿元。 [1]"


def test_what_no_sentence_states_is_declined_with_the_nearest(library: Path) -> None:
    model = FakeLanguageModel(answers=worded(), choices=yes_to("nothing at all"))
    found = ask(library, model, "星桥科技的审计师是谁？")
    assert found.declined
    assert found.statements == ()
    assert found.nearest
    written = [call.messages[0].content for call in model.calls if call.kind == "generate"]
    assert written == [load_prompt("extract.v1"), load_prompt("guess.v1")], "nothing is worded for a declined answer"


def test_before_it_declines_it_searches_with_a_guess(tmp_path: Path) -> None:
    filler = "".join(f"第{number}天，雨水很多，港口的鱼价又涨了。\n" for number in range(40))
    (tmp_path / "one.txt").write_text(f"渔港日记\n\n岳父借给她三百八十万元开船厂。\n{filler}", encoding="utf-8")
    question = "雨水很多的港口，她创业的本钱从哪里来？"
    answers = []
    for guessed in ("", "岳父借给她一百万元开船厂。"):
        model = FakeLanguageModel(
            answers=worded("本钱是岳父借给她的三百八十万元。", guessed=guessed), choices=yes_to("岳父")
        )
        folder = tmp_path / f"library{len(answers)}"  # each its own: answers are remembered
        with Workbench.open(folder, embedder=FakeEmbedder(), language_model=model) as workbench:
            workbench.add(tmp_path / "one.txt")
            answers.append(workbench.ask(question))
    assert answers[0].declined
    assert not answers[1].declined
    assert answers[1].statements[0].citations[0].citation.quote == "岳父借给她三百八十万元开船厂。"


def test_a_short_translation_with_figures_converted_by_code_is_the_answer(library: Path) -> None:
    model = FakeLanguageModel(
        answers=worded("Xingqiao's revenue in 2024 was RMB 3.12 billion, up 150% from a year before."),
        choices=yes_to("3.12"),
    )
    found = ask(library, model, "How much revenue did the company have in 2024?")
    assert found.language == "en"
    assert found.text == "Xingqiao's revenue in 2024 was RMB 312 million (3.12亿元), up 150% from a year before. [1]"
    citation = found.statements[0].citations[0].citation
    assert citation.quote == REVENUE
    assert citation.translation == found.statements[0].text
    assert "Sentence: 星桥科技2024年收入为RMB 312 million，同比增长150%。" in model.calls[-1].text


def test_a_translation_with_a_figure_of_its_own_is_no_translation(library: Path) -> None:
    model = FakeLanguageModel(
        answers=worded("Revenue was RMB 999 million.", "It was RMB 5 million.", "It was RMB 7 million."),
        choices=yes_to("3.12"),
    )
    found = ask(library, model, "How much revenue did the company have in 2024?")
    assert found.text == f"{REVENUE} [1]"
    assert found.statements[0].citations[0].citation.translation is None


@pytest.mark.parametrize(
    "written",
    ["I'm sorry, but I cannot translate this.", "The company published its accounts.", "对不起，我无法翻译。"],
)
def test_an_excuse_or_a_translation_without_the_figures_is_none(library: Path, written: str) -> None:
    model = FakeLanguageModel(answers=worded(*[written] * 3), choices=yes_to("3.12"))
    found = ask(library, model, "How much revenue did the company have in 2024?")
    assert found.text == f"{REVENUE} [1]"
    assert found.statements[0].citations[0].citation.translation is None


def test_a_quote_that_no_answer_could_be_made_of_is_translated_plainly(library: Path) -> None:
    excuse, plain = "I'm sorry, but I cannot translate this.", "Its revenue in 2024 was RMB 312 million."
    model = FakeLanguageModel(answers=worded(excuse, excuse, plain), choices=yes_to("3.12"))
    found = ask(library, model, "How much revenue did the company have in 2024?")
    assert found.text == f"{plain} [1]"
    assert found.statements[0].citations[0].citation.translation == plain


def test_a_question_to_an_empty_library_is_told_so(tmp_path: Path) -> None:
    found = ask(tmp_path / "empty", FakeLanguageModel(), "誰投資了這家公司？")
    assert found.declined
    assert found.text == "這裡還沒有文章。請先添加文章，再來提問。"


def test_traditional_readers_get_traditional_words(library: Path) -> None:
    model = FakeLanguageModel(answers=worded("星桥科技2024年的收入是3.12亿元。"), choices=yes_to("3.12"))
    found = ask(library, model, "星橋科技2024年收入是多少？")
    assert found.language == "zh-Hant"
    assert found.text == "星橋科技2024年的收入是3.12億元。 [1]"
    assert found.statements[0].citations[0].citation.quote == REVENUE


def test_events_come_in_order_and_the_pieces_are_the_text(library: Path) -> None:
    model = FakeLanguageModel(answers=worded("星桥科技2024年的收入是3.12亿元。"), choices=yes_to("3.12"))
    with Workbench.open(library, embedder=FakeEmbedder(), language_model=model) as workbench:
        events = list(answer_stream(workbench.index, workbench.model, "星桥科技2024年收入是多少？"))
    assert isinstance(events[0], EvidenceFound)
    assert isinstance(events[-1], AnswerReady)
    pieces = "".join(event.text for event in events if isinstance(event, TextPiece))
    assert pieces == events[-1].answer.text


def test_a_follow_up_is_searched_as_a_question_of_its_own(library: Path) -> None:
    model = FakeLanguageModel(
        answers=worded("星桥科技2024年收入增长了多少？", "星桥科技2024年收入同比增长150%。"), choices=yes_to("150%")
    )
    before = Answer("星桥科技2024年收入是多少？", "zh-Hans", "3.12亿元。 [1]", declined=False)
    found = ask(library, model, "那增长了多少呢？", history=[before])
    assert found.question == "那增长了多少呢？"
    assert "150%" in found.text
    assert "星桥科技2024年收入是多少？ / 3.12亿元。" in model.calls[0].text


def test_progress_runs_from_near_0_to_1(library: Path) -> None:
    seen: list[float] = []
    model = FakeLanguageModel(answers=worded(), choices=yes_to("nothing"))
    with Workbench.open(library, embedder=FakeEmbedder(), language_model=model) as workbench:
        answer(workbench.index, workbench.model, "谁？", progress=lambda share, text: seen.append(share))
    assert seen == sorted(seen)
    assert seen[-1] == 1.0


def test_a_question_about_one_name_is_not_answered_with_another(library: Path) -> None:
    with Workbench.open(library, embedder=FakeEmbedder(), language_model=FakeLanguageModel()) as workbench:
        hit = workbench.search("星桥科技2024年收入").hits[0]
    assert lacks_name("MiniMax在2024年的收入是多少？", hit)
    assert not lacks_name("星桥科技在2024年的收入是多少？", hit)


def test_a_sentence_about_another_year_does_not_answer(library: Path) -> None:
    model = FakeLanguageModel(answers=worded(), choices=yes_to("3.12", odds=1.2))
    assert ask(library, model, "星桥科技2021年收入是多少？").declined
    assert not passes("星桥科技2021年收入为3.12亿元。", "星桥科技2021年收入是多少？", [REVENUE], "zh-Hans", ["zh-Hans"])


@pytest.mark.parametrize(
    ("question", "several"),
    [("现金合计多少？其中授信多少？", True), ("收入是多少？", False), ("When and how much was paid?", True)],
)
def test_questions_that_ask_for_two_things_are_noticed(question: str, several: bool) -> None:
    assert asks_several(question) is several


def test_a_negation_must_stand_in_the_evidence() -> None:
    assert not negations_agree("公司没有裁员。", ["公司裁员百人。"], "zh-Hans", ["zh-Hans"])
    assert negations_agree("公司裁员百人。", ["公司裁员百人。"], "zh-Hans", ["zh-Hans"])


def test_a_made_up_reason_does_not_pass_in_the_words_of_the_question() -> None:
    question, evidence = "财务总监说毛利率升高主要是因为什么？", ["毛利率从18.3%升至21.6%，超出市场预期。"]
    made_up = "财务总监说毛利率升高主要是因为客户订单大幅增长。"
    assert not passes(made_up, question, evidence, "zh-Hans", ["zh-Hans"])
    told = "财务总监说毛利率升高主要是因为电池做成了统一规格。"
    assert passes(told, question, ["“主要是电池包做成了统一规格。”"], "zh-Hans", ["zh-Hans"])


def test_words_of_no_relation_to_the_quote_do_not_pass() -> None:
    assert not passes("月亮绕着地球转动。", "", ["公司在杭州设有办公室。"], "zh-Hans", ["zh-Hans"])


def test_what_the_question_says_itself_is_no_answer() -> None:
    assert not answers_what_was_asked("The revenue of 2025 was that of 2025.", "What was the revenue in 2025?")
    assert answers_what_was_asked("The revenue of 2025 was 12 million.", "What was the revenue in 2025?")
    assert not answers_what_was_asked("Mira Holt is who.", "Who is Mira Holt?")
    assert not answers_what_was_asked("The head of Orle is the CEO of Orle Works.", "Who is the head of Orle?")
    assert answers_what_was_asked("Mira Holt is the head of Orle Works.", "Who is the head of Orle?")
    assert answers_what_was_asked("星桥的创始人是阮清和。", "谁创办了星桥？")
    assert not answers_what_was_asked("星桥是谁创办的。", "谁创办了星桥？")
    assert not answers_what_was_asked("星桥认为店会关门。", "星桥开店，谁认为店会关门？")
    assert answers_what_was_asked("Mira Holt认为店会关门。", "星桥开店，谁认为店会关门？")
    assert answers_what_was_asked("2025年收入为3.12亿元。", "2025年收入是多少？")
    assert not answers_what_was_asked("2025年的收入就是2025年的收入。", "2025年收入是多少？")
    assert answers_what_was_asked("The cash lasts 18 months.", "How many months will the cash last?")
    assert not answers_what_was_asked("The cash is 25 million.", "How many months will the cash last?")


def test_an_answer_says_more_than_its_question() -> None:
    why = "Warum verliert Zhipu Geld?"
    assert not brings_something("Dies verliert Zhipu Geld.", why, "de")
    assert brings_something("Zhipu verliert Geld, weil Rechenleistung teuer ist.", why, "de")
    assert brings_something("Zhipu is not profitable.", "Is Zhipu profitable?", "en")
    assert not brings_something("智谱为什么亏钱。", "智谱为什么亏钱？", "zh-Hans")
    assert brings_something("算力太贵，所以亏钱。", "智谱为什么亏钱？", "zh-Hans")
    assert brings_something("The revenue was 12 million.", "What was the revenue?", "en")


def test_a_question_is_no_answer() -> None:
    question = "工厂什么时候开业？"
    assert not passes(question, question, ["工厂于5月开业。"], "zh-Hans", ["zh-Hans"])
    assert refuses("When does the plant open?")
    assert not refuses("The plant opens in May.")


def test_sources_that_give_different_figures_are_both_told(tmp_path: Path) -> None:
    said = ("星桥科技2024年裁员120人，公司这样说。", "工会统计，星桥科技2024年裁员340人。")
    for name, sentence in zip(("a.txt", "b.txt"), said, strict=True):
        (tmp_path / name).write_text(f"星桥科技的秋天\n\n{sentence}\n", encoding="utf-8")
    model = FakeLanguageModel(answers=worded(*["写不出来"] * 2), choices=yes_to("裁员", odds=4.0))
    with Workbench.open(tmp_path / "library", embedder=FakeEmbedder(), language_model=model) as workbench:
        workbench.add(tmp_path / "a.txt", tmp_path / "b.txt")
        found = workbench.ask("星桥科技2024年裁员多少人？")
    assert {statement.text for statement in found.statements} == set(said)
    assert [number.number for statement in found.statements for number in statement.citations] == [1, 2]


def test_a_reason_that_takes_several_sentences_is_told_as_one_quote(tmp_path: Path) -> None:
    premise = "去年有两座城市请星桥科技造船，愿意出地出钱。"
    reason = "负责人全部推掉。“船要养港口，养船员，一艘卖不好，前面九艘赚的都赔进去。”"
    other = "星桥科技的仓库在成都。"
    (tmp_path / "one.txt").write_text(f"星桥科技的账本\n\n{premise}{reason}\n\n仓库\n\n{other}\n", encoding="utf-8")
    model = FakeLanguageModel(answers=worded("星桥科技不造船，因为没有港口。"), choices=yes_to("出地出钱"))
    with Workbench.open(tmp_path / "library", embedder=FakeEmbedder(), language_model=model) as workbench:
        workbench.add(tmp_path / "one.txt")
        found = workbench.ask("有城市愿意出地出钱，星桥科技为什么还是不造船？")
    (statement,) = found.statements
    assert statement.text == f"{premise}{reason}"
    assert [numbered.citation.display for numbered in statement.citations] == [f"{premise}{reason}"]


def test_a_reason_and_something_else_are_both_quoted(tmp_path: Path) -> None:
    premise, other = "去年有两座城市请星桥科技造船，愿意出地出钱。", "星桥科技的仓库在成都，有人出地出钱。"
    (tmp_path / "one.txt").write_text(
        f"星桥科技的账本\n\n{premise}负责人全部推掉。\n\n仓库\n\n{other}\n", encoding="utf-8"
    )
    model = FakeLanguageModel(answers=worded("星桥科技不造船，因为没有港口。"), choices=yes_to("出地出钱"))
    with Workbench.open(tmp_path / "library", embedder=FakeEmbedder(), language_model=model) as workbench:
        workbench.add(tmp_path / "one.txt")
        found = workbench.ask("有城市愿意出地出钱，星桥科技为什么还是不造船，仓库在哪座城市？")
    reason, besides = (statement.text for statement in found.statements)
    assert reason == f"{premise}负责人全部推掉。"
    assert besides not in reason  # nothing is told twice


def test_a_name_of_which_nobody_spoke_is_none_of_the_answer() -> None:
    question = "鹊驰的首席财务官说毛利率变高是因为什么？"
    evidence = ["“主要是电池包做成了统一规格，采购的钱一下子省下来了。”"]
    told = "{}的首席财务官说，毛利率变高主要是电池包做成了统一规格。"
    assert passes(told.format("鹊驰"), question, evidence, "zh-Hans", ["zh-Hans"])
    assert not passes(told.format("特斯拉"), question, evidence, "zh-Hans", ["zh-Hans"])


def test_what_a_person_did_before_is_not_made_up_from_a_word_of_the_quote() -> None:
    question = "石桥的创办人柏澄，开公司之前是做哪一行的？"
    evidence = ["柏澄说，接班的事谈了两年，“我管得了四十架飞机的公司，一百架的，该换会算账的人”。"]
    assert not passes("柏澄在接班之前是做飞机制造的。", question, evidence, "zh-Hans", ["zh-Hans"])


def test_a_figure_of_another_source_is_not_told() -> None:
    japanese = "会社側は91％と説明し、現場の技術者は62％だと証言する。"
    question = "What do the engineers say the yield is?"
    assert told_of_another("The engineers say the yield is 91%.", question, japanese, "en", "ja")
    assert told_of_another("The engineers say the yield is 62%.", question, japanese, "en", "ja")  # nobody can tell
    asked = "What does the company say the yield is?"
    assert not told_of_another("The company says the yield is 91%.", asked, japanese, "en", "ja")
    chinese = "公司称上半年关闭41家店，登记处的数字是96家。"
    assert told_of_another("登记处说关了41家。", "根据登记处，关了多少家店？", chinese, "zh-Hans", "zh-Hans")
    listed = "2022-2024年，公司的毛利率分别为54.6%、64.6%和56.3%。"
    assert not told_of_another("2024年毛利率为56.3%。", "2024年毛利率是多少？", listed, "zh-Hans", "zh-Hans")


def test_a_name_of_the_question_does_not_become_another() -> None:
    question = "北港电芯2025年亏损多少？"
    assert names_kept("北港电芯2025年亏损2.12亿欧元。", question, "zh-Hans")
    assert names_kept("公司2025年亏损2.12亿欧元。", question, "zh-Hans")
    assert not names_kept("北京电芯2025年亏损2.12亿欧元。", question, "zh-Hans")


def test_a_figure_of_another_year_does_not_stand() -> None:
    evidence = ["2022-2024年，公司的毛利率分别为54.6%、64.6%和56.3%。"]
    assert not periods_stand("Die Bruttomarge von 2024 war 64,6 %.", evidence, "de", ["zh-Hans"])
    assert periods_stand("Die Bruttomarge von 2024 war 56,3 %.", evidence, "de", ["zh-Hans"])
    assert periods_stand("The gross margin in 2023 was 64.6%.", evidence, "en", ["zh-Hans"])
    assert not passes("2024年毛利率为64.6%。", "2024年毛利率是多少？", evidence, "zh-Hans", ["zh-Hans"])
    assert passes("2024年毛利率为56.3%。", "2024年毛利率是多少？", evidence, "zh-Hans", ["zh-Hans"])
    # Where the text does not say which year the figure belongs to, there is nothing to hold against it.
    assert periods_stand("The gross margin in 2021 was 64.6%.", evidence, "en", ["zh-Hans"])


def test_a_translation_with_another_company_in_it_is_none() -> None:
    source = Source("智谱的亏损超过62亿元。", "zh-Hans", (("智谱", "Zhipu"),))
    seen: list[str] = []
    model = FakeLanguageModel(answers=["Qwen lost more than RMB 6.2 billion.", "Zhipu lost more than RMB 6.2 billion."])
    assert translate(model, source, "en") is None
    assert translate(model, source, "en") == "Zhipu lost more than RMB 6.2 billion."
    assert model.calls[0].text.endswith(": Zhipu的亏损more than RMB 6.2 billion。")
    dated = Source("2025年上半年智谱的亏损超过62亿元。", "zh-Hans", source.names)
    translate(FakeLanguageModel(answers=lambda call: (seen.append(call.text), "")[1]), dated, "en")
    assert "2025 Zhipu" in seen[0]


@pytest.mark.parametrize(
    ("written", "language", "left"),
    [
        ("The investors include high瓴 and Meituan.", "en", True),
        ("They took part in 16 rounds (16輪) of funding.", "en", False),
        ("Die Firma hat die 备案 erhalten.", "de", True),
        ("投资方包括高瓴和美团。", "zh-Hans", False),
    ],
)
def test_a_translation_leaves_no_characters_of_the_other_script(written: str, language: str, left: bool) -> None:
    assert left_untranslated(written, language) is left


@pytest.mark.parametrize(
    ("translation", "language", "source", "tag", "kept"),
    [
        ("现金能撑1年。", "zh-Hans", "これだけなら1年もたない。", "ja", False),
        ("现金撑不了1年。", "zh-Hans", "これだけなら1年もたない。", "ja", True),
        ("The plant is full.", "en", "Das Werk ist nicht ausgelastet.", "de", False),
        ("Die Kasse reicht nicht.", "de", "The cash will not last.", "en", True),
        ("It rose again.", "en", "速度不降反升。", "zh-Hans", True),
        ("It is open.", "en", "Das Werk ist offen.", "de", True),
    ],
)
def test_a_translation_keeps_the_negation(translation: str, language: str, source: str, tag: str, kept: bool) -> None:
    assert negation_kept(translation, source, language, tag) is kept


def test_a_measure_that_lost_its_name_is_translated_without_the_question() -> None:
    source = Source("公司2024年的毛利率为56.3%。", "zh-Hans")
    question = "Wie hoch war die Bruttomarge 2024?"
    without, named = "2024 lag die Geschwindigkeit bei 56,3%.", "2024 betrug die Bruttomarge 56,3%."
    model = FakeLanguageModel(answers=worded(without, named))
    assert translate(model, source, "de", question) == named
    model = FakeLanguageModel(answers=worded(without, without))
    assert translate(model, source, "de", question) is None


def test_words_about_a_foreign_quote_need_a_figure_to_be_held_by() -> None:
    source = [Source("三枝精機、夜勤にロボットを18台導入", "ja")]
    made_up = FakeLanguageModel(answers=worded("三枝精机引进机器人是为了提高生产效率。"))
    assert word_answer(made_up, "三枝精机为什么要引进机器人？", source, "zh-Hans") is None
    told = FakeLanguageModel(answers=worded("三枝精机引进了18台机器人。"))
    assert word_answer(told, "三枝精机引进了多少台机器人？", source, "zh-Hans") is not None


@pytest.mark.parametrize(
    "written", ["「腿是摆设」の翻訳は「足は飾りです」です。", "“Beine” 翻译为腿。", "Die Übersetzung lautet: Beine."]
)
def test_what_a_model_says_of_its_task_is_no_answer(written: str) -> None:
    assert refuses(written)
