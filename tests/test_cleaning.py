# ruff: noqa: E501 - a line of an article a line
"""Cleaning of plain text: what stays, what goes, what is repaired, and the account of it."""

import os
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.cleaners.lines import Line
from index.cleaners.metadata import iso_date
from index.cleaners.plain import plain_reasons
from index.cleaning import clean
from index.documents import Article, RawDocument
from index.errors import EmptyArticleError
from tests.bench.cleaning import holds, run

SHARED = Path(os.environ.get("JIANTING_SHARED", Path(__file__).parents[2] / "shared"))
OWN = Path(__file__).parent / "data"

PORTAL = """海东首页 > 财经 > 正文
登录 注册
首页
股票
基金
外汇
星河智算上半年亏损扩大，机构下调评级
2026年02月11日 08:30 来源：海东财经 作者：林一凡
字号 大 中 小
分享到：微信 微博
星河智算周二公布的中期报告显示，公司上半年营收为4.2亿元，同比增长18%，但净亏损扩大至2.9亿元。
公司管理层表示，亏损主要来自算力采购与研发投入的增加，预计下半年毛利率会逐步修复。
点击进入专题>>
海东证券分析师认为，公司现金仅够维持14个月，给予“减持”评级。
扫码添加小编微信，进群领取研报
相关新闻
这家公司凭什么一年开了三百家店？
老王聊财经
2小时前
女子网购二手手机发现惊人一幕
娱乐八卦姐
3小时前
郑重声明：以上内容仅供参考，不构成投资建议，据此操作风险自担。
网友评论
我早就卖了，谁买谁后悔，这种公司根本没有护城河，迟早要凉。
Copyright © 2026 海东网 版权所有
"""

DAILY = """Home | Markets | Tech | Opinion
Harbor Robotics shares slump after profit warning
By Mara Lindqvist
March 4, 2026 · 4 min read
Harbor Robotics cut its full-year profit forecast by a third on Wednesday, blaming slow orders from carmakers.
Advertisement
READ MORE: Five charts that explain the chip glut
The company now expects operating income of $210 million and said it would close a plant in Ohio.
What analysts say
Three of nine brokers lowered their rating; one kept a buy rating and a $60 target.
Sign up for our daily newsletter and get the latest headlines in your inbox.
You may also like
10 kitchen gadgets you need this spring
Celebrity couple splits after 3 months
Comments (2)
rob_77: lol who didn't see this coming, the stock was way too expensive for years.
"""

REWRITTEN = """As an AI language model, I can't verify current data.
Here is the rewritten article:
Die Solarfirma Nordlicht hat im ersten Halbjahr einen Umsatz von 84 Millionen Euro erzielt, 12 Prozent mehr.
Lesen Sie auch: Was Anleger jetzt wissen müssen
Analysten der Bank Hansen bleiben skeptisch, weil die Preise für Module weiter fallen.
Jetzt Newsletter abonnieren und nichts verpassen!
Alle Rechte vorbehalten. Keine Anlageberatung.
"""

BLOG = """The quiet harbour
By Ida Lund
March 4, 2026
[Facebook] [Bluesky] [Email]
Harbor Robotics sells its cranes to eleven ports, and to nobody else, which worries its older shareholders a good deal.
Its founder says that a crane is a promise: it has to lift for thirty years, whoever owns the port by then.
He smiled.
Enjoyed this? Buy us a coffee.
Related: The last ferry to Skagen | A winter without ice
Tags: ports, cranes, robots, winter
Comments are closed on this article after 14 days.
(c) Quay Street Collective. Ethics policy. Cookie settings. Jobs.
"""

JAPANESE = """トップ > 経済 > 記事
青葉ロボティクス、通期予想を上方修正
2026年2月3日 15:04
青葉ロボティクスは3日、営業利益予想を120億円から150億円に引き上げた。
【関連記事】物流の現場はどう変わる
社長の高橋氏は会見で「需要は来期も強い」と述べた。
この記事をシェアする
本記事は投資勧誘を目的としたものではありません。投資の最終判断はご自身でお願いします。
"""


