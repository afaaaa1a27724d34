"""Stand-ins that record what they were asked and answer what the test scripted."""

from __future__ import annotations

import json
import re
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.documents import AddReport, Article, Cut, Failure, Hit, RawDocument, SearchResult, Sentence, Span
from index.errors import UnknownArticleError
from summarize.citations import cite
from summarize.events import AnswerEvent, AnswerReady, EvidenceFound, TextPiece
from summarize.llms import Generation, Message, Usage
from summarize.prompts import load_prompt
from summarize.results import (
    Answer,
    Cell,
    Citation,
    Claim,
    ComparedArticle,
    Comparison,
    Conflict,
    DatedFigure,
    DatedStance,
    FigureSeries,
    Judgement,
    NumberedCitation,
    Point,
    Section,
    Side,
    Stance,
    Statement,
    Summary,
    Timeline,
)

SIDES: Mapping[Stance, Section] = {"bullish": "bulls", "bearish": "bears"}


@dataclass
class ModelCall:
    """One call of a FakeLanguageModel: `kind` is "generate", "stream" or "choose"."""

    kind: str
    messages: tuple[Message, ...]
    schema: Mapping[str, Any] | None = None
    options: tuple[str, ...] = ()
    max_tokens: int = 0

    @property
    def text(self) -> str:
        """The whole prompt, to look for things in."""
        return "\n".join(message.content for message in self.messages)


@dataclass
class FakeLanguageModel:
    """A LanguageModel with a queue of `answers` (a dict or a list is written as JSON) and one of `choices`.

    A choice is the log-probabilities in the order of the options. Either queue may be a callable of the ModelCall.
    An empty queue fails the test: a call that nobody expected.
    """

    answers: Any = ()
    choices: Any = ()
    name: str = "fake"
    context_tokens: int = 8192
    confidence: float | None = None
    calls: list[ModelCall] = field(default_factory=list)
    closed: bool = False

    def __post_init__(self) -> None:
        self._answers = self.answers if callable(self.answers) else deque(self.answers)
        self._choices = self.choices if callable(self.choices) else deque(self.choices)

    def count_tokens(self, text: str) -> int:
        return len(text)

    def generate(
        self,
        messages: Sequence[Message],
        *,
        max_tokens: int,
        schema: Mapping[str, Any] | None = None,
        stop: Sequence[str] = (),
    ) -> Generation:
        text = self._answer(ModelCall("generate", tuple(messages), schema, max_tokens=max_tokens))
        usage = Usage(prompt=sum(len(message.content) for message in messages), written=len(text))
        return Generation(text, usage, confidence=self.confidence)

    def stream(self, messages: Sequence[Message], *, max_tokens: int, stop: Sequence[str] = ()) -> Iterator[str]:
        text = self._answer(ModelCall("stream", tuple(messages), max_tokens=max_tokens))
        yield from (text[start : start + 3] for start in range(0, len(text), 3))

    def choose(self, messages: Sequence[Message], options: Sequence[str]) -> tuple[float, ...]:
        call = ModelCall("choose", tuple(messages), options=tuple(options))
        self.calls.append(call)
        scripted: Iterable[float] = self._choices(call) if callable(self._choices) else self._choices.popleft()
        return tuple(scripted)

    def choose_many(
        self, prompts: Sequence[Sequence[Message]], options: Sequence[str]
    ) -> tuple[tuple[float, ...], ...]:
        return tuple(self.choose(messages, options) for messages in prompts)

    def close(self) -> None:
        self.closed = True

    def _answer(self, call: ModelCall) -> str:
        self.calls.append(call)
        scripted = self._answers(call) if callable(self._answers) else self._answers.popleft()
        return scripted if isinstance(scripted, str) else json.dumps(scripted, ensure_ascii=False)


def worded(*written: str, copied: str = "not stated", guessed: str = "") -> Callable[[ModelCall], str]:
    """Answers of a model that copies `copied` when it is asked to copy, and else writes what is `written`, in turn.

    It guesses `guessed` as what would answer a question that it has not found answered.
    """
    queue = deque(written)
    fixed = {load_prompt("extract.v1"): copied, load_prompt("guess.v1"): guessed}

    def answer(call: ModelCall) -> str:
        task = call.messages[0].content
        return fixed[task] if task in fixed else queue.popleft()

    return answer


