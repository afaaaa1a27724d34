"""Lists as HTML: the articles of the library, what an `add` did, the hits of a search, the state of the model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from index.documents import AddReport, Article, SearchResult

from ..leanings import Leaning
from ..uploading import Upload
from .markup import day, escape, isolated, opener, shorten, title_of
from .matrix import SIGNS
from .quotes import hit_card
from .texts import Texts

_COLUMNS = ("title", "source", "published", "language", "stance", "origin", "sentences")
_UNKNOWN = "—"


def articles_view(
    articles: Sequence[Article],
    texts: Texts,
    leanings: Mapping[str, Leaning] | None = None,
    collections: Mapping[str, Sequence[str]] | None = None,
) -> str:
    """A table that sorts by its headings and filters by typing; each row opens its article or removes it.

    Ticked rows can be kept together under a name: a collection.
    """
    if not articles:
        return f'<p class="note empty">{escape(texts("articles.none"))}</p>'
    heads = "".join(
        f'<th scope="col" aria-sort="none"><button type="button" data-sort="{number}">'
        f"{escape(texts(f'articles.{column}'))}</button></th>"
        for number, column in enumerate(_COLUMNS, 1)
    )
    titles = {article.id: title_of(article.title, article.path) for article in articles}
    rows = "".join(_row(article, titles, (leanings or {}).get(article.id), texts) for article in articles)
    return (
        f'<div class="list-head"><strong>{escape(texts("articles.count", count=len(articles)))}</strong>'
        f'<input type="search" data-filter placeholder="{escape(texts("articles.filter"))}"'
        f' aria-label="{escape(texts("articles.filter"))}"></div>{_collecting(collections or {}, texts)}'
        f'<div class="scroll"><table class="articles"><thead><tr><td></td>{heads}<td></td></tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _collecting(collections: Mapping[str, Sequence[str]], texts: Texts) -> str:
    """The collections there are, and the line that appears when rows are ticked."""
    listed = "".join(
        f'<li><button type="button" class="quiet" data-show-collection="{escape(" ".join(ids))}" aria-pressed="false">'
        f"▤ {isolated(name)} ({len(ids)})</button>"
        f'<button type="button" class="quiet danger" data-forget="{escape(name)}"'
        f' aria-label="{escape(texts("articles.forget", name=name))}">×</button></li>'
        for name, ids in collections.items()
    )
    shown = f'<ul class="collections">{listed}</ul>' if listed else ""
    return (
        f'{shown}<div class="collecting" hidden><input type="text" maxlength="60" data-collection'
        f' placeholder="{escape(texts("articles.collection"))}" aria-label="{escape(texts("articles.collection"))}">'
        f'<button type="button" class="plain" data-collect>{escape(texts("articles.collect"))}</button></div>'
    )


def _row(article: Article, titles: Mapping[str, str], leaning: Leaning | None, texts: Texts) -> str:
    title = shorten(title_of(article.title, article.path), 160)
    name = opener(article.id, 0, 0, label=texts("articles.read", title=title), content=isolated(title), kind="link")
    origin = _UNKNOWN
    if article.same_origin_as:
        original = shorten(titles.get(article.same_origin_as, article.same_origin_as), 60)
        origin = f'<span class="flag">{escape(texts("article.reprint"))}</span> {isolated(original)}'
    language = texts.known(f"language.{article.language}", article.language or _UNKNOWN)
    remove = (
        f'<button type="button" class="quiet danger" data-remove="{escape(article.id)}"'
        f' data-sure="{escape(texts("articles.sure"))}" data-keep="{escape(texts("articles.keep"))}"'
        f' aria-label="{escape(texts("articles.remove_label", title=title))}">'
        f"{escape(texts('articles.remove'))}</button>"
    )
    cells = (
        name,
        isolated(shorten(article.source, 60)) if article.source else _UNKNOWN,
        escape(day(article.published) or _UNKNOWN),
        escape(language),
        stance_chip(leaning, texts) if leaning else _UNKNOWN,
        origin,
        str(len(article.sentences)),
    )
    columns = "".join(
        f'<td class="c-{column}{" none" if cell == _UNKNOWN else ""}"'
        f' data-label="{escape(texts(f"articles.{column}"))}">{cell}</td>'
        for column, cell in zip(_COLUMNS, cells, strict=True)
    )
    tick = (
        f'<td class="tick"><input type="checkbox" data-pick aria-label="{escape(texts("articles.pick", title=title))}">'
        "</td>"
    )
    return f'<tr data-article="{escape(article.id)}">{tick}{columns}<td class="actions">{remove}</td></tr>'


def stance_chip(leaning: Leaning, texts: Texts) -> str:
    """The stance of an article as a chip that says whether a reader or a first estimate speaks."""
    why = texts("stance.corrected" if leaning.corrected else "stance.estimated", score=f"{leaning.score:+.2f}")
    words = f"{SIGNS[leaning.stance]} {escape(texts(f'stance.{leaning.stance}'))}{' ✓' if leaning.corrected else ''}"
    return f'<span class="chip {leaning.stance}" data-value="{leaning.score:.4f}" title="{escape(why)}">{words}</span>'


def upload_view(upload: Upload, texts: Texts) -> str:
    """Every file of an upload with what became of it so far."""
    done = "".join(_outcomes(report, texts) for report in upload.reports)
    waiting = "".join(
        f'<li class="waiting"><b>{escape(texts("add.waiting" if number else "add.reading"))}</b> '
        f"{isolated(shorten(name, 120))}</li>"
        for number, name in enumerate(upload.names[len(upload.reports) :])
    )
    if not upload.names:
        return ""
    busy = f' aria-busy="{"true" if waiting else "false"}"'
    return f'<ul class="report" role="status"{busy}>{done}{waiting}</ul>'


def add_view(report: AddReport, texts: Texts) -> str:
    """What was added, what was there already, and why the rest failed."""
    lines = _outcomes(report, texts)
    return f'<ul class="report" role="status">{lines}</ul>' if lines else ""


def _outcomes(report: AddReport, texts: Texts) -> str:
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
    return "".join(lines)


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
