"""Strings that try to become more than text. Whatever of them is executed sets `window.harmed`."""

from __future__ import annotations

HARM = "window.harmed=1"
OUTSIDE = "http://outside.invalid"

_SCRIPTS = (
    f"<script>{HARM}</script>",
    f"<ScRiPt>{HARM}//",
    f"</title><script>{HARM}</script>",
    f"</textarea><script>{HARM}</script>",
    f"</style><script>{HARM}</script>",
    f"<script src={OUTSIDE}/a.js></script>",
    f"<svg><script>{HARM}</script></svg>",
    f"<math><mtext><script>{HARM}</script></mtext></math>",
    f"<template><script>{HARM}</script></template>",
    f"<noscript><p title='</noscript><img src=x onerror={HARM}>'>",
)
_HANDLERS = tuple(
    f"<{tag} {handler}={HARM}>"
    for tag, handler in (
        ("img src=x", "onerror"),
        ("svg", "onload"),
        ("body", "onload"),
        ("input autofocus", "onfocus"),
        ("details open", "ontoggle"),
        ("video src=x", "onerror"),
        ("audio src=x", "onerror"),
        ("p", "onmouseover"),
        ("select autofocus", "onfocus"),
        ("marquee", "onstart"),
        ("iframe", "onload"),
        ("object data=x", "onerror"),
        ("button", "onclick"),
        ("div style='animation:turn 1s'", "onanimationstart"),
        ("svg><animate", "onbegin"),
        ("form", "onsubmit"),
        ("textarea autofocus", "onfocus"),
        ("link rel=stylesheet href=x", "onerror"),
    )
)
_QUOTES = tuple(
    f"{end} {handler}={HARM} x={end}" for end in ('"', "'", "`", '">', "'>") for handler in ("onfocus", "onmouseover")
)
_FETCHES = tuple(
    form.format(f"{OUTSIDE}/{number}")
    for number, form in enumerate(
        (
            "![picture]({})",
            "![]({})",
            "[![a]({})](x)",
            "[link]({})",
            "<img src={}>",
            "<img srcset='{} 2x'>",
            "<link rel=stylesheet href={}>",
            "<iframe src={}></iframe>",
            "<embed src={}>",
            "<object data={}></object>",
            "<video poster={}>",
            "<svg><image href={} /></svg>",
            "<div style='background:url({})'>",
            "<style>@import '{}';</style>",
            "<base href={}>",
            "<meta http-equiv=refresh content='0;url={}'>",
            "<form action={}><button>go</button></form>",
            "<a href={0} ping={0}>x</a>",
            "<audio src={} autoplay>",
            "[ref]: {} 'title'",
            "<{}>",
            "![a][b]\n\n[b]: {}",
            "<input type=image src={}>",
        )
    )
)
_LINKS = tuple(
    form.format(scheme=scheme)
    for scheme in (
        f"javascript:{HARM}",
        f"JaVaScRiPt:{HARM}",
        f"java\tscript:{HARM}",
        f"data:text/html,<script>{HARM}</script>",
        f"vbscript:{HARM}",
    )
    for form in (
        "[click]({scheme})",
        "<a href='{scheme}'>click</a>",
        "<iframe src='{scheme}'></iframe>",
        "![x]({scheme})",
    )
)
_TEMPLATES = tuple(
    form.format(HARM)
    for form in (
        "${{{}}}",
        "{{{{{}}}}}",
        "{{{{#with this}}}}{}{{{{/with}}}}",
        "`;{};`",
        "${{constructor.constructor('{}')()}}",
        "{{{{constructor.constructor '{}'}}}}",
        "<%= {} %>",
        "#{{{}}}",
        "[[{}]]",
        "\\${{{}}}",
        "$$\\href{{javascript:{}}}{{x}}$$",
        "@children",
        '__i18n__{{"__type__":"translation_metadata","key":"{}"}}',
    )
)
_BIDI = tuple(
    f"{mark}{HARM} exe.txt" for mark in "\u202e\u202d\u2066\u2067\u2068\u200f\u061c\u200b\ufeff\u2028\x00\x1b"
)
_ENTITIES = (
    f"&lt;script&gt;{HARM}&lt;/script&gt;",
    f"&#60;img src=x onerror={HARM}&#62;",
    f"&amp;lt;img src=x onerror={HARM}&amp;gt;",
    f"\\u003cscript\\u003e{HARM}\\u003c/script\\u003e",
    f"%3Cscript%3E{HARM}%3C/script%3E",
    f"＜script＞{HARM}＜/script＞",
)
_ENDINGS = tuple(
    f"{end}<img src=x onerror={HARM}>"
    for end in ("-->", "]]>", "</bdi>", "</mark>", "</span>", "</button>", "</details>", "</svg>", "*/", "\\")
)
_MARKDOWN = tuple(
    form + f"<img src=x onerror={HARM}>"
    for form in (
        "# ",
        "> ",
        "- ",
        "1. ",
        "```html\n",
        "~~~\n",
        "| a |\n|-|\n| ",
        "***",
        "__",
        "`",
        "\\`",
        "    ",
        "<!--",
        "<![CDATA[",
        "<?php ",
        "&nbsp;",
    )
)
_GIANTS = (
    "A" * 20_000,
    "漢" * 20_000,
    f"<b>{'<i>' * 2_000}{HARM}",
    "\u0301" * 3_000,
    "(" * 5_000,
    f"<img src=x onerror={HARM}> " * 200,
)
_SEPARATED = tuple(f"<img{space}src=x{space}onerror={HARM}>" for space in ("\t", "\n", "\r", "\f", "/", "\u00a0"))
_NESTED = tuple(
    f"<{tag}><{tag}><img src=x onerror={HARM}></{tag}>"
    for tag in ("math", "svg", "table", "title", "xmp", "noembed", "plaintext", "frameset", "select", "style")
)
_PROTOTYPES = (
    "__proto__",
    "constructor",
    "toString",
    "null",
    "undefined",
    "NaN",
    "[object Object]",
    "{}",
    "[]",
    "0",
    "-1",
    "' OR 1=1 --",
)
_DATA = tuple(
    f'" {name}="1" x="'
    for name in (
        "data-open",
        "data-remove",
        "data-cell",
        "data-suggest",
        "data-close",
        "data-sort",
        "data-opened",
        "style",
        "class",
        "id",
    )
)

