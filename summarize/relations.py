"""What two figures in their sentences have in common."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.documents import Article

from .figures import equal, relate
from .measures import VAGUE
from .mentions import Mention, mentions_of

_MOVED = re.compile(
    r"涨|跌|升了|降|下滑|减少|上升|\b(?:fell|fall(?:en|s)?|dropp?(?:ed)?|sank|slid|lost|gained|jumped|up|down)\b"
    r"|\b(?:fiel(?:en)?|sank(?:en)?|gefallen|gesunken|zugelegt)\b|\b(?:baiss|recul|chut|bond)|\b(?:cay|baj|sub)[eióo]|下落|上昇|하락|급락|상승",
    re.IGNORECASE,
)


def telling(first: Mention, second: Mention, dated: bool) -> bool:
    """Whether equal values of one concept are no coincidence: enough digits, more where the period is unknown."""
    digits = min(len(str(m.figure.value).replace(".", "").strip("0")) for m in (first, second) if m.figure.value)
    return bool((first.own & second.own) - VAGUE) and digits >= (2 if dated else 3)


def one_script(first: Mention, second: Mention) -> bool:
    """Whether the two can share words: both Chinese in any script, or one language."""
    return family_of(first.article) == family_of(second.article)


def family_of(article: Article) -> str:
    return (article.language or "").split("-")[0]


def same_names(first: Mention, second: Mention) -> bool:
    """False where each clause names somebody whom the other does not."""
    german = "de" in (first.article.language, second.article.language)
    return german or not first.names or not second.names or bool(first.names & second.names)


def same_rate(first: Mention, second: Mention) -> bool:
    """Growth on two bases, or a growth and a share, are no two values of one thing."""
    a, b = first.figure, second.figure
    if a.kind not in ("percent", "points"):
        return True
    return a.basis == b.basis and ("growth" in first.own) == ("growth" in second.own)


def ratio(first: Mention, second: Mention) -> float:
    a, b = (abs(float(mention.figure.value or 0)) for mention in (first, second))
    return max(a, b) / min(a, b) if min(a, b) else float("inf")


def told_elsewhere(mention: Mention, others: Sequence[Mention]) -> bool:
    """Whether the other article has this very figure for the same measure: then it contradicts nothing there."""
    return any(
        bool(equal(mention.figure, other.figure)) and bool(mention.measure & other.measure)
        for other in others
        if other.figure.kind == mention.figure.kind or {other.figure.kind, mention.figure.kind} <= {"money", "count"}
    )


def alone(mention: Mention) -> bool:
    """Whether its sentence has no other figure of its kind and unit, but of another time."""
    alike = [
        one
        for one in mentions_of(mention.article)
        if one.sentence is mention.sentence
        and (one.figure.kind, one.figure.unit) == (mention.figure.kind, mention.figure.unit)
        and relate(one.period, mention.period) != "apart"
    ]
    return len(alike) == 1


def changes(mention: Mention) -> bool:
    """Whether the figure is a rate at which something moved, and not how large it is."""
    return mention.figure.kind in ("percent", "points") and (
        "growth" in mention.own or _MOVED.search(mention.clause) is not None
    )
