"""Figures: numbers with units, currencies and periods found in text, normalised, compared and rendered by code."""

from .comparing import Bounds, bounds, comparable, equal
from .model import Agreement, Basis, Direction, Figure, FigureKind, Match, Sign
from .parsing import parse
from .rendering import render, rendered_form
from .repairing import convert_text
from .spans import relate
from .standing import supported, unsupported_figures

__all__ = [
    "Agreement",
    "Basis",
    "Bounds",
    "Direction",
    "Figure",
    "FigureKind",
    "Match",
    "Sign",
    "bounds",
    "comparable",
    "convert_text",
    "equal",
    "parse",
    "relate",
    "render",
    "rendered_form",
    "supported",
    "unsupported_figures",
]
