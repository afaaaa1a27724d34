"""What of an HTML page a reader could see, and how it lies on lines."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import EmptyArticleError, ReadingError
from index.readers.html import html_document, read_html, visible_text
from index.readers.limits import MAX_ELEMENTS, MAX_MARKUP_CHARACTERS


def test_blocks_are_lines_and_white_space_is_one_space() -> None:
    markup = """<html><head><title>Not on the page</title></head><body><h1>Head\n line</h1>
    <p>One  <b>bold</b>&nbsp;&nbsp;word,<br>next&amp;last</p>loose text<ul><li>first<li>second</ul>
    <div>a<div>b</div>c</div></body></html>"""
    assert visible_text(markup) == "Head line\nOne bold word,\nnext&last\nloose text\nfirst\nsecond\na\nb\nc"


def test_words_of_one_line_are_not_torn_apart() -> None:
    assert visible_text("<p>un<b>believ</b>able <i>on</i>e, 大<span>模型</span>") == "unbelievable one, 大模型"


def test_links_side_by_side_are_set_apart() -> None:
    assert (
        visible_text("<nav><a href=a>Home</a><a href=b>News</a></nav><p>see <a href=c>this</a>.")
        == "Home News\nsee this."
    )


def test_a_table_row_is_a_line_and_columns_keep_their_place() -> None:
    markup = """<table><caption>Revenue</caption><thead><tr><th>Year<th>Europe<th>Asia</thead>
    <tr><td>2023<td><td><p>1.25</p><p>up</p><tr><td colspan=2>2024<td>3.12</table><p>after"""
    assert visible_text(markup) == "Revenue\nYear | Europe | Asia\n2023 |  | 1.25 up\n2024 |  | 3.12\nafter"


def test_a_page_laid_out_with_tables_keeps_its_paragraphs() -> None:
    long = "A sentence that is long enough for a paragraph of its own in the middle. " * 2
    markup = f"<table><tr><td>menu<td><p>{long}</p><p>{long}</p><table><tr><td>1<td>2</table></table>"
    assert visible_text(markup) == f"menu\n{long.strip()}\n{long.strip()}\n1 | 2"


def test_preformatted_text_keeps_its_lines() -> None:
    assert visible_text("<pre>a  b\n  c</pre>d") == "a  b\nc\nd"


@pytest.mark.parametrize(
    "hidden",
    [
        "<script>x</script>",
        "<style>x</style>",
        "<noscript>x</noscript>",
        "<template><p>x</template>",
        "<p hidden>x</p>",
        '<div style="display:none"><p>x<div>x</div></div>',
        '<p style="color:red; DISPLAY : none !important">x</p>',
        '<p style="visibility:hidden">x</p>',
        '<p style="font-size:0">x</p>',
        '<p style="font-size: 0.0px;">x</p>',
        '<p style="opacity:0">x</p>',
        '<p style="position:absolute;left:-9999px">x</p>',
        '<p style="text-indent:-9999px">x</p>',
        '<p style="height:0;overflow:hidden">x</p>',
        '<p style="clip: rect(0, 0, 0, 0)">x</p>',
        '<p style="clip-path: inset(50%)">x</p>',
        '<p style="color:#fff;background-color:#FFF">x</p>',
        '<p style="color:transparent">x</p>',
        '<p style="transform:scale(0)">x</p>',
        '<style>.gone, #g{display:none}</style><p class="a gone">x</p><p id=g>x</p>',
        "<p class=late>x</p><style>/* later */ p.late{visibility:hidden}</style>",
        "<dialog>x</dialog>",
        "<select><option>x</select>",
        "<!-- x -->",
        "<svg><title>x</title><desc>x</desc></svg>",
        "<iframe>x</iframe>",
    ],
)
def test_what_is_out_of_sight_is_no_text(hidden: str) -> None:
    assert visible_text(f"<body><p>seen</p>{hidden}<p>seen too</p></body>") == "seen\nseen too"


@pytest.mark.parametrize(
    "shown",
    [
        '<p aria-hidden="true">x</p>',
        '<p style="font-size:10px">x</p>',
        '<p style="opacity:0.5">x</p>',
        '<p style="left:-5px">x</p>',
        '<p style="color:#000;background:#fff">x</p>',
        '<p style="margin:0;height:0">x</p>',
        '<p hidden="until-found">x</p>',
        "<details><summary>x</summary></details>",
        "<dialog open>x</dialog>",
        '<div id="js_content" style="visibility: hidden; opacity: 0;">x</div>',
        "<style>@media print{.q{display:none}} @import url(a);</style><p class=q>x</p>",
        "<style>.q{opacity:0}</style><p class=q>x</p>",
        "<style>.menu .q{display:none}</style><p class=q>x</p>",
        "<noscript>not this</noscript><p>x</p>",
    ],
)
def test_what_a_reader_does_see_stays(shown: str) -> None:
    assert visible_text(f"<body>{shown}</body>") == "x"


def test_a_page_that_waits_for_its_script_is_not_hidden() -> None:
    assert visible_text('<style>body{visibility:hidden}</style><body style="opacity:0"><p>x</p></body>') == "x"


def test_readings_above_characters_do_not_break_the_sentence() -> None:
    assert (
        visible_text("<p><ruby>経<rp>(</rp><rt>けい</rt><rp>)</rp>済<rt>ざい</rt></ruby>が伸びた</p>") == "経済が伸びた"
    )


def test_hidden_elements_end_where_they_end() -> None:
    assert visible_text("<p hidden>a<p>b<div hidden>c<br>d<input>e</div>f<td style='display:none'>g</td>h") == "b\nfh"


def test_the_document_keeps_the_markup_and_drops_embedded_images() -> None:
    image = "data:image/png;base64," + "A" * 5000
    document = read_html(f'<?xml version="1.0"?><p>x<img src="{image}"></p>'.encode(), "a.html")
    assert (document.text, document.media) == ("x", "text/html")
    assert document.markup == '<p>x<img src="data:,"></p>'


@pytest.mark.parametrize("markup", ["", " ", "<p> </p>", "<html><head><title>x</title></head></html>", "<!-- x -->"])
def test_a_page_without_text_is_named_as_one(markup: str) -> None:
    assert visible_text(markup) == ""
    with pytest.raises(EmptyArticleError):
        html_document(markup, "a.html")


DEEP = {
    "elements": "<div>" * 100_000 + "deep" + "</div>" * 100_000 + "<p>after",
    "unclosed": "<b>" * 100_000 + "deep<p>after",
    "tables": "<table><tr><td>" * 33_000 + "deep" + "</table>" * 33_000 + "<p>after",
}


@pytest.mark.parametrize("markup", DEEP.values(), ids=DEEP.keys())
def test_depth_costs_nothing_and_is_refused_in_a_document(markup: str) -> None:
    start = time.process_time()
    assert visible_text(markup).split("\n") == ["deep", "after"]
    with pytest.raises(ReadingError, match=r"its HTML is nested (99|100),\d\d\d deep"):
        html_document(markup, "a.html")
    assert time.process_time() - start < 10


HOSTILE = {
    "elements": "<i>x</i>" * (MAX_ELEMENTS + 1),
    "length": "x" * (MAX_MARKUP_CHARACTERS + 1),
    "signs": "<" * 5_000_000,
    "entities": '<!DOCTYPE html [<!ENTITY a "b">]><p>&a;</p>',
}


@pytest.mark.parametrize("markup", HOSTILE.values(), ids=HOSTILE.keys())
def test_what_is_no_page_is_refused(markup: str) -> None:
    start = time.process_time()
    with pytest.raises(ReadingError, match=r"^a\.html: .*save its text instead$"):
        html_document(markup, "a.html")
    assert time.process_time() - start < 10


SLOW = {
    "style elements": "<style>" * 200_000,
    "comments": "<style>" + "/*" * 2_000_000 + "</style>",
    "at-rules": "<style>" + "@" * 4_000_000 + "</style>",
    "spaces": '<p style="display' + " " * 4_000_000 + '">',
    "many styles": ('<p style="left' + " " * 19_000 + '">') * 200,
    "classes": "<style>.q{display:none}</style><p class='" + "a " * 2_000_000 + "'>",
    "data links": "data:" * 1_000_000,
}


@pytest.mark.parametrize("markup", SLOW.values(), ids=SLOW.keys())
def test_no_markup_takes_more_than_linear_time(markup: str) -> None:
    start = time.process_time()
    visible_text(markup)
    assert time.process_time() - start < 8


@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "<table>",
                "<tr>",
                "<td>",
                "</td>",
                "</table>",
                "<pre>",
                "</pre>",
                "<div hidden>",
                "</div>",
                "<a>",
                "</a>",
                "x",
                " ",
                "<script>",
                "</script>",
                "<!--",
                "-->",
                "<",
                "&amp",
                "\0",
                "<style>",
                "</style>",
            ]
        ),
        max_size=40,
    )
)
def test_any_tag_soup_gives_lines_of_text(pieces: list[str]) -> None:
    text = visible_text("".join(pieces))
    assert all(line.strip() for line in text.split("\n")) or text == ""
