"""Write really produced summaries as a Markdown page to be read by hand, with a place for each verdict.

  python -m tests.bench.summary_examples articles -o docs/examples/summaries.md
  python -m tests.bench.summary_examples ../shared/articles-real --offsets -o docs/examples/summaries-real.md

With --offsets the statements are left out and only where their quotes stand is told, for articles of other people.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence

from summarize.results import Statement
from summarize.workbench import Workbench

from .keys import article_files
from .summary import LANGUAGES
from .workbenches import examples_parser, workbench_over, write_page


def main(arguments: Sequence[str] | None = None) -> int:
    options = examples_parser("summary_examples", __doc__, "articles").parse_args(arguments)
    with workbench_over(options.articles, options.model) as (workbench, ids):
        chosen = [file.stem for file in article_files(options.articles)][: options.limit]
        lines = list(_page(workbench, {stem: ids[stem] for stem in chosen}, options.offsets))
    write_page(lines, options.output)
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


if __name__ == "__main__":
    sys.exit(main())
