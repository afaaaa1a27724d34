"""The line in which a text names its author, its publisher and its date: "By Ann Lee – The Bay Post, 3 March 2026".

Its parts are told apart by their labels, by a publisher's words (News, 日报, Zeitung, …) or by being a date. A part
that nothing tells apart (a place, a name alone) is left out: missing is better than invented.
"""

# ruff: noqa: E501 - a pattern is easier to check unbroken

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import regex

from ..folding import to_script
from .dates import DATE, iso_date
from .features import look_at
from .lines import Line

_NEAR = 6  # lines from the top in which a byline may stand
_LONGEST = 120
_LONGEST_PART = 40

_WRAPPING = regex.compile(r"^[\s*_#>|（(【\[]+|[\s*_|）)】\]]+$")
_ENDED = regex.compile(r"[。！？!?…:：,，;；]$|\p{Ll}{3}\.$")
_SPLIT = regex.compile(
    r"\s*[|丨｜·•–—／/]\s*|\*\*|\s+-\s+|[\u3000\t]+|\s{2,}|[,，]\s*|\.\s+(?=(?:By|Von|Par|Por|Di|Text|Words|Autor(?:in)?)\b)|\s+(?=(?:来源|來源|作者|记者|記者|编辑|編輯|责编|責編|撰文|文)\s*[:：])"
)
_HAN_NAME = r"[\p{Han}]{2,4}|[\p{Han}]{1,3} [\p{Han}\p{Hiragana}\p{Katakana}]{1,4}|[\p{Han}\p{Katakana}]{1,8}[·・][\p{Han}\p{Katakana}·・]{1,12}"
_LATIN_WORD = r"\p{Lu}[\p{L}.'’-]*"
_LATIN_NAME = (
    rf"{_LATIN_WORD}(?: (?:(?:and|und|et|y|e|de|del|da|van|von|der|den|la|le|di|zu|af) )*{_LATIN_WORD}){{1,5}}"
)
_CJK_ROLE = r"(?:本报|本報|本刊|本网|专栏|專欄|特约|特約|首席|资深|資深|见习|見習|实习|實習)?(?:记者|記者|作者|撰稿人?|撰文|采写|採寫|採訪|采访|主持人?|专栏作家|專欄作家|编辑委员|編輯委員|編集委員|論説委員|特派員|执笔|執筆|著者|文)"
_LATIN_ROLE = r"(?:[Bb]y|BY|[Vv]on|[Pp]ar|[Pp]or|[Dd]i|(?:Written|Reported|Story) by|Author|Autor(?:in)?|Auteur|Autrice|Autore|Text|Words)"
_AUTHOR = regex.compile(
    rf"(?P<before>\S{{2,14}} )?{_CJK_ROLE}\s*[:：・]?\s*(?P<name>{_HAN_NAME}(?:[、和与及 ](?:{_HAN_NAME}))*|{_LATIN_NAME})"
    rf"|{_LATIN_ROLE}\s*:?\s+(?P<name>{_LATIN_NAME})(?: (?:in|aus|à) {_LATIN_WORD}(?: {_LATIN_WORD})?)?"
    r"|(?P<before>\S{2,14} )?기자\s*[:：]?\s*(?P<name>\p{Hangul}{2,4})|(?P<before>\S{2,14} )?(?P<name>\p{Hangul}{2,4}) 기자"
)
# The commonest Chinese family names, in Simplified characters: a name that nothing labels is known by its first one.
_FAMILY_NAMES = (
    "欧阳|太史|端木|上官|司马|东方|独孤|南宫|万俟|闻人|夏侯|诸葛|尉迟|公羊|赫连|澹台|皇甫|宗政|濮阳|公冶|太叔|申屠|公孙|慕容|仲孙|钟离|长孙|宇文|司徒|鲜于|司空|令狐|百里|东郭|南门|呼延|拓跋|轩辕|范姜|张简|西门|梁丘|左丘|第五"
    "|[赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲台从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀浦尚农温别庄晏柴瞿阎充慕连茹习艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东殳沃利蔚越夔隆师巩聂晁勾敖麦邝涂练揭付佘冼粟邸苑芦亓闫隋佟楼楚谌邰郗占寸尧原兰欧晋辜甯融冷訾辛阚那简饶空曾沙养鞠须丰巢关蒯相查荆红游竺权逯盖益桓公岳肖覃代闫]"
)
_HAN_PERSON = regex.compile(rf"(?:{_FAMILY_NAMES})[\p{{Han}}]{{1,2}}")
_ROLE_APART = regex.compile(rf"(?<![^\s\u3000|｜・／/])({_CJK_ROLE})[\s\u3000]+")
_JAPANESE_PERSON = regex.compile(r"[\p{Han}]{1,3} [\p{Han}\p{Hiragana}\p{Katakana}]{1,4}")
_LATIN_PERSON = regex.compile(rf"(?!(?:The|Der|Die|Das|La|Le|Les|El|Il)\b){_LATIN_NAME}")
_LONE_PERSON = regex.compile(
    rf"(?!(?:The|Der|Die|Das|La|Le|Les|El|Il)\b)(?P<name>{_LATIN_NAME})(?:,? (?:in|aus|à) {_LATIN_WORD}(?: {_LATIN_WORD})?)?"
)
_IN_MARKS = regex.compile(r"《(?P<name>[^》]{2,20})》.{0,12}")
_SOURCE = regex.compile(
    r"(?:文章|信息|新闻|新聞|稿件|内容|內容|本文)?(?:来源|來源|稿源|出处|出處|出典|首发|首發|转载自|轉載自)\s*[:：]\s*(?P<name>.{2,30})|(?:[Ss]ource|[Qq]uelle|[Ff]uente|[Ff]onte|Publisher)\s*:\s*(?P<name>.{2,40})"
)
_CAPITALISED = r"(?:(?:\p{Lu}\S*|&|of|the|and|de|du|des|del|di|la|le|der|für)(?: |$))+"
_PUBLISHER = regex.compile(
    r"(?=.{2,40}$)(?:(?!.*[了的在是将將被])[^\p{Latin}]{0,12}(?:报|報|财经|財經|经济|經濟|経済|周刊|週刊|月刊|杂志|雜誌|雑誌|新闻|新聞|网|網|通讯社|通訊社|通信|商讯|商訊|观察|觀察|评论|評論|电视台|電視台|时讯|時訊|传媒|傳媒|札记|札記|周记|週記|财周|財週|双月刊|季刊|画报|畫報|レポート|タイムズ|ニュース|신문|일보|뉴스|경제|저널|방송)"
    rf"|(?={_CAPITALISED}$)(?:.*\b(?:News|Times|Post|Herald|Tribune|Ledger|Gazette|Journal|Weekly|Daily|Chronicle|Observer|Review|Courier|Telegraph|Magazine|Reuters|Bulletin|Dispatch|Monitor|Standard|Quarterly|Echo|Press|Wire|Docket|Register|Gazetteer|Insider|Presse|Bote|Magazin|Spiegel|Echo|Anzeiger|Kurier|Rundschau|Blatt|Nachrichten|Tagblatt|Tageblatt|Wochenblatt|Merkur|Figaro|Monde|Courrier|Diario|Periódico|Corriere|Giornale|Jornal)\b.*"
    r"|.*(?:zeitung|post|blatt|anzeiger|kurier|nachrichten|presse|bote|spiegel|magazin|echo)(?: \p{Lu}\p{L}+)?))"
)
_ASIDE = regex.compile(
    r"原创|原創|.{1,8}(?:支局|分社|本社|报道|報道|报导|報導)|\p{Han}{1,4}部|(?:责任?编辑|責任?編輯|编辑|編輯|校对|责编)[:：]?.{1,12}"
    r"|(?:图|圖|图片|圖片|摄影|攝影|写真|撮影|Fotos?|Photos?|Bild(?:er)?)(?: by)?\s*[:：]?\s*.{1,24}"
    r"|第\s?\d+\s?[期号號]|(?:19|20)\d{2}年(?:第?\d+[期号號]|\d{1,2}月[号號刊])|(?:Nr|No|Vol|Ausgabe|Issue|Heft)\b.{1,24}"
    r"|(?:about )?\d+[ -]?min(?:ute)?s?(?: read)?|(?:Lesezeit|Lesedauer|Temps de lecture|Lecture)\b.{1,16}|(?:阅读|閱讀)(?:需时|需時|时间|時間|约|約|大约)?\s?[:：]?\s?[\d.]+\s?(?:分[钟鐘]|万|萬)?"
    r"|(?:浏览|瀏覽|评论|評論|点赞|讚好|分享|views?|shares?|comments?)\s?[:：]?\s?[\d.,]+[万萬k]?|[\d.,]+[万萬k]?\s?(?:浏览|瀏覽|阅读|閱讀|评论|評論|views?|shares?|comments?)"
    r"|\d+分で読めます|(?:有料)?会員(?:限定)?記事|残り\d+文字|(?:最終)?更新.{0,20}|(?:Last )?[Uu]pdated.{0,30}|(?:[A-Z]{2,4}|Uhr)|\d{1,2}:\d{2}.{0,6}"
)
_DATE_LABEL = regex.compile(
    r"(?:(?:发布|發布|發佈|发表|發表|刊登|公開|配信|投稿|更新)?(?:时间|時間|日期|日時|于|於|日)?\s*[:：]?|(?:(?:first )?published|posted|updated|last updated|date|datum|stand|veröffentlicht|erschienen|aktualisiert|publié|mis à jour|publicado|actualizado|pubblicato)(?: on| am| le| el| il)?\s*:?)\s*$",
    regex.I,
)
_FOLLOWED = regex.compile(r"点击.{0,8}[“\"「](?P<name>[^”\"」]{2,16})[”\"」].{0,4}关注")
_HAN = regex.compile(r"\p{Han}")
_LABELLED = regex.compile(r"\p{L}")


