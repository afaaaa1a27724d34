"""Relative periods against the date of publication."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from .numerals import WORDS, read_cjk


@dataclass(frozen=True, slots=True)
class Clock:
    """What relative periods are resolved against: the date of publication, as far as it is known."""

    year: int | None = None
    month: int | None = None
    day: int | None = None

    @classmethod
    def read(cls, published: str | None) -> Clock:
        match = re.match(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", published or "")
        if not match:
            return cls()
        year, month, day = (int(part) if part else None for part in match.groups())
        return cls(year, month, day)


def past_years(written: str, language: str, clock: Clock) -> tuple[str | None, bool]:
    """The past N years: the N whole years before that of publication."""
    count = (
        int(written)
        if written.isdigit()
        else int((read_cjk(written) or (0,))[0])
        if not written[0].isascii()
        else WORDS.get(language, {}).get(written, 0)
    )
    if not 1 < count <= 50:
        return None, False
    if clock.year is None:
        return f"XXXX-{count}Y", False
    return f"{clock.year - count}/{clock.year - 1}", True


def year_before(latest: str | None, clock: Clock) -> tuple[str | None, bool]:
    """The same period one year earlier than the one named last."""
    if latest and (match := re.search(r"(19|20)\d\d", latest)):
        return latest[: match.start()] + str(int(match.group()) - 1) + latest[match.end() :], "/" not in latest
    return (str(clock.year - 1), True) if clock.year else ("XXXX", False)


def relative_period(step: str, offset: int, clock: Clock) -> tuple[str, bool]:
    if clock.year is None or clock.month is None:
        return f"XXXX-{step}{offset:+d}" if offset else f"XXXX-{step}", False
    if step == "month":
        months = clock.year * 12 + clock.month - 1 + offset
        return f"{months // 12:04d}-{months % 12 + 1:02d}", True
    if step == "quarter":
        quarters = clock.year * 4 + (clock.month - 1) // 3 + offset
        return f"{quarters // 4:04d}-Q{quarters % 4 + 1}", True
    if clock.day is None:
        return f"XXXX-{step}{offset:+d}", False
    return (date(clock.year, clock.month, clock.day) + timedelta(days=offset)).isoformat(), True
