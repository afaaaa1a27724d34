"""What other programs may call, over HTTP and as tools of an MCP server, with types and descriptions.

Adding and removing is left to the command line, which sees the files.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import gradio as gr

from index.errors import JiantingError

from .shelf import Shelf
from .shell import MODEL

MOST_HITS = 100


class Endpoints:
    """The functions; their docstrings and types are what a program reads of them."""

    def __init__(self, shelf: Shelf) -> None:
        self._workbench = shelf.main

    def declare(self) -> None:
        gr.api(self.ask, api_name="ask", **MODEL)
        gr.api(self.summarize, api_name="summarize", **MODEL)
        gr.api(self.compare, api_name="compare", **MODEL)
        gr.api(self.search, api_name="search")
        gr.api(self.articles, api_name="articles")
        gr.api(self.article, api_name="article")

    def ask(self, question: str, language: str | None = None, articles: list[str] | None = None) -> dict[str, Any]:
        """Answer a question from the articles of the library, with checked citations, or decline it.

        Args:
            question: The question, in any language.
            language: Language tag of the answer, such as en or zh-Hans; that of the question if it is left out.
            articles: Ids of the articles to answer from; all of them if it is left out.

        Returns:
            The answer, its statements with their citations (verbatim quotes with offsets), and the nearest sentences.
        """
        return _told(lambda: self._workbench.ask(question, language=language, articles=articles or ()).to_dict())

    def search(self, query: str, k: int = 10, articles: list[str] | None = None) -> dict[str, Any]:
        """Find the sentences of the articles that answer a query best, by meaning and by words, across languages.

        Args:
            query: Words or a sentence, in any language.
            k: How many sentences at most, up to 100.
            articles: Ids of the articles to look in; all of them if it is left out.

        Returns:
            The hits, best first, each a verbatim sentence with its article and offsets.
        """
        return _told(
            lambda: self._workbench.search(query, k=max(1, min(k, MOST_HITS)), articles=articles or ()).to_dict()
        )

    def summarize(
        self, articles: list[str], length: Literal["short", "medium", "long"] = "short", language: str | None = None
    ) -> dict[str, Any]:
        """Sum up one article, or several as a digest, with citations.

        Args:
            articles: Ids of the articles.
            length: How long it shall be.
            language: Language tag of the summary; that of the articles if it is left out.

        Returns:
            The summary's text and its statements with their citations.
        """
        return _told(lambda: self._workbench.summarize(*articles, length=length, language=language).to_dict())

    def compare(
        self, topic: str | None = None, articles: list[str] | None = None, language: str | None = None
    ) -> dict[str, Any]:
        """Compare articles: who says what, bullish or bearish, where they contradict each other and where they agree.

        Args:
            topic: What they shall be compared on; whatever they argue about if it is left out.
            articles: Ids of the articles; all of them if it is left out.
            language: Language tag of the overview; that of the articles if it is left out.

        Returns:
            Articles with their stances, points with a cell for each article, contradictions, agreements, overview.
        """
        return _told(lambda: self._workbench.compare(topic, articles=articles or (), language=language).to_dict())

    def articles(self) -> list[dict[str, Any]]:
        """List the articles of the library: id, title, publisher, date, language and counts.

        Returns:
            One record an article, in order of adding.
        """
        return [portable(article.summary()) for article in self._workbench.articles()]

    def article(self, id: str) -> dict[str, Any]:
        """Read one article: its original text, what of it is kept and what was cut and why.

        Args:
            id: The article's id.

        Returns:
            The article with its text; offsets of citations count its characters.
        """
        return _told(lambda: self._workbench.article(id).to_dict())


def portable(value: Any) -> Any:
    """The same JSON with `path` called `location`: gradio's clients would take a record with a path for a file of
    the server, and try to download it."""
    if isinstance(value, dict):
        return {"location" if key == "path" else key: portable(item) for key, item in value.items()}
    return [portable(item) for item in value] if isinstance(value, list) else value


def _told(work: Callable[[], dict[str, Any]]) -> dict[str, Any]:
    """The result of a program's call; an expected error reaches it as its one line."""
    try:
        found: dict[str, Any] = portable(work())
    except JiantingError as error:
        raise gr.Error(str(error)) from error
    return found
