"""Links: what they may lead to, and how much they may cost. The servers are real ones on loopback."""

from __future__ import annotations

import contextlib
import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from index.errors import ReadingError
from index.readers.addresses import is_allowed
from index.readers.connecting import resolve_host
from index.readers.fetching import MAX_REDIRECTS, fetch
from index.reading import read

PUBLIC = ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"]
PRIVATE = [
    "0.0.0.0", "10.1.1.1", "100.64.0.1", "100.100.100.200", "127.0.0.1", "127.255.0.9", "168.63.129.16",
    "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.8", "192.0.2.1", "192.88.99.1", "192.168.1.1",
    "198.18.0.1", "198.51.100.1", "203.0.113.5", "224.0.0.1", "239.1.1.1", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::10.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:0:7f00:1",
    "64:ff9b::7f00:1", "64:ff9b::a00:1", "64:ff9b:1::1", "100::1", "2001:10::1", "2001:20::1", "2001:db8::1",
    "2001:0:7f00:1::", "2001:0:808:808::80ff:fffe", "2002:7f00:1::1", "2002:a00:1::", "2606:4700::5efe:a00:1",
    "3fff::1", "5f00::1", "fc00::1", "fd12::1", "fe80::1", "fe80::1%lo", "fec0::1", "ff02::1", "localhost", "", "1",
]  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_allowed(address: str) -> None:
    assert is_allowed(address)


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_that_are_not_public_are_not_allowed(address: str) -> None:
    assert not is_allowed(address)
    assert is_allowed(address, allow_loopback=True) == (address.startswith("127.") or address == "::1")


