"""What the points of a comparison are called and which claims stand in them. All sentences are invented."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from index.documents import Article
from summarize.aspects import aspect_of
from summarize.citations import cite
from summarize.claims import PlacedClaim
from summarize.points import named_points
from summarize.results import Claim
from summarize.things import things_told
from tests.fakes import FakeEmbedder, FakeLanguageModel
from tests.test_opinions import article


def claims_of(*articles: Article) -> list[PlacedClaim]:
    """Every sentence as a claim."""
    return [
        PlacedClaim(
            Claim(one.display, "neutral", 0.0, None, "fact", cite(written, one.start, one.end)),
            one,
            np.asarray(FakeEmbedder().embed_queries([one.display])[0], dtype=np.float32),
        )
        for written in articles
        for one in written.sentences
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("账上的现金只够用九个月。", "Cash and borrowing"),
        ("Die Schulden sind auf 400 Mio. Euro gestiegen.", "Cash and borrowing"),
        ("公司裁掉近百人。", "Jobs and staff"),
        ("The price of a token falls faster than volumes rise.", "Prices and competition"),
        ("歩留まりの数字も一致しない。", "Production and quality"),
        ("Le carnet de commandes affiche deux milliards.", "Orders and deliveries"),
        ("智谱只排在第四位。", "Market position"),
        ("매출은 지난해보다 38% 늘었다.", "Revenue and growth"),
        ("The yield is the share of cells that can be used.", "Production and quality"),
        ("去年开了第一家店。", None),
        ("She looks at the clock.", None),
    ],
)
def test_words_tell_what_a_sentence_speaks_of(text: str, name: str | None) -> None:
    aspect = aspect_of(text)
    assert (aspect and aspect.name("en")) == name


def test_claims_stand_under_what_they_speak_of_in_the_readers_language_and_each_only_once() -> None:
    one = article("a", "en", "Sales rose by a third. Cash will last for two years. It is not enough. Rain fell.")
    two = article("b", "zh-Hans", "公司的收入翻了一番。公司的现金只够九个月。")
    claims = claims_of(replace(one, title=None), two)
    points = named_points(FakeLanguageModel(), FakeEmbedder(), (one, two), claims, "ja")
    assert [(name, [claim.claim.text for claim in members]) for name, members in points] == [
        (
            "資金繰りと借入",
            ["Cash will last for two years.", "It is not enough.", "Rain fell.", "公司的现金只够九个月。"],
        ),
        ("売上と成長", ["Sales rose by a third.", "公司的收入翻了一番。"]),
    ]
    assert sum(len(members) for _, members in points) == len(claims)


def test_what_no_sentence_of_its_paragraph_speaks_of_is_left_over_and_comes_last() -> None:
    one = article("a", "en", "Rain fell.\n\nSales rose by a third. Cash will last for two years.\n\nSales fell again.")
    points = named_points(FakeLanguageModel(), FakeEmbedder(), (one,), claims_of(one), "de")
    assert [name for name, _ in points] == ["Umsatz und Wachstum", "Geld und Kredite", "Sonstiges"]


def test_what_several_articles_speak_of_besides_is_found_in_their_words() -> None:
    one = article("a", "en", "Sales rose by a third. A blade broke in the storm. Every cracked blade will be replaced.")
    two = article("b", "de", "Der Umsatz stieg. Das Rotorblatt brach. Der Dieb bleibt verschwunden. Fischer klagen.")
    three = article("c", "zh-Hans", "公司的收入翻了一番。断裂的叶片掉进海里。渔民要求赔偿。")
    claims = claims_of(one, two, three)
    points = named_points(FakeLanguageModel(), FakeEmbedder(), (one, two, three), claims, "zh-Hant")
    named = {name: {claim.claim.citation.article for claim in members} for name, members in points}
    assert named["葉片"] == {"a", "b", "c"} and named["收入與增長"] == {"a", "b", "c"}
    assert sum(len(members) for _, members in points) == len(claims)


def test_what_nearly_all_claims_speak_of_is_the_subject_and_no_point() -> None:
    one = article("a", "en", "The bridge is old. The bridge rusts. The bridge needs steel. Steel is dear. The bridge.")
    found = things_told(claims_of(one), [True] * 5, "en")
    assert "Bridge" not in found


def test_on_what_the_words_do_not_know_the_model_names_the_points() -> None:
    one = article("a", "en", "The choir sang flat. The soloist was splendid. The hall was cold.")
    model = FakeLanguageModel(answers=lambda call: ["Choir", "Soloist", "Hall"])
    points = named_points(model, FakeEmbedder(), (one,), claims_of(one), "en")
    assert {name for name, _ in points} <= {"Choir", "Soloist", "Hall"} and len(model.calls) == 1
