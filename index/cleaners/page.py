"""The main content of an HTML page."""

from __future__ import annotations

from ..documents import RawDocument
from .lines import Line


def page_reasons(raw: RawDocument, lines: list[Line]) -> dict[int, str]:
    """Line number → why it is not main content."""
    import trafilatura

    main = trafilatura.extract(raw.markup, include_comments=False, include_tables=True, favor_recall=False) or ""
    squeezed = "".join(main.split()).replace("|", "")
    return {
        number: "boilerplate"
        for number, line in enumerate(lines)
        if "".join(line.text.split()).replace("|", "") not in squeezed
    }
