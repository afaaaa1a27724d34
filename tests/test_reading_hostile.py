"""Files made to harm: each is refused with a reason, and costs little time and memory whatever its form.

Time is the processor time of this process and its children, so that a busy machine does not decide; memory is the peak
of the child, above which nothing is held here.
"""

from __future__ import annotations

import gzip
import io
import resource
import subprocess
import sys
import time
import zipfile
import zlib
from pathlib import Path

import pytest

from index.errors import ReadingError
from index.readers.confined import read_confined
from index.reading import read

MOST_SECONDS = 10.0
MOST_MEGABYTES = 512

ENTITIES = (
    "<!DOCTYPE x [<!ENTITY a0 'ha'>" + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12)) + "]>"
)
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="a" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def archive(members: dict[str, str | int]) -> bytes:
    """A zip file; a number stands for so many megabytes of spaces."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in members.items():
            with packed.open(path, "w") as member:
                if isinstance(content, int):
                    for _ in range(content):
                        member.write(b" " * 1_000_000)
                else:
                    member.write(content.encode())
    return file.getvalue()


def word(document: str | int) -> bytes:
    return archive({"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document})


def book(chapter: str | int) -> bytes:
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfile full-path="b"/></container>'
    )
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" href="a" '
        'media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/></spine></package>'
    )
    return archive(
        {"mimetype": "application/epub+zip", "META-INF/container.xml": container, "b": package, "a": chapter}
    )


def pdf(content: bytes, kids: str = "[3 0 R]", form: bytes = b"", dictionary: str = "") -> bytes:
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count 1 /Kids {kids} >>".encode(),
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R /Resources 5 0 R >>",
        f"<< /Length {len(content)} {dictionary} >>\nstream\n".encode() + content + b"\nendstream",
        b"<< /Font << /F 6 0 R >> /XObject << /X 7 0 R >> >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Type /XObject /Subtype /Form /Resources 5 0 R /Length {len(form)} >>\nstream\n".encode()
        + form
        + b"\nendstream",
    ]
    body = b"".join(b"%d 0 obj\n%b\nendobj\n" % (number, value) for number, value in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer\n<< /Root 1 0 R /Size 8 >>\nstartxref\n0\n%%EOF"


HOSTILE: dict[str, tuple[str, bytes]] = {
    "line.txt": ("more than the 50 MB", b"a" * 100_000_000),
    "line.html": ("too many for a page", b"<p>" + b"a" * 49_000_000),
    "deep.html": ("nested 100,002 deep", b"<div>" * 100_000 + b"x"),
    "entities.html": ("declares XML entities", b"<!DOCTYPE html [<!ENTITY a 'b'>]><p>&a;</p>"),
    "bomb.txt.gz": ("a compressed file", gzip.compress(bytes(400_000_000))),
    "named.html": ("a compressed file", gzip.compress(b"<p>" + b"a" * 400_000_000)),
    "bomb.zip": ("an archive", archive({"a.txt": 400})),
    "bomb.docx": ("unpacks to more than 200 MB", word(400)),
    "part.docx": ("larger than 20 MB", word(100)),
    "entities.docx": (
        "declares XML entities",
        word(f"{ENTITIES}<w:document {SPACE}><w:body>&a11;</w:body></w:document>"),
    ),
    "deep.docx": ("damaged", word(f"<w:document {SPACE}><w:body>" + "<w:sdt>" * 100_000)),
    "members.docx": ("files inside it", archive({f"word/{number}": "" for number in range(10_001)})),
    "bomb.epub": ("unpacks to more than 200 MB", book(400)),
    "part.epub": ("larger than 20 MB", book(100)),
    "entities.epub": ("declares XML entities", book(f"{ENTITIES}<p>&a11;</p>")),
    "entities.rss": ("declares XML entities", f"{ENTITIES}<rss version='2.0'><title>&a11;</title></rss>".encode()),
    "kids.pdf": ("damaged PDF", pdf(b"BT ET", kids="[2 0 R 3 0 R]")),
    "inflating.pdf": (
        "damaged|memory|come to an end",
        pdf(zlib.compress(bytes(400_000_000), 9), dictionary="/Filter /FlateDecode"),
    ),
    "endless.pdf": ("did not come to an end", pdf(b"BT /F 9 Tf " + b"(x) Tj 1 0 Td " * 2_000_000)),
    "nested.eml": ("damaged, too complex", b"From: a\n" + b"Content-Type: message/rfc822\n\n" * 20_000 + b"x"),
    "header.eml": ("memory|come to an end", b"From: " + b"(" * 1_000_000 + b"\nSubject: x\n\nx"),
}


def used() -> float:
    own, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_in_time(tmp_path: Path, name: str) -> None:
    expected, data = HOSTILE[name]
    path = tmp_path / name
    path.write_bytes(data)
    start = used()
    with pytest.raises(ReadingError, match=expected) as raised:
        list(read(str(path)))
    assert used() - start < MOST_SECONDS
    assert str(raised.value).startswith(f"{path}: ")
    assert "\n" not in str(raised.value)


def test_no_child_took_more_memory_than_it_may(tmp_path: Path) -> None:
    path = tmp_path / "many.docx"
    path.write_bytes(word(f"<w:document {SPACE}><w:body>" + "<w:p/>" * 2_500_000 + "</w:body></w:document>"))
    # In a process of its own, whose largest child is the one that read this file and no browser of another test.
    code = (
        "import resource, sys\n"
        "from index.errors import ReadingError\n"
        "from index.reading import read\n"
        "try:\n"
        "    list(read(sys.argv[1]))\n"
        "except ReadingError as error:\n"
        "    print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, error)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, encoding="utf-8", check=True)
    kilobytes, reason = done.stdout.split(" ", 1)
    assert "damaged" in reason or "memory" in reason
    assert 0 < int(kilobytes) / 1000 < MOST_MEGABYTES


def test_the_reading_process_itself_stays_small(tmp_path: Path) -> None:
    """All of them one after another in one process, which then still reads an article; its peak above its rest."""
    for name, (_, data) in HOSTILE.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "article.txt").write_text("Pelham Lines pays no dividend this year.", "utf-8")
    code = (
        "import resource, sys\n"
        "from index.errors import ReadingError\n"
        "from index.reading import read\n"
        "def peak():\n"
        "    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "list(read(sys.argv[1]))\n"
        "resting = peak()\n"
        "refused = 0\n"
        "for path in sys.argv[2:]:\n"
        "    try:\n"
        "        list(read(path))\n"
        "    except ReadingError:\n"
        "        refused += 1\n"
        "[document] = read(sys.argv[1])\n"
        "print(refused, peak() - resting, document.text)\n"
    )
    article, *others = (str(tmp_path / name) for name in ["article.txt", *HOSTILE])
    command = [sys.executable, "-c", code, article, *others]
    # A child's peak begins at what its parent held when it was made: a shell between the two starts it small.
    done = subprocess.run(
        ["sh", "-c", '"$@"; exit $?', "sh", *command], capture_output=True, encoding="utf-8", check=True
    )
    refused, kilobytes, text = done.stdout.split(" ", 2)
    assert int(refused) == len(HOSTILE)
    assert int(kilobytes) / 1000 < MOST_MEGABYTES
    assert text.strip() == "Pelham Lines pays no dividend this year."


def test_a_form_that_draws_itself_is_drawn_once() -> None:
    file = io.BytesIO(pdf(b"BT /F 9 Tf (page) Tj ET /X Do", form=b"/X Do BT /F 9 Tf (form) Tj ET"))
    from index.readers.pdf import read_pdf

    [document] = read_pdf(file, "a.pdf", lambda: None)
    assert document.text == "page\nform"


def test_a_child_that_crashes_or_says_nothing_is_a_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(b"BT ET"))
    for program, expected in (("kill -SEGV $$", "damaged, or needs too much memory"), ("echo no json", "end|damaged")):
        fake = tmp_path / "python"
        fake.write_text(f"#!/bin/sh\n{program}\n")
        fake.chmod(0o755)
        monkeypatch.setattr(sys, "executable", str(fake))
        with path.open("rb") as file, pytest.raises(ReadingError, match=expected):
            read_confined("pdf", file, 100, str(path))


def test_an_article_behind_a_hostile_file_is_still_read(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<b>" * 100_000)
    (tmp_path / "b.html").write_text("<p>fine", "utf-8")
    start = time.process_time()
    with pytest.raises(ReadingError):
        list(read(str(tmp_path / "a.html")))
    assert [document.text for document in read(str(tmp_path / "b.html"))] == ["fine"]
    assert time.process_time() - start < MOST_SECONDS
