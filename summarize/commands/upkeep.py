"""models, serve: the machinery around the library."""

from __future__ import annotations

import argparse
import os

from .options import Subparsers, add_command
from .output import emit


def register(subparsers: Subparsers) -> None:
    add_command(
        subparsers,
        "models",
        models,
        summary="list the language models",
        description="List the language models that can be installed with pip, and which of them are.",
        examples="  jianting models\n  jianting ask QUESTION --model qwen2.5-coder-0.5b",
    )
    parser = add_command(
        subparsers,
        "serve",
        serve,
        summary="open the app in the browser",
        description="Start the app for the browser. Only this machine can reach it unless --host says otherwise.",
        examples="  jianting serve\n  jianting serve --port 7861 --library ~/other",
    )
    parser.add_argument("--port", type=int, metavar="N", help="the port (default: the first free one from 7860)")
    parser.add_argument("--host", metavar="ADDRESS", help="serve others too; give a --password with it")
    parser.add_argument("--password", metavar="WORD", help="asked of everyone who opens the page")
    parser.add_argument("--metrics", type=int, metavar="PORT", help="tell Prometheus on this machine's port of calls")
    parser.add_argument("--mcp", action="store_true", help="offer the same functions as tools of an MCP server")


def models(options: argparse.Namespace) -> int:
    from summarize.models import catalogue
    from summarize.rendering import ModelList

    emit(ModelList(catalogue()), options)
    return 0


def serve(options: argparse.Namespace) -> int:
    from importlib.metadata import entry_points

    from index.errors import MissingExtraError

    apps = tuple(entry_points(group="jianting.apps"))
    if not apps:
        raise MissingExtraError("no app is installed; run: pip install --force-reinstall jianting")
    if options.store:
        os.environ["JIANTING_STORE"] = options.store
    if options.embedder:
        os.environ["JIANTING_EMBEDDER"] = options.embedder
    names = ("library", "model", "port", "host", "password", "metrics")
    given = [(f"--{name}", str(value)) for name in names if (value := getattr(options, name)) is not None]
    switches = ["--mcp"] if options.mcp else []
    return apps[0].load()([part for pair in given for part in pair] + switches) or 0
