"""What stands beside a byline and names nobody: issues, weekdays, counters, credits of others, time to read."""

# ruff: noqa: E501 - a pattern is easier to check unbroken

from __future__ import annotations

import regex

WEEKDAY = (
    r"(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]|[月火水木金土日]曜日?|[월화수목금토일]요일|(?i:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?i:day)?\.?"
    r"|(?i:(?:mo|di|mi|do|fr|sa|so)\.|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica)"
)
_ISSUE = (
    r"[第总總]?第?\s?[\dA-Z]{1,4}\s?[期号號卷版]\S{0,8}|(?:19|20)\d{2}年(?:第?\d+[期号號]|\d{1,2}月[号號刊])|제\s?\d+\s?호"
    r"|(?i:n[°ºo]\.?|№|nr\.?|no\.?|vol(?:ume)?\.?|ausgabe|issue|heft|jahrgang|numéro|número|tome|band|newsletter|folge|episode|édition|edition|is[sb]n)\s?#?[\divx].{0,24}"
)
_FIGURE = r"[\d.,]+\s?[万萬千억만kKmMwW]?\+?"
# What may be cut wherever it stands alone in an article's head.
_FURNITURE = (
    rf"(?:\p{{So}}\ufe0f?|(?:浏览|瀏覽|阅读|閱讀|点击|點擊|评论|評論|点赞|讚|分享|收藏|观看|人气|人氣|粉丝|粉絲|播放|いいね|クリップ|コメント|좋아요|조회|댓글|공감|(?i:views?|reads?|likes?|shares?|comments?|claps?|followers?|aufrufe|kommentare?|vues|commentaires?|vistas|lecturas))[数數量]?)\s?[:：(（]?\s?{_FIGURE}[)）]?(?:\s*[次人条]|\s+\p{{So}}\ufe0f?\s?[\d.,]+)*"
    rf"|(?!(?:19|20)\d\d){_FIGURE}\s?(?:\p{{So}}\ufe0f?|[次人条条]?(?:浏览|瀏覽|阅读|閱讀|评论|評論|点赞|讚|分享|收藏|观看)|(?i:views?|reads?|likes?|shares?|comments?|claps?|aufrufe|kommentare?|vues|commentaires?|vistas|lecturas))"
    r"|[+＋]?\s?(?:关注|關注|追蹤|订阅|訂閱|フォロー(?:する)?|팔로우|구독|Follow|Folgen|Suivre|Seguir)"
    r"|(?i:(?:about |約|约|ca\.? )?\d+[ -]?min(?:ute)?[sn]?\.?(?: (?:read|lesezeit|de lecture|de lectura|di lettura))?|(?:reading time|lesezeit|lesedauer|temps de lecture|tiempo de lectura|lecture|lettura)\b.{1,16})"
    r"|(?:预计|預計)?(?:阅读|閱讀)(?:需时|需時|时间|時間|约|約|大约)?(?:约|約)?\s?[:：]?\s?[\d.]+\s?(?:分[钟鐘]|万|萬)?|\d+分で読めます|(?:有料)?会員(?:限定)?記事|有料記事|残り\d+文字|(?i:∙?\s?paid)"
)
_CREDIT = (
    r"(?:图|圖|图片|圖片|摄影|攝影|写真|撮影|Fotos?|Photos?|Bild(?:er)?)(?: by)?\s*[:：]?\s*.{1,24}"
    r"|(?:Redaktion|Edited|Editing|Editor|Photograph(?:s|y|ed)?|Illustrat(?:ions?|ed)|Graphics?|Video|Translat(?:ion|ed)|Übersetzung|Illustration(?:en)?|Traduction|Dessins?|Fotografie|Grafik|Lektorat|Ressort|Rubrik|Category|Section)(?: (?:by|von|de|par)\b)?\s*:?\s+.{1,36}"
)
_OTHER = (
    r"原创|原創|.{1,8}(?:支局|分社|本社|报道|報道|报导|報導)|\p{Han}{1,4}部|(?:责任?编辑|責任?編輯|编辑|編輯|校对|责编)[:：]?.{1,12}"
    # Counters of other things, and fields with a short content.
    rf"|\p{{L}}[\p{{L}}ー ]{{0,14}}\s?[:：]?\s?(?!(?:19|20)\d\d$){_FIGURE}|(?!(?:19|20)\d\d){_FIGURE}\s?\p{{L}}{{2,14}}"
    r"|[A-Z]{0,3}[\p{Han}\p{Katakana}ー]{2,6}\s?[:：]\s?\S{1,12}|(?:最終)?更新.{0,20}|(?:Last )?[Uu]pdated.{0,30}|(?:[A-Z]{2,4}|Uhr)|\d{1,2}:\d{2}.{0,6}|[+-]\d\d:?\d\d|Z"
)
_ISSUE_PART = regex.compile(_ISSUE)
_FURNITURE_PART = regex.compile(f"{_FURNITURE}|{_CREDIT}|{WEEKDAY}|{_ISSUE}")
_ASIDE = regex.compile(f"{_FURNITURE}|{_CREDIT}|{WEEKDAY}|{_ISSUE}|{_OTHER}")


def is_issue(part: str) -> bool:
    """Whether a part of a line tells which issue of a publication it is: "Vol. 3", 第88期, Heft 37."""
    return _ISSUE_PART.fullmatch(part) is not None


def is_aside(part: str) -> bool:
    """Whether a part of a byline names neither its author nor its publication nor its date."""
    return _ASIDE.fullmatch(part) is not None


def is_furniture(part: str) -> bool:
    """Whether it is an aside by its own words, so that a line of such parts is none of the article's."""
    return _FURNITURE_PART.fullmatch(part) is not None
