"""PDF, Word, EPUB, mail and feeds: the text a reader sees, and what the container says about it."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from typing import IO

import docx
import pytest

from index.documents import RawDocument
from index.errors import EmptyArticleError, ReadingError
from index.readers.epub import read_epub
from index.readers.feed import read_feed
from index.readers.mail import read_mail
from index.readers.paragraphs import join_wrapped_lines
from index.readers.pdf import read_pdf
from index.readers.word import read_word


def no_progress() -> None:
    """The readers here run in this process, which has no clock to start anew."""


# -- PDF ---------------------------------------------------------------------------------------------------------------


def pdf(
    pages: list[str], information: str = "", font: str = "/Type1 /BaseFont /Helvetica", extra: str = ""
) -> IO[bytes]:
    """A PDF whose pages have the given content streams; `extra` are further objects, from number 100 on."""
    objects = {
        1: "<< /Type /Catalog /Pages 2 0 R >>",
        2: f"<< /Type /Pages /Count {len(pages)} /Kids [{' '.join(f'{10 + 2 * n} 0 R' for n in range(len(pages)))}] >>",
        3: f"<< /Type /Font /Subtype {font} >>",
        4: f"<< {information} >>",
        5: "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /Length 1 >>\nstream\nx\nendstream",
    }
    for number, content in enumerate(pages):
        picture = "/XObject << /I 5 0 R >>" if "/I Do" in content else ""
        objects[10 + 2 * number] = (
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents {11 + 2 * number} 0 R "
            f"/Resources << /Font << /F 3 0 R >> {picture} >> >>"
        )
        objects[11 + 2 * number] = f"<< /Length {len(content)} >>\nstream\n{content}\nendstream"
    body = "%PDF-1.7\n" + "".join(f"{number} 0 obj\n{value}\nendobj\n" for number, value in objects.items()) + extra
    return io.BytesIO(f"{body}trailer\n<< /Size 200 /Root 1 0 R /Info 4 0 R >>\nstartxref\n0\n%%EOF".encode("latin-1"))


def lines(*texts: str) -> str:
    return "BT /F 12 Tf 14 TL 50 700 Td " + " ".join(f"({text}) Tj T*" for text in texts) + " ET"


def test_a_pdf_gives_its_text_with_wrapped_lines_joined() -> None:
    first = lines(
        "Outlook",
        "Revenue has doubled since last year and the loss has grown too, so that mana-",
        "gers expect a profit only in three years, which nobody outside of it believes",
        "to be likely.",
        "Costs stay high.",
    )
    [document] = read_pdf(
        pdf([first, lines("Second page.")], "/Title (Year in numbers) /Author (A. Writer)"), "a.pdf", no_progress
    )
    assert document.text == (
        "Outlook\nRevenue has doubled since last year and the loss has grown too, so that managers expect a profit "
        "only in three years, which nobody outside of it believes to be likely.\nCosts stay high.\nSecond page."
    )
    assert (document.title, document.author, document.published) == ("Year in numbers", "A. Writer", None)


@pytest.mark.parametrize("title", ["Microsoft Word - draft7.doc", "report.indd", "untitled", ""])
def test_a_title_nobody_gave_is_no_title(title: str) -> None:
    [document] = read_pdf(pdf([lines("Some text.")], f"/Title ({title})"), "a.pdf", no_progress)
    assert document.title is None


def test_an_author_that_a_program_filled_in_is_no_author() -> None:
    [document] = read_pdf(pdf([lines("Some text.")], "/Author (anonymous)"), "a.pdf", no_progress)
    assert document.author is None


def test_a_scanned_pdf_is_refused_as_one() -> None:
    with pytest.raises(ReadingError, match=r"^a\.pdf: a scanned PDF.*OCR"):
        read_pdf(pdf(["q /I Do Q", f"q /I Do Q {lines('2 / 2')}"]), "a.pdf", no_progress)
    with pytest.raises(ReadingError, match="a scanned PDF"):
        read_pdf(pdf(["BI /W 1 /H 1 ID x EI"]), "a.pdf", no_progress)


def test_a_pdf_with_some_pictures_is_not_a_scan() -> None:
    [document] = read_pdf(
        pdf(["q /I Do Q", lines("Text of the second page."), lines("And of the third.")]), "a.pdf", no_progress
    )
    assert document.text == "Text of the second page.\nAnd of the third."


def test_an_empty_and_a_damaged_pdf_say_so() -> None:
    with pytest.raises(EmptyArticleError, match="no text"):
        read_pdf(pdf([""]), "a.pdf", no_progress)
    with pytest.raises(ReadingError, match="damaged PDF"):
        read_pdf(io.BytesIO(b"%PDF-1.7\nnothing more"), "a.pdf", no_progress)


def test_an_encrypted_pdf_is_refused_with_a_way_out() -> None:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(pdf([lines("secret")])))
    writer.encrypt("password", algorithm="RC4-128")
    locked = io.BytesIO()
    writer.write(locked)
    with pytest.raises(ReadingError, match="encrypted; save or print a copy without a password"):
        read_pdf(locked, "a.pdf", no_progress)


def test_ideographs_written_as_radicals_and_joined_letters_are_read_as_shown() -> None:
    cmap = "begincmap\n1 begincodespacerange <00> <FF> endcodespacerange\n4 beginbfchar\n" + "".join(
        f"<{code:02X}> <{ord(character):04X}>\n" for code, character in zip(b"abcd", "⼤⻓ﬁ字", strict=True)
    )
    stream = f"{cmap}endbfchar\nendcmap"
    extra = f"100 0 obj\n<< /Length {len(stream)} >>\nstream\n{stream}\nendstream\nendobj\n"
    file = pdf([lines("abcd")], font="/Type1 /BaseFont /X /ToUnicode 100 0 R", extra=extra)
    assert read_pdf(file, "a.pdf", no_progress)[0].text == "大长fi字"


@pytest.mark.parametrize(
    ("wrapped", "joined"),
    [
        (
            "一行写满了就要换到下一行去，所以这里断开\n的句子应当接回来。\n另起一段。",
            "一行写满了就要换到下一行去，所以这里断开的句子应当接回来。\n另起一段。",
        ),
        ("A line that is as wide as\nthe page goes on.", "A line that is as wide as the page goes on."),
        ("A short line\nanother short line", "A short line\nanother short line"),
        ("A list as wide as the page\n• first point of it", "A list as wide as the page\n• first point of it"),
        ("Year    2023    2024    2025\nLoss    1    2    3", "Year    2023    2024    2025\nLoss    1    2    3"),
        ("", ""),
    ],
)
def test_only_lines_broken_for_want_of_room_are_joined(wrapped: str, joined: str) -> None:
    assert join_wrapped_lines(wrapped) == joined


# -- Word --------------------------------------------------------------------------------------------------------------


def word(document: object) -> IO[bytes]:
    file = io.BytesIO()
    document.save(file)  # type: ignore[attr-defined]
    file.seek(0)
    return file


def test_a_word_document_gives_paragraphs_and_table_rows_in_order() -> None:
    source = docx.Document()
    source.core_properties.title, source.core_properties.author = "Plan", "B. Author"
    source.add_heading("Figures", 1)
    source.add_paragraph("Before ").add_run("bold").bold = True
    table = source.add_table(2, 3)
    for row in range(2):
        for column in range(3):
            table.cell(row, column).text = f"r{row}c{column}"
    table.cell(1, 0).merge(table.cell(1, 1))
    table.cell(0, 2).add_table(1, 2).cell(0, 1).text = "inner"
    source.add_paragraph("After\nbreak 表格")
    [document] = read_word(word(source), "a.docx", no_progress)
    assert document.text == ("Figures\nBefore bold\nr0c0 | r0c1 | r0c2  | inner\nr1c0 r1c1 | r1c2\nAfter\nbreak 表格")
    assert (document.title, document.author, document.published) == ("Plan", "B. Author", None)


def test_a_template_is_not_the_author_and_hidden_or_deleted_text_is_not_read() -> None:
    from docx.oxml import parse_xml

    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    source = docx.Document()
    paragraph = source.add_paragraph("kept ")
    for run in (
        f'<w:ins {space} w:id="1"><w:r><w:t xml:space="preserve">added </w:t></w:r></w:ins>',
        f'<w:del {space} w:id="2"><w:r><w:delText>deleted</w:delText></w:r></w:del>',
        f"<w:r {space}><w:rPr><w:vanish/></w:rPr><w:t>hidden</w:t></w:r>",
        f"<w:sdt {space}><w:sdtContent><w:r><w:t>field</w:t></w:r></w:sdtContent></w:sdt>",
        f"<w:r {space}><w:instrText>PAGE</w:instrText></w:r>",
    ):
        paragraph._p.append(parse_xml(run))
    [document] = read_word(word(source), "a.docx", no_progress)
    assert (document.text, document.author) == ("kept added field", None)


def test_what_is_no_word_document_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("word/other.xml", "<a/>")
    with pytest.raises(ReadingError, match="not a Word document"):
        read_word(file, "a.docx", no_progress)
    with pytest.raises(ReadingError, match="damaged or incomplete"):
        read_word(io.BytesIO(b"PK\x03\x04 cut off"), "a.docx", no_progress)


# -- EPUB --------------------------------------------------------------------------------------------------------------

CONTAINER = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>'
)
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">
<metadata><dc:title>Two  Views</dc:title><dc:creator>C. Author</dc:creator><dc:publisher>House</dc:publisher>
<dc:date>2024-05-06</dc:date><dc:language>de</dc:language></metadata>
<manifest><item id="n" href="nav.xhtml" properties="nav" media-type="application/xhtml+xml"/>
<item id="b" href="../second.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="text/first%20one.xhtml" media-type="application/xhtml+xml"/>
<item id="c" href="cover.jpg" media-type="image/jpeg"/></manifest>
<spine><itemref idref="c"/><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/><itemref idref="a"/></spine>
</package>"""


