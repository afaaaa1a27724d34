"""A citation exists when its words were found in the original text, and shows them after repairs."""

from __future__ import annotations

import pytest

from index.documents import Article, Cut, Repair, Span
from summarize.citations import Numbering, cite, with_markers
from summarize.results import Statement

TEXT = "導航 首頁\n公司国內(nèi)收入为三亿元。 \n广告"
ARTICLE = Article(
    id="a1",
    path="one.txt",
    text=TEXT,
    kept=(Span(6, 23),),
    cuts=(Cut(0, 6, "navigation"), Cut(23, len(TEXT), "advertisement")),
    repairs=(Repair(10, 15, ""),),
    language="zh-Hans",
)


def test_a_citation_is_the_original_and_its_display_is_repaired() -> None:
    start = TEXT.index("公司")
    citation = cite(ARTICLE, start, TEXT.index("广告"))
    assert citation.quote == "公司国內(nèi)收入为三亿元。"
    assert TEXT[citation.start : citation.end] == citation.quote
    assert citation.display == "公司国內收入为三亿元。"


@pytest.mark.parametrize("span", [(0, 5), (-1, 3), (3, 3), (0, 999)])
def test_what_was_cut_or_is_not_there_cannot_be_cited(span: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="article a1"):
        cite(ARTICLE, *span)


def test_each_span_has_one_number_in_order_of_use() -> None:
    numbering = Numbering()
    first, second = cite(ARTICLE, 6, 22), cite(ARTICLE, 6, 8)
    assert [n.number for n in numbering.number_all([first, second, first])] == [1, 2, 1]


def test_markers_follow_the_statement() -> None:
    numbering = Numbering()
    cited = numbering.number_all([cite(ARTICLE, 6, 22), cite(ARTICLE, 6, 8)])
    statements = [Statement("One.", "supported", cited), Statement("Two.", "partial")]
    assert with_markers(statements) == "One. [1] [2]\n\nTwo."
