"""One result of every kind, built from any text, to see what a rendering does with it."""

from __future__ import annotations

from dataclasses import replace

from index.documents import AddReport, Article, Failure, Hit, SearchResult, Sentence, Span
from index.sentences import sentences_of
from summarize.models import catalogue
from summarize.rendering import ArticleList, Facts, JudgementList, ModelList, Renderable
from summarize.results import (
    Answer,
    Cell,
    Citation,
    Claim,
    ComparedArticle,
    Comparison,
    Conflict,
    DatedFigure,
    DatedStance,
    FigureSeries,
    Judgement,
    NumberedCitation,
    Point,
    Section,
    Side,
    Statement,
    Summary,
    Support,
    Timeline,
)

QUOTE = "The kiln fired 312 million tiles in May."


def citation(text: str = QUOTE, article: str = "a1") -> Citation:
    return Citation(
        article=article,
        title=f"Title {text}",
        source=f"Source {text}",
        published="2026-05-04",
        path=f"/in/{text}.txt",
        quote=text,
        display=text,
        start=3,
        end=3 + len(text),
        translation=f"Translated {text}",
    )


def statement(
    text: str = QUOTE, number: int = 1, support: Support = "supported", section: Section | None = None
) -> Statement:
    return Statement(f"{text} [{number}]", support, (NumberedCitation(number, citation(text)),), section)


def answer(text: str = QUOTE) -> Answer:
    statements = (statement(text, 1), statement(text, 2, "partial"))
    return Answer(text, "en", f"{text} [1] {text} [2]", False, statements, seconds={"total": 1.25}, model="fake")


def declined(text: str = QUOTE) -> Answer:
    return Answer(text, "en", f"Not said: {text}", True, nearest=(hit(text),))


def hit(text: str = QUOTE, article: str = "a1") -> Hit:
    return Hit(article, f"Title {text}", "en", 0.5, text, text, 0, len(text), 0, text, "2026-05-04", text, text)


def read(identifier: str, language: str, text: str) -> Article:
    """An article of that text, all of which is kept, cut into sentences."""
    bare = Article(
        id=identifier, path=identifier, text=text, kept=(Span(0, len(text)),), language=language, content_hash=text
    )
    return replace(bare, sentences=sentences_of(bare))


def article(text: str = QUOTE) -> Article:
    whole = f"{text}\n{text}"
    sentences = (Sentence(0, 0, len(text), text, 0), Sentence(1, len(text) + 1, len(whole), text, 1))
    return Article(
        id="a1",
        path=f"/in/{text}.txt",
        text=whole,
        kept=(Span(0, len(whole)),),
        title=text,
        source=text,
        author=text,
        published="2026-05-04",
        language="en",
        sentences=sentences,
        same_origin_as="a0",
    )


SECTIONS: tuple[Section, ...] = ("agreed", "bulls", "bears", "would_change_bulls", "would_change_bears")


def comparison(text: str = QUOTE) -> Comparison:
    """Everything that a comparison can hold: three articles of two origins, two of them dated."""
    claim = Claim(text, "bullish", 0.5, text, "forecast", citation(text))
    sides = (Side("a1", citation(text), 312e6, "CNY", text), Side("a2", citation(text, "a2"), None, None, None))
    return Comparison(
        topic=text,
        articles=(
            ComparedArticle("a1", text, "a1", "bullish", 0.5),
            ComparedArticle("a2", text, "a1", "bearish", -0.5, corrected=True),
            ComparedArticle("a3", f"Undated {text}", "a3", "neutral", 0.0),
        ),
        points=(Point(text, (Cell("a1", "bullish", 0.5, (claim,)), Cell("a2", "silent", 0.0))),),
        conflicts=(Conflict(text, "figure", "fact", sides, text),),
        agreements=(Conflict(text, "figure", "unit", sides, text),),
        overview=tuple(statement(text, number, section=section) for number, section in enumerate(SECTIONS, 1)),
        language="en",
        unmentioned=(text, "debt"),
        timeline=Timeline(
            (DatedStance("2026-04-01", "a2", "bearish", -0.5), DatedStance("2026-05-04T08:30", "a1", "bullish", 0.5)),
            (
                FigureSeries(
                    text,
                    "CNY",
                    (
                        DatedFigure("2026-04-01", "a2", 290e6, "2025-H1", citation(text, "a2")),
                        DatedFigure("2026-05-04T08:30", "a1", 312e6, text, citation(text)),
                    ),
                ),
            ),
        ),
    )


def every_result(text: str) -> list[Renderable]:
    """One of each kind of result, with `text` wherever a text can be."""
    return [
        answer(text),
        declined(text),
        Summary("en", f"{text} [1]", (statement(text),), ("a1",)),
        SearchResult(text, (hit(text),)),
        article(text),
        ArticleList((article(text),)),
        AddReport((article(text),), (article(text),), (Failure(text, text),)),
        JudgementList((Judgement(text, "bearish", -0.25),)),
        comparison(text),
        ModelList(catalogue()),
        Facts({"removed": [text], "name": text, "parts": [{"what": text}], "inner": {"key": text}}),
    ]
