"""What readers of such articles usually ask about and none of the compared ones mentions."""

# ruff: noqa: E501 - the table of words is read better unbroken

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.documents import Article

from .figures.folding import fold
from .languages import for_reader
from .measures import CONCEPTS

MOST = 4
# By concept of `measures`; the likeliest to be missed first. Other languages get the English name.
_ASPECTS: Mapping[tuple[str, ...], Mapping[str, str]] = {
    ("cash", "runway"): {"en": "cash", "zh": "现金", "ja": "手元資金", "de": "Liquidität", "fr": "trésorerie"},
    ("debt",): {"en": "debt", "zh": "债务", "ja": "負債", "de": "Schulden", "fr": "dette"},
    ("profit", "loss"): {"en": "profit or loss", "zh": "盈亏", "ja": "損益", "de": "Gewinn oder Verlust", "fr": "résultat"},
    ("revenue",): {"en": "revenue", "zh": "收入", "ja": "売上高", "de": "Umsatz", "fr": "chiffre d'affaires"},
    ("margin",): {"en": "margins", "zh": "利润率", "ja": "利益率", "de": "Margen", "fr": "marges"},
    ("customers", "users"): {"en": "customers", "zh": "客户", "ja": "顧客", "de": "Kunden", "fr": "clients"},
    ("valuation", "price"): {"en": "valuation or price", "zh": "估值或价格", "ja": "評価額・価格", "de": "Bewertung oder Preis", "fr": "valorisation ou prix"},
    ("staff", "layoffs"): {"en": "staff", "zh": "员工", "ja": "従業員", "de": "Belegschaft", "fr": "effectifs"},
    ("dividend",): {"en": "dividends", "zh": "分红", "ja": "配当", "de": "Dividende", "fr": "dividende"},
    ("patents",): {"en": "patents", "zh": "专利", "ja": "特許", "de": "Patente", "fr": "brevets"},
    ("fine",): {"en": "fines", "zh": "罚款", "ja": "課徴金", "de": "Bußgelder", "fr": "amendes"},
}  # fmt: skip


def unmentioned(articles: Sequence[Article], language: str) -> tuple[str, ...]:
    """The names of what no sentence of any article speaks of, in the reader's language; none without articles."""
    if not articles:
        return ()
    texts = [fold(article.clean) for article in articles]
    family = language.split("-")[0]
    missing = [
        for_reader(names.get(family, names["en"]), language)
        for concepts, names in _ASPECTS.items()
        if not any(CONCEPTS[concept].search(text) for concept in concepts for text in texts)
    ]
    return tuple(missing[:MOST])
