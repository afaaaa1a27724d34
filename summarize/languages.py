"""Which language an output is in, what a model is told to call it, and texts that change only their script."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from index.concepts import letters_tell, lexicon_languages, query_language
from index.documents import Article
from index.folding import to_script
from index.language import detect, is_chinese

PIVOT = "en"  # what small models word best, whatever language they are asked in
_A_TOPIC = 2  # words; a question of so few is a topic
_ENOUGH_ARTICLES = 500  # tell the script of a library
_NAMES = {
    "ar": "Arabic (العربية)",
    "de": "German (Deutsch)",
    "en": "English",
    "es": "Spanish (español)",
    "fr": "French (français)",
    "hi": "Hindi (हिन्दी)",
    "id": "Indonesian (Bahasa Indonesia)",
    "it": "Italian (italiano)",
    "ja": "Japanese (日本語)",
    "ko": "Korean (한국어)",
    "nl": "Dutch (Nederlands)",
    "pl": "Polish (polski)",
    "pt": "Portuguese (português)",
    "ru": "Russian (русский)",
    "th": "Thai (ไทย)",
    "tr": "Turkish (Türkçe)",
    "vi": "Vietnamese (Tiếng Việt)",
}


def model_language(tag: str) -> str:
    """The name of a language for a prompt, in English and in itself.

    Chinese is always worded in Simplified and converted afterwards.
    """
    return "Simplified Chinese (简体中文)" if is_chinese(tag) else _NAMES.get(tag.split("-")[0], tag)


def same_language(first: str | None, second: str | None) -> bool:
    """Whether a reader of one reads the other: the scripts of Chinese count as one language."""
    return first is not None and second is not None and first.split("-")[0] == second.split("-")[0]


def for_model(text: str, tag: str | None) -> str:
    """Text as a model should read it: Chinese in Simplified, which small models know best."""
    return to_script(text, "zh-Hans") if is_chinese(tag) else text


def for_reader(text: str, tag: str) -> str:
    """Words of our own in the reader's script."""
    return to_script(text, tag) if is_chinese(tag) else text


def named(names: str, tag: str) -> str:
    """One of our own names, written "English|Chinese|Japanese|German|French|Spanish|Korean" as far as there are any.

    In the reader's language and script; the English one where there is none.
    """
    given = dict(zip(("en", "zh", "ja", "de", "fr", "es", "ko"), names.split("|"), strict=False))
    return for_reader(given.get(tag.split("-")[0], given["en"]), tag)


def is_in(text: str, tag: str) -> bool:
    """Whether a text could be in that language; a text without words (only figures) is in any."""
    found = detect(text)
    return found is None or same_language(found, tag)


def language_of(question: str, articles: Iterable[Article]) -> str:
    """The language of a question, else that of most of the articles, else English.

    A Chinese question whose characters are the same in both scripts takes the script of most Chinese articles.
    """
    if len(question.split()) <= _A_TOPIC:
        found: str | None = language_of_topic(question, "") or None
    else:
        found = detect(question)
    if found is None:
        return language_of_articles(articles)
    if is_chinese(found) and all(to_script(question, script) == question for script in ("zh-Hans", "zh-Hant")):
        chinese = [article for article in islice(articles, _ENOUGH_ARTICLES) if is_chinese(article.language)]
        return language_of_articles(chinese) if chinese else found
    return found


def language_of_articles(articles: Iterable[Article]) -> str:
    """The language of most of the articles, else English."""
    counts = Counter(article.language for article in articles if article.language)
    return counts.most_common(1)[0][0] if counts else "en"


def language_of_topic(topic: str | None, fallback: str) -> str:
    """The language of a topic of a word or two; the fallback where there is none, or where it cannot be told."""
    found = query_language(topic) if topic else None
    if topic is None or found is None:
        return fallback
    return found if letters_tell(topic) or found in lexicon_languages(topic) else fallback
