"""An OpenAI-compatible server of models by its URL: its key, its limits, its patience, and its errors in one line."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit

from .errors import ModelError

KEY_VARIABLES = ("JIANTING_API_KEY", "OPENAI_API_KEY")
AT_ONCE_VARIABLE = "JIANTING_SERVER_REQUESTS"
AT_ONCE = 16
TIMEOUT_SECONDS = 300.0  # of one request
CONNECT_SECONDS = 10.0
# Each waits longer than the last, or as long as the server's Retry-After says: half a minute in all where it says none.
RETRIES = 6


class RefusedError(ModelError):
    """The server is there and does not understand what was asked, which may be asked more plainly."""


class ModelServer:
    """The server of `http(s)://host[:port]/v1#MODEL`; without `#`, the first model that it names.

    The key comes from $JIANTING_API_KEY or $OPENAI_API_KEY and is shown nowhere. Up to $JIANTING_SERVER_REQUESTS
    requests (16) are under way at once, whoever asks: a server that batches answers them nearly as fast as one.
    """

    def __init__(self, url: str, retries: int = RETRIES) -> None:
        """Reach the server. Raises ModelError if it cannot be reached, refuses the key or has no such model."""
        import httpx
        from openai import OpenAI

        address, _, self.model = url.partition("#")
        self.shown = shown(address)
        self._slots = threading.BoundedSemaphore(at_once())
        self.client = OpenAI(
            base_url=address.rstrip("/"),
            api_key=next((os.environ[name] for name in KEY_VARIABLES if os.environ.get(name)), "none"),
            max_retries=retries,
            timeout=httpx.Timeout(TIMEOUT_SECONDS, connect=CONNECT_SECONDS),
        )
        served = self._served()
        if self.model and served and self.model not in served:
            raise ModelError(f"{self.shown} has no model {self.model}; it has {', '.join(served[:5])}")
        if not self.model and not served:
            raise ModelError(f"{self.shown} does not say which models it has; name one behind #: {self.shown}#NAME")
        self.model = self.model or served[0]

    def _served(self) -> list[str]:
        """The names of its models; empty where a server does not tell."""
        from openai import NotFoundError

        with self.asking():
            try:
                return [model.id for model in self.client.models.list().data or ()]
            except NotFoundError:
                return []

    def close(self) -> None:
        self.client.close()

    @contextmanager
    def asking(self) -> Iterator[None]:
        """One request, when there is room for it.

        Its errors are told in one line without what was sent: neither the key nor the prompt belongs in a log.
        """
        import openai

        with self._slots:
            try:
                yield
            except (openai.AuthenticationError, openai.PermissionDeniedError):
                raise ModelError(f"{self.shown} refuses the key; set {KEY_VARIABLES[0]}") from None
            except openai.NotFoundError:
                raise ModelError(
                    f"{self.shown} has no model {self.model}, or is not an API (does it end in /v1?)"
                ) from None
            except openai.APITimeoutError:
                raise ModelError(f"{self.shown} did not answer in {TIMEOUT_SECONDS:g} s; is it overloaded?") from None
            except openai.APIConnectionError:
                raise ModelError(f"{self.shown} cannot be reached; is the server running?") from None
            except openai.RateLimitError:
                raise ModelError(
                    f"{self.shown} asks for fewer requests; wait, or set {AT_ONCE_VARIABLE} below {at_once()}"
                ) from None
            except (openai.BadRequestError, openai.UnprocessableEntityError) as error:
                raise RefusedError(f"{self.shown} does not take the request (status {error.status_code})") from None
            except openai.APIStatusError as error:
                raise ModelError(f"{self.shown} failed with status {error.status_code}") from None
            except openai.OpenAIError as error:
                raise ModelError(f"{self.shown} failed ({type(error).__name__})") from None


def shown(url: str) -> str:
    """The URL without user, password and query, which may be keys."""
    parts = urlsplit(url)
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def at_once() -> int:
    """$JIANTING_SERVER_REQUESTS, else 16."""
    wanted = os.environ.get(AT_ONCE_VARIABLE, "")
    return int(wanted) if wanted.isdecimal() and int(wanted) > 0 else AT_ONCE
