"""The documents cannot drift from the program: every command and option is told of, and what is told can be typed."""

from __future__ import annotations

import argparse
import re
import shlex
from pathlib import Path

import pytest

from summarize.cli import build_parser
from summarize.models import catalogue

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = {
    path.name: path.read_text(encoding="utf-8") for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]
}
ALL = "\n".join(DOCUMENTS.values())


def parsers() -> dict[str, argparse.ArgumentParser]:
    (subparsers,) = [a for a in build_parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(subparsers.choices)


def typed_lines() -> list[tuple[str, str]]:
    """Every line of a code block that runs `jianting`, with what is piped into it or after it left out."""
    found = []
    for name, text in DOCUMENTS.items():
        for block in re.findall(r"```(?:sh|console|bash)\n(.*?)```", text, re.S):
            for line in re.sub(r"\\\n\s*", "", block).splitlines():
                command = re.search(r"(?:^|[|$]\s*)jianting\s+(.*)", line)
                if command:
                    found.append((name, command.group(1)))
    return found


def help_examples() -> list[tuple[str, str]]:
    pairs = [("--help", build_parser().epilog or ""), *((name, p.epilog or "") for name, p in parsers().items())]
    pattern = re.compile(r"^  (?:.*\| )?jianting (.*)$", re.M)
    return [(name, line) for name, text in pairs for line in pattern.findall(text)]


@pytest.mark.parametrize("command", sorted(parsers()))
def test_every_command_is_told_of(command: str) -> None:
    assert f"jianting {command}" in ALL
    assert f"`{command}`" in README or f"jianting {command}" in README


@pytest.mark.parametrize("command", sorted(parsers()))
def test_every_option_is_told_of(command: str) -> None:
    for action in parsers()[command]._actions:
        names = [name for name in action.option_strings if name not in {"-h", "--help"}]
        assert not names or any(re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", ALL) for name in names), names


@pytest.mark.parametrize(("where", "line"), [*typed_lines(), *help_examples()])
def test_what_is_told_can_be_typed(where: str, line: str) -> None:
    arguments = []
    for word in shlex.split(line, comments=True):
        if word in {"|", "<", ">", "&&", ";"}:
            break
        arguments.append(word)
    if "--help" in arguments or "--version" in arguments:
        return
    assert build_parser().parse_args(arguments).run


def test_there_is_something_to_type() -> None:
    assert len(typed_lines()) > 20 and len(help_examples()) > 20


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_links_and_pictures_inside_the_project_exist(name: str) -> None:
    folder = ROOT if name == "README.md" else ROOT / "docs"
    for target in re.findall(r"\]\((?!https?://|#)([^)#\s]+)", DOCUMENTS[name]):
        assert (folder / target).exists(), f"{name} points at {target}"


def test_the_readme_tells_the_weights_licences_and_hashes() -> None:
    for entry in catalogue():
        assert entry.weights.sha256 in README and entry.licence in README and entry.title.split(",")[0] in README


def test_the_sample_articles_are_as_many_as_is_said() -> None:
    articles = [path for path in (ROOT / "articles").iterdir() if path.suffix in {".txt", ".md", ".html"}]
    assert len(articles) == 16
    about = (ROOT / "articles" / "README").read_text(encoding="utf-8")
    assert about.startswith("# Sample articles\n\nSixteen articles on three subjects, in seven languages")
    for path in articles:
        assert any(re.search(rf"`{prefix}-\*`", about) for prefix in [path.name.partition("-")[0]]), path.name
