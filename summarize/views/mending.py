"""The head of an article that is read: what is known about it, and the means to mend that."""

from __future__ import annotations

from index.documents import Article

from ..corrections import STANCES
from ..leanings import Leaning
from .listing import stance_chip
from .markup import day, escape, isolated, title_of
from .texts import Texts

FIELDS = ("title", "source", "author", "published", "language")
_DATE_FORM = ' placeholder="YYYY-MM-DD"'


def header(article: Article, texts: Texts, stance: Leaning | None) -> str:
    """Title, facts and buttons: sum up, correct, show what was cut; the form for corrections is there, but hidden."""
    facts = [
        article.source,
        article.author,
        day(article.published),
        article.language and texts.known(f"language.{article.language}", article.language),
    ]
    line = " · ".join(isolated(fact) for fact in facts if fact)
    chip = f" {stance_chip(stance, texts)}" if stance else ""
    sum_up = escape(texts("summary.button"))
    buttons = [
        f'<button type="button" class="quiet" data-sum="{escape(article.id)}">{sum_up}</button>',
        '<button type="button" class="quiet" data-toggle-mending aria-expanded="false">'
        f"{escape(texts('mend.open'))}</button>",
    ]
    if article.characters_cut:
        count = texts("reader.cut_count", count=article.characters_cut)
        buttons.append(
            f'<button type="button" class="quiet" data-toggle-cuts aria-pressed="false">{escape(count)}</button>'
        )
    return (
        f'<header class="reader-head"><h2 tabindex="-1">{isolated(title_of(article.title, article.path))}</h2>'
        f'<p class="facts">{line}{chip}</p><div class="reader-tools">{"".join(buttons)}</div>'
        f"{_form(article, texts, stance)}</header>"
    )


def mending_button(article_id: str, action: str, start: int, end: int, texts: Texts) -> str:
    """A button that restores a span of the original text ("restore") or cuts it again ("cut")."""
    return (
        f'<button type="button" class="mend" data-mend="{action}" data-article="{escape(article_id)}"'
        f' data-start="{start}" data-end="{end}">{escape(texts(f"mend.{action}"))}</button>'
    )


def _form(article: Article, texts: Texts, stance: Leaning | None) -> str:
    """One field for each thing that can be corrected, filled with what is there; the page's script sends them."""
    fields = "".join(
        f"<label><span>{escape(texts(f'mend.{field}'))}</span>"
        f'<input type="text" maxlength="400" data-field="{field}" value="{escape(getattr(article, field) or "")}"'
        f"{_DATE_FORM if field == 'published' else ''}></label>"
        for field in FIELDS
    )
    said = stance.stance if stance and stance.corrected else ""
    choices = "".join(
        f'<option value="{value}"{" selected" if value == said else ""}>{escape(name)}</option>'
        for value, name in (("", texts("mend.stance_estimate")), *((s, texts(f"stance.{s}")) for s in STANCES))
    )
    return (
        f'<div class="mending" hidden data-mending="{escape(article.id)}">{fields}'
        f'<label><span>{escape(texts("articles.stance"))}</span><select data-field="stance">{choices}</select></label>'
        f'<button type="button" class="plain" data-save-mending>{escape(texts("mend.save"))}</button></div>'
    )
