"""Results → outlines: what a reader sees of a result, and in which order, whatever the format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from index.documents import AddReport, Article, SearchResult
from summarize.conversations import Conversation
from summarize.models import CatalogueEntry
from summarize.results import Answer, Comparison, Summary
from summarize.views.texts import Texts, match_locale, texts_for

from .listings import ArticleList, JudgementList, ModelList, Renderable
from .outline import Block, Grid, Heading, Outline, Prose, origin_line, visible
from .quoting import hit_quotation, source_blocks, statement_blocks

_CUT_SHOWN = 60  # characters


def compose(result: Renderable, language: str | None = None) -> Outline:
    """The outline of any result; its headings are in `language`, else in the result's own, where we speak it."""
    texts = texts_for(match_locale(language or getattr(result, "language", None) or "en") or "en")
    match result:
        case Answer():
            return _answer(result, texts)
        case Conversation():
            return _conversation(result, texts)
        case Summary():
            return _summary(result, texts)
        case Comparison():
            from .comparison import compose_comparison  # with the reading of figures, which a search does without

            return compose_comparison(result, texts)
        case SearchResult():
            blocks = tuple(hit_quotation(hit, number) for number, hit in enumerate(result.hits, 1))
            return Outline(visible(result.query), blocks or (Prose(texts("search.none")),), None, result.query)
        case Article():
            return _article(result, texts)
        case ArticleList():
            return Outline(texts("tab.articles"), (article_grid(result.articles, texts),))
        case AddReport():
            return _add_report(result, texts)
        case JudgementList():
            rows = tuple((visible(j.text), texts(f"stance.{j.stance}"), f"{j.score:+.2f}") for j in result.judgements)
            return Outline(texts("compare.stances"), (Grid(("", "", "-1…1"), rows, scores=frozenset({2})),))
        case ModelList():
            return Outline(texts("about.model"), (_model_grid(result),))
        case _:
            return Outline("Jianting", tuple(_facts(result.to_dict())))


def article_grid(articles: Sequence[Article], texts: Texts) -> Grid:
    """One row an article: id, title, publisher, date, language, number of sentences."""
    names = ("articles.title", "articles.source", "articles.published", "articles.language", "articles.sentences")
    rows = tuple(
        (a.id, *(visible(x or "–") for x in (_title(a, texts), a.source, a.published, a.language, len(a.sentences))))
        for a in articles
    )
    return Grid(("ID", *(texts(name) for name in names)), rows, frozenset({5}))


def _model_grid(models: ModelList) -> Grid:
    rows = tuple(
        (entry.name, entry.title, entry.licence, f"{entry.weights.size / 1e6:,.0f} MB", _state(entry))
        for entry in models.entries
    )
    return Grid(("", "", "", "", ""), rows, frozenset({3}))


def _state(entry: CatalogueEntry) -> str:
    return "installed" if entry.installed else entry.weights.install


def _title(article: Article, texts: Texts) -> str:
    title = article.title or article.path
    return f"{title} ({texts('article.reprint')}: {article.same_origin_as})" if article.same_origin_as else title


def _answer(answer: Answer, texts: Texts) -> Outline:
    if answer.declined:
        blocks = [Prose(visible(answer.text), "plain")]
        nearest = [hit_quotation(hit) for hit in answer.nearest]
        more: list[Block] = [Heading(texts("ask.nearest")), *nearest] if nearest else []
        return Outline(visible(answer.question), (*blocks, *more), answer.language, answer.question)
    # A model may word an answer without statements of its own; then its text is all there is.
    body = statement_blocks(answer.statements, texts) or [Prose(visible(answer.text))]
    blocks_all = (*body, *source_blocks(answer.statements, texts))
    return Outline(visible(answer.question), blocks_all, answer.language)


def _conversation(conversation: Conversation, texts: Texts) -> Outline:
    blocks: list[Block] = []
    for answer in conversation.numbered_through():
        outline = _answer(answer, texts)
        blocks += [Heading(outline.title), *outline.blocks]
    return Outline(texts("export.conversation"), tuple(blocks), conversation.language)


def _summary(summary: Summary, texts: Texts) -> Outline:
    body = statement_blocks(summary.statements, texts) or [Prose(visible(summary.text))]
    return Outline(texts("summary.button"), (*body, *source_blocks(summary.statements, texts)), summary.language)


def _article(article: Article, texts: Texts) -> Outline:
    reprint = f"{texts('article.reprint')}: {article.same_origin_as}" if article.same_origin_as else None
    facts = origin_line(article.source, article.author, article.published, article.language, article.path, reprint)
    counts = f"{article.id} · {len(article.sentences)} · {article.characters_kept} + {article.characters_cut}"
    body = [Prose(visible(line)) for line in article.clean.splitlines() if line.strip()]
    title = visible(article.title or texts("article.untitled"))
    return Outline(title, (Prose(facts, "quiet"), Prose(counts, "quiet"), *body, *_cuts(article)), article.language)


def _cuts(article: Article) -> list[Block]:
    """What was cut, by the offsets that `jianting restore` takes, with the reason and how it begins."""
    rows = tuple(
        (f"{cut.start} {cut.end}", visible(cut.reason), visible(" ".join(shown.split())[:_CUT_SHOWN]))
        for cut in article.cuts
        if (shown := article.text[cut.start : cut.end]).strip()
    )
    return [Grid(("", "", ""), rows)] if rows else []


def _add_report(report: AddReport, texts: Texts) -> Outline:
    blocks: list[Block] = []
    for name, articles in (("add.added", report.added), ("add.unchanged", report.unchanged)):
        if articles:
            blocks += [Heading(f"{texts(name)}: {len(articles)}"), article_grid(articles, texts)]
    if report.failed:
        rows = tuple((visible(failure.path), visible(failure.reason)) for failure in report.failed)
        blocks += [Heading(f"{texts('add.failed')}: {len(rows)}"), Grid(("", ""), rows)]
    return Outline(texts("tab.articles"), tuple(blocks))


def _facts(values: Mapping[str, Any]) -> list[Block]:
    """Any other result, shown as its own JSON is built: scalars as a table, then each list of records as one."""
    scalars = tuple((key, visible(value)) for key, value in values.items() if not isinstance(value, list | dict))
    blocks: list[Block] = [Grid(("", ""), scalars)] if scalars else []
    for key, value in values.items():
        if isinstance(value, dict) and value:
            blocks += [Heading(key), Grid(("", ""), tuple((str(k), visible(v)) for k, v in value.items()))]
        elif isinstance(value, list) and value and all(isinstance(item, dict) for item in value):
            columns = tuple(value[0])
            rows = tuple(tuple(visible(item.get(column, "")) for column in columns) for item in value)
            blocks += [Heading(key), Grid(columns, rows)]
        elif isinstance(value, list) and value:
            blocks += [Heading(key), Grid(("",), tuple((visible(item),) for item in value))]
    return blocks