def _article(text: str) -> Article:
    return clean(RawDocument(path="a.txt", text=text))


@pytest.mark.parametrize(
    ("text", "keep", "drop"),
    [
        (
            PORTAL,
            ["星河智算上半年亏损扩大", "净亏损扩大至2.9亿元", "毛利率会逐步修复", "给予“减持”评级"],
            ["首页", "基金", "字号", "分享到", "点击进入", "扫码", "三百家店", "八卦", "不构成", "护城河", "©"],
        ),
        (
            DAILY,
            ["shares slump", "slow orders", "plant in Ohio", "What analysts say", "$60 target"],
            ["Markets |", "Advertisement", "chip glut", "newsletter", "kitchen", "splits", "rob_77"],
        ),
        (
            REWRITTEN,
            ["84 Millionen Euro", "bleiben skeptisch"],
            ["language model", "rewritten", "Lesen Sie", "Newsletter", "Anlageberatung"],
        ),
        (
            BLOG,
            ["quiet harbour", "eleven ports", "thirty years", "He smiled."],
            ["Bluesky", "coffee", "Skagen", "Tags", "Comments", "Ethics"],
        ),
        (JAPANESE, ["上方修正", "150億円", "来期も強い"], ["トップ", "関連記事", "シェア", "投資勧誘"]),
    ],
)
def test_the_article_stays_and_the_page_around_it_goes(text: str, keep: list[str], drop: list[str]) -> None:
    shown = _article(text).clean
    assert [phrase for phrase in keep if phrase not in shown] == []
    assert [phrase for phrase in drop if phrase in shown] == []


def test_closing_sentences_below_an_advertisement_stay() -> None:
    text = BLOG.partition("He smiled.")[0] + (
        "Advertisement\nRelated: The last ferry to Skagen\n"
        "The founder smiled and said nothing at all for a while.\nThen he went back to his cranes in the rain outside.\n"
    )
    shown = _article(text).clean
    assert "nothing at all" in shown
    assert "his cranes in the rain" in shown
    assert "Skagen" not in shown


def test_each_cut_says_why() -> None:
    reasons = {cut.reason for cut in _article(PORTAL).cuts}
    assert reasons == {"navigation", "byline", "call", "related", "disclaimer", "comments"}


def test_metadata_from_the_text_itself() -> None:
    portal, daily, japanese = _article(PORTAL), _article(DAILY), _article(JAPANESE)
    assert (portal.title, portal.author, portal.source, portal.published, portal.language) == (
        "星河智算上半年亏损扩大，机构下调评级",
        "林一凡",
        "海东财经",
        "2026-02-11T08:30:00",
        "zh-Hans",
    )
    assert (daily.title, daily.author, daily.source, daily.published, daily.language) == (
        "Harbor Robotics shares slump after profit warning",
        "Mara Lindqvist",
        None,
        "2026-03-04",
        "en",
    )
    assert (japanese.title, japanese.published, japanese.language) == (
        "青葉ロボティクス、通期予想を上方修正",
        "2026-02-03T15:04:00",
        "ja",
    )


def test_nothing_is_invented() -> None:
    article = _article("去年12月3日，公司在一份公告里说，它的收入增长了两成，亏损却翻了一番。\n投资者对此反应不一。\n")
    assert (article.title, article.author, article.source, article.published) == (None, None, None, None)


def test_what_the_reader_brought_wins() -> None:
    raw = RawDocument("a", DAILY, title="Mine", author="Me", source="Press", published="2025-01-02", language="en")
    article = clean(raw)
    assert (article.title, article.author, article.source, article.published) == ("Mine", "Me", "Press", "2025-01-02")


