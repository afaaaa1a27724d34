"""What plain text and Markdown say of themselves, and that nothing is invented where they say nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from index.cleaners.bylines import Byline, byline_of
from index.cleaning import clean
from index.documents import Article, RawDocument
from index.readers.html import html_document
from index.readers.markdown import markdown_document
from tests.fakes import FakeEmbedder

BODY = """The harbour of Velm will be dredged in spring, three years later than the council had planned.

The work will cost nine million euros. “We have waited long enough,” said Greta Holm, who runs the fish market.

The accident of 14 May 2021 had closed the channel for a month, and ships went elsewhere."""
CHINESE = """港口将在春天疏浚，比市议会原先的计划晚了三年，工程预计需要九百万元。

鱼市负责人何丽说：“我们等得够久了。”她希望航道早日恢复。

2021年5月14日的事故使航道关闭了一个月，船只只好改道。"""


@pytest.mark.parametrize(
    ("line", "author", "source", "published"),
    [
        ("Von Anna Becker, 3. März 2026", "Anna Becker", None, "2026-03-03"),
        ("海东财经记者 林一凡 青浦报道", "林一凡", None, None),
        ("分析師：林一凡　助理：沈知微", "林一凡", None, None),
        ("Von Anna Becker – Velmer Anzeiger, 03.03.2026", "Anna Becker", "Velmer Anzeiger", "2026-03-03"),
        ("By Jane Smith and Tom Lee | The Bay Ledger | March 3, 2026", "Jane Smith and Tom Lee", "The Bay Ledger",
         "2026-03-03"),
        ("*Par Zoé Lamy – La Gazette du Cap – 21 octobre 2026*", "Zoé Lamy", "La Gazette du Cap", "2026-10-21"),
        ("Por Ana de la Cruz – Diario del Puerto – 3 de marzo de 2026", "Ana de la Cruz", "Diario del Puerto",
         "2026-03-03"),
        ("Published: 3 March 2026", None, None, "2026-03-03"),
        ("Updated 4 March 2026, 10:12", None, None, "2026-03-04T10:12:00"),
        ("来源：砚池财经　作者：沈知微　2026-03-03", "沈知微", "砚池财经", "2026-03-03"),
        ("2026-03-03 09:12 来源: 山海周报 作者: 沈知微", "沈知微", "山海周报", "2026-03-03T09:12:00"),
        ("临溪晚报　记者 章以宁　2026年8月18日", "章以宁", "临溪晚报", "2026-08-18"),
        ("**島嶼商訊**｜文：范姜若蘭｜2026年9月2日", "范姜若蘭", "島嶼商訊", "2026-09-02"),
        ("（記者 王小明／台北報導）", "王小明", None, None),
        ("東雲経済　ブレーメン支局　菅沼 理央　2026年10月22日", "菅沼 理央", "東雲経済", "2026-10-22"),
        ("한강상업신문 기자 도윤슬 2026년 9월 15일", "도윤슬", "한강상업신문", "2026-09-15"),
        # A place is nobody's publisher.
        ("By Jane Smith, London, 3 March 2026", "Jane Smith", None, "2026-03-03"),
    ],
)  # fmt: skip
def test_a_byline_tells_author_publisher_and_date(
    line: str, author: str | None, source: str | None, published: str | None
) -> None:
    assert byline_of(line) == Byline(author, source, published)
    body = CHINESE if any("\u3400" <= character <= "\u9fff" for character in line) else BODY
    article = clean(RawDocument("a.txt", f"A quiet title\n\n{line}\n\n{body}"))
    assert (article.author, article.source, article.published) == (author, source, published)
    assert [article.text[cut.start : cut.end].strip() for cut in article.cuts] == [line]
    assert {cut.reason for cut in article.cuts} == {"byline"}
    assert article.title == "A quiet title"


@pytest.mark.parametrize(
    "line",
    [
        "On 3 March 2026 the plant opened",
        "The plant opens on 3 March 2026, says Anna Becker.",
        "Berlin, 3. März 2026",
        "Von Berlin nach Hamburg in zwei Stunden",
        "By Monday the ferry will be back",
        "“It is too late,” said Anna Becker",
        "记者昨天来到现场",
        "作者认为这很难",
        "Anna Becker",
        "2026年3月3日，公司公布了年报",
    ],
)
def test_a_sentence_a_place_or_a_name_alone_is_no_byline(line: str) -> None:
    assert byline_of(line) is None


@pytest.mark.parametrize("body", [BODY, CHINESE])
def test_a_date_in_a_sentence_and_a_quoted_person_are_not_the_articles(body: str) -> None:
    article = clean(RawDocument("a.txt", f"A quiet title\n\n{body}"))
    assert (article.author, article.source, article.published) == (None, None, None)
    assert article.cuts == ()


def markdown(text: str) -> Article:
    return clean(markdown_document(text, "notes.md"))


def test_front_matter_is_read_and_cut() -> None:
    front = "---\ntitle: 'Dredging in Velm'\nauthor: [Ines Tam, Bo Ek]\npublisher: Cape Weekly\ndate: 2026-03-03\n---\n"
    article = markdown(f"{front}\n# Dredging in Velm\n\n{BODY}\n")
    assert (article.title, article.author, article.source) == ("Dredging in Velm", "Ines Tam, Bo Ek", "Cape Weekly")
    assert article.published == "2026-03-03"
    assert [(article.text[cut.start : cut.end].strip(), cut.reason) for cut in article.cuts] == [
        (front.strip(), "front matter")
    ]
    assert article.clean.strip() == f"Dredging in Velm\n\n{BODY}"


def test_marks_are_repaired_away_and_quotes_stay_verbatim() -> None:
    text = (
        "# Dredging in Velm\n\n"
        'The **harbour** of *Velm* will be [dredged](https://example.org/a_b "x") in `spring`, says the _council_.\n\n'
        "> The work costs 3 * 4 million euros, not snake_case_sums or 5*6 of them, and ~~never~~ always \\*more.\n\n"
        "## What comes next ##\n\n"
        "The fish market waits <!-- ask again --> for the [report][1] of the port, and for its ![map](m.png)answer.\n"
    )
    article = markdown(text)
    assert article.text == text
    assert article.title == "Dredging in Velm"
    assert [sentence.display for sentence in article.sentences] == [
        "Dredging in Velm",
        "The harbour of Velm will be dredged in spring, says the council.",
        "The work costs 3 * 4 million euros, not snake_case_sums or 5*6 of them, and never always *more.",
        "What comes next",
        "The fish market waits  for the report of the port, and for its answer.",
    ]
    assert [sentence.heading for sentence in article.sentences] == [True, False, False, True, False]
    # The same characters in a text file are the text.
    assert clean(RawDocument("a.txt", text)).sentences[1].display.startswith("The **harbour** of *Velm*")


class FarFromNames(FakeEmbedder):
    """An embedder in whose eyes a name has nothing to do with what the article is about."""

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        vectors[range(len(texts)), [int("何硯秋" in text) for text in texts]] = 1
        return vectors


def test_a_byline_that_is_far_from_the_subject_is_read_all_the_same() -> None:
    line = "潮信報　特約撰稿 何硯秋　2026年1月6日"
    article = clean(RawDocument("a.txt", f"港口疏浚\n\n{line}\n\n{CHINESE}"), FarFromNames())
    assert (article.source, article.author, article.published) == ("潮信報", "何硯秋", "2026-01-06")
    assert [cut.reason for cut in article.cuts] == ["byline"]


@pytest.mark.parametrize(("field", "author"), [("沈知微", "沈知微"), ("管理员", None), ("", None)])
def test_a_page_may_name_an_author_without_a_space(field: str, author: str | None) -> None:
    paragraphs = "".join(f"<p>{line}</p>" for line in CHINESE.split("\n\n") * 2)
    head = f'<head><title>港口疏浚</title><meta name="author" content="{field}"></head>'
    page = f"<html>{head}<body><article><h1>港口疏浚</h1>{paragraphs}</article></body></html>"
    assert clean(html_document(page, "a.html")).author == author
