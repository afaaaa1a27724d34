"""Collections: named selections of a library's articles, kept in the library itself."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Protocol

from index.errors import JiantingError

_KIND, _KEY = "collections.v1", "all"
LONGEST_NAME = 60


class Remembering(Protocol):
    """What keeps them: `index.article_index.ArticleIndex` does."""

    def cached(self, kind: str, key: str) -> str | None: ...

    def remember(self, kind: str, key: str, value: str) -> None: ...


class Keeper(Protocol):
    """What has a library: a Workbench."""

    @property
    def index(self) -> Remembering: ...


def collections(workbench: Keeper) -> Mapping[str, tuple[str, ...]]:
    """The ids of each collection's articles, by name. Articles that were removed since may still be named."""
    kept = json.loads(workbench.index.cached(_KIND, _KEY) or "{}")
    return {name: tuple(ids) for name, ids in sorted(kept.items())}


def keep_collection(workbench: Keeper, name: str, articles: Sequence[str]) -> str:
    """Keep a selection under a name, in place of the one of that name; without articles, forget it.

    Gives the name as it is kept. JiantingError for an empty or overlong one.
    """
    name = " ".join(name.split())
    if not name or len(name) > LONGEST_NAME:
        raise JiantingError(f"give the collection a name of up to {LONGEST_NAME} characters")
    kept = dict(collections(workbench))
    if articles:
        kept[name] = tuple(dict.fromkeys(articles))
    else:
        kept.pop(name, None)
    workbench.index.remember(_KIND, _KEY, json.dumps(kept, ensure_ascii=False))
    return name
