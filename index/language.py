"""The language and script of a text, as a BCP 47 tag; right for a question of six words as for an article."""

from __future__ import annotations

from functools import cache
from typing import Any

import regex

from .folding import character_variants, in_charset

# Beyond this many characters more text does not change the verdict, it only costs time.
_ENOUGH = 4000
# A text counts as Japanese from this share of kana among kana and ideographs; below it, the kana are quoted words.
_KANA_SHARE = 0.1
_CHARACTERS_A_WORD = 1.6
# What one function word weighs against the log-probabilities of the n-gram model, which is unsure of short texts.
_FUNCTION_WORD_WEIGHT = 9.0
_BIG5_COMMON = (0xA440, 0xC67E)
_JIS_COMMON = (0x889F, 0x9872)

_NUMBER_OR_LINK = regex.compile(r"https?://\S+|\S+@\S+|\d[\d.,]*")
_LATIN_WORD = regex.compile(r"\p{Latin}[\p{Latin}\p{M}'’]*")
_SCRIPTS = {
    "han": regex.compile(r"\p{Han}"),
    "kana": regex.compile(r"[\p{Hiragana}\p{Katakana}]"),
    "hangul": regex.compile(r"\p{Hangul}"),
    "cyrillic": regex.compile(r"\p{Cyrillic}+"),
    "arabic": regex.compile(r"\p{Arabic}+"),
    "greek": regex.compile(r"\p{Greek}{2,}"),
    "hebrew": regex.compile(r"\p{Hebrew}+"),
    "thai": regex.compile(r"\p{Thai}"),
    "devanagari": regex.compile(r"[\p{Devanagari}\p{M}]+"),
    "bengali": regex.compile(r"[\p{Bengali}\p{M}]+"),
    "tamil": regex.compile(r"[\p{Tamil}\p{M}]+"),
    "georgian": regex.compile(r"\p{Georgian}+"),
    "armenian": regex.compile(r"\p{Armenian}+"),
}
_SCRIPT_LANGUAGES = {
    "latin": "en de fr es pt it nl sv da nb fi pl cs sk hu ro tr id ms vi ca hr sl et lv lt sq sw tl af eu gl is ga cy",
    "cyrillic": "ru uk bg sr mk be kk mn",
    "arabic": "ar fa ur",
    "devanagari": "hi mr ne",
    "greek": "el",
    "hebrew": "he",
    "thai": "th",
    "bengali": "bn",
    "tamil": "ta",
    "georgian": "ka",
    "armenian": "hy",
    "hangul": "ko",
}
_FUNCTION_WORDS = {
    "en": "the of and is are was were what who how which when where does did has have in to for with by from much many",
    "de": "der die das und ist sind war wie was wer wo wann welche im den dem ein eine nicht mit von hat wurde für auf",
    "fr": "le la les des du est et qui que quel quelle où quand combien dans une pour avec sur pas au aux cette été",
    "es": "el la los las es y quién qué cuál cuánto cuándo dónde cómo del una por con para en se fue su ha",
    "pt": "o os as é e quem qual quanto quando onde como do da dos das uma por com para em não foi seu são",
    "it": "il lo gli è e chi che quale quanto quando dove come della del di una per con nel non sono ha",
    "nl": "de het een en is wie wat hoe welke wanneer waar van in op met niet voor zijn heeft werd",
    "sv": "och är det en ett som vem vad hur när var av på för med inte till har den",
    "da": "og er det en et som hvem hvad hvordan hvornår hvor af på for med ikke til har den",
    "pl": "i jest w na kto co jak kiedy gdzie ile nie z do się to przez oraz",
    "tr": "ve bir bu kim ne nasıl nerede kaç için ile değil olan da de mi",
    "id": "dan yang di ke dari siapa apa berapa kapan bagaimana adalah ini itu untuk dengan tidak",
    "vi": "và là của có được ai gì bao nhiêu khi nào ở những trong cho không một",
}


def detect(text: str) -> str | None:
    """The tag of the language most of `text` is in (`zh-Hans`, `zh-Hant`, `en`, `ja`, …), None without letters."""
    sample = _NUMBER_OR_LINK.sub(" ", text[:_ENOUGH])
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS.items()}
    latin_words = _LATIN_WORD.findall(sample)
    han, kana = counts.pop("han"), counts.pop("kana")
    words = counts | {"latin": len(latin_words), "cjk": (han + kana) / _CHARACTERS_A_WORD}
    words["hangul"] /= 2.5
    words["thai"] /= 4
    # Names and terms in Latin letters stand in texts of every language: they count half against another script.
    words["latin"] *= 0.5
    script = max(words, key=lambda name: words[name])
    if not words[script]:
        return None
    if script == "cjk":
        return _chinese_or_japanese(sample, han, kana)
    languages = _SCRIPT_LANGUAGES[script].split()
    return languages[0] if len(languages) == 1 else _by_words(sample, languages, latin_words)


def is_chinese(tag: str | None) -> bool:
    """Whether a tag is Chinese in any script."""
    return tag is not None and tag.split("-")[0] == "zh"


def _chinese_or_japanese(sample: str, han: int, kana: int) -> str:
    simplified, traditional, japanese, not_japanese = _telling_characters()
    shinjitai = sum(character in japanese for character in sample)
    foreign = sum(character in not_japanese for character in sample)
    if kana and (kana >= _KANA_SHARE * (han + kana) or shinjitai > foreign):
        return "ja"
    traditional_count = sum(character in traditional for character in sample)
    simplified_count = sum(character in simplified for character in sample)
    # Without kana: forms only Japan has, or forms of both Chinese scripts side by side, and none that Japan lacks.
    if not foreign and (shinjitai or (traditional_count and simplified_count)):
        return "ja"
    return "zh-Hant" if traditional_count > simplified_count else "zh-Hans"


@cache
def _telling_characters() -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """Characters only Simplified, only Traditional and only Japanese has, and Chinese ones Japanese does not use."""
    to_traditional, to_simplified = character_variants("s2t"), character_variants("t2s")
    simplified = {c for c in to_traditional if in_charset(c, "gb2312") and not in_charset(c, "big5", *_BIG5_COMMON)}
    traditional = {c for c in to_simplified if not in_charset(c, "gb2312")}
    japanese = {
        c
        for c in character_variants("jp2t")
        if in_charset(c, "cp932", *_JIS_COMMON) and not in_charset(c, "gb2312") and not in_charset(c, "big5")
    }
    not_japanese = {c for c in simplified | traditional if not in_charset(c, "cp932", *_JIS_COMMON)}
    # 们, 这, 吗, 你 and the like: written in both scripts' sentences, hardly ever in Japanese ones.
    not_japanese |= set("你您她们們这這吗嗎呢吧哪很了么麼啊谁誰的是")
    return frozenset(simplified), frozenset(traditional), frozenset(japanese), frozenset(not_japanese)


def _by_words(sample: str, languages: list[str], latin_words: list[str]) -> str | None:
    scores = dict(_identifier().rank(sample))
    candidates = {language: float(scores[language]) for language in languages if language in scores}
    if not candidates:
        return None
    lowered = [word.lower() for word in latin_words]
    if max(candidates.values()) < -1e30:
        # No feature of the model occurs: a name or an abbreviation alone says nothing.
        return None
    for language, function_words in _FUNCTION_WORDS.items():
        if language in candidates:
            known = set(function_words.split())
            candidates[language] += _FUNCTION_WORD_WEIGHT * sum(word in known for word in lowered)
    return max(candidates, key=lambda language: candidates[language])


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # type: ignore[import-untyped]

    return LanguageIdentifier.from_model_file(MODEL_FILE)
