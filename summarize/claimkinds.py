"""Whether a claim is a fact, a forecast or a judgement, by the words that mark it. Rules, no model."""

from __future__ import annotations

import re

from index.folding import fold

from .results import ClaimKind

_FORECAST = re.compile(
    r"预计|预期|预测|有望|将会|将于|将在|将达|将增|将成|未来|展望|计划|或将|明年|后年|届时|指日可待"
    r"|見通し|見込|予想|予定|だろう|になる見|来年|今後"
    r"|\b(?:will|would|expects?|expected|forecasts?|projected|outlook|plans? to)\b"
    r"|\b(?:by 20[3-9]\d|likely to|next year|going to)\b"
    r"|\b(?:wird|werden|dürfte\w*|erwarte\w*|voraussichtlich|plan\w*|nächste\w* jahr|künftig)\b"
    r"|\b(?:devrait|devraient|prévoit|prévu\w*|attendu\w*|sera|seront|l'an prochain)\b"
    r"|\b(?:será|serán|prevé|espera|previst\w*)\b"
    r"|전망|예상|예정|것이다"
)
_JUDGEMENT = re.compile(
    r"认为|或许|似乎|显然|可能|也许|恐怕|难以|很难|无疑|其实|说明|意味着|值得|不容乐观|堪称|可谓"
    r"|相当|过于|应该|必须|关键在于|看来|本质"
    r"|更像|不算|并不|优势|风险|困境|残酷|惊人|亮眼|令人|名不副实|遥遥领先|护城河"
    r"|と思|べき|かもしれない|と言える|に違いない|懸念|期待|疑問|評価"
    r"|\b(?:should|must|may|might|could|seems?|appears?|probably|perhaps|clearly|arguably|impressive|worrying|risky?|overvalued|"
    r"undervalued|cheap|expensive|best|worst|believes?|thinks?|suggests?|doubts?|too|hard to|difficult to)\b"
    r"|\b(?:scheint|könnte\w*|sollte\w*|vielleicht|wohl|zu teuer)\b"
    r"|\b(?:überbewertet|unterbewertet|riskant|zweifel\w*|überzeug\w*)\b"
    r"|\b(?:semble|pourrait|devoir|peut-être|risqu\w*|trop|convain\w*)\b"
    r"|같다|듯하다|우려|기대|평가"
)


def kind_of(sentence: str) -> ClaimKind:
    """A forecast speaks of what is to come, a judgement weighs; what does neither is a fact."""
    folded = fold(sentence)
    if _FORECAST.search(folded):
        return "forecast"
    return "judgement" if _JUDGEMENT.search(folded) else "fact"
