"""Versioned prompt files; `load_prompt` checks that a file has exactly the placeholders that its user will fill."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from string import Formatter


@cache
def load_prompt(name: str, *placeholders: str) -> str:
    """The text of NAME.md, e.g. "stance.v1".

    Raises ValueError if its `{placeholders}` are not exactly those named: a typo is found on loading, not by a reader.
    """
    text = (files(__name__) / f"{name}.md").read_text(encoding="utf-8").strip()
    found = {field for _, field, _, _ in Formatter().parse(text) if field is not None}
    if found != set(placeholders):
        raise ValueError(f"prompt {name} has placeholders {sorted(found)}, expected {sorted(placeholders)}")
    return text