def epub(**members: str) -> IO[bytes]:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for path, text in {"mimetype": "application/epub+zip", "META-INF/container.xml": CONTAINER, **members}.items():
            archive.writestr(path, text)
    return file


CHAPTERS = {
    "OEBPS/book.opf": PACKAGE,
    "OEBPS/nav.xhtml": "<p>Contents",
    "OEBPS/text/first one.xhtml": "<html><head><title>t</title></head><h1>Eins</h1><p>Für und wider.</p></html>",
    "second.xhtml": "<p>Zwei",
}


def test_a_book_is_one_document_in_reading_order() -> None:
    [document] = read_epub(epub(**CHAPTERS), "a.epub", no_progress)
    assert document == RawDocument(
        path="a.epub",
        text="Eins\nFür und wider.\n\nZwei",
        media="application/epub+zip",
        title="Two Views",
        author="C. Author",
        source="House",
        published="2024-05-06",
        language="de",
    )


def test_a_protected_book_is_refused_and_one_with_protected_fonts_is_not() -> None:
    rights = '<encryption><EncryptedData><EncryptionMethod Algorithm="{}"/></EncryptedData></encryption>'
    fonts = epub(**CHAPTERS, **{"META-INF/encryption.xml": rights.format("http://www.idpf.org/2008/embedding")})
    assert len(read_epub(fonts, "a.epub", no_progress)) == 1
    locked = epub(
        **CHAPTERS, **{"META-INF/encryption.xml": rights.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")}
    )
    with pytest.raises(ReadingError, match="DRM"):
        read_epub(locked, "a.epub", no_progress)


def test_a_damaged_book_is_refused() -> None:
    with pytest.raises(ReadingError, match="not an EPUB book, or a damaged one"):
        read_epub(epub(**{"OEBPS/book.opf": "<package"}), "a.epub", no_progress)


# -- mail --------------------------------------------------------------------------------------------------------------


def test_a_mail_gives_its_html_part_and_its_header() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "王小明 <w@example.org>", "訂閱  news"
    message["Date"] = "Tue, 24 Nov 2026 10:00:00 +0800"
    message.set_content("the plain part")
    message.add_alternative('<p>The <b>page</b> 中文</p><p style="font-size:0">x</p>', subtype="html")
    message.add_attachment("attached", filename="a.txt")
    [document] = read_mail(io.BytesIO(bytes(message)), "a.eml", no_progress)
    assert (document.text, document.media) == ("The page 中文", "message/rfc822")
    assert document.markup is not None
    assert (document.title, document.author, document.published) == (
        "訂閱 news",
        "王小明",
        "2026-11-24T10:00:00+08:00",
    )


def test_a_plain_mail_in_an_undeclared_encoding_is_read() -> None:
    text = "收入增长了一倍，但是亏损也扩大了。"
    [document] = read_mail(
        io.BytesIO(b"From: a@example.org\r\nDate: soon\r\n\r\n" + text.encode("gb18030")), "a.eml", no_progress
    )
    assert (document.text, document.author, document.title, document.published) == (text, "a@example.org", None, None)


def test_an_html_part_of_pictures_leaves_the_plain_part() -> None:
    message = EmailMessage()
    message.set_content("words")
    message.add_alternative("<img src=a.png>", subtype="html")
    assert read_mail(io.BytesIO(bytes(message)), "a.eml", no_progress)[0].text == "words\n"


def test_a_mail_without_text_points_to_its_attachments() -> None:
    message = EmailMessage()
    message["From"] = "a@example.org"
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="a.pdf")
    with pytest.raises(EmptyArticleError, match="save its attachments"):
        read_mail(io.BytesIO(bytes(message)), "a.eml", no_progress)


