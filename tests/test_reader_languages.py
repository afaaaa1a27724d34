"""Which language an answer is in."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.article_index import ArticleIndex
from summarize.languages import language_of, language_of_topic
from tests.fakes import FakeEmbedder

NEUTRAL = "MiniMax在2024年的收入是多少？"
SIMPLIFIED = "公司在八月发布了新的产品，订单随后增长。"
TRADITIONAL = "公司在八月發布了新的產品，訂單隨後增長。"
ENGLISH = "The company showed its new product in August, and orders grew after that."


@pytest.mark.parametrize(
    ("question", "texts", "language"),
    [
        (NEUTRAL, (TRADITIONAL, ENGLISH, ENGLISH), "zh-Hant"),
        (NEUTRAL, (SIMPLIFIED, ENGLISH), "zh-Hans"),
        (NEUTRAL, (ENGLISH,), "zh-Hans"),
        ("订单增长了多少？", (TRADITIONAL,), "zh-Hans"),
        ("2024?", (TRADITIONAL,), "zh-Hant"),
        ("Revenue?", (TRADITIONAL,), "en"),
        ("Starbridge?", (TRADITIONAL,), "zh-Hant"),
        ("Wer gründete Starbridge?", (TRADITIONAL,), "de"),
    ],
)
def test_a_question_of_no_script_takes_that_of_the_articles(
    tmp_path: Path, question: str, texts: tuple[str, ...], language: str
) -> None:
    for number, text in enumerate(texts):
        (tmp_path / f"{number}.txt").write_text(f"{text}\n\n{text} {number}", encoding="utf-8")
    with ArticleIndex.open(tmp_path / "library", embedder=FakeEmbedder()) as index:
        index.add([str(tmp_path / f"{number}.txt") for number in range(len(texts))])
        assert language_of(question, index.articles()) == language


@pytest.mark.parametrize(
    ("topic", "language"),
    [
        ("cash", "en"),
        ("Revenue", "en"),
        ("gross margin", "en"),
        ("Bruttomarge", "de"),
        ("marge brute", "fr"),
        ("Nordhafen", "zh-Hans"),
        ("Zhipu", "zh-Hans"),
        ("現金流", "zh-Hant"),
        ("キャッシュ", "ja"),
        ("how long will the cash last", "en"),
        (None, "zh-Hans"),
        ("2025", "zh-Hans"),
    ],
)
def test_a_short_topic_has_a_language_only_where_its_words_do(topic: str | None, language: str) -> None:
    assert language_of_topic(topic, "zh-Hans") == language
