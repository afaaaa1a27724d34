# ruff: noqa: E501 - a case a line
"""Sentence spans: quotes, figures, abbreviations, lines, and what a cut separates."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents import Article, Repair, Span
from index.sentences import sentences_of, split
from index.settings import IndexSettings


def _pieces(text: str, language: str) -> list[str]:
    return [text[start:end] for start, end in split(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("de", "Voll sind sie nicht. 2025 lag sie bei 89 Prozent.", ["Voll sind sie nicht.", "2025 lag sie bei 89 Prozent."]),
        ("de", "Das war vgl. 2025 auch so.", ["Das war vgl. 2025 auch so."]),
        ("de", "Das Werk braucht mind. 2000 neue Stellen.", ["Das Werk braucht mind. 2000 neue Stellen."]),
        ("zh", "他说：“赚钱了。”大家都走了！收入3.12亿元。（注：未审计。）", ["他说：“赚钱了。”", "大家都走了！", "收入3.12亿元。", "（注：未审计。）"]),
        ("zh", "“冲啊！”的口号响起。下一句", ["“冲啊！”的口号响起。", "下一句"]),
        ("ja", "「はい。」と言った。売上高は3.5億円だった。", ["「はい。」と言った。", "売上高は3.5億円だった。"]),
        ("en", "Sales were $3.5 bn. Mr. Li left. OK?", ["Sales were $3.5 bn.", "Mr. Li left.", "OK?"]),
        ("fr", "M. Durand est parti. Puis il a dit non.", ["M. Durand est parti.", "Puis il a dit non."]),
        ("de", "Am 3. Mai 2025 stieg der Kurs um 3,5 % auf z. B. 20 Euro. Gut so.", ["Am 3. Mai 2025 stieg der Kurs um 3,5 % auf z. B. 20 Euro.", "Gut so."]),
        ("en", "1. First point.\n2. Second point.", ["1. First point.", "2. Second point."]),
    ],
)  # fmt: skip
def test_split(language: str, text: str, expected: list[str]) -> None:
    assert _pieces(text, language) == expected


def test_a_very_long_sentence_breaks_at_its_semicolon() -> None:
    text = "甲" * 30 + "；" + "乙" * 30 + "，" + "丙" * 30 + "。"
    pieces = [text[start:end] for start, end in split(text, "zh", longest=70)]
    assert pieces == ["甲" * 30 + "；", "乙" * 30 + "，" + "丙" * 30 + "。"]


def test_headings_and_paragraphs() -> None:
    text = "盈利仍远\n公司去年亏损扩大。今年有望收窄。\n"
    sentences = sentences_of(Article("1", "a", text, (Span(0, len(text)),), language="zh-Hans"))
    assert [(s.display, s.paragraph, s.heading) for s in sentences] == [
        ("盈利仍远", 0, True),
        ("公司去年亏损扩大。", 1, False),
        ("今年有望收窄。", 1, False),
    ]


def test_no_sentence_crosses_a_cut_and_offsets_are_the_originals() -> None:
    text = "國內(nèi)公司虧損，廣告廣告但收入增長。"
    article = Article(
        "1", "a", text, (Span(0, 12), Span(16, len(text))), repairs=(Repair(2, 7, ""),), language="zh-Hant"
    )
    sentences = sentences_of(article)
    assert [s.display for s in sentences] == ["國內公司虧損，", "但收入增長。"]
    assert [text[s.start : s.end] for s in sentences] == ["國內(nèi)公司虧損，", "但收入增長。"]


@given(
    st.text(alphabet="公司虧。！？，“”「」\n ab.A1;；(（", max_size=120), st.sampled_from(["zh-Hans", "ja", "en", "de"])
)
def test_display_is_the_clean_text_of_the_span(text: str, language: str) -> None:
    article = Article("1", "a", text, (Span(0, len(text)),), language=language)
    sentences = sentences_of(article, IndexSettings(longest_sentence=20))
    for sentence in sentences:
        assert text[sentence.start : sentence.end] == sentence.display == sentence.display.strip()
        assert 0 < len(sentence.display) <= 20
    assert all(a.end <= b.start for a, b in pairwise(sentences))
    letters = sum(character.isalnum() for character in text)
    assert sum(character.isalnum() for s in sentences for character in s.display) == letters
