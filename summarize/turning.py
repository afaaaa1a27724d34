"""What would change a side's mind: the sentences in which the articles themselves say on what it hangs. Rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Sequence

import numpy as np
from numpy.typing import NDArray

from index.documents import Article, Sentence

from .citations import cite
from .figures.folding import fold
from .results import Citation
from .salience import salience
from .stance import quick_scores

_CONDITION = re.compile(
    r"(?:如果|假如|若)(?!干|抛开|说|按|以|算上|不算)|一旦|除非|只要|取决于|关键在于|能否|是否能|必须(?:要)?(?:向[^,。]{2,8})?证明|仍?需时间来?检验"
    r"|\b(?:if|unless|as long as|provided that|depends? on|hinges? on|whether|must (?:prove|show)|would take)\b"
    r"|\b(?:wenn|falls|sofern|solange|hängt [^.]{0,40}ab|davon ab)\b"
    r"|もし|れば、|次第|かどうか|カギ|鍵を握"
    r"|\b(?:s'il|si l|sauf si|à condition|dépend(?:ent)? d|tant que|pourvu que)\b|\b(?:depende|siempre que|a menos)\b"
    r"|만약|다면|달려 있|여부",
    re.IGNORECASE,
)
_LEANS = 0.3  # score of the head from which a condition speaks for or against


def turning_points(
    articles: Sequence[Article],
    vectors_of: Callable[[str], NDArray[np.float32]],
    used: Container[tuple[str, int]],
    sign: int,
    most: int = 1,
) -> list[Citation]:
    """The strongest sentences with a condition that would turn out well (`sign` 1) or badly (-1), one an article.

    `used` holds the (article, start) of what the overview quotes already.
    """
    found: list[tuple[float, Article, Sentence]] = []
    for article in articles:
        vectors = vectors_of(article.id)
        head = sign * quick_scores(vectors)
        leaning = head + salience(article, vectors)
        rows = [
            row
            for row, sentence in enumerate(article.sentences)
            if head[row] >= _LEANS
            and leaning[row] > head[row]  # neither a heading nor a question
            and (article.id, sentence.start) not in used
            and _CONDITION.search(fold(sentence.display))
        ]
        if rows:
            best = max(rows, key=lambda row: float(leaning[row]))
            found.append((float(leaning[best]), article, article.sentences[best]))
    found.sort(key=lambda item: -item[0])
    return [cite(article, sentence.start, sentence.end) for _, article, sentence in found[:most]]