@dataclass(frozen=True, slots=True)
class Byline:
    """What one line says of its article; None where it does not."""

    author: str | None = None
    source: str | None = None
    published: str | None = None


def byline_of(text: str) -> Byline | None:
    """What a line says if it is a byline; None if it is anything else, such as a sentence with a date in it."""
    shown = _WRAPPING.sub("", text)
    if not 4 <= len(shown) <= _LONGEST or _ENDED.search(shown):
        return None
    published, parts, labelled = _parts(shown)
    author = source = None
    unknown = []
    for part in parts:
        if found := _AUTHOR.fullmatch(part):
            author = author or found["name"].strip()
            parts_before = (found["before"] or "").strip()
            if parts_before and _PUBLISHER.fullmatch(parts_before):
                source = source or parts_before
        elif found := (_SOURCE.fullmatch(part) or _IN_MARKS.fullmatch(part)):
            source, labelled = source or found["name"].strip(), True
        elif _PUBLISHER.fullmatch(part):
            source = source or part
        elif not _ASIDE.fullmatch(part):
            unknown.append(part)
    if author is None and (published or source) and (people := [part for part in unknown if _is_person(part)]):
        author = people[0]
        unknown.remove(author)
    if source is None and author and published and unknown and unknown[0] == parts[0] and _is_title(unknown[0]):
        source = unknown.pop(0)
    anchored = author or labelled or (published and (source or not unknown))
    if not anchored or len(unknown) > 1 or any(len(part) > _LONGEST_PART for part in unknown):
        return None
    return Byline(author, source, published)


