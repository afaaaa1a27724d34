"""Plain text: which lines are the article. There is no markup to lean on, so lines are judged by what they look like,
what they say, what stands around them and, with an embedder, how far they are from the article's own subject."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
import regex

from ..embedders import Embedder
from .features import CLOSING, Look, is_paragraph, is_row_of_labels, look_at
from .feet import cut_after
from .lines import Line
from .titles import cut_above_title

# What no article consists of, whatever stands around it.
_CERTAIN = frozenset({"spam", "image", "markup", "refusal", "disclaimer"})
_CREDIT = regex.compile(r"(?:题图|头图|封面图?|配图|图源|图片|图|摄影|供图|photo|image|credit|bild|foto|写真)")
_LONGEST_ADVERTISEMENT = 5
_DECORATION = regex.compile(r"^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$")
_ADVERTISEMENT = regex.compile(
    r"(?:广告|推广|赞助商?链接|商业推广|广告位|ad|advert(?:isement)?|sponsored(?: content| links?)?|promoted"
    r"|anzeige|werbung|publicité|publicidad|pr|広告|スポンサーリンク|광고)"
    r"(?:[^\p{L}]*(?:start|scroll to continue|weiterlesen nach der anzeige))?"
)
_AD_ENDS = regex.compile(
    r"|anzeige ende|ende der anzeige|end of (?:ad|advertisement)|fin de la publicité|广告结束|広告ここまで|広告終了"
)
_EDGE = 2
# A feed: this many dated items, each within so many lines of the one before.
_FEED_ITEMS = 3
_FEED_STEP = 5
_MENU_RUN = 4
_SAMPLED = 12
# How many standard deviations below the article's own paragraphs a doubtful line may lie.
_FAR = 2.5
_NEAR_ENOUGH = 0.02


def plain_reasons(lines: Sequence[Line], embedder: Embedder | None = None) -> dict[int, str]:
    """Line number → why it is no part of the article; the lines left out are the article."""
    looks = [look_at(line) for line in lines]
    reasons = {number: look.reason for number, look in enumerate(looks) if look.reason and look.reason != "byline"}
    _cut_advertisements(looks, reasons)
    cut_sections(looks, reasons)
    _cut_feeds(looks, reasons)
    _cut_bylines(looks, reasons)
    _cut_repetitions(looks, reasons)
    prose = [number for number, look in enumerate(looks) if look.prose and number not in reasons]
    if prose:
        _cut_before(looks, reasons, prose[0])
        cut_above_title(lines, looks, reasons)
        cut_after(looks, reasons, prose[-1])
        if embedder:
            _cut_strangers(lines, looks, reasons, prose, embedder)
    elif len(reasons) == len(lines):
        # Nothing but furniture by its words: only what is certain stays cut.
        return {number: reason for number, reason in reasons.items() if reason in _CERTAIN}
    return reasons


def _cut_bylines(looks: Sequence[Look], reasons: dict[int, str]) -> None:
    """A label such as "date: …" is a byline at the article's edges and its content anywhere else."""
    prose = [number for number, look in enumerate(looks) if look.prose and number not in reasons]
    for number, look in enumerate(looks):
        if look.reason == "byline" and number not in reasons:
            before = bisect_left(prose, number)
            if before <= _EDGE or len(prose) - before <= _EDGE or _CREDIT.match(look.folded):
                reasons[number] = "byline"


def cut_sections(looks: Sequence[Look], reasons: dict[int, str]) -> None:
    """From the heading of a foreign section to where the article's prose resumes, or to the end."""
    number = 0
    while number < len(looks):
        reason = looks[number].section
        if reason is None or not _heads_section(looks, number, reason):
            number += 1
            continue
        end = len(looks) if reason == "comments" else _resumed(looks, number + 1, reasons)
        for inside in range(number, end):
            if reasons.get(inside) not in _CERTAIN:
                reasons[inside] = reason
        number = end


def _heads_section(looks: Sequence[Look], number: int, reason: str) -> bool:
    """A counter of comments above the article heads nothing; nor does a heading like "More news" over a paragraph."""
    before = any(look.prose and not look.reason for look in looks[:number])
    if reason == "comments":
        return before
    return before or (number + 1 < len(looks) and looks[number + 1].headline)


