"""How the page looks and what it is closed to, whoever launches it."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import gradio as gr
from starlette.middleware import Middleware

from summarize.views.headers import SafeHeaders

from .words import t

LARGEST_FILE = "50mb"
# What of gradio's theme takes which colour; the colours of light and dark are variables of app.css.
_COLOURS = {
    "paper": "body_background_fill block_background_fill",
    "ink": "body_text_color button_secondary_text_color",
    "card": "background_fill_primary input_background_fill button_primary_text_color",
    "wash": "background_fill_secondary button_secondary_background_fill button_secondary_background_fill_hover",
    "soft": "block_label_text_color block_title_text_color block_info_text_color body_text_color_subdued",
    "line": "border_color_primary input_border_color button_secondary_border_color",
    "accent": "button_primary_background_fill button_primary_background_fill_hover button_primary_border_color"
    " input_border_color_focus",
}


def launch_options(library: Path | None = None) -> dict[str, Any]:
    """Keywords for `launch`: theme, styles, script and words; nothing shared, nothing of the library downloadable."""
    return {
        "theme": _theme(),
        # Not `css`: gradio would confine its rules to the container, and the open article changes the whole page.
        "head": f"<style>{_read('app.css')}{_read('reader.css')}</style><script>{_read('app.js')}</script>",
        "i18n": t,
        "app_kwargs": {"middleware": [Middleware(SafeHeaders)], "docs_url": None, "redoc_url": None},
        "share": False,
        "show_error": False,
        "allowed_paths": [],
        "blocked_paths": [str(library)] if library else [],
        "max_file_size": LARGEST_FILE,
        "enable_monitoring": False,
        "ssr_mode": False,
        "footer_links": [],
        "state_session_capacity": 200,
    }


def _theme() -> gr.themes.Base:
    font = ("system-ui", "-apple-system", "Segoe UI", "Noto Sans", "sans-serif")
    theme = gr.themes.Base(
        primary_hue="teal", neutral_hue="stone", radius_size="md", font=font, font_mono=("ui-monospace", "monospace")
    )
    colours = {name: f"var(--j-{colour})" for colour, names in _COLOURS.items() for name in names.split()}
    theme.set(color_accent="var(--j-accent)")
    theme.set(block_border_width="0px", block_padding="0px", block_shadow="none", input_border_width="1px")
    theme.set(**colours, **{f"{name}_dark": colour for name, colour in colours.items()})
    return theme


def _read(name: str) -> str:
    return files("summarize.views").joinpath(name).read_text(encoding="utf-8")