def test_a_page_saved_as_one_file_is_read_with_its_address() -> None:
    saved = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/a\r\nSubject: Head\r\n"
        "Date: Tue, 24 Nov 2026 10:00:00 +0800\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="b"\r\n\r\n--b\r\nContent-Type: text/html\r\n'
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n<p>one =E2=82=AC</p>\r\n--b\r\n"
        "Content-Type: text/css\r\n\r\np{}\r\n--b--\r\n"
    )
    [document] = read_mail(io.BytesIO(saved.encode()), "a.mhtml", no_progress)
    assert (document.text, document.title, document.url) == ("one €", "Head", "https://example.org/a")
    assert (document.author, document.published) == (None, None)


# -- feeds -------------------------------------------------------------------------------------------------------------


def test_each_entry_of_a_feed_is_a_document() -> None:
    feed = """<?xml version="1.0" encoding="utf-8"?><rss version="2.0"
    xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><title>Channel</title><language>zh-cn</language>
    <item><title>One</title><link>https://example.org/1</link>
    <pubDate>Tue, 24 Nov 2026 10:00:00 +0800</pubDate>
    <description>short</description>
    <c:encoded><![CDATA[<p>The long <b>body</b></p><p style="display:none">x</p><script>x</script>]]></c:encoded></item>
    <item><title>No text</title></item>
    <item><title>2</title><description>&lt;p&gt;Bulls &amp;amp; bears&lt;/p&gt;</description></item></channel></rss>"""
    one, two = read_feed(io.BytesIO(feed.encode()), "a.xml", no_progress)
    assert (one.text, one.title, one.source, one.language) == ("The long body", "One", "Channel", "zh-cn")
    assert (one.published, one.url, one.path) == ("2026-11-24T02:00:00+00:00", "https://example.org/1", "a.xml")
    assert (two.text, two.title, two.published, two.url) == ("Bulls & bears", "2", None, None)


def test_atom_text_is_not_taken_for_markup() -> None:
    feed = """<feed xmlns="http://www.w3.org/2005/Atom"><title>F</title><entry><title>T</title>
    <author><name>D. Author</name></author><updated>2024-05-06T07:08:09Z</updated>
    <content type="text">if a &lt;b&gt; c</content></entry></feed>"""
    [entry] = read_feed(io.BytesIO(feed.encode()), "a.atom", no_progress)
    assert (entry.text, entry.markup, entry.author) == ("if a <b> c", None, "D. Author")
    assert entry.published == "2024-05-06T07:08:09+00:00"


def test_what_is_no_feed_is_refused() -> None:
    with pytest.raises(ReadingError, match="not an RSS or Atom feed"):
        read_feed(io.BytesIO(b"<order><item>1</item></order>"), "a.xml", no_progress)
    with pytest.raises(EmptyArticleError, match="no entry with text"):
        read_feed(io.BytesIO(b"<rss version='2.0'><channel></channel></rss>"), "a.xml", no_progress)
