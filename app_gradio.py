"""The app in the browser: `build_app(workbench)` composes the page, `main()` serves it on this machine.

The tabs are in `summarize.pages`, what they show is made in `summarize.views`.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import gradio as gr

from index.errors import JiantingError, MissingExtraError
from summarize.llms.processor import prepare_openmp
from summarize.pages.articles import ArticlesTab
from summarize.pages.ask import AskTab
from summarize.pages.compare import CompareTab
from summarize.pages.endpoints import Endpoints
from summarize.pages.machinery import MachineryTab
from summarize.pages.reading import ReadingPanel
from summarize.pages.search import SearchTab
from summarize.pages.shelf import Shelf
from summarize.pages.shell import QUIET, Shell, html, stamp
from summarize.pages.summaries import SummariesTab
from summarize.pages.theme import launch_options
from summarize.pages.words import t, texts_of
from summarize.views import listing, page
from summarize.views.startup import Startup

if TYPE_CHECKING:
    from summarize.workbench import Workbench

SAMPLES = Path(__file__).parent / "articles"
LONGEST_QUEUE = 64
AT_ONCE = 8  # events that do not need the model
LOOPBACK = ("127.0.0.1", "localhost", "::1")


def build_app(workbench: Workbench, startup: Startup | None = None, local: bool = True) -> gr.Blocks:
    """The page over a workbench. Without `startup` (a test, an embedding program) it loads the model when it must.

    `local` says that only this machine reaches it: then the page may make libraries and load any model that is named.
    """
    startup = startup or Startup.nothing(workbench)
    shelf = Shelf(workbench, workbench.index.folder)
    blocks: gr.Blocks
    with gr.Blocks(
        title="Jianting 兼听", analytics_enabled=False, fill_width=True, delete_cache=(3600, 86400)
    ) as blocks:
        Endpoints(shelf).declare()  # first, so that they and not the page's own events get the plain names
        shell = Shell(shelf, startup)
        with gr.Row(elem_id="masthead"):
            shell.shown_on_arrival(lambda texts, _: page.brand(texts), elem_id="brand")
            state = html("state")
            shell.shown_on_arrival(lambda texts, _: page.locale_chooser(texts), elem_id="locale")
        with gr.Tabs(overflow_behavior="wrap"):  # a menu would hide half of them on a telephone
            for name, fill in (
                ("ask", AskTab(shell).fill),
                ("compare", CompareTab(shell).fill),
                ("summaries", SummariesTab(shell).fill),
                ("search", SearchTab(shell).fill),
                ("articles", ArticlesTab(shell).fill),
            ):
                with gr.Tab(t(f"tab.{name}"), id=name, elem_id=f"tab-{name}"):
                    fill()
            with gr.Tab(t("tab.about"), id="about", elem_id="tab-about") as tab:
                MachineryTab(shell, local).fill(tab, state)
        ReadingPanel(shell).fill()
        _watch_startup(blocks, shell, state)
        shell.finish(blocks)
    return blocks


def _watch_startup(blocks: gr.Blocks, shell: Shell, state: gr.HTML) -> None:
    """Show how far the start is, and list the articles again when some have arrived behind the page."""

    def tick(seen: int, request: gr.Request) -> tuple[str, gr.Timer, int, object]:
        startup, count = shell.startup, len(shell.workbench(request).articles())
        shown = listing.state_view(startup.state, startup.detail, texts_of(request))
        return shown, gr.Timer(active=not startup.finished), count, stamp() if seen not in (-1, count) else gr.skip()

    seen, timer = gr.State(-1), gr.Timer(1.0)
    gr.on([blocks.load, timer.tick], tick, seen, [state, timer, seen, shell.changed], **QUIET)


def main(argv: Sequence[str] | None = None) -> int:
    """Open the library, serve the page on this machine, and make ready behind it. Returns the exit code."""
    options = _parser().parse_args(argv)
    prepare_openmp()  # before anything imports torch
    from summarize.metrics import observe
    from summarize.workbench import Workbench

    try:
        if options.mcp:
            _require_mcp()
        workbench = Workbench.open(options.library, options.model)
        if options.metrics:
            observe(workbench, options.metrics)
    except (JiantingError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    # The samples are for whoever starts without anything, not for a library that somebody has named.
    startup = Startup(workbench, None if options.library else SAMPLES, lambda line: print(line, file=sys.stderr))
    startup.start()
    app = build_app(workbench, startup, local=options.host in LOOPBACK)
    app.queue(max_size=LONGEST_QUEUE, default_concurrency_limit=AT_ONCE)
    password = options.password
    try:
        _, address, _ = app.launch(
            server_name=options.host,
            server_port=options.port,
            inbrowser=bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or sys.platform != "linux"),
            auth=(lambda name, given: given == password) if password else None,
            mcp_server=options.mcp,
            prevent_thread_lock=True,
            quiet=True,
            **launch_options(workbench.index.folder),
        )
    except OSError as error:
        print(f"{error}: choose another --port", file=sys.stderr)
        return 1
    print(f"Jianting is open at {address} (Ctrl-C ends it)", flush=True)
    app.block_thread()
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="app_gradio.py", description="Jianting in the browser, on this machine only.")
    parser.add_argument("--library", metavar="DIR", help="the library's folder (default: $JIANTING_LIBRARY or yours)")
    parser.add_argument("--model", metavar="NAME|PATH|URL", help="the language model (default: the bundled one)")
    parser.add_argument("--port", type=int, default=None, help="default: the first free one from 7860")
    parser.add_argument("--host", default="127.0.0.1", help="another address serves others too: set a --password")
    parser.add_argument("--password", help="asked of everyone who opens the page (any user name)")
    parser.add_argument("--metrics", type=int, metavar="PORT", help="tell Prometheus on this machine's port of calls")
    parser.add_argument("--mcp", action="store_true", help="offer the same functions as tools of an MCP server")
    return parser


def _require_mcp() -> None:
    if find_spec("mcp") is None:
        raise MissingExtraError("the MCP server needs a package: pip install 'jianting[mcp]'")


if __name__ == "__main__":
    sys.exit(main())
