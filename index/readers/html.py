"""HTML: the text a reader could see, line by line as it was laid out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from index.documents import RawDocument
from index.errors import ReadingError
from index.readers.encodings import decode_html
from index.readers.hidden import hiding_selectors, is_hidden
from index.readers.limits import MAX_DEPTH, MAX_ELEMENTS, MAX_MARKUP_CHARACTERS, MAX_TEXT_PIECES, check_text

CELL_SEPARATOR = " | "
"""Between the cells of a table row, which stays on one line."""

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog",
    "dir", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "tfoot", "thead", "tr", "ul",
})  # fmt: skip
_CELLS = frozenset({"td", "th"})
_PREFORMATTED = frozenset({"pre", "textarea", "listing", "xmp"})
# Pages laid out with tables hold a whole article in a cell; a cell of figures is short.
_LONGEST_CELL = 200
# Tables within tables within tables are layout; below this their cells are plain blocks.
_DEEPEST_TABLE = 16
_WIDEST_SPAN = 50
_SPACE = re.compile(r"[ \t\n\r\f\v\xa0]+")
_DATA_URI = re.compile(r"data:[\w/+.;=-]{0,80},[A-Za-z0-9+/=%_-]{200,}")
_ENTITIES = re.compile(r"<!doctype[^>\[]{0,500}\[[^\]]{0,500}?<!entity", re.I)
_HEAD = 10_000
# Pages put together from parts close themselves after the first one; browsers ignore that, tree builders stop there.
_END_OF_PAGE = re.compile(r"</(?:body|html)\s*>", re.I)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")


def visible_text(markup: str) -> str:
    """The text of an HTML page that a reader could see, a block a line, a table row a line with " | " between cells.

    Runs of white space (non-breaking ones too) are one space, as on the screen, except in `pre`; entities are their
    characters. Time and memory are linear in the markup, however deep it nests.
    """
    return _walk(markup).text()


def read_html(data: bytes, name: str, charset: str | None = None) -> RawDocument:
    """Read a page; `charset` is what its server said. Raises ReadingError, EmptyArticleError."""
    return html_document(decode_html(data, name, charset), name)


def html_document(markup: str, name: str) -> RawDocument:
    """A document of decoded HTML, or ReadingError where its size or nesting is no page's."""
    markup = _DATA_URI.sub("data:,", _XML_DECLARATION.sub("", markup)).replace("\0", "")
    markup = _END_OF_PAGE.sub("", markup)
    if len(markup) > MAX_MARKUP_CHARACTERS:
        raise ReadingError(f"{name}: {len(markup):,} characters of HTML are too many for a page; save its text instead")
    if _ENTITIES.search(markup[:_HEAD]):
        raise ReadingError(f"{name}: declares XML entities, which are not expanded; save its text instead")
    try:
        walk = _walk(markup, limited=True)
    except _TooMuchError:
        raise ReadingError(f"{name}: more HTML elements than any page has; save its text instead") from None
    if walk.deepest > MAX_DEPTH:
        raise ReadingError(f"{name}: its HTML is nested {walk.deepest:,} deep, as no page is; save its text instead")
    return RawDocument(path=name, text=check_text(walk.text(), name), media="text/html", markup=markup)


def _walk(markup: str, limited: bool = False) -> _VisibleText:
    walk = _parse(markup, _VisibleText(frozenset(), limited))
    # A second pass, because a rule may stand below what it hides.
    selectors = frozenset(hiding_selectors("".join(walk.styles))) if walk.styles else None
    return _parse(markup, _VisibleText(selectors, limited)) if selectors else walk


def _parse(markup: str, target: _VisibleText) -> _VisibleText:
    """Feed the markup to the target; lxml's SAX interface builds no tree, so depth costs nothing."""
    from lxml import etree  # type: ignore[import-untyped]

    if markup.strip():
        parser = etree.HTMLParser(target=target, encoding="utf-8", huge_tree=True)
        etree.fromstring(markup.encode("utf-8", "replace"), parser)
    return target


class _TooMuchError(Exception):
    """Raised by the target to end the parse."""


