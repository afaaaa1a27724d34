"""A question asked again in the other languages of the articles, for sentences that its own words do not find.

An embedder is weaker between two languages than within one, and words do not match at all. A small model translates a
short question well enough to search with, though not well enough to be shown.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache

from index.article_index import ArticleIndex
from index.documents import Hit

from .languages import model_language
from .llms import LanguageModel, Message
from .prompts import load_prompt

MOST_LANGUAGES = 3  # that a question is translated into; each costs the model a second or two
FOUND_EACH = 10  # sentences asked for in each
QUESTION_TOKENS = 80
# Reciprocal rank fusion (Cormack et al. 2009) with a small constant, since only the first few sentences are read.
_CONSTANT = 4
_OWN_WEIGHT = 1.5  # of what the question found by its own words


def search_in_other_languages(
    index: ArticleIndex,
    model: LanguageModel,
    question: str,
    language: str,
    found: Sequence[Hit],
    articles: Sequence[str] = (),
) -> tuple[Hit, ...]:
    """What was found before, with what the question finds when it is asked in the commonest other languages.

    `language` is the question's. The same hits come back where all articles are in it. Raises ModelError.
    """
    ranked = [(_OWN_WEIGHT, found)]
    for family in _other_languages(index, language, articles):
        asked = translated_question(model, question, family)
        if asked:
            ranked.append((1.0, index.search(asked, k=FOUND_EACH, articles=articles, languages=[family]).hits))
    return tuple(found) if len(ranked) == 1 else _fused(ranked)


def translated_question(model: LanguageModel, question: str, language: str) -> str:
    """The question in another language, "" where the model does not finish it."""
    messages = [*_examples(language), Message("user", question)]
    reply = model.generate(messages, max_tokens=QUESTION_TOKENS, stop=("\n",))
    return reply.text.strip() if reply.finished else ""


def _other_languages(index: ArticleIndex, language: str, articles: Sequence[str]) -> list[str]:
    asked = set(articles)
    counts = Counter(
        article.language.split("-")[0]
        for article in index.articles()
        if article.language and (not asked or article.id in asked)
    )
    del counts[language.split("-")[0]]
    return [family for family, _ in counts.most_common(MOST_LANGUAGES)]


def _fused(ranked: Sequence[tuple[float, Sequence[Hit]]]) -> tuple[Hit, ...]:
    scores: dict[tuple[str, int], float] = defaultdict(float)
    first: dict[tuple[str, int], Hit] = {}
    for weight, hits in ranked:
        for place, hit in enumerate(hits):
            scores[hit.article, hit.number] += weight / (_CONSTANT + place)
            first.setdefault((hit.article, hit.number), hit)
    return tuple(first[sentence] for sentence in sorted(scores, key=lambda sentence: -scores[sentence]))


@cache
def _examples(language: str) -> tuple[Message, ...]:
    """The task and its examples, all in the language asked for: after others a small model goes on in those."""
    turns = [Message("system", f"{load_prompt('translate_question.v1')}\nLanguage: {model_language(language)}")]
    for line in load_prompt("translate_question_examples.v1").splitlines():
        tag, question, translation = line.split(" · ")
        if tag == language:
            turns += [Message("user", question), Message("assistant", translation)]
    return tuple(turns)
