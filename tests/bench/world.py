"""The small world that the crash benches act in: its texts, what can be done in it, and what it then must be."""

from __future__ import annotations

import itertools
import json
import os
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from index.article_index import ArticleIndex
from index.checkpoints import changed_unread
from index.cutting import FIELD
from index.documents import Article, RawDocument
from index.errors import LibraryError
from tests.bench.surviving import SUBJECTS, numbers_in, open_index, problems_of

ACKNOWLEDGED = b"+\n"
SYLLABLES = ("ba", "dor", "fen", "gu", "hil", "jo", "kam", "lis", "mo", "nar", "pe", "rud", "sul", "tav", "wik", "zo")
NOBODY = -1  # an origin that is not in the library
FAMILY = 3  # texts: two halves that nobody can link, and the whole, which joins them into one origin


@dataclass(frozen=True)
class Step:
    """One change: add, remove, cut (a sentence), restore (it), or the field that is corrected to `value`."""

    kind: str
    number: int
    value: str | None = None


@dataclass(frozen=True)
class State:
    """What a reader is told of one text: its sentences, the corrections, and the text that it repeats."""

    lines: tuple[str, ...]
    corrections: tuple[tuple[str, str | None], ...] = ()
    origin: int | None = None

    @property
    def cut(self) -> bool:
        """Whether a reader has cut the sentence that is cut and restored."""
        return bool(dict(self.corrections).get(FIELD))

    def corrected(self, field: str, value: str | None) -> State:
        return replace(self, corrections=tuple(sorted((dict(self.corrections) | {field: value}).items())))


World = dict[int, State]  # in order of adding


def lines(number: int) -> list[str]:
    """The sentences of a text. Names and figures part it from all but its family, also without the third sentence."""
    if number % FAMILY == FAMILY - 1:
        return [*lines(number - 2), *lines(number - 1)[1:]]
    chance = random.Random(number)
    names = ["".join(chance.choices(SYLLABLES, k=4)).title() for _ in range(9)]
    figures = [f"{names.pop()} {chance.randrange(1_000, 10_000)}" for _ in range(4)]
    subject = SUBJECTS[number % len(SUBJECTS)]
    return [
        f"The {subject} of {names[0]}",
        f"The {subject} of {names[0]} earned {figures[0]} crowns, {figures[1]} more than {names[1]}.",
        f"{names[2]} is proud.",
        f"Its owners {names[3]} and {names[4]} expect {figures[2]} visitors and {figures[3]} boats.",
        f"{names[0]}的居民对{subject}表示满意。",
    ]


def document(number: int) -> RawDocument:
    first, *rest = lines(number)
    return RawDocument(path=f"{number}.txt", text=f"{first}\n\n{' '.join(rest)}\n")


def span(number: int) -> tuple[int, int]:
    """Where the sentence is that is cut and restored."""
    start = document(number).text.index(lines(number)[2])
    return start, start + len(lines(number)[2])


def after(world: World, step: Step) -> World:
    """The world once a step is done."""
    world = dict(world)
    number = step.number
    if step.kind == "add":
        _add(world, number)
    elif step.kind == "remove":
        del world[number]
        heirs = [other for other, state in world.items() if state.origin == number]
        for place, heir in enumerate(heirs):
            world[heir] = replace(world[heir], origin=heirs[0] if place else None)
    elif step.kind in ("cut", "restore"):
        whole, cut = lines(number), step.kind == "cut"
        shown = tuple(whole[:2] + whole[3:] if cut else whole)
        if shown != world[number].lines:
            word = json.dumps({"restored": [], "cut": [span(number)]}) if cut else None
            world[number] = replace(world[number], lines=shown).corrected(FIELD, word)
    else:
        world[number] = world[number].corrected(step.kind, step.value)
    return world


def _add(world: World, number: int) -> None:
    """Halves repeat their whole, and a whole its halves, whatever came first; the first origin is that of all."""
    whole = number - number % FAMILY + FAMILY - 1
    related = [other for other in world if whole - FAMILY < other <= whole and whole in (number, other)]
    places = list(world)
    origins = sorted({place_of(world, other) for other in related}, key=places.index)
    for other, state in world.items():
        if origins[1:] and place_of(world, other) in origins[1:]:
            world[other] = replace(state, origin=origins[0])
    world[number] = State(tuple(lines(number)), origin=origins[0] if origins else None)


def place_of(world: World, number: int) -> int:
    origin = world[number].origin
    return number if origin is None else origin


def worlds(world: World, steps: Sequence[Step]) -> list[World]:
    """The world before each step, and after the last."""
    return list(itertools.accumulate(steps, after, initial=world))


def act(folder: Path, steps: Sequence[Step], acknowledge: int) -> None:
    """Do the steps, writing ACKNOWLEDGED to the descriptor after each. Texts that are added in a row are one `add`."""
    with open_index(folder) as opened:
        for adding, group in itertools.groupby(steps, lambda step: step.kind == "add"):
            if adding:
                added = [document(step.number) for step in group]
                opened.add_documents(added, progress=lambda _, path: _acknowledge(acknowledge))
                continue
            for step in group:
                _perform(opened, step)
                _acknowledge(acknowledge)


def _acknowledge(descriptor: int) -> None:
    os.write(descriptor, ACKNOWLEDGED)


def _perform(opened: ArticleIndex, step: Step) -> None:
    identifier = numbers_in(opened)[step.number]
    if step.kind == "remove":
        opened.remove([identifier])
    elif step.kind == "cut":
        opened.cut(identifier, *span(step.number))
    elif step.kind == "restore":
        opened.restore(identifier, *span(step.number))
    else:
        opened.correct(identifier, step.kind, step.value)


def survived(folder: Path, before: World, then: World) -> tuple[list[str], World]:
    """What is wrong with a library that must be as it was before a step or as it is after it, and what it is."""
    problems: list[str] = []
    told: World = {}
    try:
        if changed_unread(folder):
            problems.append("the checksum is not that of the file")
        with open_index(folder) as opened:
            problems += problems_of(opened)
            numbers = {identifier: number for number, identifier in numbers_in(opened).items()}
            for article in opened.articles():
                number = numbers[article.id]
                told[number] = _state(article, opened.corrections(article.id), numbers)
                if article.text != document(number).text:
                    problems.append(f"wrong text in {article.id}")
    except LibraryError as error:
        return [*problems, f"cannot be read: {error}"], {}
    return problems + list(_differences(told, before, then)), told


def _state(article: Article, corrections: dict[str, str | None], numbers: dict[str, int]) -> State:
    shown = tuple(sentence.display for sentence in article.sentences)
    origin = numbers.get(article.same_origin_as, NOBODY) if article.same_origin_as else None
    return State(shown, tuple(sorted(corrections.items())), origin)


def _differences(told: World, before: World, then: World) -> Iterator[str]:
    if told in (before, then):
        return
    yield from (f"lost {number}" for number in before.keys() & then.keys() - told.keys())
    yield from (f"phantom {number}" for number in told.keys() - before.keys() - then.keys())
    for number, state in told.items():
        if state not in (before.get(number), then.get(number)):
            yield f"torn: {number} is {state}, neither {before.get(number)} nor {then.get(number)}"
    yield "torn: what was done is there in part"
