"""Which article a unit belongs to, told by comparison with the ranges themselves."""

from __future__ import annotations

import json
import random

import numpy as np

from index.blocks import Blocks
from index.records import Head


def head(number: int, language: str, *ranges: tuple[str, int, int]) -> Head:
    nothing = dict.fromkeys(("title", "source", "author", "published", "url", "same_origin_as"))
    return Head(
        number=number, path="", language=language, content_hash="", origin_key="", units=json.dumps(ranges),
        corrections="{}", body_digest=b"", digest=b"", **nothing,
    )  # fmt: skip


def test_units_are_found_in_their_blocks_however_they_came() -> None:
    chance = random.Random(3)
    heads, owner, unit = [], {}, 1
    for number in range(1, 60):
        unit += chance.choice((0, 0, 3))  # what a removed article has left
        size = chance.randrange(1, 6)
        heads.append(head(number, chance.choice(("en", "zh-Hans", "zh-Hant")), ("sentence", unit, size)))
        owner |= {unit + place: heads[-1] for place in range(size)}
        unit += size
    grown = Blocks("sentence", heads[:5])
    for some in (heads[5:7], [], heads[30:], heads[7:30]):  # the last are older than what is there
        grown.extend(some)
    asked = np.arange(-2, unit + 3).reshape(-1, 1)
    for blocks in (Blocks("sentence", heads), grown):
        places = blocks.find(asked)
        assert places.shape == asked.shape
        for number, place in zip(asked.ravel().tolist(), places.ravel(), strict=True):
            if number not in owner:
                assert place == -1
                continue
            of = owner[number]
            assert (blocks.articles(place), blocks.firsts(place)) == (of.number, of.ranges[0].first)
            assert blocks.ends(place) == of.ranges[0].first + of.ranges[0].size
            assert blocks.languages[blocks.families(place)] == of.language_family
        assert blocks.units().tolist() == sorted(owner)
        assert {name: units.tolist() for name, units in blocks.units_by_language().items()} == {
            name: [number for number in sorted(owner) if owner[number].language_family == name] for name in ("zh", "en")
        }


def test_only_one_kind_counts_and_nothing_is_found_in_none() -> None:
    blocks = Blocks("chunk", [head(1, "en", ("sentence", 1, 3), ("chunk", 4, 1))])
    assert blocks.find(np.array([1, 4, 5])).tolist() == [-1, 0, -1]
    nothing = Blocks("sentence", [])
    assert (nothing.find(np.array([1])).tolist(), nothing.units().tolist()) == ([-1], [])
    assert nothing.units_by_language() == {}
