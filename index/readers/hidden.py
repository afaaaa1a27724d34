"""Which HTML elements a reader could not see: by tag, by attribute, by inline style, by the page's own CSS."""

from __future__ import annotations

import re
from collections.abc import Mapping, Set

# Never drawn as text of the page. `noscript` holds tracking images and "switch on JavaScript"; `option` is a form's
# vocabulary; `rp` and `rt` are readings above a character, which inside a sentence would read as noise.
UNSEEN_TAGS = frozenset({
    "head", "script", "style", "template", "noscript", "title", "meta", "link", "base", "iframe", "frame", "object",
    "embed", "applet", "audio", "video", "canvas", "map", "datalist", "select", "option", "optgroup", "rp", "rt",
    "rtc", "desc", "metadata", "defs", "noframes", "noembed",
})  # fmt: skip

# WeChat hides every article's body until its script runs: the reader does see it.
_REVEALED_BY_SCRIPT = frozenset({"js_content"})

_NOTHING = r"0+(?:\.0*)?(?:px|em|rem|pt|ex|ch|%|vw|vh)?(?![\d.])"
_FAR_AWAY = r"-\s*\d{3,}(?:\.\d*)?(?:px|em|rem|pt|%|vw|vh)"
_HIDING = re.compile(
    rf"""(?:^|[;{{\s])(?:
        display\s*:\s*none | visibility\s*:\s*(?:hidden|collapse) | content-visibility\s*:\s*hidden
      | font-size\s*:\s*{_NOTHING} | font\s*:\s*{_NOTHING}[\s/] | color\s*:\s*transparent
      | (?:left|right|top|bottom|text-indent|margin-left|margin-top)\s*:\s*{_FAR_AWAY}
      | clip\s*:\s*rect\(\s*0\w*[\s,]+0\w*[\s,]+0\w*[\s,]+0\w*\s*\)
      | clip\s*:\s*rect\(\s*1px[\s,]+1px[\s,]+1px[\s,]+1px\s*\)
      | clip-path\s*:\s*inset\(\s*(?:50|100)% | transform\s*:\s*scale[xy]?\(\s*0\s*[,)]
    )""",
    re.X | re.I,
)
_TRANSPARENT = re.compile(rf"(?:^|[;\s])opacity\s*:\s*{_NOTHING}", re.I)
_NO_HEIGHT = re.compile(rf"(?:^|[;\s])(?:max-)?(?:height|width)\s*:\s*{_NOTHING}", re.I)
_OVERFLOW = re.compile(r"(?:^|[;\s])overflow(?:-[xy])?\s*:\s*(?:hidden|clip)", re.I)
_COLOR = re.compile(r"(?:^|[;\s])color\s*:\s*([^;!]+)", re.I)
_BACKGROUND = re.compile(r"(?:^|[;\s])background(?:-color)?\s*:\s*([^;!]+)", re.I)
_SIMPLE_SELECTOR = re.compile(r"([a-z][a-z0-9]*)?([.#][\w-]+)?", re.I)
# A rule for the whole page is a page waiting for its script, not a hidden text.
_WHOLE_PAGE = frozenset({"html", "body", "main", "article"})
_LONGEST_STYLE = 20_000


def hides(declarations: str) -> bool:
    """Whether CSS declarations take an element out of sight."""
    declarations = declarations[:_LONGEST_STYLE]
    if _HIDING.search(declarations):
        return True
    if _NO_HEIGHT.search(declarations) and _OVERFLOW.search(declarations):
        return True
    color, background = _COLOR.search(declarations), _BACKGROUND.search(declarations)
    return bool(color and background and color[1].strip().lower() == background[1].strip().lower())


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
    if tag in UNSEEN_TAGS:
        return True
    if not attributes:
        return tag in selectors
    if tag == "dialog" and "open" not in attributes:
        return True
    if tag == "input" or attributes.get("id") in _REVEALED_BY_SCRIPT or tag in ("html", "body"):
        return False
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    style = attributes.get("style")
    if style and (hides(style) or _TRANSPARENT.search(style[:_LONGEST_STYLE])):
        return True
    if not selectors:
        return False
    marks = [f"#{attributes['id']}"] if "id" in attributes else []
    marks += [f".{name}" for name in attributes.get("class", "").split()]
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
