"""Files, folders, links, standard input and pasted text: what is read, and the one line where it cannot be."""

from __future__ import annotations

import io
import os
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import pytest

from index.documents import RawDocument
from index.errors import EmptyArticleError, ReadingError
from index.readers.limits import MAX_CHARACTERS, MAX_FILE_BYTES
from index.reading import expand, read, read_text


def reason(path: Path | str) -> str:
    with pytest.raises(ReadingError) as raised:
        list(read(str(path)))
    message = str(raised.value)
    assert message.startswith(f"{path}: ")
    assert "\n" not in message
    return message.removeprefix(f"{path}: ")


def written(path: Path, data: bytes | str) -> str:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return str(path)


def test_a_text_is_the_decoded_file(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt", "一行\r\n\r\n  两行\n")
    assert list(read(path)) == [RawDocument(path=path, text="一行\r\n\r\n  两行\n")]


def test_markdown_keeps_its_text_and_gives_its_front_matter(tmp_path: Path) -> None:
    text = (
        "---\ntitle: \"Two: views\" # of it\nauthor: E. Author\ndate: 2024-05-06\nlang: zh-Hant\npublisher: 'House'\n"
        "tags: [a, b]\nlink: https://example.org/a\n---\n# Head\n**bold**\n"
    )
    [document] = read(written(tmp_path / "a.md", text))
    assert (document.text, document.media, document.markup) == (text, "text/markdown", None)
    assert (document.title, document.author, document.published) == ("Two: views", "E. Author", "2024-05-06")
    assert (document.language, document.source, document.url) == ("zh-Hant", "House", "https://example.org/a")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("+++\ntitle = 'In TOML'\n+++\nx", "In TOML"),
        ("---\ntitle: [a, list]\n---\nx", None),
        ("---\ntitle: |\n  block\n---\nx", None),
        ("---\ntitle:\n---\nx", None),
        ("no front\n---\ntitle: x\n---\n", None),
        ("---\ntitle: never closed\n", None),
    ],
)
def test_front_matter_is_read_only_where_it_is_plain(tmp_path: Path, text: str, title: str | None) -> None:
    [document] = read(written(tmp_path / "a.markdown", text))
    assert (document.text, document.title) == (text, title)


@pytest.mark.parametrize(
    ("name", "data", "media", "text"),
    [
        ("page", "<!DOCTYPE html><p>x", "text/html", "x"),
        ("page.txt", "\n<!doctype html><title>t</title><p>x", "text/html", "x"),
        ("page.xml", "<?xml version='1.0'?><!-- c --><html><p>x</html>", "text/html", "x"),
        ("page.html", b"\xff\xfe" + "<html><p>好".encode("utf-16-le"), "text/html", "好"),
        ("less.txt", "<p>a tag in a text", "text/plain", "<p>a tag in a text"),
        ("notes.log", "plain", "text/plain", "plain"),
    ],
)
def test_content_decides_where_the_suffix_does_not(
    tmp_path: Path, name: str, data: bytes | str, media: str, text: str
) -> None:
    [document] = read(written(tmp_path / name, data))
    assert (document.media, document.text) == (media, text)


@pytest.mark.parametrize(
    ("name", "data", "media"),
    [
        ("feed", "<feed xmlns='http://www.w3.org/2005/Atom'><entry><summary>x</summary></entry></feed>",
         "application/feed+xml"),
        ("letter", "From: a@example.org\nDate: x\nSubject: y\n\nx", "message/rfc822"),
    ],
)  # fmt: skip
def test_what_needs_a_child_process_is_recognised_and_read_there(
    tmp_path: Path, name: str, data: str, media: str
) -> None:
    [document] = read(written(tmp_path / name, data))
    assert (document.media, document.text) == (media, "x")


@pytest.mark.parametrize(
    ("name", "data", "hint"),
    [
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx without a password"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx without a password"),
        ("a.rtf", b"{\\rtf1 x}", "save it as .docx or .txt"),
        ("a.gz", b"\x1f\x8b\x08\x00", "unpack it"),
        ("a.zip", b"PK\x03\x04" + bytes(60), "unpack it"),
        ("a.xlsx", b"PK\x03\x04" + bytes(26) + b"xl/workbook.xml", "export it as PDF"),
        ("a.jpg", b"\xff\xd8\xff\xe0", "run OCR"),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "run OCR"),
        ("a.bin", bytes(range(256)), "not a text file"),
    ],
)
def test_a_kind_that_is_not_read_says_what_to_do(tmp_path: Path, name: str, data: bytes, hint: str) -> None:
    assert hint in reason(written(tmp_path / name, data))


def test_an_empty_a_blank_and_a_missing_file_say_so(tmp_path: Path) -> None:
    assert reason(written(tmp_path / "a.txt", "")) == "the file is empty; nothing was added"
    assert reason(written(tmp_path / "b.txt", " \n\u3000\n")) == "there is no text in it; nothing was added"
    assert reason(tmp_path / "missing.txt") == "no such file; check the path"
    assert "cannot be opened" in reason(f"{tmp_path}/{'x' * 300}.txt")
    assert "cannot be opened" in reason(f"{tmp_path}/a\0b.txt")


