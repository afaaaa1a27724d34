"""A second search, in other words, before a question is declined: with a sentence that would answer it.

The model writes the sentence, and what it does not know it makes up; a made-up answer lies nearer to the real one than
the question does (HyDE: Gao et al. 2022, "Precise Zero-Shot Dense Retrieval without Relevance Labels"). In another
language it is also a translation of the question. It is only searched with, never shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, zip_longest

from index.documents import Hit

from .languages import PIVOT, model_language
from .llms import LanguageModel, Message
from .names import Spellings
from .prompts import load_prompt
from .translating import in_latin_letters

GUESS_TOKENS = 48


def guesses(
    model: LanguageModel, question: str, language: str | None, library: str, names: Spellings = ()
) -> tuple[str, ...]:
    """Sentences that would answer the question: in English, and in the `library`'s language if it is a third one.

    `language` is the question's (a BCP 47 tag); `names` are spelled in Latin letters where the guess is.
    """
    own, theirs = (language or "").split("-")[0], library.split("-")[0]
    wanted = dict.fromkeys([PIVOT, *([theirs] if theirs != own and _examples(theirs) else [])])
    written = (_guess(model, in_latin_letters(question, names, tag)[0], tag) for tag in wanted)
    return tuple(guess for guess in written if guess)


def taken_in_turn(found: Iterable[Sequence[Hit]], besides: Iterable[Hit]) -> tuple[Hit, ...]:
    """The hits of several searches, the best of each first, without those of `besides`."""
    places = {(hit.article, hit.number) for hit in besides}
    merged: list[Hit] = []
    for hit in chain.from_iterable(zip_longest(*found)):
        if hit is not None and (hit.article, hit.number) not in places:
            places.add((hit.article, hit.number))
            merged.append(hit)
    return tuple(merged)


def _guess(model: LanguageModel, question: str, tag: str) -> str:
    turns = [Message("system", load_prompt("guess.v1"))]
    for asked, guess in _examples(tag):
        turns += [Message("user", f"{model_language(tag)}: {asked}"), Message("assistant", guess)]
    turns.append(Message("user", f"{model_language(tag)}: {question}"))
    return model.generate(turns, max_tokens=GUESS_TOKENS, stop=("\n",)).text.strip()


def _examples(tag: str) -> list[tuple[str, str]]:
    """Questions in any language and guesses in that one: after a few in another a small model goes on in that."""
    lines = (line.split(" · ") for line in load_prompt("guess_examples.v1").splitlines())
    return [(asked, guess) for language, asked, guess in lines if language == tag]
