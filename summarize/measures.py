"""What a figure measures, in the words of eight languages: the concept, what narrows it, and how it is asserted.

The lists only help: two figures are also known to measure the same thing by the words that their clauses share. What
the lists give beyond that is agreement across languages, and the qualifiers (adjusted, overseas, per month, part of)
that make two numbers about one thing no contradiction.
"""
# ruff: noqa: E501 - the tables of words are read better unbroken

from __future__ import annotations

import re
from collections.abc import Mapping

# Patterns over text in Simplified characters (summarize.figures folds it), upper and lower case alike.
_CONCEPTS: Mapping[str, str] = {
    "revenue": r"营收|收入|营业额|销售额|入账|\brevenues?\b|\bturnover\b|\bsales\b|umsatz|umsätze|erlös|chiffre d'affaires|recettes|ventes|ingresos|ventas|facturaci|売上|卖上|매출",
    "loss": r"亏损|净亏|要亏|\bloss(?:es)?\b|\blost\b|verlust|\bverlor|\bpertes?\b|déficit|pérdida|赤字|손실|적자|损失",
    "profit": r"净利|盈利|利润|\bprofits?\b|\bearnings\b|net income|gewinn|überschuss|bénéfice|résultat net|beneficio|ganancia|利益|이익",
    "margin": r"毛利率|利润率|\bmargins?\b|\bmarge|margen|利益率|이익률|마진",
    "research": r"研发|\br&d\b|research and development|forschung|recherche|investigación y desarrollo|\bi\+d\b|研究开[发発]|연구개발",
    "computing": r"算力|\bcomput(?:e|ing)\b|rechenleistung|puissance de calcul|capacidad de cómputo|计算资源",
    "marketing": r"营销|广告|\bmarketing\b|\badvertis|werbung|publicité|publicidad|广告|마케팅|광고",
    "cash": r"现金|资金(?!面)|流动性|\bcash\b|liquidität|flüssige mittel|barmittel|auf (?:den|ihren|seinen) konten|trésorerie|\bl\'argent\b|argent disponible|liquidités|efectivo|\bcaja\b|liquidez|手元资金|현금|자금",
    "debt": r"负债|债务|借款|贷款|\bdebts?\b|\bborrowings\b|\bloans?\b|schulden|verbindlichkeit|dette|deuda|부채|차입",
    "investment": r"投资|资本开支|资本支出|\binvest|\bcapex\b|capital expenditure|investition|investissement|inversi|投资|투자",
    "funding": r"融资|募资|集资|筹资|\bfund(?:ing|rais)|\brais(?:e|ed|ing)\b|finanzierung|levée de fonds|financement|financiaci|recaud|调达|조달",
    "valuation": r"估值|市值|\bvaluations?\b|\bvalued\b|market cap|bewertung|börsenwert|valorisation|capitalisation|valoraci|capitalizaci|时[价価][总総]额|评[价価]额|시가총액|기업가치",
    "price": r"价格|售价|股价|定价|单价|发行价|\bpric(?:e|es|ed|ing)\b|\bpreis|\bprix\b|\bprecio|值段|[価价]格|株価|가격|주가",
    "share": r"份额|占有率|市占率|占比|占了?(?:到|总|公司|其|全)|比重|\bmarket share\b|\bshare of\b|\b(?:per ?cent|%) of\b|marktanteil|\banteil|part de marché|représent|cuota|シェア|占め|비중|점유율",
    "market": r"市场规模|市场容量|\bmarket (?:size|volume)\b|\bmarket (?:was|is) worth\b|marktvolumen|taille du marché|tamaño del mercado|市场规模|시장 규모",
    "layoffs": r"裁员|裁掉|裁减|裁了|岗位|\bposts\b|\bstellen\b|\bpostes\b|puestos de trabajo|일자리|减员|裁撤|优化人员|组织调整|被裁|离职|\blay(?:ing)? ?offs?\b|\blaid off\b|job cuts?\b|cut(?:ting|s)? (?:\S+ ){0,4}(?:jobs|staff|positions|people)|\bredundan|entlass|stellenabbau|stellen(?:ab|streich)|stellen [^.]{0,20}(?:gestrichen|abgebaut|wegfallen)|streich[^.]{0,20}stellen|licenci|suppressions? de postes|despid|despedi|recort|人员削减|リストラ|해고|감원|구조조정",
    "staff": r"员工|雇员|人员|职工|\bemployees\b|\bworkforce\b|\bstaff\b|\bheadcount\b|mitarbeit|beschäftigt|belegschaft|salariés|effectifs|employés|empleados|plantilla|[从従]业员|社员|직원|임직원",
    "customers": r"客户|\bcustomers?\b|\bclients?\b|kunden|clientes|顾客|고객",
    "users": r"用户|\busers?\b|\bsubscribers?\b|nutzer|utilisateurs|abonnés|usuarios|利用者|ユーザー|会员|会員|이용자|가입자",
    "developers": r"开发者|\bdevelopers?\b|entwickler|développeurs|desarrolladores|开発者|개발자",
    "tokens": r"tokens?\b|トークン|토큰|调用量",
    "capacity": r"产能|\bcapacity\b|kapazität|capacité|capacidad|生产能力|생산능력",
    "output": r"产量|生产|\boutput\b|\bproduc(?:ed|tion|es)\b|produktion|produzier|production|producci|生产台数|생산",
    "deliveries": r"交付|销量|出货|\bdeliver(?:ed|ies|y)\b|\bshipments?\b|\bshipped\b|\bunits sold\b|auslieferung|ausgeliefert|livraisons|livré|entregas|entregó|贩[売卖]台数|贩[売卖]数|出荷|인도|출하|판매량",
    "orders": r"订单|\border(?:s|ed)?\b(?! to)|\bbacklog\b|auftrag|aufträge|commandes|pedidos|受注|수주|주문",
    "closures": r"关店|关闭|关了|闭店|停业|注销|\bclos(?:ed|ing|ures?)\b|\bshut\b|geschlossen|schließ|fermé|fermeture|cierr|cerrad|撤店|闭锁|폐점|폐업",
    "payback": r"回本|收回投资|收回成本|\bpay(?:s|ing)? (?:itself )?back|\bpayback\b|\bpays? for itself\b|\bearn(?:s|ed|ing)? back\b|\brecoup|\bbreak(?:s|ing)? even|amortisier|rentabilis|amorti|recuper|amortiz|元が取れ|投资回収|회수",
    "yield": r"良品|良率|合格率|\byields?\b|ausbeute|brauchbare|rendement|rendimiento|歩留|수율",
    "occupancy": r"载客率|客座率|上座率|入住率|出租率|开工率|满载率|\bload factors?\b|\boccupancy\b|\butili[sz]ation\b|auslastung|taux de (?:remplissage|d'occupation)|(?:tasa|factor) de ocupación|搭乘率|稼动率|탑승률|가동률",
    "attrition": r"流失率|离职率|\battrition\b|\b(?:staff|doctor|employee) turnover\b|\bturnover among\b|fluktuation|taux de rotation|rotación de personal|이직률",
    "pay": r"工资|月薪|年薪|薪酬|薪水|\b(?:wages?|salar(?:y|ies))\b|\bl(?:ohn|öhnen?)\b|\bgeh(?:alt|älter)\b|salaire|salario|赁金|급여|임금",
    "rent": r"租金|房租|\brents?\b|\bmieten?\b|\bloyers?\b|\balquiler|家赁|임대료",
    "refunds": r"退款|退货|退票|\brefund|\breturn rate\b|(?<!bericht)erstattung|rückgabequote|remboursements? (?:aux|des) |reembolso|返金|返品|환불",
    "recalled": r"召回|\brecall(?:s|ed|ing)? (?:of |its |the |about )?(?:\d|all|vehicles|cars|scooters|machines|products)|\brecalls?\b(?= (?:of|was|in))|rückruf|zurückgerufen|rief [^.]{0,40}zurück|rappel de|リコール|리콜",
    "visitors": r"游客|参观者|观众|入场人数|\bvisitors?\b|\bvisits\b|besucher|visiteurs|visitantes|来场者|入场者|来馆者|방문객|관람객",
    "passengers": r"旅客|乘客|客流|\bpassengers?\b|\briders?\b|passagiere|fahrgäste|voyageurs|passagers|pasajeros|乗客|승객",
    "donations": r"捐款|捐赠|善款|\bdonations?\b|\bdonated\b|spenden|\bdons\b|donaciones|donativos|寄付|기부",
    "students": r"学生|生源|\bstudents\b|\bpupils\b|studierende|studenten|schüler|étudiants|élèves|estudiantes|alumnos|학생",
    "stores": r"门店|店铺|\bstores?\b|\boutlets\b|filialen|magasins|tiendas|店[铺舗]|매장",
    "casualties": r"死亡|遇难|丧生|伤亡|\bkilled\b|\bdead\b|\bdeaths?\b|\bdied\b|fatalities|\btote\b|getötet|ums leben|\bmorts?\b|muertos|fallecidos|死者|사망",
    "injured": r"受伤|\binjured\b|\bwounded\b|verletzt|blessés|heridos|负伤|부상",
    "dividend": r"股息|分红|派息|\bdividend|dividende|dividendo|配当|배당",
    "cost": r"成本|费用|开支|支出|\bcosts?\b|\bexpens|\bspen[dt]|\bkosten|\bcoûts?\b|dépens|\bcostes?\b|gasto|费用|비용",
    "growth": r"增长|增速|增幅|同比|环比|\bgrowth\b|\bgrew\b|\brose\b|\bincreas|wachs|gestiegen|stieg|croissance|hausse|progress|crec|aument|成长|增|伸び|성장|증가",
    "interest": r"利率|\binterest rate|zinssatz|leitzins|taux d'intérêt|tipos? de interés|금리|金利",
    "inflation": r"通胀|物价|\binflation\b|teuerung|inflación|물가",
    "area": r"面积|\barea\b|fläche|superficie|面积|면적",
    "length": r"全长|总长|\blength\b|\blong\b|länge|longueur|longitud|길이",
    "emissions": r"排放|\bemissions?\b|\bemissionen|émissions|emisiones|排出量|배출",
    "power": r"装机|发电|\bmegawatt|\binstalled\b|strom|électricité|electricidad|发电|발전",
    "patents": r"专利|\bpatents?\b|patente|brevets|特许|특허",
    "fine": r"罚款|罚金|\bfin(?:e|ed|es)\b|\bpenalt|geldbuße|bußgeld|strafe|amende|multa|罚金|课徴金|과징금|벌금",
    "inventory": r"存货|库存|\binventor(?:y|ies)\b|\bunsold stock|lagerbest|vorräte|\bstocks? (?:invendus?|de marchandises)|existencias|inventario|在库|재고",
    "runway": r"(?:支撑|维持|撑|够用|覆盖)[^,。]{0,8}(?:个月|年|天)|(?:够|足够|可)(?:用|撑|维持|支撑)|\brunway\b|\blasts?\b|\bsuffic|\benough (?:for|to (?:run|last|operate))\b|\brun out\b|\breicht\b|\bausreich|\btenir\b|\bdure(?:ra|r)\b|\bsuffi|\bsuficiente|\bdurar|\balcanza|持ちこた|もつ|もたな|枯渇|버틸|버티|소진",
}  # fmt: skip
CONCEPTS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _CONCEPTS.items()}
# Concepts that say how a number is meant rather than of what: alone they name no measure.
VAGUE = frozenset({"growth", "share", "cost", "power", "length", "investment"})

