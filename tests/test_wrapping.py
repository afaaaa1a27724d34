"""Line breaks inside sentences are repaired, those between lines stay. All texts are invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.cleaning import clean
from index.documents import Article, RawDocument
from index.errors import EmptyArticleError


def article(text: str, path: str = "a.txt") -> Article:
    return clean(RawDocument(path=path, text=text))


WRAPPED = """A tram maker and its batteries

On the third floor of the company's headquarters there is a
wall map with 34 coloured pins. Each of them is a city that runs
Norvane trams. Twenty-nine are in China and the other five in
Thailand, Kazakhstan, Serbia and Morocco. The pitch is simple: put
the battery on the roof. It has sold that idea better than anybody.
By its own count it holds 46%
of the world market.

The Chile test

The line was built in 27 months, cost 212 million dollars and
carries 41,000 people a day. Nobody expected that.
"""


def test_sentences_go_on_over_broken_lines() -> None:
    shown = [sentence.display for sentence in article(WRAPPED).sentences]
    assert "On the third floor of the company's headquarters there is a wall map with 34 coloured pins." in shown
    assert "Each of them is a city that runs Norvane trams." in shown  # though a capital begins the line
    assert "By its own count it holds 46% of the world market." in shown
    assert "The Chile test" in shown and "A tram maker and its batteries" in shown
    assert not any("\n" in sentence for sentence in shown)


def test_the_quote_is_the_original_with_its_line_breaks() -> None:
    written = article(WRAPPED)
    sentence = next(one for one in written.sentences if "wall map" in one.display)
    assert WRAPPED[sentence.start : sentence.end].replace("\n", " ") == sentence.display
    assert "\n" in WRAPPED[sentence.start : sentence.end]


def test_han_characters_are_joined_without_a_space_and_hyphens_go() -> None:
    text = (
        "岚城北边的试车线上停着十一列刷好漆的电车，\n它们去年七月就该开走。新区那边说站台还没有修好，\n"
        "公司只能等着，一个月又一个月地\n等。没有人知道要等到什么时候，也没有人\n愿意说。"
    )
    shown = [sentence.display for sentence in article(text).sentences]
    assert shown[0] == "岚城北边的试车线上停着十一列刷好漆的电车，它们去年七月就该开走。"
    assert "新区那边说站台还没有修好，公司只能等着，一个月又一个月地等。" in shown
    german = "Vor drei Jahren bestellte die Stadt ihre ersten Batteriestraßen-\nbahnen. Die Kosten stiegen."
    shown = [sentence.display for sentence in article(german).sentences]
    assert shown[0] == "Vor drei Jahren bestellte die Stadt ihre ersten Batteriestraßenbahnen."


@pytest.mark.parametrize(
    "text",
    [
        "收入增长了一成，公司很高兴。\n利润下降了两成，股东不高兴。\n明年会怎样，没有人说得清楚。",
        "01\n从一间铺子开始\n\n公司的故事要从二十年前说起，那时候它还很小。\n\n02\n钱从哪里来\n\n公司的收入分成三块，都在涨。",
        "The plant has three lines and two of them are idle at present:\n- the old line\n- the new line\n- the third",
        "What the firm earned in the years before the war broke out\n\nNobody at the firm could say what it earned.",
    ],
)
def test_lines_that_end_or_begin_something_stay_apart(text: str) -> None:
    assert not any("\n" in text[repair.start : repair.end] for repair in article(text).repairs)


@given(
    st.lists(
        st.sampled_from(
            ["die Bahn fährt, ", "wenn\n", "列车停了", "，\n", "Ende.\n", "\r\n", "&amp;\n", " a-\nb", "\n\n"]
        )
    )
)
def test_repairs_stay_sorted_and_apart_whatever_the_lines(pieces: list[str]) -> None:
    text = "Die Stadt hat gestern Abend beschlossen, dass sie wartet.\n" + "".join(pieces)
    try:
        written = article(text)
    except EmptyArticleError:
        return
    ends = [0, *(repair.end for repair in written.repairs)]
    assert all(repair.start >= end for repair, end in zip(written.repairs, ends, strict=False))
    for sentence in written.sentences:
        assert 0 <= sentence.start < sentence.end <= len(text)
