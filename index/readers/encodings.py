"""Bytes to text: which of the encodings that people still have a file is in."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from index.errors import EmptyArticleError, ReadingError
from index.readers.plausibility import EIGHT_BIT, UTF_16, Encoding, description_length

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What pages declare and what browsers then use: the larger set that holds the declared one.
_LARGER = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030", "x-gbk": "gb18030", "chinese": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs", "shift_jis": "cp932", "shift-jis": "cp932",
    "x-sjis": "cp932", "sjis": "cp932", "windows-31j": "cp932", "euc-kr": "cp949", "ks_c_5601-1987": "cp949",
    "x-euc-jp": "euc_jp", "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874", "unicode": "utf-8",
    "utf8": "utf-8", "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8",
}  # fmt: skip
_EMPTY_CLAIMS = ("iso-8859-1", "latin1", "latin-1", "windows-1252", "cp1252", "us-ascii", "ascii")
_META_CHARSET = re.compile(
    rb"""<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{2,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""",
    re.I,
)
_META_BYTES = 8192
_SAMPLE = 65_536
_DETECTION_SAMPLE = 16_384
_NOT_ASCII = re.compile(rb"[^\x01-\x7f]")
_MOST_BROKEN = 0.1
_ESCAPES = re.compile(rb"\x1b(?:\$[@BA]|\(J|\$\([CD])")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MOST_CONTROLS = 0.02


def decode_text(data: bytes, name: str, charset: str | None = None) -> str:
    """The text of a text file, its byte order mark taken off. Raises ReadingError where the bytes are no text."""
    if not data:
        raise EmptyArticleError(f"{name}: the file is empty; nothing was added")
    text = _decode(data, name, charset)
    if not text:
        raise EmptyArticleError(f"{name}: the file is empty; nothing was added")
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > _MOST_CONTROLS * len(sample):
        raise _not_text(name)
    return text


def decode_html(data: bytes, name: str, charset: str | None = None) -> str:
    """The markup of a page: `charset` from its server, else what its own head declares, else as a text file."""
    declared = _META_CHARSET.search(data[:_META_BYTES])
    return decode_text(data, name, charset or (declared and (declared[1] or declared[2]).decode("ascii")))


def _decode(data: bytes, name: str, charset: str | None) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace")
    few_nuls = data[:_SAMPLE].count(0) <= _MOST_CONTROLS * len(data[:_SAMPLE])
    if few_nuls:
        if _ESCAPES.search(data[:_SAMPLE]) and data[:_SAMPLE].isascii():
            return data.decode("iso2022_jp_2", "replace")
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError as error:
            if _mostly_utf8(data[: max(_SAMPLE, error.start + 1)]):
                return data.decode("utf-8", "replace")
        # Servers say ISO 8859-1 of anything; it fits every file, so it says nothing.
        if charset and charset.lower() not in _EMPTY_CLAIMS and (text := _decode_as_declared(data, charset)):
            return text
    encodings = (*EIGHT_BIT, *UTF_16) if few_nuls else UTF_16
    text = data.decode(_most_plausible(data, encodings), "replace")
    if text[:_SAMPLE].count("\ufffd") > _MOST_BROKEN * len(text[:_SAMPLE]):
        raise _not_text(name)
    return text


def _mostly_utf8(sample: bytes) -> bool:
    """Whether this is UTF-8 with a few bytes lost: of the characters beyond ASCII, nearly all are whole."""
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    beyond_ascii = sum(character > "\x7f" for character in text)
    return broken <= _MOST_BROKEN * beyond_ascii


def _most_plausible(data: bytes, encodings: Sequence[Encoding]) -> str:
    """The encoding whose languages explain the sample best."""
    beyond_ascii = _NOT_ASCII.search(data)
    start = (beyond_ascii.start() if beyond_ascii else 0) & ~1  # even, for the sake of UTF-16
    sample = data[start : start + _DETECTION_SAMPLE]

    def bits(encoding: Encoding) -> float:
        return description_length(sample.decode(encoding.name, "replace"), encoding)

    return min(encodings, key=bits).name


def _decode_as_declared(data: bytes, charset: str) -> str | None:
    try:
        text = data.decode(_LARGER.get(charset.lower(), charset), "replace")
    except (LookupError, UnicodeError):
        return None
    return text if text.count("\ufffd") <= 0.01 * len(text) + 1 else None


def _not_text(name: str) -> ReadingError:
    return ReadingError(f"{name}: not a text file; give a .txt, .md, .html, .pdf, .docx, .epub or .eml file")
