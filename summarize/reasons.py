"""Questions for a reason, and where an article gives one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from index.documents import Article, Hit, Sentence
from index.folding import fold

MOST_FOLLOWING = 3  # sentences of an explanation after its first
# After folding: lower case, Simplified.
_WHY = re.compile(
    r"(?<![认成改名称作定评以])为了?(?:什么(?!样)|甚么(?!样)|啥|何(?![时人种地]))|怎么会|(?<!如)何以(?![上下])|缘何|因何|什么(?:原因|理由)"
    r"|(?:原因|理由)[是为]?(?:什么|何)|なぜ|何故|どうして(?!も)|(?:理由|原因)は(?:何|[?？]|$)|왜(?![곡소])"
    r"|\bwhy\b|\bwhat (?:was|is|were|are) the (?:main )?(?:reasons?|causes?)\b|\bfor what reasons?\b|\bhow come\b"
    r"|\bwhat (?:made|led|drove|prompted|caused)\b|\b(?:warum|wieso|weshalb|wozu)\b|\baus welche[mn] gr(?:und|ünden)\b"
    r"|\bwas (?:ist|war) der grund\b|\bpourquoi\b|\bpour quelles? raisons?\b|\bquelle (?:est|était) la raison\b"
    r"|\bpor qué\b|\bcuál (?:es|fue) la razón\b|\bperché\b|\bwaarom\b|\bпочему\b"
)
_BECAUSE = re.compile(
    r"因为|由于|缘于|源于|因此|因而|之所以|为了|为的是|原因|理由|归因于|得益于|出于|是因|ため(?![るたて])|ので|から[、。]|からだ|ゆえ|せいで|おかげ|背景に"
    r"|\b(?:because|due to|owing to|thanks to|so that|in order to|as a result of|reasons?|caused by)\b"
    r"|\b(?:weil|denn|deshalb|daher|wegen|aufgrund|dank|damit|grund|gründe[n]?|liegt daran)\b"
    r"|\b(?:parce qu|puisqu|grâce|afin|à cause|en raison|raisons?)\b|\b(?:porque|debido|gracias a|razón|ya que)\b"
    r"|때문|위해|이유"
)


def asks_why(question: str) -> bool:
    """Whether a question asks for a reason."""
    return _WHY.search(fold(question)) is not None


def gives_reason(sentence: str) -> bool:
    """Whether a sentence says in so many words that it gives a reason."""
    return _BECAUSE.search(fold(sentence)) is not None


def explanation(article: Article, hit: Hit) -> Sequence[Sentence]:
    """A sentence and up to MOST_FOLLOWING after it, no further than the next heading or cut."""
    passage = [article.sentences[hit.number]]
    for sentence in article.sentences[hit.number + 1 : hit.number + 1 + MOST_FOLLOWING]:
        if sentence.heading or article.text[passage[-1].end : sentence.start].strip():
            break  # what was cut between them would stand in the quote
        passage.append(sentence)
    return passage
