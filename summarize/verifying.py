"""Whether words that a model wrote may pass: every figure, name and negation must stand in the cited sentences."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from index.folding import fold
from index.keywords import terms
from index.language import is_chinese
from index.questions import asked_for, holds

from .coverage import telling_roots
from .figures import parse, relate, supported, unsupported_figures
from .figures.folding import EAST_ASIAN
from .figures.spelled import in_digits
from .languages import is_in, same_language
from .negations import negated, negations_agree
from .timing import dates_in, speaks_of_another_time
from .unlisted_names import unlisted

LONGEST = 400  # characters of one statement
SHARED_NEWS = 0.5  # of the terms that a statement adds to its question; a profession made up had a third
SHARED_TERMS = 0.5  # of a statement's terms must stand in its evidence or question, where the language is the same

_SHORT_NAME = 2
_LONG_NAME = 3  # Han characters in a row that are in no lexicon; of two, many are words
_LATIN_NAME = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[-.][A-Za-z0-9]+)*")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
_WORD_OR_REST = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|[\W_]+")
_NAME_LIKE = re.compile(r"[A-Z]|\d")

_OFFICES = frozenset(
    (
        "CEO",
        "CFO",
        "COO",
        "CTO",
        "CIO",
        "Chief",
        "Executive",
        "Officer",
        "President",
        "Chairman",
        "Chairwoman",
        "Founder",
    )
)
_BRACKETED = re.compile(r"\([^()]*\)|（[^（）]*）")

_REFUSAL = re.compile(
    r"^(?:sentence|translation|answer|report|问题|翻译|译文|回答|报告|報告) ?[:：]"
    r"|translates? (?:to|as)\b|\bthe translation (?:of|is)\b|の(?:翻訳|和訳|日本語訳)は|[”」]\s*的?翻[译譯](?:是|为|為)"
    r"|\bübersetzung (?:von|ist|lautet)\b|\btraduction (?:de|est)\b|\bse traduit par\b"
    r"|对不起|抱歉|无法(?:提供|满足|回答|翻译|理解)|作为(?:一个)?(?:AI|人工智能)|申し訳|AI言語モデル"
    r"|\bas an ai\b|\bi(?:'m| am) sorry\b|\bi can(?:no|')t\b|\bje suis désolé|\bes tut mir leid|\blo siento\b",
    re.IGNORECASE,
)


def passes(
    statement: str, question: str, evidence: Sequence[str], language: str, languages: Sequence[str | None]
) -> bool:
    """Whether a worded answer to `question` says nothing that its evidence (with its languages) does not say."""
    return (
        0 < len(statement) <= LONGEST
        and "\n" not in statement
        and is_in(statement, language)
        and not refuses(statement)
        and figures_stand(statement, [*evidence, question], language, [*languages, None])
        and periods_stand(statement, evidence, language, languages)
        and not speaks_of_another_time(dates_in(statement, language), times_of(evidence, languages))
        and answers_what_was_asked(statement, question)
        and (not question or brings_something(statement, question, language))
        and names_stand(statement, [*evidence, question], language)
        and no_stranger(statement, [*evidence, question], language, languages)
        and names_kept(statement, question, language)
        and negations_agree(statement, [*evidence, question], language, languages)
        and terms_stand(statement, [*evidence, question], language, languages)
        and news_stands(statement, question, evidence, language, languages)
    )


def figures_stand(statement: str, evidence: Sequence[str], language: str, languages: Sequence[str | None]) -> bool:
    """Whether every figure of the statement stands in its evidence once both are normalised.

    A relative date without a digit ("a year before") is a way of speaking: 同比 becomes it in translation.
    """
    standing = [in_digits(text, tag) for text, tag in zip(evidence, languages, strict=True)]
    return all(
        figure.kind == "date" and not any(character.isdigit() for character in figure.text)
        for figure in unsupported_figures(in_digits(statement, language), standing, language, languages)
    )


def periods_stand(statement: str, evidence: Sequence[str], language: str, languages: Sequence[str | None]) -> bool:
    """Whether no figure is told of a period of which the evidence gives another one: 2022 to 2024 are 1, 2 and 3."""
    standing = [
        figure
        for text, tag in zip(evidence, languages, strict=True)
        for figure in parse(text, tag)
        if figure.kind != "date" and figure.period and figure.period_resolved
    ]
    for told in parse(statement, language):
        if told.kind == "date" or not told.period or not told.period_resolved:
            continue
        its_own = [figure for figure in standing if figure.kind == told.kind and supported(told, [figure])]
        of_that_time = [f for f in standing if f.kind == told.kind and relate(told.period, f.period or "") == "same"]
        if its_own and of_that_time and all(relate(told.period, f.period or "") == "apart" for f in its_own):
            return False
    return True


def figures_kept(translation: str, source: str, language: str, source_language: str | None) -> bool:
    """Whether a translation still has at least half of the source's figures, dates apart."""
    figures = parse(in_digits(source, source_language), source_language)
    asked = [figure for figure in figures if figure.kind != "date" and figure.value is not None]
    kept = parse(in_digits(translation, language), language)
    return 2 * sum(supported(figure, kept) for figure in asked) >= len(asked)


def left_untranslated(translation: str, language: str) -> bool:
    """Whether East Asian characters stand in words of another script, outside the brackets of a figure's original."""
    return not _is_cjk(language) and EAST_ASIAN.search(_BRACKETED.sub("", translation)) is not None


def refuses(written: str) -> bool:
    """Whether a model excuses itself, talks about the task or asks back, instead of doing it."""
    return _REFUSAL.search(written) is not None or written.rstrip("”」』\"' ")[-1:] in ("？", "?")


