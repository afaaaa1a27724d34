"""doctor: is everything in order, and what can be mended."""

from __future__ import annotations

import argparse
import platform
from pathlib import Path

from .options import Subparsers, add_command
from .output import emit, say


def register(subparsers: Subparsers) -> None:
    parser = add_command(
        subparsers,
        "doctor",
        doctor,
        summary="check the library, and mend it",
        description="Read everything in the library and say what is wrong; exits 1 if something is. --repair makes anew\n"
        "what can be made anew, and keeps of the rest what proves to be whole.",
        examples="  jianting doctor\n  jianting doctor --repair",
    )
    parser.add_argument("--repair", action="store_true", help="mend what is wrong; without it nothing is changed")


def doctor(options: argparse.Namespace) -> int:
    from index.article_index import default_folder
    from index.health import check, repair
    from summarize.models import model_identity
    from summarize.rendering import Facts

    folder = Path(options.library) if options.library else default_folder()
    report = repair(folder) if options.repair else check(folder)
    machine = {"model": model_identity(options.model), "python": platform.python_version()}
    emit(Facts(report.to_dict() | machine), options)
    if report.healthy:
        return 0
    if any(problem.derived for problem in report.problems) and not options.repair:
        say(f"jianting: {report.problems[0].what}; jianting doctor --repair can mend it")
    else:
        say(f"jianting: {report.problems[0].what}")
    return 1
