"""What of a question a sentence leaves unsaid, and what that does to its odds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.documents import Hit
from summarize.coverage import INCOMPARABLE, share_unsaid
from summarize.selecting import KIND_PENALTY, UNSAID_PENALTY, Objections

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


def test_other_languages_are_not_compared() -> None:
    assert share_unsaid("Wie viele Läden hat Starbridge in Thailand?", "de", CHINESE) == INCOMPARABLE
    assert share_unsaid("星桥科技在泰国有几家店？", "zh-Hans", ENGLISH) == INCOMPARABLE


def test_objections_add_up() -> None:
    objections = Objections("星桥科技在泰国有几家店？")
    without_figure = replace(CHINESE, display="星桥科技在挪威开店。")
    assert objections(CHINESE) == pytest.approx(UNSAID_PENALTY * 2 / 7)
    assert objections(without_figure) == pytest.approx(UNSAID_PENALTY * 2 / 7 + KIND_PENALTY)
