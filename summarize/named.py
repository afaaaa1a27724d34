"""Where an article gives a name: as it is written there or, in another script, by its sounds."""

from __future__ import annotations

import re
from functools import lru_cache

from index.documents import Article
from index.folding import fold

from .names import Name

SHORTEST_KEY = 4  # letters of a sound from which it is no coincidence
_HAN = re.compile(r"[\u3400-\u9fff]")


def times_named(article: Article, name: Name) -> int:
    """How often an article gives a name, as it is written or, in another script, by its sounds.

    Many characters sound alike, so once by sound is no proof and counts as never.
    """
    text = folded(article)
    if written := text.count(fold(name.written)):
        return written
    if bool(_HAN.search(name.written)) == bool(_HAN.search(text)) or len(name.key) < SHORTEST_KEY:
        return 0
    spoken = _spoken(article).count(name.key)
    return spoken if spoken > 1 else 0


@lru_cache(maxsize=512)
def folded(article: Article) -> str:
    """The article as it is displayed, folded."""
    return fold(article.clean)


@lru_cache(maxsize=64)
def sounds(text: str) -> str:
    """A text in Latin letters, its Chinese by sound, so that 云叶 and Yunye are one name."""
    return _in_sounds(text)


@lru_cache(maxsize=512)
def _spoken(article: Article) -> str:
    return _in_sounds(article.clean)


def _in_sounds(text: str) -> str:
    from pypinyin import lazy_pinyin

    return re.sub(r"\W", "", "".join(lazy_pinyin(fold(text))))
