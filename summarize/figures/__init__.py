"""Figures: numbers with units, currencies and periods found in text, normalised, compared and rendered by code."""

from .comparing import Bounds, bounds, comparable, equal, supported, unsupported_figures
from .model import Agreement, Basis, Direction, Figure, FigureKind, Match, Sign
from .parsing import parse
from .spans import relate

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
    "equal",
    "parse",
    "relate",
    "supported",
    "unsupported_figures",
]
