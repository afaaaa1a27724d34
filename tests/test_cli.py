"""The command line: options before and after the command, exit codes, one document, one line an error."""

from __future__ import annotations

import io
import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

import pytest

from index.errors import LibraryFullError, ModelMissingError
from index.settings import IndexSettings
from summarize.cli import build_parser, main
from summarize.workbench import Workbench

from .fakes import FakeEmbedder, FakeLanguageModel, FakeWorkbench

Run = Callable[..., int]


class OpenWorkbench(FakeWorkbench):
    """A FakeWorkbench that can be opened with `with`, and remembers what it was opened with."""

    opened: tuple[Any, ...] = ()
    closed = False

    def __enter__(self) -> OpenWorkbench:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.closed = True


@pytest.fixture
def workbench(monkeypatch: pytest.MonkeyPatch) -> OpenWorkbench:
    fake = OpenWorkbench()
    fake.add_text("Sales at the mill grow. The kiln is old.", "Mill")
    fake.add_text("Sales at the mill fall. The roof leaks.", "Roof")

    def opened(library: str | None, model: str | None, settings: IndexSettings) -> OpenWorkbench:
        fake.opened = (library, model, settings.store)
        return fake

    monkeypatch.setattr(Workbench, "open", opened)
    return fake


@pytest.fixture
def document(workbench: OpenWorkbench, capsys: pytest.CaptureFixture[str]) -> Callable[..., dict[str, Any]]:
    """Run a command with --json and give its one document."""

    def run(*arguments: str, code: int = 0) -> dict[str, Any]:
        assert main([*arguments, "--json"]) == code
        captured = capsys.readouterr()
        assert captured.out.count("\n") == 1
        return json.loads(captured.out)

    return run


def test_add_reports_what_was_done_with_each_path(document: Any, tmp_path: Path) -> None:
    file = tmp_path / "new.txt"
    file.write_text("The dam is finished.", encoding="utf-8")
    report = document("add", str(file), str(tmp_path / "none.txt"))
    assert [len(report[name]) for name in ("added", "unchanged", "failed")] == [1, 0, 1]
    assert len(document("add", str(file))["unchanged"]) == 1


def test_add_of_nothing_prints_its_document_and_one_line_and_exits_1(
    workbench: OpenWorkbench, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["add", str(tmp_path / "a"), str(tmp_path / "b"), "--json"]) == 1
    captured = capsys.readouterr()
    assert len(json.loads(captured.out)["failed"]) == 2
    assert captured.err == "jianting: nothing was added: nothing to read in it: add a file with text (and 1 more)\n"


def test_list_show_and_remove(document: Any) -> None:
    assert [article["id"] for article in document("list")["articles"]] == ["a1", "a2"]
    assert document("show", "a1")["text"] == "Sales at the mill grow. The kiln is old."
    assert document("remove", "a1", "a2") == {"removed": ["a1", "a2"]}
    assert document("list") == {"articles": []}


def test_search_passes_every_filter_on(workbench: OpenWorkbench, document: Any) -> None:
    arguments = "search the mill -k 3 --article a1 a2 --article a1 --in en --in de fr --source Gazette"
    dates = ["--since", "2026-01-02", "--until", "2026-02-03", "--per-article", "2"]
    assert len(document(*arguments.split(), *dates)["hits"]) == 3
    (called,) = [values for name, values in workbench.calls if name == "search"]
    assert called == {
        "query": "the mill",
        "k": 3,
        "articles": ("a1", "a2", "a1"),
        "languages": ["en", "de", "fr"],
        "sources": ["Gazette"],
        "since": "2026-01-02",
        "until": "2026-02-03",
        "per_article": 2,
    }


