"""Reaching Milvus: its address, its token, and its errors in one line."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from ..errors import LibraryError, MissingExtraError, UnreachableError

TOKEN_VARIABLE = "JIANTING_MILVUS_TOKEN"
SECONDS = 30.0  # until a server that does not answer is given up
CONNECT_SECONDS = 10.0
_SIGNS_OF_ABSENCE = ("unavailable", "deadline", "failed to connect", "retry", "not ready", "closed channel")


def connect(address: str) -> Any:
    """A client of the server or file at that address; inside `told`. Raises MissingExtraError."""
    # gRPC tells its own reconnecting on standard error, where nobody can do anything about it.
    os.environ.setdefault("GRPC_VERBOSITY", "NONE")
    try:
        from pymilvus import MilvusClient
    except ModuleNotFoundError:
        raise MissingExtraError("Milvus needs pymilvus; run: pip install 'jianting[milvus]'") from None
    # It logs a stack for each failed call, which `told` has in one line.
    logging.getLogger("pymilvus").setLevel(logging.CRITICAL)
    return MilvusClient(timeout=CONNECT_SECONDS, **endpoint(address))


def data_types() -> Any:
    from pymilvus import DataType

    return DataType


def endpoint(address: str) -> dict[str, str]:
    """What the client needs to reach milvus://host:port[/database], milvus+tls://… or a file of Milvus Lite.

    The token ("user:password" or a key) comes from $JIANTING_MILVUS_TOKEN and is shown nowhere.
    """
    parts = urlsplit(address)
    if not parts.scheme.startswith("milvus"):
        return {"uri": address}
    scheme = "https" if parts.scheme == "milvus+tls" else "http"
    found = {"uri": f"{scheme}://{parts.hostname or 'localhost'}:{parts.port or 19530}"}
    if token := os.environ.get(TOKEN_VARIABLE):
        found["token"] = token
    return found | ({"db_name": parts.path[1:]} if parts.path[1:] else {})


@contextmanager
def told(address: str) -> Iterator[None]:
    """The client's errors in one line; neither the token nor what was sent is in it.

    Raises UnreachableError where the server is not there, LibraryError where it is there and unwilling.
    """
    try:
        yield
    except MissingExtraError:
        raise
    except Exception as error:  # of the client, of gRPC below it, and ValueError for a channel that was closed
        if not _of_the_client(error):
            raise
        if _away(error):
            raise UnreachableError(
                f"Milvus at {address} does not answer: start it and run the same again; "
                "what was added is safe in the library"
            ) from None
        reason = " ".join(str(getattr(error, "message", error)).split())[:200]
        raise LibraryError(f"Milvus at {address} could not do it ({reason})") from None


def _of_the_client(error: Exception) -> bool:
    import grpc
    from pymilvus.exceptions import MilvusException

    closed = isinstance(error, ValueError) and "closed channel" in str(error)
    return closed or isinstance(error, MilvusException | grpc.RpcError | ConnectionError)


def _away(error: Exception) -> bool:
    """Whether the server is not there, rather than there and unwilling."""
    import grpc
    from pymilvus.exceptions import ConnectError, MilvusException, MilvusUnavailableException

    if isinstance(error, grpc.RpcError):
        return error.code() in (grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED)
    if isinstance(error, MilvusException) and not isinstance(error, ConnectError | MilvusUnavailableException):
        return any(sign in str(error).casefold() for sign in _SIGNS_OF_ABSENCE)
    return True
