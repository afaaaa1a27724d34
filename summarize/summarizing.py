"""Articles → cited summaries: code picks what each stretch reports, the model words it, code checks the words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from index.article_index import ArticleIndex
from index.documents import Article, Sentence

from .citations import Numbering, cite, with_markers
from .languages import language_of_articles
from .llms import LanguageModel, Progress
from .names import Spellings, latin_spellings
from .results import Statement, Summary
from .salience import company, spread
from .wording import report, support_of

STATEMENTS = {"short": 3, "medium": 6, "long": 10}
NAMING = 100  # articles of the library that are asked for names
FEWEST_EACH = {"short": 1, "medium": 2, "long": 3}  # statements of an article in a digest of several


def summarize(
    index: ArticleIndex,
    model: LanguageModel,
    article_ids: Sequence[str],
    length: str = "short",
    language: str | None = None,
    progress: Progress | None = None,
) -> Summary:
    """A cited summary of one article, or a digest of several in which each is heard; the default is all articles.

    `length` is "short", "medium" or "long". Raises ValueError for another, UnknownArticleError, ModelError.
    """
    if length not in STATEMENTS:
        raise ValueError(f"unknown length {length!r}: use short, medium or long")
    articles = [index.article(identifier) for identifier in article_ids] if article_ids else list(index.articles())
    language = language or language_of_articles(articles)
    count = max(FEWEST_EACH[length], -(-STATEMENTS[length] // max(len(articles), 1)))
    picked = [
        (article, company(article, sentence))
        for article in articles
        for sentence in spread(article, index.vectors(article.id), count)
    ]
    numbering = Numbering()
    # What else is in the library tells which of an article's words are names.
    names = latin_spellings({a.id: a for a in (*articles, *islice(index.articles(), NAMING))}.values())
    statements = []
    for done, (article, sentences) in enumerate(picked):
        if progress:
            progress(done / len(picked), article.title or article.path)
        statements.append(_statement(model, article, sentences, language, numbering, names))
    if progress:
        progress(1.0, "done")
    return Summary(
        language=language,
        text=with_markers(statements, "\n\n" if len(articles) > 1 else " "),
        statements=tuple(statements),
        articles=tuple(article.id for article in articles),
    )


def _statement(
    model: LanguageModel,
    article: Article,
    sentences: Sequence[Sentence],
    language: str,
    numbering: Numbering,
    names: Spellings,
) -> Statement:
    """What the last of the sentences reports in the reader's language; those before it are what it leans on."""
    *leading, main = (cite(article, sentence.start, sentence.end) for sentence in sentences)
    text, citation = report(model, main, language, [before.display for before in leading], names)
    return Statement(text, support_of(text, citation), numbering.number_all([*leading, citation]))
