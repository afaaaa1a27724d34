"""A comparison as HTML: overview, a stance bar for each source, contradictions, agreements, one cell's quotes."""

from __future__ import annotations

from summarize.results import Cell, Claim, Comparison, Conflict, Side

from .amounts import amount, named, time_of
from .markup import escape, isolated, shorten
from .matrix import SIGNS, picture_button
from .overview import sections_view
from .quotes import citation_card
from .texts import Texts


def overview_view(comparison: Comparison, texts: Texts) -> str:
    """The cited overview in its sections, and the stance of every source."""
    return sections_view(comparison, texts) + _section(texts("compare.stances"), _stance_bars(comparison, texts))


def conflicts_view(comparison: Comparison, texts: Texts) -> str:
    """Contradictions as cards, then the figures that only look different."""
    conflicts = "".join(
        _conflict(conflict, texts, "conflict", _denial(number, texts))
        for number, conflict in enumerate(comparison.conflicts)
    )
    agreements = "".join(_conflict(agreement, texts, "agreement") for agreement in comparison.agreements)
    nothing = f'<p class="note">{escape(texts("compare.no_conflicts"))}</p>'
    return _section(texts("compare.conflicts"), conflicts or nothing) + (
        _section(texts("compare.agreements"), agreements) if agreements else ""
    )


def groups_view(comparison: Comparison, texts: Texts) -> str:
    """The subjects of the chosen articles, each a button that compares the articles about it; nothing if it is one."""
    if not comparison.groups:
        return ""
    buttons = "".join(
        f'<button type="button" class="suggestion" data-group="{escape(" ".join(group.articles))}"'
        f' aria-pressed="{"true" if group.compared else "false"}">{isolated(shorten(group.name, 80))}'
        f" ({len(group.articles)})</button>"
        for group in comparison.groups
    )
    left_out = escape(texts("compare.left_out", count=len(comparison.left_out)))
    label = escape(texts("compare.groups"))
    return (
        f'<div class="groups"><p class="note">{left_out}</p>'
        f'<div class="suggestions" role="group" aria-label="{label}">{buttons}</div></div>'
    )


def matrix_heading(texts: Texts) -> str:
    """The heading over the picture, what its colours mean and the way to keep it."""
    legend = " ".join(_chip(stance, texts) for stance in ("bearish", "neutral", "bullish"))
    return (
        f"<section class='part'><h3>{escape(texts('compare.matrix'))}{picture_button('matrix', texts)}</h3>"
        f'<p class="note">{escape(texts("compare.matrix_hint"))} {legend}</p></section>'
    )


def cells_view(comparison: Comparison, texts: Texts) -> str:
    """The matrix as a table of buttons: the same cells for a keyboard and a screen reader."""
    heads = "".join(f'<th scope="col">{isolated(shorten(a.title or a.id, 60))}</th>' for a in comparison.articles)
    rows = []
    for number, point in enumerate(comparison.points):
        cells = {cell.article: cell for cell in point.cells}
        columns = "".join(_cell_button(number, a.id, cells.get(a.id), texts) for a in comparison.articles)
        rows.append(f'<tr><th scope="row">{isolated(shorten(point.point, 160))}</th>{columns}</tr>')
    return (
        f"<details class='evidence'><summary>{escape(texts('compare.as_table'))}</summary><div class='scroll'>"
        f"<table class='cells'><thead><tr><td></td>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"
        "</div></details>"
    )


def cell_view(comparison: Comparison, point: int, article: str, texts: Texts) -> str:
    """What one article says on one point, quote by quote. Raises IndexError for a point that is not there."""
    if point < 0:
        raise IndexError(point)
    asked = comparison.points[point]
    cell = next((cell for cell in asked.cells if cell.article == article), None)
    title = next((a.title or a.id for a in comparison.articles if a.id == article), article)
    claims = cell.claims if cell else ()
    body = "".join(_claim(claim, texts) for claim in claims)
    if not body:
        body = f'<p class="note">{escape(texts("compare.silent_more"))}</p>'
    stance = _chip(cell.stance if cell else "silent", texts)
    return (
        f'<section class="cell-quotes"><h3 tabindex="-1">{isolated(shorten(asked.point, 200))}</h3>'
        f'<p class="facts">{isolated(shorten(title, 160))} {stance}</p><div class="cards">{body}</div></section>'
    )


