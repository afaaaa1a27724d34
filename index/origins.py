"""Which earlier articles a new one repeats: a few are found by the vectors of its sentences, and then compared.

The origin is the article that was added first: publication dates are missing too often, and a later correction of one
would change which article others repeat.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator

import numpy as np

from .documents import Article
from .duplicates import Figures, figures, figures_agree, same_text
from .records import Head
from .stores import Vectors
from .view import LibraryView

_KIND = "sentence"
_PROBES = 8  # sentences of a new article whose nearest are looked for
_NEAREST = 256  # of each, so that a language with many articles on the subject leaves room for the others
_CANDIDATES = 4  # of each language
_KEPT = 50_000  # articles whose figures are remembered, about a kilobyte each


class Origins:
    """Finds the origins of new articles in a library. One article is a candidate for many: its figures are kept."""

    def __init__(self, view: LibraryView) -> None:
        self._view = view
        self._figures: OrderedDict[tuple[str, str | None], Figures] = OrderedDict()

    def of(self, article: Article, origin_key: str, vectors: Vectors) -> list[str]:
        """The ids of the origins in the library of which this article is a reprint, the first added first.

        More than one where nobody could tell before that they are one: two cuts of a text, before the whole of it
        came. `vectors` are those of its sentences, float32 [sentences, dimension]; nothing is embedded here.
        """
        with self._view.lock:
            heads = self._view.fresh().heads
            copied = next((head for head in heads.values() if head.origin_key == origin_key), None)
            if copied:
                return [copied.same_origin_as or copied.id]
            own = self._remember(origin_key, article)
            reprinted = [
                head
                for head in (self._candidates(vectors) if heads else ())
                if self._same_figures(own, head) and self._same_text(article, vectors, head)
            ]
        return sorted({head.same_origin_as or head.id for head in reprinted}, key=lambda origin: (len(origin), origin))

    def _same_figures(self, own: Figures, head: Head) -> bool:
        """Asked first: of an article whose figures are remembered, nothing has to be read then."""
        others = self._remembered(head.origin_key, head.known()["language"])
        if others is None:
            other = self._view.article(head)
            if other is None:
                return False
            others = self._remember(head.origin_key, other)
        return figures_agree(own, others)

    def _same_text(self, article: Article, vectors: Vectors, head: Head) -> bool:
        other = self._view.article(head)
        return other is not None and same_text(article.clean, other.clean, vectors, self._view.vectors(head, _KIND))

    def _remembered(self, origin_key: str, language: str | None) -> Figures | None:
        # Articles of one key have the same letters and digits in the same order.
        found = self._figures.get((origin_key, language))
        if found is not None:
            self._figures.move_to_end((origin_key, language))
        return found

    def _remember(self, origin_key: str, article: Article) -> Figures:
        found = self._figures[origin_key, article.language] = figures(article.clean, article.language)
        if len(self._figures) > _KEPT:
            self._figures.popitem(last=False)
        return found

    def _candidates(self, vectors: Vectors) -> Iterator[Head]:
        """Of each language, the articles that come nearest when sentences of this one are looked for.

        An article counts by how far its sentence lies above what the others of its language reach, since cosines are
        lower across languages, and one sentence that is the same says more than many that are a little nearer.
        """
        if not len(vectors):
            return
        probes = np.unique(np.linspace(0, len(vectors) - 1, _PROBES).round().astype(int))
        store, blocks = self._view.store(_KIND), self._view.catalogue.blocks(_KIND)
        scores, units = store.search(vectors[probes], min(_NEAREST, len(store)))
        places = blocks.find(units)
        probe, rank = np.nonzero(places >= 0)
        places = places[probe, rank]
        # Hits come by falling score, so the first of an article is its best.
        numbers, articles = np.unique(blocks.articles(places), return_inverse=True)
        _, first = np.unique(probe * len(numbers) + articles, return_index=True)
        articles, reached = articles[first], scores[probe, rank][first].astype(np.float64)
        languages = blocks.families(places)[first]
        group = probe[first] * len(blocks.languages) + languages
        usual = np.bincount(group, reached) / np.maximum(np.bincount(group), 1)
        votes = np.bincount(articles, np.maximum(0.0, reached - usual[group]), len(numbers))
        language_of = np.empty(len(numbers), dtype=np.int64)
        language_of[articles] = languages
        for language in dict.fromkeys(languages.tolist()):
            among = np.flatnonzero(language_of == language)
            for article in among[np.argsort(-votes[among], kind="stable")[:_CANDIDATES]]:
                yield self._view.catalogue.heads[int(numbers[article])]
