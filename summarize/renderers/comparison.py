"""A comparison as an outline: overview, stance of each source, contradictions, agreements, then point by point."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from summarize.results import Claim, Comparison, Conflict, Point, Side
from summarize.views.texts import Texts

from .outline import Block, Grid, Heading, Outline, Prose, visible
from .quoting import citation_quotation, source_blocks, statement_blocks


def compose_comparison(comparison: Comparison, texts: Texts) -> Outline:
    titles = {article.id: visible(article.title or article.id) for article in comparison.articles}
    blocks: list[Block] = [
        *_other_subjects(comparison, texts),
        *statement_blocks(comparison.overview, texts),
        Heading(texts("compare.stances")),
        _stances(comparison, titles, texts),
        Heading(texts("compare.conflicts")),
        *_conflicts(comparison.conflicts, titles, texts, texts("compare.no_conflicts")),
    ]
    if comparison.agreements:
        blocks += [Heading(texts("compare.agreements")), *_conflicts(comparison.agreements, titles, texts, "")]
    if comparison.points:
        blocks += [Heading(texts("compare.matrix")), _matrix(comparison, titles, texts)]
        for point in comparison.points:
            blocks += _point(point, titles, texts)
    blocks += source_blocks(comparison.overview, texts)
    title = visible(comparison.topic or texts("tab.compare"))
    return Outline(title, tuple(blocks), comparison.language)


def _other_subjects(comparison: Comparison, texts: Texts) -> list[Block]:
    """Which subject is compared, where the articles are of several, and how many are left out."""
    if not comparison.left_out:
        return []
    names = " · ".join(
        f"{visible(group.name)} ({len(group.articles)}{' ✓' if group.compared else ''})" for group in comparison.groups
    )
    left_out = texts("compare.left_out", count=len(comparison.left_out))
    return [Prose(f"{texts('compare.groups')}: {names}", "quiet"), Prose(left_out, "quiet")]


def _stances(comparison: Comparison, titles: Mapping[str, str], texts: Texts) -> Grid:
    rows = []
    for article in comparison.articles:
        reprint = f" ({texts('article.reprint')}: {article.origin})" if article.origin != article.id else ""
        stance = texts(f"stance.{article.stance}")
        rows.append((article.id, titles[article.id] + reprint, stance, f"{article.score:+.2f}"))
    return Grid(("ID", texts("articles.title"), "", "-1…1"), tuple(rows), frozenset({3}))


def _matrix(comparison: Comparison, titles: Mapping[str, str], texts: Texts) -> Grid:
    """Points by sources; the columns carry ids, since titles would not fit. The table above tells which is which."""
    rows = []
    for point in comparison.points:
        stances = {cell.article: texts(f"stance.{cell.stance}") for cell in point.cells}
        rows.append((visible(point.point), *(stances.get(identifier, "") for identifier in titles)))
    return Grid(("", *titles), tuple(rows))


def _conflicts(items: Iterable[Conflict], titles: Mapping[str, str], texts: Texts, nothing: str) -> list[Block]:
    blocks: list[Block] = []
    for item in items:
        kinds = f"{texts(f'conflict.{item.kind}')} · {texts(f'why.{item.why}')}"
        blocks += [Heading(visible(item.subject), 3), Prose(kinds, "quiet")]
        blocks += [citation_quotation(side.citation, lead=_side_lead(side, titles)) for side in item.sides]
        if item.note:
            blocks.append(Prose(visible(item.note), "quiet"))
    return blocks or [Prose(nothing, "quiet")]


def _side_lead(side: Side, titles: Mapping[str, str]) -> str:
    value = f"{side.value:,.10g} {side.unit or ''}".strip() if side.value is not None else None
    return " · ".join(fact for fact in (value, side.period and visible(side.period)) if fact) or titles.get(
        side.article, side.article
    )


def _point(point: Point, titles: Mapping[str, str], texts: Texts) -> list[Block]:
    blocks: list[Block] = [Heading(visible(point.point), 3)]
    silent = [titles.get(cell.article, cell.article) for cell in point.cells if cell.stance == "silent"]
    for cell in point.cells:
        blocks += [citation_quotation(claim.citation, lead=_claim_lead(claim, texts)) for claim in cell.claims]
    if silent:
        blocks.append(Prose(f"{texts('stance.silent')}: {' · '.join(silent)}", "quiet"))
    return blocks


def _claim_lead(claim: Claim, texts: Texts) -> str:
    stance = f"{texts(f'stance.{claim.stance}')} {claim.score:+.2f}"
    return " · ".join(
        fact for fact in (stance, texts(f"kind.{claim.kind}"), visible(claim.speaker) if claim.speaker else "") if fact
    )
