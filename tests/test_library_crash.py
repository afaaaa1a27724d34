"""A small run of each crash bench; `python -m tests.bench crash` runs them in full."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import index.view
from index.schema import LIBRARY_FILE
from tests.bench.flipping import flip
from tests.bench.killing import killed_at_points, killed_at_random, warm_up
from tests.bench.planting import Defect, committed_in_parts, recorded_before_renamed, withdrawn_too_late
from tests.bench.power import lose_power

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system with fork")
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")


@pytest.fixture(autouse=True)
def own_settings() -> Iterator[None]:
    kept = index.view.REWRITE_AFTER
    warm_up()
    yield
    index.view.REWRITE_AFTER = kept


def test_kills_lose_nothing_and_leave_nothing_half_done(tmp_path: Path) -> None:
    cases = killed_at_points(tmp_path / "points", every=40) + killed_at_random(tmp_path / "random", 12)
    assert len(cases) > 40
    assert [case for case in cases if not case["ok"]] == []


@pytest.mark.parametrize(
    ("defect", "every", "told"),
    [
        (recorded_before_renamed, 1_000, "is recorded but not whole"),
        (committed_in_parts, 30, "torn"),
        (withdrawn_too_late, 1_000, "the checksum is not that of the file"),
    ],
)
def test_a_planted_defect_is_caught(tmp_path: Path, defect: Defect, every: int, told: str) -> None:
    problems = [problem for case in killed_at_points(tmp_path, every, defect) for problem in case["problems"]]
    assert any(told in problem for problem in problems)


@needs_strace
def test_power_loss_loses_nothing() -> None:
    assert [case for case in lose_power(60) if not case["ok"]] == []


@needs_strace
@pytest.mark.parametrize("defect", ["generation-not-synced", "commits-not-synced"])
def test_a_missing_fsync_is_caught(defect: str) -> None:
    assert any(not case["ok"] for case in lose_power(40, defect))


def test_no_damaged_byte_is_answered_from() -> None:
    figures, cases = flip(each=4)
    assert [case for case in cases if not case["ok"]] == []
    assert figures["refused"] > 0
    assert figures["told_by_doctor"] > 0
    # The log's index, which SQLite makes from the log whenever nobody has the library open.
    assert {case["id"].split(":")[0] for case in cases if case["outcome"] == "made anew"} == {f"{LIBRARY_FILE}-shm"}
