"""What readers of articles on a company usually ask about and none of the compared ones mentions.

To say so of what is mentioned would be untrue, so the words are many; to say so of what nobody would look for there
(dividends of a firm that loses money, fines of a tea shop) is idle, so the aspects are few.
"""

# ruff: noqa: E501 - the table of words is read better unbroken

from __future__ import annotations

import re
from collections.abc import Sequence

from index.documents import Article

from .figures.folding import fold
from .languages import named
from .measures import CONCEPTS

MOST = 4
LEAST_TOLD = 3  # aspects that the articles speak of, for them to be of a kind of which the others are asked
# What is asked of any company, the likeliest to be missed first; names as `named` reads them.
_ASPECTS: Sequence[tuple[str, tuple[str, ...], str]] = (
    ("debt|债务|負債|Schulden|dette", ("debt",), r"授信|借来|借的?钱|银行|信用|\bbank(?:s|ing)?\b|\bcredit\b|\bfacilit|\bborrow|\bbonds?\b|kredit|darlehen|anleihe|bürg|\bprêts?\b|\bcrédit|emprunt|préstamo|融资[枠额]|银行|은행|대출|차입"),
    ("competitors|竞争对手|競合|Wettbewerber|concurrents", (), r"竞争|对手|同行|友商|巨头|大厂|\brivals?\b|\bcompet|\bpeers\b|\blarger (?:chains|firms|companies)\b|konkurren|wettbewerb|konzerne|concurren|competen|竞合|他社|ライバル|경쟁"),
    ("margins|利润率|利益率|Margen|marges", ("margin",), r"毛利|利润空间|差价|粗利|원가율"),
    ("regulation and lawsuits|监管与诉讼|規制と訴訟|Aufsicht und Klagen|réglementation et litiges", ("fine",), r"监管|合规|诉讼|法院|处罚|政策|\bregulat|\blawsuit|\bcourts?\b|\bsue[ds]?\b|\blegal|\bcomplian|\bcommission\b|aufsicht|regulier|gericht|\bklage|kartell|réglement|procès|tribunal|regulador|demanda judicial|规制|当局|법원|규제|소송"),
    ("cash|现金|手元資金|Liquidität|trésorerie", ("cash", "runway"), r"资金|\bmoney\b|\bgeld\b|\bargent\b|\bdinero\b|お金|돈"),
    ("profit or loss|盈亏|損益|Gewinn oder Verlust|résultat", ("profit", "loss"), r"盈|亏|赚|赔|\bprofitab|\bbreak(?:s|ing)? even\b|verlor|profitabel|rentab|équilibre|黒字|赤字|흑자"),
    ("revenue|收入|売上高|Umsatz|chiffre d'affaires", ("revenue",), r"卖|\bsold\b|\bsells?\b|\btakings\b|verkauf|\bvend"),
    ("customers|客户|顧客|Kunden|clients", ("customers", "users", "visitors", "passengers"), r"客人|顾客|消费者|\bbuyers?\b|\bconsumers?\b|\bshoppers?\b|\bguests?\b|abnehmer|käufer|verbraucher|acheteur|consumidor|소비자|손님"),
    ("valuation or price|估值或价格|評価額・価格|Bewertung oder Preis|valorisation ou prix", ("valuation", "price"), r"股|上市|[元块]一?杯|\bshares?\b|\bipo\b|aktie|börse|\bactions?\b|株|상장|주식"),
    ("staff|员工|従業員|Belegschaft|effectifs", ("staff", "layoffs"), r"工人|店长|人手|\bworkers?\b|\bjobs?\b|\bposts\b|arbeiter|stellen|ouvriers?|\bpersonnel\b|trabajador|工员|人手|점원|직원"),
    ("management|管理层|経営陣|Führung|direction", (), r"创始|总裁|首席|董事|高管|总经理|管理层|\bceo\b|\bchief\b|\bfounder|\bchair|\bmanag|\bexecutives?\b|geschäftsführ|vorstand|\bchef|gründer|direct(?:eur|rice|ion|or)|fondat|fundador|经営|社长|代表|CEO|최고경영|창업|대표"),
)  # fmt: skip
_PATTERNS = tuple(re.compile(words, re.IGNORECASE) for _, _, words in _ASPECTS)


def unmentioned(articles: Sequence[Article], language: str) -> tuple[str, ...]:
    """The names of what no sentence of any article speaks of, in the reader's language.

    None without articles, or where they speak of so little of it that they are not about a company.
    """
    texts = [fold(article.clean) for article in articles]
    missing = [
        named(names, language)
        for (names, concepts, _), words in zip(_ASPECTS, _PATTERNS, strict=True)
        if not any(_told(text, concepts, words) for text in texts)
    ]
    return tuple(missing[:MOST]) if len(missing) <= len(_ASPECTS) - LEAST_TOLD else ()


def _told(text: str, concepts: Sequence[str], words: re.Pattern[str]) -> bool:
    return bool(words.search(text)) or any(CONCEPTS[concept].search(text) for concept in concepts)