@dataclass(slots=True)
class _Lines:
    """Lines of text under way. `cells` are the finished cells of the current row, if this is a table."""

    lines: list[str] = field(default_factory=list)
    current: list[str] = field(default_factory=list)
    cells: list[list[str]] = field(default_factory=list)

    def end_line(self) -> None:
        if self.current:
            line = "".join(self.current).strip(" \u3000")
            self.current.clear()
            if line:
                self.lines.append(line)

    def end_row(self) -> None:
        """Put the row's cells on one line, unless one of them is a piece of page."""
        if any(cell for cell in self.cells):
            if all(sum(map(len, cell)) <= _LONGEST_CELL for cell in self.cells):
                self.lines.append(CELL_SEPARATOR.join(" ".join(cell) for cell in self.cells))
            else:
                for cell in self.cells:
                    self.lines.extend(cell)
        self.cells.clear()


class _VisibleText:
    """A parser target (lxml's name for a SAX handler) that gathers visible lines."""

    def __init__(self, selectors: frozenset[str], limited: bool) -> None:
        self._selectors = selectors
        self._limited = limited
        self._open: list[str] = []
        self._hidden_from: int | None = None
        self._preformatted = 0
        self._stack = [_Lines()]
        self._tables = 0
        self._after_link = False
        self.deepest = 0
        self.elements = 0
        self.pieces = 0
        self.styles: list[str] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self._open.append(tag)
        self.deepest = max(self.deepest, len(self._open))
        self.elements += 1
        if self._limited and self.elements > MAX_ELEMENTS:
            raise _TooMuchError
        if self._hidden_from is not None:
            return
        if is_hidden(tag, attributes, self._selectors):
            self._hidden_from = len(self._open)
            return
        lines = self._stack[-1]
        if tag in _PREFORMATTED:
            self._preformatted += 1
        if tag == "a" and self._after_link:
            lines.current.append(" ")  # links side by side are set apart by the page's design
        self._after_link = False
        if tag == "table":
            lines.end_line()
            self._tables += 1
            if self._tables <= _DEEPEST_TABLE:
                self._stack.append(_Lines())
        elif tag in _CELLS and 0 < self._tables <= _DEEPEST_TABLE:
            lines.end_line()
            span = attributes.get("colspan", "1")
            self._stack.append(_Lines(cells=[[]] * (min(int(span), _WIDEST_SPAN) - 1 if span.isdecimal() else 0)))
        elif tag == "tr" or tag in _BLOCKS:
            lines.end_line()

    def end(self, tag: str) -> None:
        depth = len(self._open)
        self._open.pop()
        if self._hidden_from is not None:
            if depth == self._hidden_from:
                self._hidden_from = None
            return
        lines = self._stack[-1]
        if tag in _PREFORMATTED:
            lines.end_line()
            self._preformatted -= 1
        self._after_link = tag == "a"
        if tag == "table":
            lines.end_line()
            if self._tables <= _DEEPEST_TABLE:
                lines.end_row()
                self._stack.pop()
                self._stack[-1].lines.extend(lines.lines)
            self._tables -= 1
        elif tag in _CELLS and 0 < self._tables <= _DEEPEST_TABLE:
            lines.end_line()
            self._stack.pop()
            self._stack[-1].cells += [lines.lines, *lines.cells]
        elif tag == "tr":
            lines.end_line()
            lines.end_row()
        elif tag in _BLOCKS:
            lines.end_line()

    def data(self, text: str) -> None:
        self.pieces += 1
        if self._limited and self.pieces > MAX_TEXT_PIECES:
            raise _TooMuchError
        if self._hidden_from is not None:
            if self._open[-1] == "style":
                self.styles.append(text)
            return
        lines = self._stack[-1]
        if self._preformatted:
            first, *rest = text.replace("\r\n", "\n").split("\n")
            lines.current.append(first)
            for part in rest:
                lines.end_line()
                lines.current.append(part)
            return
        text = _SPACE.sub(" ", text)
        if text.startswith(" ") and (not lines.current or lines.current[-1].endswith(" ")):
            text = text[1:]
        if text:
            lines.current.append(text)
            self._after_link = False

    def close(self) -> _VisibleText:
        return self

    def text(self) -> str:
        while len(self._stack) > 1:  # the page was cut off inside a table
            inner = self._stack.pop()
            inner.end_line()
            inner.end_row()
            self._stack[-1].lines.extend(inner.lines)
        self._stack[0].end_line()
        return "\n".join(self._stack[0].lines)
