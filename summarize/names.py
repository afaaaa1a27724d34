"""The names that bear an article: who its clauses are about, so that two articles on one subject can be told.

Names are found by where they stand, since no list knows a company that was founded last year: at the beginning of
clauses, capitalised inside sentences, in runs of katakana. A Chinese name is the same name as its Latin spelling, by
the sounds of its characters.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from index.concepts import everyday_words
from index.documents import Article
from index.keywords import matters

from .coverage import is_grammar
from .figures.folding import fold
from .figures.vocabulary import CURRENCY_OF
from .subjects import NOBODY
from .territories import territories_in

Spellings = tuple[tuple[str, str], ...]

MOST_NAMES = 3
LEAST_SHARE = 0.1  # of an article's sentences that a name stands in
LEAST_OF_FIRST = 0.4  # of the occurrences of the article's first name
_SURELY, _SURE_SHARE = 10, 0.25  # sentences, and their share, from which one article tells a name by itself
_ALONE = 0.5  # share of occurrences at which a name stands by itself, and is not the end of another word
_GROWS = 0.8  # share of occurrences with the same next character, from which it belongs to the name
_BEFORE_ZH = r"(?:^|(?<=[^\u4e00-\u9fff])|(?<=[但而和与对是称由在为向给让使被把将从的及]))"
_CLAUSE_START = re.compile(rf"{_BEFORE_ZH}([\u4e00-\u9fff]{{2}})(?=[\u4e00-\u9fff])")
_JAPANESE = re.compile(
    r"([\u30a1-\u30fa\u30fc・]{4,}[\u4e00-\u9fff]{0,4}|(?<![\u30a1-\u30fa\u30fc\u4e00-\u9fff])[\u4e00-\u9fff]{2,4})(?=[はがのもをに、と])"
)
_KOREAN = re.compile(r"(?<![\uac00-\ud7a3])([\uac00-\ud7a3]{2,8})(?:은|는|이|가|의|을|를)(?![\uac00-\ud7a3])")
_LATIN = re.compile(r"(?<![A-Za-z\u00c0-\u024f])[A-Z\u00c0-\u00de][\w&'’-]{2,}")
_BEFORE_LATIN = re.compile(r"(\S+)\s+$")
_GERMAN_COMMON = re.compile(
    r"(?:\d\S*|(?:d|k?ein)(?:er|ie|as|en|em|es|e)?|ein|zur|zum|im|vom|am|beim|\w+(?:e|en|er|es|em))$"
)
_GLOSS = re.compile(r"(?P<han>[\u3400-\u9fff]{2,12})\s?[(（](?P<latin>[A-Za-z][A-Za-z-]{3,})")
_GLOSS_BACK = re.compile(
    r"(?P<latin>[A-Za-z][A-Za-z-]{3,})(?: [A-Z][a-z]+){0,2}\s?"
    r"[(（](?P<han>[\u3400-\u9fff]{2,12})[)）]"
)
_NUMERAL = re.compile(r"[〇零一二两三四五六七八九十百千万亿第几数每各多]")
_CONTINENTS = frozenset(
    ("欧洲", "欧州", "亚洲", "非洲", "美洲", "海外", "Europe", "Europa", "Asia", "Asien", "유럽", "아시아")
)
_UNITS = frozenset(("euro", "prozent", "millionen", "milliarden", "yuan", "dollar", "rmb", "usd", "million", "billion"))


@dataclass(frozen=True, slots=True)
class Name:
    """A name as it is written, folded; `key` is what its other spellings share; `count` the sentences it stands in."""

    written: str
    key: str
    count: int


@lru_cache(maxsize=512)
def names_of(article: Article) -> tuple[Name, ...]:
    """The names that bear an article, the commonest first; none where nothing stands out."""
    family = (article.language or "").split("-")[0]
    texts = [fold(sentence.display) for sentence in article.sentences]
    if article.title and article.title not in (sentence.display for sentence in article.sentences):
        texts.append(fold(article.title))
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(set(_candidates(text, family)))
    # A capital at a sentence's beginning tells nothing by itself, but then it is one more sentence with the name.
    counts = Counter({word: sum(word in text for text in texts) for word in counts})
    chosen: list[Name] = []
    whole = "\n".join(texts)
    for word, count in counts.most_common(30):
        least = max(2, LEAST_SHARE * len(texts), LEAST_OF_FIRST * chosen[0].count if chosen else 0)
        if count < least or len(chosen) == MOST_NAMES:
            break
        if _NUMERAL.match(word) or word in NOBODY or word.casefold() in _UNITS or matters(word, article.language):
            continue
        if word.casefold() in everyday_words(family) or is_grammar(word, family) or _is_everywhere(word, family):
            continue
        if family == "zh" and in_han(word):
            if not _stands_alone(word, whole):
                continue
            word = _grown(word, whole)
        if not any(word in name.written or name.written in word for name in chosen):
            chosen.append(Name(word, key_of(word), count))
    return tuple(chosen)


@lru_cache(maxsize=512)
def spellings_of(article: Article) -> tuple[str, ...]:
    """The names that bear an article: as written there, folded, by their sounds, and as the article glosses them."""
    names = names_of(article)
    spellings = [spelling for name in names for spelling in (name.written, name.key)]
    glosses = [alias for name in names for alias in aliases(name, [article])]
    return tuple(dict.fromkeys(spellings + glosses))


def aliases(name: Name, articles: Iterable[Article]) -> tuple[str, ...]:
    """What some of the articles put in brackets behind a name, or before it: Inkhill for 砚山游戏（Inkhill）."""
    found = (gloss for article in articles for gloss in glosses_of(article))
    return tuple(dict.fromkeys(latin for han, latin in found if name.written in han or name.written == latin))


@lru_cache(maxsize=512)
def glosses_of(article: Article) -> tuple[tuple[str, str], ...]:
    """The Han words that an article glosses with Latin ones, or the other way round; both folded."""
    text = fold(article.clean)
    forth = ((match["han"], match["latin"]) for match in _GLOSS.finditer(text))
    back = ((match["han"], match["latin"]) for match in _GLOSS_BACK.finditer(text))
    return tuple(dict.fromkeys([*forth, *back]))


def latin_spellings(articles: Iterable[Article]) -> Spellings:
    """The Chinese names that two of the articles or more bear, folded, each with its spelling by its sounds.

    One article's word may be no name at all; that two of them are about a word makes it one, or that a long one
    speaks of hardly anything else.
    """
    borne: Counter[tuple[str, str]] = Counter()
    for article in articles:
        for name in names_of(article):
            sure = name.count >= max(_SURELY, _SURE_SHARE * len(article.sentences))
            borne[name.written, name.key] += 2 if sure else 1
    return tuple((name, key.capitalize()) for (name, key), count in borne.items() if count > 1 and in_han(name))


def _candidates(text: str, family: str) -> Iterable[str]:
    latin = list(_latin(text, family))
    if family == "zh":
        return _CLAUSE_START.findall(text) + latin
    if family == "ja":
        return _JAPANESE.findall(text) + latin
    return _KOREAN.findall(text) + latin if family == "ko" else latin


def _latin(text: str, family: str) -> Iterable[str]:
    """Capitalised words that are not capitalised anyway: at a sentence's beginning, or as a German noun."""
    for match in _LATIN.finditer(text):
        before = _BEFORE_LATIN.search(text, 0, match.start())
        if family not in ("zh", "ja", "ko") and before is None:
            continue
        if family == "de" and before and _GERMAN_COMMON.match(before[1].casefold()):
            continue
        yield re.sub(r"['’]s?$", "", match[0])


def _is_everywhere(word: str, family: str) -> bool:
    """A country, a continent or a currency: it bears articles on any subject."""
    return bool(territories_in(word, family)) or word in _CONTINENTS or word in CURRENCY_OF


def in_han(word: str) -> bool:
    """Whether a word is written in Han characters."""
    return "\u4e00" <= word[0] <= "\u9fff"


def _stands_alone(word: str, whole: str) -> bool:
    """A name begins where a clause or a phrase does; a common noun mostly follows what narrows it."""
    everywhere = whole.count(word)
    return len(re.findall(_BEFORE_ZH + re.escape(word), whole, re.MULTILINE)) >= _ALONE * everywhere


def _grown(word: str, whole: str) -> str:
    """The word with the characters that nearly always follow it: 2 characters of a longer name were found."""
    while len(word) < 6:
        following = Counter(re.findall(re.escape(word) + r"([\u4e00-\u9fff])", whole))
        if not following or following.most_common(1)[0][1] < _GROWS * whole.count(word):
            return word
        word += following.most_common(1)[0][0]
    return word


def key_of(word: str) -> str:
    """What all spellings of a name share: its sounds in Latin letters, else its letters alone."""
    if not in_han(word):
        return re.sub(r"\W", "", word.casefold())
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(word))
