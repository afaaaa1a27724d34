"""How fast are articles added? Within one process: `add` over embedding each of its texts once, and adding again.

The ratio is of seconds on the clock, which on a busy machine measure the others too; the ratio of processor seconds
beside it counts what goes on in the shadow of embedding as if it came after it. `load` is the machine's, at the start.
"""

from __future__ import annotations

import os
import random
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from index.article_index import ArticleIndex
from index.embedders import Embedder, Progress, Vectors, load_embedder

ARTICLES = 300
CHARACTERS = 1_500
PLACES = ("Velm", "Orle", "Tarn Bridge", "Kestwick", "North Ridge", "Hollow Quay", "Pell", "Asterfield")
GOODS = ("barley", "slate", "herring", "glass", "timber", "wool", "copper wire", "lamp oil")
FRAMES = (
    "{place} shipped {amount} tons of {good} in week {week}, the harbour office said.",
    "Buyers from {place} paid {amount} crowns for each cart of {good}.",
    "The council of {place} expects {share} percent more {good} than a year ago.",
    "Nobody in {place} could say why {good} had become {share} percent dearer since week {week}.",
    "“We will not sell {good} below {amount} crowns,” a trader in {place} said.",
    "第{week}周，{place}的{good}价格上涨了{share}%，达到每车{amount}克朗。",
    "{place}的商会认为，{good}的需求在第{week}周之后会回落。",
)


class Watched:
    """An embedder that keeps the texts it embeds."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.texts: list[str] = []
        self.name, self.fingerprint, self.dimension = embedder.name, embedder.fingerprint, embedder.dimension

    def embed_passages(self, texts: Sequence[str], progress: Progress | None = None) -> Vectors:
        self.texts.extend(texts)
        return self._embedder.embed_passages(texts, progress)

    def embed_queries(self, texts: Sequence[str]) -> Vectors:
        return self._embedder.embed_queries(texts)


def sentence(chance: random.Random, frames: Sequence[str] = FRAMES) -> str:
    """A sentence in one of the frames, like hardly any other."""
    return chance.choice(frames).format(
        place=chance.choice(PLACES),
        good=chance.choice(GOODS),
        amount=chance.randrange(100, 99_999),
        share=chance.randrange(1, 99),
        week=chance.randrange(1, 53),
    )


def write_articles(folder: Path, count: int, seed: int = 4) -> list[Path]:
    """`count` text files of about CHARACTERS characters, of sentences that hardly ever repeat."""
    chance = random.Random(seed)
    paths = []
    for number in range(count):
        lines = [f"{chance.choice(GOODS).capitalize()} in {chance.choice(PLACES)}: report {number}", ""]
        while sum(map(len, lines)) < CHARACTERS:
            sentences = [sentence(chance) for _ in range(3)]
            lines += [" ".join(sentences), ""]
        path = folder / f"{number}.txt"
        path.write_text("\n".join(lines), encoding="utf-8")
        paths.append(path)
    return paths


def run(
    data: Path | None = None, articles: Path | None = None, limit: int = ARTICLES
) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """The seconds of `add`, of embedding the same texts alone, and of adding again; cases hold the two aims."""
    load = os.getloadavg()[0]
    embedder = load_embedder()
    with tempfile.TemporaryDirectory() as scratch:
        paths = write_articles(Path(scratch), limit + 10)
        with ArticleIndex.open(Path(scratch) / "warm", embedder=embedder) as index:
            index.add(paths[limit:])  # loads what the first article would load
        watched = Watched(embedder)
        with ArticleIndex.open(Path(scratch) / "library", embedder=watched) as index:
            adding, processor = _seconds(lambda: index.add(paths[:limit]))
            again, _ = _seconds(lambda: index.add(paths[:limit]))
            sentences = sum(len(article.sentences) for article in index.articles())
        texts = sorted(set(watched.texts), key=len)
        embedding, alone = _seconds(lambda: embedder.embed_passages(texts))
    figures = {
        "articles": float(limit),
        "sentences": float(sentences),
        "texts_embedded": float(len(watched.texts)),
        "texts_embedded_twice": float(len(watched.texts) - len(texts)),
        "seconds_adding": adding,
        "seconds_embedding_alone": embedding,
        "ratio": adding / embedding,
        "processor_ratio": processor / alone,
        "load": load,
        "seconds_adding_again": again,
        "times_faster_again": adding / again,
    }
    cases = [
        {"id": "ratio", "ok": figures["ratio"] <= 1.2, "ratio": figures["ratio"]},
        {"id": "again", "ok": figures["times_faster_again"] >= 50, "times": figures["times_faster_again"]},
        {"id": "once", "ok": not figures["texts_embedded_twice"]},
    ]
    return figures, cases


def _seconds(action: Any) -> tuple[float, float]:
    """Seconds on the clock and of the processor, all threads together."""
    started, used = time.perf_counter(), time.process_time()
    action()
    return time.perf_counter() - started, time.process_time() - used
