"""Batches by token budget: texts of similar length together, so that little of the work is padding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def batches(lengths: Sequence[int], budget: int = 2048) -> Iterator[list[int]]:
    """Indices in batches, longest first; a batch's padded size (rows times longest) stays within `budget` tokens.

    A single text longer than the budget is a batch of its own.
    """
    order = sorted(range(len(lengths)), key=lambda index: -lengths[index])
    batch: list[int] = []
    for index in order:
        if batch and (len(batch) + 1) * lengths[batch[0]] > budget:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch
