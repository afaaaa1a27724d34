"""Whether a sentence speaks of the time that a question asks about."""

from __future__ import annotations

from collections.abc import Sequence

from .figures import parse, relate


def dates_in(text: str, language: str | None = None, published: str | None = None) -> tuple[str, ...]:
    """The resolved periods that a text names, such as "2024" or "2025-H1"."""
    return tuple(
        figure.period
        for figure in parse(text, language, published)
        if figure.kind == "date" and figure.period and figure.period_resolved and "XXXX" not in figure.period
    )


def speaks_of_another_time(asked: Sequence[str], told: Sequence[str]) -> bool:
    """Whether both name times and some time that was asked about is apart from every time that is told."""
    return bool(told) and any(all(relate(wanted, time) == "apart" for time in told) for wanted in asked)


def speaks_of_that_time(asked: Sequence[str], told: Sequence[str]) -> bool:
    """Whether every time that was asked about is told, or lies within one that is: 2023 in 2022 to 2024."""
    return bool(asked) and all(any(relate(wanted, time) in ("same", "within") for time in told) for wanted in asked)
