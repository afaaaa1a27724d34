"""Whom the articles are about: the names that begin many of their clauses."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from index.documents import Article

from .figures.folding import fold

_CHINESE = re.compile(r"(?:^|[,，。;；:：!？?！、“”\n]|但|而|和|与|对|是|称)([一-鿿]{2})(?=[一-鿿])")
_JAPANESE = re.compile(r"([一-鿿ァ-ヺーA-Za-z]{2,12})(?:は|が|の)")
_KOREAN = re.compile(r"(?:^|\s)([가-힣A-Za-z]{2,10})(?:은|는|이|가|의)(?=\s)")
_LATIN = re.compile(r"(?<![A-Za-z])([A-Z][\w&-]*[a-z][\w&-]*|[A-Z]{3,})(?![A-Za-z])")
_FIRST_WORD = re.compile(r"^\W*\w+")
# Words that begin clauses without naming anybody, and names of all the world.
_NOBODY_WORDS = """
其中 同时 此外 目前 公司 因此 所以 如果 虽然 由于 对于 根据 截至 据悉 这是 这个 这些 这一 那么 不过 但是
而且 并且 然而 以及 我们 他们 一个 一方 另一 在这 也就 比如 例如 从而 通过 随着 按照 中国 国内 全球 美国
市场 行业 企业 客户 收入 模型 大模 数据 今年 去年 当时 之后 其实 事实 未来 需要 January February March
April May June July August September October November December Monday Tuesday Wednesday Thursday Friday
Saturday Sunday China Chinese Japan Europe European American Germany The
"""
NOBODY = frozenset(_NOBODY_WORDS.split())


def subjects(articles: Sequence[Article], most: int = 3) -> frozenset[str]:
    """The folded names that begin or bear many clauses in at least half of the articles, the commonest `most`.

    Empty where nothing stands out; a caller must then do without.
    """
    counts: Counter[str] = Counter()
    spread: defaultdict[str, set[str]] = defaultdict(set)
    for article in articles:
        family = (article.language or "").split("-")[0]
        for sentence in article.sentences:
            for name in _names(fold(sentence.display), family):
                counts[name] += 1
                spread[name].add(article.id)
    least = 2 if sum(len(article.sentences) for article in articles) < 60 else 5
    common = [
        name
        for name, count in counts.most_common(40)
        if count >= least and len(spread[name]) * 2 >= len(articles) and name not in NOBODY
    ]
    return frozenset(common[:most])


def _names(folded: str, family: str) -> set[str]:
    if family == "zh":
        return set(_CHINESE.findall(folded)) | set(_LATIN.findall(folded))
    if family == "ja":
        return set(_JAPANESE.findall(folded))
    if family == "ko":
        return set(_KOREAN.findall(folded))
    # A first word is capitalised anyway; it counts where the same word stands inside another sentence.
    rest = _FIRST_WORD.sub("", folded)
    return set(_LATIN.findall(rest))
