"""Adding on Ray: the library of a plain add, an article's failure its own, and nothing done twice when run again."""

from __future__ import annotations

import gc
import os
import pickle
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from index import cluster
from index.article_index import ArticleIndex
from index.cluster import Task, Worker, spread
from index.documents import AddReport, Failure
from index.errors import LibraryMismatchError, MissingExtraError
from index.settings import IndexSettings
from tests.bench.surviving import document
from tests.model_servers import Fake
from tests.test_embedding_server import vectors_of


@pytest.fixture(scope="module")
def ray() -> Iterator[Any]:
    """Ray with two cores of this machine, in processes that end with these tests."""
    module = pytest.importorskip("ray", reason="no Ray here: pip install -e '.[cluster]'")
    pytest.importorskip("ray.data")
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    module.init(num_cpus=2, include_dashboard=False, log_to_driver=False, logging_level="CRITICAL")
    yield module
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # Ray lets go of its processes without waiting for them
        module.shutdown()
        gc.collect()


@pytest.fixture
def settings(server: Fake) -> IndexSettings:
    """Those of a fake embedder that workers reach as well."""
    server.answer = vectors_of()
    return IndexSettings(embedder=f"{server.url}#fake", store="numpy")


def write(folder: Path, count: int) -> list[str]:
    folder.mkdir()
    paths = [folder / f"{number}.txt" for number in range(count)]
    for number, path in enumerate(paths):
        path.write_text(document(number).text, encoding="utf-8")
    return [str(path) for path in paths]


def rows(index: ArticleIndex) -> list[Any]:
    return [(article.to_dict(), index.vectors(article.id).tolist()) for article in index.articles()]


def paths_of(report: AddReport) -> tuple[list[str], ...]:
    return tuple([Path(item.path).name for item in items] for items in (report.added, report.unchanged, report.failed))


@pytest.mark.filterwarnings("default")  # what Ray itself warns of is not this project's
def test_the_library_is_that_of_a_plain_add(ray: Any, settings: IndexSettings, server: Fake, tmp_path: Path) -> None:
    paths = write(tmp_path / "articles", 20)
    copy = tmp_path / "articles" / "copy.txt"
    copy.write_text(Path(paths[3]).read_text(encoding="utf-8"), encoding="utf-8")
    empty = tmp_path / "articles" / "empty.txt"
    empty.touch()
    given = [*paths[:10], str(empty), *paths[10:], str(copy), str(tmp_path / "nowhere.txt"), "-"]
    with ArticleIndex.open(tmp_path / "plain", settings) as plain:
        plainly = plain.add(given[:-1])
        expected = rows(plain)
    with ArticleIndex.open(tmp_path / "spread", settings) as index:
        told: list[tuple[float, str]] = []
        interrupted = KeyboardInterrupt("in the middle")

        def stop(fraction: float, path: str) -> None:
            told.append((fraction, path))
            if len(told) == 5:
                raise interrupted

        with pytest.raises(KeyboardInterrupt, match="in the middle"):
            index.add(given, stop, cluster="auto")
        kept = rows(index)
        assert kept == expected[: len(kept)]
        assert 3 <= len(kept) <= 5
        server.requests.clear()
        report = index.add(given, cluster="auto")
        assert rows(index) == expected
    names = [f"{number}.txt" for number in range(20)]
    assert paths_of(report) == (
        names[len(kept) :],
        [*names[: len(kept)], "copy.txt"],
        ["-", "empty.txt", "nowhere.txt"],
    )
    assert {failure.path: failure.reason for failure in report.failed[1:]} == {
        failure.path: failure.reason for failure in plainly.failed
    }
    again = {text for request in server.requests for text in request["input"] if len(request["input"]) > 1}
    assert not any("district 0 " in text for text in again)  # what was kept is not embedded again


@pytest.mark.filterwarnings("default")
def test_a_document_that_kills_its_worker_costs_only_itself(
    ray: Any, settings: IndexSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Mortal(Worker):
        def _ready(self, paths: list[str]) -> Any:
            if any(path.endswith("2.txt") for path in paths):
                os._exit(1)
            return super()._ready(paths)

    monkeypatch.setattr(cluster, "Worker", Mortal)
    paths = write(tmp_path / "articles", 4)
    with ArticleIndex.open(tmp_path / "library", settings) as index:
        report = index.add(paths, cluster="auto")
    assert paths_of(report) == (["0.txt", "1.txt", "3.txt"], [], ["2.txt"])
    assert "the worker that read it failed" in report.failed[0].reason


def test_a_worker_tells_each_path_what_became_of_it(
    settings: IndexSettings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)  # a worker changes the folder and the environment of its process
    monkeypatch.setenv("JIANTING_THREADS", "1")
    monkeypatch.setitem(sys.modules, "ray", type("Ray", (), {"get": staticmethod(lambda reference: reference)}))
    write(tmp_path / "articles", 2)
    fingerprint = ArticleIndex.open(tmp_path / "library", settings).embedder.fingerprint
    worker = Worker(Task(frozenset(), fingerprint, settings, False))
    done, items = pickle.loads(worker({"item": ["articles/0.txt", "gone.txt", "articles/1.txt"]})["done"][0])
    assert done == ["articles/0.txt", "gone.txt", "articles/1.txt"]
    assert Failure("gone.txt", "gone.txt: no such file; check the path") in items
    embedded = [item for item in items if not isinstance(item, Failure)]
    assert [item.prepared.article.path for item in embedded] == ["articles/0.txt", "articles/1.txt"]
    assert [item.vectors["sentence"].shape for item in embedded] == [(4, 8), (4, 8)]
    stranger = Worker(Task(frozenset(), "of another model", settings, False))
    _, error = pickle.loads(stranger({"item": ["articles/0.txt"]})["done"][0])
    assert isinstance(error, LibraryMismatchError)
    assert "install the same version" in str(error)


def test_without_ray_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'jianting\[cluster\]'"):
        next(spread(["a.txt"], "auto", Task(frozenset(), "", IndexSettings(), False)))
