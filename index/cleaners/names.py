"""Names of people and of publications where nothing labels them."""

# ruff: noqa: E501 - a pattern is easier to check unbroken

from __future__ import annotations

import regex

from ..folding import fold, to_script
from . import vocabulary

HAN_NAME = r"[\p{Han}]{2,4}|[\p{Han}]{1,4} [\p{Han}\p{Hiragana}\p{Katakana}]{1,4}|[\p{Han}\p{Katakana}]{1,8}[·・][\p{Han}\p{Katakana}·・]{1,12}"
LATIN_WORD = r"\p{Lu}[\p{L}.'’-]*"
LATIN_NAME = rf"{LATIN_WORD}(?: (?:(?:and|und|et|y|e|de|del|da|van|von|der|den|la|le|di|zu|af) )*{LATIN_WORD}){{1,5}}"
# The commonest Chinese family names, in Simplified characters: a name that nothing labels is known by its first one.
_FAMILY_NAMES = (
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|令狐|百里|东郭|南门|呼延|拓跋|轩辕|范姜|张简|西门|梁丘|左丘|第五"
    "|[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲台从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东殳沃利蔚越夔隆师巩聂晁勾敖阎麦邝涂练揭付佘冼粟邸苑芦亓闫隋佟楼楚谌邰郗占寸尧原兰欧晋辜甯融冷訾辛阚那简饶空曾沙养鞠须丰巢关蒯相查荆红游竺权逯盖益桓公岳肖覃代闫]"
)
_HAN_PERSON = regex.compile(rf"(?:{_FAMILY_NAMES})[\p{{Han}}]{{1,2}}|\p{{Han}}{{1,4}}[·・][\p{{Han}}·・]{{1,8}}")
_JAPANESE_PERSON = regex.compile(r"[\p{Han}]{1,4} [\p{Han}\p{Hiragana}\p{Katakana}]{1,4}")
# What begins a title or a button and no name.
_NO_NAME = r"(?:The|An?|Der|Die|Das|Ein|Eine|La|Le|Les|Une?|El|Il|Zur|Zum|Nach|Mehr|Alle|Back|More|All|About|New|Our|Your|My|How|Why|What|When|Where)"
_LATIN_PERSON = regex.compile(rf"(?!{_NO_NAME}\b){LATIN_NAME}")
# Who the person is, or where it was written.
_DESCRIBED = regex.compile(
    r"(?P<name>.{2,40}?)(?:\s*[:：，（(]\s*[\p{Han}\p{Hiragana}\p{Katakana}ー]{2,16}[)）]?|,\s*\p{Ll}[\p{L}’' -]{2,40}|,? (?:in|aus|à) \p{Lu}[\p{L}.-]*(?: \p{Lu}[\p{L}.-]*)?)"
)
_JOINED = regex.compile(r"\s*[、，,&]\s*|\s?[和与與及]\s?|\s+(?:and|und|et|y|e)\s+")
_CAPITALISED = r"(?:(?:\p{Lu}\S*|&|of|the|and|de|du|des|del|di|la|le|der|für)(?: |$))+"
_PUBLISHER = regex.compile(
    r"(?=.{2,40}$)(?:(?!.*[了的在是将將被])[^\p{Latin}]{0,12}(?:报|報|财经|財經|经济|經濟|経済|周刊|週刊|月刊|杂志|雜誌|雑誌|新闻|新聞|网|網|通讯社|通訊社|通信|商讯|商訊|观察|觀察|评论|評論|电视台|電視台|时讯|時訊|传媒|傳媒|札记|札記|周记|週記|财周|財週|双月刊|季刊|画报|畫報|レポート|タイムズ|ニュース|신문|일보|뉴스|경제|저널|방송)"
    rf"|(?={_CAPITALISED}$)(?:.*\b(?:News|Times|Post|Herald|Tribune|Ledger|Gazette|Journal|Weekly|Daily|Chronicle|Observer|Review|Courier|Telegraph|Magazine|Reuters|Bulletin|Dispatch|Monitor|Standard|Quarterly|Echo|Press|Wire|Docket|Register|Gazetteer|Insider|Presse|Bote|Magazin|Spiegel|Echo|Anzeiger|Kurier|Rundschau|Blatt|Nachrichten|Tagblatt|Tageblatt|Wochenblatt|Merkur|Figaro|Monde|Courrier|Diario|Periódico|Corriere|Giornale|Jornal)\b.*"
    r"|.*(?:zeitung|post|blatt|anzeiger|kurier|nachrichten|presse|bote|spiegel|magazin|echo)(?: \p{Lu}\p{L}+)?))"
)
_DECORATION = regex.compile(r"^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$")
# A department or a kind of text, which stands above many titles; folded.
_KICKER = regex.compile(
    fold(
        r"(?:opinion|op-ed|analysis|features?|essays?|comments?|commentary|columns?|columnists?|interviews?|q ?& ?a|reportage|reports?|news|breaking news|local(?: news)?|regional|national|international|world|business|companies|markets|economy|finance|money|industry|energy|transport|travel|culture|arts?|books|food|media|science|tech|technology|health|education|environment|climate|politics|sports?|lifestyle|investigations?|profiles?|reviews?|explainer|exclusive|briefing|in depth|long ?reads?|the long read|cover story|special report|blog|magazine|letters?|obituary|editorial"
        r"|meinung(?:en)?|kommentare?|analysen?|wirtschaft|unternehmen|märkte|kultur|wissen(?:schaft)?|politik|gesellschaft|kolumnen?|hintergrund|porträts?|glosse|leitartikel|lokales|regionales?|region|panorama|feuilleton|reise|digital|netzwelt|leben|mobilität|verkehr|energie|umwelt|klima|bildung|gesundheit|medien|ausland|inland|deutschland|europa|welt|titelthema|serie|debatte|ratgeber|technik|aktuelles?|nachrichten|startseite"
        r"|tribunes?|chroniques?|enquêtes?|entretiens?|portraits?|économie|société|politique|culture|sciences?|monde|planète|environnement|santé|éducation|régions?|idées|débats?|actualités?|dossiers?|éditorial|economía|sociedad|política|ciencia|opinión|cultura|mundo|reportajes?|economia|società|cronaca"
        r"|观点|评论|专栏|深度|特写|社论|财经|商业|科技|人物|访谈|要闻|独家|头条|新闻|文化|社会|国际|国内|专题|封面(?:故事|报道)?|本地|民生|热点|教育|健康|房产|汽车|旅游|体育|娱乐|军事|时政|观察|视点|话题|调查|纪实|报道|随笔|散文|副刊|论坛|博客|地方|生活|两岸|港闻|政治|经济|产经|证券|金融|公司|产业|环球|理财|消费|文旅"
        r"|コラム|社説|特集|連載|解説|経済|オピニオン|ニュース|コメント|政治|国際|スポーツ|地域|暮らし|くらし|科学|環境|医療|企業|産業|トップ|インタビュー|ビジネス|사설|칼럼|오피니언|경제|사회|정치|국제|문화|스포츠|생활|지역|산업|금융|기획|인터뷰)"
    )
)


