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
        ("ja", "昨年の受注は二倍に増えた。粗利益率を保てるなら、来年には評価を改める。桟橋は古いままだ。", "粗利益率"),
        # An indirect question is no condition.
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
