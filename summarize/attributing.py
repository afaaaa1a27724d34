"""Whether an answer tells the figure that its question asks about, where its sentence gives one to each of several.

The company says 91%, the technicians say 62%: a small model takes the first, and both stand in the quote.
"""

from __future__ import annotations

import re

from index.keywords import terms

from .figures import Figure, parse
from .figures.folding import fold
from .measures import SPEAKER

_CLAUSE = re.compile(
    r"[，、；;。！？!?]|,(?!\d)|\.\s|\s(?:while|whereas|but|and|während|aber|und|tandis que|mais|et|mientras|pero|y)\s"
)
_LEAST_LETTERS = 2  # of a clause besides its figure; with fewer it is a member of a list


def told_of_another(statement: str, question: str, source: str, language: str, source_language: str | None) -> bool:
    """Whether a clause of the `source` with another figure shares more with the question than that of the told one.

    Also where two sources give one each and the question says of neither which. False where nothing can be told: one
    figure only, a list of figures, or both of them in the statement.
    """
    standing = [
        figure for figure in parse(source, source_language) if figure.kind != "date" and figure.value is not None
    ]
    told = {figure.value for figure in parse(statement, language) if figure.kind != "date"}
    asked = set(terms(question, language))
    for one in standing:
        if one.value not in told:
            continue
        others = [o for o in standing if (o.kind, o.unit) == (one.kind, one.unit) and o.value != one.value]
        if not others or any(other.value in told for other in others):
            continue
        clauses = [_clause(figure, source) for figure in (one, *others)]
        if any(sum(map(str.isalpha, clause)) < _LEAST_LETTERS for clause in clauses):
            continue
        shared = [len(asked & set(terms(clause, source_language))) for clause in clauses]
        sourced = all(SPEAKER.search(fold(clause)) for clause in clauses)
        if max(shared[1:]) > shared[0] or (sourced and max(shared[1:]) == shared[0]):
            return True
    return False


def _clause(figure: Figure, source: str) -> str:
    """The words around a figure, up to the next marks, without the figure."""
    begin = max((match.end() for match in _CLAUSE.finditer(source, 0, figure.start)), default=0)
    stop = _CLAUSE.search(source, figure.end)
    return source[begin : figure.start] + " " + source[figure.end : stop.start() if stop else len(source)]