def test_search_without_a_hit_prints_its_document_and_exits_1(
    workbench: OpenWorkbench, document: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    workbench.remove("a1", "a2")
    assert document("search", "mill", code=1) == {"query": "mill", "hits": []}
    assert main(["search", "mill"]) == 1
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err.count("\n") == 1


def test_ask_takes_a_question_of_several_words_and_a_declined_one_exits_0(
    workbench: OpenWorkbench, document: Any
) -> None:
    answer = document("ask", "How", "old", "is", "the", "kiln?", "--language", "en", "--article", "a1")
    assert answer["question"] == "How old is the kiln?" and not answer["declined"]
    assert workbench.calls[-1] == ("ask", {"question": "How old is the kiln?", "language": "en", "articles": ("a1",)})
    assert document("ask", "unanswerable")["declined"] is True


def test_summarize_compare_and_stance(document: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert document("summarize", "a1", "a2", "--length", "medium")["articles"] == ["a1", "a2"]
    assert [article["id"] for article in document("compare", "sales")["articles"]] == ["a1", "a2"]
    assert [article["id"] for article in document("compare", "--articles", "a2")["articles"]] == ["a2"]
    monkeypatch.setattr(sys, "stdin", io.StringIO("Sales grow.\n\nSales fall.\n"))
    assert [j["stance"] for j in document("stance")["judgements"]] == ["bullish", "bearish"]


def test_stance_of_nothing_says_how_to_give_it_a_text(
    workbench: OpenWorkbench, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO("\n"))
    assert main(["stance"]) == 1
    assert capsys.readouterr().err.startswith("jianting: there is no text on standard input")


def test_models_lists_the_catalogue_without_loading_anything(document: Any) -> None:
    assert {"qwen2.5-coder-1.5b", "qwen2.5-coder-0.5b"} == {model["name"] for model in document("models")["models"]}


@pytest.mark.parametrize(
    "arguments",
    [
        ["--library", "L", "--model", "M", "--store", "S", "list"],
        ["list", "--library", "L", "--model", "M", "--store", "S"],
        ["--library", "L", "list", "--model", "M", "--store", "S"],
        ["--library", "other", "--store", "S", "list", "--model", "M", "--library", "L"],
    ],
)
def test_common_options_may_stand_before_or_after_the_command(workbench: OpenWorkbench, arguments: list[str]) -> None:
    assert main(arguments) == 0
    assert workbench.opened == ("L", "M", "S") and workbench.closed


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["no-such-command"],
        ["ask"],
        ["ask", " "],
        ["search"],
        ["search", "mill", "-k", "0"],
        ["search", "mill", "-k", "many"],
        ["search", "mill", "--since", "yesterday"],
        ["list", "--format", "pdf"],
        ["list", "-o", "articles"],
        ["list", "-o", "no-such-folder/articles.csv"],
        ["summarize", "a1", "--length", "endless"],
    ],
)
def test_wrong_usage_exits_2(workbench: OpenWorkbench, arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as exit:
        main(arguments)
    assert exit.value.code == 2


@pytest.mark.parametrize(
    ("failure", "line"),
    [
        (ModelMissingError("no model;\nrun: pip install x"), "jianting: no model; run: pip install x\n"),
        (LibraryFullError("the disk is full: free some room"), "jianting: the disk is full: free some room\n"),
        (OSError(28, "No space left on device", "/l/x.db"), "jianting: No space left on device: /l/x.db\n"),
        (KeyError("x"), "jianting: a fault of the program: KeyError: 'x'; --verbose shows where\n"),
    ],
)
def test_an_error_is_one_line_and_exits_1(
    workbench: OpenWorkbench, capsys: pytest.CaptureFixture[str], failure: Exception, line: str
) -> None:
    workbench.failure = failure
    assert main(["summarize", "a1"]) == 1
    captured = capsys.readouterr()
    assert (captured.out, captured.err) == ("", line)


def test_an_interruption_is_one_line_and_exits_130(
    workbench: OpenWorkbench, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*paths: str, progress: Any, **_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(workbench, "add", interrupted)
    assert main(["add", "x"]) == 130
    assert capsys.readouterr().err == "jianting: interrupted; what was done before is kept\n"


def test_an_unknown_article_is_one_line(workbench: OpenWorkbench, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "a9"]) == 1
    assert capsys.readouterr().err == "jianting: there is no article a9: `jianting list` shows those there are\n"


def test_progress_is_silent_without_a_terminal_and_in_lines_with_verbose(
    workbench: OpenWorkbench, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "new.txt"
    file.write_text("The dam is finished.", encoding="utf-8")
    assert main(["add", str(file)]) == 0
    assert capsys.readouterr().err == ""
    assert main(["add", str(file), "--verbose"]) == 0
    assert capsys.readouterr().err == f"0% {file}\n"


@pytest.mark.parametrize(
    ("name", "beginning"),
    [("a.md", "# Sales?"), ("a.html", "<!DOCTYPE html>"), ("a.csv", "statement,"), ("a.json", "{")],
)
def test_a_result_goes_into_a_file_in_the_format_of_its_name(
    workbench: OpenWorkbench, capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, beginning: str
) -> None:
    assert main(["ask", "Sales?", "-o", str(tmp_path / name)]) == 0
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err == f"wrote {tmp_path / name}\n"
    assert (tmp_path / name).read_text(encoding="utf-8-sig").startswith(beginning)


def test_a_format_without_a_file_is_printed(workbench: OpenWorkbench, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "Sales?", "--format", "markdown"]) == 0
    assert capsys.readouterr().out.startswith("# Sales?\n")


def test_json_and_a_file_give_both(document: Any, tmp_path: Path) -> None:
    assert document("list", "-o", str(tmp_path / "a.csv"))["articles"][0]["id"] == "a1"
    assert (tmp_path / "a.csv").is_file()


def test_what_is_printed_for_reading_has_the_quotes_and_where_they_stand(
    workbench: OpenWorkbench, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", "How old is the kiln?"]) == 0
    out = capsys.readouterr().out
    assert "[1] Mill · Test Gazette · 2026-02-01 · Mill" in out and "The kiln is old." in out


def test_doctor_says_what_is_wrong_and_exits_1(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--library", str(tmp_path / "none"), "--json"]) == 1
    captured = capsys.readouterr()
    assert json.loads(captured.out)["healthy"] is False
    assert captured.err == f"jianting: there is no library in {tmp_path / 'none'}\n"


@pytest.fixture
def filled(tmp_path: Path) -> Path:
    """A library with one article, made without a model."""
    with Workbench.open(tmp_path / "filled", embedder=FakeEmbedder(), language_model=FakeLanguageModel()) as workbench:
        workbench.add_text("The dam at the weir was finished in May. It holds 312 million litres of water.", "dam")
    return tmp_path / "filled"


def test_doctor_of_a_whole_library_exits_0(filled: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["doctor", "--library", str(filled), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["healthy"] and report["articles"] == 1 and report["problems"] == []


def test_a_library_moves_in_one_file(filled: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, other = str(tmp_path / "library.zip"), str(tmp_path / "other")
    assert main(["export", file, "--library", str(filled), "--json"]) == 0
    assert main(["import", file, "--library", other, "--json"]) == 0
    assert [json.loads(line)["articles"] for line in capsys.readouterr().out.splitlines()] == [1, 1]
    # A second time the library is not empty any more.
    assert main(["import", file, "--library", other]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_an_export_of_nothing_is_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(tmp_path / "a.zip"), "--library", str(tmp_path / "none")]) == 1
    assert capsys.readouterr().err == f"jianting: there is no library in {tmp_path / 'none'}: name one with --library\n"


def test_serve_starts_the_app_of_the_entry_point_with_the_options(monkeypatch: pytest.MonkeyPatch) -> None:
    import app_gradio

    given: list[list[str]] = []
    monkeypatch.setattr(app_gradio, "main", lambda arguments: given.append(arguments) or 0)
    assert main(["serve", "--port", "7999", "--library", "L"]) == 0
    assert given == [["--library", "L", "--port", "7999"]]


@pytest.mark.parametrize(
    "command", [name for action in build_parser()._subparsers._group_actions for name in action.choices]
)
def test_the_help_of_every_command_has_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit:
        main([command, "--help"])
    assert exit.value.code == 0
    assert f"jianting {command}" in capsys.readouterr().out.partition("examples:")[2] or command == "stance"


def test_help_loads_no_library_of_models_or_vectors() -> None:
    code = (
        "import sys, contextlib, io\nfrom summarize.cli import main\n"
        "with contextlib.redirect_stdout(io.StringIO()), contextlib.suppress(SystemExit): main(['--help'])\n"
        "heavy = {'torch', 'transformers', 'sentence_transformers', 'faiss', 'xllamacpp', 'gradio', 'numpy'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def jianting(*arguments: str, **keywords: Any) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "summarize.cli", *arguments], capture_output=True, encoding="utf-8", **keywords
    )


def test_chinese_is_printed_in_a_locale_without_it(tmp_path: Path) -> None:
    environment = os.environ | {"LC_ALL": "C", "PYTHONIOENCODING": "ascii"}
    done = jianting("show", "文章", "--library", str(tmp_path / "l"), env=environment)
    assert done.returncode == 1 and "文章" in done.stderr and "Traceback" not in done.stderr


def test_a_closed_pipe_is_no_error() -> None:
    command = [sys.executable, "-m", "summarize.cli", "models", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout and process.stderr
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


def test_a_terminal_gets_colours_a_pipe_none() -> None:
    assert "\x1b" not in jianting("models").stdout
    primary, secondary = pty.openpty()
    environment = os.environ | {"TERM": "xterm-256color", "COLUMNS": "100"}
    environment.pop("NO_COLOR", None)
    with subprocess.Popen(
        [sys.executable, "-m", "summarize.cli", "models"], stdout=secondary, env=environment
    ) as process:
        os.close(secondary)
        printed = b""
        while chunk := _read(primary):
            printed += chunk
        assert process.wait(60) == 0
    os.close(primary)
    assert b"\x1b[1m" in printed and b"qwen2.5-coder-1.5b" in printed


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 65536)
    except OSError:  # Linux's way of saying that the other end of a terminal is closed
        return b""


def test_ctrl_c_while_standard_input_is_read_is_one_line(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "import summarize.cli; print('up', flush=True); summarize.cli.main(['stance'])"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path.cwd()
    ) as process:
        assert process.stdin and process.stdout and process.stderr
        process.stdout.readline()
        _wait_until_it_reads(process)
        process.send_signal(signal.SIGINT)
        assert process.stderr.read() == b"jianting: interrupted; what was done before is kept\n"


def _wait_until_it_reads(process: subprocess.Popen[bytes]) -> None:
    """Until the process sleeps in a system call on its input: only then does the signal test what it should."""
    import time

    for _ in range(300):
        if Path(f"/proc/{process.pid}/wchan").read_text(encoding="ascii").find("pipe") >= 0:
            return
        time.sleep(0.05)
