"""What an answer says: words made from the chosen sentences as far as they pass, translations, or the quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

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
from .sources import Source
from .translating import SURE_ENOUGH, translate, translated
from .wording import word_answer

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
    teller = _Teller(index, model, question, hits, language, spellings_in(index, hits))
    if asks_why(question) and not gives_reason(chosen[0].display):
        explained = teller.explained(chosen[0])
        quote = explained.citations[0].citation
        others = [hit for hit in chosen if hit.article != quote.article or not quote.start <= hit.start < quote.end]
        besides = others[: MOST_SAID - 1] if asks_several(question) else []
        return (explained, *(teller.quoted(teller.cited(hit)) for hit in besides))
    if asks_several(question):
        return teller.jointly(chosen)
    said = [teller.statement(chosen[0], copied)]
    for hit in chosen[1:]:
        if len(said) < MOST_SAID and hit in sure and _differ(chosen[0], hit):
            said.append(teller.statement(hit, copied))
    return tuple(said)


@dataclass(frozen=True, slots=True)
class _Teller:
    """What all statements of one answer are made with; `names` are spelled in Latin letters where the answer is."""

    index: ArticleIndex
    model: LanguageModel
    question: str
    hits: Sequence[Hit]
    language: str
    names: Spellings
    numbering: Numbering = field(default_factory=Numbering)

    def statement(self, hit: Hit, copied: Extract | None) -> Statement:
        """What one sentence answers: its translation, else words made from it, else the sentence itself."""
        copied = copied if copied and copied.stands_in(hit) else None
        citation = self.cited(hit, self.question)
        worded = citation.translation
        foreign = worded is not None and self._answers(worded, hit)
        if not worded or not foreign or (copied and not copied.kept_in(worded, self.language, hit.language)):
            source = Source(citation.display, citation.language)
            worded = word_answer(self.model, self.question, [source], self.language, copied)
            worded = worded if worded and self._answers(worded, hit) else None
        if worded is None or not foreign:
            citation = self.cited(hit)  # for the reader of the quote
        if worded is None:
            return self.quoted(citation)
        # An article may give a sentence twice, in its text and beside it.
        others = [
            _cite(self.index, other)
            for other in _standing(worded, [hit], self.hits, self.language)
            if (other.article, other.display) != (hit.article, hit.display)
        ]
        return Statement(worded, "supported", self.numbering.number_all([citation, *others]))

    def jointly(self, chosen: Sequence[Hit]) -> tuple[Statement, ...]:
        """One answer to a question that asks several things from all the chosen sentences, else each as it stands."""
        cited = [
            self.cited(hit, self.question) if place < MOST_TRANSLATED else _cite(self.index, hit)
            for place, hit in enumerate(chosen)
        ]
        sources = [
            Source(c.translation, self.language) if c.translation else Source(c.display, c.language) for c in cited
        ]
        worded = word_answer(self.model, self.question, sources, self.language)
        if worded is None:
            return tuple(map(self.quoted, cited))
        made = {(c.article, c.start): c for c in cited}
        standing = [_cite(self.index, hit) for hit in _standing(worded, chosen, self.hits, self.language)]
        numbered = self.numbering.number_all(made.get((c.article, c.start), c) for c in standing)
        return (Statement(worded, "supported", numbered),)

    def explained(self, hit: Hit) -> Statement:
        """The sentence that speaks of what the question wants explained, and those that follow it, as one quote.

        A reason takes several sentences where the first has no "because", and a small model that is to word it makes
        up another.
        """
        article = self.index.article(hit.article)
        citation = self._translated(cite(article, hit.start, explanation(article, hit)[-1].end))
        if citation.translation is None and not same_language(citation.language, self.language):
            first = self.cited(hit)  # one sentence is translated more often
            citation = first if first.translation else citation
        return self.quoted(citation)

    def quoted(self, citation: Citation) -> Statement:
        """The quote speaks for itself; by its translation where the model is sure of it, and the measure kept its name.

        The translation is asked for again, which a model that remembers its replies gives at once.
        """
        text, own = " ".join(citation.display.split()), same_language(citation.language, self.language)
        text = for_reader(text, self.language) if own else text
        source = Source(citation.display, citation.language, self.names)
        if citation.translation and (sure := translate(self.model, source, self.language, least_sure=SURE_ENOUGH)):
            asked = matters(self.question, self.language) & matters(citation.display, citation.language)
            text = sure if not asked or asked & matters(sure, self.language) else text
        return Statement(text, "supported", self.numbering.number_all([citation]))

    def cited(self, hit: Hit, question: str | None = None) -> Citation:
        """The citation of a sentence with its translation, for a reader who asked that (or nothing)."""
        return self._translated(_cite(self.index, hit), question)

    def _translated(self, citation: Citation, question: str | None = None) -> Citation:
        return translated(self.model, citation, self.language, question, self.names)

    def _answers(self, text: str, hit: Hit) -> bool:
        return not told_of_another(text, self.question, hit.display, self.language, hit.language)


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
