"""Summaries: every stretch is heard, every statement cited, no figure that the text has not. The model is a fake."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import UnknownArticleError
from summarize.salience import gist, says_nothing, spread
from summarize.workbench import Workbench
from tests.fakes import FakeEmbedder, FakeLanguageModel, ModelCall

PARAGRAPHS = (
    "星桥科技周一公布年报，全年收入为3.12亿元，比上一年多出一倍半，超过了公司自己的指引。",
    "公司把增长归功于海外的企业客户，他们在下半年签下了四十多份三年期的新合同。",
    "不过研发支出也升到了5.2亿元，其中大部分用于租用算力，管理层没有给出盈利的时间表。",
    "账上现金为9亿元，按目前的速度可以维持二十个月，董事会正在讨论新一轮融资的时间。",
    "分析人士提醒，几家大型云厂商已经把同类服务降价六成，价格战可能在明年继续蔓延。",
    "公司在公告的最后表示，将在明年上半年推出新一代模型，并把一半的销售人员派往海外。",
)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Path]:
    (tmp_path / "one.txt").write_text("星桥科技的一年\n\n" + "\n\n".join(PARAGRAPHS), encoding="utf-8")
    (tmp_path / "two.txt").write_text(
        "A year at Xingqiao\n\nXingqiao opened an office in Osaka in May and hired forty people there.\n\n"
        "Its new model answers in eleven languages, the firm says, and two banks already use it every day.\n",
        encoding="utf-8",
    )
    with Workbench.open(tmp_path / "library", embedder=FakeEmbedder(), language_model=FakeLanguageModel()) as workbench:
        assert len(workbench.add(tmp_path / "one.txt", tmp_path / "two.txt").added) == 2
    yield tmp_path / "library"


def echo(call: ModelCall) -> str:
    """A model that reports a sentence by repeating it."""
    last = call.messages[-1].content
    return last.partition(": ")[2].partition("\nLanguage")[0]


def invent(call: ModelCall) -> str:
    return "公司的收入为999亿元。"


def test_beginning_middle_and_end_are_heard_and_cited(library: Path) -> None:
    with Workbench.open(library, embedder=FakeEmbedder(), language_model=FakeLanguageModel(answers=echo)) as workbench:
        summary = workbench.summarize("a1")
        text = workbench.article("a1").text
    assert summary.language == "zh-Hans"
    assert summary.articles == ("a1",)
    assert len(summary.statements) == 3
    starts = [statement.citations[-1].citation.start for statement in summary.statements]
    assert starts == sorted(starts)
    assert starts[0] < len(text) / 3 < starts[1] < 2 * len(text) / 3 < starts[2]
    for statement in summary.statements:
        for numbered in statement.citations:
            assert text[numbered.citation.start : numbered.citation.end] == numbered.citation.quote
            assert f"[{numbered.number}]" in summary.text


def test_an_invented_figure_gives_way_to_the_quote(library: Path) -> None:
    model = FakeLanguageModel(answers=invent)
    with Workbench.open(library, embedder=FakeEmbedder(), language_model=model) as workbench:
        summary = workbench.summarize("a1")
    assert "999" not in summary.text
    assert all(statement.text in PARAGRAPHS for statement in summary.statements)


def test_longer_means_more_statements(library: Path) -> None:
    with Workbench.open(library, embedder=FakeEmbedder(), language_model=FakeLanguageModel(answers=echo)) as workbench:
        counts = [len(workbench.summarize("a1", length=length).statements) for length in ("short", "medium", "long")]
    assert counts[0] == 3
    assert counts == sorted(counts)
    assert counts[1] > counts[0]


def test_a_digest_hears_every_article(library: Path) -> None:
    with Workbench.open(library, embedder=FakeEmbedder(), language_model=FakeLanguageModel(answers=echo)) as workbench:
        summary = workbench.summarize("a1", "a2", language="en")
    assert {n.citation.article for s in summary.statements for n in s.citations} == {"a1", "a2"}


def test_unknown_articles_and_lengths_are_told(library: Path) -> None:
    with Workbench.open(library, embedder=FakeEmbedder(), language_model=FakeLanguageModel()) as workbench:
        with pytest.raises(UnknownArticleError):
            workbench.summarize("a9")
        with pytest.raises(ValueError, match="short, medium or long"):
            workbench.summarize("a1", length="huge")


def test_the_gist_is_a_sentence_of_the_article_and_needs_no_model(library: Path) -> None:
    with Workbench.open(library, embedder=FakeEmbedder(), language_model=FakeLanguageModel()) as workbench:
        article = workbench.article("a1")
        sentence = gist(article, workbench.index.vectors("a1"))
        assert sentence is not None
        assert sentence.display in PARAGRAPHS
        assert len(spread(article, workbench.index.vectors("a1"), 99)) <= len(article.sentences)


def test_a_translation_says_that_only_its_figures_and_names_were_checked(library: Path) -> None:
    speaking = FakeLanguageModel(answers=lambda call: "公司五月在大阪开设了办事处，招聘了四十人。")
    with Workbench.open(library, embedder=FakeEmbedder(), language_model=speaking) as workbench:
        translated = workbench.summarize("a2", language="zh-Hans").statements
        own = workbench.summarize("a1", language="zh-Hans").statements
    assert "partial" in {statement.support for statement in translated}
    for statement in translated:
        quoted = statement.text == statement.citations[-1].citation.display
        assert (statement.support, statement.translated) == (("supported", False) if quoted else ("partial", True))
    assert {(statement.support, statement.translated) for statement in own} == {("supported", False)}


@pytest.mark.parametrize(("confidence", "believed"), [(-0.9, False), (-0.1, True), (None, True)])
def test_a_translation_that_the_model_was_unsure_of_gives_way_to_the_quote(
    library: Path, confidence: float | None, believed: bool
) -> None:
    speaking = FakeLanguageModel(
        answers=lambda call: "公司五月在大阪开设了办事处，招聘了四十人。", confidence=confidence
    )
    with Workbench.open(library, embedder=FakeEmbedder(), language_model=speaking) as workbench:
        statements = workbench.summarize("a2", language="zh-Hans").statements
    assert any(statement.translated for statement in statements) is believed


@pytest.mark.parametrize(
    ("line", "nothing"),
    [
        ("Philippa Okonjo-Reed | 19 October 2026", True),
        ("By Jane Smith, 3 March 2026", True),
        ("What will it cost the shareholders?", True),
        ("The plant in Velm opened on 19 October 2026.", False),
        ("“It will hold,” said Ann Lee | and it held until the spring.", False),
    ],
)
def test_a_byline_or_a_question_reports_nothing(line: str, nothing: bool) -> None:
    assert says_nothing(line) is nothing
