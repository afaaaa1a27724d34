"""Words for an answer or a report: the model writes, code converts every figure and checks the rest."""

from __future__ import annotations

from collections.abc import Sequence

from .extracting import Extract
from .figures import convert_text, parse
from .languages import for_model, for_reader, model_language, same_language
from .llms import LanguageModel, Message
from .names import Spellings
from .negations import negation_kept
from .prompts import load_prompt
from .results import Citation, Support
from .sources import Source, in_readers_figures
from .translating import translated
from .verifying import passes

ANSWER_TOKENS = 120
FIGURE_TOKENS = 24


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
