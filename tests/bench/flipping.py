"""Flipped bits and truncations in every file of a library: what it then answers must be right, or an error."""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from index.errors import JiantingError
from index.health import check
from tests.bench.killing import scratch_folder, warm_up
from tests.bench.surviving import document, open_index

Cases = list[dict[str, Any]]
QUERIES = ("owners of the ferry", "居民表示满意", "crowns last spring district 5", "quarry")


def build(folder: Path, log_left: bool) -> None:
    """A library with all that one has; `log_left` leaves the write-ahead log that a kill leaves."""
    with open_index(folder) as opened:
        opened.add_documents([document(number) for number in range(10)])
        opened.remove(["a3"])
        opened.correct("a4", "source", "District News")
        opened.remember("answers", "question", "answer")
    if log_left:
        child = os.fork()
        if not child:
            opened = open_index(folder)
            opened.add_documents([document(number) for number in range(20, 23)])
            opened.remove(["a6"])
            os._exit(0)
        os.waitpid(child, 0)
        assert any(path.name.endswith("-wal") and path.stat().st_size for path in folder.iterdir())


def observe(folder: Path) -> list[Any]:
    """All that a reader can be told by the library."""
    with open_index(folder) as opened:
        articles = opened.articles()
        told: list[Any] = [article.to_dict() for article in articles]
        told += [opened.article(article.id).to_dict() for article in articles]
        told += [opened.vectors(article.id).tobytes() for article in articles]
        told += [opened.corrections(article.id) for article in articles]
        for query in QUERIES:
            told.append(opened.search(query, k=5).to_dict())
            told.append(opened.search(query, k=3, sources=["District News"]).to_dict())
            told.append(opened.search(query, k=3, articles=[articles[0].id]).to_dict())
        # What was remembered may be forgotten, which costs a second asking, but never be changed.
        assert opened.cached("answers", "question") in ("answer", None)
        return told


def damages(folder: Path, each: int, chance: random.Random) -> Iterator[tuple[Path, str, bytes]]:
    """For every file: `each` single flipped bits, and `each` // 4 truncations."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size):
        content = path.read_bytes()
        for _ in range(each):
            place, bit = chance.randrange(len(content)), chance.randrange(8)
            flipped = bytearray(content)
            flipped[place] ^= 1 << bit
            yield path.relative_to(folder), f"bit {bit} of byte {place}", bytes(flipped)
        for _ in range(each // 4):
            length = chance.randrange(len(content))
            yield path.relative_to(folder), f"cut to {length}", content[:length]


def flip(each: int, seed: int = 5) -> tuple[dict[str, float], Cases]:
    """Damage each file in turn. A case is wrong if the answers differ or anything but a told error is raised."""
    warm_up()
    chance = random.Random(seed)
    cases: Cases = []
    outcomes: Counter[str] = Counter()
    with scratch_folder() as scratch:
        for log_left in (False, True):
            whole, copy = Path(scratch) / f"whole-{log_left}", Path(scratch) / "copy"
            build(whole, log_left)
            shutil.rmtree(copy, ignore_errors=True)
            shutil.copytree(whole, copy)
            expected = observe(copy)
            for path, what, content in damages(whole, each, chance):
                shutil.rmtree(copy)
                shutil.copytree(whole, copy)
                (copy / path).write_bytes(content)
                outcome = _outcome(copy, expected)
                outcomes[outcome] += 1
                case = {"id": f"{path}: {what}", "ok": not outcome.startswith("wrong"), "outcome": outcome}
                cases.append(case)
    figures = {
        "damages": float(len(cases)),
        "refused": float(outcomes["refused"]),
        "mended": float(outcomes["mended"]),
        "told_by_doctor": float(outcomes["told by doctor"]),
        "in_unused_bytes": float(outcomes["unused bytes"]),
        "answered_from": float(sum(count for outcome, count in outcomes.items() if outcome.startswith("wrong"))),
    }
    return figures, cases


def _outcome(folder: Path, expected: list[Any]) -> str:
    """What a reader, and then doctor, make of a damaged library."""
    try:
        before = check(folder)
    except JiantingError:
        before = None
    try:
        told = observe(folder)
    except JiantingError:
        return "refused"
    except Exception as error:
        return f"wrong: {type(error).__name__}: {error}"
    if told != expected:
        return "wrong: it answered otherwise"
    if before is not None and before.healthy:
        return "unused bytes"
    return "mended" if check(folder).healthy else "told by doctor"
