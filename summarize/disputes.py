"""Two sources that an article sets side by side: 120 posts by the company, 340 by the union."""

from __future__ import annotations

from .figures import equal, relate
from .figures.folding import fold
from .measures import CONTRAST, COUNTED, COUNTED_OTHERWISE, DOUBT, SPEAKER, VAGUE
from .mentions import Mention
from .relations import alone, changes, ratio, same_rate

# What the second of two sources need not say again.
_LEFT_OUT = frozenset({"average", "daily", "net"})
DISPUTABLE = ("money", "count", "percent", "duration")


def disputed(first: Mention, second: Mention) -> bool:
    """The company says 120 posts, the union says 340: one unit, two sources, side by side."""
    match = equal(first.figure, second.figure)
    if match or not match.comparable or first.figure.kind not in DISPUTABLE:
        return False
    if first.listed or second.listed or relate(first.period, second.period) == "apart":
        return False
    if first.sentence is second.sentence and len(SPEAKER.findall(first.text)) < 2:
        return False  # one source gives both: a whole and its part, what was and what is
    if "part" in first.scope ^ second.scope:
        return False
    a, b = first.own - VAGUE, second.own - VAGUE
    return (not a or not b or bool(a & b)) and same_rate(first, second) and ratio(first, second) <= 20


def of_two_sources(first: Mention, second: Mention, distance: int) -> bool:
    """The company reports 98 a day. The counters found 61: both sentences name a source and give one figure.

    The second must be set against the first: by a "but", by having counted, or by a doubt between them.
    """
    match = equal(first.figure, second.figure)
    if match or not match.comparable or first.figure.unit != second.figure.unit or ratio(first, second) > 5:
        return False
    if first.figure.kind not in DISPUTABLE or first.listed or second.listed:
        return False
    counted = COUNTED.search(second.text) is not None
    if not (SPEAKER.search(first.text) and (counted or SPEAKER.search(second.text))):
        return False
    if not (alone(first) and alone(second)) or (second.own - VAGUE) - (first.own | first.wide):
        return False
    if (first.scope ^ second.scope) - _LEFT_OUT or changes(first) or changes(second):
        return False
    if relate(first.period, second.period) == "apart":
        return False
    if distance == 1:
        return counted or CONTRAST.search(second.text) is not None
    between = first.article.sentences[first.sentence.number + 1 : second.sentence.number]
    return any(DOUBT.search(fold(sentence.display)) for sentence in between)


def is_explained(first: Mention, second: Mention) -> bool:
    """Whether the second sentence, or the next, says what one of two counts leaves out; a span of time is no count."""
    sentences = first.article.sentences
    told = " ".join(one.display for one in sentences[second.sentence.number : second.sentence.number + 2])
    return first.figure.kind != "duration" and COUNTED_OTHERWISE.search(fold(told)) is not None
