"""Does a library survive being killed, losing power and losing bits? Needs a system with fork; power loss needs strace.

The cases of the three parts are in killing.py, power.py and flipping.py; `limit` is the number of kills, of which
there are more if the failure points are.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from tests.bench.flipping import flip
from tests.bench.killing import kill
from tests.bench.power import DEFECTS, lose_power

STATES = 1_000
PLANTED_STATES = 300
DAMAGES_A_FILE = 60


def run(
    data: Path | None = None, articles: Path | None = None, limit: int = 1_000
) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """Figures that count what went wrong, which must be 0, and what was planted and caught, which must not."""
    figures, cases = kill(limit)
    flipped, damaged = flip(DAMAGES_A_FILE)
    figures |= {f"damage_{name}": value for name, value in flipped.items()}
    cases += damaged
    if shutil.which("strace"):
        states = lose_power(max(STATES * limit // 1_000, 1))
        figures["power_states"] = float(len(states))
        figures["power_problems"] = float(sum(not case["ok"] for case in states))
        cases += states
        for defect in DEFECTS:
            caught = sum(not case["ok"] for case in lose_power(PLANTED_STATES, defect))
            figures[f"power_planted_{defect.replace('-', '_')}_caught"] = float(caught)
            cases.append({"id": f"planted-{defect}", "ok": caught > 0})
    return figures, cases
