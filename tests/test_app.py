"""The app without a browser: what it serves, what it refuses, and how its handlers fail."""

from __future__ import annotations

import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import gradio as gr
import httpx
import pytest

from index.errors import JiantingError, UnknownArticleError
from summarize.pages.words import iso_date, polite
from summarize.views.headers import POLICY
from summarize.views.texts import texts_for

from .serving import ROOT, served

ENGLISH = texts_for("en")
FUNCTIONS = ("ask", "search", "summarize", "compare", "articles", "article")


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("library")
    (folder / "library.sqlite").write_text("private")
    return folder


@pytest.fixture(scope="module")
def address(library: Path) -> Iterator[str]:
    with served(library=library) as address:
        yield address


def config(address: str) -> dict[str, object]:
    return httpx.get(f"{address}/config").json()


def test_the_page_is_served_on_this_machine_with_its_headers(address: str) -> None:
    assert re.fullmatch(r"http://127\.0\.0\.1:\d+", address)
    answer = httpx.get(address)
    assert answer.status_code == 200
    assert answer.headers["content-security-policy"] == POLICY
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_the_policy_names_no_other_host() -> None:
    sources = {word for part in POLICY.split("; ") for word in part.split()[1:]}
    assert sources == {"'none'", "'self'", "'unsafe-inline'", "'unsafe-eval'", "data:", "blob:"}


def test_analytics_are_off_and_fonts_come_from_the_system(address: str) -> None:
    settings = config(address)
    assert settings["analytics_enabled"] is False
    assert settings["stylesheets"] == []
    theme = httpx.get(f"{address}/theme.css").text
    addresses = re.findall(r"@import[^;]*|url\(['\"]?([^'\")]{0,40})", theme)
    assert all(address.startswith(("data:", "static/")) for address in addresses), addresses


def test_a_file_of_the_library_cannot_be_fetched(address: str, library: Path) -> None:
    for path in (library / "library.sqlite", Path(__file__), Path("/etc/passwd")):
        assert httpx.get(f"{address}/gradio_api/file={path}").status_code in (403, 404)


def test_a_password_is_asked_of_everyone() -> None:
    with served("articles", password="open sesame") as guarded, httpx.Client(base_url=guarded) as client:
        for path in ("/config", "/gradio_api/info"):
            assert client.get(path).status_code == 401
        assert client.post("/gradio_api/call/articles", json={"data": []}).status_code == 401
        assert client.post("/login", data={"username": "me", "password": "guess"}).status_code == 400
        assert client.post("/login", data={"username": "me", "password": "open sesame"}).status_code == 200
        assert client.get("/config").status_code == 200


def test_a_file_beyond_the_limit_is_refused(address: str) -> None:
    big = {"files": ("big.txt", b"x" * (51 * 1024 * 1024))}
    answer = httpx.post(f"{address}/gradio_api/upload", files=big, timeout=60)
    assert answer.status_code == 413


def test_pages_events_are_private_and_the_functions_are_named(address: str) -> None:
    info = httpx.get(f"{address}/gradio_api/info").json()
    assert set(info["named_endpoints"]) == {f"/{name}" for name in FUNCTIONS}
    assert info["unnamed_endpoints"] == {}


def test_a_program_can_ask_without_a_browser(address: str) -> None:
    begun = httpx.post(f"{address}/gradio_api/call/articles", json={"data": []}).json()
    answer = httpx.get(f"{address}/gradio_api/call/articles/{begun['event_id']}").text
    assert answer == "event: complete\ndata: [[]]\n\n"


def test_model_events_share_one_queue() -> None:
    code = (
        "import app_gradio; from tests.fakes import FakeWorkbench; "
        "limited = [f for f in app_gradio.build_app(FakeWorkbench()).fns.values() if f.concurrency_id == 'model']; "
        "print(sorted({(f.name, f.concurrency_limit) for f in limited}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    names = ["ask", "compare", "compare_group", "proceed", "sum_up", "summarize", "use_model"]
    assert done.stdout == f"{[(name, 1) for name in names]}\n"


def test_an_expected_error_is_its_own_sentence_and_leaves_the_page_as_it_is() -> None:
    @polite
    def handler() -> None:
        raise UnknownArticleError("there is no article <b>")

    with pytest.warns(UserWarning, match="there is no article &lt;b&gt;"):
        assert handler() == gr.skip()


def test_an_unexpected_error_goes_to_the_terminal_only(caplog: pytest.LogCaptureFixture) -> None:
    @polite
    def handler() -> None:
        raise ZeroDivisionError("secret")

    with caplog.at_level(logging.ERROR), pytest.warns(UserWarning) as warned:
        assert handler() == gr.skip()
    assert [str(warning.message) for warning in warned] == [ENGLISH("error.unexpected")]
    assert "secret" in caplog.text


@pytest.mark.parametrize(("text", "date"), [(None, None), (" ", None), ("2026-02-01", "2026-02-01")])
def test_dates_are_iso(text: str | None, date: str | None) -> None:
    assert iso_date(text, ENGLISH) == date


def test_another_date_is_refused_with_the_form_that_is_wanted() -> None:
    with pytest.raises(JiantingError, match="YYYY-MM-DD"):
        iso_date("1 May", ENGLISH)


def test_the_interface_is_translated_under_the_tags_of_browsers(address: str) -> None:
    page = httpx.get(address).text
    translations = json.loads(re.search(r"window.gradio_config = (\{.*?\});</script>", page).group(1))[
        "i18n_translations"
    ]  # type: ignore[union-attr]
    assert set(translations) == {"en", "zh-CN", "zh-TW", "ja"}
    assert translations["ja"]["tab.ask"] == "質問"


def test_a_library_that_cannot_be_opened_ends_in_one_line(tmp_path: Path) -> None:
    blocked = tmp_path / "library"
    blocked.write_text("a file where a folder should be")
    command = [sys.executable, "app_gradio.py", "--library", str(blocked)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert (done.returncode, done.stdout, len(done.stderr.strip().splitlines())) == (1, "", 1), done.stderr
