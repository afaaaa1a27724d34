"""Language and script of short and long texts; folding that keeps offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.folding import fold, to_script
from index.language import detect, is_chinese


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("星河智算上半年收入是多少", "zh-Hans"),
        ("誰投資了這家公司？", "zh-Hant"),
        ("公司什么时候成立？", "zh-Hans"),
        ("毛利率", "zh-Hans"),
        ("市場份額", "zh-Hant"),
        ("日本銀行 金融政策決定会合 開催", "ja"),
        ("東京株式市場 平均株価が続落", "ja"),
        ("優の良品門店很多，這家公司在香港", "zh-Hant"),
        ("Who invested in the company?", "en"),
        ("Net loss 2024", "en"),
        ("Wie hoch war der Umsatz?", "de"),
        ("Qui a investi ?", "fr"),
        ("¿Quién invirtió?", "es"),
        ("Quem investiu na empresa?", "pt"),
        ("Кто вложил деньги?", "ru"),
        ("누가 투자했나?", "ko"),
        ("من استثمر؟", "ar"),
        ("OpenAI 和 Anthropic 的 revenue 是多少", "zh-Hans"),
        ("What does 智谱 mean by MaaS?", "en"),
        ("2025 — 42 %", None),
        ("", None),
    ],
)
def test_detect_tells_language_and_script(text: str, tag: str | None) -> None:
    assert detect(text) == tag


def test_is_chinese_whatever_the_script() -> None:
    assert [is_chinese(tag) for tag in ("zh-Hans", "zh-Hant", "zh", "ja", None)] == [True, True, True, False, False]


def test_fold_lets_scripts_widths_and_cases_meet() -> None:
    assert fold("國際ＡＢＣ") == fold("国际abc") == "国际abc"
    assert fold("経済") == "经济"
    assert fold("芸") == "芸"


@given(st.text())
def test_fold_keeps_every_offset(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


def test_to_script_converts_only_chinese() -> None:
    assert to_script("里面有软件", "zh-Hant") == "裡面有軟件"
    assert to_script("裡面有軟件", "zh-Hans") == "里面有软件"
    assert to_script("Straße", "de") == "Straße"
