"""What figures measure, by name: the noun in the words around a figure. 光是研發就花掉 → 研發, "Sales reached in" → Sales.

The words are those of a clause without its figures, so they often begin with an adverb or end with a verb. Such ends
are taken off as long as the rest still names what is measured; languages without a table here keep their words.
"""
# ruff: noqa: E501 - the tables of words are read better unbroken

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from .figures.folding import fold
from .languages import for_reader, same_language
from .measure_names import concept_name, figure_name, narrowed, rank_name
from .measures import CONCEPTS, SPEAKER, VAGUE, concepts, qualifiers
from .mentions import Mention
from .names import names_of

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
    r".*(?:说是?|(?<![名简])称|表示|写(?:的是?)?|显示|と?说明し|だ?と(?:证言|主张)する|によると|spricht von|speaks of|says|said)|nach angaben de[rs] \w+.*",
    re.IGNORECASE,
)
# What stands in a sentence and in no name.
_SENTENCE = re.compile(
    r"(?<![\w'-])(?:it|he|she|they|is|are|was|were|ha[sd]|have|counts?|counted|held|reckons?|made|makes|brought|comes?|came|cost|accounts?|gives?|giving|will|would|can|er|sie|es|ist|sind|war|hat|hatten?|wird|werden|stammen|standen)(?![\w'-])",
    re.IGNORECASE,
)
# A Chinese clause goes on after its verb; a Japanese one has particles, and ends with a verb.
_CLAUSE_ZH = re.compile(
    r"(?<!未)来自|占到|提供|[被把却才]|短短|涉及|计划|(?<!名)称|贡献|算出|[付花挣赚亏裁]掉|^(?:有|没|让|使|向)|(?<![总饱])和$|(?<!集)中$"
)
_CLAUSE_JA = re.compile(r"[はがを]|[\u4e00-\u9fff][いえけせてねめれ]?る$|した$|って|んだ$|[くき]$")
_GAP = re.compile(r"(?<=[\u3040-\u30ff\u4e00-\u9fff]) | (?=[\u3040-\u30ff\u4e00-\u9fff])|  ")
_MOST_WORDS, _LONGEST_NOUN = 6, 40
_MOST_SUMMED = 2  # concepts that a name tells
# Measures that are called by what they are about rather than by what is counted: how long, and what has happened to
# the counted. "120 posts" may be those of a company, or those that it gives up.
_SPANS = frozenset({"runway", "payback"})
_EVENTS = frozenset({"layoffs", "closures", "casualties", "injured"})
# What is a rate already, and who pays: money beside them is what comes from them.
_RATES = frozenset({"margin", "yield", "interest", "inflation", "occupancy", "attrition"})
_PAYERS = frozenset({"customers", "users"})
_HAPPENED_TO = re.compile(r"岗位|\bposts\b|\bstellen\b|\bpostes\b|puestos de trabajo|일자리", re.IGNORECASE)


def _ends(tables: Mapping[str, str], form: str) -> re.Pattern[str]:
    latin = "|".join(tables[tag] for tag in ("en", "de"))
    wide = "|".join(tables[tag] for tag in ("zh", "ja"))
    return re.compile(form.format(rf"(?:{wide}|(?<![\w'-])(?:{latin})(?![\w'-]))"), re.IGNORECASE)


_HEAD, _TAIL = _ends(_NO_NOUN_BEGINS, r"^{}"), _ends(_NO_NOUN_ENDS, r"{}$")


def measure_name(sides: Sequence[Mention], language: str | None = None) -> str:
    """What all sides measure, in the reader's language, without one in that of the first side.

    A noun of an article in that language where it has one, the shortest; else the name of the concept; else words of
    another language. "" where no side has words. Capitalised where the script has capitals.
    """
    reader = language or next((side.article.language for side in sides if side.article.language), None) or "en"
    named, scope = _concepts(sides)
    concept = named[0] if named else ""
    if sides and all(side.figure.kind == "rank" for side in sides):
        name = rank_name(reader)
    elif concept in _SPANS:
        name = concept_name(named, reader)
    elif concept in _EVENTS:
        told = any(map(_speaks_of_event, sides))
        name = concept_name(named, reader) if told else next(filter(None, map(_word, sides)), "")
    else:
        at_home = [side for side in sides if same_language(side.article.language, reader)]
        noun = _noun(at_home, frozenset(named), scope)
        if noun or not concept:
            name = narrowed(
                noun or _noun(sides) or _shortest(sides, reader), reader, scope - _told_by(noun) - {"percent"}
            )
        else:
            name = narrowed(concept_name(named, reader), reader, scope)
    name = for_reader(name, reader)
    return (name[:1].upper() + name[1:])[:LONGEST]


