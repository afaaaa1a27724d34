"""What would change a side's mind is a condition that an article states, found by its words and its leaning."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from index.documents import Article, Span
from index.sentences import sentences_of
from summarize.stance_head import bundled_head
from summarize.turning import turning_points


def article(language: str, text: str) -> Article:
    bare = Article(id="a1", path="a1", text=text, kept=(Span(0, len(text)),), language=language)
    return replace(bare, sentences=sentences_of(bare))


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        (
            "en",
            "Orders doubled last year. If the new kiln runs by May, profits will double. The pier is old.",
            "If the",
        ),
        ("zh-Hans", "去年的订单翻了一倍还多。只要新窑五月开工，利润就能翻倍。码头已经很旧了，没有人去修。", "只要"),
        (
            "ja",
            "昨年の受注は二倍に増えたという。新しい窯が五月に動くかどうかが業績を左右する。桟橋は古いままだ。",
            "新しい",
        ),
        (
            "ja",
            "昨年の受注は二倍に増えた。粗利益率を保てるなら、来年には利益が倍になる。桟橋は古いままだ。",
            "粗利益率",
        ),
        # Neither an indirect question nor what holds in any case is a condition.
        ("ja", "昨年の受注は二倍に増えた。成長率だけを見れば買いたくなるが、価格決定権が見えない会社だ。", None),
        ("zh-Hans", "弗若斯特的报告说，公司的订单去年翻了一倍还多。如果从行业的视角看，前景很好。", None),
        ("zh-Hans", "先不说投入能否赶上对手，即使投入充分也无法保证公司成功。公司收入只有几百万元。", None),
        ("en", "Orders doubled last year. Whether its shopkeepers are happy is harder to say.", None),
        ("zh-Hans", "如果抛开价格战，毛利率其实不低。公司收入却只有几百万元。", None),
    ],
)
def test_the_condition_is_found(language: str, text: str, found: str | None) -> None:
    one = article(language, text)
    head = bundled_head()
    good = head.mean + 0.5 * head.weights[:, 0] / np.linalg.norm(head.weights[:, 0])
    vectors = np.stack([good] * len(one.sentences)).astype(np.float32)
    quotes = turning_points([one], lambda _: vectors, set(), 1)
    assert [quote.quote.startswith(found or "") for quote in quotes] == ([True] if found else [])
    assert turning_points([one], lambda _: vectors, set(), -1) == []
    used = {("a1", quote.start) for quote in quotes}
    assert turning_points([one], lambda _: vectors, used, 1) == []


def vectors_toward(one: Article, sign: int) -> np.ndarray:
    head = bundled_head()
    told = head.mean + sign * 0.5 * head.weights[:, 0] / np.linalg.norm(head.weights[:, 0])
    return np.stack([told] * len(one.sentences)).astype(np.float32)


def test_who_will_think_anew_turns_away_from_where_the_sentence_leans() -> None:
    one = article("ja", "昨年の受注は二倍に増えた。見送りが妥当だが、粗利益率を保てるなら、来年には評価を改める。")
    leaning = vectors_toward(one, -1)
    assert [quote.quote[:3] for quote in turning_points([one], lambda _: leaning, set(), 1)] == ["見送り"]
    assert turning_points([one], lambda _: leaning, set(), -1) == []


def test_who_says_what_would_make_it_buy_or_sell_says_it_plainly() -> None:
    one = article("en", "Orders doubled last year. If the share of second shops rises, buy. The pier is very old.")
    for sign, found in ((1, 1), (-1, 0)):
        assert len(turning_points([one], lambda _: vectors_toward(one, 0), set(), sign)) == found


def test_who_turns_bullish_is_heard_though_the_sentence_leans_nowhere() -> None:
    one = article("ja", "昨年の受注は二倍に増えた。年末までに2本目のラインが動けば強気に転じるという見立てだ。")
    assert len(turning_points([one], lambda _: vectors_toward(one, 0), set(), 1)) == 1
