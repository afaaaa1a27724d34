"""A whole conversation as one result, to be taken away in every format."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from .results import Answer, NumberedCitation, Statement

_NUMBER = re.compile(r"\[(\d{1,3})\]")


@dataclass(frozen=True, slots=True)
class Conversation:
    """Answers in the order in which they were given. In the JSON each has its own numbers, from 1."""

    answers: tuple[Answer, ...]

    @property
    def language(self) -> str | None:
        """That of the first answer."""
        return self.answers[0].language if self.answers else None

    def to_dict(self) -> dict[str, Any]:
        return {"answers": [answer.to_dict() for answer in self.answers]}

    def numbered_through(self) -> Iterator[Answer]:
        """The answers with citation numbers that go on from one to the next, so that one document can hold them."""
        last = 0
        for answer in self.answers:
            yield _shifted(answer, last)
            last += max((c.number for statement in answer.statements for c in statement.citations), default=0)


def _shifted(answer: Answer, by: int) -> Answer:
    def text(words: str) -> str:
        return _NUMBER.sub(lambda found: f"[{int(found[1]) + by}]", words)

    def statement(said: Statement) -> Statement:
        citations = tuple(NumberedCitation(c.number + by, c.citation) for c in said.citations)
        return replace(said, text=text(said.text), citations=citations)

    return replace(answer, text=text(answer.text), statements=tuple(map(statement, answer.statements)))
