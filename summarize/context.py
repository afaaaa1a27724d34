"""Evidence for the model: the found sentences that can state something, inside a budget of tokens."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.documents import Hit

EVIDENCE_TOKENS = 450
MOST_SENTENCES = 12
FEWEST_SENTENCES = 4

_WIDE = re.compile(r"[ᄀ-ᇿ⺀-鿿가-힯豈-﫿＀-￯]")


_TOLD = re.compile(r"(?P<before>[^?？。]{6,}?)\s*[:：]\s*[“「『„«\"]")
_ASKED = re.compile(r"[问問]|\b(?:ask|wonder|frag|demand|pregunt)\w*|聞[いく]|尋ね", re.IGNORECASE)


def estimated_tokens(text: str) -> int:
    """About how many tokens a text has for a multilingual model, without loading one.

    Measured on the bundled model's tokenizer: 0.65 a wide character, 0.28 another one; a little is added for safety.
    """
    wide = len(_WIDE.findall(text))
    return 1 + int(0.7 * wide + 0.3 * (len(text) - wide))


def is_question(hit: Hit) -> bool:
    """Whether a sentence asks: it states nothing, but what follows it may be the answer.

    One that tells what somebody said states something, even where that was a question: 他的答案是：“你还在不在？”
    """
    said = hit.display.rstrip("”」』\"' ")
    asks = said[-1:] in ("？", "?") or ((hit.language or "").startswith("ja") and said.endswith("か。"))
    told = _TOLD.match(hit.display) if asks else None
    return asks and (told is None or _ASKED.search(told["before"]) is not None)


def within_budget(hits: Sequence[Hit], tokens: int = EVIDENCE_TOKENS) -> tuple[Hit, ...]:
    """The best hits whose texts fit into that many tokens, at least FEWEST_SENTENCES and at most MOST_SENTENCES."""
    kept: list[Hit] = []
    for hit in hits[:MOST_SENTENCES]:
        tokens -= estimated_tokens(hit.display) + 3
        if tokens < 0 and len(kept) >= FEWEST_SENTENCES:
            break
        kept.append(hit)
    return tuple(kept)
