"""Around the matrix: the overview's sections, what nobody mentions, the course over time, other subjects."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from index.documents import Article, Sentence, Span
from summarize.agreeing import between_articles
from summarize.citations import cite
from summarize.claims import PlacedClaim
from summarize.overview import Told, overview
from summarize.rendering import render
from summarize.results import Citation, Claim, ComparedArticle, Comparison, Conflict, Side
from summarize.timeline import timeline
from summarize.unmentioned import unmentioned
from summarize.views.comparison import groups_view
from summarize.views.over_time import told
from summarize.views.texts import texts_for
from summarize.workbench import Workbench
from tests.fakes import FakeEmbedder, FakeLanguageModel, ModelCall
from tests.test_conflicts import article as dated_article
from tests.test_grouping import DAIRY, FERRIES_ONE
from tests.test_turning import vectors_toward


def article(identifier: str, text: str, published: str | None = None) -> Article:
    return Article(
        id=identifier, path=identifier, text=text, kept=(Span(0, len(text)),), published=published, language="en"
    )


def side(identifier: str, value: float, unit: str | None = "EUR", period: str | None = "2025") -> Side:
    return Side(identifier, Citation(identifier, None, None, None, "", "q", "q", 0, 1), value, unit, period)


def test_the_timeline_is_in_the_order_of_publication_and_leaves_out_what_has_no_date() -> None:
    articles = [article("a1", "x", "2026-03-01"), article("a2", "x"), article("a3", "x", "2026-01-15")]
    compared = [ComparedArticle(one.id, None, one.id, "neutral", 0.0) for one in articles]
    costs = Conflict("costs", "figure", "fact", (side("a1", 3.0), side("a2", 4.0), side("a3", 5.0)))
    mixed = Conflict("price", "figure", "fact", (side("a1", 3.0), side("a3", 5.0, "USD")))
    undated = Conflict("sales", "figure", "same", (side("a1", 3.0), side("a2", 3.0)))
    found = timeline(articles, compared, [costs, mixed, undated])
    assert [(one.date, one.article) for one in found.stances] == [("2026-01-15", "a3"), ("2026-03-01", "a1")]
    assert [(one.measure, one.unit, [v.value for v in one.values]) for one in found.figures] == [
        ("costs", "EUR", [5.0, 3.0])
    ]


DATED = (article("a1", "x", "2026-03-01"), article("a2", "x"), article("a3", "x", "2026-01-15"))


def test_a_rank_over_time_says_that_it_is_one() -> None:
    ranks = Conflict("place", "rank", "fact", (side("a1", 2.0, None), side("a3", 4.0, None)))
    [series] = timeline(DATED, (), [ranks]).figures
    assert (series.kind, series.by, series.to_dict()["kind"]) == ("rank", "publication", "rank")


def test_figures_of_other_periods_are_a_course_over_their_periods_with_or_without_a_date_of_publication() -> None:
    staff = Conflict("staff", "figure", "period", (side("a1", 24.0, period="2025-06"), side("a2", 23.0, period="2024")))
    [series] = timeline(DATED, (), [staff]).figures
    assert series.by == "period"
    assert [(value.period, value.value, value.date) for value in series.values] == [
        ("2024", 23.0, None),
        ("2025-06", 24.0, "2026-03-01"),
    ]


def test_what_is_told_alike_at_every_date_has_no_course() -> None:
    same = Conflict("costs", "figure", "same", (side("a1", 3.0), side("a3", 3.0)))
    rounded = Conflict("sales", "figure", "rounding", (side("a1", 3.124), side("a3", 3.12)))
    dispute = Conflict("posts", "figure", "fact", tuple(side(name, v) for name in ("a1", "a3") for v in (120.0, 340.0)))
    assert timeline(DATED, (), [same, rounded, dispute]).figures == ()


def test_what_several_agree_on_for_one_period_after_the_other_is_a_course() -> None:
    agreed = [
        Conflict(
            f"Sales ({year})",
            "figure",
            "rounding",
            (side("a1", exact, period=year), side("a2", round(exact), period=year)),
        )
        for year, exact in (("2025", 91.2), ("2024", 62.1), ("2025-H1", 44.4))
    ]
    other = Conflict("Loss (2023)", "figure", "same", (side("a1", 1.0, period="2023"), side("a2", 1.0, period="2023")))
    [series] = timeline(DATED, (), [*agreed, other]).figures
    assert (series.measure, series.by, series.unit) == ("Sales", "period", "EUR")
    assert [(value.period, value.value) for value in series.values] == [
        ("2024", 62.1),
        ("2024", 62.0),
        ("2025", 91.2),
        ("2025", 91.0),
    ]
    rows = told(series, texts_for("en"))
    assert [(row.time, row.amount, len(row.figures)) for row in rows] == [
        ("2024", "€62.1 ≈ €62", 2),
        ("2025", "€91.2 ≈ €91", 2),
    ]


@pytest.mark.parametrize("periods", [("2025", "2025-H1"), ("2025", None), ("2025", "XXXX-06")])
def test_periods_that_overlap_or_are_not_known_are_no_course(periods: tuple[str, str | None]) -> None:
    sides = tuple(side(name, 3.0, period=period) for name, period in zip(("a1", "a3"), periods, strict=True))
    assert timeline(DATED, (), [Conflict("loss", "figure", "period", sides)]).figures == ()


def test_figures_of_another_scope_have_no_course() -> None:
    """An adjusted loss and a net one, what one shop and what all of them sell: neither became the other."""
    sides = (side("a1", 3.0), side("a3", 4.0))
    scopes = [Conflict("loss", "figure", "scope", sides), Conflict("place", "rank", "scope", sides)]
    assert timeline(DATED, (), scopes).figures == ()


def test_figures_of_periods_that_differ_are_not_told_as_one_measure_by_publication() -> None:
    closed = Conflict("closed", "figure", "fact", (side("a1", 41.0), side("a3", 96.0, period="2024-H1")))
    assert timeline(DATED, (), [closed]).figures == ()


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("en", ("debt", "competitors", "margins", "regulation and lawsuits")),
        ("zh-Hant", ("債務", "競爭對手", "利潤率", "監管與訴訟")),
        ("ko", ("debt", "competitors", "margins", "regulation and lawsuits")),
    ],
)
def test_what_nobody_mentions_is_named_in_the_readers_language(language: str, names: tuple[str, ...]) -> None:
    articles = [article("a1", "Revenue rose, and the loss fell."), article("a2", "There is cash enough.")]
    assert unmentioned(articles, language) == names
    assert unmentioned([], language) == ()


def test_what_is_mentioned_in_other_words_is_not_missing_and_a_fire_is_no_company() -> None:
    told = "Revenue rose. The loss fell. There is cash enough, and 61 of it are bank facilities; rivals have no money."
    assert unmentioned([article("a1", told)], "en") == (
        "margins",
        "regulation and lawsuits",
        "customers",
        "valuation or price",
    )
    assert unmentioned([article("a1", "The fire began in the evening. Fourteen people were hurt.")], "en") == ()


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """Three articles on a ferry company and two on a dairy, in five languages."""

    def choices(call: ModelCall) -> tuple[float, float, float]:
        asked = call.messages[-1].content
        if "record" in asked or "rechnet" in asked:
            return (-0.05, -4.0, -4.0)
        return (-4.0, -0.05, -4.0) if "borrowed" in asked or "借来" in asked else (-4.0, -4.0, -0.05)

    folder: Path = tmp_path_factory.mktemp("mixed")
    texts = {f"ferries-{tag}": text for tag, text in FERRIES_ONE.items()}
    texts |= {f"dairy-{tag}": DAIRY[tag] for tag in ("fr", "en")}
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    model = FakeLanguageModel(
        answers=lambda call: ["Passengers", "Borrowing", "Fuel"] if call.schema else "", choices=choices
    )
    with Workbench.open(folder / "library", embedder=FakeEmbedder(), language_model=model) as workbench:
        workbench.add(*(folder / f"{name}.txt" for name in texts))
        return workbench.compare(language="en")


def test_one_subject_is_compared_and_the_others_are_named(mixed: Comparison) -> None:
    assert [(group.name, group.articles, group.compared) for group in mixed.groups] == [
        ("Brelund", ("a1", "a2", "a3"), True),
        ("Pellworth", ("a4", "a5"), False),
    ]
    assert [one.id for one in mixed.articles] == ["a1", "a2", "a3"]
    assert [(one.id, one.subject, one.reason) for one in mixed.left_out] == [
        ("a4", "Pellworth", "other_subject"),
        ("a5", "Pellworth", "other_subject"),
    ]


def test_the_overview_has_sections_of_equal_length_and_every_sentence_is_cited(mixed: Comparison) -> None:
    sections = [statement.section for statement in mixed.overview]
    assert sections.count("bulls") == sections.count("bears") >= 1
    assert "agreed" in sections
    assert all(statement.citations for statement in mixed.overview)
    assert sections == sorted(sections, key=lambda section: ["agreed", "bulls", "bears"].index(section or ""))


def test_what_one_article_says_alone_is_not_called_agreed() -> None:
    only = article("a1", "The ferry is white.")
    claim = Claim(only.text, "neutral", 0.0, None, "fact", cite(only, 0, len(only.text)))
    placed = PlacedClaim(claim, Sentence(0, 0, len(only.text), only.text, 0), np.zeros(2, dtype=np.float32))
    told = overview(FakeLanguageModel(), Told([only], lambda _: np.zeros((1, 2), np.float32), [placed], (), {}), "en")
    assert [(statement.text, statement.section) for statement in told] == [(only.text, None)]


def test_the_json_tells_of_groups_and_of_time(mixed: Comparison) -> None:
    written = mixed.to_dict()
    assert written["groups"][0] == {"name": "Brelund", "articles": ["a1", "a2", "a3"], "compared": True}
    assert written["left_out"][0]["reason"] == "other_subject"
    assert written["timeline"] == {"stances": [], "figures": []}
    assert isinstance(written["unmentioned"], list)


def test_a_report_says_which_subject_it_is_about(mixed: Comparison) -> None:
    report = render(mixed, "markdown", "en")
    assert "Subjects: Brelund (3 ✓) · Pellworth (2)" in report
    assert "Only those about the one marked ✓ are compared; 2 are left out." in report
    # In a file there is nothing to choose.
    assert "Choose" not in report and "2 are left out here. Choose" in groups_view(mixed, texts_for("en"))


def placed(one: Article, number: int, stance: str, score: float) -> PlacedClaim:
    sentence = one.sentences[number]
    claim = Claim(sentence.display, stance, score, None, "fact", cite(one, sentence.start, sentence.end))  # type: ignore[arg-type]
    return PlacedClaim(claim, sentence, np.zeros(2, dtype=np.float32))


def opinionated(identifier: str, *lines: str, language: str = "en", origin: str | None = None) -> Article:
    return replace(dated_article(identifier, language, None, *lines), same_origin_as=origin)


def sections_of(
    told: Told, language: str = "en", model: FakeLanguageModel | None = None
) -> list[tuple[str | None, str]]:
    statements = overview(model or FakeLanguageModel(), told, language)
    return [(statement.section, statement.text) for statement in statements]


def vectors_of(told: Sequence[Article]) -> Callable[[str], np.ndarray]:
    return lambda name: np.zeros((next(len(one.sentences) for one in told if one.id == name), 384), np.float32)


def test_a_side_is_told_by_who_takes_it_once_a_voice_and_by_what_can_be_read_alone() -> None:
    bull = opinionated("a1", "It is splendid.", "Brelund carried more passengers than in any year before.")
    copy = opinionated("a2", "Brelund carried more passengers than in any other year.", origin="a1")
    bear = opinionated(
        "a3", "Brelund has grown, and its growth is impressive.", "Brelund has borrowed far too much money."
    )
    articles = [bull, copy, bear]
    claims = [
        placed(bull, 0, "bullish", 0.95),
        placed(bull, 1, "bullish", 0.8),
        placed(copy, 0, "bullish", 0.9),
        placed(bear, 0, "bullish", 0.99),
        placed(bear, 1, "bearish", -0.9),
    ]
    told = Told(articles, vectors_of(articles), claims, (), {"a1": 0.5, "a2": 0.5, "a3": -0.5})
    assert sections_of(told) == [("bulls", copy.text), ("bears", "Brelund has borrowed far too much money.")]


def test_what_is_agreed_is_told_by_code_else_by_the_quote_that_says_least_besides() -> None:
    long = opinionated("a1", "Brelund sold 44 tickets for 312 euros, which was fine, but 61 of it were debt.")
    brief = opinionated("a2", "Brelund took 312 euros.")
    foreign = opinionated("a3", "布雷伦德收入312欧元。", language="zh-Hans")
    sides = tuple(Side(one.id, cite(one, 0, len(one.text)), 312.0, "EUR", "2025") for one in (long, foreign, brief))
    articles = [long, brief, foreign]
    told = Told(articles, vectors_of(articles), (), [Conflict("Revenue (2025)", "figure", "same", sides)], {})
    [statement] = overview(FakeLanguageModel(), told, "en")
    assert (statement.text, statement.support, statement.section) == ("Revenue (2025): €312", "supported", "agreed")
    assert [cited.citation.article for cited in statement.citations] == ["a2", "a1", "a3"]
    [statement] = overview(FakeLanguageModel(), told, "zh-Hant")
    assert (statement.text, statement.citations[0].citation.article) == ("Revenue (2025年)：312歐元", "a3")
    # In a language without names for measures the quote with the fewest figures is told.
    [statement] = overview(FakeLanguageModel(answers=lambda call: ""), told, "pl")
    assert [cited.citation.article for cited in statement.citations] == ["a3"]
    # What only another period or scope sets apart is not agreed on.
    nearly = replace(told, agreements=[Conflict("Revenue", "figure", "period", sides)])
    assert overview(FakeLanguageModel(), nearly, "en") == ()


def test_a_quote_that_could_not_be_translated_gives_way_to_the_next_of_its_side() -> None:
    foreign = opinionated("a1", "布雷伦德的乘客比以往任何一年都要多得多，船队也新。", language="zh-Hans")
    home = opinionated("a2", "Brelund carried more passengers than in any year before.")
    claims = [placed(foreign, 0, "bullish", 0.9), placed(home, 0, "bullish", 0.7)]
    bear = opinionated("a3", "Brelund has borrowed far too much money of the banks.")
    claims.append(placed(bear, 0, "bearish", -0.9))
    articles = [foreign, home, bear]
    told = Told(articles, vectors_of(articles), claims, (), {"a1": 0.5, "a2": 0.5, "a3": -0.5})
    assert ("bulls", home.text) in sections_of(told, model=FakeLanguageModel(answers=lambda call: foreign.text))


def test_of_each_measure_the_latest_period_is_told_and_no_quote_twice() -> None:
    def agreed(name: str, period: str, *starts: int) -> Conflict:
        sides = tuple(
            replace(
                side(f"a{at}", 1.0, period=period),
                citation=Citation(f"a{at}", None, None, None, "", "q", "q", at, at + 1),
            )
            for at in starts
        )
        return Conflict(f"{name} ({period})", "figure", "same", sides)

    found = [
        agreed("Sales", "2023", 1, 2),
        agreed("Loss", "2024", 1, 2),
        agreed("Staff", "2024", 3, 4),
        agreed("Sales", "2024", 1, 2),
    ]
    assert [one.subject for one in between_articles(found)] == ["Sales (2024)", "Staff (2024)"]


def test_what_a_case_has_told_does_not_come_again_as_what_would_change_a_mind() -> None:
    """The first quote of the bears is not translated, so their next one is told, which states a condition."""
    foreign = opinionated("a1", "布雷伦德向银行借了太多的钱，现金也快要用完了。", language="zh-Hans")
    home = opinionated("a2", "Brelund will have to sell ships if its passengers stay at home in the winter.")
    bull = opinionated("a3", "Brelund carried more passengers than in any year before.")
    claims = [placed(foreign, 0, "bearish", -0.9), placed(home, 0, "bearish", -0.8), placed(bull, 0, "bullish", 0.9)]
    articles = {one.id: one for one in (foreign, home, bull)}
    told = Told(
        list(articles.values()),
        lambda name: vectors_toward(articles[name], -1),
        claims,
        (),
        {"a1": -0.5, "a2": -0.5, "a3": 0.5},
    )
    model = FakeLanguageModel(answers=lambda call: foreign.text)
    assert sections_of(told, model=model) == [("bulls", bull.text), ("bears", home.text)]
