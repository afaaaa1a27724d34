"""Workbench: the one façade for the command line, the app and Python users."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from index.article_index import ArticleIndex
from index.documents import AddReport, Article, RawDocument, SearchResult
from index.embedders import Embedder, Progress
from index.errors import UnreachableError
from index.settings import IndexSettings

from .events import AnswerEvent
from .llms import LanguageModel
from .remembering import RememberingModel
from .results import Answer, Citation, Comparison, Judgement, Stance, Summary


class Workbench:
    """A library of articles and the models that read it. Use `open`, and `close` or `with`.

    Nothing heavy is loaded before it is needed: listing loads no model, searching loads the embedder, and only what
    has to be worded or judged loads the language model.
    """

    def __init__(self, index: ArticleIndex, model: RememberingModel, allow_loopback: bool = False) -> None:
        self.index = index
        self.model = model
        self._allow_loopback = allow_loopback

    @classmethod
    def open(
        cls,
        library: str | Path | None = None,
        model: str | None = None,
        *,
        settings: IndexSettings | None = None,
        embedder: Embedder | None = None,
        language_model: LanguageModel | None = None,
        allow_loopback: bool = False,
    ) -> Workbench:
        """Open (or make) the library of a folder and name the model that will read it.

        `library` defaults to $JIANTING_LIBRARY, else a folder of the user's own data; `model` to $JIANTING_MODEL, else
        the bundled one. `embedder` and `language_model` stand in for those that would be loaded. Raises LibraryError.
        """
        from .llms import load_language_model
        from .models import model_identity

        index = ArticleIndex.open(library, settings, embedder)

        def load(progress: Progress | None) -> LanguageModel:
            return language_model or load_language_model(model, progress)

        identity = language_model.name if language_model else model_identity(model)
        return cls(index, RememberingModel(identity, load, index), allow_loopback)

    def close(self) -> None:
        self.model.close()
        self.index.close()

    def __enter__(self) -> Workbench:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @property
    def model_name(self) -> str:
        """The language model's name, without loading it."""
        return self.model.name

    def load_model(self, progress: Progress | None = None) -> None:
        """Load the language model and what a search needs now, e.g. in the background while a page opens."""
        _ = self.index.embedder
        with suppress(UnreachableError):  # who searches will be told
            self.index.search("a first search", k=1)
        self.model.model(progress)

    # Articles

    def add(self, *paths: str | Path, progress: Progress | None = None, cluster: str | None = None) -> AddReport:
        """Read, clean and store files, folders, links or "-" (standard input); see ArticleIndex.add."""
        return self.index.add(paths, progress, self._allow_loopback, cluster)

    def add_text(self, text: str, name: str = "pasted text", progress: Progress | None = None) -> AddReport:
        """Store pasted text as an article under that name."""
        from index.reading import read_text

        document: RawDocument = read_text(text, name)
        return self.index.add_documents([document], progress)

    def articles(self) -> tuple[Article, ...]:
        """All articles in order of adding."""
        return self.index.articles()

    def article(self, article_id: str) -> Article:
        """The article of that id. Raises UnknownArticleError."""
        return self.index.article(article_id)

    def remove(self, *article_ids: str) -> tuple[str, ...]:
        """Forget articles. Raises UnknownArticleError, and removes nothing, if one is not there."""
        return self.index.remove(article_ids)

    def restore(self, article_id: str, start: int, end: int) -> Article:
        """Keep text[start:end] of an article whatever cleaning said; see ArticleIndex.restore.

        Raises CorrectionError where there is no such span, UnknownArticleError, LibraryBusyError.
        """
        return self.index.restore(article_id, start, end)

    def cut(self, article_id: str, start: int, end: int) -> Article:
        """The reverse of `restore`; CorrectionError also where nothing of the article would be left."""
        return self.index.cut(article_id, start, end)

    def search(
        self,
        query: str,
        k: int = 10,
        articles: Sequence[str] = (),
        languages: Sequence[str] = (),
        sources: Sequence[str] = (),
        since: str | None = None,
        until: str | None = None,
        per_article: int | None = None,
    ) -> SearchResult:
        """The k sentences that answer a query best; see ArticleIndex.search."""
        return self.index.search(
            query, k, articles, languages, sources, since=since, until=until, per_article=per_article
        )

    def correct(self, article_id: str, field: str, value: str | None) -> Article:
        """Lay a reader's title, source, author, published (YYYY-MM-DD) or language over what was read.

        Raises CorrectionError, UnknownArticleError.
        """
        from .corrections import correct_metadata

        return correct_metadata(self.index, article_id, field, value)

    def correct_stance(
        self, article_id: str, stance: Stance | None, start: int | None = None, end: int | None = None
    ) -> None:
        """Say the stance of an article, or of its claim at [start, end) of the original text; None takes that back.

        Raises CorrectionError, UnknownArticleError.
        """
        from .corrections import correct_stance

        correct_stance(self.index, article_id, stance, None if start is None or end is None else (start, end))

    def mark_no_contradiction(self, sides: Sequence[Citation], wrong: bool = True) -> None:
        """Say that a conflict's sides (their citations) do not contradict each other; `wrong=False` takes it back.

        Raises CorrectionError, UnknownArticleError.
        """
        from .corrections import mark_no_contradiction

        mark_no_contradiction(self.index, sides, wrong)

    # What the language model helps with

    def ask(
        self,
        question: str,
        language: str | None = None,
        history: Sequence[Answer] = (),
        articles: Sequence[str] = (),
        progress: Progress | None = None,
    ) -> Answer:
        """Answer from the articles with checked citations, or decline and give the nearest sentences.

        `history` holds the earlier answers of a conversation, oldest first. Raises ModelError, LibraryError.
        """
        from .answering import answer

        return answer(self.index, self.model, question, language, history, articles, progress)

    def ask_stream(
        self,
        question: str,
        language: str | None = None,
        history: Sequence[Answer] = (),
        articles: Sequence[str] = (),
        progress: Progress | None = None,
    ) -> Iterator[AnswerEvent]:
        """As `ask`, in events: the evidence at once, then the text, then the whole answer."""
        from .answering import answer_stream

        return answer_stream(self.index, self.model, question, language, history, articles, progress)

    def summarize(
        self,
        *article_ids: str,
        length: str = "short",
        language: str | None = None,
        progress: Progress | None = None,
    ) -> Summary:
        """A cited summary of one article or a digest of several; `length` is short, medium or long."""
        from .summarizing import summarize

        return summarize(self.index, self.model, article_ids, length, language, progress)

    def compare(
        self,
        topic: str | None = None,
        articles: Sequence[str] = (),
        language: str | None = None,
        progress: Progress | None = None,
    ) -> Comparison:
        """Who says what: stance, points, contradictions, agreements and a cited overview, over all or some articles."""
        from .comparing import compare

        return compare(self.index, self.model, topic, articles, language, progress)

    def judge_stance(self, texts: Sequence[str], toward: str | None = None) -> tuple[Judgement, ...]:
        """Bullish, bearish or neutral, for each text by itself, toward an entity if one is named."""
        from .stance import judge

        return judge(texts, self.model, self.index.embedder, toward)
