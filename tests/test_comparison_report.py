"""The report of a comparison: sections of the overview, origins, the course of time, in every format and language."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup
from rich.console import Console

from summarize.renderers.composing import compose
from summarize.renderers.terminal import to_terminal
from summarize.rendering import render
from summarize.results import ComparedArticle, Statement, Timeline
from summarize.views.amounts import amount, time_of
from summarize.views.texts import LOCALES, texts_for

from .samples import QUOTE, SECTIONS, comparison, statement

HEADINGS = {
    "en": (
        *("What several agree on", "The bulls’ case", "The bears’ case"),
        *("What would change the bulls’ mind", "What would change the bears’ mind", "What nobody mentions"),
    ),
    "zh-Hans": (
        *("多篇文章一致的说法", "看多的理由", "看空的理由"),
        *("什么会让看多者改变看法", "什么会让看空者改变看法", "无人提及"),
    ),
    "zh-Hant": (
        *("多篇文章一致的說法", "看多的理由", "看空的理由"),
        *("什麼會讓看多者改變看法", "什麼會讓看空者改變看法", "無人提及"),
    ),
    "ja": (
        *("複数の記事が一致する点", "強気の論拠", "弱気の論拠"),
        *("強気の見方を変えうること", "弱気の見方を変えうること", "どの記事も触れていないこと"),
    ),
}
WITHOUT_TIME = Timeline()


def origins_of(*origins: str) -> tuple[ComparedArticle, ...]:
    return tuple(ComparedArticle(f"a{n}", QUOTE, origin, "neutral", 0.0) for n, origin in enumerate(origins, 1))


@pytest.mark.parametrize("locale", LOCALES)
def test_each_section_of_the_overview_stands_under_its_heading_in_the_readers_language(locale: str) -> None:
    markdown = render(comparison(), "markdown", locale)
    overview = markdown.split(f"## {texts_for(locale)('compare.overview')}\n\n")[1].split("\n\n## ")[0]
    sections = [f"### {HEADINGS[locale][number - 1]}\n\n{QUOTE} \\[{number}\\]" for number in range(1, 6)]
    assert overview == "\n\n".join([*sections, f"### {HEADINGS[locale][5]}\n\n{QUOTE} · debt"])


def test_statements_share_the_heading_of_their_section_and_one_without_a_section_has_none() -> None:
    told = (statement(QUOTE, 1), statement(QUOTE, 2, section="bulls"), statement(QUOTE, 3, section="bulls"))
    markdown = render(replace(comparison(), overview=told, unmentioned=()), "markdown")
    assert f"## Overview\n\n{QUOTE} \\[1\\]\n\n### The bulls’ case\n\n{QUOTE} \\[2\\]\n\n{QUOTE} \\[3\\]" in markdown
    assert not [heading for heading in HEADINGS["en"] if heading != "The bulls’ case" and heading in markdown]


def test_without_an_overview_there_is_no_heading_for_it() -> None:
    assert "Overview" not in render(replace(comparison(), overview=(), unmentioned=()), "markdown")


@pytest.mark.parametrize(
    ("origins", "locale", "said"),
    [
        (("a1", "a1", "a3", "a3", "a3"), "en", "5 articles, 2 origins"),
        (("a1", "a1", "a3", "a3", "a3"), "zh-Hans", "5 篇文章，出自 2 个源头"),
        (("a0", "a0"), "en", "2 articles, all of one origin"),
        (("a0", "a0"), "ja", "記事 2 件、元記事はすべて同じ"),
    ],
)
def test_reprints_are_counted_as_one_origin(origins: tuple[str, ...], locale: str, said: str) -> None:
    markdown = render(replace(comparison(), articles=origins_of(*origins)), "markdown", locale)
    assert markdown.splitlines()[2] == f"*{said}*"


def test_articles_that_are_all_their_own_need_no_word_on_origins() -> None:
    assert "origin" not in render(replace(comparison(), articles=origins_of("a1", "a2")), "markdown")


def test_stances_and_figures_stand_by_date_with_who_has_none() -> None:
    markdown = render(comparison(), "markdown")
    assert (
        "## Stance over time\n\n| Date | Title | Stance | -1…1 |\n| --- | --- | --- | ---: |\n"
        f"| 2026-04-01 | {QUOTE} (reprint: a1) | ▼ bearish | -0.50 |\n| 2026-05-04 | {QUOTE} | ▲ bullish | +0.50 |\n\n"
        f"*Without a date: Undated {QUOTE}*\n\n"
        "## Figures over time\n\n| Measure | Date | Figure | ID |\n| --- | --- | --- | --- |\n"
        f"| {QUOTE} | 2026-04-01 | RMB 290 million · the first half of 2025 | a2 |\n"
        f"|  | 2026-05-04 | RMB 312 million · {QUOTE} | a1 |\n"
    ) in markdown
    chinese = render(comparison(), "markdown", "zh-Hans")
    assert "## 立场随时间的变化" in chinese and "## 数字随时间的变化" in chinese
    assert "| 2026-04-01 | 2.9亿元 · 2025年上半年 | a2 |" in chinese


def test_a_measure_that_names_its_period_says_it_once_and_in_the_readers_language() -> None:
    told = comparison()
    values = tuple(replace(value, period="2025-H1") for value in told.timeline.figures[0].values)
    sales = replace(told.timeline.figures[0], measure="sales (2025-H1)", values=values)
    conflict = replace(told.conflicts[0], subject="sales (2025-H1)")
    conflict = replace(conflict, sides=(replace(conflict.sides[0], period="2025-H1"), conflict.sides[1]))
    shown = replace(told, conflicts=(conflict,), timeline=replace(told.timeline, figures=(sales,)))
    markdown = render(shown, "markdown", "ja")
    assert "### sales (2025年上期)" in markdown
    assert "| sales (2025年上期) | 2026-04-01 | 2.9億元 | a2 |" in markdown


def test_articles_that_give_one_figure_on_one_day_share_a_row() -> None:
    series = comparison().timeline.figures[0]
    first = replace(series.values[0], period=None)
    values = (first, replace(first, article="a3"), replace(first, article="a1", value=291e6))
    told = replace(comparison(), timeline=Timeline((), (replace(series, measure="sales", values=values),)))
    rows = "| sales | 2026-04-01 | RMB 290 million | a2 · a3 |\n|  | 2026-04-01 | RMB 291 million | a1 |\n"
    assert rows in render(told, "markdown")


def test_a_rank_is_no_bare_number() -> None:
    told = comparison()
    first, second = told.conflicts[0].sides
    sides = (replace(first, value=2.0, unit=None), replace(second, value=4.0, unit=None))
    ranks = replace(told, conflicts=(replace(told.conflicts[0], kind="rank", sides=sides),))
    assert "No. 2 · " in render(ranks, "markdown") and "第4位" in render(ranks, "markdown", "zh-Hans")


def test_a_rank_over_time_is_no_bare_number() -> None:
    series = comparison().timeline.figures[0]
    values = tuple(replace(value, value=place) for value, place in zip(series.values, (4.0, 2.0), strict=True))
    ranks = replace(comparison(), timeline=Timeline((), (replace(series, unit=None, values=values, kind="rank"),)))
    assert "| 2026-04-01 | No. 4 · the first half of 2025 | a2 |" in render(ranks, "markdown")
    assert "| 2026-04-01 | 第4位 · 2025年上半年 | a2 |" in render(ranks, "markdown", "zh-Hans")


def test_a_series_by_period_stands_by_period() -> None:
    series = comparison().timeline.figures[0]
    values = (replace(series.values[0], date=None), replace(series.values[1], period="2025-H2"))
    told = replace(comparison(), timeline=Timeline((), (replace(series, measure="staff", values=values, by="period"),)))
    rows = (
        "| staff | the first half of 2025 | RMB 290 million | a2 |\n"
        "|  | the second half of 2025 | RMB 312 million | a1 |\n"
    )
    assert rows in render(told, "markdown")


def test_one_dated_article_is_no_course_of_time() -> None:
    told = comparison()
    alone = replace(told, timeline=Timeline(told.timeline.stances[:1]))
    assert "over time" not in render(alone, "markdown") and "Without a date" not in render(alone, "markdown")


def test_a_page_draws_each_score_from_the_middle() -> None:
    soup = BeautifulSoup(render(comparison(), "html"), "lxml")
    bars = [(bar["class"], bar["style"]) for bar in soup.select(".bar span")]
    bullish, bearish = (["bullish"], "left:50%;width:25%"), (["bearish"], "right:50%;width:25%")
    assert bars == [bullish, bearish, (["bullish"], "left:50%;width:0%"), bearish, bullish]
    assert all(bar["aria-hidden"] == "true" for bar in soup.select(".bar"))


def test_a_stance_that_a_reader_corrected_says_so() -> None:
    assert f"| a2 | {QUOTE} (reprint: a1) | ▼ bearish ✓ Corrected by a reader |" in render(comparison(), "markdown")


def test_the_terminal_tells_the_same() -> None:
    console = Console(file=io.StringIO(), width=100, markup=False, emoji=False, highlight=False)
    console.print(to_terminal(compose(comparison(), "en")))
    printed = console.file.getvalue()  # type: ignore[attr-defined]
    assert all(heading in printed for heading in HEADINGS["en"])
    assert "3 articles, 2 origins" in printed and "RMB 290 million" in printed and "2026-04-01" in printed


def test_csv_has_a_row_a_dated_stance_and_a_dated_figure() -> None:
    rows = list(csv.DictReader(io.StringIO(render(comparison(), "csv"))))
    over_time = [row for row in rows if row["section"].endswith("_over_time")]
    names = ("section", "article", "title", "stance", "score", "value", "unit", "period", "published")
    assert [tuple(row[name] for name in names) for row in over_time] == [
        ("stance_over_time", "a2", QUOTE, "bearish", "-0.5", "", "", "", "2026-04-01"),
        ("stance_over_time", "a1", QUOTE, "bullish", "0.5", "", "", "", "2026-05-04T08:30"),
        ("figure_over_time", "a2", f"Title {QUOTE}", "", "", "290000000.0", "CNY", "2025-H1", "2026-04-01"),
        ("figure_over_time", "a1", f"Title {QUOTE}", "", "", "312000000.0", "CNY", QUOTE, "2026-05-04T08:30"),
    ]
    assert over_time[-1]["quote"] == QUOTE and over_time[-1]["kind"] == "figure"


def test_csv_has_a_row_a_citation_of_the_overview_and_one_for_each_thing_that_nobody_mentions() -> None:
    rows = list(csv.DictReader(io.StringIO(render(comparison(), "csv"))))
    told = [row for row in rows if row["section"] == "overview"]
    names = ("kind", "article", "quote", "statement", "support", "number")
    assert [tuple(row[name] for name in names) for row in told] == [
        (section, "a1", QUOTE, f"{QUOTE} [{number}]", "supported", str(number))
        for number, section in enumerate(SECTIONS, 1)
    ]
    assert [row["subject"] for row in rows if row["section"] == "unmentioned"] == [QUOTE, "debt"]
    alone = replace(comparison(), overview=(Statement("It may.", "unsupported"),), unmentioned=())
    last = list(csv.DictReader(io.StringIO(render(alone, "csv"))))[-1]
    assert {key: value for key, value in last.items() if value} == {
        "section": "overview",
        "statement": "It may.",
        "support": "unsupported",
    }


def test_csv_keeps_the_columns_and_rows_that_it_had_before_it_told_of_time_and_of_the_overview() -> None:
    bare = replace(comparison(), timeline=WITHOUT_TIME, overview=(), unmentioned=())
    before, now = (list(csv.reader(io.StringIO(render(one, "csv")))) for one in (bare, comparison()))
    assert [row[: len(before[0])] for row in now[: len(before)]] == before
    columns = (
        "section subject article stance score kind speaker title source published path quote display translation "
        "start end language why value unit period"
    )
    assert before[0] == columns.split()


def test_json_holds_sections_time_and_what_is_missing() -> None:
    told = json.loads(render(comparison(), "json"))
    assert [said["section"] for said in told["overview"]] == list(SECTIONS)
    assert told["unmentioned"] == [QUOTE, "debt"]
    assert [one["date"] for one in told["timeline"]["stances"]] == ["2026-04-01", "2026-05-04T08:30"]
    assert [value["value"] for value in told["timeline"]["figures"][0]["values"]] == [290e6, 312e6]


@pytest.mark.parametrize(
    ("value", "unit", "locale", "said"),
    [
        (4.6e12, "CNY", "en", "RMB 4.6 trillion"),
        (4.6e12, "CNY", "zh-Hant", "4.6萬億元"),
        (312345678.5, "CHF", "en", "CHF 312,345,678.5"),
        (-3.25, "%", "ja", "-3.25%"),
        (7.5, "pp", "zh-Hans", "7.5个百分点"),
        (9300.0, "person", "en", "9,300 people"),
        (1.0, "month", "en", "1 month"),
        (12.0, "家", "zh-Hans", "12家"),
        (12.0, "家", "en", "12 家"),
        (6.0, None, "en", "6"),
        (None, "CNY", "en", None),
    ],
)
def test_a_value_is_written_as_the_reader_does(
    value: float | None, unit: str | None, locale: str, said: str | None
) -> None:
    assert amount(value, unit, texts_for(locale)) == said


@pytest.mark.parametrize(
    ("period", "said"), [("2025-H1", "2025年上半年"), ("XXXX-06", "XXXX-06"), ("the year", "the year"), (None, None)]
)
def test_a_period_is_written_as_the_reader_does(period: str | None, said: str | None) -> None:
    assert time_of(period, texts_for("zh-Hans")) == said
