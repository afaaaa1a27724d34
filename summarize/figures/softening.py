"""The words before a number that say it is not exact."""

from __future__ import annotations

import re

from .model import Direction
from .vocabulary import BEFORE, BEFORE_END

# 最多可容纳3万名: a verb may stand between; "has about half" likewise.
_APART = re.compile(r"(?P<word>最多|至多|至少|最少|最高|约|大约)(?:可|能|将|会|有|占)[一-鿿]{0,3}$")
# After a verb of change "hasta" and "over" do not soften: "crecieron hasta 3 millones", "repaid over 7 years".
_CHANGING = re.compile(r"crec|subi|sube|cay|cae|baj|aument|redu|elev|llev|dispar|trip|dup|mejor", re.IGNORECASE)


def direction_before(folded: str, begin: int, floor: int, duration: bool = False) -> tuple[Direction | None, int]:
    """(direction, where the softened figure begins) for a number that begins at `begin`; None if nothing softens it."""
    match = BEFORE_END.search(folded, max(floor, begin - 24), begin)
    if not match:
        apart = _APART.search(folded, max(floor, begin - 8), begin)
        return (BEFORE.get(apart["word"]), begin) if apart else (None, begin)
    word = match["word"].lower()
    if word == "近" and folded[match.start() - 1 : match.start()] in ("最", "附", "靠", "临"):
        return None, begin
    if duration and word == "over":
        return None, begin
    if word == "hasta" and _CHANGING.search(folded, max(0, match.start() - 40), match.start()):
        return None, begin
    return BEFORE.get(match["word"]) or BEFORE.get(word), match.start()