_QUALIFIERS: Mapping[str, str] = {
    "adjusted": r"经调整|调整后|\badjusted\b|\bnon-gaap\b|\bcore\b|bereinigt|ajusté|ajustad|调整后|조정",
    "cumulative": r"累计|总计|合计|共计|\bcumulative|\bin total\b|\bsince\b|kumul|insgesamt|cumulé|au total|acumulad|en total|累计|누적",
    "average": r"平均|日均|人均|均为|\baverage\b|\bper (?:day|month|year|capita|employee|share|unit)\b|durchschnitt|pro (?:tag|monat|jahr|kopf|aktie)|moyenne|par (?:jour|mois|an|action)|promedio|al mes|por (?:acción|día)|1株|하루|월평균|주당",
    "monthly": r"每个?月|月均|单月|\bmonthly\b|\ba month\b|monatlich|mensuel|mensual|毎月|월간|매월",
    "daily": r"每天|每日|日均|\bdaily\b|\ba day\b|täglich|quotidien|diari|毎日|一日|하루|일일",
    "overseas": r"海外|境外|国际|\boverseas\b|\bforeign\b|\binternational\b|\babroad\b|\bausland|à l'étranger|en el extranjero|exterior|해외",
    "domestic": r"国内|境内|\bdomestic\b|inland|national(?:e|es)?\b|国内|내수|국내",
    "cloud": r"云端|云计算|云服务|公有云|\bcloud\b|maas|클라우드|クラウド",
    "on-premises": r"本地化|私有化|\bon-prem|\blocal deploy|lokale[rn]? install|sur site|\blocalis|オンプレ|온프레미스",
    "institutional": r"机构|企业客户|企业级|b端|\binstitution|\benterprise\b|\bcorporate\b|geschäftskunden|firmenkunden|entreprises clientes|empresarial|法人|기업 고객",
    "individual": r"个人|消费者|c端|\bconsumers?\b|\bindividual\b|\bretail\b|privatkunden|particuliers|individuos|个人|개인",
    "paying": r"付费|\bpaying\b|\bpaid\b|zahlend|payant|de pago|有料|유료",
    "largest customers": r"前[一二三四五六七八九十\d]+大|最大客户|\b(?:five|ten|top \w+|largest) (?:largest )?customers|größten kunden|premiers clients|mayores clientes|上位|상위",
    "part": r"其中|当中|仅占|\bof which\b|\bof whom\b|\bamong them\b|davon|darunter|\bdont\b|de los cuales|de ellos|うち|이 중|그중",
    "rate": r"增长率|增速|\bgrowth rate\b|wachstumsrate|taux de croissance|tasa de crecimiento|成长率|성장률",
    "net": r"净|\bnet\b|netto|\bnette?s?\b|\bneto|\bneta|纯|순",
    "operating": r"经营|营业利润|营业亏损|\boperating\b|operativ|betriebs|opérationnel|d'exploitation|operativo|营业利益|営业利益|영업",
    "forecast": r"预计|预测|将达|有望|目标|计划|展望|预期|指引|\bexpect|\bforecast|\bwill\b|\bplans?\b|\btarget|\baims?\b|\bguid|\bprojec|\bestimat|\bcould\b|erwart|prognos|\bwerde|\bplant\b|\bziel|soll\b|prévoi|prévu|devrait|\bvise|objectif|espera|prevé|previst|objetivo|podría|见込み|见通し|予想|计画|目标|전망|예상|계획|목표|것으로 보",
    "quarterly": r"单季|每季|\bquarterly\b|\ba quarter\b|pro quartal|par trimestre|por trimestre|四半期ごと|분기당",
    "rival": r"同业|同行|对手|友商|\brivals?\b|\bcompetitors?\b|konkurren|wettbewerber|concurrent|competidor|竞合|ライバル|경쟁사",
    "whole market": r"全国|全行业|行业整体|整个市场|整体市场|nationwide|industry-wide|branchenweit|à l'échelle nationale|a nivel nacional|业界全体|업계 전체",
    "new": r"新增|新签|\bnew(?:ly)?\b|\bneue[nr]?\b|nouveau|nouvelle|nuev|新规|신규",
}  # fmt: skip
QUALIFIERS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _QUALIFIERS.items()}

