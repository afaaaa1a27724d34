"""Words for an answer, and translations of quotes: the model writes, code converts every figure and checks the rest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from index.keywords import matters

from .extracting import Extract
from .figures import Figure, convert_text, parse, render
from .languages import for_model, for_reader, is_in, model_language, same_language
from .llms import LanguageModel, Message
from .names import Spellings
from .negations import negation_kept
from .prompts import load_prompt
from .results import Citation, Support
from .verifying import (
    brings_something,
    figures_kept,
    figures_stand,
    left_untranslated,
    names_kept,
    passes,
    periods_stand,
    refuses,
)

ANSWER_TOKENS = 120
TRANSLATION_TOKENS = 220
FIGURE_TOKENS = 24
# The mean log-probability below which a translation is mostly wrong: of 76 by the bundled model, read by hand, 10 lay
# below and 9 of those were wrong (docs/LOG.md). The measure is that of Fomicheva et al. (2020), "TP".
LEAST_SURE = -0.6


# And below which one does not speak for its quote in an answer: "die Bank" for a tea chain had -.38.
SURE_ENOUGH = -0.35


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence to word from, the tag of its language, and how Chinese names in it are spelled in Latin letters."""

    text: str
    language: str | None
    names: Spellings = ()


def word_answer(
    model: LanguageModel, question: str, sources: Sequence[Source], language: str, copied: Extract | None = None
) -> str | None:
    """One sentence that answers the question from the sources, or None where what was written does not pass.

    `copied` is what the model copied from the first source as the answer, if that was asked before: an answer with
    another figure is none.
    """
    quotes = "\n".join(f"- {in_readers_figures(source, language)}" for source in sources)
    user = f"Quotes:\n{quotes}\nQuestion: {question}\nLanguage: {model_language(language)}\nAnswer:"
    reply = model.generate(
        [Message("system", load_prompt("word.v1")), Message("user", user)], max_tokens=ANSWER_TOKENS, stop=("\n",)
    )
    evidence = [source.text for source in sources]
    languages = [source.language for source in sources]
    worded = convert_text(reply.text.strip(), evidence, language, languages)
    worded = for_reader(worded, language)
    if not reply.finished or not passes(worded, question, evidence, language, languages):
        return None
    # Within one language `passes` compares the negations; a model that answers in another one loses them.
    foreign = [source for source in sources if not same_language(source.language, language)]
    if not all(negation_kept(worded, source.text, language, source.language) for source in foreign):
        return None
    if len(foreign) == len(sources) and not _tells_a_figure(worded, question, language):
        return None  # nothing holds it against its quote; a translation keeps closer to it
    if copied:
        return worded if copied.kept_in(worded, language, sources[0].language) else None
    return worded if _chosen_twice(model, question, quotes, worded, sources, language) else None


def _tells_a_figure(worded: str, question: str, language: str) -> bool:
    """Whether an answer has a figure or a date that its question has not: that is looked for in the quote."""
    asked = [figure.text for figure in parse(question, language)]
    return any(figure.text not in asked for figure in parse(worded, language))


def _chosen_twice(
    model: LanguageModel, question: str, quotes: str, worded: str, sources: Sequence[Source], language: str
) -> bool:
    """Whether the model, asked for the bare figure, takes one that it worded; asked only where it could mistake one.

    A sentence with two sums, of which the second is a part of the first, is where a small model errs.
    """
    told = [figure for figure in parse(worded, language) if figure.value is not None and figure.kind != "date"]
    standing = [f for source in sources for f in parse(source.text, source.language) if f.value is not None]
    if not any(len({o.value for o in standing if (o.kind, o.unit) == (f.kind, f.unit)}) > 1 for f in told):
        return True
    user = f"Quote: {quotes.removeprefix('- ')}\nQuestion: {question}\nAnswer:"
    reply = model.generate(
        [Message("system", load_prompt("figure.v1")), Message("user", user)], max_tokens=FIGURE_TOKENS, stop=("\n",)
    )
    named = [figure for figure in parse(reply.text, language) if figure.value is not None and figure.kind != "date"]
    return any(figure.value == other.value for figure in named for other in told)


def report(
    model: LanguageModel, citation: Citation, language: str, before: Sequence[str] = (), names: Spellings = ()
) -> tuple[str, Citation]:
    """What a quote reports, in the reader's language, and its citation with the translation where it is foreign.

    `before` holds sentences that it leans on. A foreign quote is translated rather than condensed: one task at a time
    is all that a small model does well. Where no wording passes, the quote stands for itself.
    """
    if not same_language(citation.language, language):
        citation = translated(model, citation, language, names=names)
        return citation.translation or citation.display, citation
    evidence = [*before, citation.display]
    text = " ".join(for_model(" ".join(part.split()), citation.language) for part in evidence)
    user = f"Sentences: {text}\nLanguage: {model_language(language)}\nReport:"
    reply = model.generate(
        [Message("system", load_prompt("condense.v1")), Message("user", user)], max_tokens=ANSWER_TOKENS, stop=("\n",)
    )
    languages = [citation.language] * len(evidence)
    worded = for_reader(convert_text(reply.text.strip(), evidence, language, languages), language)
    passed = reply.finished and passes(worded, "", evidence, language, languages)
    return (worded if passed else for_reader(citation.display, language)), citation


def support_of(text: str, citation: Citation) -> Support:
    """How far `report`'s words are checked: of a translation only the figures, names and periods can be."""
    return "partial" if citation.translation is not None and text == citation.translation else "supported"


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


def in_readers_figures(source: Source, language: str) -> str:
    """The source with its amounts, halves and quarters as the reader writes them, so that a model only has to copy."""
    text = " ".join(source.text.split())
    if not same_language(source.language, language):
        for figure in reversed(parse(text, source.language)):
            if (figure.kind in ("money", "count") and figure.value is not None) or _is_half_or_quarter(figure):
                text = (
                    text[: figure.start] + _without_original(render(figure, language), figure.text) + text[figure.end :]
                )
    return for_model(text, source.language)


def _is_half_or_quarter(figure: Figure) -> bool:
    """Whether it is a time that a small model calls "the first quarter" or 第一半 where it is the first half."""
    return figure.kind == "date" and figure.period_resolved and re.search(r"-[HQ]\d$", figure.period or "") is not None


def _without_original(rendered: str, original: str) -> str:
    """`RMB 240 million (2.4亿元)` → `RMB 240 million`: the original is put beside it again after the wording."""
    return rendered.removesuffix(f" ({original})").removesuffix(f"（{original}）")
