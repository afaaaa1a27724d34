"""Whether a sentence can be read by itself: what begins with "it", or is very short, leans on the one before. Rules."""

from __future__ import annotations

import re

from .figures.folding import fold

SHORT = 40  # characters, a Chinese, Japanese or Korean one counting double, below which a sentence says little alone
_LEANS = re.compile(
    r"^\W*(?:但是?|而且?|可是?|不过|然而|却|也就是说|因此|所以)?[,，、]?(?:这|那|其中?|它|该|此|两者|他|她)"
    r"|^\W*(?:これ|それ|その|この|しかし|だが|ただ)"
    r"|^\W*(?:this|that|these|those|it|they|he|she|such|both|neither|nor|by then|there|so|but|whether)\b"
    r"|\b(?:these|those|that (?:number|figure|argument|sum|question|one))\b"
    r"|^\W*(?:das|dies\w*|sie|er|es|dabei|danach|darum|deshalb|solche\w*|ob)\b"
    r"|^\W*(?:cela|ça|c'est|ce|cette|ces|ils?|elles?)\b"
    r"|^\W*(?:이|그|이런|그런|이는|그러나)\s",
    re.IGNORECASE,
)


def length(text: str) -> int:
    """How long a text is to a reader, in Latin letters."""
    return sum(1 + (ord(character) > 0x2E80) for character in text)


def stands_alone(text: str) -> bool:
    """Whether a sentence says something to who has not read what stands before it."""
    return length(text) >= SHORT and not _LEANS.search(fold(text))
