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


def about(
    model: str,
    speed: float | None,
    articles: int,
    libraries: tuple[str, ...],
    here: str,
    texts: Texts,
    can_make: bool = True,
) -> str:
    """What runs here. `speed` is in tokens a second; of `libraries` the first is the main one, "" by name."""
    measured = texts("about.speed_value", speed=f"{speed:.1f}") if speed else texts("about.speed_none")
    facts = (
        (texts("about.model"), isolated(model)),
        (texts("about.speed"), escape(measured)),
        (texts("about.library"), _libraries(libraries, here, texts, can_make)),
        (texts("about.articles"), str(articles)),
    )
    listed = "".join(f"<dt>{escape(name)}</dt><dd>{value}</dd>" for name, value in facts)
    return (
        f'<div class="about"><h2>{escape(texts("about.heading"))}</h2><dl>{listed}</dl>'
        f"<p>{escape(texts('about.private'))}</p><p>{escape(texts('about.checked'))}</p></div>"
    )


def _libraries(names: tuple[str, ...], here: str, texts: Texts, can_make: bool) -> str:
    """A choice of libraries, and a field to make another one."""
    choices = "".join(
        f'<option value="{escape(name)}"{" selected" if name == here else ""}>'
        f"{escape(name or texts('about.main_library'))}</option>"
        for name in names
    )
    making = (
        f'<input type="text" maxlength="40" data-library-name placeholder="{escape(texts("about.new_library"))}"'
        f' aria-label="{escape(texts("about.new_library"))}">'
        f'<button type="button" class="plain" data-make-library>{escape(texts("about.make"))}</button>'
    )
    label = escape(texts("about.library"))
    return f'<select data-library aria-label="{label}">{choices}</select> {making if can_make else ""}'


def made(library: str) -> str:
    """Tells the page's script that there is a new library, which it then shows."""
    return f'<p class="note" data-made="{escape(library)}"></p>'