def test_what_is_no_regular_file_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert reason(tmp_path / "pipe.txt") == "not a regular file"
    assert reason("/dev/zero") == "not a regular file"
    assert "no file in this folder can be read" in reason(tmp_path)


def test_a_file_that_is_too_large_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)
    assert reason(path) == "50 MB is more than the 50 MB that are read; split it"
    assert "characters are more than" in reason(written(tmp_path / "b.txt", b"x" * (MAX_CHARACTERS + 1)))


def test_pasted_text_stays_as_it_was_pasted() -> None:
    assert read_text(" a\r\nb ", "pasted") == RawDocument(path="pasted", text=" a\r\nb ")
    with pytest.raises(EmptyArticleError, match=r"^pasted: there is no text"):
        read_text("\n ", "pasted")


@pytest.mark.parametrize(("data", "text"), [("直接输入".encode("gb18030"), "直接输入"), (b"<html><p>page", "page")])
def test_standard_input_is_read_by_its_content(monkeypatch: pytest.MonkeyPatch, data: bytes, text: str) -> None:
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    [document] = read("-")
    assert (document.path, document.text) == ("-", text)


def test_folders_are_searched_in_order_and_other_things_passed_through(tmp_path: Path) -> None:
    for name in (
        "b.txt", "a.md", "sub/c.PDF", "sub/deep/d.html", "sub/deep/d_files/advert.html", ".hidden.txt", ".git/e.txt",
        "~$lock.docx", "photo.jpg", "__MACOSX/f.txt", "sub/other_files/g.txt",
    ):  # fmt: skip
        written(tmp_path / name, "x")
    (tmp_path / "loop").symlink_to(tmp_path)
    (tmp_path / "empty").mkdir()
    folder, empty = str(tmp_path), str(tmp_path / "empty")
    given = ["https://example.org/a", "-", folder, "missing", empty, f"{folder}/photo.jpg"]
    inside = ["a.md", "b.txt", "sub/c.PDF", "sub/deep/d.html", "sub/other_files/g.txt"]
    assert list(expand(given)) == [
        "https://example.org/a", "-", *(f"{folder}/{name}" for name in inside), "missing", empty, f"{folder}/photo.jpg",
    ]  # fmt: skip


def test_one_bad_file_costs_only_itself(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", "first")
    written(tmp_path / "b.txt", bytes(range(256)))
    written(tmp_path / "c.pdf", b"%PDF-1.7 broken")
    written(tmp_path / "d.txt", "last")
    texts, failed = [], []
    for path in expand([str(tmp_path)]):
        try:
            texts += [document.text for document in read(path)]
        except ReadingError as error:
            failed.append(Path(str(error).split(": ")[0]).name)
    assert (texts, failed) == (["first", "last"], ["b.txt", "c.pdf"])


@pytest.fixture
def serve() -> Iterator[Callable[[str, bytes, str], str]]:
    servers: list[ThreadingHTTPServer] = []

    def start(path: str, body: bytes, media: str) -> str:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.send_response(200)
                self.send_header("Content-Type", media)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                pass

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        servers.append(server)
        threading.Thread(target=server.handle_request, daemon=True).start()
        return f"http://127.0.0.1:{server.server_address[1]}{path}"

    yield start
    for server in servers:
        server.server_close()


@pytest.mark.parametrize(
    ("path", "body", "media", "kind", "text"),
    [
        ("/a", "<p>收入".encode("gb18030"), "text/html; charset=gbk", "text/html", "收入"),
        ("/a.md", b"# head", "text/plain", "text/markdown", "# head"),
        ("/a", b"<feed xmlns='http://www.w3.org/2005/Atom'><entry><summary>x</summary></entry></feed>", "text/xml",
         "application/feed+xml", "x"),
        ("/a.txt", b"plain", "application/octet-stream", "text/plain", "plain"),
    ],
)  # fmt: skip
def test_a_link_is_read_by_what_its_server_says(
    serve: Callable[[str, bytes, str], str], path: str, body: bytes, media: str, kind: str, text: str
) -> None:
    link = serve(path, body, media)
    [document] = read(link, allow_loopback=True)
    assert (document.path, document.url, document.media, document.text) == (link, link, kind, text)


def test_a_link_to_something_else_or_to_this_machine_is_refused(serve: Callable[[str, bytes, str], str]) -> None:
    link = serve("/a", b"x", "video/mp4")
    with pytest.raises(ReadingError, match="leads to video/mp4"):
        list(read(link, allow_loopback=True))
    assert "not a public address" in reason("http://127.0.0.1/a")
    assert "only http and https" in reason("ftp://example.org/a")
