"""Which found sentences are about whom a question is about: another company's revenue does not answer it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from index.documents import Article, Hit
from index.folding import fold

from .grouping import grouped
from .named import SHORTEST_KEY, sounds, times_named
from .names import Name, glosses_of, names_of

_SHORTEST_GLOSSED = 3  # characters of a name


def on_the_subject(question: str, hits: Sequence[Hit], article_of: Callable[[str], Article]) -> tuple[Hit, ...]:
    """The hits without those of articles on another subject, where the question names the subject of some.

    A question that names none of them, or a subject that all are about, keeps all hits. An article that mentions whom
    the question names is not on another subject, whatever else it is about, nor is one of which nobody can tell whom it
    is about.
    """
    articles = {hit.article: article_of(hit.article) for hit in hits}
    asked = _named_in(question)
    names = {name for article in articles.values() for name in names_of(article) if asked(name)}
    names |= {name for article in articles.values() for name in _glossed(question, article)}
    named = {identifier for identifier, article in articles.items() if any(times_named(article, n) for n in names)}
    if not named or len(named) == len(articles):
        return tuple(hits)
    others = {
        article.id
        for group in grouped(list(articles.values()))
        if not any(article.id in named for article in group) and any(map(names_of, group))
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
        return fold(name.written) in written or (len(name.key) >= SHORTEST_KEY and name.key in spoken)

    return named


def _glossed(question: str, article: Article) -> Iterator[Name]:
    """Han names of the question that an article writes once with the Latin name in brackets: 北港电芯（Nordhafen）."""
    written = fold(question)
    for before, latin in glosses_of(article):
        han = fold(before)
        for length in range(len(han), _SHORTEST_GLOSSED - 1, -1):
            if han[-length:] in written:
                yield Name(han[-length:], sounds(latin), 1)
                break
