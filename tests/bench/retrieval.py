"""Does a question find its paragraph, in its own and in other languages, and do ten sentences hold the answer?

Paragraphs and questions are those of xquad_*.jsonl, aligned in several languages, where the data has them; questions
over articles are those of qa.jsonl. Everything goes through ArticleIndex.search, beside one vector a paragraph alone
and keywords alone.
"""

from __future__ import annotations

import math
import tempfile
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from statistics import fmean
from typing import Any

import numpy as np

from index.article_index import ArticleIndex
from index.documents import Hit, RawDocument
from index.embedders import load_embedder
from index.embedders.bundled import cache_folder
from index.keywords import query_terms, terms
from summarize.context import estimated_tokens, within_budget

from .keys import article_files, holds_any, read_cases, share
from .keyword_baseline import KeywordBaseline
from .vector_cache import CachedEmbedder

Case = dict[str, Any]
_TOP = 10
# Sentences fetched so that ten different paragraphs are among them.
_SENTENCES = 40


def run(
    data: Path, articles: Path, limit: int | None = None, model: str | None = None
) -> tuple[dict[str, float], list[Case]]:
    """Figures and cases. With `limit`, XQuAD is cut to its first paragraphs, one question each: a much easier pool."""
    embedder = CachedEmbedder(load_embedder(model or "bundled"), cache_folder() / "bench")
    figures, cases = _answers(data, articles, embedder)
    if (data / "xquad_passages.jsonl").is_file():
        figures |= _paragraphs(data, embedder, limit)
    return figures, cases


def _answers(data: Path, articles: Path, embedder: CachedEmbedder) -> tuple[dict[str, float], list[Case]]:
    """Are all keys of each answerable question among the ten best sentences, within the tokens that a prompt takes?

    The mean reciprocal rank is that of each key's first sentence among the ten.
    """
    cases: list[Case] = []
    lengths: list[int] = []
    ranks: list[float] = []
    with (
        tempfile.TemporaryDirectory(prefix="jianting-bench-") as folder,
        ArticleIndex.open(folder, embedder=embedder) as index,
    ):
        report = index.add(article_files(articles))
        if report.failed:
            raise ValueError("; ".join(f"{failure.path}: {failure.reason}" for failure in report.failed))
        for case in read_cases(data / "qa.jsonl"):
            if not case.get("any"):
                continue
            best = index.search(case["question"], _TOP).hits
            ranks.append(fmean(_reciprocal_rank(best, keys) for keys in case["any"]))
            hits = within_budget(best)
            shown = "\n".join(hit.display for hit in hits)
            found = all(holds_any(shown, keys) for keys in case["any"])
            lengths.append(sum(estimated_tokens(hit.display) for hit in hits))
            cases.append({"id": case["id"], "ok": found})
    right = sum(case["ok"] for case in cases)
    return {
        "answers_found": right,
        "answers": len(cases),
        "answers_found_share": share(right, len(cases)),
        "reciprocal_rank_mean": fmean(ranks) if ranks else 0.0,
        "evidence_tokens_mean": fmean(lengths) if lengths else 0.0,
        "evidence_tokens_most": max(lengths, default=0),
    }, cases


def _reciprocal_rank(hits: Sequence[Hit], keys: Sequence[str]) -> float:
    return next((1 / rank for rank, hit in enumerate(hits, 1) if holds_any(hit.display, keys)), 0.0)


