"""What several articles agree on, in the reader's language and by code: the measure, its period and the figure.

A quote says more than what is agreed ("…, nine times revenue"), and a translation of one may say something else.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from .figures.restating import restated, restated_period
from .figures.spans import days_of
from .results import Conflict, Side

SAME = frozenset({"same", "unit", "rounding", "approximation"})  # why sides agree that say one thing
_LANGUAGES = frozenset({"en", "zh", "ja", "de", "fr", "es", "ko"})  # that measures have names in


def between_articles(agreements: Sequence[Conflict]) -> list[Conflict]:
    """Those of several articles on one thing: of each measure the latest, each with a quote that no earlier one has."""
    latest: dict[str, Conflict] = {}
    for agreement in agreements:
        if agreement.why in SAME and len({side.article for side in agreement.sides}) > 1:
            name = named_period(agreement)[0]
            if name not in latest or _ends(agreement) > _ends(latest[name]):
                latest[name] = agreement  # in the place of the earlier one
    found: list[Conflict] = []
    shown: set[tuple[str, int]] = set()
    for agreement in latest.values():
        quotes = {(side.article, side.citation.start) for side in agreement.sides}
        if not quotes & shown:
            shown |= quotes
            found.append(agreement)
    return found


def named_period(agreement: Conflict) -> tuple[str, str | None]:
    """The name of what is measured, and the period that stands behind it in the subject, if one does."""
    told = (side.period for side in agreement.sides)
    period = next((period for period in told if period and agreement.subject.endswith(f" ({period})")), None)
    return (agreement.subject.removesuffix(f" ({period})") if period else agreement.subject), period


def _ends(agreement: Conflict) -> date:
    period = named_period(agreement)[1]
    span = days_of(period) if period else None
    return span[1] if span else date.min


def agreement_told(agreement: Conflict, language: str) -> str | None:
    """ "Revenue (2024): RMB 312 million", by the side that is the most exact; None where it cannot be said so."""
    told = [side for side in agreement.sides if side.value is not None]
    family = language.split("-")[0]
    if not told or not agreement.subject or family not in _LANGUAGES:
        return None
    exact = max(told, key=lambda side: (side.unit is not None, _digits(side)))
    name, period = named_period(agreement)
    if period:
        name = f"{name} ({restated_period(period, language)})"
    assert exact.value is not None
    value = restated(exact.value, exact.unit, language, agreement.kind == "rank")
    return f"{name}：{value}" if family in ("zh", "ja") else f"{name}: {value}"


def _digits(side: Side) -> int:
    return len(f"{side.value:.12g}".replace(".", "").strip("0"))
