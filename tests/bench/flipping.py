"""Flipped bits and truncations in every file of a library: what it then answers must be right, or an error."""

from __future__ import annotations

import os
import random
import shutil
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.errors import JiantingError
from index.health import check
from tests.bench.killing import scratch_folder, warm_up
from tests.bench.surviving import document, open_index

Cases = list[dict[str, Any]]
FINE = ("refused", "told by doctor", "made anew")
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


@dataclass(frozen=True)
class Damage:
    """What is done to a file of a library, and what the file then is."""

    file: Path
    what: str
    content: bytes


def damages(folder: Path, each: int, chance: random.Random) -> Iterator[Damage]:
    """For every file: `each` single flipped bits, and `each` // 4 truncations."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size):
        content, file = path.read_bytes(), path.relative_to(folder)
        for _ in range(each):
            place, bit = chance.randrange(len(content)), chance.randrange(8)
            flipped = bytearray(content)
            flipped[place] ^= 1 << bit
            yield Damage(file, f"bit {bit} of byte {place}", bytes(flipped))
        for _ in range(each // 4):
            length = chance.randrange(len(content))
            yield Damage(file, f"cut to {length}", content[:length])


def flip(each: int, seed: int = 5) -> tuple[dict[str, float], Cases]:
    """Damage each file in turn. A case is wrong if the answers differ, anything but a told error is raised, or nobody
    notices; bytes that are proven to be made anew when the library is opened need no noticing."""
    warm_up()
    chance = random.Random(seed)
    cases: Cases = []
    with scratch_folder() as scratch:
        for log_left in (False, True):
            whole = Path(scratch) / f"whole-{log_left}"
            build(whole, log_left)
            expected = observe(copied(whole))
            assert _healthy(copied(whole))  # else anything would be noticed
            for damage in damages(whole, each, chance):
                outcome = _outcome(whole, damage, expected)
                case = {"id": f"{damage.file}: {damage.what}", "ok": outcome in FINE, "outcome": outcome}
                cases.append(case)
    outcomes = Counter(case["outcome"] for case in cases)
    figures = {"damages": len(cases)} | {name.replace(" ", "_"): outcomes[name] for name in (*FINE, "unnoticed")}
    figures["answered_from"] = sum(count for outcome, count in outcomes.items() if outcome.startswith("wrong"))
    return {name: float(count) for name, count in figures.items()}, cases


def copied(whole: Path, damage: Damage | None = None) -> Path:
    """A copy of a library, beside it, with a damage done to it."""
    copy = whole.with_name("copy")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(whole, copy)
    if damage:
        (copy / damage.file).write_bytes(damage.content)
    return copy


def _outcome(whole: Path, damage: Damage, expected: list[Any]) -> str:
    """What a reader makes of a damaged library, and what doctor does, each of a copy that the other has not opened."""
    try:
        told = observe(copied(whole, damage))
    except JiantingError:
        told = None
    except Exception as error:
        return f"wrong: {type(error).__name__}: {error}"
    if told not in (None, expected):
        return "wrong: it answered otherwise"
    noticed = not _healthy(copied(whole, damage))
    if told is None:
        return "refused" if noticed else "wrong: refused, but doctor finds nothing"
    if noticed:
        return "told by doctor"
    rebuilt = _once_open(copied(whole, damage), damage.file) == _once_open(copied(whole), damage.file)
    return "made anew" if rebuilt else "unnoticed"


def _healthy(folder: Path) -> bool:
    try:
        return check(folder).healthy
    except JiantingError:
        return False


def _once_open(folder: Path, file: Path) -> bytes:
    """The bytes of a file while the library is open and has been read."""
    with open_index(folder) as opened:
        opened.articles()
        return (folder / file).read_bytes()