def times_of(evidence: Sequence[str], languages: Sequence[str | None]) -> list[str]:
    """All times that the evidence names: a question's year may be repeated only where they leave room for it."""
    return [time for text, tag in zip(evidence, languages, strict=True) for time in dates_in(text, tag)]


def answers_what_was_asked(statement: str, question: str) -> bool:
    """Whether the statement holds a thing of each kind that the question asks for (a date, an amount, a share, …).

    The question's own words do not count: "the chief executive is the one of 2025" brings no date and no name. Nor
    does the rest of a name that is in the question, or an office: "the chief executive is the CEO of Nordhafen Ltd".
    """
    repeated = set(_WORD.findall(fold(question)))
    words = _WORD_OR_REST.findall(statement)
    known = [fold(word) in repeated for word in words]
    brought = "".join(" " if was else word for word, was in zip(words, known, strict=True))
    figures = "".join(" " if was and word[0].isdigit() else word for word, was in zip(words, known, strict=True))
    texts = {"duration": figures, "who": _names_brought(words, known)}
    asked = set(asked_for(question))
    if "who" in asked and EAST_ASIAN.search(statement):
        # A Chinese or Japanese name has no mark by which to tell it, but it must bring characters of its own.
        if not _brings_characters(statement, question) and not _LATIN_NAME.search(brought):
            return False
        asked.discard("who")
    return all(holds(texts.get(kind, brought), kind) for kind in asked)


def brings_something(statement: str, question: str, language: str) -> bool:
    """Whether a statement says more than its question does: "this loses the firm money" is no reason why it does."""
    if EAST_ASIAN.search(statement) and _brings_characters(statement, question):
        return True
    return bool(telling_roots(statement, language) - telling_roots(question, language)) or bool(
        negated(statement) and not negated(question)
    )


def _brings_characters(statement: str, question: str) -> bool:
    """Whether two East Asian characters beside each other are in the statement and not in the question."""
    repeated = set(fold(question))
    marks = [bool(EAST_ASIAN.match(one)) and one not in repeated for one in fold(statement)]
    return any(first and second for first, second in pairwise(marks))


def _names_brought(words: Sequence[str], known: Sequence[bool]) -> str:
    """The words (and what stands between them) without those known, offices, and what belongs to a known name."""
    belongs = list(known)
    for place in range(2, len(words)):
        together = words[place - 1] == " " and words[place][0].isupper() and words[place - 2][0].isupper()
        if together and (belongs[place] or belongs[place - 2]):
            belongs[place] = belongs[place - 2] = True
    return "".join(" " if was or word in _OFFICES else word for word, was in zip(words, belongs, strict=True))


def names_stand(statement: str, evidence: Sequence[str], language: str) -> bool:
    """Whether every name in Latin letters stands in the evidence.

    In a text of Latin letters a name cannot be told from a word by its script, and one that was translated cannot
    be found in a foreign quote; there only names that carry a digit (GLM-4.7) are held against the evidence.
    """
    standing = fold(" ".join(evidence))
    names = [name for name in _LATIN_NAME.findall(statement) if _NAME_LIKE.search(name)]
    if not _is_cjk(language):
        names = [name for name in names if re.search(r"\d", name) and re.search(r"[A-Za-z]{2}|-", name)]
    return all(fold(name) in standing for name in names)


def names_kept(statement: str, question: str, language: str) -> bool:
    """Whether no name of a Chinese or Japanese question has become another: 北京电芯 for 北港电芯."""
    if not _is_cjk(language):
        return True
    written, asked = fold(statement), fold(question)
    for name in unlisted(asked):
        after = asked[asked.find(name) + len(name) :][:1]
        if len(name) < _SHORT_NAME or name in written or not after:
            continue
        for match in re.finditer(f"(?=(.{{{len(name)}}}){re.escape(after)})", written):
            alike = sum(map(str.__eq__, match[1], name))
            if alike and 2 * alike >= len(name):
                return False
    return True


def no_stranger(statement: str, evidence: Sequence[str], language: str, languages: Sequence[str | None]) -> bool:
    """Whether a Chinese statement has no name of its own: 特斯拉 where the quote only says "the company".

    A name is three characters or more that are in no lexicon. Only where all is Chinese: names are translated else.
    """
    if not all(is_chinese(tag) for tag in (language, *languages)):
        return True
    standing = fold(" ".join(evidence))
    names = [run for run in unlisted(fold(statement)) if len(run) >= _LONG_NAME]
    return all(any(first + second in standing for first, second in pairwise(name)) for name in names)


def terms_stand(statement: str, evidence: Sequence[str], language: str, languages: Sequence[str | None]) -> bool:
    """Whether at least SHARED_TERMS of the statement's terms stand in the evidence, where all is in one language."""
    if not all(same_language(language, tag) for tag in languages):
        return True
    written = set(terms(statement, language))
    standing = set(terms(" ".join(evidence), language))
    return not written or len(written & standing) >= SHARED_TERMS * len(written)


def news_stands(
    statement: str, question: str, evidence: Sequence[str], language: str, languages: Sequence[str | None]
) -> bool:
    """Whether what a statement says beyond its question stands in the evidence, by half of its terms.

    A question that is repeated lends its words to any reason that a model makes up. Only where all is in one language.
    """
    if not question or not all(same_language(language, tag) for tag in languages):
        return True
    news = set(terms(statement, language)) - set(terms(question, language))
    standing = set(terms(" ".join(evidence), language))
    return len(news & standing) >= SHARED_NEWS * len(news)


def _is_cjk(language: str) -> bool:
    return language.split("-")[0] in ("zh", "ja", "ko")
