"""python -m tests.bench NAME: run one evaluation, print its figures and cases.

examples:
  python -m tests.bench qa
  python -m tests.bench stance --limit 10 --model qwen2.5-coder-0.5b
  python -m tests.bench qa --data UNSEEN --articles UNSEEN/articles --json
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import time
from importlib import import_module
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
RESULTS = Path(__file__).parent / "results"

# What each one measures; the module of that name is imported only when it runs.
BENCHES = {
    "retrieval": "does a question find its paragraph, in its own and in other languages",
    "qa": "are cited answers right, and unanswerable questions declined",
    "stance": "are sentences judged bullish, bearish or neutral rightly",
    "conflicts": "are contradictions found, and agreements not mistaken for them",
    "cleaning": "does the article survive cleaning, and the rest not",
    "heads": "are title, author, source and date of scraped texts found",
    "numbers": "is a figure supported by a text",
    "summary": "are summaries faithful, covered by citations and in the language asked for",
    "crash": "does a library survive being killed, losing power and losing bits",
    "adding": "how fast are articles added",
    "scale": "how fast and how exact is search in a library of --limit sentences",
    "engines": "do all engines find the same, and what does Milvus cost when it is large",
    "sizes": "how many bytes a sentence takes in SQLite and PostgreSQL",
    "cluster": "how fast are articles added on one and two Ray workers, beside the single process",
    "embedding": "how fast are texts embedded, and how exact are the vectors",
    "reprints": "are reprints linked to their origin, and different articles on the same subject not",
    "load": "are eight people answered at once, in order, and does memory stay (for --minutes N)",
    "batching": "how much more does a server that batches answer to eight at once than one by one",
    "compare": "how long does a comparison take, and what does it find",
}

PAGES = """

cleaning also measures main content where DIR is a folder of pages:
  ground-truth.json                        {"NAME": {"articleBody": "the text of the article"}, …}
  html/NAME.html.gz or html/NAME.html      the page, in UTF-8 or the encoding that it declares
as in the repository scrapinghub/article-extraction-benchmark."""


def main(arguments: list[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    started = time.perf_counter()
    keywords = {
        "limit": options.limit,
        "model": options.model,
        "minutes": options.minutes,
        "ordinary": options.ordinary or None,
        "library": options.library,
    }
    chosen = {name: value for name, value in keywords.items() if value is not None}
    figures, cases = import_module(f"tests.bench.{options.name}").run(options.data, options.articles, **chosen)
    report = {
        "name": options.name,
        "figures": {name: round(value, 4) for name, value in figures.items()},
        "cases": cases,
        "seconds": round(time.perf_counter() - started, 1),
        "model": options.model or os.environ.get("JIANTING_MODEL") or "default",
        "commit": commit(),
    }
    if options.keep:
        keep(report)
    if options.json:
        print(json.dumps(report, ensure_ascii=False))
    else:
        show(report)
    return 0


def commit() -> str:
    """The commit that is measured, with -dirty behind it if tracked files differ from it."""
    command = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


def keep(report: dict[str, Any]) -> Path:
    """Write the figures alone, which show no case, to results/NAME-COMMIT.json."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{report['name']}-{report['commit']}.json"
    figures = {key: value for key, value in report.items() if key != "cases"}
    path.write_text(json.dumps(figures, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    return path


def show(report: dict[str, Any]) -> None:
    """Print the figures and the cases that went wrong, as tables."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console()
    table = Table(title=f"{report['name']} · {report['model']} · {report['commit']} · {report['seconds']} s")
    table.add_column("figure")
    table.add_column("value", justify="right")
    for name, value in report["figures"].items():
        table.add_row(name, f"{value:g}")
    console.print(table)
    wrong = [case for case in report["cases"] if not case["ok"]]
    if wrong:
        failures = Table(title=f"{len(wrong)} of {len(report['cases'])} cases went wrong")
        failures.add_column("id")
        failures.add_column("what was found")
        for case in wrong:
            details = {key: value for key, value in case.items() if key not in {"id", "ok"}}
            failures.add_row(str(case["id"]), Text(json.dumps(details, ensure_ascii=False)[:400]))
        console.print(failures)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description="Run one evaluation over files in the form of the evaluation data.",
        epilog="evaluations:\n" + "\n".join(f"  {name:<10} {what}" for name, what in BENCHES.items()) + PAGES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    shared = Path(os.environ.get("JIANTING_SHARED", ROOT.parent / "shared"))
    parser.add_argument("name", choices=sorted(BENCHES), metavar="NAME", help="which evaluation")
    parser.add_argument("--data", type=Path, default=shared / "eval", metavar="DIR", help="folder of the case files")
    parser.add_argument(
        "--articles", type=Path, default=shared / "articles-real", metavar="DIR", help="folder of the articles"
    )
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N cases")
    parser.add_argument("--model", metavar="NAME", help="language model: a name, file, folder or URL")
    parser.add_argument("--minutes", type=float, metavar="N", help="how long `load` goes on asking")
    parser.add_argument(
        "--ordinary", action="store_true", help="qa: beside it five chunks in a prompt, answered freely"
    )
    parser.add_argument(
        "--library", type=Path, metavar="DIR", help="scale: make the library there and keep it, or search it again"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON document")
    parser.add_argument("--keep", action="store_true", help="write the figures to tests/bench/results/")
    return parser


if __name__ == "__main__":
    sys.exit(main())
