"""What of a question a sentence leaves unsaid, and what that does to its odds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.documents import Hit
from index.language import detect
from summarize.coverage import INCOMPARABLE, share_unsaid
from summarize.objections import (
    KIND_PENALTY,
    MATTER_PENALTY,
    NAMED_BONUS,
    OTHER_MATTER_PENALTY,
    PLACE_PENALTY,
    TIME_PENALTY,
    UNNAMED_PENALTY,
    UNSAID_PENALTY,
    Objections,
    lacks_place,
)
from summarize.territories import at_home, territories_in
from tests.test_opinions import article

STATED = "星桥科技在挪威有12家门店。"
CHINESE = Hit("a1", "港口新闻", "zh-Hans", 1.0, STATED, STATED, 0, 14, number=0)
ENGLISH = replace(CHINESE, title="Harbour news", language="en", display="Starbridge runs 12 shops in Norway.")


def test_a_place_that_is_not_named_is_unsaid() -> None:
    # 星桥科技 and 店 are there, 泰国 is not: two of seven telling characters.
    assert share_unsaid("星桥科技在泰国有几家店？", "zh-Hans", CHINESE) == pytest.approx(2 / 7)
    assert share_unsaid("星橋科技在挪威有幾家店？", "zh-Hant", CHINESE) == 0.0


def test_words_are_compared_by_their_roots_and_question_words_do_not_count() -> None:
    assert share_unsaid("How many shops does Starbridge run in Norway?", "en", ENGLISH) == 0.0
    assert share_unsaid("How many shops does Starbridge run in Thailand?", "en", ENGLISH) > 0.2


def test_what_stands_beside_the_sentence_counts_as_said() -> None:
    beside = replace(ENGLISH, display="It runs 12 shops in Norway.", before="Starbridge has grown.")
    assert share_unsaid("How many shops does Starbridge run in Norway?", "en", beside) == 0.0


def test_the_name_that_an_article_is_about_need_not_be_said_again() -> None:
    asked = replace(ENGLISH, display="It runs 12 shops in Norway.")
    question = "How many shops does Starbridge run in Norway?"
    assert share_unsaid(question, "en", asked) > 0
    assert share_unsaid(question, "en", asked, ("starbridge", "starbridge")) == 0.0
    about = article("a", "en", "In May Starbridge grew. Nobody knew Starbridge. It runs 12 shops in Norway.")
    gain = Objections(question)(asked) - Objections(question, lambda identifier: about)(asked)
    assert gain == pytest.approx(UNSAID_PENALTY * share_unsaid(question, "en", asked) + UNNAMED_PENALTY)


def test_other_languages_are_not_compared() -> None:
    assert share_unsaid("Wie viele Läden hat Starbridge in Thailand?", "de", CHINESE) == INCOMPARABLE
    assert share_unsaid("星桥科技在泰国有几家店？", "zh-Hans", ENGLISH) == INCOMPARABLE


def test_objections_add_up() -> None:
    objections = Objections("星桥科技在泰国有几家店？")
    without_figure = replace(CHINESE, display="星桥科技在挪威开店。")
    elsewhere = PLACE_PENALTY + UNSAID_PENALTY * 2 / 7
    assert objections(CHINESE) == pytest.approx(elsewhere)
    assert objections(without_figure) == pytest.approx(elsewhere + KIND_PENALTY)


def test_another_matter_weighs_more_than_none() -> None:
    objections = Objections("Wie hoch war die Bruttomarge?")
    margin, revenue, none = (
        objections(replace(CHINESE, display=text))
        for text in ("毛利率为56.3%，高于同行。", "收入为3.12亿元，高于同行。", "这个数字是56.3%，高于同行。")
    )
    assert none - margin == pytest.approx(MATTER_PENALTY)
    assert revenue - none == pytest.approx(OTHER_MATTER_PENALTY)
    assert (
        Objections("新模型是哪一天发布的？")(replace(CHINESE, display="12月23日发布了新模型，收入增长。"))
        < MATTER_PENALTY
    )


def test_naming_the_matter_and_the_time_speaks_for_a_sentence() -> None:
    objections = Objections("Wie hoch war die Bruttomarge im Jahr 2023?")
    dated, undated, later = (
        objections(replace(CHINESE, display=text))
        for text in ("2022-2024年毛利率分别为54.6%、64.6%和56.3%。", "毛利率为56.3%。", "2025年毛利率为56.3%。")
    )
    assert undated - dated == pytest.approx(NAMED_BONUS)
    assert later - undated == pytest.approx(TIME_PENALTY)


@pytest.mark.parametrize(
    ("question", "missing"),
    [
        ("Wie viele Läden hat Starbridge in Norwegen?", False),
        ("Wie viele Läden hat Starbridge in Thailand?", True),
        ("Wie viele Läden hat Starbridge?", False),
        ("Wie viele Läden hat Starbridge in Deutschland?", False),  # a German asker's own country
        ("How many shops does Starbridge have in China?", False),  # the Chinese article's
    ],
)
def test_countries_are_known_in_every_language(question: str, missing: bool) -> None:
    language = detect(question)
    asked = territories_in(question, language) - at_home(language)
    assert lacks_place(asked, CHINESE) is missing
