"""Sentence spans in many languages: a line ends a sentence, closing quotes belong to it, a figure never breaks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

import regex

from .documents import Article, Sentence
from .language import detect
from .settings import IndexSettings

# Languages written without spaces between sentences, where the marks alone decide.
_UNSPACED = {"zh", "ja"}
_CLOSING = "\"'”’»」』）)】］\\]〉》〕］"
_OPENING = "\"'“‘«「『（(【［\\[〈《〔"
_LINE = regex.compile(r"[^\n\r\u2028\u2029]+")
# A run of end marks and what closes after it. A full stop of Latin script ends a sentence only where no letter or
# figure follows, and not after a single capital or a figure alone ("A.", "3.").
_UNSPACED_END = regex.compile(
    rf"(?:[。！？!?｡]+|…{{1,2}}(?=[{_OPENING}\s]|\p{{Lu}}|$)|(?<=[\p{{Han}}\p{{Hiragana}}\p{{Katakana}}{_CLOSING}])\.(?![\w.])"
    rf"|(?<=\p{{Ll}}\p{{Ll}})\.(?=\s+\S))[{_CLOSING}]*"
)
# "… nicht. 2025 lag …": in German a full stop before a number mostly makes it an ordinal or belongs to an abbreviation.
_BEFORE_YEAR = regex.compile(
    r"(?<!\b(?:mind|insges|inkl|exkl|ungef|durchschn|ebda|sept))(?<=\p{Ll}{4})"
    rf"[.!?][{_CLOSING}]*\s+(?=(?:19|20)\d\d \p{{Ll}})"
)
# After a closing quote the sentence goes on where a particle or a comma follows: 「…。」と言った, “……！”的口号.
_CONTINUES = regex.compile(r"[\s]*(?:[，、,；;：:。]|と(?!き|ころ)|って|という|との|的|之)")
_LIST_MARK = regex.compile(r"\s*(?:[-*•●▪■◆○·]|\(?\d{1,2}[.)）、]|\(?[a-zA-Z][.)]|[一二三四五六七八九十]+、)\s*\Z")
_END_MARK = regex.compile(rf"[。！？!?…；;，,、.．｡：:～~—-][{_CLOSING}\s]*\Z")
_SOFT_BREAKS = (
    regex.compile(rf"[；;][{_CLOSING}]*\s*"),
    regex.compile(rf"[，,、：:](?!\d)[{_CLOSING}]*\s*"),
    regex.compile(r"\s+"),
)
_HEADING_MARK = regex.compile(
    r"\s*(?:#{1,6}\s|第[一二三四五六七八九十\d]+[章节節部]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.、]\s*\D)"
)
_WORDLESS = regex.compile(r"[^\p{L}\p{N}]*\Z")
_HEADING_CHARACTERS = {"wide": 32, "narrow": 90}
_PARAGRAPH_FIGURES = regex.compile(r"\d.*\|.*\d|\|")


def split(
    text: str, language: str | None = None, longest: int = IndexSettings().longest_sentence
) -> list[tuple[int, int]]:
    """Sentence spans [start, end) of `text`, in order, without surrounding white space.

    `language` is a tag (found from the text if None); a sentence longer than `longest` characters is broken at its
    semicolons, else at its commas, else at a space, else where it must.
    """
    tag = (language or detect(text) or "en").split("-")[0]
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        for start, end in _line_spans(line.group(), tag):
            spans.extend(_shortened(text, line.start() + start, line.start() + end, longest))
    return spans


def is_heading(line: str) -> bool:
    """Whether a line (with nothing else in its paragraph) reads as the heading of what follows."""
    stripped = line.strip()
    if not stripped or _PARAGRAPH_FIGURES.search(stripped):
        return False
    wide = bool(regex.search(r"[\p{Han}\p{Hiragana}\p{Katakana}]", stripped))
    if len(stripped) > _HEADING_CHARACTERS["wide" if wide else "narrow"]:
        return False
    if stripped.endswith(("?", "？", "!", "！")):
        return len(stripped) <= _HEADING_CHARACTERS["wide" if wide else "narrow"] * 0.8
    return bool(_HEADING_MARK.match(stripped)) or not _END_MARK.search(stripped)


def sentences_of(article: Article, settings: IndexSettings | None = None) -> tuple[Sentence, ...]:
    """The sentences of an article's clean text, with original offsets; none crosses a cut.

    A line is a paragraph. A heading is a short line that holds one sentence without an end mark.
    """
    settings = settings or IndexSettings()
    cleaned = article.cleaned
    sentences: list[Sentence] = []
    starts = [line.start() for line in _LINE.finditer(cleaned.text)]
    lines = {line.start(): line.group() for line in _LINE.finditer(cleaned.text)}
    seen: dict[int, int] = {}
    for start, end in split(cleaned.text, article.language, settings.longest_sentence):
        display = cleaned.text[start:end]
        if _WORDLESS.match(display):
            continue
        line_start = starts[bisect_right(starts, start) - 1]
        paragraph = seen.setdefault(line_start, len(seen))
        original_start, original_end = cleaned.to_original(start, end)
        heading = lines[line_start].strip() == display and is_heading(display)
        sentences.append(Sentence(len(sentences), original_start, original_end, display, paragraph, heading))
    return tuple(sentences)


def _line_spans(line: str, tag: str) -> Iterator[tuple[int, int]]:
    boundaries = _unspaced_boundaries(line) if tag in _UNSPACED else _spaced_boundaries(line, tag)
    start = 0
    for boundary in [*boundaries, len(line)]:
        piece = line[start:boundary]
        # A list mark alone, or a piece without a word, belongs to its neighbour.
        if boundary < len(line) and (_LIST_MARK.fullmatch(piece) or _WORDLESS.match(piece)):
            continue
        if _WORDLESS.match(line[boundary:]):
            boundary = len(line)
        stripped = piece if boundary != len(line) else line[start:]
        if stripped.strip():
            left = len(stripped) - len(stripped.lstrip())
            yield start + left, start + len(stripped.rstrip())
        start = boundary
        if boundary == len(line):
            return


def _unspaced_boundaries(line: str) -> Iterator[int]:
    for mark in _UNSPACED_END.finditer(line):
        closed = mark.group()[-1] in _CLOSING
        if closed and _CONTINUES.match(line, mark.end()):
            continue
        yield mark.end()


def _spaced_boundaries(line: str, tag: str) -> Iterator[int]:
    import sentencex  # type: ignore[import-untyped]

    for boundary in sentencex.get_sentence_boundaries(tag, line):
        end = boundary["end_index"]
        if tag == "de":
            years = (match.end() for match in _BEFORE_YEAR.finditer(line, boundary["start_index"], end))
            yield from (year for year in years if year < end)
        piece = line[boundary["start_index"] : end].strip()
        # "M. Dupont", "Т. е.": one or two letters and a full stop are an initial or an abbreviation, not a sentence.
        if not regex.fullmatch(r"(?:\p{Lu}\.\s?){1,3}(?:\p{Ll}\.)?|\p{L}{1,2}\.", piece) and end < len(line):
            yield end


def _shortened(text: str, start: int, end: int, longest: int) -> Iterator[tuple[int, int]]:
    while end - start > longest:
        cut = _soft_cut(text, start, start + longest)
        yield start, start + len(text[start:cut].rstrip())
        start = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
    if end > start:
        yield start, end


def _soft_cut(text: str, start: int, limit: int) -> int:
    for pattern in _SOFT_BREAKS:
        # The last break in the second half; before it the piece would be needlessly short.
        cuts = [m.end() for m in pattern.finditer(text, start + (limit - start) // 3, limit)]
        if cuts:
            return cuts[-1]
    return limit
