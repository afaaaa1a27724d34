"""models, serve: the machinery around the library."""

from __future__ import annotations

import argparse

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
        description="Start the app for the browser, on this machine only.",
        examples="  jianting serve\n  jianting serve --port 7861 --no-browser",
    )
    parser.add_argument("--port", type=int, metavar="N", help="the port (default: the first free one from 7860)")
    parser.add_argument("--no-browser", action="store_true", help="do not open the browser")


def models(options: argparse.Namespace) -> int:
    from summarize.models import catalogue
    from summarize.rendering import Facts

    emit(Facts({"models": [entry.to_dict() for entry in catalogue()]}), options)
    return 0


def serve(options: argparse.Namespace) -> int:
    from importlib.metadata import entry_points

    from index.errors import MissingExtraError

    apps = tuple(entry_points(group="jianting.apps"))
    if not apps:
        raise MissingExtraError("no app is installed; run: pip install --force-reinstall jianting")
    arguments = []
    for name in ("library", "model", "port"):
        if getattr(options, name) is not None:
            arguments += [f"--{name}", str(getattr(options, name))]
    if options.no_browser:
        arguments.append("--no-browser")
    return apps[0].load()(arguments) or 0