def _section(heading: str, content: str) -> str:
    return f"<section class='part'><h3>{escape(heading)}</h3>{content}</section>"


def _stance_bars(comparison: Comparison, texts: Texts) -> str:
    rows = []
    for article in comparison.articles:
        width = round(50 * min(1.0, abs(article.score)), 1)
        side = f"left:50%;width:{width}%" if article.score >= 0 else f"right:50%;width:{width}%"
        reprint = ""
        if article.origin != article.id:
            reprint = f' <span class="flag">{escape(texts("article.reprint"))}</span>'
        rows.append(
            f'<li><span class="name">{isolated(shorten(article.title or article.id, 90))}{reprint}</span>'
            f'<span class="bar" aria-hidden="true"><i class="{article.stance}" style="{side}"></i></span>'
            f"{_chip(article.stance, texts, article.score)}</li>"
        )
    return f'<ul class="stances">{"".join(rows)}</ul>'


def _chip(stance: str, texts: Texts, score: float | None = None) -> str:
    number = f" {score:+.2f}" if score is not None else ""
    sign = f"{SIGNS[stance]} " if SIGNS[stance] else ""
    return f'<span class="chip {stance}">{sign}{escape(texts(f"stance.{stance}"))}{number}</span>'


def _cell_button(point: int, article: str, cell: Cell | None, texts: Texts) -> str:
    stance = cell.stance if cell else "silent"
    name = escape(texts(f"stance.{stance}"))
    return (
        f'<td><button type="button" class="chip {stance}" data-cell="{point}" data-article="{escape(article)}">'
        f"{SIGNS[stance]} {name}</button></td>"
    )


def _denial(number: int, texts: Texts) -> str:
    return (
        f'<button type="button" class="quiet" data-deny="{number}">{escape(texts("compare.no_contradiction"))}</button>'
    )


def _claim(claim: Claim, texts: Texts) -> str:
    """A quote with its stance, which the reader may correct."""
    cited = claim.citation
    choices = "".join(
        f'<option value="{stance}"{" selected" if stance == claim.stance else ""}>{SIGNS[stance]} '
        f"{escape(texts(f'stance.{stance}'))}</option>"
        for stance in ("bullish", "neutral", "bearish")
    )
    return (
        f'<div class="claim">{_claim_card(claim, texts)}<select data-judge data-article="{escape(cited.article)}"'
        f' data-start="{cited.start}" data-end="{cited.end}" aria-label="{escape(texts("compare.correct"))}"'
        f' title="{escape(texts("compare.correct"))}">{choices}</select></div>'
    )


def _claim_card(claim: Claim, texts: Texts) -> str:
    speaker = f" · {isolated(shorten(claim.speaker, 80))}" if claim.speaker else ""
    said = f" ✓ {escape(texts('stance.corrected'))}" if claim.corrected else ""
    kind = escape(texts(f"kind.{claim.kind}"))
    head = f'<span class="claim-head">{_chip(claim.stance, texts)}{said} {kind}{speaker}</span>'
    return citation_card(claim.citation, texts, extra=head)


def _conflict(conflict: Conflict, texts: Texts, family: str, tools: str = "") -> str:
    sides = "".join(_side(side, conflict.kind == "rank", texts) for side in conflict.sides)
    why = escape(texts(f"why.{conflict.why}"))
    note = f'<p class="note">{escape(conflict.note)}</p>' if conflict.note else ""
    subject = named(conflict.subject, (side.period for side in conflict.sides), texts)
    return (
        f'<article class="{family}"><header><h4>{isolated(shorten(subject, 200))}</h4>'
        f'<span class="flag">{escape(texts(f"conflict.{conflict.kind}"))}</span>'
        f'<span class="flag">{why}</span>{tools}</header><div class="sides">{sides}</div>{note}</article>'
    )


def _side(side: Side, rank: bool, texts: Texts) -> str:
    facts = (amount(side.value, side.unit, texts, rank), time_of(side.period, texts))
    line = " · ".join(isolated(fact) for fact in facts if fact)
    value = f'<span class="value">{line}</span>' if line else ""
    return citation_card(side.citation, texts, extra=value)