def _paragraphs(data: Path, embedder: CachedEmbedder, limit: int | None) -> dict[str, float]:
    passages = read_cases(data / "xquad_passages.jsonl", limit)
    known = {passage["pid"] for passage in passages}
    questions = [case for case in read_cases(data / "xquad_questions.jsonl") if case["pid"] in known]
    if limit:
        questions = [next(of_passage) for _, of_passage in groupby(questions, key=lambda case: case["pid"])]
    languages = [key for key in passages[0] if key != "pid"]
    names = [passage["pid"] for passage in passages]
    figures: dict[str, float] = {}
    with (
        tempfile.TemporaryDirectory(prefix="jianting-bench-") as folder,
        ArticleIndex.open(folder, embedder=embedder) as index,
    ):
        owner = _add(index, passages, languages)
        vectors = {tag: embedder.embed_passages([passage[tag] for passage in passages]) for tag in languages}
        words = {tag: KeywordBaseline([terms(passage[tag], tag) for passage in passages]) for tag in languages}
        for asked in languages:
            texts = [question[asked]["q"] for question in questions]
            gold = [question["pid"] for question in questions]
            queries = embedder.embed_queries(texts)
            pooled = [_project(index, text, owner, ()) for text in texts]
            figures[f"pool.{asked}.project"] = fmean(
                _pool_ndcg(found, pid, len(languages)) for found, pid in zip(pooled, gold, strict=True)
            )
            everything = queries @ np.concatenate([vectors[tag] for tag in languages]).T
            figures[f"pool.{asked}.dense"] = fmean(
                _pool_ndcg([(names[i % len(names)], str(i)) for i in np.argsort(-row)[:_TOP]], pid, len(languages))
                for row, pid in zip(everything, gold, strict=True)
            )
            for tag in languages:
                ranked = {
                    "project": ([pid for pid, _ in _project(index, text, owner, tuple(owner[tag]))] for text in texts),
                    "dense": ([names[i] for i in row] for row in np.argsort(-(queries @ vectors[tag].T), axis=1)),
                    "keyword": ([names[i] for i in words[tag].search(query_terms(text, [tag]))] for text in texts),
                }
                for system, rankings in ranked.items():
                    figures[f"{asked}-{tag}.{system}"] = fmean(
                        _ndcg(ranking, pid) for ranking, pid in zip(rankings, gold, strict=True)
                    )
    for system in ("project", "dense", "keyword"):
        pairs = {(a, b): figures[f"{a}-{b}.{system}"] for a in languages for b in languages}
        figures[f"same.{system}"] = fmean(value for (a, b), value in pairs.items() if a == b)
        figures[f"across.{system}"] = fmean(value for (a, b), value in pairs.items() if a != b)
    return figures


def _add(index: ArticleIndex, passages: Sequence[Case], languages: Iterable[str]) -> dict[str, dict[str, str]]:
    """Each paragraph as an article of its own: language → article id → paragraph."""
    index.add_documents(
        [
            RawDocument(f"{tag}/{passage['pid']}", passage[tag], language=tag)
            for passage in passages
            for tag in languages
        ]
    )
    owner: dict[str, dict[str, str]] = {tag: {} for tag in languages}
    for article in index.articles():
        tag, pid = article.path.split("/", 1)
        owner[tag][article.id] = pid
    return owner


def _project(
    index: ArticleIndex, query: str, owner: dict[str, dict[str, str]], only: Sequence[str]
) -> list[tuple[str, str]]:
    """Paragraphs in the order of their first sentence found, each with its article."""
    paragraph = {article: pid for of_language in owner.values() for article, pid in of_language.items()}
    hits = index.search(query, _SENTENCES, articles=only).hits
    return list(dict.fromkeys((paragraph[hit.article], hit.article) for hit in hits))[:_TOP]


def _ndcg(ranking: Sequence[str], gold: str) -> float:
    """nDCG@10 with one right paragraph: 1 / log2(1 + its rank)."""
    return next((1 / math.log2(1 + rank) for rank, pid in enumerate(ranking[:_TOP], 1) if pid == gold), 0.0)


def _pool_ndcg(ranking: Sequence[tuple[str, str]], gold: str, versions: int) -> float:
    """nDCG@10 where the paragraph's version in each language is right."""
    gain = sum(1 / math.log2(1 + rank) for rank, (pid, _) in enumerate(ranking[:_TOP], 1) if pid == gold)
    return gain / sum(1 / math.log2(1 + rank) for rank in range(1, min(versions, _TOP) + 1))