_STYLES = tuple(
    f'<div style="{style}">x</div>'
    for style in (
        f"background-image:url({OUTSIDE}/s)",
        f"list-style:url({OUTSIDE}/s)",
        f"content:url({OUTSIDE}/s)",
        f"cursor:url({OUTSIDE}/s),auto",
        f"width:expression({HARM})",
        f"behavior:url({OUTSIDE}/s)",
        f"-moz-binding:url({OUTSIDE}/s)",
        "position:fixed;inset:0;z-index:9999;background:red",
        "font-size:9999px",
        "display:none",
    )
)
_NAMED = tuple(
    f"<{tag} {name}={word}>x</{tag}>"
    for tag, name in (("a", "id"), ("form", "name"), ("img", "name"))
    for word in ("jianting", "location", "gradio_config", "Plotly")
)

HOSTILE: tuple[str, ...] = tuple(
    dict.fromkeys(
        (
            *_SCRIPTS,
            *_HANDLERS,
            *_QUOTES,
            *_FETCHES,
            *_LINKS,
            *_TEMPLATES,
            *_BIDI,
            *_ENTITIES,
            *_ENDINGS,
            *_MARKDOWN,
            *_GIANTS,
            *_SEPARATED,
            *_NESTED,
            *_PROTOTYPES,
            *_DATA,
            *_STYLES,
            *_NAMED,
        )
    )
)