class Server:
    """An HTTP server on loopback whose answers are given by path; it notes what it was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Callable[[BaseHTTPRequestHandler], None]] = {}
        self.asked: list[tuple[str, str]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.asked.append((self.headers["Host"], self.path))
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):  # the reader had enough
                    server.answers[self.path](self)
                self.close_connection = True

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def gives(self, path: str, body: bytes, status: int = 200, **fields: str) -> str:
        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in fields.items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(body)

        self.answers[path] = answer
        return f"http://127.0.0.1:{self.port}{path}"

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()


@pytest.fixture
def server() -> Iterator[Server]:
    running = Server()
    yield running
    running.close()


def names(**addresses: str) -> Callable[[str, int], Sequence[str]]:
    """A resolver that knows the given names only; several addresses of a name are set apart by a space."""

    def resolve(host: str, port: int) -> Sequence[str]:
        if host not in addresses:
            raise socket.gaierror("unknown name")
        return addresses[host].split()

    return resolve


def test_a_page_is_fetched_with_its_type_and_charset(server: Server) -> None:
    link = server.gives("/a?b=1", b"hello", Content_Type="text/html; charset=Big5")
    fetched = fetch(f"{link}#part", allow_loopback=True)
    assert (fetched.url, fetched.data, fetched.media, fetched.charset) == (link, b"hello", "text/html", "big5")
    assert server.asked == [(f"127.0.0.1:{server.port}", "/a?b=1")]


def test_the_name_goes_to_the_server_and_the_checked_address_is_connected_to(server: Server) -> None:
    server.gives("/", b"x")
    asked: list[str] = []

    def resolve(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    assert fetch(f"http://news.example:{server.port}/", allow_loopback=True, resolve=resolve).data == b"x"
    assert (asked, server.asked) == (["news.example"], [(f"news.example:{server.port}", "/")])


def test_an_address_that_does_not_answer_is_passed_over(server: Server) -> None:
    server.gives("/", b"x")
    resolve = names(**{"a.example": "::1 127.0.0.1"})  # nothing listens on ::1
    assert fetch(f"http://a.example:{server.port}/", allow_loopback=True, resolve=resolve).data == b"x"


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "127.1", "2130706433", "0x7f.0.0.1", "0x7f000001", "0177.0.0.1", "017700000001", "localhost",
     "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "127。0。0。1", "１２７.0.0.1", "0", "0.0.0.0"],
)  # fmt: skip
def test_loopback_is_refused_in_every_notation(server: Server, host: str) -> None:
    server.gives("/", b"secret")
    with pytest.raises(ReadingError, match=r"not a public address|cannot be found|not a valid link"):
        fetch(f"http://{host}:{server.port}/")
    assert server.asked == []


@pytest.mark.parametrize(
    "addresses", ["10.0.0.7", "169.254.169.254", "8.8.8.8 192.168.0.1", "fe80::1", "::ffff:10.0.0.1"]
)
def test_a_name_with_an_address_that_is_not_public_is_refused(addresses: str) -> None:
    with pytest.raises(ReadingError, match=r"not a public address"):
        fetch("http://a.example/", allow_loopback=True, resolve=names(**{"a.example": addresses}))


@pytest.mark.parametrize(
    "target", ["http://inside.example/", "http://10.0.0.1/", "//169.254.169.254/latest", "http://[::1]/"]
)
def test_a_redirect_to_an_address_that_is_not_public_is_refused(server: Server, target: str) -> None:
    server.gives("/", b"", 302, Location=target)
    found = {"out.example": "127.0.0.1", "inside.example": "10.0.0.1"}

    def resolve(host: str, port: int) -> Sequence[str]:
        return [found.get(host, "10.9.9.9")]

    with pytest.raises(ReadingError, match=r"not a public address"):
        fetch(f"http://out.example:{server.port}/", allow_loopback=True, resolve=resolve)


def test_redirects_are_followed_up_to_a_limit(server: Server) -> None:
    for number in range(MAX_REDIRECTS + 1):
        server.gives(f"/{number}", b"", 301 + number % 2, Location=f"{number + 1}")
    server.gives(f"/{MAX_REDIRECTS + 1}", b"end")
    base = f"http://127.0.0.1:{server.port}"
    fetched = fetch(f"{base}/1", allow_loopback=True)
    assert (fetched.data, fetched.url) == (b"end", f"{base}/{MAX_REDIRECTS + 1}")
    with pytest.raises(ReadingError, match=f"redirected more than {MAX_REDIRECTS} times"):
        fetch(f"{base}/0", allow_loopback=True)


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        ("ftp://example.org/a", "only http and https"),
        ("file:///etc/hosts", "only http and https"),
        ("http://user:word@example.org/", "user name or password"),
        ("http://", "not a valid link"),
        ("http://exa mple.org:port/", "not a valid link"),
    ],
)
def test_other_links_are_refused_without_a_connection(link: str, reason: str) -> None:
    with pytest.raises(ReadingError, match=reason):
        fetch(link, resolve=lambda host, port: pytest.fail("was resolved"))


def test_a_redirect_to_another_scheme_is_refused(server: Server) -> None:
    link = server.gives("/", b"", 302, Location="file:///etc/hosts")
    with pytest.raises(ReadingError, match="only http and https"):
        fetch(link, allow_loopback=True)


@pytest.mark.parametrize(
    ("body", "encoding"),
    [
        (b"x" * 200_001, "identity"),
        (gzip.compress(bytes(200_000_000), 9), "gzip"),
        (zlib.compress(bytes(200_000_000), 9), "deflate"),
    ],
    ids=["plain", "gzip", "deflate"],
)
def test_the_size_limit_counts_what_comes_out_of_compression(server: Server, body: bytes, encoding: str) -> None:
    link = server.gives("/", body, Content_Encoding=encoding)
    with pytest.raises(ReadingError, match=r"larger than the 0\.2 MB"):
        fetch(link, allow_loopback=True, max_bytes=200_000)


def test_a_compressed_page_is_unpacked_and_a_damaged_one_refused(server: Server) -> None:
    packed = gzip.compress(b"page " * 1000)
    assert fetch(server.gives("/", packed, Content_Encoding="gzip"), allow_loopback=True).data == b"page " * 1000
    with pytest.raises(ReadingError, match="compression is damaged"):
        fetch(server.gives("/b", b"no gzip", Content_Encoding="gzip"), allow_loopback=True)
    with pytest.raises(ReadingError, match="compressed as 'br'"):
        fetch(server.gives("/c", b"x", Content_Encoding="br"), allow_loopback=True)


def test_a_server_that_drips_is_left_when_the_time_is_up(server: Server) -> None:
    def drip(request: BaseHTTPRequestHandler) -> None:
        for _ in range(200):
            request.wfile.write(b"H")
            time.sleep(0.05)

    server.answers["/"] = drip
    start = time.monotonic()
    with pytest.raises(ReadingError, match=r"within 0\.5 seconds"):
        fetch(f"http://127.0.0.1:{server.port}/", allow_loopback=True, max_seconds=0.5)
    assert time.monotonic() - start < 6


def test_a_resolver_that_hangs_is_left_when_the_time_is_up() -> None:
    hold = threading.Event()

    def resolve(host: str, port: int) -> Sequence[str]:
        hold.wait(30)
        return ["8.8.8.8"]

    with pytest.raises(ReadingError, match=r"within 0\.2 seconds"):
        fetch("http://a.example/", resolve=resolve, max_seconds=0.2)
    hold.set()


@pytest.mark.parametrize(
    ("status", "reason"), [(404, "404 (Not Found)"), (503, "503 (Service Unavailable)"), (204, "204")]
)
def test_an_answer_that_is_no_page_names_its_status(server: Server, status: int, reason: str) -> None:
    link = server.gives("/", b"", status)
    with pytest.raises(ReadingError) as raised:
        fetch(link, allow_loopback=True)
    assert str(raised.value).startswith(f"{link}: the server answered {reason}")


def test_proxies_of_the_environment_are_not_used(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetch(server.gives("/", b"direct"), allow_loopback=True).data == b"direct"


def test_what_cannot_be_reached_says_so_in_one_line() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(ReadingError, match=rf"^http://127\.0\.0\.1:{port}/: cannot be reached \(.*\)$"):
        fetch(f"http://127.0.0.1:{port}/", allow_loopback=True)
    with pytest.raises(ReadingError, match=r"the name nowhere\.example cannot be found"):
        fetch("http://nowhere.example/", resolve=names())


def test_the_systems_resolver_gives_numeric_addresses() -> None:
    assert resolve_host("0x7f.1", 80) == ["127.0.0.1"]


def test_an_entry_with_its_first_lines_only_is_read_from_its_page(server: Server, tmp_path: Path) -> None:
    body = "".join(f"<p>Sentence {number} of the harbour report, told in full.</p>" for number in range(20))
    page = server.gives(
        "/full", f"<html><body><article>{body}</article></body></html>".encode(), Content_Type="text/html"
    )
    gone = f"http://127.0.0.1:{server.port}/gone"
    server.gives("/gone", b"", status=404)
    entries = "".join(
        f"<item><title>{title}</title><link>{link}</link><description>The first lines.</description></item>"
        for title, link in (("Kept", page), ("Gone", gone))
    )
    feed = f'<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour</title>{entries}</channel></rss>'
    link = server.gives("/feed", feed.encode(), Content_Type="application/rss+xml")
    whole, short = read(link, allow_loopback=True)
    assert "Sentence 19 of the harbour report" in whole.text
    assert (whole.path, whole.url, whole.source) == (link, page, "Harbour")
    assert (short.text.strip(), short.title, short.url) == ("The first lines.", "Gone", gone)

    (tmp_path / "feed.xml").write_text(feed, encoding="utf-8")
    asked = len(server.asked)
    assert [document.text.strip() for document in read(str(tmp_path / "feed.xml"))] == ["The first lines."] * 2
    assert len(server.asked) == asked, "a feed in a file makes no request"
