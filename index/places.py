"""Where a library is: a folder of this machine, or a database on a server."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias
from urllib.parse import urlsplit, urlunsplit

SERVER_SCHEMES = ("postgresql", "postgres")


@dataclass(frozen=True, slots=True)
class ServerAddress:
    """The URL of a PostgreSQL database. As text it shows no password."""

    url: str

    def __str__(self) -> str:
        parts = urlsplit(self.url)
        host = parts.netloc.rpartition("@")[2]
        user = f"{parts.username}@" if parts.username else ""
        # What follows "?" may hold a password as well.
        return urlunsplit((parts.scheme, user + host, parts.path, "", ""))

    def __repr__(self) -> str:
        return f"ServerAddress({str(self)!r})"


Place: TypeAlias = Path | ServerAddress


def place_of(name: str | Path) -> Place:
    """The folder or the database of that name."""
    text = str(name)
    if text.partition("://")[0] in SERVER_SCHEMES and "://" in text:
        return ServerAddress(text)
    return Path(name).expanduser()


def files_of(place: Place) -> Path:
    """The folder of this machine's own files of a library: itself, or for a server one in the user's cache."""
    if isinstance(place, Path):
        return place
    import platformdirs

    name = hashlib.sha256(str(place).encode()).hexdigest()[:16]
    return Path(platformdirs.user_cache_dir("jianting", appauthor=False)) / name
