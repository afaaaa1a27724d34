"""Whether a text is negated, and whether what was made of it still is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .languages import same_language

_NEGATION = re.compile(
    r"不|没|未|无|非|否|ない|ません|なかった|ず(?=に|、|。)|않|없|못"
    r"|\b(?:not|no|never|none|without|cannot|n't|nicht|kein\w*|nie|ohne|pas|jamais|aucun\w*|sans|sin|nunca|ningun\w*)\b"
    r"|n't\b",
    re.IGNORECASE,
)
_CHINESE_NEGATION = re.compile("[不没沒未无無非否别別難难]")
# What negates a whole sentence or a figure in it, by language.
_NEGATIONS = {
    "ja": re.compile(r"ない(?!し)|なかった|ません|ず(?=[に、。]|$)"),
    "ko": re.compile(r"않|없|못"),
    "en": re.compile(
        r"\b(?:not|no|never|none|nobody|nothing|without|cannot|neither|nor|hardly|unable|fail(?:s|ed)?|refuse[sd]?)\b|n['’]t\b"
        r"|\bun(?:likely|able|known|drawn|stable)\b|\b(?:less|fewer) than\b|\byet to\b",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\b(?:nicht|kein\w*|nie|niemals|niemand\w*|ohne|weder|kaum|nichts)\b|\bun(?:wahrsch|mögl|klar|sicher|bekannt)",
        re.IGNORECASE,
    ),
    "fr": re.compile(r"\bne\b|\bn['’]|\b(?:pas|jamais|aucun\w*|sans|rien|impossible)\b", re.IGNORECASE),
    "es": re.compile(r"\b(?:no|nunca|sin|ning\w+|nadie|tampoco|jamás|imposible)\b", re.IGNORECASE),
}


def negated(text: str) -> bool:
    """Whether a text of any language has a word of negation."""
    return _NEGATION.search(text) is not None


def negations_agree(statement: str, evidence: Sequence[str], language: str, languages: Sequence[str | None]) -> bool:
    """Whether a negated statement rests on a negation.

    Only in the evidence's own language: a translation may turn "not yet" into "still to".
    """
    if not all(same_language(language, tag) for tag in languages):
        return True
    return not negated(statement) or negated(" ".join(evidence))


def negation_kept(translation: str, source: str, language: str, source_language: str | None) -> bool:
    """Whether a translation of a negated sentence is negated as well: "it will not last a year" is no "it lasts one".

    A Chinese sentence is not asked: 不降反升 and 抗不住 are translated well without a negation.
    """
    return not _negated_in(source, source_language) or _negated_in(translation, language, spoken=True)


def _negated_in(text: str, language: str | None, *, spoken: bool = False) -> bool:
    """Whether a text is negated in so many words; a Chinese one only counts where it is our own words (`spoken`)."""
    family = (language or "").split("-")[0]
    if family == "zh":
        return spoken and _CHINESE_NEGATION.search(text) is not None
    return family in _NEGATIONS and _NEGATIONS[family].search(text) is not None
