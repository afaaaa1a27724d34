"""Judgements contradict only where their words say so outright. All sentences are invented."""

from __future__ import annotations

import pytest

from summarize.opinions import opinions_of, opposed
from tests.samples import read as article


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "Norvane has built a profitable moat.", [("moat", 1)]),
        ("en", "Norvane has no moat at all.", [("moat", -1)]),
        ("en", "Is there a wide moat?", []),
        ("en", "It would need to see whether there is a wide moat.", []),
        ("zh-Hans", "石桥的护城河很深。", [("moat", 1)]),
        ("zh-Hant", "石橋並沒有護城河。", [("moat", -1)]),
        ("zh-Hans", "石桥很难做到遥遥领先。", [("lead", -1)]),
        ("zh-Hans", "石桥的资金充足，客户粘性很强。", [("cash", 1), ("retention", 1)]),
        ("ja", "株価は割高だ。", [("valuation", -1)]),
        ("de", "Das Geschäftsmodell trägt nicht.", [("model", -1)]),
        ("de", "Das Geld wird knapp.", [("cash", -1)]),
        ("fr", "Le titre est surévalué.", [("valuation", -1)]),
        ("en", "Norvane sold 4,100 tonnes in May.", []),
        ("zh-Hant", "資金也不像外界想像的那樣吃緊。", [("cash", 1)]),
        ("zh-Hans", "石桥的资金并不紧张，不过客户留不住。", [("cash", 1), ("retention", -1)]),
        ("zh-Hans", "账上的现金只能撑九个月。", [("cash", -1)]),
        ("zh-Hans", "这不是护城河，是每年重新挖的一条沟。", [("moat", -1)]),
        ("en", "Nor does she accept that cash is short.", [("cash", 1)]),
        ("en", "Norvane is not well-funded.", [("cash", -1)]),
        ("de", "Bis zum Herbst braucht Norvane frisches Geld.", [("cash", -1)]),
        ("zh-Hans", "不仅石桥的资金充足。", [("cash", 1)]),
        # Left open, not turned round.
        ("en", "Norvane does not know for how long there is enough cash.", []),
    ],
)
def test_opinions_are_what_the_words_say_outright(language: str, text: str, found: list[tuple[str, int]]) -> None:
    assert [(one.aspect, one.sign) for one in opinions_of(article("a", language, text))] == found


def test_opposite_opinions_of_two_articles_contradict_across_languages() -> None:
    bull = article("a1", "en", "Norvane has built a profitable moat. The shares are cheap.")
    bear = article("a2", "zh-Hans", "诺凡没有护城河。")
    (conflict,) = opposed([bull, bear], "zh-Hant")
    assert (conflict.subject, conflict.kind, conflict.why) == ("護城河", "judgement", "reading")
    assert [side.citation.quote for side in conflict.sides] == [
        "Norvane has built a profitable moat.",
        "诺凡没有护城河。",
    ]


def test_an_article_that_weighs_both_sides_does_not_contradict_itself_and_agreement_is_none() -> None:
    both = article("a1", "en", "Some say there is a wide moat. Others say there is no moat.")
    assert opposed([both], "en") == ()
    assert opposed([article("a1", "en", "There is no moat."), article("a2", "en", "It has no moat.")], "en") == ()


def test_what_is_said_of_rivals_is_not_said_of_whom_the_article_is_about() -> None:
    about = "Norvane opened a mill. Norvane sells flour. We hear that Norvane grows. Rivals are short of cash."
    assert opinions_of(article("a", "en", about)) == ()
    assert [one.sign for one in opinions_of(article("b", "en", about.replace("Rivals are", "It is")))] == [-1]
