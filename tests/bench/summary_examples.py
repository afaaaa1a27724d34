"""Write really produced summaries as a Markdown page to be read by hand, with a place for each verdict.

  python -m tests.bench.summary_examples articles -o docs/examples/summaries.md
  python -m tests.bench.summary_examples ../shared/articles-real --offsets -o docs/examples/summaries-real.md

With --offsets the statements are left out and only where their quotes stand is told, for articles of other people.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from summarize.results import Statement
from summarize.workbench import Workbench

from .keys import article_files
from .summary import LANGUAGES
from .workbenches import workbench_over


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    with workbench_over(options.articles, options.model) as (workbench, ids):
        chosen = [file.stem for file in article_files(options.articles)][: options.limit]
        lines = list(_page(workbench, {stem: ids[stem] for stem in chosen}, options.offsets))
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return 0


def _page(workbench: Workbench, ids: dict[str, str], offsets: bool) -> Iterator[str]:
    yield f"# Summaries by {workbench.model.name}"
    for stem, identifier in ids.items():
        for language in LANGUAGES:
            print(f"{stem} in {language}", file=sys.stderr)
            summary = workbench.summarize(identifier, language=language)
            yield f"\n## {stem} in {language}\n"
            yield "| statement | quotes, by offsets | shown as | verdict |"
            yield "| --- | --- | --- | --- |"
            for statement in summary.statements:
                said = "(left out)" if offsets else statement.text.replace("|", "\\|").replace("\n", " ")
                yield f"| {said} | {_places(statement)} | {'translation' if statement.translated else ''} |  |"


def _places(statement: Statement) -> str:
    return ", ".join(f"{n.citation.start}–{n.citation.end}" for n in statement.citations)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.summary_examples",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("articles", type=Path, metavar="DIR", help="folder of the articles")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the Markdown file")
    parser.add_argument("--offsets", action="store_true", help="leave the statements out")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N articles")
    parser.add_argument("--model", metavar="NAME", help="language model: a name, file, folder or URL")
    return parser


if __name__ == "__main__":
    sys.exit(main())
