"""The app on a port of its own, for tests that look at it from outside."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from .fakes import FakeWorkbench
from .hostile import HOSTILE

ROOT = Path(__file__).resolve().parents[1]
CHROMIUM = Path("/usr/bin/chromium")
PATIENCE = 180_000  # milliseconds; a browser on a machine that others use may take its time
# A test must see every request that the page makes, and none that the browser makes for itself.
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@contextmanager
def started(*command: str) -> Iterator[tuple[int, str]]:
    """A program's process id and the first address that it prints, until the block ends.

    A process of its own, since gradio leaves sockets and event loops open, which would fail whatever test is on then.
    """
    environment = os.environ | {"PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        [sys.executable, *command], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            found = next((found for line in process.stdout if (found := re.search(r"http://[\w.:]+", line))), None)
            assert found, f"{command} ended without an address"
            yield process.pid, found.group()
        finally:
            process.terminate()


@contextmanager
def running(*command: str) -> Iterator[str]:
    """As `started`, the address alone."""
    with started(*command) as (_, address):
        yield address


def served(
    setup: str = "plain", library: Path = ROOT / "library", mcp: bool = False, password: str = ""
) -> AbstractContextManager[str]:
    """The app over a FakeWorkbench: "plain", with two "articles", or "hostile" in articles and in what is written."""
    return running("-m", "tests.serving", setup, str(library), "mcp" if mcp else "", password)


def serve(setup: str, library: Path, mcp: str = "", password: str = "") -> None:
    """Serve until terminated, and print the address."""
    import app_gradio

    workbench = FakeWorkbench(library=library)
    if setup == "articles":
        workbench.add_text("Revenue did grow in 2025. The roof is red.", "Up")
        workbench.add_text("Revenue did fall in 2025.", "Down")
    if setup == "hostile":
        workbench.wording = " ".join(text for text in HOSTILE if len(text) < 1_000)
        for text in HOSTILE:
            workbench.add_text(f"{text}. {text} grow.", text)
        few, compare_all = [article.id for article in workbench.articles()[::25]], workbench.compare
        workbench.compare = lambda *topic, **more: compare_all(*topic, **(more | {"articles": few}))  # type: ignore
    app = app_gradio.build_app(workbench).queue(max_size=64, default_concurrency_limit=8)
    options = app_gradio.launch_options(library)
    auth = (lambda name, given: given == password) if password else None
    _, address, _ = app.launch(
        server_name="127.0.0.1", prevent_thread_lock=True, quiet=True, mcp_server=bool(mcp), auth=auth, **options
    )
    print(address, flush=True)
    app.block_thread()


class Visit:
    """A browser with a new profile on a page, and a record of what must not happen there.

    `troubles` collects console errors, exceptions, dialogs and requests to anywhere but this machine.
    """

    def __init__(self, page: Any, address: str) -> None:
        self.page = page
        page.set_default_timeout(PATIENCE)
        self.address = address
        self.troubles: list[str] = []
        page.on("console", lambda m: m.type == "error" and self.troubles.append(f"console: {m.text}"))
        page.on("pageerror", lambda error: self.troubles.append(f"exception: {error}"))
        page.on("dialog", lambda dialog: (self.troubles.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("request", self._request)

    def _request(self, request: Any) -> None:
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.troubles.append(f"request: {request.url}")

    def open(self) -> None:
        self.page.goto(self.address)
        self.page.wait_for_selector("#conversation .welcome h2")

    def tab(self, name: str) -> None:
        """Open a tab."""
        self.page.locator(f"#tab-{name}-button").click()
        self.page.wait_for_selector(f"#tab-{name}", state="visible")

    def ask(self, question: str, timeout: float = PATIENCE) -> None:
        """Ask, and wait for the checked answer."""
        answers = self.page.locator(".turn .foot, .turn .declined, .turn .problem")
        before = answers.count()
        self.page.fill("#question textarea", question)
        self.page.press("#question textarea", "Enter")
        answers.nth(before).wait_for(timeout=timeout)


@contextmanager
def visiting(address: str, locale: str = "en-US", width: int = 1280, height: int = 900, **more: Any) -> Iterator[Visit]:
    """A visit in Debian's Chromium with a new, empty profile."""
    from playwright.sync_api import sync_playwright

    with tempfile.TemporaryDirectory() as profile, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile, executable_path=str(CHROMIUM), headless=True, args=list(FLAGS), locale=locale,
            viewport={"width": width, "height": height}, accept_downloads=True, **more,
        )  # fmt: skip
        try:
            yield Visit(context.pages[0], address)
        finally:
            context.close()


if __name__ == "__main__":
    serve(sys.argv[1], Path(sys.argv[2]), *sys.argv[3:])
