"""What articles on a company argue about, and which of it a sentence speaks of, told by its words in eight languages.

A model of the bundled size names such points oddly ("Date", "Captives"), and the nearest name by vectors is as often
as not the wrong one: job cuts went to "Model as cloud service". Words tell both.
"""
# ruff: noqa: E501 - the tables of words are read better unbroken

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .figures.folding import fold
from .languages import named
from .measures import CONCEPTS


@dataclass(frozen=True, slots=True)
class Aspect:
    """A point that may be argued about: its names as `named` reads them, the words of it in folded text."""

    names: str
    concepts: tuple[str, ...]
    words: re.Pattern[str] | None

    def name(self, language: str) -> str:
        """The aspect in the reader's language, in English where it has no name there."""
        return named(self.names, language)

    def told(self, folded: str) -> int:
        """How many words of it the folded text has; a word that is given twice counts once."""
        patterns = [CONCEPTS[concept] for concept in self.concepts] + ([self.words] if self.words else [])
        return len({match[0].casefold() for pattern in patterns for match in pattern.finditer(folded)})


def _aspect(names: str, concepts: str = "", words: str = "") -> Aspect:
    pattern = re.compile(words, re.IGNORECASE) if words else None
    return Aspect(names, tuple(concepts.split()), pattern)


# Where a sentence has as many words of two, the earlier one, which is the more telling, has it.
ASPECTS: Sequence[Aspect] = (
    _aspect(
        "Cash and borrowing|资金与借款|資金繰りと借入|Geld und Kredite|Trésorerie et crédit|Tesorería y crédito|자금과 차입",
        "cash debt runway",
        r"银行|授信|续命|烧钱|\bbank(?:s|ing)?\b|credit lines?|\bfacilities\b|kapitalpolster|kredit|bürg|frisches geld|\bprêts?\b|融资[枠额]|银行|은행|대출",
    ),
    _aspect(
        "Valuation and listing|估值与上市|評価額と上場|Bewertung und Börsengang|Valorisation et cotation|Valoración y bolsa|기업가치와 상장",
        "valuation funding",
        r"上市|招股|挂牌|敲钟|股价|股票|公募|\bipo\b|\bfloat\b|\blist(?:ing|ed)\b|\bshares\b|\bshare price\b|\bshareholders?\b|\bstarts trading\b|\bcase for buying\b|aktie|börse|\bprospekt|\bactions?\b|\bbourse\b|introduction en bourse|株式|上场|応募|상장|주식",
    ),
    _aspect(
        "Jobs and staff|员工与裁员|雇用と人員|Stellen und Belegschaft|Emploi|Empleo|고용과 인력",
        "layoffs staff",
        r"座位|\bjobs?\b|\bunions?\b|gewerkschaft|betriebsrat|\bsyndicats?\b|工会|労働组合|求人|\bpersonnel\b|노조",
    ),
    _aspect(
        "Shops and franchisees|门店与加盟商|店舗と加盟店|Filialen und Franchisenehmer|Magasins et franchisés|Tiendas y franquiciados|매장과 가맹점",
        "stores closures payback",
        r"加盟|开店|分店|\bshops?\b|\bfranchis|가맹|フランチャイズ",
    ),
    _aspect(
        "Production and quality|生产与质量|生産と品質|Fertigung und Qualität|Production et qualité|Producción y calidad|생산과 품질",
        "yield capacity output",
        r"工厂|量产|产线|质量|良率|\bfactor(?:y|ies)\b|\bplants?\b|\bquality\b|\bproduction lines?\b|\bfabrik|\bwerks?\b|fertigung|ausschuss|\busines?\b|工场|ライン|品质|공장|품질",
    ),
    _aspect(
        "Orders and deliveries|订单与交付|受注と出荷|Aufträge und Lieferungen|Commandes et livraisons|Pedidos y entregas|수주와 출하",
        "orders deliveries",
        r"提货|发货|\bsupplier|lieferant|serienware|serienzellen|\bcarnet\b|\bcontrats?\b|契约|合同|계약",
    ),
    _aspect(
        "Profit and loss|盈利与亏损|損益|Gewinn und Verlust|Résultat|Resultados|손익",
        "loss profit margin",
        r"盈亏|赚|赔|窟窿|\bbreak(?:s|ing)? even\b|\bprofitab|gewinnschwelle|\béquilibre\b|\brentab|黒字|赤字|흑자",
    ),
    _aspect(
        "Market position|市场地位|市場での地位|Marktstellung|Position sur le marché|Posición en el mercado|시장 지위",
        "market",
        r"排名|第[一二三四五六七八九十](?![家次个季步批年轮天期条])|名次|榜单|份额|市占|护城河|领先|\brank(?:s|ed|ing)?\b|market share|\bmoat\b|\blead(?:s|er|ing)\b|\bfirst company\b|marktanteil|\bplatz\b|marktführ|burggraben|\brang\b|part de marché|シェア|首位|점유율|\b1위",
    ),
    _aspect(
        "Prices and competition|价格与竞争|価格と競争|Preise und Wettbewerb|Prix et concurrence|Precios y competencia|가격과 경쟁",
        "price",
        r"降价|涨价|售价|单价|竞争|对手|大厂|巨头|同行|\brivals?\b|\bcompet(?:e|es|ing|ition|itors?)\b|preisverfall|konkurren|wettbewerb|konzerne|concurren|競争|竞争|値下げ|単価|ライバル|경쟁|저가",
    ),
    _aspect(
        "Customers|客户|顧客|Kunden|Clients|Clientes|고객",
        "customers users developers",
        r"续约|留存|复购|\brenew|\bchurn\b|abnehmer|\bacheteurs?\b|客人|契约更新|消费者|\bconsumers?\b|소비자",
    ),
    _aspect(
        "Costs and research|成本与研发|費用と研究開発|Kosten und Forschung|Coûts et recherche|Costes e investigación|비용과 연구개발",
        "research computing marketing cost investment",
        r"租金|房租|原料|人工|\brents?\b|\bwages?\b|\bmiete|\bloyer|赁料|家赁|임대료",
    ),
    _aspect(
        "Business model|商业模式|事業モデル|Geschäftsmodell|Modèle économique|Modelo de negocio|사업 모델",
        "",
        r"商业模式|生意经|商业化|\bbusiness model\b|geschäftsmodell|ビジネスモデル|modèle économique|modelo de negocio|비즈니스 모델",
    ),
    _aspect(
        "Revenue and growth|收入与增长|売上と成長|Umsatz und Wachstum|Chiffre d'affaires et croissance|Ingresos y crecimiento|매출과 성장",
        "revenue growth",
        r"规模|\bgrow(?:s|ing|n)?\b|\bscale\b|\bvolumes?\b|\bexpan(?:d|ds|sion)\b|ausbau|\bventes\b|扩张|扩产|拡大|확장",
    ),
    _aspect(
        "Regulation and law|监管与法律|規制と法務|Aufsicht und Recht|Réglementation et droit|Regulación y derecho|규제와 법",
        "fine",
        r"监管|合规|诉讼|法院|处罚|\bregulat|\blawsuit|\bcourts?\b|\bsued?\b|aufsichtsbehörde|regulier|gericht|\bklage|réglement|\bprocès\b|tribunal|规制|诉讼|当局|규제|소송",
    ),
    _aspect(
        "Product and technology|产品与技术|製品と技術|Produkt und Technik|Produit et technologie|Producto y tecnología|제품과 기술",
        "tokens patents",
        r"模型|技术(?![者员工])|产品|芯片|\bmodels?\b|\btechnolog|\bproducts?\b|\bchips?\b|modell|technik|produkt|\bmodèles?\b|\bproduits?\b|制品|モデル|기술|제품|모델",
    ),
)
OTHER = _aspect("Other points|其他|その他|Sonstiges|Autres points|Otros puntos|기타")


def aspect_of(text: str) -> Aspect | None:
    """The aspect that a sentence speaks of most, None if of none."""
    folded = fold(text)
    told, place = max((aspect.told(folded), -place) for place, aspect in enumerate(ASPECTS))
    return ASPECTS[-place] if told else None
