"""Ratings and price targets: what is one, what was one, and which contradict each other. All sentences are invented."""

from __future__ import annotations

import pytest

from summarize.ratings import leaning, rated, ratings_of
from tests.samples import read as article


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("zh-Hans", "海桥证券维持“买入”，目标价由31港元提到38港元。", [1, 38]),
        ("zh-Hant", "她給出「買進」，理由有三。", [1]),
        ("zh-Hans", "她给的评级是“减持”，目标价29港元。", [-1, 29]),
        ("zh-Hans", "她给石桥的评级是“中性”。", []),
        ("zh-Hant", "十二個月目標價：人民幣135元（原118元）。", [135]),
        ("zh-Hant", "評級：買入（維持）　目標價：21港元（前次17.5港元）　現價：14.6港元。", [1, 21]),
        ("en", "Rating: Sell. Price target: $18.", [-1, 18]),
        ("zh-Hans", "若良率不升，目标价会降到108元。", []),
        ("en", "She rates the shares a buy.", [1]),
        ("en", "Ida Lund, who has a “sell” on the shares, disagrees.", [-1]),
        ("en", "Norvane has just agreed to sell a majority of its ferries.", []),
        ("en", "Lund upgraded Norvane to outperform, with a price target of $42.", [1, 42]),
        ("en", "She thinks the shares are worth 19 yuan.", [19]),
        ("en", "She still rates the stock a hold.", []),
        ("de", "Lund stuft die Aktie auf „verkaufen“ und senkt das Kursziel von 30 auf 21 Euro.", [-1, 21]),
        ("ja", "投資判断は「買い」、目標株価は4200円。", [1, 4200]),
        ("en", "Norvane sold 4,100 tonnes in May.", []),
        ("en", "The company raised $200 million to reduce debt.", []),
        ("en", "The shares fell with a sell-off in technology.", []),
        ("en", "She maintains a hold, not a buy.", []),
        ("en", "Lund has cut her rating from a buy to a hold.", []),
        ("en", "She has never had a buy on the stock.", []),
        ("en", "Analysts from UBS rate the shares a buy.", [1]),
        ("en", "Norvane set a sales target of $2 billion for 2027.", []),
        ("en", "His shares are worth $50 million.", []),
        ("zh-Hans", "大股东维持减持计划。", []),
        ("zh-Hans", "控股股东重申增持承诺。", []),
        ("zh-Hans", "海桥证券将买入评级下调至中性。", []),
        ("zh-Hans", "目标价从三十元提到四十元。", [40]),
        ("de", "Die Kommission empfiehlt, Emissionen zu reduzieren.", []),
        ("de", "Die Analystin rät nicht zum Kauf.", []),
        ("de", "Der Analyst von UBS stuft die Aktie auf „verkaufen“.", [-1]),
        ("fr", "L'analyste recommande d'acheter le titre.", [1]),
        ("ja", "投資判断は「買い」から「中立」に引き下げられた。", []),
    ],
)
def test_ratings_and_targets_are_read(language: str, text: str, found: list[int]) -> None:
    told = [
        one.sign if one.target is None else int(one.target.value or 0)
        for one in ratings_of(article("a", language, text))
    ]
    assert told == found


def test_a_buy_and_a_sell_contradict_each_other_and_so_do_targets_far_apart() -> None:
    bull = article("a", "zh-Hans", "海桥证券维持“买入”，目标价64港元。")
    bear = article("b", "en", "Ida Lund, who has a “sell” on the shares, has a price target of HK$29.")
    rating, target = rated((bull, bear), "en")
    assert (rating.kind, rating.why, rating.subject) == ("judgement", "reading", "rating of the share")
    assert [side.article for side in rating.sides] == ["a", "b"]
    assert (target.kind, target.why, [side.value for side in target.sides]) == ("figure", "forecast", [64.0, 29.0])


def test_a_hold_a_second_buy_and_targets_near_or_in_two_currencies_contradict_nothing() -> None:
    first = article("a", "zh-Hans", "海桥证券维持“买入”，目标价64港元。")
    for text in (
        "She still rates the stock a hold.",
        "She rates the shares a buy, with a price target of HK$60.",
        "She has a price target of $8.",
    ):
        assert rated((first, article("b", "en", text)), "en") == ()


@pytest.mark.parametrize(
    ("text", "lean"),
    [
        ("海桥证券维持“买入”，目标价由31港元提到38港元。", 1.0),
        ("海桥证券维持“买入”。石桥证券给出“减持”。", 0.0),
        ("她给石桥的评级是“减持”。", -1.0),
        ("十二个月目标价：135元（原118元）。", 1.0),
        ("十二个月目标价：99元（原118元）。", -1.0),
        ("她给石桥的评级是“中性”，目标价10元。", 0.0),
    ],
)
def test_analysts_lean_as_their_ratings_and_targets_do(text: str, lean: float) -> None:
    assert leaning(article("a", "zh-Hans", text)) == lean
