"""Which found sentences are about whom a question is about: another company's revenue does not answer it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from index.documents import Article, Hit
from index.folding import fold

from .grouping import grouped
from .names import Name, names_of

_PHRASE = 4  # characters in a row that two texts hardly share by chance
_HAN = re.compile(r"[\u3400-\u9fff]+")
_SHORTEST_KEY = 4  # letters of a sound from which it is no coincidence


def on_the_subject(question: str, hits: Sequence[Hit], article_of: Callable[[str], Article]) -> tuple[Hit, ...]:
    """The hits without those of articles on another subject, where the question names the subject of some.

    A question that names none of them, or a subject that all are about, keeps all hits.
    """
    articles = {hit.article: article_of(hit.article) for hit in hits}
    named = {identifier for identifier, article in articles.items() if any(map(_named_in(question), names_of(article)))}
    named = named or {identifier for identifier, article in articles.items() if _shares_a_phrase(question, article)}
    if not named or len(named) == len(articles):
        return tuple(hits)
    others = {
        article.id
        for group in grouped(list(articles.values()))
        if not any(article.id in named for article in group)
        for article in group
    }
    return tuple(hit for hit in hits if hit.article not in others)


def is_their_subject(topic: str, articles: Sequence[Article]) -> bool:
    """Whether a topic is nothing but the name of whom some of the articles are about: then it narrows nothing."""
    rest = fold(topic)
    for name in sorted(
        {name for article in articles for name in names_of(article)}, key=lambda name: -len(name.written)
    ):
        if fold(name.written) in rest:
            rest = rest.replace(fold(name.written), "")
        elif name.key and sounds(rest) == name.key:
            return True
    if rest == fold(topic):
        return False
    # "Nordhafen Zellwerk": the rest of a company's name, as some article writes it.
    full = topic.istitle() and any(topic in article.clean for article in articles)
    return full or not re.search(r"\w", rest)


def _named_in(question: str) -> Callable[[Name], bool]:
    written, spoken = fold(question), sounds(question)

    def named(name: Name) -> bool:
        return fold(name.written) in written or (len(name.key) >= _SHORTEST_KEY and name.key in spoken)

    return named


def _shares_a_phrase(question: str, article: Article) -> bool:
    """Whether characters of the question that may be a name (北港电芯) stand in the article in a row."""
    runs = _HAN.findall(fold(question))
    text = fold(article.clean)
    return any(run[i : i + _PHRASE] in text for run in runs for i in range(len(run) - _PHRASE + 1))


@lru_cache(maxsize=64)
def sounds(question: str) -> str:
    """The question in Latin letters, its Chinese by sound, so that 云叶 and Yunye are one name."""
    from pypinyin import lazy_pinyin

    return re.sub(r"\W", "", "".join(lazy_pinyin(fold(question))))
