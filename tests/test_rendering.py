"""Renderings: what is shown, and that nothing an article says can become markup, a formula or an escape sequence."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from rich.console import Console

from summarize.renderers.composing import compose
from summarize.renderers.highlighting import spans
from summarize.renderers.markdown import escape as escape_markdown
from summarize.renderers.outline import gap, visible
from summarize.renderers.terminal import to_terminal
from summarize.rendering import FORMATS, Facts, format_of, render, write

from .samples import QUOTE, SECTIONS, answer, article, comparison, declined, every_result

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style><svg onload=alert(1)>",
    "![x](https://evil.example/a.png) [y](javascript:alert(1))",
    "# not a heading\n- not a list\n1. nor this\n```\ncode",
    "| a | b |\n|---|---|",
    '=HYPERLINK("https://evil.example";"x")',
    "[bold red]not rich[/] :smile:",
    "&lt;b&gt; &amp; &#60;",
    "https://evil.example/a www.evil.example me@evil.example",
    "\x1b[31mred\x1b[0m \x07 \u202eoverride",
    "\\*a\\* `code` ~~gone~~ $x$",
]
# What a page of ours consists of; anything else came from a text.
OUR_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "p", "bdi", "sup", "a", "figure"),
    *("blockquote", "q", "span", "figcaption", "mark", "div", "table", "thead", "tbody", "tr", "th", "td"),
}


def shown_by_markdown(text: str) -> BeautifulSoup:
    return BeautifulSoup(MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text), "lxml")


@pytest.mark.parametrize("text", HOSTILE)
def test_html_holds_only_our_own_tags_and_asks_nothing_of_a_server(text: str) -> None:
    for result in every_result(text):
        page = render(result, "html")
        soup = BeautifulSoup(page, "lxml")
        assert {tag.name for tag in soup.find_all(True)} <= OUR_TAGS
        for tag in soup.find_all(True):
            assert not set(tag.attrs) & {"src", "srcset", "onload", "onerror", "action", "data"}
            assert not str(tag.get("href", "#")).startswith(("http", "javascript", "//"))
        assert "url(" not in page.partition("</style>")[0] and "@import" not in page


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_shows_a_hostile_text_as_it_is(text: str) -> None:
    soup = shown_by_markdown(escape_markdown(text))
    assert {tag.name for tag in soup.find_all(True)} <= {"html", "body", "p"}
    assert soup.get_text().strip() == " ".join(text.split()).replace("\x00", "\ufffd")


@given(st.text())
@settings(max_examples=300, deadline=None)
def test_markdown_shows_any_text_as_it_is(text: str) -> None:
    text = visible(text)
    soup = shown_by_markdown(escape_markdown(text))
    assert {tag.name for tag in soup.find_all(True)} <= {"html", "body", "p"}
    assert soup.get_text().rstrip("\n") == text


@pytest.mark.parametrize("text", HOSTILE)
def test_markdown_of_every_result_has_no_link_image_or_code(text: str) -> None:
    for result in every_result(text):
        soup = shown_by_markdown(render(result, "markdown"))
        assert not soup.find_all(["a", "img", "code", "pre", "script", "svg", "ul", "ol", "hr", "del"])


@pytest.mark.parametrize("text", HOSTILE)
def test_csv_cells_are_never_formulas_and_rows_are_of_one_length(text: str) -> None:
    for result in every_result(text):
        rows = list(csv.reader(io.StringIO(render(result, "csv"), newline="")))
        assert len({len(row) for row in rows}) == 1
        cells = [cell for row in rows for cell in row]
        assert not [
            cell for cell in cells if cell.startswith(("=", "+", "@", "\t")) or (cell.startswith("-") and text in cell)
        ]


@pytest.mark.parametrize("text", HOSTILE)
def test_terminal_gets_no_foreign_escape_sequence(text: str) -> None:
    for result in every_result(text):
        console = Console(file=io.StringIO(), width=400, markup=False, emoji=False, highlight=False)
        console.print(to_terminal(compose(result)))
        printed = console.file.getvalue()  # type: ignore[attr-defined]
        assert "\x1b" not in printed and "\x07" not in printed and "\u202e" not in printed


@given(st.text(min_size=1))
@settings(max_examples=25, deadline=None)
def test_every_format_renders_any_text(text: str) -> None:
    for result in every_result(text):
        for form in FORMATS:
            assert render(result, form)


def test_markdown_of_an_answer() -> None:
    markdown = render(answer(), "markdown")
    assert markdown.startswith(
        f"# {QUOTE}\n\n{QUOTE} \\[1\\]\n\n{QUOTE} \\[2\\]\n\n(only partly supported)\n\n## Quotes"
    )
    assert (
        f"> \\[1\\] {QUOTE}\n>\n> → Translated {QUOTE}\n>\n> — Title {QUOTE} · Source {QUOTE} · 2026-05-04" in markdown
    )


def test_html_of_an_answer_links_each_number_to_its_quote() -> None:
    soup = BeautifulSoup(render(answer(), "html"), "lxml")
    assert [a["href"] for a in soup.select("sup a")] == ["#source-1", "#source-2"]
    assert soup.select_one("#source-1 q").get_text() == QUOTE
    assert soup.html["lang"] == "en"


def test_a_declined_answer_shows_the_nearest_sentences() -> None:
    markdown = render(declined(), "markdown")
    assert "Not said" in markdown and "## The nearest sentences" in markdown and f"**{QUOTE}**" in markdown


def test_headings_are_in_the_language_of_the_result_or_the_one_asked_for() -> None:
    assert "## Contradictions" in render(comparison(), "markdown")
    assert "## Contradictions" not in render(comparison(), "markdown", "zh-Hans")


def test_csv_of_an_answer_has_a_row_a_citation() -> None:
    rows = list(csv.DictReader(io.StringIO(render(answer(), "csv"))))
    assert [(row["number"], row["support"], row["quote"]) for row in rows] == [
        ("1", "supported", QUOTE),
        ("2", "partial", QUOTE),
    ]


def test_csv_of_a_comparison_has_claims_silences_conflicts_agreements_time_and_the_overview() -> None:
    rows = list(csv.DictReader(io.StringIO(render(comparison(), "csv"))))
    assert [(row["section"], row["article"], row["stance"], row["value"]) for row in rows] == [
        ("claim", "a1", "bullish", ""),
        ("claim", "a2", "silent", ""),
        ("conflict", "a1", "", "312000000.0"),
        ("conflict", "a2", "", ""),
        ("agreement", "a1", "", "312000000.0"),
        ("agreement", "a2", "", ""),
        ("stance_over_time", "a2", "bearish", ""),
        ("stance_over_time", "a1", "bullish", ""),
        ("figure_over_time", "a2", "", "290000000.0"),
        ("figure_over_time", "a1", "", "312000000.0"),
        *(("overview", "a1", "", "") for _ in SECTIONS),
        ("unmentioned", "", "", ""),
        ("unmentioned", "", "", ""),
    ]


def test_json_is_the_public_form() -> None:
    assert json.loads(render(answer(), "json")) == answer().to_dict()


def test_an_article_renders_its_clean_text_and_where_it_came_from() -> None:
    markdown = render(article(), "markdown")
    assert markdown.count(QUOTE) >= 3 and "reprint: a0" in markdown


def test_other_results_become_tables() -> None:
    markdown = render(Facts({"state": "good", "parts": [{"name": "database", "state": "good"}]}), "markdown")
    assert "| state | good |" in markdown and "| name | state |" in markdown and "| database | good |" in markdown


def test_an_unknown_format_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown format 'pdf'"):
        render(answer(), "pdf")


@pytest.mark.parametrize(
    ("name", "form"), [("a.md", "markdown"), ("a.HTML", "html"), ("a.csv", "csv"), ("a.json", "json"), ("a.pdf", None)]
)
def test_the_suffix_tells_the_format(name: str, form: str | None) -> None:
    assert format_of(Path(name)) == form


def test_a_csv_file_begins_with_a_byte_order_mark(tmp_path: Path) -> None:
    write(answer("兆瓦"), tmp_path / "a.csv", "csv")
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfstatement,")


@pytest.mark.parametrize(
    ("text", "query", "marked"),
    [
        ("公司的現金可以撐兩年", "现金", ["現金"]),
        ("公司的现金可以撑两年", "現金兩年", ["现金", "两年"]),
        ("Layoffs at the mill: laid off in May", "Layoff at the MAY", ["Layoff", "May"]),
        ("12 mills, 120 workers", "12", ["12"]),
        ("ＡＢＣ grew", "ABC", ["ＡＢＣ"]),
        ("nothing here", "", []),
    ],
)
def test_the_words_of_the_query_are_found_across_scripts(text: str, query: str, marked: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, query)] == marked


@pytest.mark.parametrize(
    ("before", "after", "between"),
    [("一句。", "两句。", ""), ("One.", "Two.", " "), ("", "Two.", ""), ("One.", "", "")],
)
def test_sentences_are_set_as_in_print(before: str, after: str, between: str) -> None:
    assert gap(before, after) == between
