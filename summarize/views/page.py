"""The fixed parts of the page: its name, the choice of its language, invitations, the page about the model."""

from __future__ import annotations

from collections.abc import Mapping

from .markup import escape, isolated
from .texts import LOCALES, Texts

_OWN_NAMES: Mapping[str, str] = {"en": "English", "zh-Hans": "简体中文", "zh-Hant": "繁體中文", "ja": "日本語"}


def brand(texts: Texts) -> str:
    return f"<h1>{escape(texts('app.title'))} <small>{escape(texts('app.tagline'))}</small></h1>"


def locale_chooser(texts: Texts) -> str:
    """Every language under its own name, so that whoever landed in a foreign one finds the way out."""
    choices = "".join(
        f'<option value="{tag}" lang="{tag}"{" selected" if tag == texts.locale else ""}>{_OWN_NAMES[tag]}</option>'
        for tag in LOCALES
    )
    return f'<select aria-label="{escape(texts("app.language"))}">{choices}</select>'


def close_button(texts: Texts) -> str:
    label = escape(texts("reader.close"))
    return f'<button type="button" class="reader-close" data-close aria-label="{label}" title="{label}">×</button>'


def invitation(heading: str, more: str) -> str:
    """What an empty tab says."""
    return f'<div class="welcome"><h2>{escape(heading)}</h2><p>{escape(more)}</p></div>'


def note(text: str) -> str:
    return f'<p class="note" role="status">{escape(text)}</p>'


def about(model: str, articles: int, texts: Texts) -> str:
    facts = ((texts("about.model"), model), (texts("about.articles"), articles))
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{isolated(value)}</dd>" for name, value in facts)
    return (
        f'<div class="about"><h2>{escape(texts("about.heading"))}</h2><dl>{listed}</dl>'
        f"<p>{escape(texts('about.private'))}</p><p>{escape(texts('about.checked'))}</p></div>"
    )
