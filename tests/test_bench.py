"""The rule by which evaluations match keys, and the harness around them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from summarize.results import Answer

from .bench import __main__ as harness
from .bench.keys import article_files, holds, holds_any, normalise, read_cases, share
from .bench.qa import covered, is_right, same_language
from .samples import QUOTE, answer, citation, declined, statement


@pytest.mark.parametrize(
    ("text", "key", "found"),
    [
        ("Revenue was 3.12亿元.", "3.12", True),
        ("Revenue was 3.124亿元.", "3.12", False),
        ("Revenue was 13.12亿元.", "3.12", False),
        ("Revenue was 3.12.", "3.12", True),
        ("Revenue was 3.12, then less.", "3.12", True),
        ("It rose by 325.39%.", "325", False),
        ("It rose by 325%.", "325", True),
        ("0.61亿元", "61", False),
        ("1,610 people", "610", False),
        ("61亿元", "61", True),
        ("兩年後", "两年", True),
        ("ＡＢＣ公司", "abc公司", True),
        ("five [12] rounds", "five rounds", True),
        ("nine\n  months", "NINE MONTHS", True),
        ("Straße", "strasse", True),
    ],
)
def test_a_key_is_found_by_the_rule(text: str, key: str, found: bool) -> None:
    assert holds(text, key) is found


def test_one_of_several_keys_is_enough() -> None:
    assert holds_any("about 9 months", ["nine months", "9 months"])
    assert not holds_any("about 19 months", ["nine months", "9 months"])


def test_an_empty_key_is_a_mistake_in_the_data() -> None:
    with pytest.raises(ValueError, match="empty key"):
        holds("text", " ")


def test_normalising_removes_numbers_of_citations_and_white_space() -> None:
    assert normalise("The  歲入 [3] ROSE") == "the岁入rose"


def test_a_share_of_nothing_is_nothing() -> None:
    assert (share(1, 4), share(0, 0)) == (0.25, 0.0)


def test_cases_and_articles_are_read_from_any_folder(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "README.md", ".hidden", "README"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    (tmp_path / "cases.jsonl").write_text('{"id": 1}\n\n{"id": 2}\n', encoding="utf-8")
    assert [file.name for file in article_files(tmp_path)] == ["a.html", "b.txt", "cases.jsonl"]
    assert read_cases(tmp_path / "cases.jsonl", 1) == [{"id": 1}]
    assert len(read_cases(tmp_path / "cases.jsonl")) == 2


def test_a_citation_is_right_when_its_sentence_holds_a_key_and_is_of_a_wanted_article() -> None:
    assert is_right(citation(), {"a1"}, [["999", "312 million"]])
    assert not is_right(citation(), {"a2"}, [["312 million"]])
    assert not is_right(citation(), {"a1"}, [["31 million"]])


def test_a_statement_is_covered_when_one_of_its_citations_is_right() -> None:
    statements = [statement(), statement("Something else."), statement()]
    assert covered(statements, {"a1"}, [["312"]]) == 2


def test_a_language_is_right_when_it_is_declared_and_written() -> None:
    german = Answer("?", "en", "", False, (statement("Der Ofen wurde im Mai nicht angeheizt, sagt die Firma."),))
    quoted = Answer("?", "en", "", False, (statement(QUOTE),))
    assert same_language("en", quoted) and same_language("en", declined()) and same_language("en", answer())
    assert not same_language("de", quoted)
    # The sample's citation quotes what the statement says, so only the declared language counts there.
    assert same_language("en", german)


def test_the_harness_prints_one_document(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    given: dict[str, Any] = {}

    class Bench:
        @staticmethod
        def run(data: Path, articles: Path, **options: Any) -> tuple[dict[str, float], list[dict[str, Any]]]:
            given.update(options, data=data, articles=articles)
            return {"right": 2 / 3}, [{"id": "a", "ok": True}, {"id": "b", "ok": False, "found": "[bold]x"}]

    monkeypatch.setattr(harness, "import_module", lambda name: Bench if name == "tests.bench.qa" else None)
    monkeypatch.setattr(harness, "RESULTS", tmp_path / "results")
    arguments = ["qa", "--data", "D", "--articles", "A", "--limit", "3", "--model", "m"]
    assert harness.main([*arguments, "--json", "--keep"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert given == {"data": Path("D"), "articles": Path("A"), "limit": 3, "model": "m"}
    assert set(report) == {"name", "figures", "cases", "seconds", "model", "commit"}
    assert report["figures"] == {"right": 0.6667} and report["model"] == "m"
    kept = json.loads((tmp_path / "results" / f"qa-{report['commit']}.json").read_text(encoding="utf-8"))
    assert kept == {key: value for key, value in report.items() if key != "cases"}
    assert harness.main(arguments) == 0
    assert "[bold]x" in capsys.readouterr().out


def test_an_unknown_evaluation_is_wrong_usage() -> None:
    with pytest.raises(SystemExit) as exit:
        harness.main(["vibes"])
    assert exit.value.code == 2


@pytest.mark.parametrize("name", sorted(harness.BENCHES))
def test_every_named_evaluation_is_there(name: str) -> None:
    assert (Path(harness.__file__).parent / f"{name}.py").is_file()


def test_pages_are_measured_by_characters_where_words_have_no_spaces(tmp_path: Path) -> None:
    from tests.bench.cleaning import run

    told = "云溪港集团周四公布，今年完成集装箱吞吐量六百一十二万标准箱，比去年增长一成四。"
    (tmp_path / "html").mkdir()
    for name, charset in (("a", "utf-8"), ("b", "gb18030")):
        page = f"<html><head><meta charset={charset}></head><body><p>{told}</p></body></html>"
        (tmp_path / "html" / f"{name}.html").write_bytes(page.encode(charset))
    truth = {name: {"articleBody": told} for name in "ab"}
    (tmp_path / "ground-truth.json").write_text(json.dumps(truth), "utf-8")
    figures, cases = run(tmp_path, tmp_path)
    assert figures["pages"] == 2 and figures["page_recall"] == 1.0
    assert [case["ok"] for case in cases] == [True, True]
