"""Which times a sentence speaks of: a year that it only compares with is none of them."""

from __future__ import annotations

import pytest

from summarize.timing import dates_in, speaks_of_another_time


@pytest.mark.parametrize(
    ("text", "language", "times"),
    [
        ("净利润只有4.38亿元，比2024年的6.35亿元少了31%。", "zh-Hans", ("2025",)),
        ("2025年净利润4.38亿元，较2024年减少31%。", "zh-Hans", ("2025",)),
        ("Revenue fell 3% compared with 2024.", "en", ("2025",)),
        ("In 2024 it was more than in 2023.", "en", ("2024",)),
        ("Der Umsatz sank gegenüber dem Jahr 2024.", "de", ("2025",)),
        ("2024年占比为12%。", "zh-Hans", ("2024",)),
        ("2025年占比2024年更高。", "zh-Hans", ("2025",)),
    ],
)
def test_a_year_that_is_compared_with_is_not_told_of(text: str, language: str, times: tuple[str, ...]) -> None:
    assert dates_in(text, language) == times


def test_a_sentence_that_compares_with_the_year_before_speaks_of_the_year_asked_about() -> None:
    told = dates_in("净利润只有4.38亿元，比2024年的6.35亿元少了31%。", "zh-Hans")
    assert not speaks_of_another_time(("2025",), told)
    assert speaks_of_another_time(("2024",), told)
    assert speaks_of_another_time(("2021",), told)