# Why two counts of one thing differ: one leaves out what the other counts.
COUNTED_OTHERWISE = re.compile(
    r"算进[去来]|算在内|都算|计入|剔除|扣除了|不包括|不含|口径|\b(?:ex|in)clud(?:es?|ed|ing)\b|\bleaves? out\b|\bstrips? out\b"
    r"|herausgerechnet|ausgeklammert|mitgezählt|mitgerechnet|einschließlich|\b(?:ex|in)clut\b|\ben comptant\b|除外|含めて|除いた|제외|포함",
    re.IGNORECASE,
)
# Who counted for himself, and what sets a second source against the first.
COUNTED = re.compile(
    r"\b(?:found|got|counted)\b|数[了出过]|清点|\b(?:zählte|kam auf|fand)\b|\ba compté\b|数えた|세어", re.IGNORECASE
)
CONTRAST = re.compile(
    r"^\W*(?:但|不过|然而|可是|而|却|这与|与此相反|これに[対对對]し|しかし|一方|ところが|\b(?:but|however|yet|by contrast|in contrast)\b"
    r"|\b(?:dagegen|hingegen|jedoch|aber|allerdings|demgegenüber)\b|\b(?:mais|cependant|or|pero|sin embargo)\b|하지만|그러나|반면)",
    re.IGNORECASE,
)
DOUBT = re.compile(
    r"不(?:同意|相信|认同|认可|信)|不以为然|\b(?:do(?:es)? not|don't|doesn't) (?:believe|agree|buy)|\bdoubts?\b|\bdisagree"
    r"|glaubt[^.]{0,24}nicht|bezweifel|zweifel|n'y croit|\bdoute|no (?:lo )?cree|\bduda|信じていない|疑問|懐疑|믿지 않",
    re.IGNORECASE,
)
RESPONSE = re.compile(
    r"回应|否认|澄清|辟谣|反驳|驳斥|声明称|表示不实|\brespond|\bden(?:y|ied|ies)\b|\breject|\bdisput|\bclarif|\bcounter|\brefut|\bcontradict|\binsist|\bonly said\b|spokes|"
    r"dementier|widersprach|widersprech|bestritt|weist .{0,40}zurück|wies .{0,60}zurück|wehrt|dément|conteste|réfut|répond|rejet|desmin|desmiente|niega|negó|respondi|rechaz|否定|反论|释明|说明した|コメントした|부인|해명|반박|밝혔",
    re.IGNORECASE,
)
SPEAKER = re.compile(
    r"(?<![来或就换小])说|预测|测算|予测|试算|称|写的|显示|表示|公布|披露|统计|清点|数[了出过]|核算|声称|口径|官方|工会|给出|说明|主张|证言|発表|集计|によると|とみる|설명|주장|발표|자료|집계|따르면|밝혔|말했|따져|"
    r"\bsa(?:y|ys|id)\b|\bclaim|\breckons?\b|\baccording\b|\bcounts?\b|\bestimat|\bputs?\b|\breport|\bofficial|\badmit|\bspeaks? of\b|\binsist|"
    r"angaben|\bsagt|\brechne[tn]\b|\bräumte?\b|spricht von|sprach von|\bnennt|beziffer|\blaut\b|zufolge|bericht|behaupt|selon|parle de|\bcompte\b|officiellement|affirm|"
    r"déclar|d'après|estim|arrivent à|évoque|assure|según|\bdice|habla de|asegura|calcula|oficialmente|sostiene",
    re.IGNORECASE,
)
BASIS = re.compile(
    r"按[^,。]{0,30}(?:计算|来算|测算|计|算)|若按|若以|如果按|以[^,。]{0,24}计算|照此|按此|算下来|假设|\bat (?:the|this|its|that|a) [^,.]{0,40}(?:rate|pace|burn)|\bassum|\bbased on\b|\bat current\b|\bif (?:it|the|spending|one)\b|\bincluding\b|\bcounting\b|\bexcluding\b|"
    r"\bbei (?:dem|der|einem|einer|gleich|unverändert)|\blegt man\b|\bgemessen\b|\bangenommen|\bunter (?:der )?einbezug|au rythme|à ce rythme|en comptant|en tenant compte|si l'on|al ritmo|a este ritmo|suponiendo|contando|incluyendo|ペース|前提|计算すると|含め|속도라면|기준으로|가정|포함",
    re.IGNORECASE,
)
SOURCED = re.compile(
    r"根据|据|援引|数据显示|报告|统计|口径|\baccording to\b|\breport(?:s|ed)? by\b|\bestimates?\b|\bsurvey|\bby revenue\b|\bmeasured by\b|\bin terms of\b|\blaut\b|\bnach angaben|\bgemessen an\b|selon|d'après|según|によると|调べ|따르면|기준",
    re.IGNORECASE,
)


def concepts(text: str) -> frozenset[str]:
    """The measures that the folded text names."""
    return frozenset(name for name, pattern in CONCEPTS.items() if pattern.search(text))


def qualifiers(text: str) -> frozenset[str]:
    """What narrows the measure in the folded text."""
    return frozenset(name for name, pattern in QUALIFIERS.items() if pattern.search(text))
