"""Log-probabilities over a few options."""

from __future__ import annotations

import math
from collections.abc import Sequence


def normalised(values: Sequence[float]) -> tuple[float, ...]:
    """Log-probabilities whose exponentials sum to 1."""
    highest = max(values)
    total = highest + math.log(sum(math.exp(value - highest) for value in values))
    return tuple(value - total for value in values)
