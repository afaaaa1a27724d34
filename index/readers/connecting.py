"""Connections that lead to checked addresses only, and end on time.

The name is resolved once, every answer must be public, and the socket is opened to the very address that was checked,
so a second DNS answer has no say. The name is still what TLS verifies.
"""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import httpcore

from index.errors import ReadingError
from index.readers.addresses import is_allowed

Resolver = Callable[[str, int], Sequence[str]]
"""A host name and a port → numeric addresses."""


def resolve_host(host: str, port: int) -> Sequence[str]:
    """The numeric addresses of a host, as the system resolves it (which also reads 0x7f.1 or 2130706433)."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


class Deadline:
    """One clock for a whole fetch: a server that sends a byte a second gets no more time than another."""

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout()
        return left


class CheckedBackend(httpcore.NetworkBackend):
    """Opens connections to checked addresses only."""

    def __init__(self, url: str, allow_loopback: bool, resolve: Resolver, deadline: Deadline) -> None:
        self._url = url
        self._allow_loopback = allow_loopback
        self._resolve = resolve
        self._deadline = deadline
        self._sockets = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = OSError(f"{host} has no address")
        addresses = self._addresses(host, port)
        for address in addresses:
            # The last address may use all the time that is left; those before it leave some for the next.
            patience = self._deadline.left() if address == addresses[-1] else self._deadline.left() / 2
            try:
                stream = self._sockets.connect_tcp(address, port, patience, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, self._deadline)
        raise failure

    def _addresses(self, host: str, port: int) -> list[str]:
        """The host's addresses, all of them checked: one that is not public refuses the host."""
        addresses = list(self._resolve_in_time(host, port))
        for address in addresses:
            if not is_allowed(address, self._allow_loopback):
                raise ReadingError(
                    f"{self._url}: {host} is at {address}, which is not a public address; it is not read"
                )
        return addresses

    def _resolve_in_time(self, host: str, port: int) -> Sequence[str]:
        """The system's resolver knows no time limit, so it is waited for and then left to itself."""
        answer: list[Sequence[str]] = []
        failure: list[Exception] = []

        def ask() -> None:
            try:
                answer.append(self._resolve(host, port))
            except (OSError, UnicodeError) as error:
                failure.append(error)

        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(self._deadline.left())
        if failure:
            raise ReadingError(f"{self._url}: the name {host} cannot be found; check the link and the network")
        if not answer:
            raise httpcore.ConnectTimeout()
        return answer[0]


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every step takes its time from the same deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, self._deadline.left()), self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)
