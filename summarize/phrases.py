"""The few fixed phrases that the tool itself says in an answer, in the reader's language."""

from __future__ import annotations

from index.folding import to_script

_DECLINED = {
    "zh": "这些文章没有说明这个问题的答案。最接近的句子列在下面。",
    "en": "The articles do not say. The nearest sentences are listed below.",
    "ja": "これらの記事には答えが書かれていません。最も近い文を下に示します。",
    "de": "Die Artikel sagen es nicht. Die nächstliegenden Sätze stehen unten.",
    "fr": "Les articles ne le disent pas. Les phrases les plus proches figurent ci-dessous.",
    "es": "Los artículos no lo dicen. Las frases más cercanas figuran abajo.",
    "ko": "기사들에는 답이 나와 있지 않습니다. 가장 가까운 문장은 아래와 같습니다.",
    "ru": "В статьях об этом не сказано. Ближайшие предложения приведены ниже.",
    "it": "Gli articoli non lo dicono. Le frasi più vicine sono elencate sotto.",
    "pt": "Os artigos não o dizem. As frases mais próximas estão abaixo.",
}

_NO_ARTICLES = {
    "zh": "这里还没有文章。请先添加文章，再来提问。",
    "en": "There are no articles here yet. Add some, then ask again.",
    "ja": "まだ記事がありません。記事を追加してから、もう一度お尋ねください。",
    "de": "Hier sind noch keine Artikel. Fügen Sie welche hinzu und fragen Sie dann noch einmal.",
    "fr": "Il n'y a pas encore d'articles ici. Ajoutez-en, puis posez de nouveau la question.",
    "es": "Aquí todavía no hay artículos. Añada algunos y vuelva a preguntar.",
    "ko": "아직 기사가 없습니다. 기사를 추가한 뒤 다시 물어보세요.",
}


def no_articles(tag: str) -> str:
    """What is said to a question before any article has been added."""
    phrase = _NO_ARTICLES.get(tag.split("-")[0], _NO_ARTICLES["en"])
    return to_script(phrase, tag) if tag == "zh-Hant" else phrase


def declined(tag: str) -> str:
    """What is said when the articles do not hold the answer."""
    phrase = _DECLINED.get(tag.split("-")[0], _DECLINED["en"])
    return to_script(phrase, tag) if tag == "zh-Hant" else phrase
