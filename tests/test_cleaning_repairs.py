# ruff: noqa: RUF007 - a case a line
"""Repairs: pinyin noise and its lossy form, entities, mojibake, invisible characters, spaces inside words."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.cleaners.noise import noise_repairs
from index.cleaners.repairing import repairs_of
from index.documents import Span
from index.offsets import clean_text


def _repaired(text: str) -> str:
    return clean_text(text, [Span(0, len(text))], repairs_of(text)).text


def _spoiled(text: str, character: str, reading: str) -> str:
    """What the noise makes of a text: bytes of `character` anywhere in its GBK form get a bracketed reading."""
    inserted = text.encode("gbk").replace(
        character.encode("gbk"), character.encode("gbk") + b"(" + b"@" * len(reading) + b")"
    )
    return (
        inserted.decode("gbk", "replace")
        .replace("\ufffd(", "?")
        .replace("\ufffd", "?")
        .replace("@" * len(reading), reading)
    )


@pytest.mark.parametrize(
    ("text", "repaired"),
    [
        ("國內(nèi)市場", "國內市場"),
        ("以O(shè)penAI為例", "以OpenAI為例"),
        ("AT&amp;T &lt; 5&nbsp;%", "AT&T < 5 %"),
        ("cafÃ© â€œokâ€\x9d", "café “ok”"),
        ("公\u200b司\u202e虧損\ufeff", "公司虧損"),
        ("hidden\U000e0041\U000e0042 tag", "hidden tag"),
        ("👩\u200d💻", "👩\u200d💻"),
        (
            "你未来刷 到评论的机会，可能没那么多了，请留意公众 号推送机制的改变。",
            "你未来刷到评论的机会，可能没那么多了，请留意公众号推送机制的改变。",
        ),
        ("智 谱 发 布 财 报", "智谱发布财报"),
    ],
)
def test_repaired(text: str, repaired: str) -> None:
    assert _repaired(text) == repaired


@pytest.mark.parametrize(
    "text",
    [
        "模型(BERT)与份额(17.7%)和(年度经常性收入)",
        "“喝(hē)水”的拼音要读第一声",
        "「說(shuō)服」一詞的讀音有爭議",
        "銀(yín)行(háng)里有人",
        "可擴展(scaling)的平台",
        "été, où, «ça»: prix à 5 €",
        "这与人们的认知不符吗?这要看你怎么问",
        "科技板块 创业板块",
        "AT&T and R&D; if (x&y)",
    ],
)
def test_left_alone(text: str) -> None:
    assert _repaired(text) == text


@pytest.mark.parametrize(
    ("text", "character", "reading"),
    [("正式沖刺港股", "經", "jīng"), ("重金收購通用型Agent公司", "復", "fù")],
)
def test_a_split_character_is_known_again_from_its_reading(text: str, character: str, reading: str) -> None:
    spoiled = _spoiled(text, character, reading)
    assert spoiled != text and "?" in spoiled
    assert _repaired(spoiled) == text


def test_a_lost_byte_nothing_tells_of_stays() -> None:
    assert noise_repairs("國?內市場") == []


@settings(deadline=None, max_examples=80)
@given(st.text(alphabet="國內(nèi)?jīng)_刺經 &amp;Ã©\u200b公司a\n", max_size=60))
def test_repairs_are_sorted_and_apart(text: str) -> None:
    repairs = repairs_of(text)
    assert all(a.end <= b.start for a, b in zip(repairs, repairs[1:], strict=False))
    assert all(0 <= r.start < r.end <= len(text) and text[r.start : r.end] != r.text for r in repairs)
