"""What would change a side's mind: the sentences in which the articles themselves say on what it hangs. Rules."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Mapping, Sequence

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
    r"(?:如果|假如|(?:^|(?<=[,，。;；、“「\s但而]))若)(?!干|抛开|说|按|以|从|用|算上|不算)|一旦|除非|只要|取决于|关键在于|能否|是否能|必须(?:要)?(?:向[^,。]{2,8})?证明|仍?需时间来?检验"
    r"|\b(?:if|unless|as long as|provided that|would take|remains to be seen)\b"
    r"|\b(?:(?:depends?|hinges?|turns?) on|must (?:prove|show))\b"
    r"|\b(?:wenn|falls|sofern|solange|hängt [^.]{0,40}ab|davon ab)\b"
    r"|もし|[けせてねべめれえ]ば(?=[、ぁ-ん一-龠])|なら(?=[、「])|次第|かどうか|カギ|鍵を握"
    r"|\b(?:s'il|si l|sauf si|à condition|dépend(?:ent)? d|tant que|pourvu que)\b|\b(?:depende|siempre que|a menos)\b"
    r"|만약|다면|달려 있|여부",
    re.IGNORECASE,
)
# What holds in any case is no condition.
_IN_ANY_CASE = re.compile(
    r"先不说|且不说|姑且|不管|无论|不论|即使|就算|哪怕|即便|\beven if\b|\bno matter\b|\bregardless\b"
    r"|\b(?:selbst|auch) wenn\b|\bmême si\b"
    r"|\baunque\b|たとえ|例えば|を[见見]れば|によれば|[言い]えば|からすれば|비록",
    re.IGNORECASE,
)
# Where a side says itself what would make it buy or sell, or turn away from what it thinks now.
_MINDS: Mapping[int, re.Pattern[str]] = {
    1: re.compile(
        r"\bbuy\b|\bturn bullish\b|\bupgrade|买入|加仓|转为(?:看多|乐观)|强[気气]に"
        r"|[買买]いに|\bkaufen\b|\bacheter\b|매수",
        re.IGNORECASE,
    ),
    -1: re.compile(
        r"\bsell\b|\bleave before\b|\bturn (?:bearish|cautious)\b|\bdowngrade|卖出|减持|转为(?:看空|谨慎)"
        r"|弱[気气]に|[売卖]りに|\bverkaufen\b|\bvendre\b|매도",
        re.IGNORECASE,
    ),
}
_ANEW = re.compile(
    r"\breconsider|\bchange (?:my|his|her|our|its|their) minds?\b|重新评估|改变看法"
    r"|评[価价]を(?:改|见直)|\bumdenken\b|neu bewerten|재평가",
    re.IGNORECASE,
)
_MIND_BONUS = 0.5
_UNCLEAR = 0.3  # taken away where the sentence leans on another
_LEANS = 0.3  # score of the head from which a condition speaks for or against


def _says_so(folded: str, sign: int, leaning: float) -> bool:
    return bool(_MINDS[sign].search(folded) or (leaning > 0 and _ANEW.search(folded)))


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
        # Who will think anew turns away from where the sentence leans.
        head *= np.array([-1 if _ANEW.search(text) else 1 for text in folded])
        minds = np.array([bool(_MINDS[sign].search(text) or _ANEW.search(text)) for text in folded])
        clear = np.array([stands_alone(sentence.display) for sentence in article.sentences])
        carries = salience(article, vectors)
        leaning = head + carries + _MIND_BONUS * minds - _UNCLEAR * ~clear
        rows = [
            row
            for row, sentence in enumerate(article.sentences)
            if (head[row] >= _LEANS or _says_so(folded[row], sign, float(head[row])))
            and carries[row] > 0  # neither a heading nor a question
            and (article.id, sentence.start) not in used
            and _CONDITION.search(folded[row])
            and not _IN_ANY_CASE.search(folded[row])
        ]
        if rows:
            best = max(rows, key=lambda row: float(leaning[row]))
            found.append((float(leaning[best]), article, article.sentences[best]))
    found.sort(key=lambda item: -item[0])
    return [cite(article, sentence.start, sentence.end) for _, article, sentence in found[:most]]
