"""What figures measure, by name: the noun in the words around a figure. 光是研發就花掉 → 研發, "Sales reached in" → Sales.

The words are those of a clause without its figures, so they often begin with an adverb or end with a verb. Such ends
are taken off as long as the rest still names what is measured; languages without a table here keep their words.
"""
# ruff: noqa: E501 - the tables of words are read better unbroken

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .figures.folding import fold
from .languages import for_reader, same_language
from .measures import CONCEPTS, VAGUE, concepts, qualifiers
from .mentions import Mention

LONGEST = 60  # characters
_SAYS_SOMETHING = range(4, 41)  # characters of a part that names no measure; less is left of a verb, more is a sentence
_EDGES = " ,，、.的"
_PARTS = re.compile(r"[,，;；、:：]")

# Patterns over text in Simplified characters, as those of `measures`, longer ones first; Latin ones are whole words.
_NO_NOUN_BEGINS: Mapping[str, str] = {
    "zh": r"[^ ]{0,6}光是|[和与及](?= )|仅仅?|只是?|已经?|但是?|可是|而且?|却|就(?![业医诊])|也|又|还(?![款贷原本])|则|其中?|该|短短|目前|如今|虽然|即使|至于|因为|预计|[^ ]{1,6}?(?<![来或就换小])(?:说是?(?!明)|(?<![名简])称)",
    "ja": r"一方で|また|なお|ただ|[そこ]の|同社の|[のにではがをと]",
    "en": r"(?:at|by) the end of|(?:the )?[\w'-]+ (?:ha[sd]|have|reported|posted|earned|(?:is|are) \w+ing(?: up)?)|(?:it|he|she|they) (?:expects|hopes to|counts|says)|up from|the|an?|its|their|this|such|and|but|while|or|of|for|at|in|on|to|by|only|just|already|including",
    "de": r"(?:d(?:er|ie|as) )?\w+ nennt|.*\bha(?:t|tten?|ben) .*\beine?[nrms]?|d(?:er|ie|as|en|em|es)|eine?[nrms]?|im|am|beim?|nach|vo[nm]|auf|und|aber|nur|schon|rund|bereits|stieg|sank|fiel|lag(?:en)?|betrug|beziffer\w+",
}
_NO_NOUN_ENDS: Mapping[str, str] = {
    "zh": r"花[掉了]|[高分]?(?<!雷)(?<!伟)达到?了?|超过了?|只剩下?了?|仅剩|只有|[只能可]*(?:维持|支撑|撑|够)|分别|(?<![行作认])为|是|占到?了?|[飙猛激暴]?[升增降跌涨缩扩下上减][长大升降少]?[至到]了?|(?:始终|仍)?(?:保持|稳定|维持)?在|始终|有望|预计|将|(?<!国)有|仅|只|(?<!成)就|已经?过?|也|又|还|更|进一步|迅速|大约|从|到|(?<![总饱])和|以及|(?<!普)及|(?<!参)与|却|则|做到|亏掉|裁掉|关[掉了]|了|入账|收进|区区",
    "ja": r"だった|である|[にと]?(?:なる|なった|上る|上った|达した|伸びた)|见通しだ?|を占めた|から|[はがをにでともの]|だ",
    "en": r"reached|came to|was|were|is|are|ha[sd]|have|rose|fell|grew|grown|increased|stands?|amounted|totall?ed|earned|to|in|of|by|at|for|on|from|about|only|just|up|than|and|or|more|an?|the|brought|another|earlier|it|raise",
    "de": r"um|auf|von|bei|im|am|war(?:en)?|betrug(?:en)?|lag(?:en)?|erreicht(?:e|en)?|stieg(?:en)?|sank(?:en)?|fiel(?:en)?|hat|hatten?|wird|wurden?|erzielt|verloren|dabei|und|für|rund|etwa|nur|d(?:er|ie|as|en|em|es)|eine?[nrms]?|als|mehr|gehen|müssen",
}  # fmt: skip
# Who says it says nothing of what is said.
_SAYING = re.compile(
    r".*(?:说是?|(?<![名简])称|表示|と?说明し|だ?と(?:证言|主张)する|によると|spricht von|speaks of|says|said)|nach angaben de[rs] \w+.*",
    re.IGNORECASE,
)
# What stands in a sentence and in no name.
_SENTENCE = re.compile(
    r"(?<![\w'-])(?:it|he|she|they|is|are|was|were|ha[sd]|have|counts?|counted|held|reckons?|er|sie|es|ist|sind|war|hat|hatten?|wird|werden|stammen|standen)(?![\w'-])",
    re.IGNORECASE,
)


def _ends(tables: Mapping[str, str], form: str) -> re.Pattern[str]:
    latin = "|".join(tables[tag] for tag in ("en", "de"))
    wide = "|".join(tables[tag] for tag in ("zh", "ja"))
    return re.compile(form.format(rf"(?:{wide}|(?<![\w'-])(?:{latin})(?![\w'-]))"), re.IGNORECASE)


_HEAD, _TAIL = _ends(_NO_NOUN_BEGINS, r"^{}"), _ends(_NO_NOUN_ENDS, r"{}$")


def measure_name(sides: Sequence[Mention], language: str | None = None) -> str:
    """What all sides measure: a noun rather than a fragment, in the reader's language if there is one, the shortest.

    "" where no side has words.
    """
    ranked = [
        (_is_fragment(name), not same_language(side.article.language, language), len(name), name)
        for side in sides
        if (name := _name(side))
    ]
    if not ranked:
        return ""
    _, foreign, _, name = min(ranked)
    return (name if foreign or not language else for_reader(name, language))[:LONGEST]


def _name(side: Mention) -> str:
    name = bare(side.label)
    return name if name and not _SENTENCE.search(name) else _word(side) or name or side.label


def bare(words: str) -> str:
    """The words with what makes them no noun taken off at both ends; "" where nothing is left."""
    parts = _PARTS.split(words)
    nouns = [_bare(part.strip(_EDGES)) for part in parts]
    if nouns == [part.strip(_EDGES) for part in parts]:
        return words  # as they are, with their own marks between them
    told = [noun for noun in nouns if len(noun) in _SAYS_SOMETHING or concepts(fold(noun)) or qualifiers(fold(noun))]
    return (", " if words.isascii() else "，").join(told or filter(None, nouns))


def _bare(part: str) -> str:
    if _SAYING.fullmatch(fold(part)):
        return ""
    while (found := _TAIL.search(fold(part))) and _still_names(part[: found.start()], part):
        part = part[: found.start()].strip(_EDGES)
    while (found := _HEAD.search(fold(part))) and _still_names(part[found.end() :], part):
        part = part[found.end() :].strip(_EDGES)
    return part


def _still_names(rest: str, part: str) -> bool:
    return bool(concepts(fold(rest)) - VAGUE) or not concepts(fold(part)) - VAGUE


def _is_fragment(name: str) -> bool:
    return any(pattern.search(fold(name)) for pattern in (_HEAD, _TAIL, _SENTENCE))


def _word(side: Mention) -> str:
    """The article's own word for what the figure measures, from its sentence or the one before.

    "" where the figure may be a share of that, or where it is not known what is measured.
    """
    if len(side.measure) != 1 or "share" in side.own:
        return ""
    [concept] = side.measure
    word = re.compile(f"(?:{CONCEPTS[concept].pattern})[a-zà-ÿ]*", re.IGNORECASE)
    near = [sentence.display for sentence in side.article.sentences if sentence.start <= side.sentence.start][-2:]
    return next((text[found.start() : found.end()] for text in near[::-1] if (found := word.search(fold(text)))), "")
