"""The ordinary way to answer from articles: five chunks in the prompt, a free answer with [n] in it."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.documents import Article
from index.embedders import Embedder
from summarize.context import estimated_tokens
from summarize.llms import LanguageModel, Message

from .keys import holds_any

CHUNK_TOKENS = 400
CHUNKS = 5
ANSWER_TOKENS = 200
NO_ANSWER = "NO ANSWER"
SYSTEM = (
    "Answer the question from the numbered texts, in the language of the question. Put the number of each text that "
    f"you use in square brackets behind the statement, such as [2]. If the texts do not say, reply {NO_ANSWER}."
)


@dataclass(frozen=True, slots=True)
class Passage:
    """Whole sentences of one article, up to CHUNK_TOKENS."""

    article: str
    text: str


class OrdinaryWay:
    """Dense retrieval of passages and one free answer, by the same embedder and model that Jianting uses."""

    def __init__(self, articles: Iterable[Article], embedder: Embedder, model: LanguageModel) -> None:
        self._passages = [passage for article in articles for passage in passages(article)]
        self._embedder = embedder
        self._model = model
        self._vectors: NDArray[np.float32] = embedder.embed_passages([passage.text for passage in self._passages])

    def ask(self, question: str) -> tuple[str, list[Passage], float]:
        """The answer as the model wrote it, the passages that it cites, and the seconds it took."""
        started = time.perf_counter()
        scores = self._vectors @ self._embedder.embed_queries([question])[0]
        shown = [self._passages[row] for row in np.argsort(-scores)[:CHUNKS]]
        evidence = "\n\n".join(f"[{number}] {passage.text}" for number, passage in enumerate(shown, 1))
        messages = [Message("system", SYSTEM), Message("user", f"{evidence}\n\nQuestion: {question}")]
        answer = self._model.generate(messages, max_tokens=ANSWER_TOKENS).text.strip()
        numbers = sorted({int(number) for number in re.findall(r"\[(\d+)\]", answer)})
        return answer, [shown[n - 1] for n in numbers if 0 < n <= len(shown)], time.perf_counter() - started


def passages(article: Article) -> list[Passage]:
    """The article's sentences, joined in order up to CHUNK_TOKENS each."""
    found: list[Passage] = []
    held: list[str] = []
    for sentence in article.sentences:
        if held and estimated_tokens(" ".join([*held, sentence.display])) > CHUNK_TOKENS:
            found.append(Passage(article.id, " ".join(held)))
            held = []
        held.append(sentence.display)
    return [*found, Passage(article.id, " ".join(held))] if held else found


def row(case: Mapping[str, Any], wanted: Iterable[str], way: OrdinaryWay) -> dict[str, Any]:
    """How the ordinary way does on a case. A cited passage that holds a key is right: the mildest reading."""
    answer, cited, seconds = way.ask(case["question"])
    declined = NO_ANSWER in answer
    keys: Sequence[Sequence[str]] = case.get("any", ())
    right = [p for p in cited if p.article in wanted and any(holds_any(p.text, options) for options in keys)]
    answered = not declined and bool(right) and all(holds_any(answer, options) for options in keys)
    return {
        "ordinary_ok": declined if case.get("unanswerable") else answered,
        "ordinary_words_right": bool(keys) and all(holds_any(answer, options) for options in keys),
        "ordinary_declined": declined,
        "ordinary_citations": len(cited),
        "ordinary_citations_right": len(right),
        "ordinary_seconds": round(seconds, 3),
        "ordinary_answer": answer,
    }
