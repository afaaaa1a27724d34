"""Which HTML elements a reader could not see: by tag, by attribute, by inline style, by the page's own CSS."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from functools import lru_cache

# Never drawn as text of the page. `noscript` holds tracking images and "switch on JavaScript"; `option` is a form's
# vocabulary; `rp` and `rt` are readings above a character, which inside a sentence would read as noise.
UNSEEN_TAGS = frozenset({
    "head", "script", "style", "template", "noscript", "title", "meta", "link", "base", "iframe", "frame", "object",
    "embed", "applet", "audio", "video", "canvas", "map", "datalist", "select", "option", "optgroup", "rp", "rt",
    "rtc", "desc", "metadata", "defs", "noframes", "noembed",
})  # fmt: skip

# WeChat hides every article's body until its script runs: the reader does see it.
_REVEALED_BY_SCRIPT = frozenset({"js_content"})

_NOTHING = re.compile(r"[+-]?0*(?:\.0*)?(?:[a-z]{2,4}|%)?")
_FAR_AWAY = re.compile(r"-\d{3,}(?:\.\d*)?(?:[a-z]{2,4}|%)?")
_OFFSETS = ("left", "right", "top", "bottom", "text-indent", "margin-left", "margin-right", "margin-top")
_CLIPPED = ("rect(0", "rect(1px,1px,1px,1px", "rect(1px1px1px1px", "inset(50%", "inset(100%", "circle(0")
_SIZES = ("height", "max-height", "width", "max-width")
_SIMPLE_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?([.#][\w-]+)?", re.I)
# A rule for the whole page is a page waiting for its script, not a hidden text.
_WHOLE_PAGE = frozenset({"html", "body", "main", "article"})
_LONGEST_STYLE = 4_000
_MOST_CLASSES = 100


@lru_cache(maxsize=4096)
def hides(declarations: str) -> bool:
    """Whether CSS declarations take an element out of sight: undrawn, without size, off the page, or in no colour."""
    style: dict[str, str] = {}
    for declaration in declarations[:_LONGEST_STYLE].lower().split(";"):
        name, _, value = declaration.partition(":")
        style[name.strip()] = "".join(value.split()).removesuffix("!important")
    if style.get("display") == "none" or style.get("visibility") in ("hidden", "collapse"):
        return True
    if style.get("content-visibility") == "hidden" or style.get("color") == "transparent":
        return True
    if _is_nothing(style.get("font-size")) or _is_nothing(style.get("font", "").partition("/")[0]):
        return True
    if any(_FAR_AWAY.fullmatch(style.get(offset, "")) for offset in _OFFSETS):
        return True
    if style.get("clip", "").startswith(_CLIPPED) or style.get("clip-path", "").startswith(_CLIPPED):
        return True
    if style.get("transform", "").startswith(("scale(0)", "scalex(0)", "scaley(0)")):
        return True
    if style.get("overflow", "").startswith(("hidden", "clip")) and any(
        _is_nothing(style.get(size)) for size in _SIZES
    ):
        return True
    background = style.get("background-color") or style.get("background")
    return background is not None and background == style.get("color")


def _is_nothing(value: str | None) -> bool:
    return value is not None and any(map(str.isdigit, value)) and _NOTHING.fullmatch(value) is not None


def _is_transparent(style: str) -> bool:
    """Opacity is asked of an element's own style only: in a stylesheet it is the first frame of fading in."""
    for declaration in style[:_LONGEST_STYLE].lower().split(";"):
        name, _, value = declaration.partition(":")
        if name.strip() == "opacity":
            return _is_nothing(value.strip())
    return False


def hiding_selectors(stylesheet: str) -> set[str]:
    """The simple selectors (`p`, `.ad`, `#x`, `p.ad`) that an embedded stylesheet hides.

    Rules inside @media are left out, since they hold on some screens only, and so are combined selectors: guessing
    wrong there would lose text that was seen.
    """
    found: set[str] = set()
    for rule in _outside_at_rules(_without_comments(stylesheet)).split("}"):
        selectors, _, declarations = rule.partition("{")
        if hides(declarations):
            for selector in selectors.split(","):
                selector = selector.strip()
                if selector and _SIMPLE_SELECTOR.fullmatch(selector) and selector.lower() not in _WHOLE_PAGE:
                    found.add(selector)
    return found


def is_hidden(tag: str, attributes: Mapping[str, str], selectors: Set[str]) -> bool:
    """Whether an element, and so all that is in it, is out of sight.

    `aria-hidden` is not asked: it takes an element from screen readers, while it stays on the screen.
    """
    if tag in UNSEEN_TAGS or (tag == "dialog" and "open" not in attributes):
        return True
    if not attributes:
        return tag in selectors
    if tag == "input" or attributes.get("id") in _REVEALED_BY_SCRIPT or tag in ("html", "body"):
        return False
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    style = attributes.get("style")
    if style and (hides(style) or _is_transparent(style)):
        return True
    if not selectors:
        return False
    marks = [f"#{attributes['id']}"] if "id" in attributes else []
    marks += [f".{name}" for name in attributes.get("class", "").split(maxsplit=_MOST_CLASSES)[:_MOST_CLASSES]]
    return tag in selectors or any(mark in selectors or f"{tag}{mark}" in selectors for mark in marks)


def _without_comments(stylesheet: str) -> str:
    """The stylesheet without comments; a regular expression would take quadratic time on unclosed ones."""
    first, *rest = stylesheet.split("/*")
    return first + " ".join(piece.partition("*/")[2] for piece in rest)


def _outside_at_rules(stylesheet: str) -> str:
    """The stylesheet without @-rules and their blocks."""
    outside: list[str] = []
    position = 0
    while (at := stylesheet.find("@", position)) >= 0:
        outside.append(stylesheet[position:at])
        position = _end_of_at_rule(stylesheet, at)
    outside.append(stylesheet[position:])
    return "".join(outside)


def _end_of_at_rule(stylesheet: str, start: int) -> int:
    """Where the @-rule at `start` ends: at its semicolon or its balanced closing brace."""
    depth = 0
    for match in re.compile(r"[{};]").finditer(stylesheet, start):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            depth -= 1
            if depth <= 0:
                return match.end()
        elif depth == 0:
            return match.end()
    return len(stylesheet)
