"""What measures are called in a reader's language, where no article of it has a noun for them."""
# ruff: noqa: E501 - the tables of words are read better unbroken

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from .languages import for_reader, named

# By concept of `measures`, as `named` reads them.
_CONCEPTS: Mapping[str, str] = {
    "revenue": "revenue|收入|売上高|Umsatz|chiffre d'affaires|ingresos|매출",
    "loss": "loss|亏损|損失|Verlust|perte|pérdida|손실",
    "profit": "profit|利润|利益|Gewinn|bénéfice|beneficio|이익",
    "margin": "margin|利润率|利益率|Marge|marge|margen|이익률",
    "research": "research and development|研发投入|研究開発費|Forschung und Entwicklung|recherche et développement|investigación y desarrollo|연구개발비",
    "computing": "computing power|算力|計算資源|Rechenleistung|puissance de calcul|capacidad de cómputo|연산 자원",
    "marketing": "marketing|营销|広告宣伝|Marketing|marketing|marketing|마케팅",
    "cash": "cash|资金|手元資金|flüssige Mittel|trésorerie|tesorería|보유 자금",
    "debt": "loans and debt|借款与债务|借入金|Kredite und Schulden|emprunts et dettes|préstamos y deuda|대출과 부채",
    "investment": "investment|投资|投資|Investitionen|investissement|inversión|투자",
    "funding": "financing|融资|資金調達|Finanzierung|financement|financiación|자금 조달",
    "valuation": "valuation|估值|評価額|Bewertung|valorisation|valoración|기업가치",
    "price": "price|价格|価格|Preis|prix|precio|가격",
    "share": "share|占比|比率|Anteil|part|cuota|비중",
    "market": "size of the market|市场规模|市場規模|Marktvolumen|taille du marché|tamaño del mercado|시장 규모",
    "layoffs": "job cuts|裁员人数|人員削減|Stellenabbau|suppressions de postes|recorte de empleos|감원",
    "staff": "staff|员工人数|従業員数|Beschäftigte|effectifs|plantilla|직원 수",
    "customers": "customers|客户|顧客|Kunden|clients|clientes|고객",
    "users": "users|用户|利用者|Nutzer|utilisateurs|usuarios|이용자",
    "developers": "developers|开发者|開発者|Entwickler|développeurs|desarrolladores|개발자",
    "tokens": "tokens|token数量|トークン数|Tokens|tokens|tokens|토큰",
    "capacity": "capacity|产能|生産能力|Kapazität|capacité|capacidad|생산능력",
    "output": "output|产量|生産量|Produktion|production|producción|생산량",
    "deliveries": "deliveries|交付量|出荷|Auslieferungen|livraisons|entregas|출하",
    "orders": "orders|订单|受注|Aufträge|commandes|pedidos|수주",
    "closures": "closures|关店|閉店|Schließungen|fermetures|cierres|폐점",
    "payback": "time to earn back the outlay|回本时间|投資回収期間|Amortisationsdauer|délai d'amortissement|plazo de amortización|투자금 회수 기간",
    "inventory": "inventory|存货|在庫|Lagerbestand|stocks|existencias|재고",
    "yield": "yield|良品率|歩留まり|Ausbeute|rendement|rendimiento|수율",
    "occupancy": "share in use|利用率|稼働率|Auslastung|taux d'occupation|ocupación|가동률",
    "attrition": "staff turnover|流失率|離職率|Fluktuation|rotation du personnel|rotación de personal|이직률",
    "pay": "pay|薪酬|賃金|Löhne|salaires|salarios|임금",
    "rent": "rent|租金|家賃|Miete|loyer|alquiler|임대료",
    "refunds": "refunds|退款|返金|Erstattungen|remboursements|reembolsos|환불",
    "recalled": "recall|召回|リコール|Rückruf|rappel|retirada|리콜",
    "visitors": "visitors|访客|来場者|Besucher|visiteurs|visitantes|방문객",
    "passengers": "passengers|乘客|旅客|Fahrgäste|passagers|pasajeros|승객",
    "donations": "donations|捐款|寄付|Spenden|dons|donaciones|기부",
    "students": "students|学生|学生|Schüler und Studierende|élèves et étudiants|estudiantes|학생",
    "stores": "shops|门店|店舗|Filialen|magasins|tiendas|매장",
    "casualties": "deaths|死亡人数|死者|Tote|morts|muertos|사망자",
    "injured": "people injured|受伤人数|負傷者|Verletzte|blessés|heridos|부상자",
    "dividend": "dividend|分红|配当|Dividende|dividende|dividendo|배당",
    "cost": "cost|成本|費用|Kosten|coûts|costes|비용",
    "growth": "growth|增长|伸び|Wachstum|croissance|crecimiento|증가율",
    "interest": "interest rate|利率|金利|Zinssatz|taux d'intérêt|tipo de interés|금리",
    "inflation": "inflation|通胀|物価上昇|Teuerung|inflation|inflación|물가",
    "area": "area|面积|面積|Fläche|superficie|superficie|면적",
    "length": "length|长度|長さ|Länge|longueur|longitud|길이",
    "emissions": "emissions|排放|排出量|Emissionen|émissions|emisiones|배출량",
    "power": "electric power|发电装机|発電|Strom|électricité|electricidad|발전",
    "patents": "patents|专利|特許|Patente|brevets|patentes|특허",
    "fine": "fine|罚款|罰金|Geldbuße|amende|multa|벌금",
    "runway": "how long the cash lasts|资金能撑多久|手元資金がもつ期間|wie lange das Geld reicht|durée de la trésorerie|cuánto dura la tesorería|자금이 버틸 기간",
}
_AND = " and |与|と| und | et | y |·"
_FIGURE = "figure|数字|数値|Angabe|chiffre|cifra|수치"
_RANK = "rank|排名|順位|Rang|rang|puesto|순위"
# What a figure says of a measure, and what narrows it, in the order in which a name is narrowed.
_NARROWED: Mapping[str, str] = {
    "share": "share of {}|{}占比|{}に占める割合|{}, Anteil|{}, part|{}, cuota|{} 비중",
    "institutional": "institutional {}|机构{}|法人{}|{} (Institutionen)|{} institutionnels|{} institucionales|기관 {}",
    "on-premises": "on-premises {}|本地化部署{}|オンプレミス{}|{} vor Ort|{} sur site|{} en local|구축형 {}",
    "cloud": "cloud {}|云端{}|クラウド{}|{} aus der Cloud|{} du cloud|{} en la nube|클라우드 {}",
    "overseas": "overseas {}|海外{}|海外{}|{} im Ausland|{} à l'étranger|{} en el exterior|해외 {}",
    "adjusted": "adjusted {}|经调整{}|調整後{}|{}, bereinigt|{}, hors exceptionnels|{}, ajuste incluido|조정 {}",
    "daily": "daily {}|日均{}|1日当たりの{}|{} am Tag|{} par jour|{} al día|하루 {}",
    "monthly": "monthly {}|每月{}|月間{}|{} im Monat|{} par mois|{} al mes|월간 {}",
    "from": "revenue from {}|来自{}的收入|{}からの収入|Umsatz: {}|recettes : {}|ingresos: {}|{} 매출",
    "percent": "{} (%)|{}（%）|{}（%）|{} (%)|{} (%)|{} (%)|{} (%)",
    "growth": "growth of {}|{}增长|{}の伸び|{}, Wachstum|{}, croissance|{}, crecimiento|{} 증가율",
    "forecast": "expected {}|预计{}|予想{}|{}, erwartet|{}, prévision|{}, previsión|예상 {}",
}  # fmt: skip


def concept_name(concepts: Sequence[str], language: str) -> str:
    """The concepts of `measures` that a figure is the sum of, in the reader's language. KeyError for what is none."""
    names = [named(_CONCEPTS[concept], language) for concept in concepts]
    return named(_AND, language).join(names)


def narrowed(name: str, language: str, scope: Collection[str]) -> str:
    """The name of a measure in the reader's language with what narrows it: qualifiers, "growth", "share", "from"."""
    for narrow, forms in _NARROWED.items():
        if narrow in scope:
            form = named(forms, language)
            name = form.format(name if form.startswith("{}") else _inside(name))
    return for_reader(name, language)


def _inside(name: str) -> str:
    """A name that began a sentence, as it stands in the middle of one: "Sales" → "sales", but "R&D"."""
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def rank_name(language: str) -> str:
    """What a place in an order is called."""
    return named(_RANK, language)


def figure_name(language: str) -> str:
    """What a figure is called of which nobody says what it measures."""
    return named(_FIGURE, language)
