"""Write really given answers as a Markdown page to be read by hand, with a place for the verdict of each statement.

  python -m tests.bench.answer_examples articles --data tests/data/samples -o docs/examples/answers.md
  python -m tests.bench.answer_examples ../shared/articles-real --data ../shared/eval --offsets \\
    -o docs/examples/answers-real.md

With --offsets questions and statements are left out and only where their quotes stand is told, for articles of other
people.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from summarize.results import Answer
from summarize.workbench import Workbench

from .keys import read_cases
from .workbenches import examples_parser, workbench_over, write_page


def main(arguments: Sequence[str] | None = None) -> int:
    parser = examples_parser("answer_examples", __doc__, "questions")
    parser.add_argument("--data", type=Path, required=True, metavar="DIR", help="folder of qa.jsonl")
    options = parser.parse_args(arguments)
    cases = read_cases(options.data / "qa.jsonl", options.limit)
    with workbench_over(options.articles, options.model) as (workbench, ids):
        stems = {identifier: stem for stem, identifier in ids.items()}
        lines = list(_page(workbench, cases, stems, options.offsets))
    write_page(lines, options.output)
    return 0


def _page(
    workbench: Workbench, cases: Sequence[Mapping[str, Any]], stems: Mapping[str, str], offsets: bool
) -> Iterator[str]:
    yield f"# Answers by {workbench.model.name}\n"
    yield "| question | statement | quotes, by offsets | verdict |"
    yield "| --- | --- | --- | --- |"
    for number, case in enumerate(cases, 1):
        print(f"{number} of {len(cases)}", file=sys.stderr)
        answer = workbench.ask(case["question"])
        asked = case["id"] if offsets else f"{case['id']} {case['question']}"
        yield from (f"| {' | '.join(row)} |  |" for row in _rows(asked, answer, stems, offsets))


def _rows(asked: str, answer: Answer, stems: Mapping[str, str], offsets: bool) -> Iterator[tuple[str, str, str]]:
    """One row a statement; one for the whole of a declined answer."""
    if answer.declined:
        yield asked, "(declined)", ""
    for statement in answer.statements:
        said = "(left out)" if offsets else statement.text.replace("|", "\\|").replace("\n", " ")
        cited = [numbered.citation for numbered in statement.citations]
        yield asked, said, ", ".join(f"{stems[one.article]} {one.start}–{one.end}" for one in cited)


if __name__ == "__main__":
    sys.exit(main())