def test_an_interview_keeps_its_questions() -> None:
    text = "".join(
        f"记者：第{n}个问题是什么？\n答：我们认为第{n}个问题要从三个方面来看，首先是成本，其次是需求。\n"
        for n in "一二三四五六"
    )
    assert _article(text).cuts == ()


@pytest.mark.parametrize(
    "sentence",
    [
        "The copyright lawsuit against the company continues, and its lawyers see no quick end to it.",
        "The fund lost market share on Tuesday, as clients moved their savings to cheaper rivals.",
        "Als KI-Unternehmen kann Nordlicht nicht auf eigene Rechenzentren verzichten, sagt der Vorstand.",
        "作为人工智能公司，星河智算无法回避算力成本上升的问题，这一点管理层也承认。",
        "法院认定该平台侵权，要求其删除全部内容并赔偿原告经济损失一百二十万元。",
        "公司称其应用的日活用户关注度持续上升，下载量在上半年增长了三成以上。",
        "青岚云购的负责人表示，“限时快闪店”将带来上千款商品的优惠，时间从五月二日到月底。",
        "《数据法》规定，未经被收集者同意，不得向他人提供其个人信息，违者最高罚款五百万元。",
        "如果您有线索，请联系当地警方，检方在周三的发布会上这样呼吁公众，案件仍在调查。",
        "Die Tannwerk AG nutzt Cookies auf ihren Seiten weiter, obwohl die Behörde das im Mai untersagt hat.",
        "I hope this helps the company regain the trust of its customers, the chairman said on Wednesday.",
        "Would you like me to resign, he asked the board, and nobody in the room said a word for a minute.",
        "Das Abo kostet künftig zwölf Euro im Monat, teilte der Verlag mit, der 900 Stellen abbaut.",
        "希望这项政策能帮助更多的中小企业渡过难关，青岚商会的会长在周三的会议上这样说。",
        "该平台未经授权使用他人拍摄的图片，被法院判赔三十万元，平台表示将提起上诉。",
        "同社は会員限定の割引を来月から始め、三年で利用者を二倍に増やすと発表した。",
    ],
)
def test_news_that_speaks_of_such_things_is_kept(sentence: str) -> None:
    text = f"{sentence}\n{sentence[::-1]}.\n"
    assert sentence in _article(text).clean


@pytest.mark.parametrize(
    "title",
    [
        "青岚股价大涨 云溪停产三天 投资者观望",
        "三家上市 两家破发 一家撤回",
        "姚树 对 周岭 说了什么",
        "砷谷科技 法說會 明年資本支出砍兩成",
    ],
)
def test_a_title_with_spaces_is_no_row_of_labels(title: str) -> None:
    body = "青岚股份今天公布了新的财务数据，收入比去年同期增长了两成。\n分析人士认为，公司需要找到新的融资渠道才能维持运营。\n"
    assert _article(f"{title}\n{body}").clean.startswith(title)


def test_a_list_of_names_within_the_article_is_no_row_of_labels() -> None:
    before = "周三的签字仪式由市长主持，双方各派出五名代表，名单在会前一天公布。\n"
    names = "沈一舟 贺闻川 钱若水 许景行 徐若蘭\n"
    after = "仪式之后，双方就钠离子电池的供货价格又谈了两个小时，没有达成一致。\n"
    assert names in _article(before + names + after).clean


def test_a_feed_without_a_heading_is_cut() -> None:
    body = "星河智算今天公布了新的财务数据，收入比去年同期增长了两成，亏损却扩大了一倍。\n" * 1
    feed = "".join(f"惊人！第{n}条别处的新闻标题在这里\n某某号\n2026-03-0{n} 10:00:00\n" for n in range(1, 6))
    article = _article(body + "分析人士认为，公司需要在明年年底之前找到新的融资渠道才能维持运营。\n" + feed)
    assert "新闻标题" not in article.clean
    assert "融资渠道" in article.clean


