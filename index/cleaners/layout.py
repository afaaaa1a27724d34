"""Where each visible line of an HTML page stands in its markup: how much of it is links, and inside what."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import regex

from .lines import Line

# Space and the reader's own cell separators carry no text: both sides are compared without them.
_UNSEEN = regex.compile(r"[\s|\u200b-\u200f\u2060\ufeff\u00ad]+")
_SKIPPED = {"script", "style", "noscript", "template", "head", "iframe", "select", "svg", "textarea"}
_BLOCKS = {
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "td",
    "th",
    "blockquote",
    "figcaption",
    "pre",
    "dd",
    "dt",
    "div",
}
_ASIDE_TAGS = {"nav", "footer", "aside", "form", "button"}
_DIGITS = regex.compile(r"\d+")
_NAME_PART = regex.compile(r"[a-z]+|\d+")


@dataclass(slots=True)
class Place:
    """One line's place: the share of its characters that are links, its block's tag, its ancestors' tags and names.

    `path` is the tags and classes down to the block: lines of one design share it. `chain` are numbers of the elements
    down to the block: lines of one element share its beginning.
    """

    linked: float = 0.0
    tag: str = ""
    ancestors: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    path: str = ""
    chain: tuple[int, ...] = ()


@dataclass(slots=True)
class _Gathered:
    characters: int = 0
    linked: int = 0
    element: Any = None
    spans: list[int] = field(default_factory=list)


def squeeze(text: str) -> str:
    """`text` without anything that takes no ink."""
    return _UNSEEN.sub("", text)


def places(markup: str, lines: Sequence[Line]) -> list[Place]:
    """The place of each line, by following the page's text nodes and its visible lines side by side."""
    owners = [number for number, line in enumerate(lines) for _ in squeeze(line.text)]
    seen = "".join(squeeze(line.text) for line in lines)
    gathered = [_Gathered() for _ in lines]
    position = 0
    for text, element, linked in _text_nodes(markup):
        if not seen.startswith(text, position):
            continue  # hidden: the reader did not show it
        for owner in owners[position : position + len(text)]:
            gathered[owner].characters += 1
            gathered[owner].linked += linked
        first = gathered[owners[position]]
        if first.element is None:
            first.element = element
        position += len(text)
    numbers: dict[Any, int] = {}
    return [_place(item, numbers) for item in gathered]


def located(lines: Sequence[Line], extracted: str) -> list[float]:
    """For each line, the share of its characters that an extractor's text has, in the order of the page."""
    starts: list[int] = []
    seen = ""
    for line in lines:
        starts.append(len(seen))
        seen += squeeze(line.text)
    covered = bytearray(len(seen))
    position = 0
    for extracted_line in extracted.split("\n"):
        text = squeeze(extracted_line.lstrip("-#*> "))
        if not text:
            continue
        found = seen.find(text, position)
        if found < 0 and len(text) > 20:
            found = seen.find(text)
        if found < 0:
            continue
        covered[found : found + len(text)] = b"\1" * len(text)
        if found >= position:
            position = found + len(text)
    shares = []
    for start, end in zip(starts, [*starts[1:], len(seen)], strict=True):
        shares.append(sum(covered[start:end]) / (end - start) if end > start else 0.0)
    return shares


def _text_nodes(markup: str) -> Iterator[tuple[str, Any, bool]]:
    """Each text node without its space, its element, and whether it is a link's; in the order of the page."""
    from lxml import etree, html  # type: ignore[import-untyped]

    parser = html.HTMLParser(huge_tree=True, encoding="utf-8")
    root = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    if root is None:
        return
    link_depth = 0
    skipped: Any = None
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            if skipped is not None:
                continue
            if element.tag in _SKIPPED:
                skipped = element
                continue
            link_depth += element.tag == "a"
            if element.text and (text := squeeze(element.text)):
                yield text, element, link_depth > 0
            continue
        if event == "end":
            if skipped is element:
                skipped = None
            elif skipped is None:
                link_depth -= element.tag == "a"
        if skipped is None and element.tail and (text := squeeze(element.tail)):
            parent = element.getparent()
            if parent is not None:
                yield text, parent, link_depth > 0


def _place(item: _Gathered, numbers: dict[Any, int]) -> Place:
    if item.element is None:
        return Place()
    block = item.element
    while block.tag not in _BLOCKS and block.getparent() is not None:
        block = block.getparent()
    ancestors, names = set(), set()
    for element in [item.element, *item.element.iterancestors()]:
        if isinstance(element.tag, str):
            ancestors.add(element.tag)
            if element.tag not in {"body", "html"}:
                named = f"{element.get('class', '')} {element.get('id', '')} {element.get('role', '')}"
                names.update(_NAME_PART.findall(named.lower()))
    elements = [block, *block.iterancestors()][::-1]
    path = "/".join(f"{element.tag}.{_DIGITS.sub('', element.get('class') or '')}" for element in elements)
    return Place(
        linked=item.linked / max(item.characters, 1),
        tag=block.tag,
        ancestors=frozenset(ancestors),
        names=frozenset(names),
        path=path,
        chain=tuple(numbers.setdefault(element, len(numbers)) for element in elements),
    )