def masthead(lines: Sequence[Line], reasons: dict[int, str]) -> str | None:
    """The publication whose name stands in the page's head, beside its menu; None where nothing tells that it is one.

    Of its first lines, as far as they were cut, or in what WeChat asks to be clicked.
    """
    for number, line in enumerate(lines[:_NEAR]):
        if reasons.get(number) in {None, "byline"}:
            return None
        if found := _FOLLOWED.search(line.text):
            return str(found["name"])
        parts = [part for part in _SPLIT.split(_WRAPPING.sub("", line.text)) if part]
        if number == 0 and len(parts) == 1 and reasons[number] == "navigation" and not look_at(line).reason:
            return parts[0]  # it stands alone above the menu
        for name in dict.fromkeys([*parts[:1], *(parts[0].split()[:1] if parts else [])]):
            if _PUBLISHER.fullmatch(name) or (name.isupper() and _PUBLISHER.fullmatch(name.title())):
                return name
    return None


def _is_person(part: str) -> bool:
    if _LATIN_PERSON.fullmatch(part):
        return not _PUBLISHER.fullmatch(part)
    return bool(_JAPANESE_PERSON.fullmatch(part) or _HAN_PERSON.fullmatch(to_script(part, "zh-Hans")))


def _lone_person(text: str) -> str | None:
    """The name on a line that holds nothing else but, perhaps, where it was written."""
    shown = _WRAPPING.sub("", text)
    found = _LONE_PERSON.fullmatch(shown)
    if found and not _PUBLISHER.fullmatch(found["name"]):
        return str(found["name"])
    return shown if _JAPANESE_PERSON.fullmatch(shown) or _HAN_PERSON.fullmatch(to_script(shown, "zh-Hans")) else None


def _is_title(part: str) -> bool:
    """Whether a part that nothing labels may be a publication's: more than a place, which is one short word."""
    return len(part.split()) > 1 if part.isascii() or not _HAN.search(part) else len(part) >= 4


def bylines(lines: Sequence[Line], reasons: dict[int, str]) -> dict[int, Byline]:
    """The bylines at the top of a plain text by line number, below its first line; `reasons` are those of the cuts."""
    body = [number for number in range(len(lines)) if number not in reasons]
    first = body[0] if body else 0
    found: dict[int, Byline] = {}
    for number in range(body[_NEAR] if len(body) > _NEAR else len(lines)):
        byline = byline_of(lines[number].text) if number != first else None
        reason = reasons.get(number)
        # A row of labels looks like a menu, unless one of them is an author's; names are far from any subject.
        if byline and (reason in {None, "byline", "off subject"} or (reason == "navigation" and byline.author)):
            found[number] = byline
    if not any(byline.author for byline in found.values()):
        beside = {number + step for number, byline in found.items() if byline.published for step in (-1, 1)}
        for number in sorted(beside - found.keys() - {first}):
            if number in body and (name := _lone_person(lines[number].text)):
                found[number] = Byline(author=name)
                break
    return found


def _parts(shown: str) -> tuple[str | None, list[str], bool]:
    """The line's date, its other parts, and whether the date has a label."""
    published = None
    labelled = False
    match = DATE.search(shown)
    if match and (published := iso_date(match.group())):
        before = shown[: match.start()]
        label = _DATE_LABEL.search(before)
        if label and _LABELLED.search(label.group()):
            labelled = True
            before = before[: label.start()]
        shown = f"{before}\t{shown[match.end() :]}"
    parts = [part.strip(" ()（）[]*_:：,，") for part in _SPLIT.split(_ROLE_APART.sub(r"\1 ", shown)) if part]
    return published, [part for part in parts if part], labelled
