"""The interface's own words in four languages, and which of them a browser asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

LOCALES: tuple[str, ...] = ("en", "zh-Hans", "zh-Hant", "ja")
# The tags under which browsers and Gradio know our locales.
BROWSER_TAGS: Mapping[str, str] = {"en": "en", "zh-Hans": "zh-CN", "zh-Hant": "zh-TW", "ja": "ja"}
_TRADITIONAL = ("hant", "tw", "hk", "mo")


@dataclass(frozen=True, slots=True)
class Texts:
    """One locale's words: `texts("ask.button")`, with named values where the sentence has gaps."""

    locale: str
    words: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """Plain text, not HTML: escape it like everything else. Raises KeyError for an unknown key."""
        text = self.words[key]
        return text.format(**values) if values else text

    def known(self, key: str, otherwise: str) -> str:
        """The text of a key that may not exist, such as a reason that another part of the program wrote."""
        return self.words.get(key, otherwise)


@cache
def texts_for(locale: str) -> Texts:
    """The words of one of LOCALES."""
    source = files(__package__).joinpath("locales", f"{locale}.json")
    words: dict[str, Any] = json.loads(source.read_text(encoding="utf-8"))
    return Texts(locale, words)


def match_locale(tag: str) -> str | None:
    """Our locale for a BCP 47 tag, or None: zh-HK → zh-Hant, zh → zh-Hans, en-GB → en."""
    parts = tag.strip().lower().replace("_", "-").split("-")
    if parts[0] == "zh":
        return "zh-Hant" if any(part in _TRADITIONAL for part in parts[1:]) else "zh-Hans"
    return parts[0] if parts[0] in LOCALES else None


def choose_locale(chosen: str | None, accept_language: str | None) -> str:
    """The reader's choice if there is one, else the first language of the browser that we speak, else English."""
    if chosen and (locale := match_locale(chosen)):
        return locale
    weighted: list[tuple[float, int, str]] = []
    for position, part in enumerate((accept_language or "").split(",")):
        tag, _, quality = part.partition(";q=")
        try:
            weighted.append((-float(quality or 1), position, tag))
        except ValueError:
            continue
    return next((locale for _, _, tag in sorted(weighted) if (locale := match_locale(tag))), "en")
