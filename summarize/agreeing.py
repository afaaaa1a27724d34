"""What several articles agree on, in the reader's language and by code: the measure, its period and the figure.

A quote says more than what is agreed ("…, nine times revenue"), and a translation of one may say something else.
"""

from __future__ import annotations

from collections.abc import Sequence

from .figures.restating import restated, restated_period
from .results import Conflict, Side

SAME = frozenset({"same", "unit", "rounding", "approximation"})  # why sides agree that say one thing
_LANGUAGES = frozenset({"en", "zh", "ja", "de", "fr", "es", "ko"})  # that measures have names in


def between_articles(agreements: Sequence[Conflict]) -> list[Conflict]:
    """Those of several articles on one thing, each with quotes of its own, not only those of an earlier one."""
    found: list[Conflict] = []
    shown: set[tuple[str, int]] = set()
    for agreement in agreements:
        quotes = {(side.article, side.citation.start) for side in agreement.sides}
        alike = agreement.why in SAME and len({side.article for side in agreement.sides}) > 1
        if alike and not quotes & shown:
            shown |= quotes
            found.append(agreement)
    return found


def agreement_told(agreement: Conflict, language: str) -> str | None:
    """ "Revenue (2024): RMB 312 million", by the side that is the most exact; None where it cannot be said so."""
    told = [side for side in agreement.sides if side.value is not None]
    family = language.split("-")[0]
    if not told or not agreement.subject or family not in _LANGUAGES:
        return None
    exact = max(told, key=lambda side: (side.unit is not None, _digits(side)))
    name = agreement.subject
    period = next((side.period for side in told if side.period and name.endswith(f"({side.period})")), None)
    if period:
        name = f"{name.removesuffix(f'({period})')}({restated_period(period, language)})"
    assert exact.value is not None
    value = restated(exact.value, exact.unit, language, agreement.kind == "rank")
    return f"{name}：{value}" if family in ("zh", "ja") else f"{name}: {value}"


def _digits(side: Side) -> int:
    return len(f"{side.value:.12g}".replace(".", "").strip("0"))
