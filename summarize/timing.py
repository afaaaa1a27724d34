"""Whether a sentence speaks of the time that a question asks about."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .figures import parse, relate

# Before a year that something is compared with: "31% less than in 2024".
_COMPARED_WITH = re.compile(
    r"(?:[比较較](?!重|例)|相[比较較對对][于於]?|[高低多少][于於]"
    r"|\b(?:than|versus|vs\.?|against|compared (?:with|to)|relative to"
    r"|gegenüber|verglichen mit|im vergleich (?:zu|mit)|als|par rapport à|contre|frente a|que))"
    r"(?: (?:in|im|dem|der|das|the|those of|that of|that in|jahr|year|en|el|l['’]année))* ?$",
    re.IGNORECASE,
)
_BEFORE = 32  # characters in which such words stand


def dates_in(text: str, language: str | None = None, published: str | None = None) -> tuple[str, ...]:
    """The resolved periods that a text speaks of, such as "2024" or "2025-H1".

    A year that something is only compared with is none of them; where no other is named, it is the year after it.
    """
    told: list[str] = []
    compared: list[str] = []
    for figure in parse(text, language, published):
        if figure.kind != "date" or not figure.period or not figure.period_resolved or "XXXX" in figure.period:
            continue
        before = text[max(0, figure.start - _BEFORE) : figure.start]
        (compared if _COMPARED_WITH.search(before) else told).append(figure.period)
    return tuple(told) or tuple(str(int(period) + 1) for period in compared if re.fullmatch(r"\d{4}", period))


def speaks_of_another_time(asked: Sequence[str], told: Sequence[str]) -> bool:
    """Whether both name times and some time that was asked about is apart from every time that is told."""
    return bool(told) and any(all(relate(wanted, time) == "apart" for time in told) for wanted in asked)


def speaks_of_that_time(asked: Sequence[str], told: Sequence[str]) -> bool:
    """Whether every time that was asked about is told, or lies within one that is: 2023 in 2022 to 2024."""
    return bool(asked) and all(any(relate(wanted, time) in ("same", "within") for time in told) for wanted in asked)
