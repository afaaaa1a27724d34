"""Pinyin noise: `國內(nèi)` → `國內`, and its lossy form `正式?jīng)_刺` → `正式沖刺`.

Some sites spoil copied text by replacing, byte by byte in GBK, a Traditional character with itself and its reading in
brackets. Where the bytes of two neighbours happened to form such a character, the insertion split both: one byte was
lost to `?`, and the text ran on out of step until the next ASCII byte. The reading says which character the bytes
formed, so the lost byte is known again and the text can be read in step, exactly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise, product

import regex

from ..documents import Repair
from ..folding import character_variants, in_charset

_READING = "[a-züāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹê]{1,6}"
_ANNOTATION = regex.compile(rf"(?<=[\p{{Han}}A-Za-z@-~])\((?P<reading>{_READING})\)")
_SPLIT = regex.compile(rf"(?<=\p{{Han}})\?(?={_READING}\))")
_SPLIT_MARK = regex.compile(r"(?<=\p{Han})\?\?(?=\p{Han})")
_TAIL = regex.compile(rf"(?P<reading>{_READING})\)")
_BRACKETED = regex.compile(rf"\((?P<reading>{_READING})\)")
# Where the text itself speaks of pronunciation, a bracketed reading is its content.
_ABOUT_READING = regex.compile(
    "拼音|注音|讀音|读音|讀作|读作|讀成|读成|讀為|念作|念成|發音|发音|多音字|聲調|声调|同音|pinyin", regex.I
)
_NEARBY = 60
# From this many annotated Traditional characters on, the noise is a trait of the whole text.
_ESTABLISHED = 5
_NEUTRAL_SHARE = 0.2
_LONGEST_SPLIT = 40
_LONGEST_CHOICE = 10_000
_DAILY = (0xB0A1, 0xD7F9)
# A full stop is likelier than any one character, but not than a character that makes a word with the next.
_STOP = 1.5
_QUESTION_MARK = b"\xa3\xbf"
_FREQUENT = (
    "的一是不了在人有我他这中大来上个国到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里后小么心多天"
    "而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从动两长知民样现分将外但身些"
    "与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给等几很业最间新什打便位因重被走电四第门"
)


def noise_repairs(text: str) -> list[Repair]:
    """The repairs that take pinyin noise out of `text`, in order. A text that speaks of readings is left alone."""
    annotations = list(_ANNOTATION.finditer(text))
    noisy = [m for m in annotations if _is_noise(text, m)]
    neutral = sum(regex.match(r"\p{Han}", text[m.start() - 1]) is not None for m in annotations) - len(noisy)
    if neutral > _NEUTRAL_SHARE * len(annotations) and len(noisy) < 2 * _ESTABLISHED:
        return []
    established = len(noisy) >= _ESTABLISHED
    repairs = []
    done = 0
    splits = [(m.start(), False) for m in _SPLIT.finditer(text)] if noisy or not annotations else []
    splits += [(m.start(), True) for m in _SPLIT_MARK.finditer(text)] if established else []
    for start, by_mark in sorted(splits):
        if start >= done and (repair := _realign(text, start, by_mark)):
            repairs.append(repair)
            done = repair.end
    covered = [(repair.start, repair.end) for repair in repairs]
    for match in noisy:
        inside = any(start < match.end() and match.start() < end for start, end in covered)
        near = text[max(0, match.start() - _NEARBY) : match.end() + _NEARBY]
        if not inside and (established or not _ABOUT_READING.search(near)):
            repairs.append(Repair(match.start(), match.end(), ""))
    return sorted(repairs)


def _is_noise(text: str, match: regex.Match[str]) -> bool:
    character = text[match.start() - 1]
    reading = match["reading"]
    if character in character_variants("t2s"):
        return _reads_as(character, reading)
    if not character.isascii() or match.start() < 2:
        return False
    # `以O(shè)`: the last byte of 以 and the letter O are the bytes of 設.
    before = _code(text[match.start() - 2])
    return before is not None and bool(_candidates(reading, before[-1], ord(character)))


@cache
def _readings() -> dict[str, frozenset[str]]:
    from pypinyin.pinyin_dict import pinyin_dict

    return {chr(code): frozenset(readings.split(",")) for code, readings in pinyin_dict.items()}


def _reads_as(character: str, reading: str) -> bool:
    return reading in _readings().get(character, frozenset())


@cache
def _annotated() -> dict[str, list[tuple[int, int]]]:
    """The GBK codes of the Traditional characters with a given reading: what the noise can have been put behind."""
    table: dict[str, list[tuple[int, int]]] = {}
    for character in character_variants("t2s"):
        if in_charset(character, "gbk"):
            code = character.encode("gbk")
            for reading in _readings().get(character, ()):
                table.setdefault(reading, []).append((code[0], code[1]))
    return table


def _candidates(reading: str, lead: int | None, trail: int | None) -> list[tuple[int, int]]:
    return [
        code
        for code in _annotated().get(reading, ())
        if (lead is None or code[0] == lead) and (trail is None or code[1] == trail)
    ]


def _code(character: str) -> bytes | None:
    try:
        code = character.encode("gb18030")
    except UnicodeEncodeError:
        return None
    return code if len(code) <= 2 else None


@dataclass
class _Stream:
    """The bytes of a split passage: None for a lost one; the readings that stood behind a pair of them."""

    values: list[int | None] = field(default_factory=list)
    readings: list[tuple[int, str]] = field(default_factory=list)

    def in_step(self) -> bool:
        """Whether a character ends with the last byte (a lost byte is never ASCII)."""
        position = 0
        while position < len(self.values):
            value = self.values[position]
            position += 1 if value is not None and value < 0x80 else 2
        return position == len(self.values)


def _realign(text: str, start: int, by_mark: bool) -> Repair | None:
    """Read the passage from the lost byte at `start` in step again, up to where both readings of it agree."""
    before = _code(text[start - 1])
    if before is None or len(before) != 2:
        return None
    stream = _Stream([None, *_QUESTION_MARK] if by_mark else [])
    position = start + 2 if by_mark else start
    while position < min(len(text), start + _LONGEST_SPLIT):
        tail = _TAIL.match(text, position + 1) if text[position] == "?" else None
        if tail:
            stream.values.append(None)
            stream.readings.append((len(stream.values), tail["reading"]))
            position = tail.end()
        elif bracketed := _BRACKETED.match(text, position):
            stream.readings.append((len(stream.values), bracketed["reading"]))
            position = bracketed.end()
        elif text[position] == "?":
            stream.values.append(None)
            position += 1
        else:
            code = _code(text[position])
            if code is None:
                return None
            stream.values.extend(code)
            position += 1
        if stream.in_step() and not _BRACKETED.match(text, position):
            shown = _solve(stream, before[1], text[start - 1])
            return Repair(start, position, shown) if shown is not None else None
    return None


def _solve(stream: _Stream, before: int, previous: str) -> str | None:
    """The passage in step, or None where more than one reading fits equally well."""
    values = [before, *stream.values]
    choices: list[list[tuple[int, int]]] = []
    for end, reading in stream.readings:
        found = _candidates(reading, values[end - 1], values[end])
        if not found:
            return None
        choices.append(found)
    solutions: set[str] = set()
    for combination in product(*choices):
        filled = list(values)
        for (end, _), code in zip(stream.readings, combination, strict=True):
            filled[end - 1 : end + 1] = code
        if _fits(filled, values):
            solutions.update(_decoded(filled[1:]))
        if len(solutions) > _LONGEST_CHOICE:
            return None
    ranked = sorted(solutions, key=lambda shown: (-_commonness(previous, shown), shown))
    if len(ranked) > 1 and _commonness(previous, ranked[0]) == _commonness(previous, ranked[1]):
        return None
    return ranked[0] if ranked else None


def _fits(filled: list[int | None], known: list[int | None]) -> bool:
    """Whether filled-in bytes agree with the known ones; a lost byte began a character, so it is never ASCII."""
    return all(
        value == byte if byte is not None else value is None or value > 0x80
        for value, byte in zip(filled, known, strict=True)
    )


def _decoded(values: list[int | None]) -> Iterator[str]:
    """Every text these bytes can be; a character with a byte that no reading told must make a word, or end a sentence
    before one, else nothing is known."""
    pairs: list[list[str]] = []
    guesses: list[int] = []
    position = 0
    while position < len(values):
        first = values[position]
        if first is not None and first < 0x80:
            pairs.append([chr(first)])
            position += 1
            continue
        second = values[position + 1]
        firsts = [first] if first is not None else list(range(0xA1, 0xF8))
        seconds = [second] if second is not None else list(range(0x40, 0xFF))
        options = [bytes([a, b]).decode("gbk", "ignore") for a in firsts for b in seconds]
        guessed = first is None or second is None
        if guessed:
            guesses.append(len(pairs))
        pairs.append([c for c in options if c and (not guessed or c == "。" or in_charset(c, "gb2312", *_DAILY))])
        position += 2
    for combination in product(*pairs):
        shown = "".join(combination)
        if all(_is_likely(shown, guess) for guess in guesses):
            yield shown


def _is_likely(shown: str, guess: int) -> bool:
    around = shown[guess + 1 : guess + 3] if shown[guess] == "。" else shown[max(0, guess - 1) : guess + 2]
    return any(a + b in _words() for a, b in pairwise(around))


def _commonness(previous: str, shown: str) -> float:
    """How usual a reading is: characters in daily use, and neighbours that make a word."""
    simplified = [character_variants("t2s").get(character, character) for character in previous + shown]
    daily = sum(_STOP if c == "。" else in_charset(c, "gb2312", *_DAILY) for c in simplified)
    words = sum(a + b in _words() for a, b in pairwise(simplified))
    rank = sum(1 - _FREQUENT.index(c) / len(_FREQUENT) for c in simplified[1:] if c in _FREQUENT)
    return daily + words + rank


@cache
def _words() -> frozenset[str]:
    from pypinyin.phrases_dict import phrases_dict

    return frozenset(word for word in phrases_dict if len(word) == 2)
