"""How much decoded text looks like a language: what tells encodings apart that all accept the same bytes.

A wrong encoding of the same bytes gives rare characters, characters of a script that its languages do not use, and
capitals inside words. So each encoding has a small model of its languages: the frequent characters in falling order,
the others by how common they are. The right encoding is the one whose text takes the fewest bits to write down
(minimum description length, Rissanen 1978), which makes encodings of one and of two bytes a character comparable.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

_BOTH_CHINESE = (
    "的一是不了在人有我他中大上到子和你地出道也年得就那要下以生自着去之家可小心多天而能好都然日于起成事只作想看文手十用主行方又如前所本面公"
    "同三已老知民分外但身些高意把法此回二理美月明其全工己者向情部正名定力等很最新什打便位因重被走四第相次政海口使教西再平真世信北少加化由代"
    "入先山五太水市才性通目立件安表原期提感金何更反合放做系司利受光果界及今京制解各任至物共接特度建百科元社六功指思非流每管院展近治周保七"
    "必城步完深即求品量空技程告基式收持取始商千片容研改形首影失香造股份增投供需格"
)
_SIMPLIFIED = (
    "这来国个说们为时会过学对里后么没于还发当无开见经头从动两长样现将与进实点种声问机给几业间电门东气关并内却军产万体别处总场员华报数应计务"
    "台记边统题论义术结资队带条变联权该领传决达办运强区识极设广议际则单据导网专组视济离亿额购价营润减"
)
_TRADITIONAL = (
    "這來國個說們為爲時會過學對裏裡後麼沒於還發當無開見經頭從動兩長樣現將與進實點種聲問機給幾業間電門東氣關並內卻軍產萬體別處總場員華報數應"
    "計務臺台記邊統題論義術結資隊帶條變聯權該領傳決達辦運強區識極設廣議際則單據導網專組視濟離億額購價營潤減"
)
_HIRAGANA = "".join(map(chr, range(0x3041, 0x3097)))
_KATAKANA = "".join(map(chr, range(0x30A1, 0x30FD)))
_JAPANESE = (
    _HIRAGANA
    + _KATAKANA
    + "日年月人国会大一本中事者社行上出自時金分地方前見生内部業場立開経済株式価売当期実対的用新円同合定高"
    "最企販増減益費比「」・"
)
_KOREAN = (
    "이다는을의에가고하지를은로한기도사자어서나대리인스정시으아해게라일보수있과그주부전장제여들만상구성원조치비경소공유계신무적국동모회오미것안"
    "실연차당위세금요용관되했었습니까또와며면출업매증산발생간통물투중문개분단방내선년월명율률선반마러"
)
_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфёъіїє"
_GREEK = "αοιετσνηυρπκλμςωάέίόύήώδγθχφβξζψ"
_ARABIC = "اليمونرتبةعدسفهكقحجشطصخذضزثئءغظأإآىؤ،"
_HEBREW = "יוהלארתבמשנםדעקחפכגטצסןזךףץ"
_THAI = "านร่อกเง้ีมยัลวดทิสต์ะปบคหืแุจพชูข็ำใไึโผศณถธฉษฝภฟฐซฒฎฏฑฬฮฤๆฯ"
_CHINESE_MARKS = "，。、“”《》：；（）？！　…—‘’·【】"
_WESTERN = "éáóüíäöñèà’“”ßçâêëîïôûùüöäßçñáíóúãõåæøœÉÄÖÜ’‘“”–—«»…€°·£"
_CENTRAL = "ąćęłńóśźżěščřžýůáíéúďťňőűöüäșțăâîŁŚŻŽŠČ„”“–"
_TURKISH = "ışğçöüİŞâîŞĞ’“”"
_EVERY_SCRIPT = _CHINESE_MARKS + _BOTH_CHINESE + _SIMPLIFIED + _TRADITIONAL + _JAPANESE + _KOREAN

# Bits for one character. ASCII costs the same wherever it is not swallowed by a character of two bytes.
_ASCII = 5.0
_LETTER = 9.5
_COMMON = 13.0
_RARE = 18.0
_STRANGER = 20.0
_BROKEN = 30.0
_TORN = 10.0
_CUT_OFF = 11.0
# Where two encodings read a text almost alike, the one that more files are in.
_UNUSUAL = 5.0
# What share of the text beyond ASCII the frequent characters make up, and how flat their distribution begins (Zipf).
_FREQUENT_SHARE = 0.65
_FLATNESS = 5

_WHITE_SPACE = "\t\n\r"
# A capital after a small letter of the same word, a Latin letter against one of another alphabet, an ideograph or a
# syllable inside a Latin word.
_TORN_WORD = re.compile(
    r"[а-яё][А-ЯЁ]|[α-ω][Α-Ω]|[a-zß-ÿ][À-ÖØ-Þ]|[A-Za-z][\u0370-\u06ff\u0e00-\u0e5b]|[\u0370-\u06ff\u0e00-\u0e5b][A-Za-z]"
    r"|[a-z][\u4e00-\u9fff\uac00-\ud7a3](?=[a-z ,.])"
)


@dataclass(frozen=True, slots=True)
class Encoding:
    """An encoding with the model of its languages: bits of the frequent characters, and of all others beyond ASCII."""

    name: str
    frequent: dict[str, float]
    others: Callable[[str], float]
    prior: float = 0.0


def description_length(text: str, encoding: Encoding) -> float:
    """The bits it takes to write the text down in the languages of an encoding."""
    bits = encoding.prior + _TORN * len(_TORN_WORD.findall(text))
    if text.endswith("\ufffd"):  # a character cut in two at the end says less against it than one inside
        bits += _CUT_OFF - _BROKEN
    for character, count in Counter(text).items():
        if character < "\x7f":
            bits += count * (_ASCII if character >= " " or character in _WHITE_SPACE else _STRANGER)
        elif character == "\ufffd":
            bits += count * _BROKEN
        else:
            bits += count * (encoding.frequent.get(character) or encoding.others(character))
    return bits


def _encoding(name: str, frequent: str, others: Callable[[str], float], prior: float = 0.0) -> Encoding:
    ranked = list(dict.fromkeys(frequent))
    total = sum(1 / (rank + _FLATNESS) for rank in range(len(ranked)))
    bits = {
        character: -math.log2(_FREQUENT_SHARE / total / (rank + _FLATNESS)) for rank, character in enumerate(ranked)
    }
    return Encoding(name, bits, others, prior)


def _alphabet(letters: str) -> Callable[[str], float]:
    """Bits of the characters that an alphabet has besides its frequent ones; `letters` as in a regular expression."""
    pattern = re.compile(f"[{letters}]")
    return lambda character: _LETTER if pattern.match(character) else _STRANGER


def _ideographs(scripts: str) -> Callable[[str], float]:
    """Bits of ideographs, full-width signs and the other `scripts` that go with them."""
    pattern = re.compile(f"[{scripts}]") if scripts else None

    def bits(character: str) -> float:
        if pattern and pattern.match(character):
            return _COMMON
        if "\u4e00" <= character <= "\u9fff":
            return _COMMON if _is_common_ideograph(character) else _RARE
        return _COMMON if "\u3000" <= character <= "\u303f" or "\uff01" <= character <= "\uff5e" else _STRANGER

    return bits


@lru_cache(maxsize=30_000)
def _is_common_ideograph(character: str) -> bool:
    """Whether a national standard counts it to its first level (GB 2312, Big5, JIS X 0208)."""
    for charset, first, last in (("gb2312", 0xB0, 0xD7), ("big5", 0xA4, 0xC6), ("euc_jp", 0xB0, 0xCF)):
        encoded = character.encode(charset, "ignore")
        if encoded and first <= encoded[0] <= last:
            return True
    return False


_LATIN = "À-ÖØ-öø-ž‚„†‹›•™©®½²°§€…’‘“”–—«»·\xa0"
_ANY_SCRIPT = _ideographs(f"\u3041-\u30ff\uac00-\ud7a3\u0370-\u06ff\u0e00-\u0e5f{_LATIN}")

UTF_16 = (
    _encoding("utf-16-le", _EVERY_SCRIPT, _ANY_SCRIPT),
    _encoding("utf-16-be", _EVERY_SCRIPT, _ANY_SCRIPT),
)
"""UTF-16 without a byte order mark, in the two byte orders."""

EIGHT_BIT = (
    _encoding("gb18030", _CHINESE_MARKS + _BOTH_CHINESE + _SIMPLIFIED + _TRADITIONAL, _ideographs("")),
    _encoding("cp950", _CHINESE_MARKS + _BOTH_CHINESE + _TRADITIONAL + "「」『』", _ideographs("")),
    _encoding("big5hkscs", _CHINESE_MARKS + _BOTH_CHINESE + _TRADITIONAL + "「」『』", _ideographs(""), _UNUSUAL),
    _encoding("cp932", _JAPANESE, _ideographs("")),
    _encoding("euc_jp", _JAPANESE, _ideographs("")),
    _encoding("cp949", _KOREAN, lambda character: _COMMON if "가" <= character <= "힣" else _RARE),
    _encoding("cp1252", _WESTERN, _alphabet(_LATIN)),
    _encoding("cp1250", _CENTRAL, _alphabet(_LATIN), _UNUSUAL),
    _encoding("cp1254", _TURKISH, _alphabet(_LATIN), _UNUSUAL),
    _encoding("cp1251", _CYRILLIC, _alphabet("А-яЁёІіЇїЄєҐґ«»—–№“”„…\xa0")),
    _encoding("koi8_r", _CYRILLIC, _alphabet("А-яЁё\xa0")),
    _encoding("cp866", _CYRILLIC, _alphabet("А-яЁё№\xa0"), _UNUSUAL),
    _encoding("iso8859_5", _CYRILLIC, _alphabet("А-яЁё№\xa0"), _UNUSUAL),
    _encoding("cp1253", _GREEK, _alphabet("Α-Ωα-ωΆ-ώ«»’–\xa0"), _UNUSUAL),
    _encoding("cp1256", _ARABIC, _alphabet("\u0621-\u064a،؛؟«»“”\xa0"), _UNUSUAL),
    _encoding("cp1255", _HEBREW, _alphabet("\u05d0-\u05ea\u05b0-\u05c3“”–\xa0"), _UNUSUAL),
    _encoding("cp874", _THAI, _alphabet("\u0e01-\u0e5b“”\xa0"), _UNUSUAL),
)
"""The others, in which ASCII stays ASCII; where two fit equally well, the first."""
