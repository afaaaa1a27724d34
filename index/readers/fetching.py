"""Links: http(s) requests that reach public addresses only, within limits of time, size and redirects.

Where a link may lead is checked by `connecting`, at every connection and so at every redirect. Proxies of the
environment are not used, since a proxy would resolve the name again.
"""

from __future__ import annotations

import ssl
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from email.message import Message
from functools import cache
from http import HTTPStatus

import httpcore
import httpx

from index.errors import ReadingError
from index.readers.connecting import CheckedBackend, Deadline, Resolver, resolve_host
from index.readers.limits import MEGABYTE

MAX_FETCHED_BYTES = 20 * MEGABYTE
"""Of a page, counted after decompression."""

MAX_REDIRECTS = 5
"""Followed for one link; the address is checked again at each."""

MAX_SECONDS = 20.0
"""For one link from name to last byte, all redirects together."""

_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS: dict[bytes | str, bytes | str] = {
    "User-Agent": "Mozilla/5.0 (compatible; Jianting/0.1; article reader)",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip",
    "Connection": "close",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a link brought: `url` after redirects, `media` and `charset` as its server said."""

    url: str
    data: bytes
    media: str | None
    charset: str | None


def fetch(
    url: str,
    *,
    allow_loopback: bool = False,
    resolve: Resolver = resolve_host,
    max_seconds: float = MAX_SECONDS,
    max_bytes: int = MAX_FETCHED_BYTES,
) -> Fetched:
    """Get a link. Raises ReadingError, in one line that starts with the link and says what is wrong with it."""
    deadline = Deadline(max_seconds)
    backend = CheckedBackend(url, allow_loopback, resolve, deadline)
    target = _parse(url, url)
    with httpcore.ConnectionPool(ssl_context=_tls(), network_backend=backend) as pool:
        for _ in range(MAX_REDIRECTS + 1):
            try:
                answer = _get(pool, target, url, max_bytes)
            except httpcore.TimeoutException:
                raise ReadingError(
                    f"{url}: no complete answer within {max_seconds:g} seconds; try again later"
                ) from None
            except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError) as error:
                raise ReadingError(f"{url}: cannot be reached ({_one_line(error)})") from None
            if isinstance(answer, Fetched):
                return answer
            target = _parse(str(target.join(answer)), url)
    raise ReadingError(f"{url}: redirected more than {MAX_REDIRECTS} times")


@cache
def _tls() -> ssl.SSLContext:
    return httpx.create_ssl_context()


def _parse(link: str, url: str) -> httpx.URL:
    """A link that may be asked for; `url` is the one the reader gave."""
    try:
        parsed = httpx.URL(link)
    except (httpx.InvalidURL, ValueError) as error:
        raise ReadingError(f"{url}: not a valid link ({_one_line(error)})") from None
    if parsed.scheme not in ("http", "https"):
        raise ReadingError(f"{url}: only http and https links are read, not {parsed.scheme or 'one without a scheme'}")
    if parsed.userinfo:
        raise ReadingError(f"{url}: links with a user name or password in them are not read; take it out")
    if not parsed.host:
        raise ReadingError(f"{url}: not a valid link (no host)")
    return parsed.copy_with(fragment=None)


def _get(pool: httpcore.ConnectionPool, target: httpx.URL, url: str, max_bytes: int) -> Fetched | str:
    """One request: what it brought, or where it redirects to."""
    request_url = httpcore.URL(scheme=target.raw_scheme, host=target.raw_host, port=target.port, target=target.raw_path)
    headers: dict[bytes | str, bytes | str] = {"Host": target.netloc.decode("ascii"), **_HEADERS}
    with pool.stream("GET", request_url, headers=headers) as response:
        fields = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers}
        if response.status in _REDIRECTS and fields.get("location"):
            return fields["location"]
        if response.status != HTTPStatus.OK:
            raise ReadingError(f"{url}: the server answered {response.status}{_phrase(response.status)}")
        data = _body(response.iter_stream(), fields.get("content-encoding", ""), url, max_bytes)
    media = Message()
    media["content-type"] = fields.get("content-type", "")
    return Fetched(
        url=str(target),
        data=data,
        media=media.get_content_type() if fields.get("content-type") else None,
        charset=media.get_content_charset(),
    )


def _body(chunks: Iterable[bytes], encoding: str, url: str, max_bytes: int) -> bytes:
    """The body, decompressed piece by piece so that a bomb is noticed before it has gone off."""
    encoding = encoding.strip().lower()
    if encoding not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise ReadingError(f"{url}: compressed as {encoding[:40]!r}, which was not asked for")
    inflate = zlib.decompressobj(wbits=47) if encoding not in ("", "identity") else None
    body = bytearray()
    for chunk in chunks:
        if inflate is None:
            body += chunk
        else:
            try:
                body += inflate.decompress(chunk, max_bytes + 1 - len(body))
            except zlib.error:
                raise ReadingError(f"{url}: its compression is damaged; try again later") from None
        if len(body) > max_bytes:
            raise ReadingError(f"{url}: larger than the {max_bytes / MEGABYTE:g} MB that are read from a link")
    return bytes(body)


def _phrase(status: int) -> str:
    try:
        return f" ({HTTPStatus(status).phrase})"
    except ValueError:
        return ""


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
