"""A comparison as an outline: overview, stances, contradictions, the course of time, agreements, the points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby

from summarize.results import Claim, ComparedArticle, Comparison, Conflict, Point, Side
from summarize.views.amounts import amount, named, time_of
from summarize.views.overview import origins
from summarize.views.texts import Texts

from .outline import Block, Grid, Heading, Outline, Prose, visible
from .over_time import over_time
from .quoting import citation_quotation, source_blocks, stance_word, statement_blocks


def compose_comparison(comparison: Comparison, texts: Texts) -> Outline:
    titles = {article.id: visible(article.title or article.id) for article in comparison.articles}
    voices = {a.id: titles[a.id] + _reprint(a, texts) for a in comparison.articles}
    blocks: list[Block] = [
        *_origins(comparison, texts),
        *_other_subjects(comparison, texts),
        *_overview(comparison, texts),
        Heading(texts("compare.stances")),
        _stances(comparison, voices, texts),
        Heading(texts("compare.conflicts")),
        *_conflicts(comparison.conflicts, titles, texts, texts("compare.no_conflicts")),
        *over_time(comparison, voices, texts),
    ]
    if comparison.agreements:
        blocks += [Heading(texts("compare.agreements")), *_conflicts(comparison.agreements, titles, texts, "")]
    if comparison.points:
        blocks += [Heading(texts("compare.matrix")), _matrix(comparison, titles, texts)]
        for point in comparison.points:
            blocks += _point(point, titles, texts)
    blocks += source_blocks(comparison.overview, texts, "compare.quotes")
    title = visible(comparison.topic or texts("export.comparison"))
    return Outline(title, tuple(blocks), comparison.language)


def _origins(comparison: Comparison, texts: Texts) -> list[Block]:
    voices = origins(comparison, texts)
    return [Prose(voices, "quiet")] if voices else []


def _other_subjects(comparison: Comparison, texts: Texts) -> list[Block]:
    """Which subject is compared, where the articles are of several, and how many are left out."""
    if not comparison.left_out:
        return []
    names = " · ".join(
        f"{visible(group.name)} ({len(group.articles)}{' ✓' if group.compared else ''})" for group in comparison.groups
    )
    left_out = texts("compare.left_out_report", count=len(comparison.left_out))
    return [Prose(f"{texts('compare.groups')}: {names}", "quiet"), Prose(left_out, "quiet")]


def _overview(comparison: Comparison, texts: Texts) -> list[Block]:
    """Each section under its own heading, then what nobody mentions."""
    blocks: list[Block] = []
    for section, statements in groupby(comparison.overview, key=lambda statement: statement.section):
        if section:
            blocks.append(Heading(texts(f"section.{section}"), 3))
        blocks += statement_blocks(statements, texts)
    if comparison.unmentioned:
        missing = " · ".join(map(visible, comparison.unmentioned))
        blocks += [Heading(texts("compare.unmentioned"), 3), Prose(missing)]
    return [Heading(texts("compare.overview")), *blocks] if blocks else []


def _reprint(article: ComparedArticle, texts: Texts) -> str:
    return f" ({texts('article.reprint')}: {article.origin})" if article.origin != article.id else ""


def _stances(comparison: Comparison, titles: Mapping[str, str], texts: Texts) -> Grid:
    rows = []
    for article in comparison.articles:
        stance = stance_word(article.stance, texts, article.corrected)
        rows.append((article.id, titles[article.id], stance, f"{article.score:+.2f}"))
    names = ("articles.title", "articles.stance")
    return Grid(("ID", *(texts(name) for name in names), "-1…1"), tuple(rows), scores=frozenset({3}))


def _matrix(comparison: Comparison, titles: Mapping[str, str], texts: Texts) -> Grid:
    """Points by sources; the columns carry ids, since titles would not fit. The table above tells which is which."""
    rows = []
    for point in comparison.points:
        stances = {cell.article: stance_word(cell.stance, texts) for cell in point.cells}
        rows.append((visible(point.point), *(stances.get(identifier, "") for identifier in titles)))
    return Grid(("", *titles), tuple(rows))


def _conflicts(items: Iterable[Conflict], titles: Mapping[str, str], texts: Texts, nothing: str) -> list[Block]:
    blocks: list[Block] = []
    for item in items:
        kinds = f"{texts(f'conflict.{item.kind}')} · {texts(f'why.{item.why}')}"
        subject = named(item.subject, (side.period for side in item.sides), texts)
        blocks += [Heading(visible(subject), 3), Prose(kinds, "quiet")]
        blocks += [citation_quotation(side.citation, lead=_side_lead(side, item, titles, texts)) for side in item.sides]
        if item.note:
            blocks.append(Prose(visible(item.note), "quiet"))
    return blocks or [Prose(nothing, "quiet")]


def _side_lead(side: Side, item: Conflict, titles: Mapping[str, str], texts: Texts) -> str:
    facts = (amount(side.value, side.unit, texts, item.kind == "rank"), time_of(side.period, texts))
    return " · ".join(visible(fact) for fact in facts if fact) or titles.get(side.article, side.article)


def _point(point: Point, titles: Mapping[str, str], texts: Texts) -> list[Block]:
    blocks: list[Block] = [Heading(visible(point.point), 3)]
    silent = [titles.get(cell.article, cell.article) for cell in point.cells if cell.stance == "silent"]
    for cell in point.cells:
        blocks += [citation_quotation(claim.citation, lead=_claim_lead(claim, texts)) for claim in cell.claims]
    if silent:
        blocks.append(Prose(f"{texts('stance.silent')}: {' · '.join(silent)}", "quiet"))
    return blocks


def _claim_lead(claim: Claim, texts: Texts) -> str:
    stance = f"{stance_word(claim.stance, texts, claim.corrected)} {claim.score:+.2f}"
    return " · ".join(
        fact for fact in (stance, texts(f"kind.{claim.kind}"), visible(claim.speaker) if claim.speaker else "") if fact
    )
