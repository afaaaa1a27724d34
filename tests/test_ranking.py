"""Ranking as pure functions: exact values."""

from __future__ import annotations

import numpy as np
import pytest

from index.questions import asked_for, holds
from index.ranking import boost, collapse, levelled, share, smoothed


def test_context_lifts_a_sentence_by_the_mean_around_it() -> None:
    scores = np.array([[0.9, 0.6, 0.3], [7.0, 0.0, 7.0]])
    inside = np.array([[True, True, True], [False, True, False]])
    assert smoothed(scores, inside, 0.5).tolist() == [pytest.approx(0.9), 0.0]


def test_levels_of_languages_are_brought_nearer_but_not_to_one() -> None:
    scores, groups = np.array([0.9, 0.8, 0.7, 0.6]), np.array([0, 0, 1, 1])
    # Levels .85 and .65 around .75 become .83 and .67; the spread within each language is .05.
    assert levelled(scores, groups, np.full(4, True)).tolist() == pytest.approx([1.4, -0.6, 0.6, -1.4])
    # What is not counted is levelled with the rest.
    more = levelled(np.append(scores, 0.75), np.append(groups, 0), np.array([True] * 4 + [False]))
    assert more.tolist() == pytest.approx([1.4, -0.6, 0.6, -1.4, -1.6])


def test_levelling_survives_one_unit_and_none() -> None:
    assert levelled(np.array([0.9]), np.array([0]), np.array([True])).tolist() == [0.0]
    assert levelled(np.array([0.9]), np.array([0]), np.array([False])).tolist() == [0.0]
    nothing = np.empty(0, dtype=np.int64)
    assert levelled(nothing.astype(float), nothing, nothing.astype(bool)).tolist() == []


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
    ranked = [(1, 1.0), (2, 0.9)]
    assert list(boost(ranked, "When did it open?", texts.__getitem__)) == [(2, pytest.approx(2.4)), (1, 1.0)]
    assert list(boost(ranked, "opening", texts.__getitem__)) == ranked


def test_a_heading_comes_after_what_it_announces() -> None:
    texts = {1: "Opened at last", 2: "It is open", 3: "It opened in 1931", 4: "Opened in 1931"}
    ranked = [(1, 1.0), (2, 0.9), (3, 0.8), (4, 0.7)]
    found = boost(ranked, "opening", texts.__getitem__, lambda unit: unit in (1, 4))
    assert list(found) == [(2, 0.9), (3, 0.8), (1, -1.0), (4, pytest.approx(-1.3))]
    # One that holds what is asked for comes even after a sentence that does not.
    found = boost(ranked, "When did it open?", texts.__getitem__, lambda unit: unit in (1, 4))
    assert [unit for unit, _ in found] == [3, 2, 4, 1]


def test_a_boost_reads_no_further_than_it_must_and_keeps_the_order_of_equals() -> None:
    texts = {1: "It opened long ago", 2: "It opened in May 1931", 3: "In May 1931", 4: "It opened"}
    read: list[int] = []

    def text_of(unit: int) -> str:
        read.append(unit)
        return texts[unit]

    ranked = [(1, 1.0), (2, -0.5), (3, -0.5), (4, -1.1)]
    found = boost(ranked, "When did it open?", text_of)
    assert [next(found)[0], next(found)[0]] == [1, 2]
    assert read == [1, 2]
    assert [unit for unit, _ in found] == [3, 4]