def bare(text: str) -> str:
    """A line's text without the marks at its edges."""
    return _DECORATION.sub("", text)


def is_kicker(text: str) -> bool:
    """Whether a text is no more than the name of a department, or a button."""
    folded = fold(bare(text))
    return bool(not folded or _KICKER.fullmatch(folded) or vocabulary.whole_line("navigation").fullmatch(folded))


def is_publication(part: str) -> bool:
    """Whether a text is a publication's name by its words: News, 日报, Zeitung, …"""
    return _PUBLISHER.fullmatch(part) is not None and not is_kicker(part)


def is_person(part: str) -> bool:
    """Whether a text may be the name of a person, or of several joined by commas and "and", and nothing else."""
    return all(_is_one_person(name) for name in _JOINED.split(part))


def named_person(text: str) -> str | None:
    """The name of the person, or of the people, of whom a text says no more than what they are or where they write."""
    if is_person(text):
        return text
    described = _DESCRIBED.fullmatch(text)
    return described["name"] if described and is_person(described["name"]) else None


def _is_one_person(part: str) -> bool:
    if _LATIN_PERSON.fullmatch(part):
        return not is_publication(part) and not vocabulary.whole_line("navigation").fullmatch(fold(part))
    buttons = all(vocabulary.whole_line("navigation").fullmatch(fold(word)) for word in part.split())
    return not buttons and bool(_JAPANESE_PERSON.fullmatch(part) or _HAN_PERSON.fullmatch(to_script(part, "zh-Hans")))
