"""Names in questions of languages that do not mark them: what is in no lexicon, but in one of the articles.

Chinese and Japanese have no capitals and German has them for all nouns. Company names, people and places are not in a
lexicon of everyday words; what else is not there and stands in an article is a word that the question shares with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from index.concepts import everyday_words
from index.documents import Article
from index.folding import fold

from .named import folded
from .territories import territories_in

_HAN = re.compile(r"[\u3400-\u9fff]+")
_SHORTEST = 2  # characters of a Han name
# Characters that ask, count, join or place: no name begins or ends where they stand.
_GRAMMAR = frozenset(
    "多少什么何时哪年谁几个家名次位款种的了是在有吗呢和与及其该将会已到从对以被把这那它们公司于之请问大怎样如由月日为也都就还再又很更最不没给让使得着"
    "过地去来上下中里外内前后者每各某她他我你您自己本全总共一二三四五六七八九十百千万亿元要能可想做说卖买收付算看叫跟替令因而且但只才向往比按"
)
_BARE = re.compile(
    r"\b(?:in|aus|bei|nach|von|für|gegen|mit|um|vor|laut) (?P<name>[A-ZÄÖÜ][a-zäöüß]{2,}(?:[- ][A-ZÄÖÜ][a-zäöüß]+)?)"
)
_COMPOUND = re.compile(r"\b(?P<name>[A-ZÄÖÜ][a-zäöüß]{3,})-(?=[A-ZÄÖÜ][a-zäöüß]{2})")
_NOUN_ENDING = re.compile(r"(?:ung|heit|keit|schaft|ion|tät|ismus)(?:en)?$")


def unlisted_names(question: str, language: str | None, articles: Iterable[Article]) -> tuple[str, ...]:
    """What may be a name in a Chinese, Japanese or German question, folded, as far as one of the articles has it.

    Also where it was cut: what is only named in a list of other news is a name, and no sentence speaks of it.
    """
    tag = (language or "").split("-")[0]
    runs = unlisted(fold(question)) if tag in ("zh", "ja") else _bare(question) if tag == "de" else ()
    texts = [f"{folded(article)}\n{_original(article)}\n{fold(article.author or '')}" for article in articles]
    return tuple(dict.fromkeys(part for run in runs for part in _standing(run, texts)))


def unlisted(question: str) -> Iterator[str]:
    """The runs of Han characters between the words of the lexicons and those of grammar."""
    listed, longest = _listed()
    for run in _HAN.findall(question):
        name, place = "", 0
        while place < len(run):
            size = next((n for n in range(longest, 1, -1) if run[place : place + n] in listed), 0)
            if not size and run[place] not in _GRAMMAR:
                name += run[place]
                place += 1
                continue
            if name:
                yield name
            name, place = "", place + (size or 1)
        if name:
            yield name


def _bare(question: str) -> Iterator[str]:
    """What stands after a preposition without an article, or before a hyphen: "in Lüttenau", "die Norvane-Aktie"."""
    for match in (*_BARE.finditer(question), *_COMPOUND.finditer(question)):
        name = fold(match["name"])
        if not _NOUN_ENDING.search(name) and name not in everyday_words("de") and not territories_in(name, "de"):
            yield name


def _standing(run: str, texts: Sequence[str]) -> Iterator[str]:
    """The longest part of a run that one of the texts has; of a name in Latin letters, all of it."""
    shortest = _SHORTEST if _HAN.match(run) else len(run)
    for size in range(len(run), shortest - 1, -1):
        for start in range(len(run) - size + 1):
            if any(run[start : start + size] in text for text in texts):
                yield run[start : start + size]
                return


@lru_cache(maxsize=512)
def _original(article: Article) -> str:
    return fold(article.text)


@cache
def _listed() -> tuple[frozenset[str], int]:
    words = frozenset(word for word in everyday_words("zh") if _HAN.fullmatch(word))
    return words, max(map(len, words))
