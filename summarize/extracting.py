"""The words of the found sentences that answer a question: a model copies them, code finds where they stand.

Extractive question answering with unanswerable questions, as in SQuAD 2.0 (Rajpurkar et al. 2018). A small model that
sees several sentences together finds the words well and names the sentence badly, so it is only asked for the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from index.documents import Hit
from index.folding import fold
from index.keywords import terms
from index.questions import asked_for, holds

from .figures import Figure, parse, supported
from .languages import PIVOT, for_model
from .llms import LanguageModel, Message
from .passages import Passage
from .prompts import load_prompt

EXTRACT_TOKENS = 32
NOT_STATED = "not stated"
SHARED_TERMS = (
    0.7  # of the copied words' terms stand in a sentence that holds them, where they are not letter by letter there
)
_BECAUSE = re.compile(
    r"^(?:因[为為]|由于|由於|because(?: of)?|weil|wegen|parce qu(?:e |['’])|porque)\s*", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*(?:[，、；;]|,(?=\s)|\b(?:and|und|et|y)\b|以及|[和与與])\s*")


@dataclass(frozen=True, slots=True)
class Extract:
    """What the model copied.

    `parts` are there where no sentence holds all the words, but some hold a part each.
    """

    words: str
    parts: tuple[str, ...] = ()

    def kept_in(self, answer: str, language: str, own: str | None) -> bool:
        """Whether an answer in that language tells one of the figures copied (read in their `own` language), if any.

        Dates are left out, since "next spring" and 2027 may be one.
        """
        copied = _figures(self.words, own)
        told = {figure.value for figure in _figures(answer, language)}
        return not copied or any(figure.value in told for figure in copied)

    def stands_in(self, hit: Hit) -> bool:
        """Whether a sentence holds these words or a part of them."""
        return any(stands(words, hit) for words in self.parts or (self.words,))


def stands(words: str, hit: Hit) -> bool:
    """Whether a sentence holds words: letter by letter, or all their figures, or most of their terms."""
    if _literally(words, hit.display):
        return True
    if told := _told(words, hit.language) or _told(words, PIVOT):  # "seven weeks" for sieben Wochen
        standing = parse(hit.display, hit.language, hit.published)
        return all(supported(figure, standing) for figure in told)
    copied = set(terms(words, hit.language))
    shared = copied & set(terms(hit.display, hit.language))
    return bool(copied) and len(shared) >= SHARED_TERMS * len(copied)


def extract(model: LanguageModel, question: str, found: Sequence[Passage]) -> Extract | None:
    """What the model copies as the answer from these passages together.

    None where it says that none of them has it, where the words stand in none of them, or are no date, amount, … though
    the question asks for one.
    """
    if not found:
        return None
    shown = [" ".join(for_model(" ".join(hit.display.split()), hit.language) for hit in passage) for passage in found]
    messages = [*_examples(), Message("user", _task(shown, question))]
    reply = model.generate(messages, max_tokens=EXTRACT_TOKENS, stop=("\n",))
    words = _BECAUSE.sub("", reply.text.strip())
    if not words or not reply.finished or NOT_STATED in words.casefold():
        return None
    if fold(words) in fold(question):
        return None  # whom the question is about, or its own figure, is no answer to it
    kinds = asked_for(question) - {"who"}  # a name has no mark by which to tell it in every language
    if kinds and not any(holds(words, kind) for kind in kinds):
        return None
    return placed(words, [hit for passage in found for hit in passage])


def placed(words: str, hits: Sequence[Hit]) -> Extract | None:
    """The copied words where a sentence holds them, else those parts that some hold; None if there are none."""
    if any(stands(words, hit) for hit in hits):
        return Extract(words)
    parts = tuple(part for part in _BETWEEN.split(words) if part and any(stands(part, hit) for hit in hits))
    return Extract(words, parts) if parts else None


def _told(words: str, language: str | None) -> list[Figure]:
    return [figure for figure in parse(words, language) if figure.kind == "date" or figure.value is not None]


def _figures(text: str, language: str | None) -> list[Figure]:
    return [figure for figure in parse(text, language) if figure.kind != "date" and figure.value is not None]


def _literally(words: str, sentence: str) -> bool:
    """Whether the words stand in the sentence as they are, scripts and widths folded, and not as a part of a number."""
    wanted = fold(words).strip(" .。,，;；")
    before = r"(?<![\d.,])" if wanted[:1].isdigit() else ""
    after = r"(?!\d|[.,]\d)" if wanted[-1:].isdigit() else ""
    return bool(wanted) and re.search(before + re.escape(wanted) + after, fold(sentence)) is not None


def _task(sentences: Sequence[str], question: str) -> str:
    numbered = "\n".join(f"{number}. {sentence}" for number, sentence in enumerate(sentences, 1))
    return f"Sentences:\n{numbered}\nQuestion: {question}"


@cache
def _examples() -> tuple[Message, ...]:
    """The task, and its examples as turns of a conversation."""
    turns = [Message("system", load_prompt("extract.v1"))]
    for block in load_prompt("extract_examples.v1").split("\n\n"):
        turns += _turns(block.splitlines())
    return tuple(turns)


def _turns(lines: Sequence[str]) -> Iterator[Message]:
    """The questions ("? …") and answers ("= …") about the sentences of one block."""
    sentences = [line.partition(" ")[2] for line in lines if line[0].isdigit()]
    for line in lines:
        mark, _, text = line.partition(" ")
        if mark == "?":
            yield Message("user", _task(sentences, text))
        elif mark == "=":
            yield Message("assistant", text)
