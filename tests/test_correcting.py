"""The reader has the last word: corrections are kept beside the article and win in the next comparison."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.errors import CorrectionError, UnknownArticleError
from summarize.cli import main
from summarize.comparing import compare
from summarize.corrections import real_conflicts, stances_of
from summarize.results import Citation, Conflict, Side
from summarize.workbench import Workbench
from tests.fakes import FakeEmbedder, FakeLanguageModel

GOOD = "Tollan Mills\n\nTollan Mills sold 4,100 tonnes of flour in May, more than ever before in a single month.\n"
BAD = "Tollan Mills again\n\nTollan Mills sold 2,900 tonnes of flour in May, and the new oven line still stands idle.\n"


@pytest.fixture
def workbench(tmp_path: Path) -> Iterator[Workbench]:
    for name, text in (("good.txt", GOOD), ("bad.txt", BAD)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    model = FakeLanguageModel(
        answers=lambda call: ["Sales", "Production", "Costs"] if call.schema else "",
        choices=lambda call: (-4.0, -4.0, -0.05),
    )
    with Workbench.open(tmp_path / "library", embedder=FakeEmbedder(), language_model=model) as opened:
        opened.add(tmp_path / "good.txt", tmp_path / "bad.txt")
        yield opened


def conflict(workbench: Workbench) -> Conflict:
    from summarize.citations import cite

    def side(identifier: str) -> Side:
        sentence = workbench.article(identifier).sentences[-1]
        return Side(identifier, cite(workbench.article(identifier), sentence.start, sentence.end))

    return Conflict("flour", "figure", "fact", (side("a1"), side("a2")))


def test_a_readers_stance_of_an_article_wins_and_can_be_taken_back(workbench: Workbench) -> None:
    workbench.correct_stance("a1", "bearish")
    corrected = {article.id: (article.stance, article.corrected) for article in workbench.compare().articles}
    assert corrected == {"a1": ("bearish", True), "a2": ("neutral", False)}
    workbench.correct_stance("a1", None)
    assert [article.corrected for article in workbench.compare().articles] == [False, False]


def test_a_readers_stance_of_a_claim_wins_in_its_cell_and_in_its_article(workbench: Workbench) -> None:
    claim = next(c for p in workbench.compare().points for cell in p.cells for c in cell.claims)
    place = claim.citation
    workbench.correct_stance(place.article, "bullish", place.start, place.end)
    claims = [c for p in workbench.compare().points for cell in p.cells for c in cell.claims]
    (changed,) = [c for c in claims if c.citation == place]
    assert (changed.stance, changed.score, changed.corrected) == ("bullish", 1.0, True)
    assert stances_of(workbench.index, place.article).claims == {(place.start, place.end): "bullish"}


def test_what_a_reader_calls_no_contradiction_is_not_reported_again(workbench: Workbench) -> None:
    reported = conflict(workbench)
    assert real_conflicts(workbench.index, [reported]) == (reported,)
    workbench.mark_no_contradiction([side.citation for side in reported.sides])
    assert real_conflicts(workbench.index, [reported]) == ()
    workbench.mark_no_contradiction([side.citation for side in reported.sides], wrong=False)
    assert real_conflicts(workbench.index, [reported]) == (reported,)


@pytest.mark.parametrize(("field", "value"), [("stance", "bullish"), ("text", "other words"), ("content_hash", "0")])
def test_only_metadata_can_be_corrected_as_metadata(workbench: Workbench, field: str, value: str) -> None:
    with pytest.raises(CorrectionError, match="these can: title, source"):
        workbench.correct("a1", field, value)


def test_what_is_not_there_cannot_be_corrected(workbench: Workbench) -> None:
    with pytest.raises(CorrectionError, match="is no span"):
        workbench.correct_stance("a1", "bearish", 5, 100_000)
    with pytest.raises(CorrectionError, match="is no stance"):
        workbench.correct_stance("a1", "sideways")  # type: ignore[arg-type]
    with pytest.raises(UnknownArticleError):
        workbench.correct_stance("a77", "bearish")
    with pytest.raises(CorrectionError, match="two sides"):
        workbench.mark_no_contradiction([Citation("a1", None, None, None, "", "q", "q", 0, 1)])


def test_the_command_keeps_a_date_and_a_stance(
    workbench: Workbench, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    library = ["--library", str(tmp_path / "library")]
    assert main(["correct", "a1", "--date", "2026-03-14", "--stance", "bearish", *library]) == 0
    assert workbench.article("a1").published == "2026-03-14"
    assert stances_of(workbench.index, "a1").article == "bearish"
    assert main(["correct", "a1", "--stance", "none", *library]) == 0
    assert stances_of(workbench.index, "a1").article is None
    assert main(["correct", "a1", *library]) == 1
    assert "say what to correct" in capsys.readouterr().err


def test_the_command_marks_no_contradiction(workbench: Workbench, tmp_path: Path) -> None:
    first, second = (side.citation for side in conflict(workbench).sides)
    spans = [f"{quote.start}:{quote.end}" for quote in (first, second)]
    arguments = ["correct", "a1", "--span", spans[0], "--no-contradiction", "a2", spans[1]]
    assert main([*arguments, "--library", str(tmp_path / "library")]) == 0
    assert real_conflicts(workbench.index, [conflict(workbench)]) == ()
    assert compare(workbench.index, workbench.model).conflicts == ()
