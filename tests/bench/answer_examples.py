"""Write really given answers as a Markdown page to be read by hand, with a place for the verdict of each statement.

  python -m tests.bench.answer_examples tests/data/samples articles -o docs/examples/answers.md
  python -m tests.bench.answer_examples ../shared/eval ../shared/articles-real --offsets \\
    -o docs/examples/answers-real.md

With --offsets questions and statements are left out and only where their quotes stand is told, for articles of other
people.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from summarize.results import Answer
from summarize.workbench import Workbench

from .keys import read_cases
from .workbenches import workbench_over


def main(arguments: Sequence[str] | None = None) -> int:
    options = _parser().parse_args(arguments)
    cases = read_cases(options.data / "qa.jsonl", options.limit)
    with workbench_over(options.articles, options.model) as (workbench, ids):
        stems = {identifier: stem for stem, identifier in ids.items()}
        lines = list(_page(workbench, cases, stems, options.offsets))
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text("\n".join(lines) + "\n", encoding="utf-8")
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


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench.answer_examples",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("data", type=Path, metavar="DATA", help="folder of qa.jsonl")
    parser.add_argument("articles", type=Path, metavar="DIR", help="folder of the articles")
    parser.add_argument("-o", "--output", type=Path, required=True, metavar="FILE", help="the Markdown file")
    parser.add_argument("--offsets", action="store_true", help="leave questions and statements out")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N questions")
    parser.add_argument("--model", metavar="NAME", help="language model: a name, file, folder or URL")
    return parser


if __name__ == "__main__":
    sys.exit(main())
