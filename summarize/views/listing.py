"""Lists as HTML: the articles of the library, what an `add` did, the hits of a search, the state of the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.documents import AddReport, Article, SearchResult

from .markup import escape, isolated, opener, shorten, title_of
from .quotes import hit_card
from .texts import Texts

_COLUMNS = ("title", "source", "published", "language", "sentences")


def articles_view(articles: Sequence[Article], texts: Texts) -> str:
    """A table that sorts by its headings and filters by typing; each row opens its article or removes it."""
    if not articles:
        return f'<p class="note empty">{escape(texts("articles.none"))}</p>'
    heads = "".join(
        f'<th scope="col" aria-sort="none"><button type="button" data-sort="{number}">'
        f"{escape(texts(f'articles.{column}'))}</button></th>"
        for number, column in enumerate(_COLUMNS)
    )
    titles = {article.id: title_of(article.title, article.path) for article in articles}
    rows = "".join(_row(article, titles, texts) for article in articles)
    return (
        f'<div class="list-head"><strong>{escape(texts("articles.count", count=len(articles)))}</strong>'
        f'<input type="search" data-filter placeholder="{escape(texts("articles.filter"))}"'
        f' aria-label="{escape(texts("articles.filter"))}"></div>'
        f'<div class="scroll"><table class="articles"><thead><tr>{heads}<td></td></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(article: Article, titles: Mapping[str, str], texts: Texts) -> str:
    title = shorten(title_of(article.title, article.path), 160)
    name = opener(article.id, 0, 0, label=texts("articles.read", title=title), content=isolated(title), kind="link")
    if article.same_origin_as:
        original = titles.get(article.same_origin_as, article.same_origin_as)
        name += f' <span class="flag" title="{escape(original)}">{escape(texts("article.reprint"))}</span>'
    language = texts.known(f"language.{article.language}", article.language or "—")
    remove = (
        f'<button type="button" class="quiet danger" data-remove="{escape(article.id)}"'
        f' data-sure="{escape(texts("articles.sure"))}" data-keep="{escape(texts("articles.keep"))}"'
        f' aria-label="{escape(texts("articles.remove_label", title=title))}">'
        f"{escape(texts('articles.remove'))}</button>"
    )
    cells = (
        name,
        isolated(shorten(article.source, 60)) if article.source else "—",
        escape(article.published or "—"),
        escape(language),
        str(len(article.sentences)),
    )
    columns = "".join(
        f'<td data-label="{escape(texts(f"articles.{column}"))}">{cell}</td>'
        for column, cell in zip(_COLUMNS, cells, strict=True)
    )
    return f'<tr data-article="{escape(article.id)}">{columns}<td class="actions">{remove}</td></tr>'


def add_view(report: AddReport, texts: Texts) -> str:
    """What was added, what was there already, and why the rest failed."""
    lines = []
    for family, articles in (("added", report.added), ("unchanged", report.unchanged)):
        for article in articles:
            name = isolated(shorten(title_of(article.title, article.path), 120))
            lines.append(f'<li class="{family}"><b>{escape(texts(f"add.{family}"))}</b> {name}</li>')
    for failure in report.failed:
        name = title_of(None, failure.path)
        lines.append(
            f'<li class="failed"><b>{escape(texts("add.failed"))}</b> {isolated(shorten(name, 120))}'
            f"<span>{escape(failure.reason)}</span></li>"
        )
    return f'<ul class="report" role="status">{"".join(lines)}</ul>' if lines else ""


def hits_view(result: SearchResult, texts: Texts) -> str:
    """Hits, best first."""
    if not result.hits:
        return f'<p class="note empty">{escape(texts("search.none"))}</p>'
    cards = "".join(hit_card(hit, texts) for hit in result.hits)
    return (
        f'<p class="note">{escape(texts("search.count", count=len(result.hits)))}</p><div class="cards">{cards}</div>'
    )


def state_view(state: str, detail: str, texts: Texts) -> str:
    """One line on the model: state is "starting", "indexing", "loading", "ready" or "failed"."""
    words = escape(texts(f"state.{state}"))
    more = f" {isolated(shorten(detail, 300))}" if detail else ""
    return f'<p class="state-line {escape(state)}" role="status"><i aria-hidden="true"></i>{words}{more}</p>'
