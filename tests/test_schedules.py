"""Forecasts contradict each other only where one article denies what another expects. All sentences are invented."""

from __future__ import annotations

from dataclasses import replace

import pytest

from index.documents import Article
from summarize.schedules import at_odds, expectations_of
from tests.test_opinions import article


def dated(identifier: str, language: str, text: str, published: str | None = "2026-01-05") -> Article:
    return replace(article(identifier, language, text), published=published)


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Norvane expects to break even in 2028.", [("profit", False, "2028")]),
        ("en", "The first series cells leave the plant in March 2027.", [("deliveries", False, "2027-03")]),
        ("en", "Norvane will not ship anything before 2028.", [("deliveries", True, "2028")]),
        ("de", "Vor Herbst 2028 rechnen wir nicht mit Serienware.", [("deliveries", True, "2028")]),
        ("fr", "L'équilibre en 2028 est hors d'atteinte.", [("profit", True, "2028")]),
        ("zh-Hant", "2030年之前看不到獲利的可能。", [("profit", True, "2030")]),
        ("zh-Hans", "石桥最早在2028年实现盈亏平衡。", [("profit", False, "2028")]),
        (
            "zh-Hans",
            "2027年3月开始交付，2028年盈亏平衡。",
            [("deliveries", False, "2027-03"), ("profit", False, "2028")],
        ),
        ("ja", "最初の量産品を2027年3月に出荷する。", [("deliveries", False, "2027-03")]),
        # Neither a plan of once, nor a condition, nor a rival, nor the past, nor a bare negation is an expectation.
        ("de", "Die ersten Serienzellen sollten im März 2027 kommen.", []),
        ("en", "If all goes well, it will break even in 2028.", []),
        ("en", "A rival expects to break even in 2028.", []),
        ("en", "Norvane broke even and was profitable in 2024.", []),
        ("en", "Norvane does not say whether it will be profitable in 2028.", []),
    ],
)
def test_what_is_expected_by_when(language: str, text: str, found: list[tuple[str, bool, str]]) -> None:
    told = expectations_of(dated("a", language, text))
    assert [(one.event, one.denied, one.figure.period) for one in told] == found


def test_one_denies_what_another_expects_and_whoever_expects_it_too_joins() -> None:
    articles = (
        dated("a", "en", "Norvane expects to break even in 2028."),
        dated("b", "zh-Hans", "2030年之前看不到盈利的可能。"),
        dated("c", "ja", "ノルベインは2029年に黒字化する見通しだ。"),
        replace(dated("d", "en", "Norvane expects to break even in 2028."), same_origin_as="a"),
    )
    [conflict] = at_odds(articles, "de")
    assert (conflict.subject, conflict.kind, conflict.why) == ("Wann es profitabel wird", "judgement", "forecast")
    assert [(side.article, side.period) for side in conflict.sides] == [("a", "2028"), ("c", "2029"), ("b", "2030")]


@pytest.mark.parametrize(
    "other",
    [
        "Norvane expects to break even in 2031.",  # later than what is denied
        "Norvane will deliver in 2028.",  # another event
        "Norvane expects revenue to double in 2028.",
    ],
)
def test_what_the_denial_leaves_room_for_is_no_contradiction(other: str) -> None:
    assert at_odds((dated("a", "en", other), dated("b", "zh-Hans", "2030年之前看不到盈利的可能。")), "en") == ()


def test_an_article_does_not_contradict_itself_and_one_without_a_date_expects_nothing() -> None:
    both = "Norvane expects to break even in 2028. Norvane will not be profitable before 2030."
    assert at_odds((dated("a", "en", both),), "en") == ()
    assert expectations_of(dated("a", "en", both, None)) == ()