def test_spam_and_image_leftovers() -> None:
    text = "成人影片|无码在线|免费在线播放|人妻系列|国产精品久久\n![](a.png)\n公司收入增长两成，亏损扩大，现金只够用十四个月。\n"
    article = _article(text)
    assert article.clean == "公司收入增长两成，亏损扩大，现金只够用十四个月。\n"
    assert [cut.reason for cut in article.cuts] == ["spam", "image"]


def test_nothing_worth_keeping_is_said_so() -> None:
    with pytest.raises(EmptyArticleError):
        _article("   \n\n\u200b\n")


def test_lines_far_from_the_subject_are_cut_with_an_embedder() -> None:
    from tests.fakes import FakeEmbedder

    paragraph = (
        "Harbor Robotics expects profit and orders for robots at Harbor plants to fall again this year, number {}."
    )
    texts = ["Harbor Robotics profit falls", *(paragraph.format(n) for n in range(4)), "zebra quince umbrella waltz"]
    starts = [sum(len(t) + 1 for t in texts[:n]) for n in range(len(texts))]
    lines = [Line(s, s + len(t), t) for s, t in zip(starts, texts, strict=True)]
    assert plain_reasons(lines) == {}
    assert plain_reasons(lines, FakeEmbedder()) == {5: "off subject"}


@pytest.mark.parametrize(
    ("text", "iso"),
    [
        ("2026-03-07 19:26:35", "2026-03-07T19:26:35"),
        ("2025年2月9日", "2025-02-09"),
        ("May 3rd, 2024", "2024-05-03"),
        ("am 3. März 2025", "2025-03-03"),
        ("12 de mayo de 2024", "2024-05-12"),
        ("2025-13-40", None),
        ("last week", None),
    ],
)
def test_dates(text: str, iso: str | None) -> None:
    assert iso_date(text) == iso


# fmt: off
_FRAGMENTS = [
    "公司亏损扩大。",
    "內(nèi)",
    "?jīng)_刺",
    "&amp;",
    "\u200b",
    "作者：张三",
    "相关阅读",
    "\n",
    " ",
    "Ã©",
    "(",
    "|",
    "2026-01-02",
    "Read more",
]


@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(st.sampled_from(_FRAGMENTS), st.text(max_size=8)), max_size=30).map("".join))
def test_the_account_covers_the_text_once(text: str) -> None:
    try:
        article = _article(text)
    except EmptyArticleError:
        return
    spans = sorted([(s.start, s.end) for s in article.kept] + [(c.start, c.end) for c in article.cuts])
    assert spans[0][0] == 0 and spans[-1][1] == len(text)
    assert all(before[1] == after[0] and after[0] < after[1] for before, after in pairwise(spans))
    for repair in article.repairs:
        assert any(span.start <= repair.start < repair.end <= span.end for span in article.kept)
    cleaned = article.cleaned
    for sentence in article.sentences:
        start = cleaned.text.index(sentence.display)
        assert cleaned.text[start : start + len(sentence.display)] == sentence.display
        assert any(s.start <= sentence.start < sentence.end <= s.end for s in article.kept)


@pytest.mark.skipif(not (SHARED / "eval" / "cleaning.jsonl").exists(), reason="needs the shared evaluation data")
def test_every_phrase_of_the_evaluation() -> None:
    _, cases = run(SHARED / "eval", SHARED / "articles-real")
    assert [case for case in cases if not case["ok"]] == []


def test_every_phrase_of_our_own_scraped_texts() -> None:
    """Ten texts of our own in five scripts, each with a portal, a rewriting machine or a forum around the article."""
    _, cases = run(OWN, OWN / "scraped")
    assert len(cases) == 10
    assert [case for case in cases if not case["ok"]] == []


def test_keys_match_as_the_evaluation_says() -> None:
    assert holds("收入為 3.12 億元[1]。", "3.12亿元")
    assert not holds("收入为13.12亿元", "3.12亿元")
    assert holds("b", "a|b")
