"""The comparison as pictures: points down, sources across, from bearish (orange) to bullish (blue).

Orange and blue are told apart with every common form of colour blindness; each cell carries a sign as well, so that
colour never is the only channel.
"""

from __future__ import annotations

from collections.abc import Mapping
from textwrap import wrap
from typing import Any

from summarize.results import Cell, Comparison

from .markup import escape, shorten
from .texts import Texts

BEARISH, EVEN, BULLISH = "#c2570c", "#ece7dc", "#1f5fa8"
SIGNS: Mapping[str, str] = {"bullish": "▲", "bearish": "▼", "neutral": "●", "silent": ""}
_SCALE = [[0, BEARISH], [0.5, EVEN], [1, BULLISH]]
_ROW_PIXELS, _HEAD_PIXELS = 64, 80
# With more sources than this their titles no longer fit beside each other, so they slant.
_LEVEL_TITLES = 6
_CLEAR = "rgba(0,0,0,0)"
_QUIET_LAYOUT: dict[str, Any] = {
    "paper_bgcolor": _CLEAR,
    "plot_bgcolor": _CLEAR,
    "margin": {"l": 10, "r": 10, "t": 10, "b": 10},
    "font": {"family": "system-ui, sans-serif", "size": 13, "color": "#6b7078"},
    "hoverlabel": {"align": "left", "font": {"family": "system-ui, sans-serif", "size": 13}},
    "showlegend": False,
}


def matrix_figure(comparison: Comparison, texts: Texts) -> dict[str, Any]:
    """A heat map as Plotly JSON; `customdata` of a cell is [index of its point, article id], for clicks."""
    titles = [_label(article.title or article.id, 16, 2) for article in comparison.articles]
    points = [_label(point.point, 26, 3) for point in comparison.points]
    rows = [[_cell_of(point.cells, article.id) for article in comparison.articles] for point in comparison.points]
    heat = {
        "type": "heatmap",
        "z": [[None if cell is None or cell.stance == "silent" else cell.score for cell in row] for row in rows],
        "text": [[SIGNS[cell.stance] if cell else "" for cell in row] for row in rows],
        "texttemplate": "%{text}",
        "textfont": {"size": 15},
        "hovertext": [[_hover(cell, texts) for cell in row] for row in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "customdata": [
            [[number, article.id] for article in comparison.articles] for number in range(len(comparison.points))
        ],
        "colorscale": _SCALE,
        "zmin": -1,
        "zmid": 0,
        "zmax": 1,
        "xgap": 4,
        "ygap": 4,
        "hoverongaps": True,
        "showscale": False,
    }
    axis = {
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "showline": False,
        "ticks": "",
        "automargin": True,
    }
    layout = _QUIET_LAYOUT | {
        "height": _HEAD_PIXELS + _ROW_PIXELS * max(1, len(points)),
        "xaxis": axis
        | {
            "tickvals": list(range(len(titles))),
            "ticktext": titles,
            "side": "top",
            "tickangle": 0 if len(titles) <= _LEVEL_TITLES else -40,
        },
        "yaxis": axis | {"tickvals": list(range(len(points))), "ticktext": points, "autorange": "reversed"},
    }
    return {"data": [heat], "layout": layout}


def time_figure(comparison: Comparison, texts: Texts) -> dict[str, Any] | None:
    """Stance by date as Plotly JSON; None with fewer than two dated articles."""
    dated = comparison.timeline.stances
    if len(dated) < 2:
        return None
    titles = {article.id: article.title or article.id for article in comparison.articles}
    points = {
        "type": "scatter",
        "mode": "markers",
        "x": [told.date for told in dated],
        "y": [told.score for told in dated],
        "marker": {
            "size": 15,
            "color": [told.score for told in dated],
            "cmin": -1,
            "cmid": 0,
            "cmax": 1,
            "colorscale": _SCALE,
            "line": {"width": 1.5, "color": "#8a8f98"},
        },
        "hovertext": [
            f"{_label(titles.get(told.article, told.article), 44, 3)}<br>"
            f"{escape(texts(f'stance.{told.stance}'))} {told.score:+.2f}"
            for told in dated
        ],
        "hovertemplate": "%{hovertext}<br>%{x}<extra></extra>",
    }
    layout = _QUIET_LAYOUT | {
        "height": 240,
        "xaxis": {"type": "date", "showgrid": False, "fixedrange": True, "automargin": True},
        "yaxis": {
            "range": [-1.15, 1.15],
            "tickvals": [-1, 0, 1],
            "ticktext": [escape(texts(f"stance.{name}")) for name in ("bearish", "neutral", "bullish")],
            "fixedrange": True,
            "automargin": True,
            "gridcolor": "rgba(128,128,128,.18)",
            "zerolinecolor": "rgba(128,128,128,.5)",
        },
    }
    return {"data": [points], "layout": layout}


def picture_button(plot: str, texts: Texts) -> str:
    """A button that saves a picture as PNG; the browser draws it."""
    return (
        f'<button type="button" class="quiet picture" data-picture="{plot}"'
        f' aria-label="{escape(texts("compare.picture"))}">↓ PNG</button>'
    )


def _cell_of(cells: tuple[Cell, ...], article: str) -> Cell | None:
    return next((cell for cell in cells if cell.article == article), None)


def _hover(cell: Cell | None, texts: Texts) -> str:
    """Stance and quotes. Plotly reads a little markup in labels, so everything foreign is escaped."""
    if cell is None or cell.stance == "silent":
        return escape(texts("stance.silent"))
    quotes = [f"“{_label(claim.citation.display, 48, 4)}”" for claim in cell.claims[:2]]
    return "<br>".join([f"<b>{escape(texts(f'stance.{cell.stance}'))}</b> {cell.score:+.2f}", *quotes])


def _label(text: str, width: int, lines: int) -> str:
    """Text broken into lines of `width` columns, where a CJK character takes two."""
    wide = sum(ord(character) > 0x2E7F for character in text) > len(text) / 3
    columns = max(6, width // 2 + 2) if wide else width
    broken = wrap(shorten(text, 400), columns, max_lines=lines, placeholder="…")
    return "<br>".join(escape(line) for line in broken)
