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
from .standing_alone import stands_alone

_CONDITION = re.compile(
    r"(?:如果|假如|若)(?!干|抛开|说|按|以|算上|不算)|一旦|除非|只要|取决于|关键在于|能否|是否能|必须(?:要)?(?:向[^,。]{2,8})?证明|仍?需时间来?检验"
    r"|\b(?:if|unless|as long as|provided that|would take|remains to be seen)\b"
    r"|\b(?:(?:depends?|hinges?|turns?) on|must (?:prove|show))\b"
    r"|\b(?:wenn|falls|sofern|solange|hängt [^.]{0,40}ab|davon ab)\b"
    r"|もし|[けせてねべめれえ]ば(?=[、ぁ-ん一-龠])|なら(?=[、「])|次第|かどうか|カギ|鍵を握"
    r"|\b(?:s'il|si l|sauf si|à condition|dépend(?:ent)? d|tant que|pourvu que)\b|\b(?:depende|siempre que|a menos)\b"
    r"|만약|다면|달려 있|여부",
    re.IGNORECASE,
)
# Where a side says itself what would make it buy, sell or judge anew.
_MIND = re.compile(
    r"\b(?:buy|sell|reconsider|change (?:my|his|her|our|its) mind|turn (?:bullish|bearish|cautious)|leave before)\b"
    r"|买入|卖出|减持|加仓|重新评估|改变看法|转为(?:看多|看空|乐观|谨慎)"
    r"|强气に|弱气に|评価を(?:改|见直)|见直し|買いに|売りに|\b(?:kaufen|verkaufen|umdenken|neu bewerten)\b"
    r"|\b(?:acheter|vendre|réviser)\b|매수|매도|재평가",
    re.IGNORECASE,
)
_MIND_BONUS = 0.5
_UNCLEAR = 0.3  # taken away where the sentence leans on another
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
        folded = [fold(sentence.display) for sentence in article.sentences]
        minds = np.array([bool(_MIND.search(text)) for text in folded])
        clear = np.array([stands_alone(sentence.display) for sentence in article.sentences])
        carries = salience(article, vectors)
        leaning = head + carries + _MIND_BONUS * minds - _UNCLEAR * ~clear
        rows = [
            row
            for row, sentence in enumerate(article.sentences)
            if head[row] >= (0 if minds[row] else _LEANS)
            and carries[row] > 0  # neither a heading nor a question
            and (article.id, sentence.start) not in used
            and _CONDITION.search(folded[row])
        ]
        if rows:
            best = max(rows, key=lambda row: float(leaning[row]))
            found.append((float(leaning[best]), article, article.sentences[best]))
    found.sort(key=lambda item: -item[0])
    return [cite(article, sentence.start, sentence.end) for _, article, sentence in found[:most]]
