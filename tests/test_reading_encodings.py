"""Encodings: short texts in every encoding that people have come back as they were written."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import EmptyArticleError, ReadingError
from index.readers.encodings import decode_html, decode_text

SIMPLIFIED = "这家公司去年收入三亿一千万元，比前年多了一倍，可亏损也更大了，往后三年能不能赚钱，谁都说不准。"
TRADITIONAL = "這家公司去年收入三億一千萬元，比前年多了一倍，可虧損也更大了，往後三年能不能賺錢，誰都說不準。"
JAPANESE = "この会社の売上は去年より二倍になったが、赤字も大きくなり、三年後に利益が出るかどうかは誰にも分からない。"
KOREAN = "이 회사의 매출은 작년보다 두 배로 늘었지만 적자도 커져서 삼 년 뒤에 이익이 날지는 아무도 모른다."
GERMAN = "Der Umsatz hat sich verdoppelt, der Verlust wächst jedoch auch; ob es je für Gewinne reicht, weiß keiner."
FRENCH = (
    "Le chiffre d’affaires a doublé, mais la perte s’est creusée ; personne ne sait où l’on sera dans trois années."
)
RUSSIAN = "Выручка выросла вдвое, но и убыток стал больше; будет ли прибыль через три года, не знает никто."
POLISH = "Przychody wzrosły dwukrotnie, ale strata też się powiększyła; czy za trzy lata będzie zysk, nie wie nikt."
TURKISH = "Gelir iki katına çıktı ama zarar da büyüdü; üç yıl sonra kâr olup olmayacağını kimse bilmiyor, diyor şirket."
ARABIC = "تضاعفت إيرادات الشركة في العام الماضي لكن خسائرها زادت أيضا، ولا يعرف أحد هل ستربح بعد ثلاث سنوات."
GREEK = "Τα έσοδα διπλασιάστηκαν, όμως και η ζημία μεγάλωσε· αν θα υπάρξει κέρδος σε τρία χρόνια, κανείς δεν ξέρει."

CASES = [
    (SIMPLIFIED, ["utf-8", "gb18030", "gbk", "utf-16-le", "utf-16-be"]),
    (TRADITIONAL, ["utf-8", "big5", "cp950", "gb18030", "utf-16-le", "utf-16-be"]),
    (JAPANESE, ["utf-8", "shift_jis", "euc_jp", "iso2022_jp", "utf-16-le", "utf-16-be"]),
    (KOREAN, ["utf-8", "euc_kr", "cp949", "utf-16-le", "utf-16-be"]),
    (GERMAN, ["utf-8", "cp1252", "utf-16-le", "utf-16-be"]),
    (FRENCH, ["utf-8", "cp1252", "utf-16-le"]),
    (RUSSIAN, ["utf-8", "cp1251", "koi8_r", "cp866", "iso8859_5", "utf-16-le"]),
    (POLISH, ["utf-8", "cp1250"]),
    (TURKISH, ["utf-8", "cp1254"]),
    (ARABIC, ["utf-8", "cp1256", "utf-16-be"]),
    (GREEK, ["utf-8", "utf-16-le"]),
]


@pytest.mark.parametrize(("text", "encoding"), [(text, name) for text, names in CASES for name in names])
@pytest.mark.parametrize("length", [25, 60, 2000])
def test_a_text_comes_back_as_it_was_written(text: str, encoding: str, length: int) -> None:
    written = (text * (length // len(text) + 1))[:length]
    assert decode_text(written.encode(encoding), "a.txt") == written


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_taken_off(mark: bytes, encoding: str) -> None:
    assert decode_text(mark + "好, ok".encode(encoding), "a.txt") == "好, ok"


def test_a_long_ascii_beginning_does_not_hide_the_encoding() -> None:
    text = "plain words, line after line\n" * 5000 + SIMPLIFIED
    assert decode_text(text.encode("gb18030"), "a.txt") == text


def test_utf8_with_a_lost_byte_is_still_utf8() -> None:
    data = (SIMPLIFIED * 3).encode()
    assert decode_text(data[:31] + data[32:], "a.txt").endswith(SIMPLIFIED * 2)
    assert decode_text(data[:-1], "a.txt") == (SIMPLIFIED * 3)[:-1] + "\ufffd"


def test_line_endings_stay_as_they_came() -> None:
    assert decode_text(b"a\r\nb\rc\n", "a.txt") == "a\r\nb\rc\n"


@pytest.mark.parametrize("data", [bytes(range(256)) * 8, b"\x7fELF\x02\x01\x01" + bytes(64), bytes(1000)])
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(ReadingError, match=r"^a\.bin: not a text file"):
        decode_text(data, "a.bin")


def test_an_empty_file_is_named_as_one() -> None:
    with pytest.raises(EmptyArticleError, match=r"^a\.txt: the file is empty"):
        decode_text(b"", "a.txt")


@pytest.mark.parametrize(
    ("head", "encoding", "text"),
    [
        ('<meta charset="gb2312">', "gb18030", "镕"),  # in GBK, not in GB 2312 itself
        ('<meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS">', "cp932", "①"),
        ('<?xml version="1.0" encoding="Big5"?>', "big5", "說明"),
        ("<meta charset=koi8-r>", "koi8_r", "да"),
        ('<meta charset="gb2312">', "utf-8", "其实是另一种编码"),  # saved anew by a browser that left the head alone
        ('<meta charset="iso-8859-1">', "gb18030", SIMPLIFIED),  # a default that says nothing
    ],
)
def test_a_page_is_read_as_its_head_says_where_that_can_be_true(head: str, encoding: str, text: str) -> None:
    markup = f"{head}<p>{text}</p>"
    assert decode_html(markup.encode(encoding), "a.html") == markup


def test_the_server_is_believed_before_the_page() -> None:
    markup = "<meta charset=gb2312><p>да нет</p>"
    assert decode_html(markup.encode("koi8_r"), "a.html", "koi8-r") == markup
    assert decode_html(markup.encode("koi8_r"), "a.html", "no-such-charset").startswith("<meta charset=gb2312>")


@given(st.binary(max_size=400))
def test_any_bytes_give_text_or_one_reason(data: bytes) -> None:
    try:
        assert decode_text(data, "a.txt")
    except ReadingError as error:
        assert "\n" not in str(error)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=200))
def test_utf8_is_never_taken_for_something_else(text: str) -> None:
    assert decode_text(text.encode(), "a.txt") == text.removeprefix("\ufeff")
