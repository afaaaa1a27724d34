"""The clause of a sentence that speaks of an entity, and who else the sentence speaks of. Rules, no model.

A small model reads the tone of the whole sentence into what it says of everybody in it; a clause has one tone.
"""

from __future__ import annotations

import re

_BREAK = re.compile(
    r"[;；，、。:：]|,(?!\d)|\s(?:while|whereas|but|although|though|as|amid|after|despite|even as|"
    r"während|aber|obwohl|tandis que|mais|alors que|mientras|pero|aunque)\s"
    r"|(?:但是?|而|不过|然而|却)(?=[一-鿿])|が、|ものの、"
)
_LEAST_BEYOND = 6  # characters that a clause must have besides the entity, to say something of it
# Runs of capitalised words; a first word is capitalised anyway and comes last among those that may be meant.
_NAMED = re.compile(r"(?<![\w'’])[A-ZÀ-Þ][\w&.-]*(?:\s(?:[A-ZÀ-Þ&][\w&.-]*))*")
_SHORTEST_NAME = 3


def clause_of(text: str, entity: str) -> str:
    """The part of `text` between the breaks around `entity`; all of it where the entity does not stand there."""
    start = text.find(entity)
    if start < 0:
        return text
    stop = start + len(entity)
    begin = max((match.end() for match in _BREAK.finditer(text, 0, start) if match.end() <= start), default=0)
    for match in _BREAK.finditer(text, stop):
        if match.start() - begin >= len(entity) + _LEAST_BEYOND:
            return text[begin : match.start()].strip()
    return text[begin:].strip()


def rival_of(text: str, entity: str) -> str | None:
    """Somebody else whom the text names, in another clause if there is one; None where capitals tell of nobody."""
    clause = clause_of(text, entity)
    found: list[tuple[bool, bool, int, str]] = []
    for match in _NAMED.finditer(text):
        name = match[0].strip(" .&-")
        first_word = match.start() == 0 and " " not in name and name in clause
        if len(name) >= _SHORTEST_NAME and name not in entity and entity not in name and not first_word:
            found.append((name in clause, match.start() == 0, match.start(), name))
    return min(found)[3] if found else None
