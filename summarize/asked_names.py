"""Whom or what a question names, in Latin letters: what one analyst reckons is not what another does."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from babel import Locale
from babel.dates import get_day_names, get_month_names

from index.documents import Article, Hit
from index.folding import fold

from .named import sounds, times_named
from .names import Name
from .territories import territories_in

_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_AMONG_OTHER_SCRIPTS = re.compile(r"[A-Z][A-Za-z]{2,}(?: [A-Z][a-z]+)*")
_IN_A_SENTENCE = re.compile(
    r"(?<=[^\W\d_,;:] |[,;:] )(?<!^)\b[A-Z][a-z]{3,}(?![A-Z])(?:[- ][A-Z][a-z]+)*|(?<=\w )[A-Z][a-z] [A-Z][a-z]+"
)
_AGAIN = 3  # mentions in an article
_TITLE = re.compile(r"^(?:Professor|Doctor|Judge|Mayor|Minister|President|Chancellor|Herr|Frau|Madame|Monsieur) ")
_CAPITALISES_NOUNS = ("de", "lb")


def names_asked(question: str, language: str | None) -> tuple[str, ...]:
    """The names in a question that are no dates, countries or languages; none where all nouns have capitals."""
    if _UNSPACED.search(question):
        found = _AMONG_OTHER_SCRIPTS.findall(question)
    elif (tag := (language or "en").split("-")[0]) in _CAPITALISES_NOUNS:
        return ()
    else:
        found = [_TITLE.sub("", name) for name in _IN_A_SENTENCE.findall(question) if name not in _no_names(tag)]
    return tuple(name for name in found if not territories_in(name, language))


def share_unnamed(
    names: tuple[str, ...], hit: Hit, subject: Iterable[str] = (), article: Article | None = None
) -> float:
    """Which share of the names neither a sentence, nor its neighbours, nor the title gives, written or by sound.

    The names that the whole article is about, its `subject`, its author's, and those that it mentions again and again
    need not be said once more. A name in Han characters is not looked for in a text of another script.
    """
    if not names:
        return 0.0
    around = " ".join(
        (hit.before, hit.display, hit.after, hit.title or "", *subject, (article and article.author) or "")
    )
    unspaced = _UNSPACED.search(around) is not None
    written, spoken = fold(around), sounds(around) if unspaced else ""
    told = [name for name in names if unspaced or not _UNSPACED.search(name)]
    missing = [
        name for name in told if fold(name) not in written and (_UNSPACED.search(name) or sounds(name) not in spoken)
    ]
    return sum(article is None or times_named(article, Name(name, sounds(name), 0)) < _AGAIN for name in missing) / max(
        1, len(told)
    )


@cache
def _no_names(tag: str) -> frozenset[str]:
    """Months, days and languages, which English writes with capitals too."""
    try:
        locale = Locale.parse(tag)
    except ValueError:
        return frozenset()
    dates = [*get_month_names(locale=locale).values(), *get_day_names(locale=locale).values()]
    return frozenset([*dates, *locale.languages.values()])