def _concepts(sides: Sequence[Mention]) -> tuple[list[str], frozenset[str]]:
    """The concept that most sides measure, or the concepts of which most say that they sum them, none if they differ.

    In the order in which they are named; and what narrows them for half of the sides.
    """
    counts = Counter(concept for side in sides for concept in _measured(side))
    lasting = {concept for side in sides for concept in side.measure if side.figure.kind == "duration"}
    if spans := _SPANS & lasting:
        return [min(spans)], frozenset()
    most = max(counts.values(), default=0)
    if not most or 2 * most < len(sides):
        return [], frozenset()
    best = sorted(
        (concept for concept, count in counts.items() if count == most),
        key=lambda concept: (concept in VAGUE, _place(concept, sides[0]), concept),
    )
    summed = all(side.figure.kind in ("money", "count") for side in sides) and not _EVENTS & set(best)
    named = [concept for concept in best if concept not in VAGUE][:_MOST_SUMMED] if summed else []
    named = named or best[:1]
    scope = Counter(word for side in sides for word in side.scope)
    narrow = {word for word, count in scope.items() if 2 * count >= len(sides)}
    return named, frozenset(narrow | _rate(named[0], sides))


def _measured(side: Mention) -> frozenset[str]:
    """The concepts that the figure's own words name, else those of its clause and sentence."""
    return (concepts(fold(side.label)) & side.measure) or side.measure


def _rate(concept: str, sides: Sequence[Mention]) -> set[str]:
    """What the figure is of the concept, where it is not its amount: "growth", "share", or money "from" customers."""
    kinds = {side.figure.kind for side in sides}
    if kinds == {"percent"} and concept not in VAGUE and concept not in _RATES:
        told = Counter(word for side in sides for word in side.own & {"growth", "share"})
        return {word for word, _ in told.most_common(1)} or {"percent"}
    return {"from"} if "money" in kinds and concept in _PAYERS else set()


def _told_by(noun: str) -> frozenset[str]:
    """What the words themselves say of what narrows the measure."""
    folded = fold(noun)
    return concepts(folded) | qualifiers(folded)


def _place(concept: str, side: Mention) -> int:
    """Where the concept is named in the clause of the figure; behind it where only the sentence names it."""
    found = CONCEPTS[concept].search(side.clause)
    return found.start() if found else len(side.clause)


def _speaks_of_event(side: Mention) -> bool:
    """Whether the sentence or the one before speaks of what happened, and not only of what it happened to."""
    number = side.sentence.number
    near = [one.display for one in side.article.sentences if number - 1 <= one.number <= number]
    told = _HAPPENED_TO.sub("", fold(" ".join(near)))
    return any(CONCEPTS[event].search(told) for event in _EVENTS & side.measure)


def _noun(sides: Sequence[Mention], measured: frozenset[str] = frozenset(), scope: frozenset[str] = frozenset()) -> str:
    """The noun that a side has for the concepts (for anything, where there are none), "" if none has one.

    Of several the one that tells most of the scope, then the shortest.
    """
    found = [
        name
        for side in sides
        if _is_noun(name := _without_owner(bare(_GAP.split(side.label)[-1].strip(_EDGES)), side))
        and measured <= concepts(fold(name))
    ]
    return min(found, key=lambda name: (len(scope - _told_by(name)), len(name), name), default="")


def _without_owner(name: str, side: Mention) -> str:
    """The noun without whose it is, where that is whom the article is about: 智谱的亏损 → 亏损."""
    folded = fold(name)
    for owner in ("公司", "该公司", *(one.written for one in names_of(side.article))):
        rest = re.sub(r"^(?:的|'s\b|’s\b)?\s*", "", folded.removeprefix(owner))
        if folded.startswith(owner) and concepts(rest) == concepts(folded) != frozenset():
            return name[len(name) - len(rest) :]
    return name


def _is_noun(name: str) -> bool:
    """Whether words of an article stand for themselves: no gap where a figure was, no verb, no speaker."""
    folded = fold(name)
    if not name or _GAP.search(folded) or _PARTS.search(folded.replace("、", "")) or len(name.split()) > _MOST_WORDS:
        return False
    return len(name) <= _LONGEST_NOUN and not any(
        pattern.search(folded) for pattern in (_HEAD, _TAIL, _SENTENCE, _CLAUSE_ZH, _CLAUSE_JA, SPEAKER)
    )


def _shortest(sides: Sequence[Mention], language: str) -> str:
    """The shortest words that are left; "figure" where they only say who gives it, "" where there are none."""
    words = [bare(side.label) for side in sides if side.label]
    broken = (_SENTENCE, _GAP, SPEAKER)
    told = [name for name in words if name and not any(pattern.search(fold(name)) for pattern in broken)]
    return min(told, key=len) if told else figure_name(language) if words else ""


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
