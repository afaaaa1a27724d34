"""A small run of each crash bench; `python -m tests.bench crash` runs them in full."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import index.view
from tests.bench.flipping import flip
from tests.bench.killing import killed_at_points, killed_at_random, warm_up
from tests.bench.power import lose_power

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a system with fork")
needs_strace = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")


@pytest.fixture(autouse=True)
def own_settings() -> Iterator[None]:
    kept = index.view.REWRITE_AFTER
    warm_up()
    yield
    index.view.REWRITE_AFTER = kept


def test_kills_lose_nothing_and_leave_no_phantom(tmp_path: Path) -> None:
    cases = killed_at_points(tmp_path / "points", every=9) + killed_at_random(tmp_path / "random", 12)
    assert len(cases) > 40
    assert [case for case in cases if not case["ok"]] == []


def test_a_generation_recorded_before_its_renaming_is_caught(tmp_path: Path) -> None:
    # Two points lie between the record and the name, so every second one is enough.
    told = [problem for case in killed_at_points(tmp_path, every=2, defect=True) for problem in case["problems"]]
    assert told
    assert all("is recorded but not whole" in problem for problem in told)


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
