"""Several people at once on one model: is everyone answered, in order, with their place shown, and does memory stay?

The app runs as a reader would start it, over the sample articles. A browser opens it while the model still loads (how
soon is the page usable, how soon after a question is its first evidence there), then eight programs ask at the same
time through gradio's client, again and again for `minutes`, each in its own session. Memory is the resident size of the
app's process.
"""

from __future__ import annotations

import itertools
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..serving import CHROMIUM, ROOT, started, visiting

ASKERS = 8
SECONDS_BETWEEN = 0.5  # so that there is an order
TOPICS = ("losses", "prices", "new jobs", "the founder", "rivals", "debts", "deliveries", "this year", "costs", "plans")
READY_SECONDS = 600


@dataclass
class Asked:
    """One question of one asker: when it came, the places it was shown in the queue (0 is next), when it was done."""

    question: str
    begun: float
    places: list[int] = field(default_factory=list)
    done: float | None = None

    @property
    def seconds(self) -> float | None:
        return self.done - self.begun if self.done else None


class Memory:
    """Samples the resident size of a process, in MB, until stopped."""

    def __init__(self, process: int) -> None:
        self._status = Path(f"/proc/{process}/status")
        self.samples = [self.now()]
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._sample, daemon=True)
        self._thread.start()

    def now(self) -> float:
        lines = self._status.read_text(encoding="ascii").splitlines()
        return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS")) / 1024

    def stop(self) -> None:
        self._stopped.set()
        self._thread.join()

    def _sample(self) -> None:
        while not self._stopped.wait(1):
            self.samples.append(self.now())


def run(
    data: Path, articles: Path, limit: int | None = None, model: str | None = None, minutes: float = 0
) -> tuple[dict[str, float], list[dict[str, Any]]]:
    """`limit` is the number of askers; at least one round of questions is asked, however few the minutes."""
    from gradio_client import Client

    askers = limit or ASKERS
    with tempfile.TemporaryDirectory(prefix="jianting-load-") as library:
        titles = fill(Path(library))
        command = ["app_gradio.py", "--library", library, *(["--model", model] if model else [])]
        with started(*command) as (process, address):
            memory = Memory(process)
            figures = visit(address) if CHROMIUM.exists() else {}
            # Never the same question twice, since a kept answer costs nothing; enough of them for hours.
            subjects = itertools.chain(TOPICS, map(" and ".join, itertools.permutations(TOPICS, 2)))
            questions = (f"What does “{title}” say about {subject}?" for subject in subjects for title in titles)
            clients = [Client(address, verbose=False, httpx_kwargs={"timeout": READY_SECONDS}) for _ in range(askers)]
            begun, rounds, sizes = time.monotonic(), [], []
            while not rounds or time.monotonic() < begun + 60 * minutes:
                asked = list(itertools.islice(questions, askers))
                if len(asked) < askers:
                    break
                rounds.append(ask_at_once(clients, asked))
                sizes.append(memory.now())
            memory.stop()
    everything = [asked for together in rounds for asked in together]
    figures |= {
        "askers": askers,
        "rounds": len(rounds),
        "answered": sum(asked.done is not None for asked in everything),
        "in_order": sum(in_order(together) for together in rounds) / len(rounds),
        "shown_a_place": sum(bool(asked.places) for asked in everything),
        "seconds_last": max((asked.seconds or 0) for asked in everything),
        "peak_mb": max(memory.samples),
        "growth_mb": sizes[-1] - sizes[0],
        "minutes": (time.monotonic() - begun) / 60,
    }
    cases = [
        {"id": number, "ok": asked.done is not None, "question": asked.question, "seconds": asked.seconds}
        | {"places": sorted(set(asked.places), reverse=True), "mb_after_round": sizes[number // askers]}
        for number, asked in enumerate(everything)
    ]
    return {name: float(value) for name, value in figures.items()}, cases


def fill(library: Path) -> list[str]:
    """Put the sample articles into a new library, and give their titles."""
    from summarize.workbench import Workbench

    with Workbench.open(library) as workbench:
        workbench.add(ROOT / "articles")
        return [article.title or article.path for article in workbench.articles()]


def visit(address: str) -> dict[str, float]:
    """Open the page while the model loads and ask: seconds until it can be used, and until there is evidence."""
    with visiting(address) as visit:
        begun = time.monotonic()
        visit.open()
        visit.page.locator("#question textarea").fill("Who lost money?")
        usable = time.monotonic() - begun
        visit.page.wait_for_selector("#state .ready", timeout=READY_SECONDS * 1000)
        begun = time.monotonic()
        visit.page.press("#question textarea", "Enter")
        visit.page.wait_for_selector(".turn .quote-card", timeout=60_000)
        evidence = time.monotonic() - begun
        visit.page.wait_for_selector(".turn .foot, .turn .declined, .turn .problem", timeout=READY_SECONDS * 1000)
    return {"usable_seconds": usable, "evidence_seconds": evidence}


def ask_at_once(clients: list[Any], questions: list[str]) -> list[Asked]:
    """Everyone asks (by a gradio_client Client), half a second apart; the answers come as they come."""
    with ThreadPoolExecutor(len(questions)) as pool:
        waiting = []
        for client, question in zip(clients, questions, strict=True):
            job = client.submit(question, api_name="/ask")
            waiting.append(pool.submit(follow, job, Asked(question, time.monotonic())))
            time.sleep(SECONDS_BETWEEN)
        return [future.result() for future in waiting]


def follow(job: Any, asked: Asked) -> Asked:
    """Wait for an answer (a gradio_client Job) and keep the places that were shown."""

    def ended(_: Any) -> None:
        asked.done = None if job.exception() else time.monotonic()

    job.future.add_done_callback(ended)  # not when we look: two may end together
    while not job.done():
        if (rank := job.status().rank) is not None and rank not in asked.places:
            asked.places.append(rank)
        time.sleep(0.05)
    return asked


def in_order(together: list[Asked]) -> bool:
    """Whether nobody was answered before somebody who had asked earlier."""
    ends: Iterator[float] = (asked.done for asked in together if asked.done is not None)
    return all(first < second for first, second in itertools.pairwise(ends))
