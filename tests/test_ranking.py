"""Ranking as pure functions: exact values."""

from __future__ import annotations

import pytest

from index.questions import asked_for, holds
from index.ranking import boost, collapse, levelled, share, smoothed


def test_context_lifts_a_sentence_by_the_mean_around_it() -> None:
    scores = {1: 0.9, 2: 0.6, 3: 0.3}
    assert smoothed(scores, {2: (1, 2, 3), 9: (9,)}, 0.5) == {2: pytest.approx(0.9), 9: 0.0}


def test_levels_of_languages_are_brought_nearer_but_not_to_one() -> None:
    scores = {1: 0.9, 2: 0.8, 3: 0.7, 4: 0.6}
    groups = {1: "en", 2: "en", 3: "zh", 4: "zh"}
    found = levelled(scores, groups, {"en": [1, 2], "zh": [3, 4]})
    # Levels .85 and .65 around .75 become .83 and .67; the spread within each language is .05.
    assert found == {key: pytest.approx(value) for key, value in {1: 1.4, 2: -0.6, 3: 0.6, 4: -1.4}.items()}


def test_levelling_survives_one_unit_and_none() -> None:
    assert levelled({1: 0.9}, {1: "en"}, {"en": [1]}) == {1: 0.0}
    assert levelled({}, {}, {}) == {}


def test_near_duplicates_collapse_unless_their_figures_differ() -> None:
    texts = {
        1: "The port handled 12 ships on a cold day in May",
        2: "The port handled 12 ships on a cold day in May.",
        3: "The port handled 13 ships on a cold day in May",
        4: "Nothing else happened",
    }
    ranked = [(1, 4.0), (2, 3.0), (3, 2.0), (4, 1.0)]
    assert collapse(ranked, texts.__getitem__) == [(1, 4.0), (3, 2.0), (4, 1.0)]
    assert collapse(ranked, texts.__getitem__, limit=1) == [(1, 4.0)]


def test_every_article_is_heard_before_any_is_heard_twice() -> None:
    ranked = [("a1", 9.0), ("a2", 8.0), ("a3", 7.0), ("b1", 2.0), ("c1", 1.0)]
    assert share(ranked, 3, lambda unit: unit[0]) == ranked[:3]
    assert share(ranked, 3, lambda unit: unit[0], 1) == [("a1", 9.0), ("b1", 2.0), ("c1", 1.0)]
    assert share(ranked, 4, lambda unit: unit[0], 1) == [("a1", 9.0), ("a2", 8.0), ("b1", 2.0), ("c1", 1.0)]
    assert share(ranked, 4, lambda unit: unit[0], 2) == [("a1", 9.0), ("a2", 8.0), ("b1", 2.0), ("c1", 1.0)]


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("大桥是什么时候建成的？", "when"),
        ("When was it built?", "when"),
        ("いつ建てられましたか", "when"),
        ("Wann wurde sie gebaut?", "when"),
        ("Quand a-t-il ouvert ?", "when"),
        ("¿Cuándo abrió?", "when"),
        ("花了多少錢？", "amount"),
        ("How much did it cost?", "amount"),
        ("いくらですか", "amount"),
        ("Wie viel kostet es?", "amount"),
        ("市占率是多少", "share"),
        ("What percentage of it?", "share"),
        ("How many ships?", "count"),
        ("有多少个港口", "count"),
        ("谁建的？", "who"),
        ("Who built it?", "who"),
        ("誰が建てましたか", "who"),
        ("Wer baute sie?", "who"),
        ("現金能撐幾個月？", "duration"),
        ("How long will it last?", "duration"),
        ("Wie lange reicht das Geld?", "duration"),
        ("資金は何カ月もちますか", "duration"),
    ],
)
def test_what_a_question_asks_for(query: str, kind: str) -> None:
    assert kind in asked_for(query)


def test_a_topic_asks_for_nothing_and_a_boost_needs_what_is_asked() -> None:
    assert asked_for("harbour news") == frozenset()
    assert holds("It opened in May 1931.", "when") and not holds("It opened.", "when")
    assert holds("佔比為84.5%", "share") and not holds("佔比很高", "share")
    assert holds("賬上的錢只夠九個月", "duration") and not holds("截至2025年6月底有25.52億元", "duration")
    assert holds("Das reicht für zwei Jahre", "duration") and not holds("Das war 2025", "duration")
    texts = {1: "It opened long ago", 2: "It opened in May 1931"}
    assert boost([(1, 1.0), (2, 0.9)], "When did it open?", texts.__getitem__)[0][0] == 2
    assert boost([(1, 1.0), (2, 0.9)], "opening", texts.__getitem__) == [(1, 1.0), (2, 0.9)]