def _resumed(looks: Sequence[Look], start: int, reasons: dict[int, str]) -> int:
    """Where running text begins again: two paragraphs, or one that ends in a full stop and carries no date."""
    seen = {look.folded for look in looks[:start]}
    fresh = [
        number not in reasons and is_paragraph(look) and look.folded not in seen for number, look in enumerate(looks)
    ]
    for number in range(start, len(looks)):
        if looks[number].section == "comments":
            return number
        if fresh[number]:
            pair = number + 1 < len(looks) and fresh[number + 1]
            dated = any(look.date for look in looks[number - 1 : number + 2])
            if pair or (not dated and looks[number].folded.rstrip(CLOSING).endswith(("。", "."))):
                return number
    return len(looks)


def _cut_advertisements(looks: Sequence[Look], reasons: dict[int, str]) -> None:
    """From "— 广告 —" to the rule below it, if there is one within a few lines; else that heading alone."""
    for number, look in enumerate(looks):
        label = _DECORATION.sub("", look.folded)
        if not _ADVERTISEMENT.fullmatch(label):
            continue
        below = range(number + 1, min(number + 1 + _LONGEST_ADVERTISEMENT, len(looks)))
        ends = [row for row in below if _AD_ENDS.fullmatch(_DECORATION.sub("", looks[row].folded))]
        for inside in range(number, (ends[0] if ends else number) + 1):
            reasons[inside] = "advertisement"


def _cut_feeds(looks: Sequence[Look], reasons: dict[int, str]) -> None:
    """Lists of other headlines, each with its author and its time. A paragraph of running text ends a list."""
    run: list[int] = []
    for number in range(len(looks) + 1):
        ended = number == len(looks) or is_paragraph(looks[number]) or (run and number - run[-1] > _FEED_STEP)
        if ended:
            if len(run) >= _FEED_ITEMS:
                start = run[0]
                while start > 0 and run[0] - start < _FEED_STEP - 1 and not looks[start - 1].prose:
                    start -= 1
                for inside in range(start, run[-1] + 1):
                    reasons.setdefault(inside, "related")
            run = []
        if number < len(looks) and looks[number].date:
            run.append(number)


def _cut_repetitions(looks: Sequence[Look], reasons: dict[int, str]) -> None:
    """The title or a paragraph that stands again. Other short lines may well return (names of speakers, "Yes.")."""
    seen: set[str] = set()
    title = None
    for number, look in enumerate(looks):
        if number in reasons or look.table:
            continue
        key = look.folded.strip("#* ")
        title = title or key
        if key in seen and (look.prose or key == title) and len(key) >= (8 if look.wide else 20):
            reasons[number] = "repetition"
        seen.add(key)


def _cut_before(looks: Sequence[Look], reasons: dict[int, str], first: int) -> None:
    """Above the first paragraph: runs of short labels are menus; dates and counters are no sentences."""
    run: list[int] = []
    for number in [*range(first), None]:
        if number is not None and (looks[number].menu or looks[number].reason == "navigation"):
            run.append(number)
            continue
        if len(run) >= _MENU_RUN:
            for inside in run:
                reasons.setdefault(inside, "navigation")
        run = []
    for number in range(first):
        if looks[number].date:
            reasons.setdefault(number, "byline")
        elif looks[number].folded.isdecimal() or is_row_of_labels(looks[number]):
            reasons.setdefault(number, "navigation")


def _cut_strangers(
    lines: Sequence[Line], looks: Sequence[Look], reasons: dict[int, str], prose: Sequence[int], embedder: Embedder
) -> None:
    """Headline-like lines outside the article's body whose subject is far from that of its paragraphs."""
    doubtful = [
        number
        for number, look in enumerate(looks)
        if number not in reasons and look.headline and not look.menu and not prose[0] < number < prose[-1]
    ]
    title = next((number for number in doubtful if number < prose[0]), None)
    doubtful = [number for number in doubtful if number != title]
    if not doubtful or len(prose) < 3:
        return
    step = max(1, len(prose) // _SAMPLED)
    sample = [lines[number].text[:400] for number in prose[::step][:_SAMPLED]]
    vectors = embedder.embed_passages([*sample, *(lines[number].text for number in doubtful)])
    own, others = vectors[: len(sample)], vectors[len(sample) :]
    total = own.sum(axis=0)
    rest = total - own
    similar = np.einsum("ij,ij->i", own, rest / np.linalg.norm(rest, axis=1, keepdims=True))
    limit = float(similar.mean() - _FAR * similar.std() - _NEAR_ENOUGH)
    centre = total / np.linalg.norm(total)
    for number, vector in zip(doubtful, others, strict=True):
        if float(vector @ centre) < limit:
            reasons[number] = "off subject"
