"""What a model words from: a sentence with its language, in the reader's figures."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .figures import Figure, parse, render
from .languages import for_model, same_language
from .names import Spellings


@dataclass(frozen=True, slots=True)
class Source:
    """A sentence to word from, the tag of its language, and how Chinese names in it are spelled in Latin letters."""

    text: str
    language: str | None
    names: Spellings = ()


def in_readers_figures(source: Source, language: str) -> str:
    """The source with its amounts, halves and quarters as the reader writes them, so that a model only has to copy."""
    text = " ".join(source.text.split())
    if not same_language(source.language, language):
        for figure in reversed(parse(text, source.language)):
            if (figure.kind in ("money", "count") and figure.value is not None) or _is_half_or_quarter(figure):
                text = (
                    text[: figure.start] + _without_original(render(figure, language), figure.text) + text[figure.end :]
                )
    return for_model(text, source.language)


def _is_half_or_quarter(figure: Figure) -> bool:
    """Whether it is a time that a small model calls "the first quarter" or 第一半 where it is the first half."""
    return figure.kind == "date" and figure.period_resolved and re.search(r"-[HQ]\d$", figure.period or "") is not None


def _without_original(rendered: str, original: str) -> str:
    """`RMB 240 million (2.4亿元)` → `RMB 240 million`: the original is put beside it again after the wording."""
    return rendered.removesuffix(f" ({original})").removesuffix(f"（{original}）")
