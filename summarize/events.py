"""What a streamed answer sends, in this order: evidence once, then pieces of text, then the checked answer."""

from __future__ import annotations

from dataclasses import dataclass

from index.documents import Hit

from .results import Answer


@dataclass(frozen=True, slots=True)
class EvidenceFound:
    """The sentences that the answer will be made from, `seconds` after the question."""

    hits: tuple[Hit, ...]
    seconds: float


@dataclass(frozen=True, slots=True)
class TextPiece:
    """A piece of the answer's text. Only checked words are streamed, so pieces add up to the answer's text."""

    text: str


@dataclass(frozen=True, slots=True)
class AnswerReady:
    """The whole answer with its statements and citations."""

    answer: Answer


AnswerEvent = EvidenceFound | TextPiece | AnswerReady