class FakeWorkbench:
    """A Workbench without an index or a model: real result values, made by splitting text at full stops.

    Of the articles' texts it cuts a first line that begins with "Subscribe".

    It answers with the two sentences that share most characters with the question; `wording` replaces what the model
    would have written, `failure` is raised by whatever needs the model. A question with "unanswerable" is declined.
    """

    model_name = "fake-model"
    bullish, bearish = ("grow", "增长", "伸び"), ("fall", "下滑", "落ち")

    def __init__(self, wording: str | None = None, failure: Exception | None = None, library: Path | None = None):
        self.wording = wording
        self.failure = failure
        self.library = library or Path("library")
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self._articles: dict[str, Article] = {}
        self._count = 0
        self.model = SimpleNamespace(name=self.model_name, tokens_per_second=12.5)
        self.index = FakeIndex(self)

    def correct(self, id: str, field: str, value: str | None) -> Article:
        self._articles[id] = replace(self.article(id), **{field: value})
        return self._articles[id]

    def correct_stance(self, id: str, stance: Any, start: int | None = None, end: int | None = None) -> None:
        span = "" if start is None else f" of {start}:{end}"
        self.index.corrected.setdefault(id, {})[f"stance{span}"] = stance

    def mark_no_contradiction(self, sides: Sequence[Citation], wrong: bool = True) -> None:
        self.calls.append(("no contradiction", {"articles": tuple(side.article for side in sides), "wrong": wrong}))

    def restore(self, id: str, start: int, end: int) -> Article:
        """Spans stay apart; only the cut of exactly that span comes back."""
        article = self.article(id)
        left = tuple(cut for cut in article.cuts if (cut.start, cut.end) != (start, end))
        kept = tuple(sorted((*article.kept, Span(start, end)), key=lambda span: span.start))
        self._articles[id] = replace(article, cuts=left, kept=kept)
        return self._articles[id]

    def cut(self, id: str, start: int, end: int) -> Article:
        article = self.article(id)
        kept = tuple(span for span in article.kept if (span.start, span.end) != (start, end))
        self._articles[id] = replace(article, kept=kept, cuts=(*article.cuts, Cut(start, end, "left out")))
        return self._articles[id]

    def load_model(self, progress: Any = None) -> None:
        if self.failure:
            raise self.failure

    def articles(self) -> tuple[Article, ...]:
        return tuple(self._articles.values())

    def article(self, id: str) -> Article:
        if id not in self._articles:
            raise UnknownArticleError(f"there is no article {id}: `jianting list` shows those there are")
        return self._articles[id]

    def add(self, *paths: str | Path, progress: Any = None, cluster: str | None = None) -> AddReport:
        added, unchanged, failed = [], [], []
        for number, path in enumerate(map(str, paths)):
            if progress:
                progress(number / len(paths), path)
            text = Path(path).read_text(encoding="utf-8") if Path(path).is_file() else ""
            known = next((a for a in self._articles.values() if a.text == text), None)
            if not text.strip():
                failed.append(Failure(path, "nothing to read in it: add a file with text"))
            elif known:
                unchanged.append(known)
            else:
                added.append(self.add_text(text, Path(path).stem).added[0])
        return AddReport(tuple(added), tuple(unchanged), tuple(failed))

    def add_text(self, text: str, name: str, progress: Any = None) -> AddReport:
        self._count += 1
        language = "zh-Hans" if "。" in text else "en"
        notice = re.match(r"Subscribe[^\n]*\n", text)
        begin = notice.end() if notice else 0
        found = re.compile(r"[^.。\n]+[.。]?").finditer(text, begin)
        spans = [match.span() for match in found if match.group().strip()]
        sentences = tuple(Sentence(n, s, e, text[s:e].strip(), 0) for n, (s, e) in enumerate(spans))
        article = Article(
            id=f"a{self._count}",
            path=name,
            text=text,
            kept=(Span(begin, len(text)),),
            cuts=(Cut(0, begin, "advertising"),) if begin else (),
            title=name,
            source="Test Gazette",
            published=f"2026-0{self._count % 9 + 1}-01",
            language=language,
            sentences=sentences,
        )
        self._articles[article.id] = article
        return AddReport(added=(article,))

    def remove(self, *ids: str) -> tuple[str, ...]:
        for id in ids:
            self.article(id)
            del self._articles[id]
        return ids

    def search(self, query: str, k: int = 10, articles: Sequence[str] = (), **filters: Any) -> SearchResult:
        self.calls.append(("search", {"query": query, "k": k, "articles": tuple(articles), **filters}))
        return SearchResult(query, self._nearest(query, k, articles))

    def _nearest(self, query: str, k: int, articles: Sequence[str]) -> tuple[Hit, ...]:
        hits = [
            Hit(
                article=a.id,
                title=a.title,
                language=a.language,
                score=float(len(set(query) & set(s.display))),
                text=a.text[s.start : s.end],
                display=s.display,
                start=s.start,
                end=s.end,
                number=s.number,
                source=a.source,
                published=a.published,
            )
            for a in self.articles()
            if not articles or a.id in articles
            for s in a.sentences
        ]
        return tuple(sorted(hits, key=lambda hit: -hit.score)[:k])

    def ask_stream(
        self, question: str, language: str | None = None, history: Sequence[Any] = (), articles: Sequence[str] = ()
    ) -> Iterator[AnswerEvent]:
        self.calls.append(("ask", {"question": question, "language": language, "articles": tuple(articles)}))
        hits = self._nearest(question, 5, articles)
        yield EvidenceFound(hits, 0.01)
        if self.failure:
            raise self.failure
        if "unanswerable" in question:
            yield AnswerReady(Answer(question, "en", "The articles do not say.", True, nearest=hits))
            return
        statements = tuple(
            Statement(self.wording or hit.display, "supported", (NumberedCitation(n, self._cite(hit)),))
            for n, hit in enumerate(hits[:2], 1)
        )
        text = " ".join(f"{s.text} [{s.citations[0].number}]" for s in statements)
        size = max(8, len(text) // 12)
        for begin in range(0, len(text), size):
            yield TextPiece(text[begin : begin + size])
        yield AnswerReady(Answer(question, "en", text, False, statements, hits, {"answer": 0.1}, self.model_name))

    def ask(self, question: str, progress: Any = None, **choices: Any) -> Answer:
        return next(event.answer for event in self.ask_stream(question, **choices) if isinstance(event, AnswerReady))

    def _cite(self, hit: Hit | Sentence, article: str | None = None) -> Citation:
        return cite(self.article(article or str(getattr(hit, "article", ""))), hit.start, hit.end)

    def summarize(self, *ids: str, length: str = "short", language: str | None = None, progress: Any = None) -> Summary:
        if self.failure:
            raise self.failure
        statements = tuple(
            Statement(
                self.wording or self.article(id).sentences[0].display,
                "supported",
                (NumberedCitation(n, self._cite(self.article(id).sentences[0], id)),),
            )
            for n, id in enumerate(ids, 1)
        )
        return Summary("en", " ".join(f"{s.text} [{n}]" for n, s in enumerate(statements, 1)), statements, ids)

    def judge_stance(self, texts: Sequence[str], toward: str | None = None) -> tuple[Judgement, ...]:
        scores = [
            0.8 if any(word in text for word in self.bullish) else -0.8 if any(w in text for w in self.bearish) else 0.0
            for text in texts
        ]
        return tuple(
            Judgement(text, "bullish" if score > 0 else "bearish" if score < 0 else "neutral", score)
            for text, score in zip(texts, scores, strict=True)
        )

    def compare(
        self, topic: str | None = None, articles: Sequence[str] = (), language: str | None = None, progress: Any = None
    ) -> Comparison:
        """Points are the sentence numbers: the first sentences of all articles against each other, and so on."""
        if self.failure:
            raise self.failure
        chosen = [a for a in self.articles() if not articles or a.id in articles]
        claims = {a.id: [self._claim(a, sentence) for sentence in a.sentences] for a in chosen}
        means = {id: sum(c.score for c in found) / max(1, len(found)) for id, found in claims.items()}
        stance: Any = {id: "bullish" if m > 0.1 else "bearish" if m < -0.1 else "neutral" for id, m in means.items()}
        points = tuple(
            Point(
                self.wording or f"{topic or 'Point'} {n + 1}",
                tuple(self._cell(id, found, n) for id, found in claims.items()),
            )
            for n in range(min(5, max((len(found) for found in claims.values()), default=0)))
        )
        sides = tuple(
            Side(id, found[0].citation, 3.5 + n, "CNY") for n, (id, found) in enumerate(claims.items()) if found
        )
        figures = tuple(
            DatedFigure(self.article(side.article).published, side.article, side.value or 0.0, None, side.citation)
            for side in sides
        )
        return Comparison(
            topic,
            tuple(ComparedArticle(a.id, a.title, a.id, stance[a.id], means[a.id]) for a in chosen),
            points,
            conflicts=(
                Conflict(self.wording or "the figure", "figure", "fact", sides[:2], "They cannot both be true."),
            ),
            agreements=(Conflict(self.wording or "the figure", "figure", "unit", sides[:2]),),
            overview=tuple(
                Statement(self.wording or c.text, "partial", (NumberedCitation(n, c.citation),), SIDES.get(c.stance))
                for n, c in enumerate((found[0] for found in claims.values() if found), 1)
            ),
            language="en",
            unmentioned=(self.wording or "debt",),
            timeline=Timeline(
                tuple(
                    DatedStance(a.published, a.id, stance[a.id], means[a.id])
                    for a in sorted(chosen, key=lambda a: a.published or "")
                    if a.published
                ),
                (FigureSeries(self.wording or "the figure", "CNY", figures),) if len(figures) > 1 else (),
            ),
        )

    def _claim(self, article: Article, sentence: Sentence) -> Claim:
        judged = self.judge_stance([sentence.display])[0]
        return Claim(sentence.display, judged.stance, judged.score, None, "fact", self._cite(sentence, article.id))

    @staticmethod
    def _cell(article: str, claims: Sequence[Claim], number: int) -> Cell:
        if number >= len(claims):
            return Cell(article, "silent", 0.0)
        return Cell(article, claims[number].stance, claims[number].score, (claims[number],))


@dataclass
class FakeIndex:
    """What the app asks of a FakeWorkbench's index: it remembers in a dict, and knows no vectors."""

    workbench: FakeWorkbench
    remembered: dict[tuple[str, str], str] = field(default_factory=dict)
    corrected: dict[str, dict[str, str | None]] = field(default_factory=dict)

    @property
    def folder(self) -> Path:
        return self.workbench.library

    def cached(self, kind: str, key: str) -> str | None:
        return self.remembered.get((kind, key))

    def remember(self, kind: str, key: str, value: str) -> None:
        self.remembered[kind, key] = value

    def corrections(self, id: str) -> dict[str, str | None]:
        return self.corrected.get(id, {})

    def vectors(self, id: str) -> NDArray[np.float32]:
        return np.zeros((0, 2), dtype=np.float32)

    def add_documents(self, documents: Iterable[RawDocument], progress: Any = None) -> AddReport:
        bench, reports = self.workbench, []
        for document in documents:
            known = tuple(article for article in bench.articles() if article.text == document.text)
            reports.append(AddReport(unchanged=known) if known else bench.add_text(document.text, document.path))
        return AddReport(
            tuple(article for report in reports for article in report.added),
            tuple(article for report in reports for article in report.unchanged),
        )


@dataclass
class FakeEmbedder:
    """Unit vectors from hashed character n-grams, so that similar texts are similar; keeps what it was asked."""

    dimension: int = 64
    name: str = "fake"
    fingerprint: str = "fake-1"
    passages: list[str] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)

    def embed_passages(self, texts: Sequence[str], progress: Any = None) -> NDArray[np.float32]:
        self.passages.extend(texts)
        return self._embed(texts)

    def embed_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        self.queries.extend(texts)
        return self._embed(texts)

    def _embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in enumerate(texts):
            padded = f" {text.casefold()} "
            for size in (2, 3):
                for start in range(len(padded) - size + 1):
                    code = zlib.crc32(padded[start : start + size].encode("utf-8", "surrogatepass"))
                    vectors[row, code % self.dimension] += 1 if code & 1 << 20 else -1
            # A text whose n-grams cancel out still gets a direction of its own.
            if not vectors[row].any():
                vectors[row, zlib.crc32(text.encode("utf-8", "surrogatepass")) % self.dimension] = 1
        norms: NDArray[np.float32] = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.divide(vectors, norms)
