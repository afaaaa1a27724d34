"""Adding on one and on two Ray workers of this machine, beside the single process: seconds of each and their ratios.

Each worker has one core, the single process has all. Ray runs before the clock does, but each add starts its workers
and loads their embedders, so few articles cost much. `load` is the machine's, at the start. Needs pip install -e
'.[cluster]'.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from typing import Any

from index.article_index import ArticleIndex
from index.embedders import load_embedder
from tests.bench.adding import write_articles

ARTICLES = 200
WORKERS = (1, 2)


def run(
    data: Path | None = None, articles: Path | None = None, limit: int = ARTICLES
) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Seconds and ratios to the single process; a case holds where the library is the same."""
    import ray

    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    figures = {"articles": float(limit), "cores": float(os.cpu_count() or 1), "load": os.getloadavg()[0]}
    cases: list[dict[str, Any]] = []
    embedder = load_embedder()
    with tempfile.TemporaryDirectory() as scratch:
        paths = write_articles(Path(scratch), limit + 10)

        def seconds(name: str, cluster: str | None) -> tuple[float, list[tuple[str, str]]]:
            with ArticleIndex.open(Path(scratch) / f"warm-{name}", embedder=embedder) as index:
                index.add(paths[limit:], cluster=cluster)
            with ArticleIndex.open(Path(scratch) / name, embedder=embedder) as index:
                started = time.perf_counter()
                index.add(paths[:limit], cluster=cluster)
                taken = time.perf_counter() - started
                return taken, [(article.id, article.content_hash) for article in index.articles()]

        alone, expected = seconds("alone", None)
        figures["seconds.alone"] = alone
        for workers in WORKERS:
            ray.init(num_cpus=workers, include_dashboard=False, log_to_driver=False)
            try:
                taken, found = seconds(f"workers-{workers}", "auto")
            finally:
                ray.shutdown()
            figures[f"seconds.{workers}"] = taken
            figures[f"ratio.{workers}"] = taken / alone
            cases.append({"id": f"{workers} workers: the same library", "ok": found == expected})
    return figures, cases
