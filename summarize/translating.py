"""Translations of quotes: the model writes, code converts every figure and checks what it can."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from index.keywords import matters

from .figures import convert_text
from .languages import for_reader, is_in, model_language, same_language
from .llms import LanguageModel, Message
from .names import Spellings
from .negations import negation_kept
from .prompts import load_prompt
from .results import Citation
from .sources import Source, in_readers_figures
from .verifying import (
    brings_something,
    figures_kept,
    figures_stand,
    left_untranslated,
    names_kept,
    periods_stand,
    refuses,
)

TRANSLATION_TOKENS = 220
# The mean log-probability below which a translation is mostly wrong: of 76 by the bundled model, read by hand, 10 lay
# below and 9 of those were wrong (docs/LOG.md). The measure is that of Fomicheva et al. (2020), "TP".
LEAST_SURE = -0.6
# And below which one does not speak for its quote in an answer: "die Bank" for a tea chain had -.38.
SURE_ENOUGH = -0.35


def translate(
    model: LanguageModel,
    source: Source,
    language: str,
    question: str | None = None,
    least_sure: float = LEAST_SURE,
) -> str | None:
    """The model's translation for a reader who asked that (or nothing), with figures converted by code.

    None where it is not needed or cannot be trusted: another language, a figure that does not stand in the source.
    """
    if same_language(source.language, language):
        return None
    prepared, spelled = in_latin_letters(in_readers_figures(source, language), source.names, language)
    named = model_language(language)
    if question:
        user = f"Sentence: {prepared}\nQuestion: {question}\nLanguage: {named}\nTranslation:"
        messages = [Message("system", load_prompt("translate.v1")), Message("user", user)]
    else:
        messages = [*_translating(language), Message("user", f"{named}: {prepared}")]
    reply = model.generate(messages, max_tokens=TRANSLATION_TOKENS, stop=("\n",))
    written = convert_text(reply.text.strip(), [source.text], language, [source.language])
    written = for_reader(written, language)
    if not written or not reply.finished or not is_in(written, language) or refuses(written):
        return None
    if not question and reply.confidence is not None and reply.confidence < least_sure:
        return None
    if not question and left_untranslated(written, language):
        return None
    if not question and not all(name in written for name in spelled):
        return None  # the model put another name in its place; an answer to a question may leave it out
    if not figures_stand(written, [source.text], language, [source.language]):
        return None
    if not figures_kept(written, source.text, language, source.language):
        return None
    if not negation_kept(written, source.text, language, source.language):
        return None
    if not question:
        return written if periods_stand(written, [source.text], language, [source.language]) else None
    if not names_kept(written, question, language):
        return None
    told, held = matters(written, language), matters(source.text, source.language)
    asked = matters(question, language) & held
    stands = periods_stand(written, [source.text], language, [source.language])
    if not stands or not brings_something(written, question, language):
        return _plainly(model, source, language, asked)
    if (asked and not asked & told) or (told and held and not told & held):
        # The measure asked for has lost its name, or has one that the sentence does not speak of.
        return _plainly(model, source, language, asked) or (None if asked else written)
    return written


def _plainly(model: LanguageModel, source: Source, language: str, asked: frozenset[str]) -> str | None:
    """The translation without the question in sight, if it still names one of the matters that were asked about.

    A measure that has lost its name may be called by any other: "Geschwindigkeit" for 毛利率.
    """
    plain = translate(model, source, language)
    return plain if plain and (not asked or asked & matters(plain, language)) else None


@cache
def _translating(language: str) -> tuple[Message, ...]:
    """The task and its examples as turns of a conversation, which a small model follows better than a text of them.

    All examples are in the reader's language: after a few in another it goes on in that one. A language without
    examples of its own is shown one of each.
    """
    examples = [line.split(" · ") for line in load_prompt("translate_examples.v2").splitlines()]
    own = [example for example in examples if example[0] == language.split("-")[0]]
    turns = [Message("system", load_prompt("translate_plain.v1"))]
    for tag, sentence, translation in own or {example[0]: example for example in examples}.values():
        turns += [Message("user", f"{model_language(tag)}: {sentence}"), Message("assistant", translation)]
    return tuple(turns)


def in_latin_letters(text: str, names: Spellings, language: str) -> tuple[str, list[str]]:
    """The text with its Chinese names in Latin letters for a reader of those, and the spellings that stand in it.

    A small model does not know a young company's name and puts a famous one in its place.
    """
    if language.split("-")[0] in ("zh", "ja", "ko"):
        return text, []
    standing = [(name, spelling) for name, spelling in names if name in text]
    for name, spelling in standing:
        # Set apart from what is in Latin letters already: "the first half of 2025 Zhipu".
        text = re.sub(rf"(?<=[A-Za-z0-9]){re.escape(name)}", f" {name}", text)
        text = re.sub(rf"{re.escape(name)}(?=[A-Za-z0-9])", f"{name} ", text).replace(name, spelling)
    return text, [spelling for _, spelling in standing]


def translated(
    model: LanguageModel, citation: Citation, language: str, question: str | None = None, names: Spellings = ()
) -> Citation:
    """The citation with its translation, where it is in another language."""
    source = Source(citation.display, citation.language, names)
    return replace(citation, translation=translate(model, source, language, question))
