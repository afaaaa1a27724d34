"""What an answer says: words made from the chosen sentences as far as they pass, translations, or the quotes."""

from __future__ import annotations

from collections.abc import Sequence

from index.article_index import ArticleIndex
from index.documents import Hit
from index.keywords import matters

from .attributing import told_of_another
from .citations import Numbering, cite
from .extracting import Extract
from .figures import parse, supported
from .languages import for_reader, same_language
from .llms import LanguageModel
from .names import Spellings, latin_spellings
from .reasons import asks_why, explanation, gives_reason
from .results import Citation, Statement
from .selecting import asks_several
from .wording import SURE_ENOUGH, Source, translate, translated, word_answer

MOST_SAID = 2  # sentences with other figures that are both told
MOST_TRANSLATED = 2  # quotes of an answer; each costs the model some seconds


def told(
    index: ArticleIndex,
    model: LanguageModel,
    question: str,
    chosen: Sequence[Hit],
    hits: Sequence[Hit],
    sure: Sequence[Hit],
    copied: Extract | None,
    language: str,
) -> tuple[Statement, ...]:
    """What the chosen sentences answer: words that pass, else the quotes themselves.

    `hits` are all that were found, `sure` those that state an answer for certain; both may be cited besides.

    A foreign quote is translated with the question in sight, which is an answer already: a small model keeps closer
    to what is said when it translates than when it answers.
    """
    numbering = Numbering()
    if asks_why(question) and not gives_reason(chosen[0].display):
        explained = _explained(index, model, question, chosen[0], hits, language, numbering)
        quote = explained.citations[0].citation
        others = [hit for hit in chosen if hit.article != quote.article or not quote.start <= hit.start < quote.end]
        besides = others[: MOST_SAID - 1] if asks_several(question) else []
        return (explained, *(_as_it_stands(index, model, question, hit, hits, language, numbering) for hit in besides))
    if asks_several(question):
        return _jointly(index, model, question, chosen, hits, language, numbering)
    said = [_statement(index, model, question, chosen[0], hits, copied, language, numbering)]
    for hit in chosen[1:]:
        if len(said) < MOST_SAID and hit in sure and _differ(chosen[0], hit):
            said.append(_statement(index, model, question, hit, hits, copied, language, numbering))
    return tuple(said)


def _statement(
    index: ArticleIndex,
    model: LanguageModel,
    question: str,
    hit: Hit,
    hits: Sequence[Hit],
    copied: Extract | None,
    language: str,
    numbering: Numbering,
) -> Statement:
    """What one sentence answers: its translation, else words made from it, else the sentence itself."""
    names = spellings_in(index, hits)
    copied = copied if copied and copied.stands_in(hit) else None
    citation = translated(model, _cite(index, hit), language, question, names)

    def answers(text: str) -> bool:
        return not told_of_another(text, question, hit.display, language, hit.language)

    worded = citation.translation
    if worded is None or not answers(worded) or (copied and not copied.kept_in(worded, language, hit.language)):
        worded = word_answer(model, question, [Source(citation.display, citation.language)], language, copied)
        worded = worded if worded and answers(worded) else None
    if worded is None or citation.translation is None or not answers(citation.translation):
        citation = translated(model, _cite(index, hit), language, names=names)  # for the reader of the quote
    if worded is None:
        return _quoted(model, question, citation, language, names, numbering)
    # An article may give a sentence twice, in its text and beside it.
    said = {(hit.article, hit.display)}
    others = [
        _cite(index, other)
        for other in _standing(worded, [hit], hits, language)
        if (other.article, other.display) not in said
    ]
    return Statement(worded, "supported", numbering.number_all([citation, *others]))


