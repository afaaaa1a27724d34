"""A question about one company is not answered from articles about another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.article_index import ArticleIndex
from summarize.asked_subject import is_their_subject, on_the_subject
from summarize.names import latin_spellings
from tests.fakes import FakeEmbedder

SAMPLES = Path(__file__).parents[1] / "articles"


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ArticleIndex]:
    with ArticleIndex.open(tmp_path_factory.mktemp("samples")) as index:
        index.add([str(file) for file in sorted(SAMPLES.iterdir()) if file.name != "README"])
        yield index


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("How much cash did Nordhafen have in the summer?", "nordhafen"),
        ("北港电芯2025年亏损多少？", "nordhafen"),
        ("云叶茶铺上半年净利润是多少？", ("yunye", "cloudleaf")),
        ("Wie hoch war der Verlust von Zhipu im ersten Halbjahr 2025?", "zhipu"),
    ],
)
def test_articles_about_another_company_are_left_out(
    samples: ArticleIndex, question: str, subject: str | tuple[str, ...]
) -> None:
    found = samples.search(question, k=30).hits
    kept = on_the_subject(question, found, samples.article)
    names = {Path(samples.article(hit.article).path).name for hit in kept}
    assert names
    assert all(name.startswith(subject) for name in names)
    assert [hit for hit in found if Path(samples.article(hit.article).path).name.startswith(subject)] == list(kept)


def test_a_question_that_names_nobody_keeps_every_hit(samples: ArticleIndex) -> None:
    found = samples.search("How many people work at the plant?", k=30).hits
    assert on_the_subject("How many people work at the plant?", found, samples.article) == found


@pytest.mark.parametrize(
    ("topic", "alone"),
    [
        ("Nordhafen", True),
        ("Nordhafen Zellwerk", True),
        ("云叶", True),
        ("yunye", True),
        ("Nordhafen cash", False),
        ("cash", False),
        ("現金流", False),
    ],
)
def test_a_topic_that_is_only_the_subject_s_name_narrows_nothing(
    samples: ArticleIndex, topic: str, alone: bool
) -> None:
    assert is_their_subject(topic, samples.articles()) is alone


def test_only_names_that_two_articles_bear_are_spelled_in_latin(samples: ArticleIndex) -> None:
    assert set(latin_spellings(samples.articles())) == {("智谱", "Zhipu"), ("云叶", "Yunye")}
    assert latin_spellings(samples.articles()[:1]) == ()


def test_one_article_that_speaks_of_hardly_anything_else_names_its_subject(tmp_path: Path) -> None:
    endings = ("发布了新的产品", "去年亏损扩大", "在海外设厂", "裁减了岗位", "签下一份合同", "换了董事长")
    text = "".join(f"星桥{ending}，这是第{number}次。" for number in range(3) for ending in endings)
    (tmp_path / "one.txt").write_text(text, encoding="utf-8")
    with ArticleIndex.open(tmp_path / "library", embedder=FakeEmbedder()) as index:
        index.add([str(tmp_path / "one.txt")])
        assert ("星桥", "Xingqiao") in latin_spellings(index.articles())