def _jointly(
    index: ArticleIndex,
    model: LanguageModel,
    question: str,
    chosen: Sequence[Hit],
    hits: Sequence[Hit],
    language: str,
    numbering: Numbering,
) -> tuple[Statement, ...]:
    """One answer to a question that asks several things from all the chosen sentences, else each as it stands."""
    cited = [
        translated(model, _cite(index, hit), language, question, spellings_in(index, hits))
        if place < MOST_TRANSLATED
        else _cite(index, hit)
        for place, hit in enumerate(chosen)
    ]
    sources = [Source(c.translation, language) if c.translation else Source(c.display, c.language) for c in cited]
    worded = word_answer(model, question, sources, language)
    if worded is None:
        names = spellings_in(index, hits)
        return tuple(_quoted(model, question, citation, language, names, numbering) for citation in cited)
    made = {(c.article, c.start): c for c in cited}
    standing = [_cite(index, hit) for hit in _standing(worded, chosen, hits, language)]
    return (Statement(worded, "supported", numbering.number_all(made.get((c.article, c.start), c) for c in standing)),)


def _explained(
    index: ArticleIndex,
    model: LanguageModel,
    question: str,
    hit: Hit,
    hits: Sequence[Hit],
    language: str,
    numbering: Numbering,
) -> Statement:
    """The sentence that speaks of what the question wants explained, and those that follow it, as one quote.

    A reason takes several sentences where the first has no "because", and a small model that is to word it makes up
    another.
    """
    article, names = index.article(hit.article), spellings_in(index, hits)
    citation = translated(model, cite(article, hit.start, explanation(article, hit)[-1].end), language, names=names)
    if citation.translation is None and not same_language(citation.language, language):
        first = translated(model, _cite(index, hit), language, names=names)  # one sentence is translated more often
        citation = first if first.translation else citation
    return _quoted(model, question, citation, language, names, numbering)


def _as_it_stands(
    index: ArticleIndex,
    model: LanguageModel,
    question: str,
    hit: Hit,
    hits: Sequence[Hit],
    language: str,
    numbering: Numbering,
) -> Statement:
    """A sentence, or its translation, without an attempt to answer with it."""
    names = spellings_in(index, hits)
    citation = translated(model, _cite(index, hit), language, names=names)
    return _quoted(model, question, citation, language, names, numbering)


def _quoted(
    model: LanguageModel, question: str, citation: Citation, language: str, names: Spellings, numbering: Numbering
) -> Statement:
    """The quote speaks for itself; by its translation where the model is sure of it, and the measure kept its name."""
    text = " ".join(citation.display.split())
    text = for_reader(text, language) if same_language(citation.language, language) else text
    source = Source(citation.display, citation.language, names)
    if citation.translation and (sure := translate(model, source, language, least_sure=SURE_ENOUGH)):
        asked = matters(question, language) & matters(citation.display, citation.language)
        text = sure if not asked or asked & matters(sure, language) else text
    return Statement(text, "supported", numbering.number_all([citation]))


def _differ(first: Hit, second: Hit) -> bool:
    """Whether two sentences give figures of the same kind and none of the same value: the reader sees both."""
    one, other = (
        [f for f in parse(hit.display, hit.language, hit.published) if f.kind != "date" and f.value is not None]
        for hit in (first, second)
    )
    alike = any((a.kind, a.unit) == (b.kind, b.unit) for a in one for b in other)
    return alike and not any(supported(figure, other) for figure in one)


def _standing(worded: str, chosen: Sequence[Hit], hits: Sequence[Hit], language: str) -> list[Hit]:
    """The chosen sentences, best first, that carry the worded answer, and others found that hold all its figures.

    So several sources that say the same are all cited, and a sentence that was picked but not used is not.
    """
    figures = [figure for figure in parse(worded, language) if figure.kind != "date"]
    if not figures:
        return [chosen[0]]

    def held(hit: Hit) -> int:
        standing = parse(hit.display, hit.language, hit.published)
        return sum(supported(figure, standing) for figure in figures)

    whole = [hit for hit in dict.fromkeys([*chosen, *hits]) if held(hit) == len(figures)]
    return whole[:4] if whole else [hit for hit in chosen if held(hit)] or [chosen[0]]


def spellings_in(index: ArticleIndex, hits: Sequence[Hit]) -> Spellings:
    """How the names of the articles of these hits are spelled in Latin letters."""
    return latin_spellings(index.article(identifier) for identifier in dict.fromkeys(hit.article for hit in hits))


def _cite(index: ArticleIndex, hit: Hit) -> Citation:
    return cite(index.article(hit.article), hit.start, hit.end)
